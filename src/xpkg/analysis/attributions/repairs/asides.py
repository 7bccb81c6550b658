"""Reads past what somebody puts in beside what he says: "You see, it fell", "Judge Low, I think, said that it fell"."""

from __future__ import annotations

from dataclasses import replace

from xpkg.analysis.attributions.aside_clauses import clauses_around
from xpkg.analysis.attributions.cue_lexicon import verb_forms
from xpkg.analysis.attributions.cue_syntax import predicate
from xpkg.analysis.attributions.repairs.clause_subjects import whole_phrase
from xpkg.analysis.attributions.repairs.filters import whole
from xpkg.analysis.attributions.repairs.repair import Example, Repair, each
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.reporting import VerbTrait
from xpkg.model import AttributionCandidate, Span, Text
from xpkg.syntax import Parse
from xpkg.syntax.arguments import is_passive, own_subject
from xpkg.syntax.finiteness import is_finite
from xpkg.syntax.nominals import first_conjunct
from xpkg.syntax.tree import head_of, span_of, subtree

_INTERLOCUTORS = having(Trait.FIRST_PERSON, Trait.FIRST_PERSON_PLURAL, Trait.SECOND_PERSON)
_NOMINAL = frozenset(("NOUN", "PROPN"))


def _is_marker(text: Text, candidate: AttributionCandidate) -> bool:
    """ "You see, the wall fell", "I mean, the wall fell": nobody says that he sees or means it."""
    found = predicate(text, candidate)
    if found is None or candidate.source is None or candidate.source.end > candidate.cue[0].start:
        return False
    parse, verb = found
    if candidate.source.cut(text.source.text).lower() not in _INTERLOCUTORS or parse.xpos[verb] not in {"VBP", "VB"}:
        return False
    form = verb_forms().get(parse.word(verb))
    vague = parse.word(verb) == "mean" or (form is not None and VerbTrait.SELDOM_REPORTS in form.verb.traits)
    apart = parse.relation(verb) in {"parataxis", "discourse"} and parse.first(verb, "ccomp") is None
    return vague and apart and verb + 1 < len(parse) and parse.tokens[verb + 1].text == ","


def _around_aside(text: Text, candidate: AttributionCandidate) -> AttributionCandidate:
    """Of a cue behind "I think," the one who stands before that is the source: "as Judge Low, I think, | said"."""
    source, found = candidate.source, predicate(text, candidate)
    if source is None or found is None or source.end > candidate.cue[0].start:
        return candidate
    parse, verb = found
    own = head_of(parse, source)
    if own is None or own < 2 or source.cut(text.source.text).lower() not in _INTERLOCUTORS:
        return candidate
    aside = parse.heads[own]
    apart = parse.tokens[own - 1].text == "," and aside == verb - 2 and parse.tokens[verb - 1].text == ","
    if not apart or aside <= own or parse.upos[own - 2] not in _NOMINAL:
        return candidate
    speaker = _phrase_before(parse, own - 1)
    content = tuple(span for span in candidate.content if not span.overlaps(speaker))
    return replace(candidate, source=speaker, content=content) if content else candidate


def _phrase_before(parse: Parse, comma: int) -> Span:
    """The noun phrase that ends before the comma at ``comma``, without its preposition."""
    head = comma - 1
    while parse.heads[head] in range(comma) and parse.relation(head) in {"flat", "compound"}:
        head = parse.heads[head]
    return span_of(parse, [at for at in subtree(parse, head, ("case", "punct")) if at < comma])


def _of_own_sentence(text: Text, candidate: AttributionCandidate) -> AttributionCandidate:
    """The subject of the cue's verb is the source, where that was taken from the sentence before and the subject for
    what is said: "Low denied it. | Berg, a nurse, | said so"."""
    source, found = candidate.source, predicate(text, candidate)
    if source is None or found is None or source.end > found[0].tokens[0].start:
        return candidate
    parse, verb = found
    own = own_subject(parse, verb)
    if own is None and parse.relation(verb) == "conj" and is_finite(parse, verb):
        own = own_subject(parse, first_conjunct(parse, verb))
    if own is None or is_passive(parse, verb) or text.touches_quotation(candidate.cue[0]):
        return candidate
    phrase = whole_phrase(parse, own, candidate.cue[0])
    if phrase is None or phrase.end > candidate.cue[0].start or text.touches_quotation(phrase):
        return candidate
    content = tuple(span for span in candidate.content if not span.overlaps(phrase))
    return replace(candidate, source=phrase, content=content) if content else candidate


def _with_both_clauses(text: Text, candidate: AttributionCandidate) -> AttributionCandidate:
    """The condition or reason before the aside and the clause behind it are one saying, if the candidate has either."""
    if (sides := clauses_around(text, candidate)) is None:
        return candidate
    if not any(span.overlaps(side) for span in candidate.content for side in sides):
        return candidate
    lacking = [side for side in sides if not any(span.contains(side) for span in candidate.content)]
    kept = [span for span in candidate.content if not any(span.overlaps(side) for side in lacking)]
    return replace(candidate, content=tuple(sorted((*kept, *lacking)))) if lacking else candidate


ASIDES = (
    Repair(
        "source-of-own-sentence",
        each(_of_own_sentence),
        Example(
            "{Ann Low} denied it. <Berg, a nurse>, [said] <that the dam was safe>.",
            "Ann Low denied it. {Berg, a nurse}, [said] <that the dam was safe>.",
        ),
    ),
    Repair(
        "drop-discourse-marker",
        whole(_is_marker),
        Example("{You} [see], <the dam is old>.", "You see, the dam is old."),
    ),
    Repair(
        "speaker-around-aside",
        each(_around_aside),
        Example(
            "The dam was old, as Judge Low, {I} think, [said] <in the report>.",
            "The dam was old, as {Judge Low}, I think, [said] <in the report>.",
        ),
    ),
    Repair(
        "clauses-around-aside",
        each(_with_both_clauses),
        Example(
            "If the rain goes on, {Ann Low} [warned], <the dam will break>.",
            "<If the rain goes on>, {Ann Low} [warned], <the dam will break>.",
        ),
    ),
)
"""What is put in beside what is said."""
