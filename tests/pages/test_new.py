"""What builds brought: remembered beside the store, shown as a page, and asked for in lists and the feed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pyoxigraph import NamedNode
from story import SOURCE, StoryEngine

from xpkg.iris import DEFAULT_BASE, Iris
from xpkg.model import Metadata
from xpkg.store import BuildRecord, GraphRecord, Manifest, SourceRecord, builds, new_since, remember_build
from xpkg.store.builds import BUILDS


def manifest(*sources: tuple[str, str], digest: str = "1") -> Manifest:
    records = tuple(SourceRecord(name, text, Metadata(name)) for name, text in sources)
    graphs = tuple(GraphRecord(Iris().document_graph(name).value, "", digest, 1) for name, _ in sources)
    return Manifest(DEFAULT_BASE, records, graphs)


def test_a_build_is_remembered_by_what_it_changed(tmp_path: Path) -> None:
    first, second = manifest(("dam", "a"), ("flood", "b")), manifest(("dam", "a2"), ("ferry", "c"))
    remember_build(tmp_path, None, first)
    remember_build(tmp_path, first, first)  # nothing changed: no line
    remember_build(tmp_path, first, second)
    with (tmp_path / BUILDS).open("a", encoding="utf-8") as file:
        file.write("damaged\n[]\n")
    remember_build(tmp_path, second, manifest(("dam", "a2"), ("ferry", "c"), digest="2"))
    again, after, before = builds(tmp_path)
    assert (before.came, before.changed, before.went) == (("dam", "flood"), (), ())
    assert (after.came, after.changed, after.went, after.again) == (("ferry",), ("dam",), ("flood",), 0)
    assert (again.new, again.again) == ((), 2)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", again.at)
    assert new_since((after, before), "9999") == set()
    assert builds(tmp_path / "nowhere") == ()


@pytest.fixture
def remembered(story: StoryEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> StoryEngine:
    """The story, which a build brought in May, beside one that has gone since."""
    records = (BuildRecord("2021-06-01T08:00:00Z", went=("flood <b>",), again=1),
               BuildRecord("2021-05-03T10:00:00Z", came=("story", "flood <b>")))  # fmt: skip
    monkeypatch.setattr(StoryEngine, "store_dir", tmp_path, raising=False)
    monkeypatch.setattr("xpkg.server.pages.builds", lambda store: records)
    monkeypatch.setattr("xpkg.iris.Iris.source", lambda self, name: _source(name))
    return story


def _source(name: str) -> NamedNode:
    return NamedNode(SOURCE if name == "story" else f"{SOURCE}-gone")


def test_what_is_new_is_a_page_and_narrows_lists(remembered: StoryEngine) -> None:
    page = remembered.get("new").html
    assert re.findall(r'<time datetime="[^"]*">([^<]+)</time></h2>', page) == [
        "1 June 2021, 08:00 UTC", "3 May 2021, 10:00 UTC"
    ]  # fmt: skip
    assert "flood &lt;b&gt;" in page
    assert "1 text is read otherwise than before" in page
    assert "1 more text, or gone since" in page
    assert 'href="/x/id/document/story-1"' in page
    for path, lists in (("documents", '<article class="card document">'), ("statements", '<article class="card stat')):
        assert f'href="/x/{path}?new=2021-05-03"' in page
        assert lists in remembered.get(path, new="2021-05-03").html
        assert lists in remembered.get(path, new="2021-05").html
        assert lists not in remembered.get(path, new="2021-05-04").html
        assert 'name="new" value="2021-05"' in remembered.get(path, new="2021-05").html
    assert "<updated>2021-05-03T10:00:00Z</updated>" in remembered.get("feed.atom").html
    assert 'href="/x/new"' in remembered.get("").html


def test_without_a_record_nothing_is_offered(story: StoryEngine) -> None:
    assert "new since" not in story.get("statements").html
    assert 'href="/x/new"' not in story.get("documents").html
    assert story.get("new").status == 200


def test_what_several_texts_tell_is_a_list(story: StoryEngine) -> None:
    page = story.get("happenings").html
    assert re.search(r'<h2 id="told-1"><a href="/x/id/happening/h-1"><bdi>the bridge gave way', page)
    assert page.count('<article class="card event') == 2
    assert all('href="/x/happenings"' in story.get(path).html for path in ("events", "disagreements"))
