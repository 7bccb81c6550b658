"""Tells what is only spoken of from what is said: "spoke of the flood" is no "said that there was a flood"."""

from __future__ import annotations

from xpkg.analysis.attributions.cue_syntax import predicate
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.reporting import ReportingVerb, VerbTrait
from xpkg.model import AttributionCandidate, Text
from xpkg.syntax.tree import head_of, token_at

_NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM"))
_MATTER = having(Trait.MATTER)


def is_topic(text: Text, candidate: AttributionCandidate, verb: ReportingVerb | None) -> bool:
    """Whether the content of ``candidate`` is what is spoken of, and the text does not tell what is said of it.

    It follows the cue, and is a noun phrase: the object of a verb such as "mention", or behind a preposition. A clause
    may stand there, too: "talked about how the dam broke". ``verb`` is the cue's last verb of saying; None where a verb
    tells of saying that is not in the table of these.
    """
    if not candidate.cue or not candidate.content:
        return False
    content = candidate.content[0]
    found = predicate(text, candidate)
    if found is None or content.start < candidate.cue[-1].end:
        return False
    parse, cue = found
    first, top = token_at(parse, content.start), head_of(parse, content)
    if first is None or not first or top is None or parse.tokens[first].start >= content.end:
        return False
    before = parse.word(first - 1)
    if parse.word(first) == "that":
        return False
    if before in _MATTER or (verb is not None and before in verb.particles):
        return True
    if verb is None and parse.having(cue, "ccomp", "xcomp"):
        return False  # "reminded | the members to vote"
    spoken_of = verb is None or VerbTrait.OBJECT_TOPIC in verb.traits
    return spoken_of and parse.upos[top] in _NOMINAL and parse.relation(top) == "obj" and parse.heads[top] == cue
