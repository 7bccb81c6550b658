"""Puts the tokens of a sentence together to the words that the rules of grammar know."""

from __future__ import annotations

import re

from xpkg.model import Token
from xpkg.text.markers import PAGED

_MARKER = re.compile(PAGED)
_CURRENCIES = frozenset("$€£¥")
_NEGATIVE_CLITIC = re.compile(r"n['’ʼ]t", re.I)


def written_words(text: str, tokens: tuple[Token, ...]) -> tuple[tuple[int, int], ...]:
    """Start and end (code points, exclusive) of each word of a sentence's ``tokens``, citation markers left out.

    Tokens are those of ``text.tokens``: clitics apart, abbreviations whole. What is written with a hyphen is one word,
    as is an amount with its currency and a verb with "n’t". Rules ask for such words by their whole form.

    >>> from xpkg.text.tokens import tokenize
    >>> text = "The U.S.’s well-known chief didn’t pay $1.5m.[2]"
    >>> [text[start:end] for start, end in written_words(text, tokenize(text))]
    ['The', 'U.S.', '’s', 'well-known', 'chief', 'didn’t', 'pay', '$1.5', 'm', '.']
    """
    if not tokens:
        return ()
    start, end = tokens[0].start, tokens[-1].end
    markers = [match.span() for match in _MARKER.finditer(text, start, end)] if "[" in text[start:end] else []
    found: list[tuple[int, int]] = []
    previous: Token | None = None
    joined = False
    for token in tokens:
        if markers and any(first <= token.start < last for first, last in markers):
            previous = None
            continue
        if previous is not None and previous.end == token.start and (joined or _continues(previous, token)):
            first = found[-1][0]
            hyphen = token.text in {"-", "‐", "‑"}
            if not hyphen or _hyphenated(text, first, token.end, end):
                found[-1] = (first, token.end)
                joined, previous = hyphen, token
                continue
        found.append((token.start, token.end))
        joined, previous = False, token
    return tuple(found)


def _continues(left: Token, right: Token) -> bool:
    """Whether ``right``, which follows without a blank, belongs to the word of ``left``."""
    if right.text in {"-", "‐", "‑"}:
        return left.text[-1].isalnum()
    if left.text in _CURRENCIES:
        return right.text[0].isdigit()
    return _NEGATIVE_CLITIC.fullmatch(right.text) is not None


def _hyphenated(text: str, first: int, after: int, end: int) -> bool:
    """Whether a hyphen that ends before ``after`` joins the word that begins at ``first`` to the next one: "long-term",
    "12-year-old", "mid-2011"; not "2011-2014"."""
    follows = text[after] if after < end else ""
    return follows.isalpha() or (follows.isdigit() and text[first].isalpha())
