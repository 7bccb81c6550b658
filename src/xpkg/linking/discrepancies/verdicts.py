"""Compares what a text states with what Wikidata states of the same: agrees, contradicts, absent there, absent here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from xpkg.edtf import bounds
from xpkg.folding import folded
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.linking.discrepancies.statements import Stated, Told

_SPARE = timedelta(days=366)  # around a date that is not exact
_MEMBER = "member"


class Verdict(StrEnum):
    """How what a text states and what Wikidata states fit each other."""

    AGREES = "agrees"
    CONTRADICTS = "contradicts"
    ABSENT_THERE = "absent there"
    ABSENT_HERE = "absent here"


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict with what it rests on; ``note`` says in words what a person should know."""

    verdict: Verdict
    stated: Stated | None = None
    note: str = ""


def judge_date(told: Told, stated: Sequence[Stated]) -> Judged:
    """A date of a text beside the statements of the same property of the same item."""
    valid = _counting(stated)
    if meeting := [each for each in valid if meet(told.date, each.value)]:
        best = min(meeting, key=lambda each: each.rank != "preferred")
        notes = (_precision(told.date, best.value), _second(best, valid))
        return Judged(Verdict.AGREES, best, "; ".join(filter(None, notes)))
    if deprecated := [each for each in stated if each.rank == "deprecated" and meet(told.date, each.value)]:
        note = "Wikidata has it as deprecated"
        return Judged(Verdict.CONTRADICTS if valid else Verdict.ABSENT_THERE, (valid or deprecated)[0], note)
    if valid:
        first = min(valid, key=lambda each: each.rank != "preferred")
        uncounted = _range(told.date) is None or _range(first.value) is None
        return Judged(Verdict.CONTRADICTS, first, "dates that cannot be counted: look" if uncounted else "")
    return Judged(Verdict.ABSENT_THERE)


def judge_office(told: Told, stated: Sequence[Stated], issued: str = "") -> tuple[Judged, ...]:
    """A position of a text beside the offices that Wikidata states for the same person, and start and end apart.

    ``issued`` is when the text came out. Empty where no office of them is this one.
    """
    same = [each for each in stated if same_office(told.role, told.of, each.names)]
    valid = _counting(same)
    if not valid:
        note = "Wikidata has it as deprecated"
        return (Judged(Verdict.CONTRADICTS, same[0], note),) if same else ()
    fitting = [each for each in valid if _fits(told, each)]
    if not fitting:
        return (Judged(Verdict.CONTRADICTS, valid[0], "at another time"),)
    best = min(fitting, key=lambda each: (not _told_more(told, each), each.rank != "preferred"))
    notes = [_second(best, valid)] if len(valid) > 1 else []
    if not told.of:
        notes.append("the text does not tell of what")
    if told.former and not best.end:
        notes.append("the text calls it former, Wikidata has no end")
    elif not told.former and not told.date and not told.end and before(best.end, issued):
        notes.append("ended before the text came out")
    found = [Judged(Verdict.AGREES, best, "; ".join(filter(None, notes)))]
    found += [Judged(Verdict.ABSENT_THERE, best, name) for name, own, theirs in
              (("start", told.start, best.start), ("end", told.end, best.end)) if own and not theirs]  # fmt: skip
    return tuple(found)


def judge_membership(told: Told, stated: Sequence[Stated], item: str) -> Judged | None:
    """A position in a body, the item ``item``, beside the memberships that Wikidata states; None for no membership."""
    same = [each for each in stated if item and each.value == item]
    valid = _counting(same)
    if valid:
        if fitting := [each for each in valid if _fits(told, each)]:
            return Judged(Verdict.AGREES, fitting[0])
        return Judged(Verdict.CONTRADICTS, valid[0], "at another time")
    if folded(told.role).rsplit(" ", 1)[-1] != _MEMBER:
        return None
    if same:
        return Judged(Verdict.CONTRADICTS, same[0], "Wikidata has it as deprecated")
    return Judged(Verdict.ABSENT_THERE)


def same_office(role: str, of: Sequence[str], names: Iterable[str]) -> bool:
    """Whether one of ``names`` of an office is that of ``role`` in what ``of`` names, and of nothing else.

    >>> same_office("Prime Minister", ["Australia"], ["Prime Minister of Australia"])
    True
    >>> same_office("president", ["China", "People's Republic of China"], ["Vice President of China"])
    False
    >>> same_office("minister", ["Norway"], ["Minister of Finance of Norway"])
    False
    """
    own, places = _words(role), frozenset(word for name in of for word in _words(name))
    for name in names:
        whole, head = _words(name), _head(name)
        if not own or not own <= whole or not head <= own | places:
            continue
        if not whole - own - places if places & whole else not places and own in (whole, head):
            return True
    return False


def _head(name: str) -> frozenset[str]:
    """The words of an office before what it is of: "Prime Minister" of "Prime Minister of Australia"."""
    words = folded(name).split()
    prepositions = having(Trait.PREPOSITION)
    return _words(" ".join(words[: next((at for at, word in enumerate(words) if word in prepositions), len(words))]))


def meet(one: str, other: str) -> bool:
    """Whether two EDTF dates may be the same, as precise as each is. One that is not exact has a year to spare.

    Years that no calendar of Python has meet where they are written alike.

    >>> meet("1953", "1953-06-15"), meet("1953", "1954-01"), meet("1953~", "1954-01"), meet("195X", "1953")
    (True, False, True, True)
    """
    first, second = _range(one), _range(other)
    if first is None or second is None:
        return one == other != ""
    return first[0] <= second[1] and second[0] <= first[1]


def before(one: str, other: str) -> bool:
    """Whether the EDTF date ``one`` certainly lies before ``other``; never where either is unknown.

    >>> before("2012", "2013-01"), before("2012", "2012-05"), before("", "2012")
    (True, False, False)
    """
    first, second = _range(one), _range(other)
    return first is not None and second is not None and first[1] < second[0]


def _range(edtf: str) -> tuple[date, date] | None:
    """First and last day; None for no date, and for years that no calendar of Python has."""
    try:
        low, high, exact = bounds(edtf)
        first = date.fromisoformat(low) if low else date.min
        last = date.fromisoformat(high) if high else date.max
    except ValueError:
        return None
    if exact or (low is None and high is None):
        return None if low is None and high is None else (first, last)
    wide = date.min + _SPARE, date.max - _SPARE
    return (first - _SPARE if first > wide[0] else date.min, last + _SPARE if last < wide[1] else date.max)


def _fits(told: Told, each: Stated) -> bool:
    """Whether the dates of a position and of a statement can both be right; what neither tells is no obstacle."""
    if told.date and (before(told.date, each.start) or before(each.end, told.date)):
        return False
    pairs = ((told.start, each.start), (told.end, each.end))
    return all(meet(own, theirs) for own, theirs in pairs if own and theirs)


def _told_more(told: Told, each: Stated) -> bool:
    """Whether a date of the text is one that the statement has as well."""
    return bool((told.date and (each.start or each.end)) or (told.start and each.start) or (told.end and each.end))


def _counting(stated: Iterable[Stated]) -> list[Stated]:
    return [each for each in stated if each.rank != "deprecated"]


def _second(best: Stated, valid: Sequence[Stated]) -> str:
    preferred = any(each.rank == "preferred" for each in valid)
    return "Wikidata prefers another statement" if preferred and best.rank != "preferred" else ""


def _precision(own: str, theirs: str) -> str:
    """Which of two dates that meet is more precise, in words."""
    one, other = _range(own), _range(theirs)
    if one is None or other is None:
        return ""
    mine, yours = one[1] - one[0], other[1] - other[0]
    if mine == yours:
        return ""
    return "Wikidata is more precise" if mine > yours else "the text is more precise"


def _words(text: str) -> frozenset[str]:
    return frozenset(folded(text).split()) - having(Trait.ARTICLE, Trait.PREPOSITION, Trait.COORDINATOR)
