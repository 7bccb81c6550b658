"""Tells English from what is not, by the commonest words: the analysis reads English alone."""

from __future__ import annotations

import re

from xpkg.lexicon.common_words import common_words

UNDETERMINED = "und"
"""The BCP 47 tag of a text of which only this is known: that it is not English."""

_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]+")
_ENGLISH = common_words(english_alone=True)
"""Common in English prose, about one word in eight, and rare in other languages."""
_FREQUENT = common_words()
"""With the words of small talk, which a short text has even where it has none of the others."""
_FEWEST = 40  # words: a line or two of names tells nothing
_READ = 2_000  # words from the beginning are enough
_SHARE = 0.02
"""Of the words: far below all but English headlines, far above what other languages have of these by chance."""
_SHARE_OF_FREQUENT = 0.06
"""Of the words: a fifth in English prose; Polish "to" and French "on" are not so frequent."""


def language_of(text: str) -> str:
    """``en``, or ``und`` where the words are those of some other language.

    >>> language_of("The mayor said that the bridge was safe."), language_of("市長說橋是安全的。" * 9)
    ('en', 'und')
    """
    words = [match.group().lower() for match, _ in zip(_WORD.finditer(text), range(_READ), strict=False)]
    letters = sum(map(len, words))
    if letters and sum(len(word) for word in words if _LATIN.fullmatch(word)) < letters / 2:
        return UNDETERMINED
    if len(words) < _FEWEST:
        return "en"
    for common, share in ((_ENGLISH, _SHARE), (_FREQUENT, _SHARE_OF_FREQUENT)):
        if sum(word in common for word in words) >= share * len(words):
            return "en"
    return UNDETERMINED
