"""Puts source and content right where they were taken for each other, by the tree of the sentence."""

from __future__ import annotations

from dataclasses import replace

from xpkg.analysis.attributions.cue_syntax import predicate
from xpkg.analysis.attributions.repairs.clause_subjects import whole_phrase
from xpkg.analysis.attributions.repairs.repair import Example, Repair, each
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.model import AttributionCandidate, Text
from xpkg.syntax.arguments import is_passive, own_subject
from xpkg.syntax.tree import head_of, lies_in

_SAID = ("obj", "ccomp", "xcomp")


def _exchanged(text: Text, candidate: AttributionCandidate) -> AttributionCandidate:
    """``candidate`` with the subject of its verb as the source and the object as the content, where these are swapped.

    Nothing that is quoted speaks, so that words in quotation marks stay the content.
    """
    source, found = candidate.source, predicate(text, candidate)
    if source is None or found is None or len(candidate.content) != 1:
        return candidate
    (said,), (parse, verb) = candidate.content, found
    own, head = own_subject(parse, verb), head_of(parse, source)
    if own is None or head is None or is_passive(parse, verb) or not said.end <= candidate.cue[0].start < source.start:
        return candidate
    if parse.heads[head] != verb or parse.relation(head) not in _SAID or not lies_in(parse, own, said):
        return candidate
    quoted = any(True for _ in text.quotations_over(said))
    if quoted or parse.word(own) in having(Trait.RELATIVE_PRONOUN, Trait.WH_WORD):
        return candidate
    subject = whole_phrase(parse, own, candidate.cue[0])
    return candidate if subject is None else replace(candidate, source=subject, content=(source,))


EXCHANGED_ROLES = (
    Repair(
        "exchanged-roles",
        each(_exchanged),
        Example(
            "<The Varga group, however,> [claimed] {responsibility for the fire}.",
            "{The Varga group}, however, [claimed] <responsibility for the fire>.",
        ),
    ),
)
