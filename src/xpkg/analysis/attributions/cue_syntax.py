"""Finds the words of a candidate in the tree of their sentence."""

from __future__ import annotations

from xpkg.model import AttributionCandidate, Span, Text
from xpkg.syntax import Parse, read


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
    for at in reversed(range(len(parse))):
        token = parse.tokens[at]
        inside = any(span.start <= token.start and token.end <= span.end for span in candidate.cue)
        if inside and parse.upos[at] == "VERB" and parse.relation(at) != "case":
            return parse, at
    return None
