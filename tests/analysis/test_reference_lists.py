"""Lists of references in the shapes in which they occur, and the works that they give."""

from __future__ import annotations

import pytest

from xpkg.analysis.references import parse_references
from xpkg.model import BlockType, Kind, Metadata, Source, Text
from xpkg.text import parse

STORY = (
    "Dam disaster at Orm\n\nThe dam broke in 2019.[1] Nobody knew why, and the council of the town did not ask.[2]\n\n"
    "Low (2020, p. 14) argues that the dam was old.\n\n"
)
Row = tuple[int, str, tuple[str, ...], str, str]


def seen(listing: str) -> Text:
    return parse(Source("t", STORY + listing, "0", Metadata("")))


def rows(text: Text) -> list[Row]:
    return [
        (each.number, each.title, tuple(author.name for author in each.authors), each.issued,
         each.container or each.publisher)
        for each in parse_references(text)
    ]  # fmt: skip


ALDER: Row = (1, "Dam breaks", ("Joan Alder",), "2021-03-03", "The Larkham Courier")
LOW: Row = (2, "Why dams break", ("Ann Low",), "2020", "Sea Review")


@pytest.mark.parametrize(("listing", "expected"), [
    ('References\n\n^ a b Alder, Joan (3 March 2021). "Dam breaks". The Larkham Courier. Retrieved 4 March 2021.\n\n'
     '^ Low, Ann (2020). "Why dams break". Sea Review.\n', [ALDER, LOW]),
    ("Sources\n\n[1] Dam breaks, The Larkham Courier, 3 March 2021\n[2] Why dams break, Sea Review, 2020.\n",
     [(1, "Dam breaks", (), "2021-03-03", "The Larkham Courier"), (2, "Why dams break", (), "2020", "Sea Review")]),
    ("References\n\nAlder, J. (2021, March 3). Dam breaks. The Larkham Courier. https://courier.example/dam\n\n"
     "Low, A. (2020). Why dams break: A history. Orm Press.\n",
     [(1, "Dam breaks", ("J. Alder",), "2021-03-03", "The Larkham Courier"),
      (2, "Why dams break: A history", ("A. Low",), "2020", "Orm Press")]),
    ("Notes\n\n1. Joan Alder, “Dam breaks,” The Larkham Courier, March 3, 2021, https://courier.example/dam.\n"
     "2. Ann Low and Bo Nye, “Why dams break,” Sea Review (2020).\n",
     [ALDER, (2, "Why dams break", ("Ann Low", "Bo Nye"), "2020", "Sea Review")]),
])  # fmt: skip
def test_a_list_gives_its_works(listing: str, expected: list[Row]) -> None:
    assert rows(seen(listing)) == expected


def test_markers_lead_to_the_references_of_a_list_that_lost_its_numbers() -> None:
    text = seen('^ Alder, Joan (2021). "Dam breaks". Courier.\n\n^ Low, Ann (2020). "Why dams break". Sea Review.\n')
    assert [marker.number for marker in text.markers] == [1, 2, 2], "the last by author and date"
    assert [block.number for block in text.blocks if block.type is BlockType.REFERENCE] == [1, 2]


def test_the_makers_of_a_note_are_people_or_bodies() -> None:
    (found,) = parse_references(seen("Notes\n\n1. Orm Dam Board, “Annual report,” Board Papers, 2019.\n"))
    assert [(author.name, author.kind) for author in found.authors] == [("Orm Dam Board", Kind.ORGANIZATION)]


@pytest.mark.parametrize("listing", [
    "Notes\n\nThe mayor said on Monday that he was sorry for what had happened to the town in 2019.\n",
    "Sources\n\nThe council, which met in May (2019), was asked twice and it did not answer a single question.\n",
    "References\n\nAnn Low, the engineer, said that the dam was old.\n\nNobody denied it.\n",
])  # fmt: skip
def test_prose_under_such_a_heading_is_no_list(listing: str) -> None:
    assert not [block for block in seen(listing).blocks if block.type is BlockType.REFERENCE]


@pytest.mark.parametrize("line", ["1. Ibid.", "1. Ann Low, Joan Alder, 2019", "1. See the annex."])
def test_what_is_not_understood_stays_a_reference_without_a_work(line: str) -> None:
    text = seen(f"References\n\n{line}\n")
    assert [block.type for block in text.blocks][-1] is BlockType.REFERENCE
    assert rows(text) == []


TWO = (("Why dams break", "2020"), ("Rivers in flood", "2015"))


@pytest.mark.parametrize("reference", [
    "Low, Ann. Why Dams Break. Orm: Orm Press, 2020; Brisk, Tom. Rivers in Flood. Larkham: Castle, 2015.",
    "Low, A. (2020). Why dams break. Orm Press; Brisk, T. (2015). Rivers in flood. Castle.",
    "Ann Low, “Why dams break,” Sea Review, 2020; Tom Brisk, “Rivers in flood,” Sea Review, 2015.",
    'Low, Ann (2020). "Why dams break". Sea Review; see Brisk, Tom (2015). "Rivers in flood". Sea Review.',
])  # fmt: skip
def test_a_reference_may_be_to_two_works(reference: str) -> None:
    found = rows(seen(f"References\n\n1. {reference}\n2. Nye, B. (2019). The dam. Orm Press.\n"))
    assert [(row[0], row[1].lower(), row[3]) for row in found] == [
        (1, "why dams break", "2020"), (1, "rivers in flood", "2015"), (2, "the dam", "2019"),
    ]  # fmt: skip
    assert [" ".join(row[2])[-3:] for row in found] == ["Low", "isk", "Nye"]


@pytest.mark.parametrize("note", ["Low 2020; Brisk 2015, p. 3.", "Low 2020, p. 14; see Brisk 2015.",
                                  "Low 2020, p. 4; Low 2020, p. 9; Brisk 2015."])  # fmt: skip
def test_a_short_note_may_stand_for_two_works(note: str) -> None:
    works = 'Low, Ann (2020). "Why dams break". Sea Review.\n3. Brisk, Tom (2015). "Rivers in flood". Sea Review.'
    found = rows(seen(f"Notes\n\n1. {note}\n2. {works}\n"))
    assert [row[:2] for row in found][:2] == [(1, "Why dams break"), (1, "Rivers in flood")]
    assert len(found) == 4


@pytest.mark.parametrize("reference", [
    "Low A, Brisk T. Why dams break. Sea Rev. 2020;12(3):14-20.",
    "Low, Ann; Brisk, Tom (2020). Why dams break; how rivers rise. Orm Press.",
    "Low, A. (2020). Why dams break. Orm: Orm Press; Larkham: Castle.",
    "Low, A. (2020). Why dams break. Orm Press; see the files of the board of 2015.",
])  # fmt: skip
def test_a_semicolon_alone_makes_no_second_work(reference: str) -> None:
    found = rows(seen(f"References\n\n1. {reference}\n2. Nye, B. (2019). The dam. Orm Press.\n"))
    assert [row[0] for row in found] == [1, 2]
