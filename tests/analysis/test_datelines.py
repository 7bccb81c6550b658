"""A dateline is no part of who speaks, wherever an annotator begins the source."""

from __future__ import annotations

import pytest

from xpkg.analysis.attributions.span_trimming import without_dateline
from xpkg.model import Metadata, Source, Span
from xpkg.text import parse

DATELINES = (
    "BELLHAVEN, May 14, 2024 - ", "HARROW, 3 March 2021 – ", "ST. BERGEN (Reuters) — ", "LARKHAM, Nov. 7 -- ",
    "LARKHAM, New Ruritania, Nov. 7, 2024 /CourierWire/ -- ",
)  # fmt: skip
SPEAKER = "Opposition councillor Petra Lindqvist"


@pytest.mark.parametrize("dateline", DATELINES)
def test_what_a_source_has_of_a_dateline_is_cut(dateline: str) -> None:
    words = f"{dateline}{SPEAKER} accused the mayor of fraud."
    text = parse(Source("t", words, "0", Metadata("")))
    end = len(dateline) + len(SPEAKER)
    for start in range(len(dateline) + 1):
        if start == 0 or words[start - 1] == " ":
            assert without_dateline(text, Span(start, end)).cut(words) == SPEAKER


@pytest.mark.parametrize(
    "words", ["Ann Low, 2024 - the year of the flood - said so.", "The BBC - a broadcaster - said so."]
)
def test_other_dashes_stay(words: str) -> None:
    text = parse(Source("t", words, "0", Metadata("")))
    for start in (0, words.index(" - ") + 3):
        span = Span(start, len(words) - 1)
        assert without_dateline(text, span) == span


def test_a_later_sentence_keeps_its_words() -> None:
    words = "HARROW, May 14 - It rained. The mayor of HARROW - Ann Low - said so."
    text = parse(Source("t", words, "0", Metadata("")))
    span = Span(words.index("The mayor"), len(words))
    assert without_dateline(text, span) == span
