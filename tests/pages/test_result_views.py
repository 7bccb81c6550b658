"""Answers of queries as sorted tables and as pictures: what fits is offered, marks lead to things or rows."""

from __future__ import annotations

import random
import re
from html import unescape
from itertools import pairwise
from urllib.parse import parse_qsl, urlsplit

import pytest
from story import StoryEngine
from test_pages import Reading

from xpkg.server.pages.moments import MOST, Dated, day_number, moments
from xpkg.server.pages.network_drawing import Pair, network

NUMBERS = 'SELECT ?word ?n { VALUES (?word ?n) { ("b" 10) ("C" 9) ("a" -2) ("d" UNDEF) ("<i>" 1.5) } }'
DATED = """SELECT ?name ?day { VALUES (?name ?day) { ("one" "2019-11-16"^^xsd:date) ("two" "2019-12"^^xsd:gYearMonth)
("three" "2020-02-01"^^xsd:date) ("never" "20XX"^^edtf:EDTF) } }"""
PLACES = "SELECT ?place ?lat ?long { ?place geo:lat ?lat ; geo:long ?long }"
POINTS = """SELECT ?name ?at { VALUES (?name ?at) { ("Ulm" "POINT(10 48.4)"^^geosparql:wktLiteral)
("Quito" "<http://www.opengis.net/def/crs/OGC/1.3/CRS84> Point(-78.5 -0.2)"^^geosparql:wktLiteral) } }"""
PAIRS = "SELECT ?who ?whom (COUNT(?s) AS ?n) { ?s xpkg:speaker ?who ; xpkg:about ?whom } GROUP BY ?who ?whom"


def cells(html: str, column: int) -> list[str]:
    body = html[html.index("<tbody>", html.index('class="answer"')) :]
    rows = re.findall(r'<tr id="row-\d+">(.*?)</tr>', body, re.DOTALL)
    return [re.sub("<[^>]+>", "", re.findall(r"<td[^>]*>(.*?)</td>", row)[column]) for row in rows]


def tabs(html: str) -> list[str]:
    found = re.search(r'<nav aria-label="Show as">(.*?)</nav>', html, re.DOTALL)
    return re.findall(r"<li><a [^>]*>([^<]+)", found[1]) if found else ["Table"]


@pytest.mark.parametrize(
    ("sort", "down", "expected"),
    [
        ("n", "", ["-2", "1.5", "9", "10", "–"]),
        ("n", "yes", ["10", "9", "1.5", "-2", "–"]),
        ("nothing", "", ["10", "9", "-2", "–", "1.5"]),
    ],
)
def test_columns_sort_by_value(story: StoryEngine, sort: str, down: str, expected: list[str]) -> None:
    html = story.get("query", query=NUMBERS, sort=sort, down=down).html
    assert cells(html, 1) == expected
    order = {"": "ascending", "yes": "descending"}[down]
    assert (f'aria-sort="{order}"' in html) == (sort == "n")
    assert html.count('<th scope="col" class="n"') == 1


def test_words_sort_without_regard_to_case(story: StoryEngine) -> None:
    html = story.get("query", query=NUMBERS, sort="word").html
    assert cells(html, 0) == ["&lt;i&gt;", "a", "b", "C", "d"]
    assert "<i>" not in html


def test_things_sort_by_their_names(story: StoryEngine) -> None:
    query = "SELECT ?who { ?who a xpkg:Person }"
    names = cells(story.get("query", query=query, sort="who").html, 0)
    assert names == sorted(names, key=str.casefold) != []
    assert cells(story.get("query", query=query, sort="who", down="yes").html, 0) == names[::-1]


def test_the_head_of_a_column_turns_the_order_round_and_keeps_the_view(story: StoryEngine) -> None:
    html = story.get("query", query=NUMBERS, sort="n", view="bars").html
    [address] = re.findall(r'aria-sort="ascending"><a href="([^"]+)">n', html)
    fields = dict(parse_qsl(urlsplit(unescape(address)).query))
    assert fields == {"query": NUMBERS, "view": "bars", "sort": "n", "down": "yes"}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (NUMBERS, ["Table", "Bars"]),
        (DATED, ["Table", "Bars", "By month or year", "Timeline"]),
        (PLACES, ["Table", "Bars", "Map"]),
        (POINTS, ["Table", "Bars", "Map"]),
        (PAIRS, ["Table", "Bars", "Network"]),
        ("SELECT ?n { VALUES ?n { 1 2 } }", ["Table"]),
        ("SELECT ?x { ?x a xpkg:Nothing }", ["Table"]),
    ],
)
def test_views_that_fit_are_offered(story: StoryEngine, query: str, expected: list[str]) -> None:
    assert tabs(story.get("query", query=query).html) == expected


@pytest.mark.parametrize(
    ("query", "view", "drawing"),
    [
        (NUMBERS, "bars", "ranking"), (DATED, "time", "chart"), (DATED, "timeline", "moments"),
        (PLACES, "map", "world"), (POINTS, "map", "world"),
        (PAIRS, "network", "network"), (PAIRS, "bars", "ranking"),
    ],
)  # fmt: skip
def test_a_view_is_sound_and_its_marks_lead_somewhere(story: StoryEngine, query: str, view: str, drawing: str) -> None:
    html = story.get("query", query=query, view=view).html
    page = Reading(html)
    assert f'class="{drawing}"' in html
    assert html.index(f'class="{drawing}"') < html.index('class="answer"')  # the table is there, too
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    for link in page.all("a"):
        if link["href"].startswith("#row-"):
            assert link["href"][1:] in ids
        if "/id/" in link["href"].partition("?")[0]:
            assert story.get(link["href"].removeprefix("/x/")).status == 200


def test_a_comment_of_the_query_chooses_the_view(story: StoryEngine) -> None:
    asked = f"#defaultView:Map\n{PLACES}"
    assert 'class="world"' in story.get("query", query=asked).html
    assert 'class="world"' not in story.get("query", query=asked, view="table").html
    assert 'class="world"' not in story.get("query", query=f"# a view of the map: Map\n{PLACES}").html


def test_a_view_that_does_not_fit_says_what_it_needs(story: StoryEngine) -> None:
    html = story.get("query", query=NUMBERS, view="map").html
    assert "cannot be shown as “Map”: that takes columns ?lat and ?long" in html
    assert len(cells(html, 0)) == 5


def test_rows_over_time_are_counted_by_month(story: StoryEngine) -> None:
    html = story.get("query", query=DATED, view="time").html
    found = re.findall(r'aria-label="(\d+) rows in ([\d-]+)"', html)
    assert found == [("1", "2019-11"), ("1", "2019-12"), ("1", "2020-02")]
    years = DATED.replace('"2019-12"^^xsd:gYearMonth', '"2019"^^xsd:gYear')
    html = story.get("query", query=years, view="time").html
    assert re.findall(r'aria-label="(\d+) rows in (\d+)"', html) == [("2", "2019"), ("1", "2020")]


def test_points_lie_where_their_words_say(story: StoryEngine) -> None:
    html = story.get("query", query=POINTS, view="map", at="0,0", zoom="1").html
    x = {name: float(place) for name, place in re.findall(r'aria-label="(\w+): 1"><circle cx="([\d.]+)"', html)}
    assert x["Quito"] < 400 < x["Ulm"]


def test_an_example_is_shown_as_it_is_asked(story: StoryEngine) -> None:
    html = story.get("query", example="people-by-statements", view="bars").html
    assert 'class="ranking"' in html


def test_a_proposed_query_is_asked_once(story: StoryEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    execute = StoryEngine.execute

    def counted(engine: StoryEngine, query: str) -> object:
        asked.append(query)
        return execute(engine, query)

    monkeypatch.setattr(StoryEngine, "execute", counted)
    story.get("query", example="statements-by")
    bodies = [query[query.index("SELECT") :].strip() for query in asked if "?cue" in query or "VALUES ?name" in query]
    assert len(bodies) == len(set(bodies))


def test_names_in_a_lane_do_not_meet() -> None:
    some = random.Random(3)
    days = [f"{some.randrange(1900, 2020)}-0{some.randrange(1, 9)}-11" for _ in range(200)]
    shown = moments(Dated(day, day, "x" * some.randrange(1, 60), "#", day) for day in days)
    assert (len(shown.moments), shown.left) == (MOST, 80)
    lanes: dict[float, list[tuple[float, float]]] = {}
    for each in shown.moments:
        long = 6.6 * min(len(each.name), 34)
        start = each.x if each.anchor == "start" else each.x - long
        lanes.setdefault(each.y, []).append((start, start + long))
    for spans in lanes.values():
        spans.sort()
        assert all(end <= start for (_, end), (start, _) in pairwise(spans))


def test_time_goes_on_before_christ() -> None:
    assert day_number("-0043-03-15") < day_number("0000-01-01") < day_number("0001-01-01") < day_number("12000-01-01")
    shown = moments(Dated(day, day, "x", "#", day) for day in ("-0043-03-15", "2019-11-16"))
    assert [words for _, words in shown.ticks][-1] == "2000"


def test_the_strongest_pairs_are_drawn() -> None:
    pairs = [Pair("a", f"b{at}", at, "#", "") for at in range(100)] + [Pair("a", "a", 500, "#", "")]
    drawn = network(pairs, {key: (key, "") for pair in pairs for key in (pair.one, pair.other)})
    assert [edge.pair.number for edge in drawn.edges] == list(range(99, 39, -1))
    assert {edge.thick for edge in drawn.edges} == {2, 3, 4, 5}
    assert len({(node.x, node.y) for node in drawn.nodes}) == len(drawn.nodes) == 61


def test_rows_from_elsewhere_are_escaped(story: StoryEngine) -> None:
    hostile = "<script>alert(1)</script>"
    for view, query in (
        ("bars", f'SELECT ?a ?n {{ VALUES (?a ?n) {{ ("{hostile}" 1) }} }}'),
        ("timeline", f'SELECT ?a ?d {{ VALUES (?a ?d) {{ ("{hostile}" "2019-01-01"^^xsd:date) }} }}'),
        ("map", f'SELECT ?a ?lat ?long {{ VALUES (?a ?lat ?long) {{ ("{hostile}" 1 2) }} }}'),
        ("network", f'SELECT ?a ?b {{ VALUES (?a ?b) {{ ("{hostile}" "x") }} }}'),
    ):
        html = story.get("query", query=query, view=view).html
        assert hostile not in html
        assert html.count(hostile.replace("<", "&lt;").replace(">", "&gt;")) > 1
        Reading(html)
    html = story.get("query", query="SELECT ?x { BIND(IRI('javascript:x') AS ?x) }", view="bars").html
    assert 'href="javascript' not in html
