"""Cuts a query into the tokens that a person sees: a prefix and its name are one, as are the parts of a number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from xpkg.sparql.tokens import Token, tokens


@dataclass(frozen=True, slots=True)
class Piece:
    """A token as a person sees it: ``kind`` is variable, name, iri, string, number, word, open, close or sign."""

    kind: str
    text: str
    start: int

    @property
    def keyword(self) -> str:
        """The word in capitals; empty for all else."""
        return self.text.upper() if self.kind == "word" else ""

    @property
    def is_term(self) -> bool:
        """Whether it stands for something: a part of a pattern."""
        return self.kind in ("variable", "name", "iri", "string", "number") or self.text in ("a", "true", "false")


def pieces(text: str) -> Iterator[Piece]:
    """The tokens of ``text`` without comments; a prefix and its local name are one, as are the parts of a number."""
    waiting: Token | None = None
    for token in tokens(text):
        local = token.kind == "masked" and token.text.startswith(":")
        if waiting is not None:
            if local and waiting.start + len(waiting.text) == token.start:
                yield Piece("name", (waiting.text + token.text).rstrip("."), waiting.start)
                yield from _full_stop(token)
                waiting = None
                continue
            yield Piece("number" if waiting.text[0].isdigit() else "word", waiting.text, waiting.start)
            waiting = None
        if token.kind == "word":
            waiting = token
        elif local:
            yield Piece("name", token.text.rstrip("."), token.start)
            yield from _full_stop(token)
        elif token.kind != "masked":
            yield Piece("sign" if token.kind == "other" else token.kind, token.text, token.start)
        elif token.text[0] in "?$":
            yield Piece("variable", token.text, token.start)
        elif token.text[0] in "\"'":
            yield Piece("string", token.text, token.start)
        elif token.text[0] == "<":
            yield Piece("iri", token.text, token.start)
    if waiting is not None:
        yield Piece("number" if waiting.text[0].isdigit() else "word", waiting.text, waiting.start)


def _full_stop(token: Token) -> Iterator[Piece]:
    """The full stop that a local name does not have for its last sign."""
    if token.text.endswith("."):
        yield Piece("sign", ".", token.start + len(token.text) - 1)
