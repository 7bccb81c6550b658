"""Writes statements and names as W3C Web Annotations on the characters of their texts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO, Any

from xpkg.export.records import Record, Records, SourceGraph
from xpkg.vocab import NIF, RDFS, XPKG

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_AROUND = 32
"""Characters before and behind the words that a quotation selector has, by which they are found in another copy."""


def write_annotations(records: Records, output: IO[bytes]) -> None:
    """An AnnotationCollection (Web Annotation Data Model, 2017) with one page, an annotation a line.

    Each target has a TextPositionSelector (code points, end exclusive) and a TextQuoteSelector.
    """
    head: dict[str, Any] = {
        "@context": _CONTEXT,
        "id": "urn:xpkg:annotations",
        "type": "AnnotationCollection",
        "label": "Statements and names in their texts",
    }
    output.write(json.dumps(head, ensure_ascii=False)[:-1].encode())
    output.write(b', "first": {"id": "urn:xpkg:annotations:1", "type": "AnnotationPage", "startIndex": 0, "items": [')
    total = 0
    for total, each in enumerate(_annotations(records), start=1):
        output.write(b"\n" if total == 1 else b",\n")
        output.write(json.dumps(each, ensure_ascii=False).encode())
    output.write(f'\n]}}, "total": {total}}}\n'.encode())  # behind them, so that they are made once


def _annotations(records: Records) -> Iterator[dict[str, Any]]:
    texts = _Texts(records)
    for source, said in records.told(XPKG.Statement):
        yield _statement(source, said, records, texts)
    for source, passage in records.mentions():
        for thing in passage.all(XPKG.denotes):
            body = {"type": "SpecificResource", "source": thing, "purpose": "identifying"}
            name = {"type": "TextualBody", "value": records.name(thing), "purpose": "tagging", "format": "text/plain"}
            key = thing.rpartition("/")[2]
            yield {
                "id": f"{passage.iri}&denotes={key}", "type": "Annotation", "motivation": "identifying",
                "body": [body, name], "target": _target(source, passage.iri, records, texts),
            }  # fmt: skip


def _statement(source: SourceGraph, said: Record, records: Records, texts: _Texts) -> dict[str, Any]:
    act = records.short(said.one(XPKG.speechAct))
    bodies: list[dict[str, Any]] = [
        {"type": "TextualBody", "value": said.one(RDFS.label), "purpose": "describing", "format": "text/plain"},
        {"type": "TextualBody", "value": act, "purpose": "tagging", "format": "text/plain"},
    ]
    if said.true(XPKG.negated):
        bodies.append({"type": "TextualBody", "value": "not said", "purpose": "tagging", "format": "text/plain"})
    for speaker in said.all(XPKG.speaker):
        bodies.append({"type": "SpecificResource", "source": speaker, "purpose": "identifying"})
    targets = [_target(source, passage, records, texts) for passage in said.all(XPKG.contentPassage)]
    return {
        "id": f"{said.iri}#annotation", "type": "Annotation", "motivation": "describing", "body": bodies,
        "target": targets[0] if len(targets) == 1 else targets,
    }  # fmt: skip


def _target(source: SourceGraph, passage: str, records: Records, texts: _Texts) -> dict[str, Any]:
    place = records.record(passage)
    start, end = int(place.one(NIF.beginIndex)), int(place.one(NIF.endIndex))
    text = texts.of(source)
    quote = {
        "type": "TextQuoteSelector", "exact": text[start:end],
        "prefix": text[max(0, start - _AROUND) : start], "suffix": text[end : end + _AROUND],
    }  # fmt: skip
    position = {"type": "TextPositionSelector", "start": start, "end": end}
    return {"source": source.iri, "selector": [position, quote]}


class _Texts:
    """The text of the source that is being written."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._iri, self._text = "", ""

    def of(self, source: SourceGraph) -> str:
        """The whole text of ``source``."""
        if source.iri != self._iri:
            self._iri, self._text = source.iri, self._records.record(source.iri).one(XPKG.text)
        return self._text
