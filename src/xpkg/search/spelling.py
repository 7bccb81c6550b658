"""Finds the names that are spelt nearly as some words: a letter or two are wrong, left out, added or changed round."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from xpkg.errors import StoreError
from xpkg.facets.mentions import how_often
from xpkg.folding import folded
from xpkg.search import named

NAMED, WORKS = ("person", "organization", "group", "place"), ("document",)
"""The kinds of things that are looked for by their names: whom texts name, and works."""
_ONE_WRONG, _TWO_WRONG, _ONE_WRONG_JOINED = 3, 6, 8
"""Letters from which a word may have one that is wrong, and two; and one where several words are joined."""
_LONGEST = 24  # letters of a word that are compared
_MOST_ASKED = 12  # words
_LEFT_OUT = 3  # what a word costs that a name has not
_FEW_MORE = 2  # words of a name that were not asked for; with more of them it is less near
_WEIGHED = 100  # names of which it is asked how often they stand in the texts


@dataclass(frozen=True, slots=True)
class Near:
    """A thing with a name that is nearly what was asked for: ``wrong`` letters part the two."""

    iri: str
    label: str
    wrong: int


class Spellings:
    """The names of things, by the words that they are made of."""

    def __init__(self, *groups: Iterable[tuple[str, str, Iterable[str]]], index: Path | None = None) -> None:
        """Things of several ``groups`` have an IRI, a label and names each; those of the first are proposed first.

        The ``index`` knows how often the texts name them.
        """
        self._index = index
        self._names: list[tuple[str, str, int]] = []  # IRI and label of the bearer, and the name's words
        self._group: dict[str, int] = {}
        self._having: dict[str, list[int]] = defaultdict(list)
        parts: set[str] = set()
        for number, (iri, label, names) in ((at, thing) for at, group in enumerate(groups) for thing in group):
            self._group[iri] = number
            for words in {tuple(folded(name).split()) for name in names}:
                parts.update(words)
                for word in {*words, "".join(words)}:  # whoever writes "Li Wei" as one word means the whole name
                    if len(word) <= _LONGEST:
                        self._having[word].append(len(self._names))
                self._names.append((iri, label, len(words)))
        self._joined = self._having.keys() - parts
        self._by_length: dict[int, list[tuple[int, str]]] = defaultdict(list)
        for word in sorted(self._having):
            self._by_length[len(word)].append((_letters(word), word))

    def near(self, words: str, limit: int = 3) -> list[Near]:
        """The things with a name that is nearly ``words``, the nearest first, and of these who is named most.

        Each word has to be in the name, with few wrong letters; of three and more words one may be missing.
        """
        asked = folded(words).split()[:_MOST_ASKED]
        costs = self._costs(asked, missing=int(len(asked) > 2))
        if len(asked) > 1:  # "Mc Garry" is "McGarry"
            for name, cost in self._costs(["".join(asked)], joined=True).items():
                costs[name] = min(cost, costs.get(name, cost))
        best = min(costs.values(), default=0)
        found: dict[str, tuple[int, int, str]] = {}  # how near, the words more or fewer, and the label
        for name, cost in costs.items():
            iri, label, length = self._names[name]
            if cost <= best + 1:
                more = abs(length - len(asked))
                key = (cost + (more > _FEW_MORE), more, label)
                found[iri] = min(key, found.get(iri, key))
        nearest = sorted(found, key=lambda iri: (found[iri], iri))[:_WEIGHED]
        often = self._how_often(nearest)
        nearest.sort(key=lambda iri: (found[iri][0], self._group[iri], -often.get(iri, 0), found[iri], iri))
        return [Near(iri, found[iri][2], found[iri][0] - (found[iri][1] > _FEW_MORE)) for iri in nearest[:limit]]

    def _costs(self, asked: Collection[str], missing: int = 0, *, joined: bool = False) -> dict[int, int]:
        """How far each name is from the words ``asked``; those of which more than ``missing`` are not there are out."""
        costs: Counter[int] = Counter()
        there: Counter[int] = Counter()
        for word in asked:
            nearest: dict[int, int] = {}
            for like, wrong in self._like(word, joined=joined):
                for name in self._having[like]:
                    nearest[name] = min(wrong, nearest.get(name, wrong))
            costs.update(nearest)
            there.update(nearest.keys())
        left = {name: len(asked) - number for name, number in there.items()}
        return {name: costs[name] + _LEFT_OUT * left[name] for name in there if left[name] <= missing}

    def _like(self, word: str, *, joined: bool) -> Iterator[tuple[str, int]]:
        """The words of names that are nearly ``word``, with how many letters are wrong; ``joined`` of several words."""
        if len(word) > _LONGEST:
            return
        letters = _letters(word)
        for length in range(len(word) - 2, len(word) + 3):
            most = _allowed(len(word), length, joined=joined)
            for others, other in self._by_length.get(length, ()) if abs(length - len(word)) <= most else ():
                # A wrong letter is one that the other has not, and the other's that this one has not.
                if (letters ^ others).bit_count() <= 2 * most:
                    allowed = _allowed(len(word), length, joined=joined or other in self._joined)
                    if (wrong := wrong_letters(word, other, allowed)) <= allowed:
                        yield other, wrong

    def _how_often(self, iris: Collection[str]) -> Mapping[str, int]:
        if self._index is not None:
            with suppress(StoreError):  # the index of an older build
                return how_often(self._index, iris)
        return {}


def _allowed(one: int, other: int, *, joined: bool) -> int:
    """How many letters of words of so many may be wrong."""
    shorter, longer = sorted((one, other))
    if joined:
        return int(shorter >= _ONE_WRONG_JOINED)
    return 2 if longer >= _TWO_WRONG and shorter > _TWO_WRONG - 2 else int(shorter >= _ONE_WRONG)


def _letters(word: str) -> int:
    """Which letters a word has, a bit each."""
    letters = 0
    for letter in word:
        letters |= 1 << (ord(letter) & 63)
    return letters


def wrong_letters(one: str, other: str, most: int) -> int:
    """How many letters are wrong, left out, added or changed round with the next; ``most`` + 1 where it is more.

    >>> wrong_letters("jingping", "jinping", 2), wrong_letters("cilnton", "clinton", 2), wrong_letters("low", "high", 2)
    (1, 1, 3)
    """
    before: list[int] = []
    last = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        row = [at]
        for place, its in enumerate(other, 1):
            cost = min(last[place - 1] + (letter != its), last[place] + 1, row[place - 1] + 1)
            if at > 1 and place > 1 and letter == other[place - 2] and one[at - 2] == its:
                cost = min(cost, before[place - 2] + 1)
            row.append(cost)
        if min(row) > most and min(last) > most:
            return most + 1
        before, last = last, row
    return min(last[-1], most + 1)


@lru_cache(maxsize=2)
def spellings(index: Path) -> Spellings:
    """The names of all that the index ``index`` has. Raises StoreError when there is no index."""
    return Spellings(named(index, NAMED), named(index, WORKS), index=index)
