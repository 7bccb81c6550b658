"""The links after sssom-py has read and written them are the same links."""

from __future__ import annotations

from pathlib import Path

import pytest
from outside import library

from xpkg.linking import read_links
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
