"""Writes places and events that have coordinates as GeoJSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO, Any

from xpkg.export.records import Record, Records
from xpkg.vocab import GEO, RDFS, SKOS, XPKG


def write_geojson(records: Records, output: IO[bytes]) -> None:
    """A FeatureCollection (RFC 7946): a point for each place with coordinates, and for each event at such a place."""
    output.write(b'{"type": "FeatureCollection", "features": [')
    for number, feature in enumerate(_features(records)):
        output.write(b",\n" if number else b"\n")
        output.write(json.dumps(feature, ensure_ascii=False).encode())
    output.write(b"\n]}\n")


def _features(records: Records) -> Iterator[dict[str, Any]]:
    for place in records.of(XPKG.Place):
        if point := _point(place):
            more = {"kind": place.one(XPKG.subtype), "wikidata": place.one(SKOS.exactMatch)}
            yield _feature(place, point, {"type": "place", "name": records.name(place.iri), **more})
    for source, event in records.told(XPKG.Event):
        for iri in event.all(XPKG.place):
            if point := _point(records.record(iri)):
                passage = records.place(event)[2]
                properties = {
                    "type": "event", "name": event.one(RDFS.label), "place": records.name(iri),
                    "placeKind": records.record(iri).one(XPKG.subtype),
                    "kind": records.short(event.one(XPKG.eventType)), "date": event.one(XPKG.date),
                    "source": records.name(source.iri), "passage": passage, "words": records.words(passage),
                }  # fmt: skip
                yield _feature(event, point, properties)


def _point(place: Record) -> list[float]:
    """Longitude, then latitude, as GeoJSON has them; empty where the place has none."""
    latitude, longitude = place.one(GEO.lat), place.one(GEO.long)
    return [float(longitude), float(latitude)] if latitude and longitude else []


def _feature(record: Record, point: list[float], properties: dict[str, str]) -> dict[str, Any]:
    told = {name: value for name, value in properties.items() if value}
    return {
        "type": "Feature", "id": record.iri, "geometry": {"type": "Point", "coordinates": point}, "properties": told
    }  # fmt: skip
