"""Writes dated events as a calendar (iCalendar) and as a timeline (the JSON of TimelineJS)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import IO, Any, NamedTuple

from xpkg.export.records import Record, Records, SourceGraph
from xpkg.vocab import RDFS, XPKG

_OCTETS = 75
"""Of a line of iCalendar at most (RFC 5545, 3.1)."""


class Dated(NamedTuple):
    """An event with its first and last day, as ``xsd:date`` writes them; years may be before Christ."""

    source: SourceGraph
    record: Record
    first: str
    last: str


def dated(records: Records) -> Iterator[Dated]:
    """The events that have a date of their own, not only the day on which their text came out."""
    for source, record in records.told(XPKG.Event):
        first, last = record.one(XPKG.earliest), record.one(XPKG.latest)
        if record.one(XPKG.date) and first and last:
            yield Dated(source, record, first, last)


def write_icalendar(records: Records, output: IO[bytes]) -> None:
    """A calendar (RFC 5545) of whole days. Events before the year 1 cannot be told in it and are left out.

    ``DTSTAMP``, which the format demands, is the first day of the event: nothing here depends on the clock.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//xpkg//events//EN"]
    _put(output, lines)
    for each in dated(records):
        try:
            first, last = date.fromisoformat(each.first), date.fromisoformat(each.last)
            after = last + timedelta(days=1)  # the end of a span of days is exclusive
        except (ValueError, OverflowError):
            continue
        passage = records.place(each.record)[2]
        told = f"{records.words(passage)}\n{records.name(each.source.iri)}\n{passage}"
        place = next(iter(each.record.all(XPKG.place)), "")
        lines = [
            "BEGIN:VEVENT",
            f"UID:{_text(each.record.iri)}",
            f"DTSTAMP:{_day(first)}T000000Z",
            f"DTSTART;VALUE=DATE:{_day(first)}",
            f"DTEND;VALUE=DATE:{_day(after)}",
            f"SUMMARY:{_text(each.record.one(RDFS.label))}",
            f"DESCRIPTION:{_text(told)}",
            f"CATEGORIES:{_text(records.short(each.record.one(XPKG.eventType)))}",
            *([f"LOCATION:{_text(records.name(place))}"] if place else []),
            f"URL:{each.record.iri}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
        _put(output, lines)
    _put(output, ["END:VCALENDAR"])


def _day(day: date) -> str:
    return day.isoformat().replace("-", "")


def _text(words: str) -> str:
    """``words`` as a TEXT of RFC 5545 (3.3.11).

    >>> _text("a, b; c")
    'a\\\\, b\\\\; c'
    """
    escaped = words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return "".join(each for each in escaped.replace("\n", "\\n") if each >= " ")


def _put(output: IO[bytes], lines: list[str]) -> None:
    for line in lines:
        output.write(b"\r\n ".join(_folded(line.encode())) + b"\r\n")


def _folded(line: bytes) -> Iterator[bytes]:
    """Pieces of at most 75 octets, the blank before each later one counted; no character is parted."""
    room = _OCTETS
    while len(line) > room:
        end = room
        while line[end] & 0xC0 == 0x80:  # the middle of a character
            end -= 1
        yield line[:end]
        line, room = line[end:], _OCTETS - 1
    yield line


def write_timeline(records: Records, output: IO[bytes]) -> None:
    """The JSON of TimelineJS: each event with its first and last day, the words that tell it, and its source."""
    output.write(b'{"events": [')
    for number, each in enumerate(dated(records)):
        output.write(b",\n" if number else b"\n")
        output.write(json.dumps(_slide(each, records), ensure_ascii=False).encode())
    output.write(b"\n]}\n")


def _slide(each: Dated, records: Records) -> dict[str, Any]:
    passage = records.place(each.record)[2]
    slide: dict[str, Any] = {
        "unique_id": each.record.iri.rpartition("/")[2],
        "start_date": _date(each.first),
        "display_date": each.record.one(XPKG.date),
        "group": records.short(each.record.one(XPKG.eventType)),
        "text": {"headline": _html(each.record.one(RDFS.label)), "text": _html(records.words(passage))},
        "media": {"url": passage, "caption": _html(records.name(each.source.iri))},
    }
    return slide if each.first == each.last else slide | {"end_date": _date(each.last)}


def _date(day: str) -> dict[str, int]:
    year, month, number = day.rsplit("-", 2)
    return {"year": int(year), "month": int(month), "day": int(number)}


def _html(words: str) -> str:
    """``words`` as HTML, which TimelineJS takes them for."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
