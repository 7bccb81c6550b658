"""Finds who says what: an annotator finds candidates, repairs correct them, and interpretation makes attributions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from xpkg.analysis.attributions import patterns
from xpkg.analysis.attributions.interpretation import interpret
from xpkg.analysis.attributions.name_borders import outside_names
from xpkg.analysis.attributions.neural import annotator
from xpkg.analysis.attributions.patterns.resolutions import find_resolved
from xpkg.analysis.attributions.patterns.set_off import find_set_off
from xpkg.analysis.attributions.patterns.turns import find_turn_candidates
from xpkg.analysis.attributions.repairs import REPAIRS, run
from xpkg.analysis.attributions.turn_borders import within_turns
from xpkg.model import Attribution, AttributionCandidate, Mention, Text, TimeExpression

Annotator = Callable[[Text, tuple[Mention, ...]], tuple[AttributionCandidate, ...]]
"""Finds candidates, in order of their cues. Those that it dropped itself may be among them: their trail says so."""

ANNOTATORS: Mapping[str, Annotator] = {
    "model": annotator.annotate,
    "rules": patterns.annotate,
}
"""What can find candidates, by the name that a user chooses it by; the first is the default."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The attributions of a text in order of their first character, and the candidates that were dropped."""

    attributions: tuple[Attribution, ...]
    dropped: tuple[AttributionCandidate, ...]


def find_attributions(
    text: Text,
    mentions: tuple[Mention, ...],
    times: tuple[TimeExpression, ...] = (),
    annotate: Annotator = annotator.annotate,
) -> tuple[Attribution, ...]:
    """The attributions of ``text`` in order of their first character; ``times`` date them."""
    return read_attributions(text, mentions, times, annotate).attributions


def read_attributions(
    text: Text,
    mentions: tuple[Mention, ...],
    times: tuple[TimeExpression, ...] = (),
    annotate: Annotator = annotator.annotate,
) -> Reading:
    """The same, with what was found and then dropped; the trail of each says what changed it."""
    found = annotate(text, mentions)
    kept, dropped = run(text, REPAIRS, (one for one in found if not one.is_dropped))
    kept, across = within_turns(text, kept)
    kept, named = outside_names(mentions, kept)
    set_off = (*find_set_off(text), *find_resolved(text))
    cues = {span for one in set_off for span in one.cue}
    said = {(one.source, one.content) for one in set_off}
    kept = [
        one
        for one in kept
        if not any(cue.overlaps(span) for span in one.cue for cue in cues) and (one.source, one.content) not in said
    ]
    attributions = interpret(text, mentions, (*kept, *set_off, *find_turn_candidates(text, mentions)), times)
    return Reading(attributions, (*(one for one in found if one.is_dropped), *dropped, *across, *named))
