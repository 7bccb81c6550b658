"""Parts a phrase that leads the sentence from the clause behind it, where no comma stands between them."""

from __future__ import annotations

from dataclasses import replace

from xpkg.analysis.attributions.cue_syntax import predicate
from xpkg.analysis.attributions.repairs.repair import Example, Repair, each
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.model import AttributionCandidate, Text
from xpkg.syntax import read
from xpkg.syntax.arguments import own_subject
from xpkg.syntax.tree import head_of, span_of, subtree, token_at, tokens_in

_SUBJECTS = having(Trait.SUBJECT_PRONOUN)


def _behind_according(text: Text, candidate: AttributionCandidate) -> AttributionCandidate:
    """ "According to | his son | he lost it": the clause with its pronoun is what is said.

    "According to | a list he | wrote": the pronoun of a relative clause is none of who speaks.
    """
    cue = candidate.cue[0] if candidate.cue else None
    parse = read(text).parse_of(cue) if cue is not None else None
    at = token_at(parse, cue.start) if parse is not None and cue is not None else None
    if parse is None or at is None or parse.word(at) != "according" or parse.relation(at) != "case":
        return candidate
    noun, source = parse.heads[at], candidate.source
    phrase = [here for here in subtree(parse, noun) if here > at + 1]
    while phrase and parse.upos[phrase[-1]] == "PUNCT":
        phrase.pop()
    if not phrase or phrase[-1] + 1 >= len(parse):
        return candidate
    whole, own = span_of(parse, phrase), phrase[-1] + 1
    if parse.word(own) in _SUBJECTS and parse.relation(own) == "nsubj" and parse.heads[own] == parse.heads[noun]:
        said = [here for here in subtree(parse, parse.heads[own], ("parataxis",)) if here >= own]
        while said and parse.upos[said[-1]] == "PUNCT":
            said.pop()
        return replace(candidate, source=whole, content=(span_of(parse, said),))
    torn = source is not None and source.end < whole.end and whole.contains(source)
    last = tokens_in(parse, source)[-1] if torn and source is not None else None
    if last is None or parse.word(last) not in _SUBJECTS or parse.relation(last) != "nsubj":
        return candidate
    return replace(candidate, source=whole)


def _name_behind(text: Text, candidate: AttributionCandidate) -> AttributionCandidate:
    """ "In her letter of resignation | Low | wrote": the bare name before the verb is its subject."""
    source, found = candidate.source, predicate(text, candidate)
    if source is None or found is None or source.end > candidate.cue[0].start:
        return candidate
    parse, verb = found
    inside, head = tokens_in(parse, source), head_of(parse, source)
    if head is None or not inside or own_subject(parse, verb) is not None or parse.relation(head) != "obl":
        return candidate
    name = [at for at in inside if all(parse.upos[behind] == "PROPN" for behind in range(at, inside[-1] + 1))]
    if not name or name[0] == inside[0] or parse.upos[name[0] - 1] != "NOUN" or not parse.having(head, "case"):
        return candidate
    if any(parse.having(at, "case") for at in name):
        return candidate
    return replace(candidate, source=span_of(parse, name))


FRONTED_PHRASES = (
    Repair(
        "clause-behind-according-to",
        each(_behind_according),
        Example(
            "<He tore it up>; [according to] {his son he merely lost it}.",
            "He tore it up; [according to] {his son} <he merely lost it>.",
        ),
    ),
    Repair(
        "name-behind-setting",
        each(_name_behind),
        Example(
            "In {her letter of resignation Parata} [wrote] <that she had nothing to hide>.",
            "In her letter of resignation {Parata} [wrote] <that she had nothing to hide>.",
        ),
    ),
)
"""What leads a sentence is not who speaks in it."""
