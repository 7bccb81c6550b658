"""Finds the list of references of a text, in the shapes in which such lists occur, and the number of each."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from xpkg.text.citation_styles import read_record

NUMBERED = re.compile(r"\s*+(?:\[(\d{1,4})\]|(\d{1,4})\.)\s*+(\^|↑)?\s*+\S")
"""A line that opens with a number as references do: "[7]", "7."."""
_NUMBERED_BACKLINK = re.compile(r"\s*+(?:\[(\d{1,4})\]|(\d{1,4})\.)\s*+(?:\^|↑)")
_BACKLINK = re.compile(r"\s*+(?:\^|↑)\s*+\S")
"""As a browser copies a list of Wikipedia, whose numbers no text has: "^ a b Author (date)…"."""
HEADING = re.compile(
    r"(?:notes and |cited )?(?:references|citations|footnotes|endnotes|works cited|bibliography|sources|notes"
    r"|literature(?: cited)?|further reading)\W*$",
    re.I,
)
_OTHER_HEADING = re.compile(r"(?:external links|see also|acknowledge?ments|about the authors?)\W*$", re.I)
_RECORD_SIGNS = re.compile(
    r"retrieved|archived|accessed|\bdoi\b|\bissn\b|\bisbn\b|https?://|\b(?:19|20)\d\d\b|[\"“].+[\"”]", re.I
)
_MAKERS = re.compile(
    r"[^(),]{2,60}[,.][^()]{1,240}\((?:(?:19|20)\d\d[a-z]?(?:,[^()]{1,30})?|n\.\s?d\.)\)[.:,]?\s+[A-Z\"“‘'*]"
)
"""Who made a work, and the year in brackets, as lists by author and date have it."""
_MOST = 0.6
"""Of the lines under a heading for references: so many must read like records."""
_LONGEST = 900
"""Characters of a reference."""


def find_references(lines: Sequence[str]) -> Mapping[int, int]:
    """The places of the references among ``lines``, each with its number; those that have none are counted from 1.

    A reference is a numbered line with a back link (``3. ^ a b``), or one under a heading such as "References". It may
    be one of a closing run of lines that are numbered from 1 and read like records. Without numbers it has a back link,
    or stands under such a heading where most lines are records.
    """
    found = _numbered(lines)
    last = max(found.values(), default=0)
    more = (at for at in _under_headings(lines) if at not in found)
    return {**found, **{at: number for number, at in enumerate(more, start=last + 1)}}


def _numbered(lines: Sequence[str]) -> dict[int, int]:
    """The references that have numbers or back links, each with its number."""
    start = _numbered_start(lines)
    if start < len(lines):
        return {
            at: int(match.group(1) or match.group(2))
            for at in range(start, len(lines))
            if (match := NUMBERED.match(lines[at]))
        }
    linked = [at for at, line in enumerate(lines) if _BACKLINK.match(line)]
    if len(linked) > 1 and all(_RECORD_SIGNS.search(lines[at]) for at in linked[:3]):
        return {at: number for number, at in enumerate(linked, start=1)}
    return {}


def _numbered_start(lines: Sequence[str]) -> int:
    """The first line of a numbered list, or the number of lines where there is none."""
    for at, words in enumerate(lines):
        if _NUMBERED_BACKLINK.match(words):
            return at
    for at, words in enumerate(lines):
        following = lines[at + 1] if at + 1 < len(lines) else ""
        if HEADING.match(words) and NUMBERED.match(following):
            return at + 1
    run = len(lines)
    while run and NUMBERED.match(lines[run - 1]):
        run -= 1
    tail = lines[run:]
    numbers = [int(m.group(1) or m.group(2)) for words in tail if (m := NUMBERED.match(words))]
    records = sum(bool(_RECORD_SIGNS.search(words)) for words in tail)
    if len(tail) >= 2 and numbers == list(range(1, len(tail) + 1)) and records >= 0.8 * len(tail):
        return run
    return len(lines)


def _under_headings(lines: Sequence[str]) -> list[int]:
    """The lines under each heading for references, down to another heading, where most of them are records."""
    found: list[int] = []
    for heading in (at for at in range(1, len(lines) - 1) if HEADING.match(lines[at])):
        under = []
        for at in range(heading + 1, len(lines)):
            if _OTHER_HEADING.match(lines[at]) or HEADING.match(lines[at]):
                break
            under.append(at)
        records = [at for at in under if _is_record(lines[at])]
        if records and len(records) >= _MOST * len(under):
            found += records
    return found


def _is_record(line: str) -> bool:
    """Whether an unnumbered line reads like a record, and not like a sentence that names a year."""
    if len(line) > _LONGEST:
        return False
    if _MAKERS.match(line) or (line[:1] in '"“' and _RECORD_SIGNS.search(line)):
        return True
    start = len(line) - len(line.lstrip(" \t•·*–-"))
    return read_record(line, start, len(line.rstrip())) is not None
