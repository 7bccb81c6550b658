"""Verbs that name a happening only with one complement: "took office", "took into custody", "left two dead"."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from xpkg.lexicon.event_triggers import Need, ObjectKind
from xpkg.lexicon.event_types import EventType
from xpkg.lexicon.loading import load


class Kind(StrEnum):
    """A kind of head that the complement may have, in place of a word."""

    ANY = "#any"
    DOING = "#doing"
    """A clause with a gerund: "from leaving"."""
    MACHINE = "#machine"
    """A device, or what is kept on one: a phone, an account, a network."""
    NAME = "#name"
    """A proper noun."""
    OFFICE = "#office"
    PLACE = "#place"
    SOMEBODY = "#somebody"
    """A named person, organization or group."""
    SUM = "#sum"
    """A sum of money."""
    WORK = "#work"
    """A document, a film or another work, by name or title."""


class Role(StrEnum):
    """The part that an argument takes; nothing for none."""

    AGENT = "agent"
    PARTICIPANT = "participant"
    PATIENT = "patient"
    PLACE = "place"
    RECIPIENT = "recipient"
    NONE = ""


_NO_PREPOSITION = frozenset(("object", "predicate", "adverb"))


@dataclass(frozen=True, slots=True)
class ComplementRow:
    """A verb with a complement that it needs to name a happening.

    ``verb`` is its base, or base, past and participle; "_" joins a particle. ``slot`` is "object", "predicate" ("shot
    dead"), "adverb", or prepositions. "|" parts the alternatives of ``slot``, ``heads`` and ``via``. ``subject`` is the
    role of the subject of the active verb, ``object`` that of its object, which is the subject of the passive.
    ``filler`` is the role of the complement. What stands behind a preposition of ``via`` is the patient. ``objects``
    are the kinds that the object must be of.
    """

    type: EventType
    verb: str
    slot: str
    heads: str
    subject: Role
    object: Role
    objects: frozenset[ObjectKind]
    via: str
    filler: Role
    label: str
    link: str
    needs: frozenset[Need]


@dataclass(frozen=True, slots=True, eq=False)
class Complement:
    """A row with its alternatives parted: ``words`` and ``kinds`` of head, the ``slots`` and the prepositions ``via``
    which the patient is reached."""

    row: ComplementRow
    words: frozenset[str]
    kinds: frozenset[Kind]
    slots: frozenset[str]
    via: frozenset[str]

    def possible(self, lows: frozenset[str]) -> bool:
        """Whether a sentence with the words ``lows``, in lower case, may have it."""
        if not self.words.isdisjoint(lows):
            return True
        return bool(self.kinds) and (not self.slots.isdisjoint(_NO_PREPOSITION) or not self.slots.isdisjoint(lows))


def _parted(row: ComplementRow) -> Complement:
    heads = row.heads.split("|")
    words = frozenset(head for head in heads if not head.startswith("#"))
    kinds = frozenset(Kind(head) for head in heads if head.startswith("#"))
    via = frozenset(row.via.split("|")) if row.via else frozenset[str]()
    return Complement(row, words, kinds, frozenset(row.slot.split("|")), via)


@cache
def complements() -> tuple[Complement, ...]:
    """The rows of ``event_complements.tsv`` in its order. Raises LexiconError for a faulty table."""
    rows = load("event_complements", ComplementRow, key=("type", "verb", "slot", "heads"))
    return tuple(map(_parted, rows))
