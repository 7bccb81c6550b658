"""Makes words of a sentence's tokens, with what the search for names must know of each: case, possessive, gap."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from xpkg.lexicon import abbreviations, compound_parts
from xpkg.model import Token

_ABBREVIATIONS = abbreviations.having(abbreviations.Trait.JOINS)
"""Words whose full stop ends no sentence and no name."""

_INITIALS = re.compile(r"(?:[^\W\d_]\.)+")
_JOINTS = ("-", "\u2010", "\u2011", ".")
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
    """Whether the hyphen separates a name from a common word."""
    before, after = word[:hyphen], word[hyphen + 1 :]
    if after[0].isupper():
        return before.lower() in _PREFIXES and not before[0].isupper()
    return before[0].isupper() and after.islower() and (after in _TAILS or _PARTICIPLE.search(after) is not None)


def words_of(text: str, tokens: Sequence[Token]) -> list[Word]:
    """The words of ``text`` that its ``tokens`` make, in order.

    What a hyphen joins is one word again, unless it joins a name to a common word. A possessive belongs to its word.
    Other clitics are words. Signs stand in the gaps.

    >>> from xpkg.text.tokens import tokenize
    >>> text = "Mr. O’Brien of the U.S. Navy’s 7th"
    >>> [word.text for word in words_of(text, tokenize(text))]
    ['Mr', "O'Brien", 'of', 'the', 'U.S.', 'Navy', '7th']
    """
    words: list[Word] = []
    last = tokens[0].start if tokens else 0
    at = 0
    while at < len(tokens):
        begin, stop, raw = tokens[at]
        at += 1
        if raw.isalnum() and raw.isascii() and (at == len(tokens) or tokens[at][0] > stop):
            words.append(Word(begin, stop, stop, raw, text[last:begin]))  # as most are: nothing stands at its end
            last = stop
            continue
        if not raw[0].isalnum():
            if not words or begin != words[-1].stop or not raw[-1].isalpha() or not raw[-2:-1].isalpha():
                continue  # a sign, or the mark of a possessive
            word = raw.translate(_APOSTROPHES)
            words.append(Word(begin, stop, stop, word, text[last:begin]))
            last = stop
            continue
        while at + 1 < len(tokens) and _joined(stop, tokens[at], tokens[at + 1]):
            stop = tokens[at + 1].end
            at += 2
        if at < len(tokens) and tokens[at].text == "+" and tokens[at].start == stop:
            stop += 1  # "Canal+"
            at += 1
        raw = text[begin:stop]
        if raw[-1] == "." and not _INITIALS.fullmatch(raw):
            stop -= 1
            raw = raw[:-1]
        end = stop
        if raw[-2:] in ("'s", "’s"):
            end -= 2
        elif at < len(tokens) and tokens[at].start == stop and tokens[at].text[0] in "'’":
            if tokens[at].text[1:] == "s":
                stop = tokens[at].end
                at += 1
            elif raw[-1] == "s" and raw[0].isupper() and text[stop + 1 : stop + 2] == " ":
                stop += 1  # "Lakelanders’ words": where no quotation could end, the mark belongs to the word
        word = text[begin:end]
        hyphen = word.rfind("-")
        if 1 < hyphen < len(word) - 1 and _parts(word, hyphen):
            # "Xinjiang-related", "anti-Trump": the name is one part alone.
            words.append(Word(begin, begin + hyphen, begin + hyphen, word[:hyphen], text[last:begin]))
            begin, last = begin + hyphen + 1, begin + hyphen
            word = word[hyphen + 1 :]
        if not word.isascii() or "'" in word:
            word = word.translate(_APOSTROPHES)
        words.append(Word(begin, end, stop, word, text[last:begin]))
        last = stop
    return words


def _joined(stop: int, sign: Token, token: Token) -> bool:
    """Whether a hyphen or a full stop joins ``token`` to what ends at ``stop``."""
    return sign.start == stop and sign.text in _JOINTS and token.start == sign.end and token.text[0].isalnum()
