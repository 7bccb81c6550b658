"""The store under builds that change little, that are killed, and that meet one another; and under those who read."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Generator, Iterable
from pathlib import Path

import pytest
from click.testing import Result

from xpkg.errors import StoreError
from xpkg.model import Authority, Source
from xpkg.pipeline.sources import Common, Done, do_sources
from xpkg.store import building, current_digest, open_snapshot, sealing, sorted_lines
from xpkg.vocab import XPKG

Run = Callable[..., Result]
ROOT = Path(__file__).parents[2]

STORIES = {
    "a": "A strike ends\n\nMara Lindqvist, a nurse, said on Monday that the strike was over. “We won,” she said.\n",
    "b": "A bridge opens\n\nThe Ministry of Transport said the bridge would open. Jon Ek denied the delay.\n",
    "c": "A mayor resigns\n\nMayor Olga Brandt resigned on 3 May 2019. “I am tired,” Brandt said.\n",
}


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the sources that are analysed, in order."""
    names: list[str] = []

    def counting(jobs: Iterable[tuple[Source, Path]], common: Common, workers: int) -> Generator[Done, None, None]:
        asked = tuple(jobs)
        names.extend(source.name for source, _ in asked)
        return do_sources(asked, common, workers)

    monkeypatch.setattr("xpkg.pipeline.loading.do_sources", counting)
    return names


def lines(store: Path) -> list[str]:
    with open_snapshot(store) as snapshot:
        return sorted_lines(snapshot.open())


def fresh(texts: Path, store: Path, xpkg: Run, *options: str) -> list[str]:
    assert xpkg("build", texts, "--annotator", "rules", "--store", store, *options).exit_code == 0
    return lines(store)


def test_only_what_has_changed_is_analysed(texts: Path, tmp_path: Path, xpkg: Run, counted: list[str]) -> None:
    before = fresh(texts, tmp_path / "db", xpkg)
    assert counted == ["a", "b", "c"]
    counted.clear()
    assert fresh(texts, tmp_path / "db", xpkg) == before
    assert counted == []
    (texts / "b.txt").write_text(STORIES["b"].replace("Jon Ek", "Ida Holm"))
    after = fresh(texts, tmp_path / "db", xpkg)
    assert counted == ["b"]
    assert after == fresh(texts, tmp_path / "other", xpkg), "a store that was mended is the store built afresh"
    own = [line for line in {*before} ^ {*after} if "/graph/document/" in line]
    assert own
    assert all("/graph/document/b-" in line for line in own), "the other texts' graphs are as they were"


def test_metadata_and_base_count_as_changes(
    texts: Path, begun: Path, tmp_path: Path, xpkg: Run, counted: list[str]
) -> None:
    (texts / "manifest.toml").write_text('["a.txt"]\ntitle = "The end of a strike"\nissued = "2019-05-06"\n')
    fresh(texts, tmp_path / "db", xpkg)
    assert counted == ["a"]
    counted.clear()
    based = fresh(texts, tmp_path / "db", xpkg, "--base", "https://example.org/kg/")
    assert counted == ["a", "b", "c"]
    assert based
    assert not [line for line in based if "w3id.org/xpkg/id/" in line or "w3id.org/xpkg/graph/" in line]


def test_another_authority_reads_all_again(
    texts: Path, begun: Path, tmp_path: Path, xpkg: Run, counted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("xpkg.api.load_authority", lambda *_: Authority())
    (tmp_path / "db" / "inputs.json").unlink()  # the files themselves have not changed
    fresh(texts, tmp_path / "db", xpkg)
    assert counted == ["a", "b", "c"]


def test_adding_keeps_and_removing_lets_go(
    texts: Path, begun: Path, tmp_path: Path, xpkg: Run, counted: list[str]
) -> None:
    whole, store = lines(begun), tmp_path / "step"
    for name in ("a", "b"):
        assert xpkg("build", texts / f"{name}.txt", "--annotator", "rules", "--store", store, "--add").exit_code == 0
    counted.clear()
    assert xpkg("build", texts / "c.txt", "--annotator", "rules", "--store", store, "--add").exit_code == 0
    assert counted == ["c"]
    assert lines(store) == whole
    assert xpkg("build", "--remove", "b", "--annotator", "rules", "--store", store).exit_code == 0
    (texts / "b.txt").unlink()
    assert lines(store) == fresh(texts, tmp_path / "without", xpkg)
    result = xpkg("build", "--remove", "nobody", "--store", store)
    assert result.exit_code == 1
    assert "no source is named 'nobody'" in result.stderr


def test_a_renamed_text_is_one_text(texts: Path, begun: Path, tmp_path: Path, xpkg: Run) -> None:
    (texts / "a.txt").rename(texts / "z.txt")
    assert xpkg("build", texts / "z.txt", "--annotator", "rules", "--store", begun, "--add").exit_code == 0
    assert lines(begun) == fresh(texts, tmp_path / "other", xpkg)


def command(*arguments: str, **environment: str) -> None:
    changed = {**os.environ, **environment}
    subprocess.run([sys.executable, *arguments], env=changed, cwd=ROOT, check=True, capture_output=True)


def whole(store: Path) -> str:
    """The digest of the current snapshot, of which every file is as it was written, and which can be opened."""
    with open_snapshot(store) as snapshot:
        snapshot.check(None)
        assert any(True for _ in snapshot.open())
        return snapshot.digest


def test_a_build_killed_leaves_the_old_store(texts: Path, begun: Path, tmp_path: Path, xpkg: Run) -> None:
    store, copies = begun, tmp_path / "copies"
    copies.mkdir()
    before = lines(store)
    (texts / "d.txt").write_text("A new story\n\nNils Berg said that nothing was lost.\n")
    (texts / "b.txt").write_text(STORIES["b"].replace("Jon Ek", "Ida Holm"))
    command("-m", "tests.store.killed", str(texts), str(store), str(copies))
    first, *killed = (copies / str(number) for number in range(len([*copies.iterdir()])))
    after = lines(first)
    assert before != after
    found = [whole(each) for each in killed]
    assert {*found} <= {current_digest(store), current_digest(first)}
    assert current_digest(store) in found
    left = next(path.parent.parent for path in sorted(copies.glob("*/snapshots/building-*")))
    assert xpkg("build", texts, "--store", left, "--annotator", "rules").exit_code == 0
    assert lines(left) == after == fresh(texts, tmp_path / "after", xpkg)
    assert not list((left / "snapshots").glob("building-*")), "what was left is cleared away"


def test_of_two_builds_the_second_is_refused(texts: Path, begun: Path, xpkg: Run) -> None:
    before = lines(begun)
    with building(begun):
        result = xpkg("build", texts, "--store", begun)
    assert result.exit_code == 1
    assert "another build is under way" in result.stderr
    assert lines(begun) == before


def test_a_reader_keeps_its_snapshot_through_many_builds(texts: Path, begun: Path, xpkg: Run) -> None:
    store, before = begun, lines(begun)
    with open_snapshot(store) as held:
        for number in range(2):
            (texts / "a.txt").write_text(STORIES["a"].replace("Lindqvist", f"Lind{'abc'[number]}"))
            fresh(texts, store, xpkg)
        assert current_digest(store) != held.digest
        assert sorted_lines(held.open()) == before
        assert held.folder.is_dir()
    fresh(texts, store, xpkg)
    assert len(list((store / "snapshots").iterdir())) == 2, "with nobody left to read it, it goes"


def test_a_full_disk_leaves_nothing(texts: Path, begun: Path, xpkg: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    store, before = begun, lines(begun)
    (texts / "a.txt").write_text(STORIES["a"] + "\nThe end.\n")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("xpkg.store.publishing.write_synced", full)
    result = xpkg("build", texts, "--annotator", "rules", "--store", store)
    assert result.exit_code == 1
    assert "No space left on device" in result.stderr
    monkeypatch.undo()
    assert lines(store) == before
    assert not list((store / "snapshots").glob("building-*"))


def test_the_files_of_a_snapshot_are_compared_once(begun: Path) -> None:
    with open_snapshot(begun) as snapshot:
        snapshot.open()
        index = snapshot.search.read_bytes()
        snapshot.search.write_bytes(index[::-1])
        snapshot.open()
        with pytest.raises(StoreError, match=r"search\.sqlite"):
            snapshot.check(None)
    with pytest.raises(StoreError, match=r"search\.sqlite"):
        open_snapshot(begun).open()


def test_a_spoiled_store_is_built_afresh(texts: Path, begun: Path, xpkg: Run) -> None:
    store, before = begun, lines(begun)
    with open_snapshot(store) as snapshot:
        (snapshot.folder / "manifest.json").write_text("{}")
    result = xpkg("stats", "--store", store)
    assert result.exit_code == 1
    assert "manifest cannot be read" in result.stderr
    assert fresh(texts, store, xpkg) == before


def test_the_default_graph_has_every_triple_once(texts: Path, begun: Path, xpkg: Run) -> None:
    store = begun
    (texts / "a.txt").unlink()
    fresh(texts, store, xpkg, "--replace")
    with open_snapshot(store) as snapshot:
        database = snapshot.open()
        merged = [quad.triple for quad in database if str(quad.graph_name) == "DEFAULT"]
        named = {quad.triple for quad in database if str(quad.graph_name) != "DEFAULT"}
        assert len(merged) == len(named)
        assert set(merged) == named
        assert len(list(database.quads_for_pattern(None, XPKG.text, None))) == 4, "two texts, each in both places"


def test_a_copy_of_a_store_is_read_once(
    texts: Path, begun: Path, tmp_path: Path, xpkg: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = lines(begun)
    shutil.copytree(begun, tmp_path / "copy")
    read: list[Path] = []
    shared: list[Path] = []
    sha256 = sealing._sha256

    def reading(path: Path) -> str:
        read.append(path)
        if path.stat().st_nlink > 1:
            shared.append(path)
        return sha256(path)

    monkeypatch.setattr(sealing, "_sha256", reading)
    for number in range(2):
        read.clear()
        shared.clear()
        (texts / "d.txt").write_text(f"A mayor resigns\n\nMayor Olga Brandt resigned on {3 + number} May 2019.\n")
        assert xpkg("build", texts, "--annotator", "rules", "--store", tmp_path / "copy").exit_code == 0
    assert not [path for path in read if "building-" not in str(path)]
    assert not shared, "what the first build left is known"
    (texts / "d.txt").unlink()
    assert xpkg("build", "--remove", "d", "--annotator", "rules", "--store", tmp_path / "copy").exit_code == 0
    assert lines(tmp_path / "copy") == before
