"""Puts source and content right where they were taken for each other, by the tree of the sentence."""

from __future__ import annotations

from dataclasses import replace

from xpkg.analysis.attributions.cue_syntax import predicate
from xpkg.analysis.attributions.repairs.clause_subjects import whole_phrase
from xpkg.analysis.attributions.repairs.repair import Example, Repair, each
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.noun_kinds import kinds, person_nouns
from xpkg.lexicon.nouns import NounKind, kinds_of
from xpkg.model import AttributionCandidate, Kind, Text
from xpkg.syntax.arguments import is_passive, own_subject
from xpkg.syntax.tree import Parse, head_of, lies_in

_SPEAKERS = frozenset((NounKind.PERSON, NounKind.ROLE, NounKind.BODY))
_AGENTS = frozenset((Kind.PERSON, Kind.ORGANIZATION, Kind.GROUP))
_SAID = ("obj", "ccomp", "xcomp")


def _exchanged(text: Text, candidate: AttributionCandidate) -> AttributionCandidate:
    """``candidate`` with the subject of its verb as the source and the object as the content, where these are swapped.

    Nothing that is quoted speaks, so that words in quotation marks stay the content. Only a person or a body takes
    the place of another source: "the report cheered Democrats", "part of it, say experts, is lost" stay as they are.
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
    quoted = text.touches_quotation(said)
    if quoted or parse.word(own) in having(Trait.RELATIVE_PRONOUN, Trait.WH_WORD):
        return candidate
    subject = whole_phrase(parse, own, candidate.cue[0]) if _can_speak(parse, own) else None
    return candidate if subject is None else replace(candidate, source=subject, content=(source,))


def _can_speak(parse: Parse, noun: int) -> bool:
    """Whether the noun at ``noun`` means a person or a body, and no thing."""
    if parse.upos[noun] in {"PROPN", "PRON"}:
        return True
    word = parse.word(noun)
    return bool(_SPEAKERS & set(kinds_of(word))) or word in person_nouns() or kinds().get(word) in _AGENTS


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
