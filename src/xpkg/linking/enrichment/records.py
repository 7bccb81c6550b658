"""Reads what an entity of Wikidata says of the properties that are wanted, with ranks, qualifiers and revision."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from xpkg.lexicon.wikidata_properties import ValueKind, wikidata_properties
from xpkg.linking.index.dates import edtf_of

RANKS = ("preferred", "normal", "deprecated")
"""The ranks of statements, the best first."""
QUALIFIERS = ("P580", "P582", "P585")
"""Start, end, point in time: what is kept of the qualifiers of a statement."""

_ITEM = re.compile(r"Q[1-9]\d{0,11}", re.ASCII)
_LANGUAGE = re.compile(r"[a-z]{2,12}(?:-[a-z0-9]{1,12})*", re.ASCII)
_EARTH = "/Q2"  # the end of the globe's IRI
_ALL_LANGUAGES = "mul"  # the label that holds where a language has none of its own
_LONGEST = 1500  # code points of a text; Wikidata has none that is longer


@dataclass(frozen=True, slots=True)
class Text:
    """A text with its language."""

    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement of Wikidata. ``id`` is its own there ("Q42$…"), or empty.

    ``value`` is "Q5", an EDTF date, a text, or a point as well-known text; ``kind`` says which. ``qualifiers`` are
    (property, EDTF date).
    """

    id: str
    property: str
    kind: ValueKind
    value: str
    rank: str
    qualifiers: tuple[tuple[str, str], ...] = ()

    def when(self, name: str) -> str:
        """The date of the qualifier ``name``; empty where there is none."""
        return next((date for each, date in self.qualifiers if each == name), "")


@dataclass(frozen=True, slots=True)
class Record:
    """What Wikidata says of an item at one revision. ``retrieved`` is the day on which it said so (ISO).

    ``labels`` and ``descriptions`` have one text a language at most.
    """

    item: str
    labels: tuple[Text, ...]
    aliases: tuple[Text, ...]
    descriptions: tuple[Text, ...]
    claims: tuple[Claim, ...]
    revision: int
    modified: str
    retrieved: str

    @property
    def mentioned(self) -> frozenset[str]:
        """The items that are values of its claims."""
        return frozenset(each.value for each in self.claims if each.kind is ValueKind.ITEM)


def read_record(told: Mapping[str, Any], languages: Collection[str], retrieved: str) -> Record:
    """What the entity ``told``, as the API and the dumps have it, says in ``languages``.

    Statements without a value are passed over, those of deprecated rank are not. Raises ValueError for what is no item.
    """
    item = told.get("id")
    if not isinstance(item, str) or not _ITEM.fullmatch(item):
        raise ValueError(f"no item: {str(item)[:40]!r}")
    if told.get("type", "item") != "item":
        raise ValueError(f"{item} is no item")
    revision = told.get("lastrevid", 0)
    wanted = (*languages, _ALL_LANGUAGES)
    claims = _map(told.get("claims"))
    return Record(
        item,
        tuple(_texts(_map(told.get("labels")), wanted)),
        tuple(_aliases(_map(told.get("aliases")), wanted)),
        tuple(_texts(_map(told.get("descriptions")), wanted)),
        tuple(dict.fromkeys(claim for name in wikidata_properties() for claim in _claims(name, claims.get(name)))),
        revision if isinstance(revision, int) and revision >= 0 else 0,
        str(told.get("modified", "")),
        retrieved,
    )


def is_language(code: str) -> bool:
    """Whether ``code`` may be a language of Wikidata.

    >>> [is_language(code) for code in ("en", "zh-hant", "mul", "English", "")]
    [True, True, True, False, False]
    """
    return bool(_LANGUAGE.fullmatch(code))


def best(claims: Iterable[Claim], name: str) -> tuple[Claim, ...]:
    """The claims of the property ``name`` that count: those of preferred rank, else of normal rank."""
    own = [each for each in claims if each.property == name and each.rank != "deprecated"]
    first = min((RANKS.index(each.rank) for each in own), default=0)
    return tuple(each for each in own if RANKS.index(each.rank) == first)


def slim(told: Mapping[str, Any]) -> dict[str, Any]:
    """``told`` without the claims, labels' sites and references that are not read: what a cache keeps."""
    kept = {name: told[name] for name in ("id", "type", "lastrevid", "modified", "labels", "aliases", "descriptions",
                                          "redirects", "missing") if name in told}  # fmt: skip
    claims = _map(told.get("claims"))
    return {**kept, "claims": {name: [_slim(one) for one in _list(claims[name])] for name in wikidata_properties()
                               if name in claims}}  # fmt: skip


def _slim(statement: Any) -> Any:
    if not isinstance(statement, dict):
        return statement
    qualifiers = _map(statement.get("qualifiers"))
    return {**{name: statement[name] for name in ("id", "mainsnak", "rank") if name in statement},
            "qualifiers": {name: qualifiers[name] for name in QUALIFIERS if name in qualifiers}}  # fmt: skip


def _map(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: object) -> str:
    """``value`` on one line, if it is a text of a length that Wikidata allows; else nothing."""
    words = " ".join(value.split()) if isinstance(value, str) else ""
    return words if len(words) <= _LONGEST and words.isprintable() else ""


def _texts(told: Mapping[str, Any], wanted: Collection[str]) -> Iterator[Text]:
    for language in dict.fromkeys(wanted):
        if words := _text(_map(told.get(language)).get("value")):
            yield Text(language, words)


def _aliases(told: Mapping[str, Any], wanted: Collection[str]) -> Iterator[Text]:
    for language in dict.fromkeys(wanted):
        for each in _list(told.get(language)):
            if words := _text(_map(each).get("value")):
                yield Text(language, words)


def _claims(name: str, told: object) -> Iterator[Claim]:
    kind = wikidata_properties()[name].value
    for each in map(_map, _list(told)):
        rank = each.get("rank", "normal")
        value = _value(_map(each.get("mainsnak")), kind)
        if value and rank in RANKS:
            yield Claim(str(each.get("id", "")), name, kind, value, rank, tuple(_qualifiers(each)))


def _qualifiers(statement: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    told = _map(statement.get("qualifiers"))
    for name in QUALIFIERS:
        for each in map(_map, _list(told.get(name))):
            if date := _value(each, ValueKind.TIME):
                yield name, date


def _value(snak: Mapping[str, Any], kind: ValueKind) -> str:
    """The value of a snak as a claim has it; empty where it has none, or one of another kind."""
    if snak.get("snaktype", "value") != "value":
        return ""
    value = _map(snak.get("datavalue")).get("value")
    if kind is ValueKind.TEXT:
        return _text(value)
    told = _map(value)
    if kind is ValueKind.TIME:
        return edtf_of(told)
    if kind is ValueKind.POINT:
        return _point(told)
    item = told.get("id") or f"Q{told.get('numeric-id')}"
    return item if isinstance(item, str) and _ITEM.fullmatch(item) else ""


def _point(told: Mapping[str, Any]) -> str:
    """A place on Earth as well-known text, longitude first.

    >>> _point({"latitude": 43.8, "longitude": 87.5833, "globe": "http://www.wikidata.org/entity/Q2"})
    'Point(87.5833 43.8)'
    """
    latitude, longitude = told.get("latitude"), told.get("longitude")
    numbers = isinstance(latitude, (int, float)) and isinstance(longitude, (int, float))
    if not numbers or not str(told.get("globe", _EARTH)).endswith(_EARTH):
        return ""
    assert isinstance(latitude, (int, float))
    assert isinstance(longitude, (int, float))
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        return ""
    return f"Point({longitude:.10g} {latitude:.10g})"
