"""The page that compares texts with Wikidata: its rows, its filter, and what it says where there is nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from story import BASE, StoryEngine, open_story
from test_pages import read

from tests.linking.dumps import item, statement
from xpkg.iris import Iris
from xpkg.linking.enrichment.quads import to_quads
from xpkg.linking.enrichment.records import read_record

ANA = item("Q42", "Ana Bélo", statements=[
    statement("P39", "Q7"), statement("P463", "Q9", rank="preferred"), statement("P569", ("+1970-05-00T00:00:00Z", 10)),
])  # fmt: skip


@pytest.fixture(scope="module")
def enriched(tmp_path_factory: pytest.TempPathFactory) -> StoryEngine:
    told = open_story(tmp_path_factory.mktemp("story"))
    names = [read_record(item("Q7", "Mayor of <i>Lagos</i>"), ("en",), "")]
    told.store.extend(to_quads([read_record(ANA, ("en",), "2026-11-30")], names, {}, Iris(BASE)))
    return told


def test_rows_of_all_verdicts(enriched: StoryEngine) -> None:
    page = read(enriched, "wikidata")
    assert "May 1970" in page.text
    assert "(preferred)" in page.text
    assert any("#char=" in each.get("href", "") for each in page.all("a"))
    assert "Mayor of <i>Lagos</i>" in page.text  # escaped


def test_a_filter_of_verdict_and_thing(enriched: StoryEngine) -> None:
    some = read(enriched, "wikidata", verdict="contradicts", of=f"{BASE}id/person/ana-1")
    assert "May 1970" not in some.text
    assert "May 1970" in read(enriched, "wikidata", verdict="absent here").text
    assert "May 1970" in read(enriched, "wikidata", verdict="<nonsense>").text
    assert "nothing to compare" in read(enriched, "wikidata", of="javascript:alert(1)").text


def test_a_thing_leads_there(enriched: StoryEngine) -> None:
    links = [each.get("href", "") for each in read(enriched, "id/person/ana-1").all("a")]
    assert any("/wikidata?of=" in each for each in links)


def test_without_a_question_there_is_nothing(tmp_path: Path) -> None:
    assert "There is nothing to compare" in read(open_story(tmp_path), "wikidata").text
