"""A sentence with its dependency tree, and the ways through it: dependents, subtrees, spans."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from xpkg.model import Span
from xpkg.network.names import NameSpan
from xpkg.text.tokens import Token

ROOT = -1
"""The head of a sentence's root."""


@dataclass(frozen=True, slots=True)
class Parse:
    """One sentence read: its tokens, with a tag, a head and a relation for each.

    ``upos`` are universal parts of speech, ``xpos`` those of the Penn treebank. ``heads`` are places in ``tokens``,
    ``ROOT`` for the one token that is the sentence's root. ``relations`` are universal relations with their subtypes
    (``nsubj:pass``). Offsets count code points of the source's text, ends exclusive.

    A sentence that quotes several ("“It rained. We left,” she said.") has ``parts``, the places at which they begin.
    Each part has been read by itself; its root hangs by ``parataxis`` on the root of the part that does the quoting.
    ``names`` are what the name tagger takes for names, by places in ``tokens``.
    """

    tokens: tuple[Token, ...]
    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    heads: tuple[int, ...]
    relations: tuple[str, ...]
    parts: tuple[int, ...] = (0,)
    names: tuple[NameSpan, ...] = ()
    dependents: tuple[tuple[int, ...], ...] = field(init=False, repr=False, compare=False)
    """The places of each token's dependents, in order."""
    _plain: tuple[str, ...] = field(init=False, repr=False, compare=False)
    """The relations without their subtypes."""
    words: tuple[str, ...] = field(init=False, repr=False, compare=False)
    """The tokens in lower case, with straight apostrophes: they are asked for ten times each."""
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)
    """Where each token begins."""

    def __post_init__(self) -> None:
        found: list[list[int]] = [[] for _ in self.tokens]
        for at, head in enumerate(self.heads):
            if head != ROOT:
                found[head].append(at)
        object.__setattr__(self, "dependents", tuple([tuple(places) for places in found]))
        plain = [name.partition(":")[0] if ":" in name else name for name in self.relations]
        object.__setattr__(self, "_plain", tuple(plain))
        words = [token.text.lower().replace("’", "'") for token in self.tokens]
        object.__setattr__(self, "words", tuple(words))
        object.__setattr__(self, "_starts", tuple([token[0] for token in self.tokens]))

    def __len__(self) -> int:
        return len(self.tokens)

    @property
    def root(self) -> int:
        """The place of the root. Raises ValueError for a sentence without a token."""
        return self.heads.index(ROOT)

    def word(self, at: int) -> str:
        """The token at ``at`` in lower case, with a straight apostrophe."""
        return self.words[at]

    def word_at(self, at: int) -> str:
        """The same; the empty string outside the sentence."""
        return self.words[at] if 0 <= at < len(self.words) else ""

    def relation(self, at: int) -> str:
        """The universal relation of the token at ``at``, without its subtype: ``nsubj`` of ``nsubj:pass``."""
        return self._plain[at]

    def having(self, at: int, *relations: str) -> tuple[int, ...]:
        """The dependents of ``at`` with one of ``relations``: "nsubj" is any kind of it, "nsubj:pass" that alone."""
        places = self.dependents[at]
        if not places:
            return ()
        own, plain = self.relations, self._plain
        return tuple([each for each in places if plain[each] in relations or own[each] in relations])

    def first(self, at: int, *relations: str) -> int | None:
        """The first dependent of ``at`` with one of ``relations``."""
        for each in self.dependents[at]:
            if self._plain[each] in relations or self.relations[each] in relations:
                return each
        return None


def subtree(parse: Parse, at: int, without: Sequence[str] = ()) -> tuple[int, ...]:
    """The places of ``at`` and of all below it, in order, less the branches that ``at`` itself has by ``without``."""
    found = [at]
    waiting = [*parse.dependents[at]]
    if without:
        left_out = parse.having(at, *without)
        waiting = [each for each in waiting if each not in left_out]
    while waiting:
        place = waiting.pop()
        found.append(place)
        waiting.extend(parse.dependents[place])
    return tuple(sorted(found))


def ancestors(parse: Parse, at: int) -> Iterator[int]:
    """The head of ``at``, the head of that, and so on to the root."""
    head = parse.heads[at]
    while head != ROOT:
        yield head
        head = parse.heads[head]


def span_of(parse: Parse, places: Sequence[int]) -> Span:
    """The stretch of the text from the first to the last of ``places``. Raises ValueError where there are none."""
    if not places:
        raise ValueError("no tokens, and so no span")
    return Span(parse.tokens[min(places)].start, parse.tokens[max(places)].end)


def token_at(parse: Parse, offset: int) -> int | None:
    """The place of the token that holds the code point ``offset``, or of the first behind it; None past the last."""
    place = _ending_after(parse, offset)
    return place if place < len(parse.tokens) else None


def tokens_in(parse: Parse, span: Span) -> range:
    """The places of the tokens that share a character with ``span``."""
    return range(_ending_after(parse, span.start), bisect_left(parse._starts, span.end))


def starting_at(tokens: Sequence[Token], offset: int) -> int:
    """The place of the first of ``tokens`` that begins at or behind ``offset``."""
    return bisect_left(tokens, (offset,))  # a token is a tuple that begins with its start


def _ending_after(parse: Parse, offset: int) -> int:
    """The place of the first token, none of which overlap, that ends behind ``offset``."""
    place = bisect_left(parse._starts, offset + 1)
    return place - 1 if place and parse.tokens[place - 1].end > offset else place


def lies_in(parse: Parse, at: int, span: Span) -> bool:
    """Whether ``span`` holds all of the token at ``at``."""
    token = parse.tokens[at]
    return span.start <= token.start and token.end <= span.end


def head_of(parse: Parse, span: Span) -> int | None:
    """The place of the token that heads the tokens in ``span``: the first whose own head lies outside."""
    inside = tokens_in(parse, span)
    return next((at for at in inside if parse.heads[at] not in inside and parse.upos[at] != "PUNCT"), None)
