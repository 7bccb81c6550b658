"""Divides a source into its own story and the others that stand beside it: what is short in one is explained there."""

from __future__ import annotations

from bisect import bisect_right

from xpkg.model import BlockType, Span, Text

NEAREST = 150
"""Mentions before a pronoun among which its antecedent is looked for; four sentences seldom have 50."""


class Scopes:
    """Which story and which sentence a place of the text belongs to."""

    def __init__(self, text: Text) -> None:
        self._text = text
        self._starts = [sentence.span.start for sentence in text.sentences]
        self._story = []
        for sentence in text.sentences:
            block = text.block_of(sentence)
            aside = not block.in_story and block.type is BlockType.TEASER
            self._story.append(block.order + 1 if aside else 0)
        self._quotes = [quotation.inner for quotation in text.quotations if quotation.level == 1]
        self._quote_starts = [quote.start for quote in self._quotes]
        self._blocks = [sentence.block for sentence in text.sentences]

    def sentence(self, at: int) -> int:
        """The number of the sentence that holds the code point ``at``, or of the last before it."""
        return max(0, bisect_right(self._starts, at) - 1)

    def start(self, sentence: int) -> int:
        """The first code point of a sentence."""
        return self._starts[sentence]

    def story(self, at: int) -> int:
        """0 for the source's own story, another number for each teaser."""
        return self._story[self.sentence(at)] if self._story else 0

    def block(self, at: int) -> int:
        """The number of the block that holds ``at``."""
        return self._blocks[self.sentence(at)] if self._blocks else 0

    def headline(self, at: int) -> bool:
        """Whether the code point ``at`` stands in the title of the text or in a heading."""
        return bool(self._blocks) and self._text.blocks[self.block(at)].type in (BlockType.TITLE, BlockType.HEADING)

    def turn(self, at: int) -> Span | None:
        """The paragraph of a speaker's turn that holds ``at``, in a transcript."""
        turn = self._text.turn_at(at)
        return next((span for span in turn.content if span.start <= at < span.end), None) if turn else None

    def quoted(self, at: int) -> Span | None:
        """The quotation that holds ``at``."""
        place = bisect_right(self._quote_starts, at) - 1
        if place >= 0 and at < self._quotes[place].end:
            return self._quotes[place]
        return None
