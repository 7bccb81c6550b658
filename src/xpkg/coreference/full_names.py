"""Decides which full names of a document are one person's: "Robert J. Haverford Jr." and "Bob Haverford".

Never so are "George W." and "George H. W.", father and son, or two names of one sentence."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from xpkg.analysis.mentions.given_names import gender_of
from xpkg.analysis.mentions.nicknames import short_for
from xpkg.coreference.kinship import Relation
from xpkg.coreference.scopes import Scopes
from xpkg.judgements import path_of
from xpkg.model import Entity, Kind, Mention, MentionForm

_INITIALS = re.compile(r"(?:[^\W\d_]\.)+|[A-Z]")
_GENERATION = re.compile(r"Jr|Sr|Junior|Senior|[IVX]+")
_SUFFIXES = {"Junior": "Jr", "Senior": "Sr"}


_MANY = 100
"""People of one family name among whom the referent of a full name is looked for."""


class PersonName(NamedTuple):
    """A full name in its parts; an initial is one letter, ``generation`` "Jr", "Sr", "III" or nothing."""

    first: str
    middles: tuple[str, ...]
    last: str
    generation: str

    @property
    def words(self) -> int:
        """How specific the name is: the more words, the surer the referent."""
        return len(self.middles) + 2 * bool(self.generation) + (len(self.first) > 1)


def read_name(name: str) -> PersonName:
    """The parts of a person's name.

    >>> read_name("Ann B. Carter, Jr.")
    PersonName(first='Ann', middles=('B',), last='Carter', generation='Jr')
    >>> read_name("J.R. Brisk").middles, read_name("St. Zorvane").first
    (('R',), 'Saint')
    """
    words = [part for word in name.replace(",", " ").split() for part in _parts(word)]
    generation = ""
    while len(words) > 2 and _GENERATION.fullmatch(words[-1]):
        generation = _SUFFIXES.get(words[-1], words[-1])
        words.pop()
    if words[0] == "St":
        words[0] = "Saint"
    return PersonName(words[0], tuple(words[1:-1]), words[-1], generation)


def _parts(word: str) -> Iterable[str]:
    if _INITIALS.fullmatch(word):
        return word.replace(".", "")
    return (word.rstrip("."),)


def may_be_one(one: PersonName, other: PersonName) -> bool:
    """Whether two full names can be one person's, as far as the names show."""
    if one.last != other.last or (one.generation and other.generation and one.generation != other.generation):
        return False
    if _alike(one.first, other.first) or short_for(one.first, other.first):
        return _middles_agree(one.middles, other.middles)
    # "F. Scott Holm" is known as Scott Holm.
    return any(
        len(long.first) == 1 and long.middles[:1] == (short.first,) and len(short.first) > 1 and not short.middles
        for long, short in ((one, other), (other, one))
    )


def _alike(one: str, other: str) -> bool:
    """Whether two given names, or initials, can be one."""
    return one == other or (1 in (len(one), len(other)) and one[0] == other[0])


def _middles_agree(one: Sequence[str], other: Sequence[str]) -> bool:
    short, long = sorted((one, other), key=len)
    if all(len(word) == 1 for word in short):
        return all(_alike(*pair) for pair in zip(short, long, strict=False))
    rest = iter(long)
    return all(any(_alike(word, each) for each in rest) for word in short)


class NameUse(NamedTuple):
    """One place where a full name stands: its sentence, whether it is introduced as somebody's relation there."""

    name: str
    sentence: int
    related: bool


class FullNames:
    """The persons of one document by their full names. ``people`` are the names of each, ``ambiguous`` those names
    that may be of two of them. ``known`` are the entries of the authority files that have exactly these names.
    ``apart`` are pairs of identifiers (see :func:`xpkg.judgements.path_of`) of people whom users judged to be two."""

    def __init__(
        self, uses: Iterable[NameUse], known: Mapping[str, int], apart: Collection[frozenset[str]] = ()
    ) -> None:
        self._apart = apart
        self._uses: dict[str, list[NameUse]] = defaultdict(list)
        for use in uses:
            self._uses[use.name].append(use)
        self.known = known
        self._order = {name: at for at, name in enumerate(self._uses)}
        self._sentences = {name: frozenset(use.sentence for use in each) for name, each in self._uses.items()}
        self._parsed = {name: read_name(name) for name in self._uses}
        self.people: list[list[str]] = []
        self.ambiguous: set[str] = set()
        self._by_last: dict[str, list[int]] = defaultdict(list)
        for name in sorted(self._uses, key=lambda each: (-self._parsed[each].words, self._order[each])):
            self._place(name)
        self.person_of = {name: at for at, names in enumerate(self.people) for name in names}

    def _place(self, name: str) -> None:
        parsed = self._parsed[name]
        fitting = [at for at in self._by_last[parsed.last][-_MANY:] if self._fits(name, self.people[at])]
        exact = [at for at in fitting if parsed.first in {self._parsed[each].first for each in self.people[at]}]
        fitting = exact or fitting
        if len(fitting) == 1:
            self.people[fitting[0]].append(name)
        elif fitting:
            self.ambiguous.add(name)
        else:
            self._by_last[parsed.last].append(len(self.people))
            self.people.append([name])

    def _fits(self, name: str, person: Collection[str]) -> bool:
        mine = self.known.get(name)
        theirs = {self.known[each] for each in person if each in self.known}
        if mine is not None and theirs:
            return mine in theirs
        return all(may_be_one(self._parsed[name], self._parsed[each]) for each in person) and not any(
            self._told_apart(name, each) for each in person
        )

    def _told_apart(self, name: str, other: str) -> bool:
        """Whether the text mentions the people of two variants together, or one is a relative of the other."""
        if not self._sentences[name].isdisjoint(self._sentences[other]):
            return True
        if self._apart and frozenset(path_of(Entity(Kind.PERSON, each)) for each in (name, other)) in self._apart:
            return True
        later = max((name, other), key=self._order.__getitem__)
        if self._uses[later][0].related:
            return True
        genders = {gender_of(self._parsed[each].first) for each in (name, other)} - {None}
        return len(genders) > 1

    def find(self, name: str) -> int | None:
        """The one person whom a name elsewhere may refer to, as in a reference list."""
        if name in self.person_of:
            return self.person_of[name]
        parsed = read_name(name)
        fitting = [
            at
            for at in self._by_last.get(parsed.last, [])[-_MANY:]
            if all(may_be_one(parsed, self._parsed[each]) for each in self.people[at])
        ]
        return fitting[0] if len(fitting) == 1 else None


def find_people(
    mentions: Sequence[Mention],
    relations: Mapping[int, Relation],
    shortened: Collection[tuple[Kind, str]],
    scopes: Scopes,
    apart: Collection[frozenset[str]] = (),
) -> FullNames:
    """The people of a document by their full names; ``shortened`` are names that are part of longer ones. ``apart`` as
    in :class:`FullNames`."""
    known = {}
    uses = []
    for number, mention in enumerate(mentions):
        if mention.kind is not Kind.PERSON or mention.form is not MentionForm.NAME or " " not in mention.name:
            continue
        if mention.authority is not None:
            known[mention.name] = mention.authority
        elif (mention.kind, mention.name) in shortened:
            continue
        relation = relations.get(number)
        related = relation is not None and relation.owner is not None
        uses.append(NameUse(mention.name, scopes.sentence(mention.span.start), related))
    return FullNames(uses, known, apart)


def longest(names: Iterable[str]) -> Iterator[str]:
    """Names, the most specific first."""
    yield from sorted(names, key=lambda name: -read_name(name).words)
