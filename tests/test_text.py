"""Blocks, sentences, quotations and markers, on the corpus and on altered and unlike texts."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from xpkg.model import BlockType, Metadata, Source, Text
from xpkg.text import parse

DATA = Path(__file__).parent.parent / "data"
STORY, ARTICLE, EXTRACT = (
    (DATA / name).read_bytes().decode()
    for name in (
        "taipei-times-xinjiang-leak.txt",
        "wikipedia-xinjiang-papers.txt",
        "wikipedia-xinjiang-papers-extract.txt",
    )
)


def seen(text: str) -> Text:
    return parse(Source("t", text, hashlib.sha256(text.encode()).hexdigest(), Metadata("")))


def sentences(text: str) -> list[str]:
    return [sentence.span.cut(text) for sentence in seen(text).sentences]


def quoted(text: str) -> list[str]:
    return [quotation.inner.cut(text) for quotation in seen(text).quotations]


@pytest.mark.parametrize("text", [STORY, ARTICLE, EXTRACT])
def test_every_character_lies_in_at_most_one_block(text: str) -> None:
    covered: list[int] = []
    for block in seen(text).blocks:
        covered += range(block.span.start, block.span.end)
    assert len(covered) == len(set(covered))
    left = "".join(c for at, c in enumerate(text) if at not in set(covered)).replace("[edit]", "")
    assert not left.strip()


def test_the_closing_teasers_are_no_part_of_the_story() -> None:
    blocks = seen(STORY).blocks
    assert [block.order for block in blocks if not block.in_story] == [23, 24, 25, 26]
    assert {block.type for block in blocks if not block.in_story} == {BlockType.TEASER}


def test_teasers_are_told_without_the_sign_off() -> None:
    altered = STORY.replace("Additional reporting by the Guardian\n", "")
    assert sum(block.type is BlockType.TEASER for block in seen(altered).blocks) == 4


def test_a_story_that_is_cut_off_keeps_its_end() -> None:
    altered = STORY[: STORY.index("Additional reporting")].rstrip()[:-60]
    assert all(block.in_story for block in seen(altered).blocks)


def test_references_and_markers_of_the_article() -> None:
    text = seen(ARTICLE)
    assert [b.number for b in text.blocks if b.type is BlockType.REFERENCE] == list(range(1, 44))
    assert len(text.markers) == 75
    assert all(marker.sentence is not None for marker in text.markers)


def test_headings_lose_their_edit_link() -> None:
    text = seen(ARTICLE)
    headings = [b.span.cut(ARTICLE) for b in text.blocks if b.type is BlockType.HEADING]
    assert "United Kingdom" in headings
    assert not any("[edit]" in heading for heading in headings)


def test_markers_at_the_head_of_a_line_support_the_sentence_before() -> None:
    text = seen(EXTRACT)
    assert len(text.markers) == 20
    by_number = {m.number: m for m in text.markers}
    assert by_number[16].anchor.cut(EXTRACT).startswith("Ramzy and Buckley state")
    assert by_number[2].sentence is None


def test_a_broken_pair_does_not_swallow_the_document() -> None:
    assert max(q.span.end - q.span.start for q in seen(EXTRACT).quotations) < 200


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mr. Xi met Sen. Lee. They left.", ["Mr. Xi met Sen. Lee.", "They left."]),
        ("The U.S. Senate voted. It passed.", ["The U.S. Senate voted.", "It passed."]),
        ("He left the U.S. The senator stayed.", ["He left the U.S.", "The senator stayed."]),
        ("See No. 5 of J. R. Smith. It is good.", ["See No. 5 of J. R. Smith.", "It is good."]),
        ("It rose.[1][2] He fell.[3]", ["It rose.[1][2]", "He fell.[3]"]),
        ("“It rose. It fell,” he said. Then he left.", ["“It rose. It fell,” he said.", "Then he left."]),
        ('She said "no."[4] He said "yes."', ['She said "no."[4]', 'He said "yes."']),
    ],
)
def test_sentence_ends(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “no” and ''yes'' and \"maybe\".", ["no", "yes", "maybe"]),
        ("It is the students' view, 'tis said.", []),
        ("“He called it ‘awful’ twice,” she said.", ["He called it ‘awful’ twice,", "awful"]),
        ('He said "it is late. Then he left.', ["it is late."]),
        ("“We go on.\n“And on,” he said.", ["We go on.", "And on,"]),
    ],
)
def test_quotation_marks(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected
