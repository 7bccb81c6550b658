"""Reads who made a cited work, in the forms in which styles of citation list names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from xpkg.model import Span

_CAP = r"[^\W\d_a-z]"
_WORD = rf"{_CAP}[\w’'-]*+"
_FAMILY = rf"(?:(?:[a-z]{{1,3}}\s){{0,2}}{_CAP}[\w’'-]++(?:\s{_CAP}[\w’'-]+[a-z])?)"
_INITIALS = rf"(?:{_CAP}\.[\s-]?){{0,3}}{_CAP}\."
_GIVEN = rf"(?:{_INITIALS}|{_WORD}(?:\s(?:{_CAP}\.|{_WORD})){{0,2}}+)"
_ROLE = r"\([a-z]{2,12}\.?\)"
_INVERTED = re.compile(rf"(?P<family>{_FAMILY}),\s(?P<given>{_GIVEN})(?:\s{_ROLE})?")
"""Low, Ann; Low, A. B."""
_NATURAL = re.compile(
    rf"(?P<given>{_INITIALS}|{_WORD}(?:\s(?:{_CAP}\.|{_WORD})){{0,2}})\s(?P<family>(?:(?!and\s)[a-z]{{1,3}}\s){{0,2}}{_CAP}[\w’'-]++)"
)
"""Ann Low; A. B. Low"""
_MEDICAL = re.compile(rf"(?P<family>{_FAMILY})\s(?P<given>[^\W\d_a-z]{{1,3}})(?![\w’'])")
"""Low AB, as Vancouver and AMA have it."""
_SEMICOLON = re.compile(r";\s?\d")
"""What no other style has: a year or a volume behind a semicolon."""
_LAST = re.compile(r"\sand\s|&")
_JOINED = re.compile(r",?\s(?:and|&)\s|[;,]\s(?:and\s|&\s)?")
_OTHERS = re.compile(r",?\s(?:et\sal\b\.?|and\sothers\b)")
_EDITORS = re.compile(r",?\s\(?(?:[Ee]ds?\b|[Ee]ditors?\b|[Dd]irectors?\b)\.?\)?")
_INITIAL = re.compile(rf"{_CAP}")
_MOST = 60
"""Names in one reference."""


@dataclass(frozen=True, slots=True)
class Maker:
    """One person as a reference names them, and in natural order."""

    span: Span
    name: str
    family: str


@dataclass(frozen=True, slots=True)
class Makers:
    """The names at the head of a reference, where they end, and whether they are as they are spoken."""

    names: tuple[Maker, ...]
    end: int
    natural: bool = False


def makers_at(text: str, start: int, end: int) -> Iterator[Makers]:
    """The names that a reference may begin with at ``start``, in each form that they may have."""
    forms = (_MEDICAL, _INVERTED, _NATURAL) if _SEMICOLON.search(text, start, end) else (_INVERTED, _NATURAL)
    for form in forms:
        found = [*_names(text, start, end, form)]
        if form is _NATURAL:
            found = _until_last(text, found)
        if not found:
            continue
        after = found[-1].span.end
        for more in (_OTHERS, _EDITORS):
            if match := more.match(text, after, end):
                after = match.end()
        yield Makers(tuple(found), after, form is _NATURAL)


def _until_last(text: str, found: list[Maker]) -> list[Maker]:
    """The names up to the one behind "and"; only the first where none is: a title may look like a name."""
    joins = [text[one.span.end : other.span.start] for one, other in pairwise(found)]
    last = max((at for at, join in enumerate(joins, start=1) if _LAST.search(join)), default=0)
    return found[: last + 1]


def _names(text: str, start: int, end: int, form: re.Pattern[str]) -> Iterator[Maker]:
    """One name of that form after another; behind the first of the inverted ones others may be as they are spoken."""
    at = start
    for number in range(_MOST):
        match = form.match(text, at, end)
        if match is None and number and form is _INVERTED:
            match = _NATURAL.match(text, at, end)
        if match is None:
            return
        given = match["given"].strip()
        if form is _MEDICAL:
            given = " ".join(f"{each}." for each in _INITIAL.findall(given))
        yield Maker(Span(*match.span()), f"{given} {match['family']}", match["family"])
        joined = _JOINED.match(text, match.end(), end)
        if joined is None:
            return
        at = joined.end()
