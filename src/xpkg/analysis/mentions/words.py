"""Cuts a sentence into words, with what the search for names must know of each: case, possessive, gap before it."""

from __future__ import annotations

import re
from typing import NamedTuple

from xpkg.lexicon import abbreviations, compound_parts

_ABBREVIATIONS = abbreviations.having(abbreviations.Trait.JOINS)
"""Words whose full stop ends no sentence and no name."""

_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}(?![^\W\d_])(?:[’']s\b)?"  # U.S.: two or more letters with stops
    r"|[^\W\d_]\.(?=\s?[^\W\d_])(?![^\W\d_]{2,}\.)"  # an initial
    r"|[^\W_]++(?:[’'ʼ.&+\u2010\u2011-][^\W_]++)*+\+?",
)
_POSSESSIVE = re.compile(r"[’']s$|(?<=s)[’']$")
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "\u2010": "-", "\u2011": "-"})


class Word(NamedTuple):
    """A word: ``end`` and ``text`` leave out a possessive 's, ``stop`` is the end with it.

    ``text`` has straight apostrophes and hyphens. ``gap`` is what stands between the word before and this one.
    """

    start: int
    end: int
    stop: int
    text: str
    gap: str

    @property
    def possessive(self) -> bool:
        """Whether 's (or s') follows."""
        return self.stop > self.end

    @property
    def capital(self) -> bool:
        """Whether it begins as a name does: with a capital, or with a small particle before one ("al-Assad")."""
        text = self.text
        if text == "I":
            return False
        return text[0].isupper() or (len(text) > 3 and text[:3] in ("al-", "el-", "an-", "ar-") and text[3].isupper())

    @property
    def shouted(self) -> bool:
        """Whether it stands in capitals altogether."""
        return len(self.text) > 1 and self.text.isupper()

    def joins(self, before: Word) -> bool:
        """Whether nothing but a blank, or the full stop of an abbreviation, parts this word from ``before``."""
        gap = self.gap
        if before.possessive:
            return False
        return gap in (" ", "\xa0", "\n", "\r\n", "  ") or (gap == ". " and before.text in _ABBREVIATIONS)


_PREFIXES = compound_parts.having(compound_parts.Trait.PREFIX)
_PARTICIPLE = re.compile(r"[aeiou].*(?:ed|ing)$")
"""A participle has a vowel before its ending; a syllable of a given name has none ("Wai-ching", "Ah-med")."""

_TAILS = compound_parts.having(compound_parts.Trait.TAIL)


def _parts(word: str, hyphen: int) -> bool:
    """Whether the hyphen parts a name from a common word."""
    before, after = word[:hyphen], word[hyphen + 1 :]
    if after[0].isupper():
        return before.lower() in _PREFIXES and not before[0].isupper()
    return before[0].isupper() and after.islower() and (after in _TAILS or _PARTICIPLE.search(after) is not None)


def words_of(text: str, start: int, end: int) -> list[Word]:
    """The words of ``text`` between the code points ``start`` and ``end``, in order.

    >>> [word.text for word in words_of("Mr. O’Brien of the U.S. Navy’s 7th", 0, 34)]
    ['Mr', "O'Brien", 'of', 'the', 'U.S.', 'Navy', '7th']
    """
    words = []
    last = start
    for match in _WORD.finditer(text, start, end):
        begin, stop = match.span()
        raw = match.group()
        cut = len(raw)
        if raw[-1] == "s" and raw[-2:-1] in ("'", "’"):
            cut -= 2
        elif raw[-1] == "s" and text[stop : stop + 1] in ("'", "’") and not text[stop + 1 : stop + 2].isalnum():
            # "officials' words": the mark belongs to the word where no quotation could end there.
            stop += 1 if text[stop + 1 : stop + 2] == " " and raw[0].isupper() else 0
        word = raw[:cut]
        hyphen = word.rfind("-")
        if 1 < hyphen < cut - 1 and _parts(word, hyphen):
            # "Xinjiang-related", "anti-Trump": the name is one part alone.
            words.append(Word(begin, begin + hyphen, begin + hyphen, word[:hyphen], text[last:begin]))
            begin, word, cut, last = begin + hyphen + 1, word[hyphen + 1 :], cut - hyphen - 1, begin + hyphen
        if not word.isascii() or "'" in word:
            word = word.translate(_APOSTROPHES)
        words.append(Word(begin, begin + cut, stop, word, text[last:begin]))
        last = stop
    return words
