"""The links after sssom-py has read and written them are the same links."""

from __future__ import annotations

from pathlib import Path

import pytest
from outside import library

from xpkg.linking import read_links
from xpkg.linking.reviewing import Judge, Review
from xpkg.linking.sssom import write_set
from xpkg.resources import folder


@pytest.mark.filterwarnings("ignore")  # not of our making
def test_sssom_py_reads_and_writes_what_types_are_called_elsewhere(tmp_path: Path) -> None:
    own = folder("data") / "links" / "event-types.sssom.tsv"
    told = library("sssom.parsers").parse_sssom_table(own)
    library("sssom.validators").validate(told)
    with (tmp_path / "written.sssom.tsv").open("w", encoding="utf-8") as file:
        library("sssom.writers").write_table(told, file)
    assert (tmp_path / "written.sssom.tsv").read_bytes() == own.read_bytes()


@pytest.mark.filterwarnings("ignore")  # not of our making
def test_what_sssom_py_writes_is_read_back(tmp_path: Path) -> None:
    own = folder("data") / "links" / "wikidata.sssom.tsv"
    library("sssom")
    written = tmp_path / "written.sssom.tsv"
    with written.open("w", encoding="utf-8") as file:
        library("sssom.writers").write_table(library("sssom.parsers").parse_sssom_table(own), file)
    library("sssom.validators").validate(library("sssom.parsers").parse_sssom_table(own))
    assert written.read_bytes() == own.read_bytes()
    assert len(read_links(written)) == len(read_links(own)) > 100


@pytest.mark.filterwarnings("ignore")  # not of our making
def test_what_is_written_here_is_what_sssom_py_writes(tmp_path: Path) -> None:
    """Quotation marks, other scripts, what is no link, what is nowhere to be found, and a shared tool."""
    head = {"mapping_set_id": "https://example.org/set", "license": "https://example.org/free",
            "curie_map": {"xpkgid": "https://w3id.org/xpkg/id/", "wd": "http://www.wikidata.org/entity/"}}  # fmt: skip
    same = {"predicate_id": "skos:exactMatch", "mapping_justification": "semapv:ManualMappingCuration",
            "author_id": "wd:Q42", "mapping_tool": "xpkg", "mapping_tool_version": "0.1.0"}  # fmt: skip
    rows = [
        {**same, "subject_id": "xpkgid:person/ana-belo-00000000a1", "subject_label": 'Ana "Bé" Belo',
         "object_id": "wd:Q1", "predicate_modifier": "Not", "mapping_date": "2026-11-30"},
        {**same, "subject_id": "xpkgid:person/ravi-rao-00000000a2", "subject_label": "Рави",
         "object_id": "sssom:NoTermFound", "mapping_date": "2026-11-29", "confidence": "0.9"},
    ]  # fmt: skip
    ours, theirs = tmp_path / "ours.sssom.tsv", tmp_path / "theirs.sssom.tsv"
    write_set(ours, head, rows)
    told = library("sssom.parsers").parse_sssom_table(ours)
    library("sssom.validators").validate(told)
    with theirs.open("w", encoding="utf-8") as file:
        library("sssom.writers").write_table(told, file)
    assert theirs.read_text("utf-8") == ours.read_text("utf-8")
    assert [link.negated for link in read_links(theirs)] == [True, False]


@pytest.mark.filterwarnings("ignore")  # not of our making
@pytest.mark.parametrize(
    ("author", "column"),
    [("orcid:0000-0002-1825-0097", "author_id"), ("Ana Belo", "author_label"), ("desk:ana", "author_label")],
)
def test_judgements_are_valid(author: str, column: str, tmp_path: Path) -> None:
    """An identifier with a prefix that nobody declares would make the file invalid: it is a plain name."""
    file = tmp_path / "judged.sssom.tsv"
    candidate = {"item": "Q1", "label": "Ana Belo", "source_version": "dump 2026-11-01"}
    paths = (f"person/ana-belo-00000000a{at}" for at in range(3))
    things = [{"thing": path, "label": "Ana Belo", "candidates": [candidate]} for path in paths]
    review = Review.of(file, Judge(author, "2026-12-01", "0.1.0"))
    review.accept(things[0], candidate)
    review.reject(things[1], [candidate])
    review.absent(things[2])
    told = library("sssom.parsers").parse_sssom_table(file)
    library("sssom.validators").validate(told)
    assert {*told.df[column]} == {author}
    assert [link.negated for link in read_links(file)] == [False, True, False]
    assert "# object_source_version: dump 2026-11-01\n" in file.read_text("utf-8"), "where it is not was looked, too"
