"""The queries that a user keeps in a folder are listed and asked like those of the catalogue."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import pytest
from story import StoryEngine
from test_pages import read

from xpkg.catalogue import own_queries
from xpkg.errors import QueryError
from xpkg.server.http_messages import Request
from xpkg.server.jobs import Job
from xpkg.server.routing import plan
from xpkg.server.settings import Settings


@dataclass
class Kept(StoryEngine):
    """The story, served with a folder of queries."""

    settings: SimpleNamespace


@pytest.fixture
def kept(story: StoryEngine, tmp_path: Path) -> Kept:
    (tmp_path / "bare.rq").write_text("SELECT ?who { ?who a xpkg:Person }")
    (tmp_path / "asking.rq").write_text(
        "# title: Who <b>is</b> it\n# parameter: name label\n"
        'SELECT ?who { VALUES ?name { "nobody" } ?who rdfs:label ?name ; a xpkg:Person }'
    )
    (tmp_path / "broken.rq").write_text("# kind: nonsense\nASK {}")
    (tmp_path / "notes.txt").write_text("no query")
    return Kept(story.index, story.store, SimpleNamespace(queries=str(tmp_path)))


def test_they_stand_before_the_examples(kept: Kept) -> None:
    page = read(kept, "query")
    text = page.text
    assert text.index("Your queries") < text.index("Who <b>is</b> it") < text.index("Who said what, and how")
    assert "bare" in text
    assert "broken" not in text
    assert "no query" not in text


def test_their_parameters_are_filled_from_the_store(kept: Kept) -> None:
    page = read(kept, "query", example="own-asking")
    [value] = [each["value"] for each in page.all("input") if each.get("name") == "set-name"]
    assert value != "nobody"
    assert "1 row" in page.text


def test_what_is_saved_shows_at_once(kept: Kept) -> None:
    (Path(kept.settings.queries) / "later.rq").write_text("# title: Later\nASK {}")
    assert "Later" in read(kept, "query").text


def test_the_page_is_then_not_kept_by_browsers() -> None:
    for settings, volatile in ((Settings(), False), (Settings(queries="/somewhere"), True)):
        job = plan(Request("GET", "http://localhost/query"), settings, lambda path: True)
        assert isinstance(job, Job)
        assert job.volatile == volatile


def test_a_file_that_is_no_query_is_told(tmp_path: Path) -> None:
    (tmp_path / "broken.rq").write_text("# kind: nonsense\nASK {}")
    with pytest.raises(QueryError, match=r"broken\.rq: the kind is one of"):
        own_queries(tmp_path)
    assert Settings.from_dict(Settings(queries="x").to_dict()).queries == "x"
