"""Properties of Wikidata that are read of linked things."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from xpkg.lexicon.loading import load


class ValueKind(StrEnum):
    """What the values of a property are."""

    ITEM = "item"
    TIME = "time"
    TEXT = "text"
    POINT = "point"


class Part(StrEnum):
    """What a property tells of a thing."""

    KIND = "kind"
    DATE = "date"
    OFFICE = "office"
    MEMBERSHIP = "membership"
    COUNTRY = "country"
    PLACE = "place"
    IMAGE = "image"
    IDENTIFIER = "identifier"


@dataclass(frozen=True, slots=True)
class WikidataProperty:
    """A row of the table; ``name`` is "P39"."""

    name: str
    label: str
    value: ValueKind
    part: Part


@cache
def wikidata_properties() -> Mapping[str, WikidataProperty]:
    """The rows of ``wikidata_properties.tsv`` by name. Raises LexiconError for a table with something wrong in it.

    >>> wikidata_properties()["P39"].label
    'position held'
    """
    return {row.name: row for row in load("wikidata_properties", WikidataProperty)}


@cache
def properties_of(part: Part) -> tuple[str, ...]:
    """The names of the properties that tell ``part`` of a thing.

    >>> properties_of(Part.OFFICE)
    ('P39',)
    """
    return tuple(row.name for row in wikidata_properties().values() if row.part is part)
