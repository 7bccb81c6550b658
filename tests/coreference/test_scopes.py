"""Scopes: the sentence, block, story and quotation of a place in the text."""

from __future__ import annotations

import pytest

from xpkg.coreference.scopes import Scopes
from xpkg.model import Block, BlockType, Metadata, Quotation, Sentence, Source, Span, Text

WORDS = "It rained. “Stay in,” she said.\nAnother story."
TEXT = Text(
    Source("story", WORDS, "0", Metadata("")),
    (Block(BlockType.PARAGRAPH, Span(0, 31), 0), Block(BlockType.TEASER, Span(32, 46), 1, in_story=False)),
    (Sentence(Span(0, 10), 0), Sentence(Span(11, 31), 0), Sentence(Span(32, 46), 1)),
    (),
    (Quotation(Span(11, 21), Span(12, 20)), Quotation(Span(13, 16), Span(14, 15), level=2)),
)


@pytest.mark.parametrize(("at", "sentence"), [(0, 0), (9, 0), (10, 0), (11, 1), (30, 1), (32, 2), (45, 2)])
def test_a_place_is_in_the_sentence_before_which_it_does_not_stand(at: int, sentence: int) -> None:
    scopes = Scopes(TEXT)
    assert scopes.sentence(at) == sentence
    assert scopes.start(sentence) == (0, 11, 32)[sentence]


def test_a_teaser_is_a_story_of_its_own() -> None:
    scopes = Scopes(TEXT)
    assert scopes.story(0) == scopes.story(12) == 0
    assert scopes.story(40) == 2
    assert (scopes.block(0), scopes.block(40)) == (0, 1)


def test_what_is_aside_but_no_teaser_belongs_to_the_story() -> None:
    caption = Block(BlockType.CAPTION, Span(32, 46), 1, in_story=False)
    assert Scopes(Text(TEXT.source, (TEXT.blocks[0], caption), TEXT.sentences, (), ())).story(40) == 0


@pytest.mark.parametrize(("at", "inside"), [(10, False), (11, False), (12, True), (19, True), (20, False), (25, False)])
def test_the_outermost_quotation_holds_what_stands_between_its_marks(at: int, inside: bool) -> None:
    assert Scopes(TEXT).quoted(at) == (Span(12, 20) if inside else None)


def test_an_empty_text_has_one_story() -> None:
    scopes = Scopes(Text(TEXT.source, (), (), (), ()))
    assert (scopes.sentence(0), scopes.story(0), scopes.block(0)) == (0, 0, 0)
    assert scopes.quoted(0) is None
