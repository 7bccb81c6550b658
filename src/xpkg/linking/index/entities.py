"""Reads one entity of a Wikidata dump: names, classes, dates, offices, in terms of what is asked of an index."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from xpkg.linking.index.dates import edtf_of

DATES = ("P569", "P570", "P571", "P576", "P577", "P580", "P582", "P585")
"""Birth, death, inception, dissolution, publication, start, end, point in time."""
COUNTRIES = ("P17", "P27", "P495")
"""Country, citizenship, country of origin."""
_OFFICE, _CLASS, _PARENT = "P39", "P31", "P279"
_ALL_LANGUAGES = "mul"  # the label that holds where a language has none of its own


@dataclass(frozen=True, slots=True)
class Redirect:
    """An item that was merged into another; both are numbers."""

    number: int
    target: int


@dataclass(frozen=True, slots=True)
class Item:
    """An item as the index has it. Numbers are those behind the Q; dates are EDTF.

    ``names`` are (language, name, whether it is the label), ``offices`` (item of the office, start, end).
    """

    number: int
    names: tuple[tuple[str, str, bool], ...]
    descriptions: tuple[tuple[str, str], ...]
    classes: tuple[int, ...]
    parents: tuple[int, ...]
    countries: tuple[int, ...]
    dates: tuple[tuple[str, str], ...]
    offices: tuple[tuple[int, str, str], ...]
    sitelinks: int
    title: str
    revision: int
    modified: str


def read_entity(
    told: Mapping[str, Any], languages: Collection[str], skipped: Collection[int] = ()
) -> Item | Redirect | None:
    """What a line of the dump tells: an item, a redirect, or nothing that an index needs.

    Statements of deprecated rank are passed over; of dates those of the best rank count. Raises KeyError, TypeError or
    ValueError for what is no entity.
    """
    if "redirect" in told:
        return Redirect(_number(told.get("entity") or told["id"]), _number(told["redirect"]))
    if told.get("type") != "item":
        return None
    claims = _map(told.get("claims"))
    classes = tuple(_items(claims, _CLASS))
    if any(each in skipped for each in classes):
        return None
    wanted = (*languages, _ALL_LANGUAGES)
    names = tuple(_names(_map(told.get("labels")), _map(told.get("aliases")), wanted))
    links = _map(told.get("sitelinks"))
    return Item(
        _number(told["id"]),
        names,
        tuple(_texts(_map(told.get("descriptions")), wanted)),
        classes,
        tuple(_items(claims, _PARENT)),
        tuple(dict.fromkeys(number for name in COUNTRIES for number in _items(claims, name))),
        tuple((name, date) for name in DATES for date in _dates(claims, name)),
        tuple(_offices(claims)),
        len(links),
        str(_map(links.get(f"{languages[0]}wiki")).get("title", "")) if isinstance(languages, Sequence) else "",
        int(told.get("lastrevid", 0)),
        str(told.get("modified", "")),
    )


def merged_into(told: Mapping[str, Any]) -> Redirect | None:
    """The redirect by which the API reached an entity that was asked for under its old number."""
    way = _map(told.get("redirects"))
    return Redirect(_number(way["from"]), _number(way["to"])) if way else None


def _map(value: object) -> Mapping[str, Any]:
    """A map of the dump; an empty one is written ``[]`` there."""
    return value if isinstance(value, dict) else {}


def _number(name: str) -> int:
    if not name.startswith("Q"):
        raise ValueError(f"no item: {name}")
    return int(name[1:])


def _names(
    labels: Mapping[str, Any], aliases: Mapping[str, Any], wanted: Collection[str]
) -> Iterator[tuple[str, str, bool]]:
    for language in wanted:
        if language in labels:
            yield language, labels[language]["value"], True
        for alias in aliases.get(language, ()):
            yield language, alias["value"], False


def _texts(told: Mapping[str, Any], wanted: Collection[str]) -> Iterator[tuple[str, str]]:
    return ((language, told[language]["value"]) for language in wanted if language in told)


def _values(claims: Mapping[str, Any], name: str, *, best: bool = False) -> Iterator[tuple[Any, Mapping[str, Any]]]:
    """The values of a property, each with its qualifiers; not those that are deprecated, unknown or none."""
    statements = [each for each in claims.get(name, ()) if each.get("rank") != "deprecated"]
    if best and any(each.get("rank") == "preferred" for each in statements):
        statements = [each for each in statements if each.get("rank") == "preferred"]
    for each in statements:
        snak = each.get("mainsnak", {})
        if snak.get("snaktype") == "value" and "datavalue" in snak:
            yield snak["datavalue"]["value"], _map(each.get("qualifiers"))


def _items(claims: Mapping[str, Any], name: str) -> Iterator[int]:
    return (_item(value) for value, _ in _values(claims, name))


def _item(value: Mapping[str, Any]) -> int:
    return int(value["numeric-id"]) if "numeric-id" in value else _number(value["id"])


def _dates(claims: Mapping[str, Any], name: str) -> Iterator[str]:
    return filter(None, dict.fromkeys(edtf_of(value) for value, _ in _values(claims, name, best=True)))


def _offices(claims: Mapping[str, Any]) -> Iterator[tuple[int, str, str]]:
    for value, qualifiers in _values(claims, _OFFICE):
        yield _item(value), _qualifier(qualifiers, "P580"), _qualifier(qualifiers, "P582")


def _qualifier(qualifiers: Mapping[str, Any], name: str) -> str:
    for snak in qualifiers.get(name, ()):
        if snak.get("snaktype") == "value" and "datavalue" in snak:
            return edtf_of(snak["datavalue"]["value"])
    return ""
