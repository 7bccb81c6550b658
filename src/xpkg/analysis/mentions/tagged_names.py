"""Adds the names that the name tagger alone finds, and doubts those that it alone does not find."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from xpkg.analysis.mentions.candidates import Sight, name_of, nameable
from xpkg.analysis.mentions.document_evidence import Clues
from xpkg.analysis.mentions.gazetteer import Gazetteer
from xpkg.analysis.mentions.given_names import may_be_given
from xpkg.analysis.mentions.name_sentences import Found, Line, is_calendar, is_opener
from xpkg.analysis.mentions.tagged_words import Tagged
from xpkg.analysis.mentions.words import Word
from xpkg.lexicon import (
    abbreviations,
    name_particles,
    other_names,
)
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.event_classes import concrete_nouns
from xpkg.model import Kind, MentionForm

METHOD = "network:name"
_WEAK = frozenset({"pattern:person", "pattern:camel", "pattern:acronym"})
"""What these rules find and the tagger does not is wrong more often than right; of other rules it is the reverse."""
_ACTING = ("says", "said before", "human")
"""Signs that somebody speaks or does what only people do."""
_ENOUGH = {Kind.PERSON: 0.75, Kind.ORGANIZATION: 0.8, Kind.PLACE: 0.8}
"""Confidence of the surest mention from which a name is taken, by kind."""
_ALONE = 0.8
"""Confidence from which a single word that acts as people do is a person where it nowhere speaks."""
_AGREED = 0.6
"""The same for a body or place of several words that the tagger sees more than once, each time as that kind."""
_TOLD = 0.65
"""The same for one that it sees once, where it speaks."""
_SPOKEN = 0.3
"""Confidence from which a person of two words or more is one where it speaks."""
_ABBREVIATED = abbreviations.having(abbreviations.Trait.KEEPS_STOP)
_IMPERSONAL = having(Trait.ARTICLE, Trait.DEMONSTRATIVE, Trait.DIRECTIONAL, Trait.LOCATIVE) - {"that", "by", "with"}
"""What stands before no person's name that is a single word: "the Galileo", "in Brezno"."""
_NO_PERSON = other_names.having(other_names.Trait.NO_PERSON)
_PARTICLES = name_particles.having(name_particles.Trait.PARTICLE)
_NO_BODY = other_names.having(other_names.Trait.NO_BODY)
_NATIVES_FINAL = other_names.having(other_names.Trait.NAME_FINAL)


def add_tagged(
    sights: Sequence[Sight], chosen: Sequence[Sequence[Found]], tagged: Sequence[Sequence[Tagged]],
    clues: Clues, gazetteer: Gazetteer,
) -> list[list[Found]]:  # fmt: skip
    """``chosen`` with the tagger's names where the rules have chosen nothing that overlaps."""
    told: dict[str, _Told] = defaultdict(_Told)
    free: list[list[Tagged]] = []
    for sight, founds, names in zip(sights, chosen, tagged, strict=True):
        taken = {place for found in founds for place in range(found.first, found.last)}
        own = [each for each in names if taken.isdisjoint(range(each.first, each.last))]
        free.append([each for each in own if _possible(sight, each, gazetteer)])
        for each in free[-1]:
            told[name_of(sight.line, each.first, each.last)].add(each)
    for name, seen in told.items():
        if " " in name and clues.alone.get(name.rsplit(" ", 1)[-1]):
            seen.spoken = max(seen.spoken, seen.best[Kind.PERSON])  # "They met Yalira Zorvane. Zorvane warned"
    kinds = {name: kind for name, each in told.items() if (kind := each.kind(" " in name)) is not None}
    impersonal = _impersonal(sights, {name.rsplit(" ", 1)[-1] for name in kinds})
    for name, kind in list(kinds.items()):
        tail = name.rsplit(" ", 1)[-1]
        acting = " " in name or told[name].spoken >= _ENOUGH[kind] or clues.human.get(name, 0) > 0
        if kind is Kind.PERSON and (tail in impersonal or not acting or not _called(told.get(tail))):
            del kinds[name]
    return [
        sorted([*founds, *_as_found(sight.line, names, kinds)], key=lambda found: found.first)
        for sight, founds, names in zip(sights, chosen, free, strict=True)
    ]


@dataclass(slots=True)
class _Told:
    """What the tagger says of all mentions of one name."""

    sums: Counter[Kind | None] = field(default_factory=Counter)
    times: int = 0
    """How often the name stands in the text."""
    best: dict[Kind | None, float] = field(default_factory=lambda: defaultdict(float))
    spoken: float = 0.0

    def add(self, name: Tagged) -> None:
        """Notes one mention."""
        self.times += 1
        self.sums[name.kind] += name.confidence  # type: ignore[assignment]
        self.best[name.kind] = max(self.best[name.kind], name.confidence)
        if name.speaks:
            self.spoken = max(self.spoken, name.confidence)

    def kind(self, full: bool) -> Kind | None:
        """The kind that the name has, or None where the tagger is not sure enough. ``full``: it has several words."""
        kind = max(self.sums, key=lambda each: (self.sums[each], str(each)))
        if kind is None:
            return None
        if kind is not Kind.PERSON:
            least = _ENOUGH[kind]
            if full and len(self.sums) == 1:
                least = _AGREED if self.times > 1 else _TOLD if self.spoken else least
            return kind if self.best[kind] >= least else None
        sure = self.best[kind] >= _ENOUGH[kind] if full else self.best[kind] >= _ALONE
        return kind if sure or self.spoken >= (_SPOKEN if full else _ENOUGH[kind]) else None


def _impersonal(sights: Sequence[Sight], words: set[str]) -> set[str]:
    """Those of ``words`` that stand somewhere as no person's name does: "the Galileo", "in Brezno"."""
    found = set()
    for sight in sights if words else ():
        for before, word in pairwise(sight.line.words):
            if word.text in words and word.gap == " " and before.text.lower() in _IMPERSONAL:
                found.add(word.text)
    return found


def _called(alone: _Told | None) -> bool:
    """Whether nothing speaks against somebody whose last name the tagger saw ``alone``, as a place's or a body's."""
    return alone is None or max(alone.sums, key=lambda each: alone.sums[each]) is Kind.PERSON


def _as_found(line: Line, names: Sequence[Tagged], kinds: dict[str, Kind]) -> list[Found]:
    found = []
    for each in names:
        kind = kinds.get(name_of(line, each.first, each.last))
        if kind is not None:
            short = kind is Kind.PERSON and each.last - each.first == 1
            form = MentionForm.SHORT if short else MentionForm.NAME
            found.append(Found(each.first, each.last, kind, form, METHOD))
    return found


def _possible(sight: Sight, name: Tagged, gazetteer: Gazetteer) -> bool:
    """Whether the words can be a name at all, and are none that the rules know and have passed over."""
    words = sight.line.words[name.first : name.last]
    if not (words[0].capital or words[0].text[0].islower()) or not words[-1].capital:
        return False
    if name.kind is Kind.PERSON and (
        any(_is_small(word) for word in words)
        or any(word.possessive for word in words[:-1]) or words[0].text in _NO_PERSON  # "Radio Larkham"
    ):
        return False
    if all(is_calendar(word) or word.text.isdigit() for word in words):
        return False
    text = " ".join(word.text for word in words)
    if name.kind is not Kind.PERSON and (text in _NO_BODY or words[-1].text in _NATIVES_FINAL):
        return False  # "GPS", "the Cartagena Protocol"
    if gazetteer.bearers(text) or any(character.isdigit() for character in text):
        return False
    joined = text.split("-")
    if len(joined) > 1 and all(gazetteer.bearers(each) for each in joined):
        return False  # "the EU-Turkey deal": what is between two is neither
    if len(words) > 1:
        return True
    if text in _ABBREVIATED:
        return False
    known = text in gazetteer.adjectives or is_opener(sight.line, name.first)
    return nameable(sight.line, name.first) and not known


def _is_small(word: Word) -> bool:
    """Whether a word has no capital and is no particle of names: "Tarvik stun Keld" are two."""
    return word.text.islower() and word.text.isalpha() and word.text not in _PARTICLES


def drop_doubtful(
    sights: Sequence[Sight], chosen: Sequence[Sequence[Found]], tagged: Sequence[Sequence[Tagged]]
) -> list[list[Found]]:
    """``chosen`` without what the rules see on weak grounds, and the tagger nowhere in the text.

    That are people without a title, bodies that only their capitals show, and places of the authority files. Who has a
    given name and speaks, or acts as people do, is a person all the same.
    """
    touched: dict[str, bool] = defaultdict(bool)
    bodies = _bodies(sights, tagged)
    for sight in sights:
        for each in sight.people:
            if each.signs.get("given") and any(sign in each.signs for sign in _ACTING):
                touched[name_of(sight.line, each.first, each.last)] = True
    for sight, founds, names in zip(sights, chosen, tagged, strict=True):
        inside = {place for each in names for place in range(each.first, each.last)}
        for found in founds:
            touched[name_of(sight.line, found.first, found.last)] |= not inside.isdisjoint(
                range(found.first, found.last)
            )
    return [
        [
            _as_body(found) if name_of(sight.line, found.first, found.last) in bodies else found
            for found in founds
            if (not _doubted(found) or touched[name_of(sight.line, found.first, found.last)])
            and not _begins_person(sight.line, found, names)
        ]
        for sight, founds, names in zip(sights, chosen, tagged, strict=True)
    ]  # fmt: skip


def _bodies(sights: Sequence[Sight], tagged: Sequence[Sequence[Tagged]]) -> frozenset[str]:
    """Names of several words that end in a plural and that the tagger has for organizations each time."""
    told: dict[str, set[Kind | None]] = defaultdict(set)
    for sight, names in zip(sights, tagged, strict=True):
        for each in names:
            told[name_of(sight.line, each.first, each.last)].add(each.kind)
    return frozenset(name for name, kinds in told.items() if kinds == {Kind.ORGANIZATION} and _is_plural(name))


def _is_plural(name: str) -> bool:
    """Whether a name ends in two nouns for things, the last in the plural: "Holm Paper Mills"."""
    words = name.lower().split(" ")
    return len(words) > 2 and {words[-2], words[-1].removesuffix("s")} <= concrete_nouns() and words[-1].endswith("s")


def _as_body(found: Found) -> Found:
    return replace(found, kind=Kind.ORGANIZATION, subtype="company") if found.method == "pattern:person" else found


def _begins_person(line: Line, found: Found, names: Sequence[Tagged]) -> bool:
    """Whether the name of a country is somebody's given name: "Jordan | Zorvane lost"."""
    if found.kind is not Kind.PLACE or found.length > 1 or not may_be_given(line.words[found.first].text):
        return False
    return any(
        each.kind is Kind.PERSON and each.first == found.first and each.last > found.last
        and each.confidence >= _ENOUGH[Kind.PERSON]
        for each in names
    )  # fmt: skip


def _doubted(found: Found) -> bool:
    return found.method in _WEAK or (found.method == "authority" and found.kind is Kind.PLACE)
