"""Damaged text: what is read in another way than it is written, and that all findings name the stored characters."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

import xpkg
import xpkg.text.mending
from xpkg.corpus import read_corpus, source_of
from xpkg.iris import Iris
from xpkg.model import Authority
from xpkg.pipeline.graphs import graph_of
from xpkg.text.mending import find_mends, read

COLUMN = (
    "Row\n\nThe treasurer, Fran-\ncesca Delmonte, said that the ac-\ncounts were right and that no-\nbody had come.\n"
)


def reading(text: str) -> str:
    return read(text, find_mends(text)).text


def test_doctests() -> None:
    result = doctest.testmod(xpkg.text.mending)
    assert result.attempted
    assert not result.failed


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("The ac-\ncounts were right.", "The accounts were right."),
        ("The ac-\r\ncounts were\r\nright.", "The accounts were right."),
        ("Ann Smith-\nJones left.", "Ann Smith-Jones left."),
        ("A well-known town.\n\nShe is well-\nknown.", "A well-known town.\n\nShe is well-known."),
        ("â€œWe ran,â€\x9d said JosÃ©. Itâ€™s late â€“ now.", "“We ran,” said José. It’s late – now."),
        ("â€œWe ran,â€ said ZoÃ«.", "“We ran,” said Zoë."),
        ("&quot;We ran,&quot; said Low &amp; Son. &#8220;So.&#8221;", '"We ran," said Low & Son. “So.”'),
        ("&amp;quot;We ran.&amp;quot;", '"We ran."'),
    ],
)  # fmt: skip
def test_what_is_damaged_is_read_as_it_was_meant(text: str, meant: str) -> None:
    assert reading(text) == meant


@pytest.mark.parametrize(
    "text",
    [
        "The pre-\nand post-war towns.",
        "JOSÉ’S bar and IRMÃ’s house in SÃO PAULO.",
        "Il a dit: «Été»; “À bientôt” said Émile. Å’s.",
        "AT&T; and R&D; were sold to Brown & Sons.",
        "It lasted from 1990-\n1995 -\nand then --\nit stopped.",
    ],
)
def test_what_is_not_damaged_stays(text: str) -> None:
    assert find_mends(text) == ()


def test_all_that_is_found_names_the_stored_characters() -> None:
    analysis = xpkg.analyse(COLUMN)
    (first, *_) = analysis.attributions
    assert analysis.text.source.text == COLUMN
    assert first.source is not None
    assert first.source.cut(COLUMN) == "The treasurer, Fran-\ncesca Delmonte"
    words = "that the ac-\ncounts were right and that no-\nbody had come"
    assert [span.cut(COLUMN) for span in first.content] == [words]
    assert [each.label for each in analysis.identities.entities] == ["Francesca Delmonte"]


def test_the_graph_has_the_words_as_they_are_read_and_the_passages_as_they_stand() -> None:
    quads = [str(quad) for quad in graph_of(source_of("column", COLUMN), Authority(), Iris())]
    (content,) = [quad for quad in quads if "ontology#content>" in quad]
    assert '"that the accounts were right and that nobody had come"' in content
    (speaker,) = [quad for quad in quads if "ontology#speakerText>" in quad]
    assert '"The treasurer, Fran-\\ncesca Delmonte"' in speaker  # the speaker's words are those of the passage
    assert any('anchorOf> "Fran-\\ncesca Delmonte"' in quad for quad in quads)
    assert any("ontology#text>" in quad and "Fran-\\ncesca" in quad for quad in quads)


def test_damage_is_told_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "dam.txt"
    path.write_text("Dam row\n\nThe ac-\ncounts of Low &amp; Son &amp; Co were right.\n")
    warnings = read_corpus([path]).warnings
    assert warnings == (
        f"{path}: damaged text is read as it was meant (1 words parted at line ends, 2 HTML entities); "
        "what is stored stays as it is",
    )
    path.write_text("Dam row\n\nThe accounts were right.\n")
    assert read_corpus([path]).warnings == ()
