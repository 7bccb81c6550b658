"""The name tagger: how words are written, which tags may follow, and that a sentence is tagged the same each time."""

from __future__ import annotations

import numpy as np
import pytest

from xpkg.network.names import KINDS, OUTSIDE, TAGS, best_tags, case_of, load_tagger, shares_of, spans_of
from xpkg.network.parser import load_parser, read_sentences

BEGIN, INSIDE, END, SINGLE = range(1, 5)
"""The tags of a person's name."""
PLACE = 4 * KINDS.index("place")
"""What is added to these for a place's."""


@pytest.mark.parametrize(
    ("words", "case"),
    [
        (("vote", "größe"), 0), (("Brandvold", "Şahin"), 1), (("A", "É"), 2), (("UN", "FBI"), 3), (("NASA",), 4),
        (("McGrath", "WikiLeaks"), 5), (("iPhone",), 6), (("2016", "7th", "G20"), 7), ((",", "—", "“"), 8),
        (("n't", "'s"), 9), (("J.",), 10), (("U.S.", "C.I.A."), 11), (("O'Brien", "D’Arcy"), 12), (("Al-Qaeda",), 13),
        (("al-Assad",), 14),
    ],
)  # fmt: skip
def test_how_a_word_is_written(words: tuple[str, ...], case: int) -> None:
    assert [case_of(word) for word in words] == [case] * len(words)


def test_shares_of_capitals() -> None:
    assert shares_of([1, 0, 0, 8, 3]) == (0.5, 0.25)
    assert shares_of([7, 8]) == shares_of([]) == (0.0, 0.0)


def test_tags_make_names() -> None:
    tags = [OUTSIDE, BEGIN, INSIDE, END, PLACE + SINGLE, OUTSIDE, PLACE + BEGIN, PLACE + END]
    sure = np.log([1, 0.9, 0.9, 0.9, 0.5, 1, 0.4, 0.9]).tolist()
    found = spans_of(tags, sure)
    assert [name[:3] for name in found] == [(1, 4, "person"), (4, 5, "place"), (6, 8, "place")]
    assert [name.confidence for name in found] == pytest.approx([0.9, 0.5, 0.6])
    assert spans_of([OUTSIDE] * 3, [0.0] * 3) == ()


def _is_legal(tags: list[int]) -> bool:
    inside = OUTSIDE
    for tag in tags:
        part = (tag - 1) % 4 + 1
        if tag == OUTSIDE or part in (BEGIN, SINGLE):
            if inside:
                return False
            inside = tag if tag and part == BEGIN else OUTSIDE
        else:
            if not inside or (tag - 1) // 4 != (inside - 1) // 4:
                return False
            inside = OUTSIDE if part == END else inside
    return not inside


def test_a_name_that_begins_ends() -> None:
    random = np.random.default_rng(5)
    for length in (1, 2, 3, 7, 20):
        for _ in range(20):
            scores = random.normal(size=(length, TAGS)).astype(np.float32) * 3
            assert _is_legal(best_tags(scores).tolist())


def test_the_best_row_of_tags_is_found() -> None:
    scores = np.full((3, TAGS), -5, dtype=np.float32)
    scores[0, BEGIN], scores[1, END], scores[2, OUTSIDE] = 0, 0, 0
    assert best_tags(scores).tolist() == [BEGIN, END, OUTSIDE]
    scores[1, END], scores[1, OUTSIDE] = -9, 0  # a person that has begun would have to end
    scores[0, SINGLE] = -1
    assert best_tags(scores).tolist() == [SINGLE, OUTSIDE, OUTSIDE]


SENTENCES = [
    "The mayor of Larkham , Yalira Zorvane , said on Monday that she had not been told .".split(),
    "Police arrested Tshering Wangyal in Oslo .".split(),
    "It was late .".split(),
    ["NASA"],
    ["."],
]


def test_names_are_the_same_alone_and_among_others() -> None:
    parser, tagger = load_parser(), load_tagger()
    together = [reading.names for reading in read_sentences(parser, SENTENCES, tagger)]
    alone = [read_sentences(parser, [words], tagger)[0].names for words in SENTENCES]
    for one, other in zip(together, alone, strict=True):
        assert [name[:3] for name in one] == [name[:3] for name in other]
        assert [name.confidence for name in one] == pytest.approx([name.confidence for name in other], abs=1e-4)
    assert [name[:3] for name in together[0]] == [(3, 4, "place"), (5, 7, "person")]
    assert [name[:3] for name in together[1]] == [(2, 4, "person"), (5, 6, "place")]
    assert together[2] == together[4] == ()


def test_without_the_tagger_no_names_are_told() -> None:
    assert all(reading.names == () for reading in read_sentences(load_parser(), SENTENCES))


@pytest.mark.parametrize(
    "words", [["\u200b"], ["🙂"] * 3, ["北京", "。"], ["a" * 5000], ["'"] * 40, ["İ"], ["Ann"] * 400], ids=len
)
def test_whatever_comes_is_tagged(words: list[str]) -> None:
    (reading,) = read_sentences(load_parser(), [words], load_tagger())
    assert all(0 <= name.first < name.last <= len(words) and 0 < name.confidence <= 1 for name in reading.names)
