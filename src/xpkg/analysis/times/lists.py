"""Reads days and months that share a year: "from May to June 2018", "16, 17 and 19 March 2015", "May 3 or 4, 2019"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from xpkg.analysis.times.absolute import DAY, MONTH, PART, SEASON, WEEKDAY, month_number
from xpkg.analysis.times.calendar import When, between, day_of, either, month, part, season
from xpkg.analysis.times.years import YEAR, number_of_year
from xpkg.lexicon.alternation import alternation
from xpkg.lexicon.closed_classes import Trait, having

_NTH = r"(?:st|nd|rd|th)?\b"
_OPENER = rf"(?:{WEEKDAY},? )?(?:the )?"
_PIECE = rf"{_OPENER}(?:{DAY}{_NTH}(?:(?: of)? {MONTH})?|{PART}?{MONTH}(?: (?:the )?{DAY}{_NTH})?|{SEASON})"
_SPANNING = rf"\s?[–—/-]\s?| {alternation(having(Trait.TERMINATIVE))} "
_AND, _OR = r",? and |, ", r",? or "
_RUN = re.compile(
    rf"(?<![\w.,$€£/–-])(?P<run>{_PIECE}(?:(?:{_SPANNING}|{_AND}|{_OR})(?:in )?{_PIECE}){{1,9}})"
    rf"(?:(?: of|,)? (?P<y>{YEAR})(?!\w|[.,–-]\d)|,? (?:of )?(?P<r>last|this|next) year\b|"
    r"(?!\w|[.,:%–-]\d|,? (?:1\d|20)\d\d))"
)
"""Several days, months or seasons, with their year or without."""
_STEPS = {"last": -1, "this": 0, "next": 1}
_SPLIT = re.compile(
    rf"(?P<piece>{_OPENER}(?:(?P<d>{DAY}){_NTH}(?:(?: of)? (?P<m>{MONTH}))?|"
    rf"(?P<p>{PART})?(?P<n>{MONTH})(?: (?:the )?(?P<e>{DAY}){_NTH})?|(?P<s>{SEASON})))"
    rf"(?:(?P<to>{_SPANNING})|(?P<or>{_OR})|(?P<and>{_AND}))?(?:in )?"
)
_BETWEEN = re.compile(r"\bbetween\s+(?:the )?$", re.I)


@dataclass(frozen=True, slots=True)
class _Piece:
    """One day, month or season of a run, with what joins it to the next: "to", "or", "and" or nothing."""

    start: int
    end: int
    match: re.Match[str]
    joint: str


def read_lists(text: str) -> Iterator[tuple[int, int, When]]:
    """Start, end and date of each day, month or stretch in ``text`` that is one of several of a year.

    What "or" joins is one date that is left open. What "and" joins is a date each, save behind "between".
    """
    for run in _runs(text):
        if run["y"]:
            yield from in_year(run, number_of_year(run["y"]))


def without_year(text: str) -> list[re.Match[str]]:
    """The lists in ``text`` that name no year, in order; :func:`in_year` reads one."""
    return [run for run in _runs(text) if not run["y"]]


def year_told(run: re.Match[str], year: int) -> int | None:
    """The year that a list gives itself in a text of ``year``: "in March and October of last year"; else None."""
    return year + _STEPS[run["r"]] if run["r"] else None


@lru_cache(maxsize=1)
def _runs(text: str) -> tuple[re.Match[str], ...]:
    """All lists in ``text``; kept for the next call, since both kinds of them are asked for in turn."""
    return tuple(_RUN.finditer(text))


def in_year(run: re.Match[str], year: int) -> list[tuple[int, int, When]]:
    """Start, end and date of each date in a list that is taken to be of ``year``; none where it is no list."""
    pieces = list(_pieces(run))
    whens = _dates(pieces, year)
    if whens is None or not _is_list(pieces):
        return []
    pieces[-1] = _Piece(pieces[-1].start, run.end(), pieces[-1].match, "")
    before = run.string[max(0, run.start() - 16) : run.start()]
    two = len(pieces) == 2 and pieces[0].joint == "and"
    groups = [([0, 1], "to")] if two and _BETWEEN.search(before) else _groups(pieces)
    found = [(pieces[at[0]].start, pieces[at[-1]].end, _joined([whens[each] for each in at], joint))
             for at, joint in groups]  # fmt: skip
    dated = [(start, end, when) for start, end, when in found if when]
    return dated if len(dated) == len(found) else []


def _pieces(run: re.Match[str]) -> Iterator[_Piece]:
    for match in _SPLIT.finditer(run["run"]):
        joint = next((name for name in ("to", "or", "and") if match[name]), "")
        article = len("the ") if match[0].startswith("the ") else 0
        yield _Piece(run.start() + match.start() + article, run.start() + match.end("piece"), match, joint)


def _is_list(pieces: list[_Piece]) -> bool:
    """Whether the run is more than numbers beside a date: commas alone join nothing."""
    return any(piece.joint in {"to", "or"} or piece.match["and"] not in {None, ", "} for piece in pieces)


def _dates(pieces: list[_Piece], year: int) -> list[When] | None:
    """Each piece's date; a day without its month takes that of the piece before, or else behind. None where one is no
    date, or where they do not run forward."""
    months = [piece.match["m"] or piece.match["n"] for piece in pieces]
    if pieces[0].match["e"]:
        for at in range(1, len(months)):
            months[at] = months[at] or months[at - 1]
    for at in range(len(months) - 2, -1, -1):
        if not pieces[at].match["s"]:
            months[at] = months[at] or months[at + 1]
    whens: list[When | None] = []
    for at, (piece, name) in enumerate(zip(pieces, months, strict=True)):
        number = piece.match["d"] or piece.match["e"]
        if piece.match["s"]:
            whens.append(season(year, piece.match["s"].lower()))
            continue
        if name is None:
            return None
        of = month_number(name)
        later = at == 0 and piece.joint == "to" and len(pieces) == 2 and months[1] and of > month_number(months[1])
        if number:
            whens.append(day_of(year - bool(later), of, int(number)))
        else:
            whole = month(year - bool(later), of)
            whens.append(part(re.split(r"[- ]", piece.match["p"].lower())[0], whole) if piece.match["p"] else whole)
    known = [when for when in whens if when]
    days = [when.low for piece, when in zip(pieces, known, strict=False) if when.low and not piece.match["s"]]
    forward = all(first <= then for first, then in pairwise(days))
    return known if len(known) == len(whens) and forward else None


def _groups(pieces: list[_Piece]) -> list[tuple[list[int], str]]:
    """The indices of the pieces that make one date each, with what joins them. A comma joins as the word behind it."""
    joints = [piece.joint for piece in pieces]
    for at in range(len(joints) - 2, -1, -1):
        if joints[at] == "and" and pieces[at].match["and"] == ", ":
            joints[at] = joints[at + 1] if joints[at + 1] == "or" else "and"
    groups: list[tuple[list[int], str]] = [([0], "")]
    for at in range(1, len(pieces)):
        if joints[at - 1] in {"to", "or"}:
            groups[-1] = ([*groups[-1][0], at], joints[at - 1])
        else:
            groups.append(([at], ""))
    return groups


def _joined(whens: list[When], joint: str) -> When | None:
    if joint == "or":
        return either(whens)
    return between(whens[0], whens[-1]) if joint == "to" else whens[0]
