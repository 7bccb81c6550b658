"""A build lets nothing go that the store has without a word."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from xpkg.store import open_snapshot

Run = Callable[..., Result]

STORIES = {
    "a": "A strike ends\n\nMara Lindqvist, a nurse, said on Monday that the strike was over.\n",
    "b": "A bridge opens\n\nThe Ministry of Transport said the bridge would open. Jon Ek denied the delay.\n",
    "c": "A mayor resigns\n\nMayor Olga Brandt resigned on 3 May 2019. “I am tired,” Brandt said.\n",
}


@pytest.fixture
def build(tmp_path: Path, xpkg: Run) -> Run:
    return lambda *options: xpkg("build", *options, "--annotator", "rules", "--store", tmp_path / "db")


def names(store: Path) -> list[str]:
    with open_snapshot(store) as snapshot:
        return [source.name for source in snapshot.manifest().sources]


@pytest.mark.usefixtures("begun")
def test_other_sources_go_only_when_told_to(texts: Path, tmp_path: Path, build: Run) -> None:
    before = (tmp_path / "db" / "current").read_text()
    result = build(texts / "b.txt")
    assert result.exit_code == 1
    (told,) = result.stderr.splitlines()
    assert "nothing was built, as 2 sources (a, c) would go" in told
    assert "--add" in told
    assert "--replace" in told
    assert (tmp_path / "db" / "current").read_text() == before
    assert build(texts / "b.txt", "--replace").exit_code == 0
    assert names(tmp_path / "db") == ["b"]
    assert build(texts).exit_code == 0, "more than the store has needs no word"
    assert build(texts).exit_code == 0, "nor has the same"
    assert build().exit_code == 1, "the texts that come with xpkg are others"
    assert names(tmp_path / "db") == ["a", "b", "c"]


@pytest.mark.usefixtures("begun")
def test_a_file_that_was_deleted_takes_its_source_along_only_when_told_to(
    texts: Path, tmp_path: Path, build: Run
) -> None:
    (texts / "a.txt").unlink()
    result = build(texts)
    assert result.exit_code == 1
    assert "1 source (a)" in result.stderr
    assert names(tmp_path / "db") == ["a", "b", "c"]
    assert build(texts, "--remove", "a").exit_code == 0
    assert names(tmp_path / "db") == ["b", "c"]


@pytest.mark.usefixtures("begun")
def test_a_text_with_another_name_or_other_words_is_not_lost(texts: Path, tmp_path: Path, build: Run) -> None:
    (texts / "a.txt").rename(texts / "z.txt")
    (texts / "b.txt").write_text(STORIES["b"].replace("Jon Ek", "Ida Holm"))
    assert build(texts).exit_code == 0
    assert names(tmp_path / "db") == ["b", "c", "z"]


@pytest.mark.usefixtures("begun")
@pytest.mark.parametrize("data", [b"", b"caf\xe9 said", b"a\0b"])
def test_a_file_that_cannot_be_read_any_more_costs_no_source(
    texts: Path, tmp_path: Path, build: Run, data: bytes
) -> None:
    (texts / "a.txt").write_bytes(data)
    result = build(texts)
    assert result.exit_code == 1, "it is said"
    assert "a.txt" in result.stderr
    assert "a: the store keeps the text that it had" in result.stderr
    assert names(tmp_path / "db") == ["a", "b", "c"]


def test_a_manifest_that_cannot_be_read_any_more_costs_no_source(texts: Path, tmp_path: Path, build: Run) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "d.txt").write_text("Nils Berg said that nothing was lost.\n")
    assert build(texts, other).exit_code == 0
    (texts / "manifest.toml").write_text("[")
    assert build(texts, other).exit_code == 1
    assert names(tmp_path / "db") == ["a", "b", "c", "d"]


def test_another_base_is_told(texts: Path, build: Run) -> None:
    other = "https://example.org/kg/"
    assert "IRIs" not in build(texts / "a.txt", "--base", other).stderr
    assert "IRIs" not in build(texts / "a.txt", "--base", other).stderr
    assert f"they began with {other}" in build(texts / "a.txt").stderr


@pytest.mark.parametrize("options", [["--remove", "a"], ["nothing-here.txt"]])
def test_a_first_build_that_fails_leaves_no_folder(tmp_path: Path, build: Run, options: list[str]) -> None:
    assert build(*options).exit_code == 1
    assert not (tmp_path / "db").exists()
