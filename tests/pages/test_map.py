"""Maps: marks lie where their places are, lead to them, and are moved and made larger without a script."""

from __future__ import annotations

import math
import random
import re
from collections.abc import Mapping
from html import unescape
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from story import BASE, StoryEngine
from test_pages import read

from xpkg.server.pages.projection import HEIGHT, WIDTH, project
from xpkg.server.pages.world_map import MOST, Point, WorldMap, around, world_map

LAGOS = f"{BASE}id/place/lagos-1"


def drawn(points: list[Point], **fields: str) -> WorldMap:
    def address(part: Mapping[str, str]) -> str:
        return f"?{urlencode(part)}"

    return world_map(points, fields, address)


def somewhere(number: int, seed: int = 1) -> list[Point]:
    some = random.Random(seed)
    return [
        Point(f"place {at}", some.uniform(-179, 179), some.uniform(-80, 80), some.randrange(50), f"/{at}")
        for at in range(number)
    ]


@pytest.mark.parametrize(
    ("longitude", "latitude"), [(0, 0), (180, 0), (-180, 0), (0, 90), (0, -90), (179, 89), (13, 52)]
)
def test_every_place_of_the_earth_has_one_on_the_map(longitude: float, latitude: float) -> None:
    x, y = project(longitude, latitude)
    assert -1e-6 <= x <= WIDTH + 1e-6
    assert -1e-6 <= y <= HEIGHT + 1e-6


def test_areas_are_true() -> None:
    def area(latitude: float) -> float:
        """Of a small rectangle at ``latitude``, beside its area on the globe."""
        (x1, y1), (x2, _), (_, y2) = project(0, latitude), project(0.1, latitude), project(0, latitude + 0.1)
        return (x2 - x1) * (y1 - y2) / math.cos(math.radians(latitude + 0.05))

    assert {round(area(each) / area(0), 2) for each in (0, 20, 40, 60, -70)} == {1.0}


def test_the_outline_has_the_size_of_the_map() -> None:
    from xpkg.server.pages import ASSETS, asset

    found = re.search(rb'viewBox="0 0 (\d+) (\d+)"', asset("static/world.svg"))
    assert found
    assert [int(each) for each in found.groups()] == [round(WIDTH * 10), round(HEIGHT * 10)]
    assert ASSETS["static/world.svg"] == "image/svg+xml"
    assert b"Natural Earth" in asset("static/world.svg")
    assert len(asset("static/world.svg")) < 80_000


@pytest.mark.parametrize("zoom", ["", "2", "6", "24", "7.2", "x", "99"])
def test_what_is_seen_lies_in_the_picture_and_is_counted(zoom: str) -> None:
    shown = drawn(somewhere(80), at="20,10", zoom=zoom)
    left, top, width, height = map(float, shown.view.split())
    assert 0 <= left <= left + width <= WIDTH + 0.2
    assert 0 <= top <= top + height <= HEIGHT + 0.2
    for mark in shown.marks:
        assert left - 0.1 <= mark.x <= left + width + 0.1
        assert top - 0.1 <= mark.y <= top + height + 0.1
    together = sum(int(found[1]) for mark in shown.marks if (found := re.search(r"and (\d+) more", mark.words)))
    assert len(shown.marks) + together == shown.shown <= shown.total == 80


def test_names_do_not_lie_over_names() -> None:
    shown = drawn(somewhere(200, 5), at="10,10", zoom="2")
    written = [mark for mark in shown.marks if mark.label]
    assert written
    places = [(mark.label_x, mark.y, mark.anchor) for mark in written]
    assert len(set(places)) == len(places)


def test_places_close_together_share_a_mark_that_leads_nearer() -> None:
    shown = drawn([Point("Ulm", 10, 48.4, 3, "/ulm"), Point("Neu-Ulm", 10.01, 48.39, 1, "/neu-ulm")])
    [mark] = shown.marks
    assert mark.words == "Ulm and 1 more near it: 4"
    assert dict(parse_qsl(urlsplit(mark.address).query)) == {"at": "10,48.4", "zoom": "1.5"}
    [same] = drawn([Point("A", 10, 48, 3, "/a"), Point("B", 10, 48, 1, "/b")]).marks
    assert same.address == "/a"  # no zoom parts them


def test_most_of_many_are_shown() -> None:
    shown = drawn(somewhere(MOST + 50))
    assert shown.total == MOST + 50
    assert shown.shown == MOST


def test_the_first_part_has_all_points() -> None:
    points = [Point("a", 5, 50, 1, ""), Point("b", 20, 45, 1, "")]
    longitude, latitude, zoom = around(points)
    assert zoom > 1
    shown = world_map(points, {}, lambda part: "", (longitude, latitude, zoom))
    assert shown.shown == 2
    assert around([]) == (0, 0, 1)


def test_the_map_leads_to_places_and_what_is_told_of_them(story: StoryEngine) -> None:
    html = story.get("map").html
    assert re.search(r'<a href="/x/id/place/lagos-1" aria-label="Lagos: (\d+)"><circle', html)
    for address, number in re.findall(r'href="([^"]*/(?:events|statements)\?[^"]+)" aria-label="(\d+)', html):
        told = urlsplit(unescape(address))
        page = read(story, told.path.removeprefix("/x/"), **dict(parse_qsl(told.query)))
        assert re.search(rf"\b{number} (events?|statements?)", page.text)


def test_links_move_the_map(story: StoryEngine) -> None:
    html = story.get("map", with_=LAGOS, at="3,6", zoom="2").html
    [closer] = re.findall(r'<a href="([^"]+)">Closer</a>', html)
    fields = dict(parse_qsl(urlsplit(unescape(closer)).query))
    assert fields == {"with": LAGOS, "at": "3,6", "zoom": "3"}
    pages = [story.get("map", at=at, zoom="6").html for at in ("3,6", "9,9")]
    assert len({re.search(r'class="world" viewBox="[^"]+"', html)[0] for html in pages}) == 2  # type: ignore[index]


def test_a_place_shows_where_it_lies_and_who_was_there_a_map(story: StoryEngine) -> None:
    assert 'class="world"' in story.get("id/place/lagos-1").html
    assert 'class="world"' not in story.get("id/person/ana-1").html
    assert "/x/map?with=" in story.get("id/person/ana-1").html
    assert story.get("map", with_="nonsense").html == story.get("map").html
