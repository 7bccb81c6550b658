"""What Wikidata says stands on the page of a thing apart from the texts, and is escaped like all else."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad
from story import BASE, StoryEngine, open_story
from test_pages import read

from tests.linking.dumps import item, statement
from xpkg.iris import Iris
from xpkg.linking.enrichment.quads import to_quads
from xpkg.linking.enrichment.records import read_record
from xpkg.vocab import NAMESPACES

ANA = item(
    "Q42", "Ana <b>Bélo</b>", description="mayor & engineer", de="Ana Bélo",
    statements=[
        statement("P569", ("+1970-05-00T00:00:00Z", 10)),
        statement("P39", "Q7", qualifiers=
                  {"P580": ("+2015-00-00T00:00:00Z", 9), "P582": ("+2019-06-01T00:00:00Z", 11)}),
        statement("P39", "Q8", rank="deprecated"),
        statement("P463", "Q9"), statement("P463", "Q10", rank="preferred"),
    ],
)  # fmt: skip


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> StoryEngine:
    told = open_story(tmp_path_factory.mktemp("story"))
    record = read_record(ANA, ("en", "de"), "2026-11-30")
    names = [read_record(item("Q7", "warden of Lagos"), ("en",), ""), read_record(item("Q8", "pope"), ("en",), "")]
    told.store.extend(to_quads([record], names, {}, Iris(BASE)))
    return told


def test_it_is_told_apart_with_revision_and_day(story: StoryEngine) -> None:
    words = read(story, "id/person/ana-1").text
    texts, _, elsewhere = words.partition("Wikidata says")
    assert "warden of Lagos" not in texts
    assert "None of this was read in the texts." in elsewhere
    assert "said in revision 7, looked up on 30 November 2026 (CC0)" in elsewhere
    assert "warden of Lagos (from 2015 until 1 June 2019)" in elsewhere
    assert "May 1970" in elsewhere
    assert "Ana <b>Bélo</b>" in elsewhere  # escaped, so that it is read as words
    assert "pope" not in words  # deprecated there
    assert elsewhere.index("Q10") < elsewhere.index("Q9")  # preferred first


def test_without_a_question_nothing_is_told(story: StoryEngine) -> None:
    assert "Wikidata says" not in read(story, "id/place/lagos-1").text


def test_a_merged_item_is_followed(tmp_path: Path) -> None:
    told = open_story(tmp_path)
    record = read_record({**ANA, "id": "Q43"}, ("en",), "2026-11-30")
    told.store.extend(to_quads([record], [], {"Q42": "Q43"}, Iris(BASE)))
    assert "what Q43 said in revision 7" in read(told, "id/person/ana-1").text


def test_what_users_write_there_cannot_inject(tmp_path: Path) -> None:
    told = open_story(tmp_path)
    evil = dataclasses.replace(read_record(ANA, ("en",), ""), claims=())
    told.store.extend(to_quads([evil], [], {}, Iris(BASE)))
    graph, node = Iris(BASE).graph("wikidata"), NamedNode(NAMESPACES["wds"] + "Q42-0")
    told.store.add(Quad(NamedNode(NAMESPACES["wd"] + "Q42"), NamedNode(NAMESPACES["p"] + "P39"), node, graph))
    told.store.add(Quad(node, NamedNode(NAMESPACES["ps"] + "P39"), NamedNode("javascript:alert(1)"), graph))
    page = read(told, "id/person/ana-1")
    assert not any(each.get("href", "").startswith("javascript") for each in page.all("a"))
