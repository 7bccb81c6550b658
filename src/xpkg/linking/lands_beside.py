"""The land that a text gives a person beside the name: "Norland's Ana Belo", "Norlandish novelist Ana Belo"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from xpkg.folding import folded
from xpkg.lexicon.calendar import names as calendar_names
from xpkg.lexicon.closed_classes import closed_class_words
from xpkg.lexicon.modifiers import Trait, having
from xpkg.lexicon.occupations import occupations
from xpkg.model import AuthorityEntry, Kind

_BEFORE, _AFTER = 90, 50  # code points that are looked at
_MOST = 4  # words of the name of a land, and of what somebody is called
_OWNED = re.compile(r"['’]s?$")
_WORD = re.compile(r"\S+")
_APART = re.compile(r"[.!?]\s|[,;:()“”\"–—\n]")  # what parts the words of one phrase from those of another
_OF = re.compile(r"\s+of\s+(?:the\s+)?(?P<land>[A-Z][^,;:()“”\"–—.]*)")


class Lands:
    """Countries by their names and adjectives, each with the items of the country and of the land that it is in."""

    def __init__(self, entries: Iterable[AuthorityEntry], places: Mapping[str, str]) -> None:
        self._names: dict[str, frozenset[str]] = {}
        self._adjectives: dict[str, frozenset[str]] = {}
        for entry in entries:
            items = frozenset(places[name] for name in (entry.label, entry.kin) if name in places)
            if entry.kind is Kind.PLACE and entry.subtype == "country" and items:
                self._names |= dict.fromkeys(map(folded, (entry.label, *entry.aliases)), items)
                self._adjectives |= dict.fromkeys(map(folded, entry.adjectives), items)

    def beside(self, text: str, begin: int, end: int) -> frozenset[str]:
        """The items of the country that the words around a name, ``text[begin:end]``, give to the person.

        A country owns the name, its adjective stands before it or before what the person is, or it follows with "of".
        """
        before = text[max(0, begin - _BEFORE) : begin]
        words = [each.group() for each in _WORD.finditer(_phrase(before))]
        if before[-1:].isspace():
            for told in _called(words):
                owned = _OWNED.sub("", told[-1])
                names = self._names if owned != told[-1] else self._adjectives
                if found := _longest([*told[:-1], owned], names):
                    return found
        if after := _OF.match(text[end : end + _AFTER]):
            return _first(after["land"].split(), self._names)
        return frozenset()


def _phrase(before: str) -> str:
    """The words that stand before a name without a mark between them; a comma may part them from the name.

    >>> _phrase("in Bergen, the Norlandish novelist, "), _phrase("It rained. Then Norland's ")
    (' the Norlandish novelist', "Then Norland's ")
    """
    told = before.rstrip().removesuffix(",") if before.rstrip().endswith(",") else before
    parts = [*_APART.finditer(told)]
    return told[parts[-1].end() :] if parts else told


def _called(words: list[str]) -> Iterator[list[str]]:
    """The words before a name, without those that say what the person is: "Norland's", "Norlandish tennis player"."""
    if words:
        yield words
    if words and words[-1] in _callings():
        for left in range(len(words) - 1, max(0, len(words) - 1 - _MOST), -1):
            if not words[left].islower():
                return
            yield words[:left]


@cache
def _callings() -> frozenset[str]:
    return frozenset(each.noun for each in occupations())


def _longest(words: list[str], known: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The items of the longest name with which ``words`` end; none where it is the end of a longer one.

    So is what follows a word with a capital ("New Mexico", "Latin American"), or "of" and such a word.
    """
    for count in range(min(_MOST, len(words)), 0, -1):
        if found := known.get(folded(" ".join(words[-count:]))):
            before = words[:-count]
            if before[-1:] == ["of"]:
                before.pop()
            return frozenset() if before and _is_of_a_name(before[-1]) else found
    return frozenset()


def _is_of_a_name(word: str) -> bool:
    """Whether a word with a capital may be part of the name behind it: "New", "Latin", but not "Then" or "Tuesday"."""
    return word[:1].isupper() and word.lower() not in _plain() and word not in calendar_names()


@cache
def _plain() -> frozenset[str]:
    """Words that are part of no name, whether or not they begin a sentence."""
    return frozenset(each.word for each in closed_class_words()) | having(Trait.FORMER)


def _first(words: list[str], known: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The items of the longest name with which ``words`` begin; none where a longer one does ("China Daily")."""
    for count in range(min(_MOST, len(words)), 0, -1):
        if found := known.get(folded(" ".join(words[:count]))):
            return frozenset() if words[count : count + 1] and words[count][:1].isupper() else found
    return frozenset()
