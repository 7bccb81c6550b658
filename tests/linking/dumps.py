"""A Wikidata dump in small, in its exact format: an array with an entity a line, empty maps as lists."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

JULIAN, GREGORIAN = "http://www.wikidata.org/entity/Q1985786", "http://www.wikidata.org/entity/Q1985727"


def snak(name: str, value: Any, kind: str = "value") -> dict[str, Any]:
    """A snak of the property ``name``: an item ("Q5"), or a time (what it says, precision, calendar)."""
    told: dict[str, Any] = {"snaktype": kind, "property": name}
    if kind != "value":
        return told
    if isinstance(value, str):
        item = {"entity-type": "item", "numeric-id": int(value[1:]), "id": value}
        return {**told, "datavalue": {"value": item, "type": "wikibase-entityid"}, "datatype": "wikibase-item"}
    time, precision, *calendar = value
    when = {"time": time, "timezone": 0, "before": 0, "after": 0, "precision": precision,
            "calendarmodel": calendar[0] if calendar else GREGORIAN}  # fmt: skip
    return {**told, "datavalue": {"value": when, "type": "time"}, "datatype": "time"}


def statement(
    name: str, value: Any, rank: str = "normal", kind: str = "value", qualifiers: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """A statement of the property ``name`` with its rank; ``qualifiers`` are values by their property."""
    told = {"mainsnak": snak(name, value, kind), "type": "statement", "id": f"{name}${rank}", "rank": rank}
    if qualifiers:
        told["qualifiers"] = {each: [snak(each, value)] for each, value in qualifiers.items()}
        told["qualifiers-order"] = [*qualifiers]
    return told


def item(
    number: str,
    label: str = "",
    aliases: Sequence[str] = (),
    description: str = "",
    statements: Sequence[Mapping[str, Any]] = (),
    sitelinks: int = 0,
    **labels: str,
) -> dict[str, Any]:
    """An item as the dump has it; ``labels`` are those of other languages."""
    names = ({"en": label} if label else {}) | labels
    claims: dict[str, list[Any]] = {}
    for each in statements:
        claims.setdefault(each["mainsnak"]["property"], []).append(each)
    wikis = ["enwiki", *(f"x{at}wiki" for at in range(1, sitelinks))][:sitelinks]
    return {
        "type": "item",
        "id": number,
        "labels": {tag: {"language": tag, "value": name} for tag, name in names.items()} or [],
        "descriptions": {"en": {"language": "en", "value": description}} if description else [],
        "aliases": {"en": [{"language": "en", "value": alias} for alias in aliases]} if aliases else [],
        "claims": claims or [],
        "sitelinks": {wiki: {"site": wiki, "title": label, "badges": []} for wiki in wikis} or [],
        "pageid": 1,
        "ns": 0,
        "title": number,
        "lastrevid": 7,
        "modified": "2026-11-01T00:00:00Z",
    }


def dump(entities: Sequence[Mapping[str, Any]]) -> bytes:
    """The dump of ``entities``: a line each, and a comma behind all but the last."""
    lines = [json.dumps(each, separators=(",", ":")).encode() for each in entities]
    return b"[\n" + b",\n".join(lines) + b"\n]\n"
