"""Classes of Wikidata, each with the kind of thing that its items are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from xpkg.lexicon.loading import load


class ItemKind(StrEnum):
    """What kind of thing an item of a class is: one of those that xpkg names, or another."""

    PERSON = "person"
    ORGANIZATION = "organization"
    GROUP = "group"
    PLACE = "place"
    DOCUMENT = "document"
    EVENT = "event"
    OTHER = "other"


class Trait(StrEnum):
    """What can be true of a class."""

    SKIPPED = "skipped"
    """No news names its items; an index leaves them out."""


@dataclass(frozen=True, slots=True)
class WikidataClass:
    """A row of the table; ``number`` is that of the item Q… which is the class."""

    number: int
    label: str
    kind: ItemKind
    traits: frozenset[Trait]


@cache
def wikidata_classes() -> Mapping[int, WikidataClass]:
    """The rows of ``wikidata_classes.tsv`` by number. Raises LexiconError for a table with something wrong in it.

    >>> wikidata_classes()[5].kind
    <ItemKind.PERSON: 'person'>
    """
    return {row.number: row for row in load("wikidata_classes", WikidataClass)}


@cache
def skipped() -> frozenset[int]:
    """The numbers of the classes whose items are left out of an index."""
    return frozenset(row.number for row in wikidata_classes().values() if Trait.SKIPPED in row.traits)
