"""The pages as files: every link and anchor resolves, nothing needs a server, same graph, same bytes."""

from __future__ import annotations

import functools
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from story import BASE, StoryEngine
from test_pages import Reading

from xpkg.errors import OutputError
from xpkg.search import KINDS
from xpkg.site import Pages, search_files, write_site
from xpkg.site.addresses import Address

LINK = re.compile(r'\s(?:href|src|data-page|data-place)="([^"]*)"')


def made(story: StoryEngine, folder: Path, address: str = "") -> Path:
    write_site(Pages(story, BASE, "0" * 64, "1.0", address), folder)
    return folder


@pytest.fixture(scope="module")
def site(story: StoryEngine, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(story, tmp_path_factory.mktemp("site") / "public", "https://example.org/kg/")


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def broken(folder: Path) -> list[tuple[str, str]]:
    """The local links of all pages that lead to no file, or to no place in it."""
    pages = {path: path.read_text("utf-8") for path in sorted(folder.rglob("*.html"))}
    ids = {path: set(map(unescape, re.findall(r'\sid="([^"]+)"', html))) for path, html in pages.items()}
    resolved = functools.cache(lambda parent, to: (target := (parent / unquote(to)).resolve(), target.exists()))
    top, found = folder.resolve(), []
    for path, html in pages.items():
        for link in map(unescape, LINK.findall(html)):
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target, exists = resolved(path.parent, parts.path) if parts.path else (path, True)
            there = exists and not parts.query and target.is_relative_to(top)
            if not there or (parts.fragment and unquote(parts.fragment) not in ids.get(target, ())):
                found.append((str(path.relative_to(folder)), link))
    return found


def test_every_link_leads_to_a_file_and_to_its_place_there(site: Path) -> None:
    assert len(list(site.rglob("*.html"))) > 60
    assert broken(site.resolve()) == []


def test_a_broken_link_is_found(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text('<a href="b.html#x">b</a> <a href="c.html">c</a> <a href="#y">y</a>')
    (tmp_path / "b.html").write_text('<p id="y"></p>')
    assert [link for _, link in broken(tmp_path)] == ["b.html#x", "c.html", "#y"]


def test_every_page_is_sound_and_asks_no_server(site: Path) -> None:
    for path in site.rglob("*.html"):
        page = Reading(path.read_text("utf-8"))
        assert len(page.all("h1")) == len(page.all("main")) == 1, path
        assert not page.all("form"), path
        assert not page.all("input") or path.parent.name == "document", path  # what a text's page marks
        assert "about:unlinked" not in path.read_text("utf-8"), path
        scripts = [each for each in page.all("script") if each.get("type") != "application/ld+json"]
        assert all(each.get("src") for each in scripts), path


def test_every_thing_has_its_page_and_its_turtle(story: StoryEngine, site: Path) -> None:
    for path in ("id/person/ana-1", "id/statement/s-1", "id/event/fall-1", "id/disagreement/d-1", "id/happening/h-1"):
        assert (site / f"{path}.html").is_file()
        assert BASE + path in (site / f"{path}.ttl").read_text("utf-8")
    whole = (site / "id/document/story-1.html").read_text("utf-8")
    assert 'id="char=' in whole
    for name in ("index", "people", "timeline", "network", "about", "ontology", "search", "names", "query"):
        assert (site / f"{name}.html").is_file()


def test_queries_are_shown_with_their_results(site: Path) -> None:
    html = (site / "query/example-statements-by.html").read_text("utf-8")
    assert "<pre " in html
    assert "SELECT" in html
    assert "Ana B" in html
    [csv] = [link for link in LINK.findall(html) if link.endswith(".csv")]
    assert (site / "query" / csv).read_bytes().startswith(b"\xef\xbb\xbf")


def test_its_own_folder_is_overwritten_and_the_same_graph_gives_the_same_bytes(
    story: StoryEngine, site: Path, tmp_path: Path
) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / ".xpkg-site").touch()
    (own / "old.html").touch()
    made(story, own, "https://example.org/kg/")
    assert files(own) == files(site)
    assert [path.name for path in tmp_path.iterdir()] == ["own"]


def test_no_other_folder_is_overwritten(story: StoryEngine, tmp_path: Path) -> None:
    others = tmp_path / "others"
    others.mkdir()
    (others / "thesis.txt").write_text("years of work")
    (others / ".xpkg-export").touch()
    with pytest.raises(OutputError, match="has files that no site wrote"):
        made(story, others)
    assert sorted(path.name for path in others.iterdir()) == [".xpkg-export", "thesis.txt"]
    assert [path.name for path in tmp_path.iterdir()] == ["others"]


def test_what_search_engines_read(site: Path) -> None:
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    index = ET.parse(site / "sitemap.xml").findall(".//s:loc", space)
    assert [each.text for each in index] == ["https://example.org/kg/sitemap-1.xml"]
    found = [each.text or "" for each in ET.parse(site / "sitemap-1.xml").findall(".//s:loc", space)]
    assert "https://example.org/kg/id/person/ana-1.html" in found
    assert "https://example.org/kg/id/person/bob-1.html" not in found  # a private person
    assert all((site / unquote(each.removeprefix("https://example.org/kg/"))).is_file() for each in found)
    assert "Sitemap: https://example.org/kg/sitemap.xml" in (site / "robots.txt").read_text()


def test_what_is_cited_leads_to_the_site_where_it_will_stand(story: StoryEngine, site: Path, tmp_path: Path) -> None:
    page = "id/statement/s-1.html"
    assert "https://example.org/kg/id/document/story-1.html#char=" in (site / page).read_text("utf-8")
    nowhere = made(story, tmp_path / "nowhere")
    assert f"{BASE}id/document/story-1#char=" in (nowhere / page).read_text("utf-8")
    assert not (nowhere / "sitemap.xml").exists()


def told(file: Path) -> Iterator[Any]:
    """The values that a file of the search index hands to its function."""
    for line in file.read_text("utf-8").splitlines():
        yield json.loads(line[line.index(",") + 1 : line.rindex(")")])


def test_the_search_index_has_every_name_and_word(story: StoryEngine, site: Path) -> None:
    folder = site / "static/search"
    things = [each for part in sorted(folder.glob("d-*.js")) for some in told(part) for each in some]
    words: dict[str, str] = {}
    for part in folder.glob("w-*.js"):
        [some] = told(part)
        words |= some
    numbers, last = [], 0
    for step in words["belo"].split(","):
        last += int(step, 36)
        numbers.append(last)
    found = [things[number] for number in numbers]
    assert [KINDS[found[0][0]], found[0][1]] == ["person", "Ana Bélo"]
    assert found[0][2] == "id/person/ana-1.html"
    assert [each[0] for each in things] == sorted(each[0] for each in things)
    assert set(words) >= {"rotten", "bridge", "貝"}


@pytest.mark.parametrize("words", ["Ana Bélo’s 3 ships", "İstanbul ﬁn", "習近平 said", "e\u0301 ß"])
def test_words_are_folded_to_small_letters_without_accents(words: str) -> None:
    for word in search_files.folded(words):
        assert word == word.lower()
        assert "\u0301" not in word


@pytest.mark.parametrize(
    "path", ["id/person/../../../etc/passwd", "id/person/Ana", "id/x/ana", "id/" + "a" * 400, "id/x/習", "id/a/.b"]
)
def test_any_name_is_a_safe_file(path: str) -> None:
    file = Address(path).file
    assert not {"..", "."} & set(file.split("/"))
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9._-]{0,130}", part) for part in file.split("/"))


def test_no_two_pages_share_a_file() -> None:
    paths = ["people", *(f"id/person/{name}" for name in ("Ana", "ana", "a/b", "a-b", "a b", "a_b"))]
    kinds = [(("kind", kind),) for kind in ("x y", "x-y", "X-Y")]
    names = [Address(path, some).file for path in paths for some in [(), (("page", "2"),), *kinds]]
    assert len({name.lower() for name in names}) == len(names)
