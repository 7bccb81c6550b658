"""What opens the parts that stand behind the story of a press release: contacts, notes to editors, legal notes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from xpkg.lexicon.alternation import alternation
from xpkg.lexicon.loading import load

_LONGEST_LINE = 12
"""Words of a heading."""
_NEAR = 250
"""Characters within which a paragraph tells what it is about."""


class EndPart(StrEnum):
    """A part behind the story; but for the mark that ends it, the words are those of the types of blocks."""

    CONTACT = "contact"
    EDITORS_NOTES = "editors-notes"
    LEGAL_NOTE = "legal-note"
    END = "end"


class Form(StrEnum):
    """Where the words stand that open a part."""

    LINE = "line"
    """They are all of a line, or stand at its head with a colon: "Notes to editors:"."""
    HEAD = "head"
    """As before, with up to three words before them: "Media contact", "Press and media enquiries: …"."""
    OPENING = "opening"
    """They open a sentence: "For more information, visit …"."""
    WITHIN = "within"
    """They stand in a heading, or near the beginning of a paragraph: "Note on forward-looking statements"."""


@dataclass(frozen=True, slots=True)
class EndWords:
    """A row of the table: words in small letters, the part that they open, and where they stand."""

    words: str
    part: EndPart
    form: Form


@cache
def _rows() -> tuple[EndWords, ...]:
    return tuple(load("end_matter", EndWords))


@cache
def _pattern(form: Form) -> re.Pattern[str]:
    words = alternation(row.words for row in _rows() if row.form is form)
    if form is Form.OPENING:
        return re.compile(rf"\W*({words})(?!\w)", re.I)
    if form is Form.WITHIN:
        return re.compile(rf"(?<!\w)({words})(?!\w)", re.I)
    before = r"(?:[^\s:.!?]+\s){0,3}" if form is Form.HEAD else ""
    return re.compile(rf"\W*{before}({words})(?:\W*$|:)", re.I)


def part_opened_by(words: str) -> EndPart | None:
    """The part that a block with these ``words`` opens behind a story; None where it opens none by its words.

    >>> [part and str(part) for part in map(part_opened_by, ("Media Contacts:", "Notes to editors", "- ENDS -"))]
    ['contact', 'editors-notes', 'end']
    >>> part_opened_by("The ministry made contact with the crew on Monday.")
    """
    plain = words.replace("’", "'")
    for form in (Form.LINE, Form.HEAD, Form.OPENING, Form.WITHIN):
        found = _pattern(form).search(plain[:_NEAR]) if form is Form.WITHIN else _pattern(form).match(plain)
        if found:
            return next(row.part for row in _rows() if row.words == found.group(1).lower())
    return None
