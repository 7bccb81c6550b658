"""Finds what is said on both sides of a saying put in: "If it rains, Low warned, the town floods".

The subordinate clause stands before it. Without its condition or its reason the clause behind would be another claim.
"""

from __future__ import annotations

from xpkg.analysis.attributions.cue_syntax import predicate
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.model import AttributionCandidate, Parts, Span, Text
from xpkg.syntax import Parse, read
from xpkg.syntax.arguments import own_subject
from xpkg.syntax.tree import ancestors, span_of, starting_at, subtree

_SUBORDINATORS = having(Trait.SUBORDINATOR)
_CIRCUMSTANTIAL = having(Trait.CIRCUMSTANTIAL) - having(Trait.AGENTIVE, Trait.REPORT_SETTING)
_LONGEST = 8
"""Tokens between the cue and the comma that ends the aside: "told reporters in Rome on Monday,"."""


_Sides = tuple[Span, Span] | None
_kept: list[tuple[Text, dict[Parts, _Sides]]] = []
"""The text that was asked about last, with what was found. That is a function of text and parts alone, and it is asked
for several times."""


def clauses_around(text: Text, candidate: AttributionCandidate) -> _Sides:
    """The subordinate clause before the speaker and the main clause behind the cue.

    None where the clause before has no subject, for then it tells of the saying: "When asked, Low said, ...". None
    where either side quotes, for then the marks say what is said.
    """
    last = _kept[0] if _kept and _kept[0][0] is text else (text, {})
    _kept[:] = [last]
    parts = candidate.parts
    if parts not in last[1]:
        last[1][parts] = _find(text, candidate)
    return last[1][parts]


def _find(text: Text, candidate: AttributionCandidate) -> _Sides:
    if candidate.source is None or not candidate.cue:
        return None
    parts = (candidate.source, *candidate.cue)
    aside = Span(min(parts).start, max(span.end for span in parts))
    parse = read(text).parse_of(aside)
    if parse is None:
        return None
    first, behind = starting_at(parse.tokens, aside.start), _behind(parse, starting_at(parse.tokens, aside.end))
    if behind is None or any(aside.end <= span.start < parse.tokens[behind].start for span in candidate.content):
        return None  # "When the press came, Low noted | that on Monday, ...": it goes on at once
    if first < 2 or parse.tokens[first - 1].text != ",":
        return None
    clause = _clause_before(parse, first - 1)
    if clause is None:
        return None
    found = predicate(text, candidate)
    main = _main_clause(parse, clause, behind, parse.first(found[1], "ccomp") if found else None)
    if main is None:
        return None
    last = max(subtree(parse, main))
    sides = (
        span_of(parse, _without_marks(parse, range(first))),
        span_of(parse, _without_marks(parse, range(behind, last + 1))),
    )
    return None if any(True for side in sides for _ in text.quotations_over(side)) else sides


def _behind(parse: Parse, end: int) -> int | None:
    """Where the sentence goes on behind the comma that ends the aside."""
    for at in range(end, min(end + _LONGEST, len(parse) - 1)):
        if parse.tokens[at].text == ",":
            return at + 1
        if parse.upos[at] in {"VERB", "AUX", "PUNCT", "SCONJ"}:
            return None
    return None


def _clause_before(parse: Parse, comma: int) -> int | None:
    """The head of the subordinate clause, or of the phrase that tells why, with which the sentence begins.

    It ends before ``comma``.
    """
    if not any(parse.word(at) in _SUBORDINATORS for at in range(min(3, comma))):
        return _phrase_before(parse, comma)
    for at in range(comma):
        if parse.relation(at) == "advcl" and own_subject(parse, at) is not None and min(subtree(parse, at)) <= 2:
            return at
    return _phrase_before(parse, comma)


def _phrase_before(parse: Parse, comma: int) -> int | None:
    """The noun of "Because of the storm, |", "Under the law, |"; not of "In a speech, |", which tells of the saying."""
    opens = parse.word(0) in _CIRCUMSTANTIAL or (parse.word(0) in _SUBORDINATORS and parse.word(1) == "of")
    if not opens or parse.relation(0) != "case" or parse.heads[0] >= comma:
        return None
    return parse.heads[0] if parse.relation(parse.heads[0]) == "obl" else None


def _main_clause(parse: Parse, clause: int, behind: int, said: int | None) -> int | None:
    """The head of the clause behind the aside: what ``clause`` hangs on, or the complement ``said`` of the cue."""
    above = next((at for at in ancestors(parse, clause) if at >= behind), None)
    heads = (at for at in (above, said) if at is not None and at >= behind)
    return next((at for at in heads if own_subject(parse, at) is not None), None)


def _without_marks(parse: Parse, places: range) -> range:
    """``places`` without the punctuation at their end."""
    while places and parse.upos[places[-1]] == "PUNCT":
        places = places[:-1]
    return places
