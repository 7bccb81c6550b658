"""PDF: paragraphs with their pages, words whole again, without what runs along on every page."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.readers.test_office import REPORT
from xpkg.analysis.references import parse_references
from xpkg.corpus import read_corpus
from xpkg.errors import InputError
from xpkg.model import BlockType
from xpkg.readers import Given, pdf, read_documents
from xpkg.readers.facts import first
from xpkg.readers.pdf.lines import Line, without_running_lines
from xpkg.readers.pdf.paragraphs import joined, paragraphs_of
from xpkg.text import parse

pytest.importorskip("pypdfium2")
FILES = Path(__file__).parent / "files"


def test_a_report_of_two_pages() -> None:
    corpus = read_corpus([FILES / "report.pdf"])
    assert not corpus.problems
    (source,) = corpus.sources
    assert source.text.split("\n\n") == REPORT, "no running heads, no page numbers, no parted words"
    assert [part.page for part in source.parts] == [1, 1, 1, 1, 1, 2, 2]
    types = [part.type and part.type.value for part in source.parts]
    assert types == ["title", None, None, "heading", None, None, None]
    assert (source.metadata.title, source.metadata.creators) == ("Report on the Marigold", ("Joan Alder",))
    assert source.original is not None
    assert source.original.media_type == "application/pdf"


def test_a_page_that_a_browser_printed() -> None:
    (document,) = read_documents((FILES / "harbour.pdf").read_bytes(), Given("harbour.pdf"))
    words = [piece.words for piece in document.pieces]
    assert (
        "Northline denied the accusation on Tuesday. “Every warning was answered within a day,” said Maria Ortega, "
        "the company’s chief executive."
    ) in words
    assert "What the union wants" in words


def line(words: str, top: float, left: float = 60, right: float = 350, size: float = 12) -> Line:
    return Line(words, left, right, top - size, top, 600)


def test_references_keep_their_links() -> None:
    """As a browser prints a page: a link has a part on each line."""
    (document,) = read_documents((FILES / "references.pdf").read_bytes(), Given("references.pdf"))
    (low, nye) = [piece.link for piece in document.pieces if piece.link]
    assert low is not None
    assert nye is not None
    assert low.url == "https://courier.example/dam"
    assert low.words.startswith("Low, Ann (2019). ")
    assert low.words.endswith(" to the mayor.")
    assert nye == ("“Water”", "https://orm.example/water")


@pytest.mark.parametrize(("lines", "text", "whole"), [
    (["The rep\u2010", "resentative"], "", "The representative"),
    (["The re-", "port"], "", "The report"),
    (["A well-", "known man"], "a well-known woman", "A well-known man"),
    (["Ann Mey-", "Low said"], "", "Ann Mey-Low said"),
    (["The of\ufb01ce is", "closed"], "", "The office is closed"),
])  # fmt: skip
def test_words_at_the_end_of_a_line(lines: list[str], text: str, whole: str) -> None:
    assert joined([line(words, 500 - 14 * at) for at, words in enumerate(lines)], text) == whole


def test_a_paragraph_goes_on_in_the_next_column_and_on_the_next_page() -> None:
    first = (
        line("It was raining when the ferry", 100),
        line("left the harbour and", 86),
        line("nobody saw it again.", 500, 400, 560),
        line("The inquiry began in May and", 486, 400, 690),
    )
    second = (line("ended in June.", 500), line("A new law followed.", 460))
    assert [(piece.words, piece.page) for piece in paragraphs_of([first, second])] == [
        ("It was raining when the ferry left the harbour and nobody saw it again.", 1),
        ("The inquiry began in May and ended in June.", 1),
        ("A new law followed.", 2),
    ]


def test_an_indent_begins_a_paragraph() -> None:
    page = (
        line("One line that is full of words ends here.", 400),
        line("Another line of the same paragraph ends.", 386),
        line("Here begins the next paragraph of the page,", 372, 75),
        line("which goes on.", 358, 60, 150),
    )
    assert len(list(paragraphs_of([page]))) == 2


def test_what_runs_along_is_left_out() -> None:
    pages = [(line(f"Board report {number}", 590), line(f"Words of page {number}", 300), line(f"- {number} -", 30))
             for number in range(1, 5)]  # fmt: skip
    assert [[each.words for each in page] for page in without_running_lines(pages)] == [
        [f"Words of page {number}"] for number in range(1, 5)
    ]


@pytest.mark.parametrize(("told", "title"), [
    ("Dams of Orm", "Dams of Orm"), ("scan-7", ""), ("Scan-7", ""), ("Microsoft Word - a.doc", ""), ("untitled", ""),
])  # fmt: skip
def test_the_name_of_a_file_is_no_title(told: str, title: str) -> None:
    assert first(pdf._facts({"Title": told}, "scan-7.pdf"), "title") == title


def test_notes_at_the_foot_of_a_page_part_no_paragraph() -> None:
    """Their raised marks part no line, and lead to them."""
    (source,) = read_corpus([FILES / "notes.pdf"]).sources
    text = parse(source)
    words = [block.span.cut(source.text) for block in text.blocks if block.type is not BlockType.REFERENCE]
    assert words[0] == "What the valley of Orm was never told about its dam", "a title may have several lines"
    assert words[4] == (
        "Bo Nye, who wrote the history of the dam,[3] said that cracks had been seen as early as 1975 and that men of "
        "the village had mended them with clay."
    )
    assert len(words) == 7
    notes = [(block.number, block.page, block.kind) for block in text.blocks if block.type is BlockType.REFERENCE]
    assert notes == [(number, page, BlockType.FOOTNOTE) for number, page in ((1, 1), (2, 1), (3, 1), (4, 2))]
    assert [(marker.span.cut(source.text), marker.number) for marker in text.markers] == [
        ("[1]", 1), ("[2]", 2), ("[3]", 3), ("[4]", 4),
    ]  # fmt: skip
    works = [each.title for each in parse_references(text)]
    assert works == ["Dam breaks", "The Safety of Earth Dams", "The Long Wall", "Orm Dam Act 2022"]


def test_pages_that_lie_on_their_side() -> None:
    (document,) = read_documents((FILES / "turned.pdf").read_bytes(), Given("turned.pdf"))
    words = [piece.words for piece in document.pieces]
    assert words[0].endswith("under water for three weeks.")
    assert words[4].endswith("without a word on who was to blame.")
    assert (len(words), [piece.page for piece in document.pieces]) == (6, [1, 1, 1, 2, 2, 2])


def test_small_numbered_lines_that_fill_a_page_are_a_list() -> None:
    page = (line("References", 580), *(line(f"{n}. Low, A. (2019). Dams.", 560 - 12 * n, size=9) for n in range(1, 20)))
    before = tuple(line("Words of the story that fill the line well.", 580 - 14 * at) for at in range(40))
    assert not [piece for piece in paragraphs_of([before, page]) if piece.type is BlockType.FOOTNOTE]


def test_a_damaged_pdf_is_told() -> None:
    data = (FILES / "report.pdf").read_bytes()
    for broken in (data[:200], b"%PDF-1.7\n" + b"x" * 500):
        with pytest.raises(InputError, match=r"^a\.pdf: the PDF is damaged"):
            read_documents(broken, Given("a.pdf"))
