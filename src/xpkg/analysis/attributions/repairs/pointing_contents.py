"""Drops candidates whose content tells nothing: it points to what was said before, or names a thing and nobody."""

from __future__ import annotations

from xpkg.analysis.attributions.repairs.filters import whole
from xpkg.analysis.attributions.repairs.repair import Example, Repair
from xpkg.analysis.attributions.speech_acts import act_of
from xpkg.analysis.attributions.tree_agreement import is_undergone
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.model import AttributionCandidate, SpeechAct, Text
from xpkg.syntax import read
from xpkg.syntax.finiteness import is_finite
from xpkg.syntax.tree import Parse, lies_in, tokens_in

_POINTERS = having(Trait.DEMONSTRATIVE)
_OPENS_ANOTHER = having(Trait.COORDINATOR, Trait.SUBORDINATOR, Trait.TEMPORAL_SUBORDINATOR, Trait.WH_WORD)
_NOMINAL = frozenset(("NOUN", "PROPN", "ADJ", "NUM", "PRON", "DET", "VERB", "AUX"))
"""What behind "that" makes it a determiner, or begins a clause."""
_SUBJECTS = frozenset(("nsubj", "csubj", "expl"))


def _only_points(text: Text, candidate: AttributionCandidate) -> bool:
    """Whether a content is "that" or "this" with no clause of its own behind it, though one without quotation marks.

    A clause has a subject of its own, and does not open with "and" or "when" behind a comma, nor behind a semicolon.
    """
    span = candidate.content[0]
    if len(candidate.content) > 1 or span.start < candidate.cue[-1].end or text.touches_quotation(span):
        return False
    parse = read(text).parse_at(span.start)
    places = tokens_in(parse, span) if parse is not None else range(0)
    if parse is None or len(places) < 2 or parse.word(places[0]) not in _POINTERS:
        return False
    if not lies_in(parse, parse.heads[places[0]], candidate.cue[-1]) and any(is_finite(parse, at) for at in places):
        return False  # "that after the storm it fell", "that to leave would be wrong"
    return parse.upos[places[1]] not in _NOMINAL and not _has_clause(parse, places)


def _has_clause(parse: Parse, places: range) -> bool:
    """Whether one of the stretches between commas has a subject and, but for the first, no word that joins it."""
    own = True
    for at in places[1:]:
        word = parse.word(at)
        if word == ";":
            return False
        if word in (",", ":", "—", "–"):
            own = parse.word(min(at + 1, len(parse) - 1)) not in _OPENS_ANOTHER
        elif own and parse.relation(at) in _SUBJECTS:
            return True
    return False


def _is_thing_by_nobody(text: Text, candidate: AttributionCandidate) -> bool:
    """Whether the passive tells of a thing only that somebody said or read it: neither by whom, nor what."""
    if candidate.source is not None or not is_undergone(text, candidate):
        return False
    return act_of(text, candidate, unquoted=True) in {SpeechAct.SAYS, SpeechAct.MENTIONS}


POINTING_CONTENTS = (
    Repair(
        "drop-pointing-content",
        whole(_only_points),
        Example("{Ann Low} [does not say] <that lightly>.", "Ann Low does not say that lightly."),
    ),
    Repair(
        "drop-thing-by-nobody",
        whole(_is_thing_by_nobody),
        Example("<The letter> [was read] in May.", "The letter was read in May."),
    ),
)
