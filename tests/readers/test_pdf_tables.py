"""PDF: tables without rules are rows of cells, told by how the words stand; running text is none."""

from __future__ import annotations

from itertools import accumulate
from pathlib import Path

import pytest

from xpkg.corpus import read_corpus
from xpkg.model import BlockType
from xpkg.readers import Given, read_documents
from xpkg.readers.pdf.lines import Line, Place
from xpkg.readers.pdf.tables import with_tables
from xpkg.text import parse

pytest.importorskip("pypdfium2")
FILES = Path(__file__).parent / "files"
WIDE = 6
"""Points of a letter of the lines below; a space is half as wide."""


def line(top: float, *cells: tuple[float, str], apart: bool = False) -> Line:
    """A line as the file has it: each of ``cells`` begins at a place."""
    places = [
        Place(left + at, left + at + WIDE * len(word), top - 10, apart and word == cell.split()[0] and number > 0)
        for number, (left, cell) in enumerate(cells)
        for word, at in zip(
            cell.split(), accumulate((WIDE * len(word) + 3 for word in cell.split()), initial=0), strict=False
        )
    ]  # fmt: skip
    words = " ".join(cell for _, cell in cells)
    return Line(words, places[0].left, places[-1].right, top - 10, top, 600, places=tuple(places))


def told(*lines: Line) -> list[str]:
    return [each.words for each in with_tables(lines)]


def test_rows_of_a_file_that_has_a_table_line_by_line() -> None:
    """What goes on in a second line of its cell is of the row; an empty first cell begins one."""
    assert told(
        line(500, (40, "Ward"), (140, "Candidate"), (340, "Votes")),
        line(488, (40, "Abbey"), (140, "Ann Low"), (340, "1204")),
        line(476, (140, "Tom Nye"), (346, "980")),
        line(464, (40, "Castle"), (140, "Maria Ortega, who denied"), (346, "650")),
        line(452, (140, "having stood")),
    ) == [
        "Ward | Candidate | Votes", "Abbey | Ann Low | 1204", "Tom Nye | 980",
        "Castle | Maria Ortega, who denied having stood | 650",
    ]  # fmt: skip


def test_rows_of_a_file_that_has_a_table_cell_by_cell() -> None:
    """Cells stand at the head, in the middle or at the foot of their row."""
    assert told(
        line(500, (40, "Dam")), line(500, (140, "What was found")), line(500, (340, "Year")),
        line(480, (40, "Orm")), line(486, (140, "It was said to be")), line(474, (140, "late by a year")),
        line(480, (340, "2019")),
        line(450, (40, "Falk")), line(462, (140, "Nobody came, and")), line(450, (140, "nobody was told")),
        line(450, (340, "2020")),
    ) == ["Dam | What was found | Year", "Orm | It was said to be late by a year | 2019",
          "Falk | Nobody came, and nobody was told | 2020"]  # fmt: skip


def test_columns_that_stand_near_each_other() -> None:
    """The file writes each cell by itself, and other rows show where the column begins."""
    rows = [("Orm Dam", "Falk"), ("Old Quay Dam", "Low"), ("Quay", "Nye")]
    lines = [line(500 - 12 * at, (40, one), (40 + 12 * WIDE, two), apart=True) for at, (one, two) in enumerate(rows)]
    assert told(*lines) == [" | ".join(row) for row in rows]


@pytest.mark.parametrize("lines", [
    [line(500, (40, "•"), (55, "The dam is closed.")), line(488, (40, "•"), (55, "The quay is not.")),
     line(476, (40, "•"), (55, "Nobody knows why."))],
    [line(500, (40, "Q."), (70, "Where were you?")), line(488, (40, "A."), (70, "I was at home.")),
     line(476, (40, "Q."), (70, "All of that day?"))],
    [line(500, (40, "MS. LOW:"), (120, "I was told.")), line(488, (40, "MR. NYE:"), (120, "By whom?")),
     line(476, (40, "MS. LOW:"), (120, "By the mayor."))],
    [line(500, (40, "He paid,"), (120, "she said.")), line(488, (40, "It was"), (99, "late in May"))],
])  # fmt: skip
def test_what_is_no_table(lines: list[Line]) -> None:
    assert told(*lines) == [each.words for each in lines]


def test_running_text_in_columns_goes_down_each_of_them() -> None:
    one = ["The council of Orm", "published what it paid", "to the two firms that", "mended the old dam in",
           "the summer of the last", "year, said its clerk."]  # fmt: skip
    two = ["The mayor denied that", "any of the payments", "was missing, and that", "the firms had ever been",
           "asked to give anything", "back to the council."]  # fmt: skip
    both = enumerate(zip(one, two, strict=True))
    lines = [line(500 - 12 * at, (40, left), (230, right)) for at, (left, right) in both]
    assert told(*lines) == [*one, *two]


def test_tables_of_programs() -> None:
    """LibreOffice and Typst; sentences and speakers stay in their cells."""
    (source,) = read_corpus([FILES / "table.pdf"]).sources
    rows = [part.span.cut(source.text) for part in source.parts if part.type is BlockType.TABLE_ROW]
    assert rows[:2] == [
        "School | Head teacher | Finding | Reply",
        "Abbey School | Tom Nye | The kitchen was closed for a year, and nobody told the council about it until the "
        "auditors asked. | Nye said the council knew.",
    ]
    sentences = [each.span.cut(source.text) for each in parse(source).sentences]
    assert {"Abbey School", "Tom Nye", "Nye said the council knew."} <= {*sentences}
    assert not any("|" in each for each in sentences)
    (document,) = read_documents((FILES / "payments.pdf").read_bytes(), Given("payments.pdf"))
    words = [piece.words for piece in document.pieces]
    assert "Nye and Sons | Legal advice on the claim that Valley Courier brought against the council in March | " \
        "Ann Low, who later denied it | 900" in words  # fmt: skip
    assert "The clerk should resign | No reply was given." in words
    assert "2. Second item of it." in words, "a list is no table"


def test_a_hyphen_at_the_end_of_a_line() -> None:
    """PDFium writes one character for any hyphen there, and no line end behind it."""
    (document,) = read_documents((FILES / "hyphens.pdf").read_bytes(), Given("hyphens.pdf"))
    assert [piece.words for piece in document.pieces] == [
        "The council of Orm published what it paid in 2014-2016 and the well-known engineer Ann Mey-Low said that "
        "state-owned firms and non-profit bodies had twenty-one state-owned dams in Baden-Württemberg, Cox-Smith and "
        "Nye-Berg-Astrid in 2017-18. The well-known man was there."
    ]
