"""What machines read: the feed, the sitemap and robots.txt, and what the heads of pages tell of them."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from datetime import datetime
from html import unescape

import pytest
from story import BASE, StoryEngine
from test_pages import read

from xpkg.server.http_messages import Request
from xpkg.server.jobs import Job
from xpkg.server.pages.machine_files import TYPES
from xpkg.server.pages.missing import words_of
from xpkg.server.routing import plan
from xpkg.server.settings import Settings

ATOM = "{http://www.w3.org/2005/Atom}"


def one(element: ET.Element, name: str) -> str:
    """The text of the one child ``name``, as RFC 4287 asks for exactly one."""
    [found] = element.findall(ATOM + name)
    return found.text or ""


def test_the_feed_is_atom_as_its_standard_has_it(story: StoryEngine) -> None:
    feed = ET.fromstring(story.get("feed.atom").html)
    assert feed.tag == ATOM + "feed"
    entries = feed.findall(ATOM + "entry")
    assert [one(entry, "id") for entry in entries] == [f"{BASE}id/document/story-1"]
    for each in (feed, *entries):
        assert one(each, "title")
        assert one(each, "id").startswith("https://")
        assert datetime.fromisoformat(one(each, "updated")).tzinfo is not None
        assert feed.findall(ATOM + "author") or each.findall(ATOM + "author")
        alternates = [link for link in each.findall(ATOM + "link") if link.get("rel", "alternate") == "alternate"]
        assert len(alternates) == 1
    assert [link.get("rel") for link in feed.findall(ATOM + "link")].count("self") == 1
    assert one(feed, "updated") == max(one(entry, "updated") for entry in entries) == "2019-11-18T00:00:00Z"
    assert "javascript" not in story.get("feed.atom").html


def test_private_people_and_queries_are_not_in_the_sitemap(story: StoryEngine) -> None:
    tree = ET.fromstring(story.get("sitemap.xml").html)
    found = [each.text for each in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert f"{BASE}id/person/ana-1" in found
    assert f"{BASE}statements" in found
    assert not {f"{BASE}id/person/bob-1", f"{BASE}query"} & set(found)
    assert len(found) == len(set(found))


def test_robots_may_read_things_and_not_run_queries(story: StoryEngine) -> None:
    rules = pytest.importorskip("protego").Protego.parse(story.get("robots.txt").html)
    assert rules.can_fetch("https://kg.example/x/id/person/ana-1", "any")
    assert rules.can_fetch("https://kg.example/x/statements?page=2", "any")
    assert not rules.can_fetch("https://kg.example/x/sparql?query=x", "any")
    assert not rules.can_fetch("https://kg.example/x/query?query=x", "any")
    assert list(rules.sitemaps) == ["https://kg.example/x/sitemap.xml"]


@pytest.mark.parametrize("path", TYPES)
def test_the_server_tells_their_types(path: str) -> None:
    job = plan(Request("GET", f"http://localhost/{path}"), Settings())
    assert isinstance(job, Job)
    assert (job.kind, job.content_type) == ("page", TYPES[path])


@pytest.mark.parametrize("path", ["", *(f"id/{each}-1" for each in ("person/ana", "document/story", "statement/s"))])
def test_a_page_describes_itself(story: StoryEngine, path: str) -> None:
    page = read(story, path)
    metas = {each.get("property", each.get("name", "")): each.get("content", "") for each in page.all("meta")}
    assert metas["og:title"]
    assert metas["og:type"] in ("website", "article", "profile")
    assert metas["og:description"] == metas["description"] != ""
    assert [each for each in page.all("link") if each.get("type") == "application/atom+xml"]


def data(story: StoryEngine, path: str) -> list[dict[str, object]]:
    html = story.get(path).html
    return [json.loads(each) for each in re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)]


def test_schema_org_names_a_thing_and_says_nothing_of_private_people(story: StoryEngine) -> None:
    [ana] = data(story, "id/person/ana-1")
    assert (ana["@type"], ana["name"], ana["sameAs"]) == ("Person", "Ana Bélo", ["http://www.wikidata.org/entity/Q42"])
    assert data(story, "id/person/bob-1") == []
    assert data(story, "id/group/critics-1") == []


def test_a_missing_thing_offers_what_is_called_like_it(story: StoryEngine) -> None:
    for path in ("id/person/ana-belo-0123456789", "id/person/anna-belo-a1b2c3d4e5", "id/organization/bello"):
        page = story.get(path)
        assert page.status == 404
        assert 'href="/x/id/person/ana-1"' in page.html, path
    assert "Perhaps" not in story.get("id/person/zzzz-1234567890").html
    assert "Perhaps" not in story.get("nix").html


@pytest.mark.parametrize("path", ["id/person/-", "id/person/%22", 'id/person/"*', "id/person/" + "x" * 5000])
def test_any_address_can_be_missing(story: StoryEngine, path: str) -> None:
    assert story.get(path).status == 404


def test_words_in_an_address() -> None:
    assert words_of("id/document/report-on-2019-deadbeef01") == "report on 2019"
    assert words_of("id/person/facade-0") == "facade 0"


def test_the_summary_counts_what_the_lists_have(story: StoryEngine) -> None:
    html = story.get("id/person/ana-1").html
    head = html.partition('<dl class="facts summary">')[2].partition("</dl>")[0]
    assert "mayor" in head
    assert "3 times" in unescape(head)
    [(address, number)] = re.findall(r'href="([^"]*)">(\d+) statements?</a>, mostly of', head)
    listed = read(story, "statements", speaker=f"{BASE}id/person/ana-1")
    denied = story.get("statements", speaker=f"{BASE}id/person/ana-1").html.count("not said, as the text tells")
    told = re.search(r"(\d+) statements", listed.text)
    assert told
    assert int(number) == int(told[1]) - denied
    assert "speaker=" in address


def test_jump_links_lead_to_sections_of_the_page(story: StoryEngine) -> None:
    page = read(story, "id/person/ana-1")
    ids = {attributes.get("id") for _, attributes in page.elements}
    jumps = [link["href"][1:] for link in page.all("a") if link["href"].startswith("#") and link["href"] != "#main"]
    assert {"said", "named", "held"} <= set(jumps) <= ids


@pytest.mark.parametrize("fields", [{}, {"with": f"{BASE}id/person/ana-1"}, {"with": f"{BASE}id/person/bo-1"}])
def test_the_network_is_a_file_for_gephi(story: StoryEngine, fields: dict[str, str]) -> None:
    """The same pairs as on the page, with the names and kinds of their ends."""
    page = story.get("network", **fields).html
    tree = ET.fromstring(story.get("network.gexf", **fields).html)
    gexf = "{http://gexf.net/1.3}"
    nodes = {each.get("id"): each for each in tree.iter(gexf + "node")}
    edges = [(each.get("source"), each.get("target"), each.get("weight")) for each in tree.iter(gexf + "edge")]
    shown = re.findall(r'<td class="n"><a href="[^"]+" aria-label="(\d+) statements? by', page)
    assert sorted(number or "" for *_, number in edges) == sorted(shown)
    assert {end for source, target, _ in edges for end in (source, target)} == nodes.keys()
    if edges:
        assert nodes[f"{BASE}id/person/ana-1"].get("label") == "Ana Bélo"
        assert nodes[f"{BASE}id/person/ana-1"].find(f'.//{gexf}attvalue[@for="kind"]') is not None
        assert "network.gexf" in page


def test_the_fields_of_the_network_reach_its_file() -> None:
    job = plan(Request("GET", "https://e.org/network.gexf", "https://e.org/", b"with=x"), Settings())
    assert isinstance(job, Job)
    assert dict(job.fields) == {"with": "x"}
