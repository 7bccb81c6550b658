"""Finds the names of the authority files in a row of words, the longest first."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from xpkg.analysis.mentions.words import Word, words_of
from xpkg.model import Authority, AuthorityEntry, Kind
from xpkg.text.tokens import tokenize


class Bearer(NamedTuple):
    """An entry that has a name; ``short`` where the name counts only if the document supports it."""

    entry: int
    short: bool


class Match(NamedTuple):
    """Words ``first`` to ``last`` (exclusive) of a sentence that are a name of ``bearers``."""

    first: int
    last: int
    bearers: tuple[Bearer, ...]


_STATE = "State of "
_LEAST_VARIANT = 4
"""Letters from which an acronym may be written as a word is: "Nato", but not "Who"."""
_LEAST_DOTTED = 4
"""Characters that two letters with full stops have: "E.U." is too short to be looked for without these."""


class _Node:
    """A place in the tree of names: what may follow, and who has the name that ends here."""

    __slots__ = ("bearers", "next")

    def __init__(self) -> None:
        self.next: dict[str, _Node] = {}
        self.bearers: tuple[Bearer, ...] = ()


_REMEMBERED = 4_000
"""Names of which it is remembered who bears them: a text asks for each some ten times."""


class Gazetteer:
    """The names of an authority as a tree over their words; built once for each authority."""

    def __init__(self, authority: Authority) -> None:
        self.authority = authority
        self._root = _Node()
        self._folded = _Node()
        self.adjectives: dict[str, int] = {}
        people = (entry.label for entry in authority.entries if entry.kind is Kind.PERSON)
        bearers = Counter(label.rsplit(" ", 1)[-1] for label in people if " " in label)
        self.families = frozenset(bearers)
        self.shared_families = frozenset(name for name, count in bearers.items() if count > 1)
        for index, entry in enumerate(authority.entries):
            for name in (entry.label, *entry.aliases):
                self._add(name, Bearer(index, False), entry)
            for name in entry.short:
                self._add(name, Bearer(index, True), entry)
            for word in entry.adjectives:
                self.adjectives.setdefault(word, index)
        self._add_variants()
        self.states = {
            entry.label.removeprefix(_STATE): index
            for index, entry in enumerate(authority.entries)
            if entry.kind is Kind.PLACE and entry.label.startswith(_STATE)
        }
        """The states by the names that they share with cities: "New York"."""
        self.bearers = lru_cache(maxsize=_REMEMBERED)(self._bearers)
        """The entries with a name, in this spelling."""
        self._lands = frozenset(
            word
            for word, index in self.adjectives.items()
            if authority.entries[index].subtype in {"country", "territory"}
        )

    def lands(self) -> frozenset[str]:
        """The adjectives of countries and territories: "Australian"."""
        return self._lands

    def _add(self, name: str, bearer: Bearer, entry: AuthorityEntry) -> None:
        keys = _keys(name)
        if keys[0] == "The" and len(keys) > 1 and entry.kind is not Kind.PLACE:
            keys = keys[1:]  # the article is no part of a mention
        _insert(self._root, keys, bearer)
        if len(name) > 3:
            _insert(self._folded, [key.upper() for key in keys], bearer)

    def _add_variants(self) -> None:
        """Acronyms and names with inner capitals as they are also written: "Unesco", "Wikileaks"."""
        bodies = (Kind.ORGANIZATION, Kind.GROUP)
        for word, node in list(self._root.next.items()):
            kinds = {self.authority.entries[bearer.entry].kind for bearer in node.bearers}
            if kinds and kinds.issubset(bodies) and len(word) >= _LEAST_VARIANT and word.isalpha():
                plain = word.capitalize()
                if word[0].isupper() and plain not in self._root.next:
                    self._root.next[plain] = _Node()
                    self._root.next[plain].bearers = node.bearers

    def _bearers(self, name: str) -> tuple[Bearer, ...]:
        keys = _keys(name)
        node = self._walk(keys)
        if node is None and keys[0] in ("The", "the"):
            node = self._walk(keys[1:])
        return node.bearers if node is not None else ()

    def _walk(self, keys: Sequence[str]) -> _Node | None:
        node: _Node | None = self._root
        for key in keys:
            node = _step(node, key) if node is not None else None
        return node

    def longest(self, words: Sequence[Word], first: int, shouted: bool = False) -> Match | None:
        """The longest name that begins with word ``first``; ``shouted`` compares capitals with capitals."""
        node = self._folded if shouted else self._root
        found: Match | None = None
        place = first
        while place < len(words):
            word = words[place]
            if place > first and not _continues(word, words[place - 1]):
                break
            key = word.text.upper() if shouted else word.text
            step = _step(node, key)
            if step is not None and step.bearers:
                found = Match(first, place + 1, step.bearers)
            if word.possessive:
                step = node.next.get(key + ("'S" if shouted else "'s"))
            if step is None:
                break
            node = step
            place += 1
        return found

    def starts(self, word: str) -> bool:
        """Whether a name begins with ``word``."""
        return word in self._root.next


_BUILT: deque[Gazetteer] = deque(maxlen=2)
"""The last gazetteers built. An authority is loaded once and used for many sources; who tries entries of their own goes
back and forth between two."""


def gazetteer_of(authority: Authority) -> Gazetteer:
    """The gazetteer of ``authority``; what is judged of who is who changes no name."""
    for built in _BUILT:
        if built.authority.entries is authority.entries:
            return built
    _BUILT.append(Gazetteer(authority))
    return _BUILT[-1]


def _step(node: _Node, key: str) -> _Node | None:
    """What follows ``node`` by ``key``, which may be an acronym with full stops: "C.I.A." for "CIA".

    The last stop may be left out: "C.I.A", "U.S".
    """
    step = node.next.get(key)
    if step is not None or key[1:2] != ".":
        return step
    dotted = key.rstrip(".") + "."
    step = node.next.get(dotted)
    return node.next.get(key.replace(".", "")) if step is None and len(dotted) > _LEAST_DOTTED else step


def _continues(word: Word, before: Word) -> bool:
    gap = word.gap
    return gap in (" ", "\xa0", "\n", "\r\n", ", ", "–", " – ", "-", " & ", "/") or gap.rstrip(" ") in (".", "")


def _keys(name: str) -> list[str]:
    words = words_of(name, tokenize(name))
    keys = [word.text + ("'s" if word.possessive else "") for word in words[:-1]]
    return [*keys, words[-1].text] if words else [name]


def _insert(root: _Node, keys: Sequence[str], bearer: Bearer) -> None:
    node = root
    for key in keys:
        node = node.next.setdefault(key, _Node())
    if all(other.entry != bearer.entry for other in node.bearers):
        node.bearers = (*node.bearers, bearer)
