"""What a repair is, and the runner that applies repairs in order and keeps the trail of what they changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from xpkg.model import AttributionCandidate, RepairStep, Text

Outcome = Mapping[int, tuple[AttributionCandidate, ...]]
"""What becomes of the candidates that change, by their place: none if it is dropped, more than one if some are added
behind it."""
RepairFunction = Callable[[Text, Sequence[AttributionCandidate]], Outcome]


@dataclass(frozen=True, slots=True)
class Example:
    """A text with its candidates marked, before and after the repair: ``{source} [cue] <content>``.

    Of several candidates each mark has the number of its own: ``{1:Low} [1:said] <1:that {2:Berg} ...>``. What
    the repair drops has no marks any more. ``headline`` is true where the text is the title of its source.
    """

    before: str
    after: str
    headline: bool = False


@dataclass(frozen=True, slots=True)
class Repair:
    """A named way of mending candidates. ``function`` sees all candidates of a text, in order of their cues."""

    name: str
    function: RepairFunction
    example: Example


def each(mend: Callable[[Text, AttributionCandidate], AttributionCandidate | None]) -> RepairFunction:
    """A repair function from one that sees a single candidate; None drops it, the same one leaves it."""

    def function(text: Text, candidates: Sequence[AttributionCandidate]) -> Outcome:
        outcome = {}
        for at, candidate in enumerate(candidates):
            mended = mend(text, candidate)
            if mended is not candidate:
                outcome[at] = () if mended is None else (mended,)
        return outcome

    return function


def drop(is_none: Callable[[Text, AttributionCandidate], bool]) -> RepairFunction:
    """A repair function that drops the candidates for which ``is_none`` holds."""

    def function(text: Text, candidates: Sequence[AttributionCandidate]) -> Outcome:
        return {at: () for at, candidate in enumerate(candidates) if is_none(text, candidate)}

    return function


def beside(
    mend: Callable[[Text, AttributionCandidate, Sequence[AttributionCandidate]], AttributionCandidate], reach: int
) -> RepairFunction:
    """A repair function from one that sees a candidate and those up to ``reach`` places before and after it."""

    def function(text: Text, candidates: Sequence[AttributionCandidate]) -> Outcome:
        outcome = {}
        for at, candidate in enumerate(candidates):
            mended = mend(text, candidate, candidates[max(0, at - reach) : at + reach + 1])
            if mended is not candidate:
                outcome[at] = (mended,)
        return outcome

    return function


def run(
    text: Text, repairs: Iterable[Repair], candidates: Iterable[AttributionCandidate]
) -> tuple[list[AttributionCandidate], list[AttributionCandidate]]:
    """The candidates that are left when ``repairs`` are done, and those that were dropped.

    The trail of each is longer by a step for every repair that changed it.
    """
    kept, dropped = list(candidates), []
    for repair in repairs:
        outcome = repair.function(text, kept)
        if not outcome:
            continue
        after: list[AttributionCandidate] = []
        for at, candidate in enumerate(kept):
            if at not in outcome:
                after.append(candidate)
                continue
            first, *added = outcome[at] or (None,)
            if first is None:
                dropped.append(stepped(candidate, repair.name, None))
            else:
                after.append(stepped(candidate, repair.name, first))
            after += [replace(one, trail=(RepairStep(repair.name, None, one.parts),)) for one in added if one]
        kept = after
    return kept, dropped


def parted(
    candidates: Iterable[AttributionCandidate], name: str, is_out: Callable[[AttributionCandidate], bool]
) -> tuple[list[AttributionCandidate], list[AttributionCandidate]]:
    """``candidates`` that are kept, and those that ``is_out`` drops, with a step of ``name`` in their trail."""
    kept, dropped = [], []
    for one in candidates:
        if is_out(one):
            dropped.append(stepped(one, name, None))
        else:
            kept.append(one)
    return kept, dropped


def stepped(before: AttributionCandidate, repair: str, after: AttributionCandidate | None) -> AttributionCandidate:
    """``after``, or ``before`` where it is dropped, with the trail of ``before`` and a step for what ``repair`` did."""
    if after is None:
        return replace(before, trail=(*before.trail, RepairStep(repair, before.parts, None)))
    if after.parts == before.parts:
        return replace(after, trail=before.trail)
    by = after.found_by if after.found_by != before.found_by else ""
    return replace(after, trail=(*before.trail, RepairStep(repair, before.parts, after.parts, by)))
