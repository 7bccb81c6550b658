"""Parts the verb of a relative clause from the verb of saying behind it: "A man whose house burned | told"."""

from __future__ import annotations

from dataclasses import replace

from xpkg.analysis.attributions.cue_lexicon import verb_forms
from xpkg.analysis.attributions.cue_syntax import predicate
from xpkg.analysis.attributions.repairs.repair import Example, Repair, each
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.model import AttributionCandidate, Span, Text
from xpkg.syntax import Parse
from xpkg.syntax.tree import ROOT, head_of, tokens_in

_PHRASE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM"})
"""Words of a noun phrase before its relative clause."""


def _behind_relative(text: Text, candidate: AttributionCandidate) -> AttributionCandidate:
    """``candidate`` with the last verb of its cue alone, where the one right before it is that of a relative clause.

    Its source is the noun that the relative clause is about, with that clause.
    """
    found = predicate(text, candidate)
    if found is None or len(candidate.cue) != 1:
        return candidate
    parse, verb = found
    cue, own = candidate.cue[0], parse.tokens[verb]
    inner = verb - 1
    if inner < 1 or parse.tokens[inner].start < cue.start or parse.upos[inner] != "VERB" or parse.xpos[verb] == "VBG":
        return candidate
    noun = _noun(parse, inner)
    content = tuple(span for span in candidate.content if span.start >= own.end)
    if noun is None or not content or parse.word(verb) not in verb_forms():
        return candidate
    first = noun
    while first and parse.upos[first - 1] in _PHRASE:
        first -= 1
    source = Span(parse.tokens[first].start, parse.tokens[inner].end)
    return replace(candidate, source=source, cue=(Span(own.start, own.end),), content=content)


def _noun(parse: Parse, inner: int) -> int | None:
    """The noun that the relative clause with the verb at ``inner`` is about; no comma stands between them."""
    for at in reversed(range(1, inner)):
        if parse.upos[at] == "PUNCT":
            return None
        if parse.word(at) in having(Trait.RELATIVE_PRONOUN) and parse.upos[at] != "DET":
            return at - 1 if parse.upos[at - 1] in {"NOUN", "PROPN"} else None
    return None


def _of_own_clause(text: Text, candidate: AttributionCandidate) -> AttributionCandidate:
    """``candidate`` with the verb of its source's relative clause as its cue, where that verb has the content."""
    found, source = predicate(text, candidate), candidate.source
    if found is None or source is None or not candidate.content or candidate.cue[-1].end > source.start:
        return candidate
    parse, verb = found
    said = head_of(parse, candidate.content[0])
    own = parse.heads[said] if said is not None else ROOT
    if said is None or own in {ROOT, verb} or parse.relation(said) != "ccomp" or parse.word(own) not in verb_forms():
        return candidate
    at = parse.tokens[own]
    relative = parse.relation(own) == "acl" and parse.heads[own] in tokens_in(parse, source)
    if not relative or not source.end <= at.start < candidate.content[0].start:
        return candidate
    return replace(candidate, cue=(Span(at.start, at.end),))


RELATIVE_VERBS = (
    Repair(
        "verb-behind-relative",
        each(_behind_relative),
        Example(
            "A man {whose house} [burned told] the court <that he was ill>.",
            "{A man whose house burned} [told] the court <that he was ill>.",
        ),
    ),
    Repair(
        "verb-of-relative-clause",
        each(_of_own_clause),
        Example(
            "The paper [was cited] by {the court}, which found <that the wall was wet>.",
            "The paper was cited by {the court}, which [found] <that the wall was wet>.",
        ),
    ),
)
