"""A file that has not changed is not read again, whatever else has, and the store is as one that was built anew."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result

from xpkg import corpus, readers
from xpkg.corpus import Reading, kept_documents, read_corpus
from xpkg.corpus.reading import Job
from xpkg.errors import InputError
from xpkg.readers import Document, Given, fingerprint, read_documents
from xpkg.readers.markdown import MARKDOWN
from xpkg.readers.rtf import RTF
from xpkg.store import KeptReadings, keep_readings, readings

pytest.importorskip("striprtf")
pytest.importorskip("markdown_it")
Run = Callable[..., Result]
FILES = Path(__file__).parent / "files"
PAGES = {
    "a.md": "# A strike ends\n\nMara Lindqvist, a nurse, said on Monday that the strike was over.\n",
    "b.md": "# A bridge opens\n\nThe Ministry of Transport said the bridge would open.\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "files"
    made.mkdir()
    for name, text in PAGES.items():
        (made / name).write_text(text)
    shutil.copy(FILES / "report.rtf", made)
    return made


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that readers were given; they read them in this process, which takes less time."""
    found: list[str] = []

    def noted(jobs: Iterable[Job]) -> Iterator[tuple[Path, tuple[Document, ...] | InputError]]:
        for path, data, given in jobs:
            found.append(path.name)
            yield path, read_documents(data, given)

    monkeypatch.setattr(corpus, "read_all", noted)
    return found


@pytest.fixture
def kept(folder: Path, tmp_path: Path, read: list[str]) -> Path:
    """The folder of a store that keeps what was read of ``folder``, and no graph."""
    store = tmp_path / "kept"
    store.mkdir()
    keep(store, folder)
    read.clear()
    return store


def keep(store: Path, folder: Path) -> None:
    found = read_corpus([folder], Reading(store=store))
    keep_readings(store, found.readings, ())


def names(store: Path) -> list[str]:
    return sorted(os.listdir(store / readings.READINGS)) if (store / readings.READINGS).exists() else []


def test_only_the_file_that_changed_is_read(folder: Path, tmp_path: Path, xpkg: Run, read: list[str]) -> None:
    store = tmp_path / "db"
    build = ("build", folder, "--annotator", "rules", "--store", store)
    assert xpkg(*build).exit_code == 0
    assert sorted(read) == ["a.md", "b.md", "report.rtf"]
    read.clear()
    (folder / "a.md").write_text(PAGES["a.md"].replace("Monday", "Friday"))
    told = xpkg(*build)
    assert read == ["a.md"]
    assert "3 sources, 1 analysed, 2 as they were" in told.output
    assert len(names(store)) == 3, "the earlier form of the file is let go"
    assert read_corpus([folder], Reading(store=store))[:4] == read_corpus([folder])[:4]


def test_what_is_kept_says_what_reading_says(folder: Path, kept: Path, read: list[str]) -> None:
    for name in ("harbour.html", "report.docx", "report.odt", "report.epub", "harbour.pdf"):
        shutil.copy(FILES / name, folder)
    (folder / "dam.wiki").write_text("The dam broke.<ref>[https://courier.example/1 Dam breaks]</ref>\n== See ==\n")
    keep(kept, folder)
    read.clear()
    again, anew = read_corpus([folder], Reading(store=kept)), read_corpus([folder])
    assert again[:4] == anew[:4]
    assert again.readings.names
    assert not again.readings.new
    assert read == [path.name for path in sorted(folder.iterdir())], "for the second of the two alone"


def test_a_new_version_of_a_reader_reads_its_files_again(
    folder: Path, kept: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    newer = tuple(replace(each, version=99) if each is RTF else each for each in readers.READERS)
    monkeypatch.setattr(readers, "READERS", newer)
    read_corpus([folder], Reading(store=kept))
    assert read == ["report.rtf"]


@pytest.mark.parametrize("told", [
    Given("a.md", encoding="windows-1252"), Given("a.md", text_column="words"), Given("c.md"),
    Given("a.md", url="https://example.org/"),
])  # fmt: skip
def test_what_a_reader_is_told_counts(kept: Path, folder: Path, told: Given) -> None:
    found = kept_documents.KeptDocuments(kept)
    data = (folder / "a.md").read_bytes()
    assert found.find(data, Given("a.md")) is not None
    assert found.find(data, told) is None


def test_a_fingerprint_is_of_the_code_that_a_reader_uses() -> None:
    reached = fingerprint._reached({readers.markdown.__file__})
    within = {path.relative_to(fingerprint._ROOT).as_posix() for path in reached}
    assert {"readers/markdown.py", "readers/reader.py", "readers/facts.py", "lexicon/metadata_fields.tsv"} <= within
    assert not {"readers/rtf.py", "readers/docx.py", "server/app.py"} & within
    assert fingerprint.fingerprint(MARKDOWN) != fingerprint.fingerprint(RTF)


def shorter(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-3])


def changed(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1] + b"?")


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def a_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def of_another(path: Path) -> None:
    other = next(each for each in path.parent.iterdir() if each != path)
    path.write_bytes(other.read_bytes())


@pytest.mark.parametrize("damage", [shorter, changed, emptied, a_pipe, a_folder, of_another])
def test_damage_to_what_is_kept_costs_a_reading(
    folder: Path, kept: Path, read: list[str], damage: Callable[[Path], None]
) -> None:
    whole = read_corpus([folder])
    damage(kept / readings.READINGS / names(kept)[0])
    read.clear()
    found = read_corpus([folder], Reading(store=kept))
    assert found[:4] == whole[:4]
    assert len(read) == 1
    keep_readings(kept, found.readings, ())
    assert found[:4] == read_corpus([folder], Reading(store=kept))[:4]


def test_what_somebody_else_put_there_stays_and_is_not_read(folder: Path, kept: Path) -> None:
    (kept / readings.READINGS / "notes.txt").write_text("mine")
    keep(kept, folder)
    assert "notes.txt" in names(kept)
    keep_readings(kept, KeptReadings(), ())
    assert names(kept) == ["notes.txt"]


def test_what_is_kept_has_a_bound(
    folder: Path, tmp_path: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "db"
    store.mkdir()
    found = read_corpus([folder], Reading(store=store)).readings
    sizes = sorted(len(content) + 32 for content in found.new.values())
    monkeypatch.setattr(readings, "MOST_BYTES", sum(sizes) - 1)
    keep_readings(store, found, ())
    assert 0 < len(names(store)) < len(found.new) == len(read)
    keep_readings(store, KeptReadings(), ())
    assert not (store / readings.READINGS).exists()


def test_a_file_whose_source_stays_in_the_store_keeps_its_reading(kept: Path) -> None:
    files = [name.partition("-")[0] for name in names(kept)]
    keep_readings(kept, KeptReadings(), files[:1])
    assert [name.partition("-")[0] for name in names(kept)] == files[:1]


def test_a_disk_that_takes_nothing_costs_nothing(folder: Path, tmp_path: Path, read: list[str]) -> None:
    (tmp_path / "db").mkdir()
    (tmp_path / "db" / readings.READINGS).write_text("a file")
    keep(tmp_path / "db", folder)
    assert len(read_corpus([folder], Reading(store=tmp_path / "db")).sources) == 3
    assert len(read) == 6
