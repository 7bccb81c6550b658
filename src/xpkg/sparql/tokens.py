"""Splits SPARQL text into tokens, each with its place; reads any text and never fails."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

MASKED = re.compile(
    r"""
      \#[^\r\n]*+
    | (?P<iri><)[^<>"{}|^`\x00-\x20]*+>
    | \"{3}(?:[^"\\]|\\.|"(?!""))*+\"{3}
    | '{3}(?:[^'\\]|\\.|'(?!''))*+'{3}
    | "(?:[^"\\\r\n]|\\.)*+"
    | '(?:[^'\\\r\n]|\\.)*+'
    | [?$]\w++
    | @[A-Za-z]++(?:-[A-Za-z0-9]++)*+
    | (?P<colon>:)(?:[\w:.-]|%[0-9A-Fa-f]{2}|\\[-_~.!$&'()*+,;=/?\#@%])*+
    """,
    re.VERBOSE | re.DOTALL,
)
"""What can hide a keyword or a bracket from a plain search.

These are comments, IRIs, strings, variables, language tags and the local part of a prefixed name. The quantifiers are
possessive, so the time is linear in the length of the text. The groups ``iri`` (the ``<``) and ``colon`` are what a
masked text still shows.
"""
_TOKEN = re.compile(
    rf"(?P<masked>{MASKED.pattern})|(?P<word>\w++)|(?P<open>[{{(\[])|(?P<close>[}})\]])|(?P<other>\S)",
    re.VERBOSE | re.DOTALL,
)
_KINDS = ("masked", "word", "open", "close", "other")


@dataclass(frozen=True, slots=True)
class Token:
    """A token of a query or update, and where it starts (code points).

    ``kind`` is ``masked`` (see MASKED), ``word``, ``open`` or ``close`` (a bracket), or ``other``.
    """

    kind: str
    text: str
    start: int


def tokens(text: str) -> Iterator[Token]:
    """The tokens of ``text`` in order, without white space."""
    for match in _TOKEN.finditer(text):
        yield Token(next(kind for kind in _KINDS if match[kind] is not None), match.group(), match.start())


def closing_brackets(words: Sequence[Token]) -> dict[int, int]:
    """For each opening bracket that is closed, by its index in ``words``: the index of the bracket that closes it.

    >>> closing_brackets(list(tokens("ASK { ?s ?p (1) } {")))
    {4: 6, 1: 7}
    """
    opened: list[int] = []
    closing = {}
    for index, token in enumerate(words):
        if token.kind == "open":
            opened.append(index)
        elif token.kind == "close" and opened:
            closing[opened.pop()] = index
    return closing
