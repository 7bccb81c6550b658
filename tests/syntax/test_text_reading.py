"""The reading of a text: made once, found by offsets."""

from __future__ import annotations

from xpkg.model import Metadata, Source, Span, Text
from xpkg.syntax import parse, read
from xpkg.text import parse as parse_source

WORDS = "Mara Venn left. “It rained. We stayed,” Otto Low said.\n\nThe dam broke."


def text() -> Text:
    return parse_source(Source("harbour", WORDS, "0" * 64, Metadata("harbour")))


def test_a_text_is_read_once() -> None:
    one = text()
    assert read(one) is read(one)
    assert read(one).parses == parse(one)


def test_another_text_has_its_own_reading() -> None:
    first, second = text(), text()
    assert read(first).text is first
    assert read(second).text is second
    assert read(first).parses == read(second).parses


def test_a_parse_is_found_by_an_offset_in_its_sentence() -> None:
    found = read(text()).parse_at(WORDS.index("broke"))
    assert found is not None
    assert [token.text for token in found.tokens] == ["The", "dam", "broke", "."]


def test_between_sentences_there_is_none() -> None:
    syntax = read(text())
    assert syntax.parse_at(WORDS.index("\n")) is None
    assert syntax.parse_at(len(WORDS)) is None


def test_a_token_is_found_by_an_offset() -> None:
    found = read(text()).token(WORDS.index("Low"))
    assert found is not None
    parse, place = found
    assert parse.word(place) == "low"


def test_a_span_across_sentences_has_no_parse() -> None:
    syntax = read(text())
    left = WORDS.index("left")
    assert syntax.parse_of(Span(left, left + 4)) is not None
    assert syntax.parse_of(Span(left, WORDS.index("broke"))) is None
