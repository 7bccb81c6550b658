"""The one reading of a text's sentences, made when first asked for and shared by all who ask."""

from __future__ import annotations

from dataclasses import dataclass, field

from xpkg.model import Span, Text
from xpkg.network.encoder import Floats
from xpkg.syntax.parsing import parse_with_states
from xpkg.syntax.tree import Parse, token_at


@dataclass(frozen=True, slots=True)
class Syntax:
    """The parses of the sentences of ``text``, one for each, in order.

    ``states`` is what the parser's encoder makes of their tokens, in order (tokens, numbers); other networks read it.
    """

    text: Text
    parses: tuple[Parse, ...]
    states: Floats = field(compare=False, repr=False)

    def parse_at(self, offset: int) -> Parse | None:
        """The parse of the sentence that holds the code point ``offset``; None where no sentence does."""
        sentences = self.text.sentences
        place = self.text.place_of_sentence(offset)
        return self.parses[place] if place >= 0 and offset < sentences[place].span.end else None

    def token(self, offset: int) -> tuple[Parse, int] | None:
        """The parse and the place of the token at ``offset``, or of the first behind it in the sentence."""
        found = self.parse_at(offset)
        place = None if found is None else token_at(found, offset)
        return None if found is None or place is None else (found, place)

    def parse_of(self, span: Span) -> Parse | None:
        """The parse of the sentence that holds all of ``span``; None where it crosses into another."""
        found = self.parse_at(span.start)
        return found if found is not None and len(found) and span.end <= found.tokens[-1].end else None


_last: list[Syntax] = []
"""The reading made last. It is a function of its text alone, so that keeping it changes no result."""


def read(text: Text) -> Syntax:
    """The reading of ``text`` by the parser that ships with xpkg; made once, as long as no other text is read."""
    kept = _last[:1]
    if kept and kept[0].text is text:
        return kept[0]
    found = Syntax(text, *parse_with_states(text))
    _last[:] = [found]
    return found
