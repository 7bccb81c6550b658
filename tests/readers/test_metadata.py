"""Metadata from a table beside the texts, the order of trust, and the list of what was read."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from xpkg.corpus import Corpus, Reading, read_corpus

Run = Callable[..., Result]
TABLE = (
    "File Name,Headline,Date,Authors,Source,Link,colour\n"
    "dam.txt,The dam of Orm,3 March 2021,Joan Alder; Tom Brisk,The Larkham Courier,https://courier.example/dam,red\n"
    "ferry,,yesterday,By Ann Low and Bo Nye,,nonsense,\n"
    "gone.txt,Gone,,,,,\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "dam.txt").write_text("Dam is safe\n\nAnn Low said that the dam was safe.\n")
    (tmp_path / "ferry.md").write_text("---\ndate: 2020-01-02\npublisher: Sea Review\n---\n# Ferry\n\nA ferry sank.\n")
    (tmp_path / "table.csv").write_text(TABLE)
    return tmp_path


def read(folder: Path, table: str = "table.csv") -> Corpus:
    return read_corpus([folder], Reading(tables=(folder / table,)))


def test_a_table_says_what_is_known_of_each_file(folder: Path) -> None:
    corpus = read(folder)
    assert not corpus.problems
    dam, ferry = corpus.sources
    assert (dam.metadata.title, dam.metadata.issued) == ("The dam of Orm", "2021-03-03")
    assert dam.metadata.creators == ("Joan Alder", "Tom Brisk")
    assert (dam.metadata.publisher, dam.metadata.url) == ("The Larkham Courier", "https://courier.example/dam")
    assert (ferry.metadata.issued, ferry.metadata.publisher) == ("2020-01-02", "Sea Review"), "what is bad is ignored"
    assert ferry.metadata.creators == ("Ann Low", "Bo Nye")
    assert dict(ferry.told_by) == {"issued": "front matter", "publisher": "front matter", "creators": "table.csv"}
    assert [warning.removeprefix(f"{folder}/") for warning in corpus.warnings] == [
        "table.csv, row 3: 'Date' ignored: no date like '2019-11-16' or '2019-11' (EDTF): 'yesterday'",
        "table.csv, row 3: 'Link' ignored: no http(s) address: 'nonsense'",
        "table.csv: no file for 'gone.txt'",
    ]


def test_the_manifest_is_trusted_more_than_the_table(folder: Path) -> None:
    (folder / "manifest.toml").write_text('["dam.txt"]\ntitle = "Dam"\nissued = 2021-03-04\n')
    dam = read(folder).sources[0]
    assert (dam.metadata.title, dam.metadata.issued) == ("Dam", "2021-03-04")
    assert dam.metadata.publisher == "The Larkham Courier"
    assert dict(dam.told_by)["issued"] == "manifest"
    assert dict(dam.told_by)["publisher"] == "table.csv"


GERMAN = "Der Bürgermeister sagte am Montag, dass die Brücke sicher sei und dass niemand gewarnt worden war. " * 4
ENGLISH = "The mayor said on Monday that the bridge was safe and that nobody had been warned of it at all. " * 4


@pytest.mark.parametrize(
    ("told", "words", "language"),
    [("en", GERMAN, "de"), ("de", ENGLISH, "en"), ("de-CH", GERMAN, "de-CH"), ("en-GB", ENGLISH, "en-GB"),
     ("en", "Orm, 3 March: Brücke zu.", "en")],
)  # fmt: skip
def test_a_language_that_its_words_contradict_is_not_believed(
    tmp_path: Path, told: str, words: str, language: str
) -> None:
    (tmp_path / "dam.md").write_text(f"---\nlanguage: {told}\n---\n# Orm\n\n{words}\n")
    corpus = read_corpus([tmp_path], Reading())
    (source,) = corpus.sources
    assert source.metadata.language == language
    assert dict(source.told_by).get("language") == ("front matter" if language == told else None)
    assert corpus.warnings == (() if language == told else (
        f"{tmp_path}/dam.md: read as {language!r}, by its words, though it says {told!r} of itself",))  # fmt: skip


def test_a_sheet_is_a_table(folder: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in csv.reader(io.StringIO(TABLE)):
        book.active.append(row)
    book.save(folder / "table.xlsx")
    (folder / "table.csv").unlink()
    assert read(folder, "table.xlsx").sources[0].metadata.title == "The dam of Orm"
    (folder / "table.xlsx").write_bytes(b"PK\x03\x04 no sheet")
    assert "table.xlsx: no sheet that can be read" in str(read(folder, "table.xlsx").problems[0])


def test_a_table_that_names_no_file_is_told(folder: Path) -> None:
    (folder / "table.csv").write_text("title,date\nDam,2021\n")
    corpus = read(folder)
    assert len(corpus.sources) == 2
    assert "no column that names the file, such as 'file'; the columns are title, date" in str(corpus.problems[0])


def test_the_list_of_what_was_read(xpkg: Run, folder: Path) -> None:
    store = folder / "db"
    built = xpkg("build", folder, "--metadata", folder / "table.csv", "--annotator", "rules", "--store", store)
    assert built.exit_code == 0, built.output
    shown = xpkg("sources", "--store", store).stdout
    assert "dam\n  title      The dam of Orm  (table.csv)\n" in shown
    assert "  missing    url\n" in shown
    assert "  file       ferry.md, text/markdown, read by markdown 1 (markdown-it-py " in shown
    dam, ferry = json.loads(xpkg("sources", "--format", "json", "--store", store).stdout)
    assert (dam["missing"], ferry["missing"], ferry["told_by"]["issued"]) == ([], ["url"], "front matter")
    rows = list(csv.DictReader(io.StringIO(xpkg("sources", "--format", "csv", "--store", store).stdout)))
    assert [row["creators"] for row in rows] == ["Joan Alder; Tom Brisk", "Ann Low; Bo Nye"]
