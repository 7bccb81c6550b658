"""A parse with the mentions and dates of its text on its tokens."""

from __future__ import annotations

from xpkg.analysis.times import find_times
from xpkg.model import Kind, Mention, MentionForm, Metadata, Source, Span
from xpkg.syntax import read
from xpkg.syntax.annotated import AnnotatedParse, annotate
from xpkg.text import parse

WORDS = "The Harrow Bank of Ostland closed. Its chief, Ana Vale, left Harrow in May 2011."


def annotated(sentence: int) -> AnnotatedParse:
    text = parse(Source("t", WORDS, "0", Metadata("")))
    places = ((4, 26, Kind.ORGANIZATION), (19, 26, Kind.PLACE), (46, 54, Kind.PERSON), (61, 67, Kind.PLACE))
    mentions = [Mention(Span(start, end), kind, MentionForm.NAME, WORDS[start:end]) for start, end, kind in places]
    return annotate(WORDS, read(text).parses[sentence], mentions, find_times(text))


def test_the_longest_of_overlapping_mentions_is_on_a_token() -> None:
    sentence = annotated(0)
    assert sentence.mention_on == (None, 0, 0, 0, 0, None, None)
    assert sentence.whole(3) == (1, 5)
    assert sentence.cut(*sentence.whole(2)).cut(WORDS) == "Harrow Bank of Ostland"


def test_mentions_and_dates_are_those_of_the_sentence() -> None:
    sentence = annotated(1)
    assert [index for index in sentence.mention_on if index is not None] == [2, 2, 3]
    assert [(sentence.low(head), time.edtf) for head, time in sentence.dates()] == [("may", "2011-05")]


def test_outside_the_sentence_is_nothing() -> None:
    sentence = annotated(0)
    assert (sentence.low(-1), sentence.low(99)) == ("", "")
    assert sentence.mention(-1) is None
    assert sentence.mention(99) is None
