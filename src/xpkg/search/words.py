"""The words of names and texts as the index has them, and the words of a question as an expression of FTS5."""

from __future__ import annotations

import re

START, END = "\x02", "\x03"
"""Stand around the words found in ``Hit.excerpt``."""

_LONGEST_QUESTION = 1000

# Scripts that set no blanks between words: each sign is a token of its own, so that a part of a name is found too.
_UNSPACED = re.compile(r"([\u2e80-\u303f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])")
GAP = "\u200b"  # zero-width: the tokenizer parts words at it, and an excerpt loses it again
_ASKED = re.compile(r'"([^"]*)"(\*?)|(\S+)')


def spaced(words: str) -> str:
    """``words`` with a gap around each sign of a script that sets none."""
    # START and END in a text would be taken for the marks of an excerpt.
    return _UNSPACED.sub(rf"{GAP}\1{GAP}", words.translate({ord(START): " ", ord(END): " "}))


def expression(words: str) -> str | None:
    """``words`` as an FTS5 expression in which every character of the asker is quoted; None when nothing is asked.

    All words must be there; ``"two words"`` is a phrase, a word that ends in ``*`` a beginning.
    """
    parts = []
    words = words[:_LONGEST_QUESTION].encode("utf-8", "replace").decode().replace("\x00", " ")
    for phrase, star, word in _ASKED.findall(words):
        asked, beginning = (phrase, star) if not word else (word.rstrip("*"), "*" * word.endswith("*"))
        asked = asked.replace('"', " ")
        if re.search(r"\w", asked):
            parts.append(f'"{spaced(asked)}"{beginning}')
    return " ".join(parts) or None


def asked_words(words: str) -> list[str]:
    """The words and phrases that ``words`` asks for, for a search without an index.

    >>> asked_words('harbour* "Low Town" -')
    ['harbour', 'Low Town']
    """
    found = (phrase or word.rstrip("*") for phrase, _, word in _ASKED.findall(words[:_LONGEST_QUESTION]))
    return [each.replace('"', " ").strip() for each in found if re.search(r"\w", each)]
