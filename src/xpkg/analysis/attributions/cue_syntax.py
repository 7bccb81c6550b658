"""Finds the words of a candidate in the tree of their sentence."""

from __future__ import annotations

from xpkg.model import AttributionCandidate, Span, Text
from xpkg.syntax import Parse, read
from xpkg.syntax.tree import starting_at, tokens_in


def predicate(text: Text, candidate: AttributionCandidate) -> tuple[Parse, int] | None:
    """The tree of the cue's sentence, and the place of the last verb of the cue.

    None where the cue has no verb, or crosses into another sentence.
    """
    if not candidate.cue:
        return None
    cue = Span(candidate.cue[0].start, candidate.cue[-1].end)
    parse = read(text).parse_of(cue)
    if parse is None:
        return None
    for span in reversed(candidate.cue):
        at = starting_at(parse.tokens, span.end) - 1
        while at >= 0 and parse.tokens[at].start >= span.start:
            if parse.upos[at] == "VERB" and parse.relation(at) != "case" and parse.tokens[at].end <= span.end:
                return parse, at
            at -= 1
    return None


def is_attitude(text: Text, candidate: AttributionCandidate) -> bool:
    """Whether the cue is an adjective that tells what somebody thinks or wants: "is eager", "afraid"."""
    if not candidate.cue:
        return False
    cue = candidate.cue[-1]
    parse = read(text).parse_of(cue)
    words = tokens_in(parse, cue) if parse is not None else ()
    return parse is not None and any(parse.upos[at] == "ADJ" and parse.relation(at) != "amod" for at in words)
