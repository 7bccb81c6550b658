"""Gives a day or month without its year the year that the date named before, and the way there, leave it."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import Enum, auto

from xpkg.analysis.times.calendar import When, either
from xpkg.lexicon.alternation import alternation
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.irregular_verbs import irregular_participles

_MONTHS_YEAR = 360
"""Days from which the date before is a whole year, which says nothing of what comes first in it."""


class Tie(Enum):
    """How a clause stands to the date named before it."""

    FORWARD = auto()
    """It tells what came next: "began in November 2022 and collapsed in February"."""
    BACKWARD = auto()
    """It tells what had come before: "in February 2018, after a court had annulled the first in November"."""
    OPEN = auto()
    """Either may be: "closed in November 1991. In January it burned down"."""


_SENTENCE_ENDS = re.compile(r"[.!?][\"”’')\]]*\s+[“\"‘(]?[A-Z]|\n")
_ONWARDS = having(Trait.COORDINATOR) - {"or", "nor"} | having(Trait.TERMINATIVE) - {"to"} | {"then", "before"}
_ASIDE = (
    having(Trait.RELATIVE_PRONOUN) | having(Trait.SUBORDINATOR) - having(Trait.PREPOSITION) | {"after", "following"}
) - _ONWARDS
_STEPS = re.compile(rf"\b(?:(?P<on>{alternation(_ONWARDS)})|(?P<aside>{alternation(_ASIDE)}))\b|;", re.I)
_HAD = re.compile(r"\bhad((?: \w+){1,3})")


def looks_back(clause: str) -> bool:
    """Whether a clause is in the past perfect: "had already been warned"."""
    return any(
        word.endswith("ed") or word in irregular_participles()
        for had in _HAD.finditer(clause)
        for word in had[1].lower().split()
    )


def tie_of(way: str, clause: str) -> Tie:
    """How the words ``way`` from one date to the next tie them; ``clause`` is what stands around the second one."""
    if looks_back(clause):
        return Tie.BACKWARD
    if _SENTENCE_ENDS.search(way):
        return Tie.OPEN
    steps = list(_STEPS.finditer(way))
    return Tie.FORWARD if steps and not steps[-1]["aside"] else Tie.OPEN


def in_sequence(in_year: Callable[[int], When | None], previous: When, tie: Tie) -> When | None:
    """The day or month ``in_year`` of the year that fits behind, or before, ``previous``.

    Where nothing tells which of two years it is, the date is left open between both.
    """
    if previous.low is None or previous.high is None:
        return None
    first, last = previous.low, previous.high
    same = in_year(first.year)
    if same is None or same.low is None or same.high is None or first.year != last.year:
        return None
    if (last - first).days >= _MONTHS_YEAR:
        return same
    if tie is Tie.BACKWARD:
        return same if same.low <= last else in_year(first.year - 1)
    if same.high >= first:
        return same
    then = in_year(first.year + 1)
    if tie is Tie.FORWARD or then is None:
        return then
    return either([same, then]) or None
