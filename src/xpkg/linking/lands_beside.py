"""The land that a text gives a person beside the name: "Norland's Ana Belo", "Norlandish novelist Ana Belo"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from xpkg.lexicon.occupations import occupations
from xpkg.linking.folding import folded
from xpkg.model import AuthorityEntry, Kind

_BEFORE, _AFTER = 90, 50  # code points that are looked at
_MOST = 4  # words of the name of a land, and of what somebody is called
_OWNED = re.compile(r"['’]s?$")
_WORD = re.compile(r"[^\s,;:()“”\"–—]+")
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
        words = [each.group() for each in _WORD.finditer(text[max(0, begin - _BEFORE) : begin].rpartition(". ")[2])]
        if text[begin - 1 : begin].isspace():
            for told in _called(words):
                owned = _OWNED.sub("", told[-1])
                names = self._names if owned != told[-1] else self._adjectives
                if found := _longest([*told[:-1], owned], names):
                    return found
        if after := _OF.match(text[end : end + _AFTER]):
            return _first(after["land"].split(), self._names)
        return frozenset()


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
    """The items of the longest name with which ``words`` end; none where it is the end of a longer one."""
    for count in range(min(_MOST, len(words)), 0, -1):
        if found := known.get(folded(" ".join(words[-count:]))):
            of, body = words[-count - 1 : -count], words[-count - 2 : -count - 1]
            return frozenset() if of == ["of"] and body and body[0][:1].isupper() else found
    return frozenset()


def _first(words: list[str], known: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The items of the longest name with which ``words`` begin."""
    names = (folded(" ".join(words[:count])) for count in range(min(_MOST, len(words)), 0, -1))
    return next((known[name] for name in names if name in known), frozenset())
