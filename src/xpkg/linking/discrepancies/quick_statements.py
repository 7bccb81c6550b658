"""What texts state and Wikidata does not, as QuickStatements (version 1) with references, for a person to review."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xpkg.linking.discrepancies.comparing import ComparedFact
from xpkg.linking.discrepancies.statements import LIVES, PUBLISHED, TextSource
from xpkg.linking.discrepancies.verdicts import Verdict

_MEMBER_OF, _MEMBER_OF_PARTY = "P463", "P102"
_PLAIN = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?", re.ASCII)
_DECADE = re.compile(r"(?P<decade>\d{3})X", re.ASCII)
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z]+)?", re.ASCII)
_ADDRESS = re.compile(r"https?://[^\s\"<>|]+")
_QUALIFIERS = {"start of office": "P580", "end of office": "P582"}
_GREGORIAN = 1583  # the first year that has all of its days in the calendar of today
_LONGEST = 400  # characters of a quotation


def quick_statement(row: ComparedFact, day: str, heuristic: str = "") -> str:
    """The line that would add what ``row`` has and Wikidata has not; empty where none can be made for certain.

    ``day`` is when the text was retrieved (ISO), where the graph does not tell. ``heuristic`` is the item of how it was
    found (P887), where a user names one. What a text only reports, and dates that are not plain, make no line.
    """
    if row.verdict is not Verdict.ABSENT_THERE or row.told is None or row.source is None or row.told.reported_by:
        return ""
    change = _change(row)
    return "\t".join((*change, *_references(row.source, row.sentence, day, heuristic))) if change else ""


def _change(row: ComparedFact) -> tuple[str, ...]:
    told, item = row.told, row.thing.item
    assert told is not None
    if told.property in (*LIVES.values(), PUBLISHED):
        return (item, told.property, date) if (date := _time(told.date)) else ()
    if row.matter in _QUALIFIERS and row.stated is not None:
        date = _time(told.start if row.matter.startswith("start") else told.end)
        return (item, row.stated.property, row.stated.value, _QUALIFIERS[row.matter], date) if date else ()
    if row.matter != "membership" or not row.place:
        return ()
    when = ((name, date) for name, date in (("P580", _time(told.start)), ("P582", _time(told.end))) if date)
    name = _MEMBER_OF_PARTY if told.party else _MEMBER_OF
    return (item, name, row.place, *(part for each in when for part in each))


def _time(edtf: str) -> str:
    """A plain EDTF date as QuickStatements writes it, with its precision; empty for others.

    A day before 1583 has none: the text does not tell of which calendar it is.

    >>> _time("1953-06-15"), _time("1953-06"), _time("1953"), _time("195X"), _time("1953~")
    ('+1953-06-15T00:00:00Z/11', '+1953-06-00T00:00:00Z/10', '+1953-00-00T00:00:00Z/9', '+1950-00-00T00:00:00Z/8', '')
    >>> _time("1453-05-29"), _time("1453")
    ('', '+1453-00-00T00:00:00Z/9')
    """
    if decade := _DECADE.fullmatch(edtf):
        return f"+{decade['decade']}0-00-00T00:00:00Z/8"
    match = _PLAIN.fullmatch(edtf)
    if match is None or match["year"] == "0000" or (match["day"] and int(match["year"]) < _GREGORIAN):
        return ""
    precision = 9 + bool(match["month"]) + bool(match["day"])
    return f"+{match['year']}-{match['month'] or '00'}-{match['day'] or '00'}T00:00:00Z/{precision}"


def _references(source: TextSource, sentence: str, day: str, heuristic: str) -> Iterator[str]:
    """Stated in, reference URL, retrieved, quotation, based on heuristic: a reference in the order of its parts."""
    if source.item:
        yield from ("S248", source.item)
    if _ADDRESS.fullmatch(source.url):
        yield from ("S854", f'"{source.url}"')
    if date := _time(source.retrieved) or _time(day):
        yield from ("S813", date)
    if sentence:
        language = source.language if _LANGUAGE.fullmatch(source.language) else "en"
        yield from ("S1683", f'{language}:"{_quoted(sentence)}"')
    if heuristic:
        yield from ("S887", heuristic)


def _quoted(sentence: str) -> str:
    """A sentence on one line, cut at a word; a straight quotation mark would end it, so it is a curved one."""
    plain = " ".join(sentence.split()).replace('"', "”").replace("|", "¦")
    return plain if len(plain) <= _LONGEST else f"{plain[:_LONGEST].rsplit(' ', 1)[0]}…"
