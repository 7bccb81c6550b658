"""Drops candidates that tell what somebody saw or heard: "The Gazette **has seen** | two letters" says nothing."""

from __future__ import annotations

from xpkg.analysis.attributions.cue_syntax import predicate
from xpkg.analysis.attributions.repairs.filters import whole
from xpkg.analysis.attributions.repairs.repair import Example, Repair
from xpkg.lexicon import verb_classes
from xpkg.lexicon.nouns import NounKind, kinds_of
from xpkg.model import AttributionCandidate, Text
from xpkg.syntax.tree import lies_in, span_of, subtree

_SEEN = frozenset((NounKind.DOCUMENT, NounKind.LAW, NounKind.PERSON, NounKind.THING))
"""What one sees with one's eyes; a risk or a chance is seen in one's mind."""


def _is_sight(text: Text, candidate: AttributionCandidate) -> bool:
    """Whether the content is no more than a paper, a thing or a person that the verb of perceiving has for object."""
    found = predicate(text, candidate)
    if found is None or len(candidate.content) != 1 or text.touches_quotation(candidate.content[0]):
        return False
    parse, verb = found
    thing = parse.first(verb, "obj")
    if thing is None or parse.having(verb, "ccomp", "xcomp"):
        return False
    seen = parse.word(verb) in verb_classes.having(verb_classes.Trait.PERCEPTION)
    phrase = span_of(parse, subtree(parse, thing, ("punct",)))
    alone = lies_in(parse, thing, candidate.content[0]) and candidate.content[0].end <= phrase.end
    return seen and alone and not _SEEN.isdisjoint(kinds_of(parse.word(thing)))


PERCEPTIONS = (
    Repair(
        "drop-sight",
        whole(_is_sight),
        Example("{The paper} [has seen] <two letters of hers>.", "The paper has seen two letters of hers."),
    ),
)
