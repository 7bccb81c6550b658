"""Decides whether a verb has the arguments that its row of the lexicon requires: an office, a verdict, an army."""

from __future__ import annotations

from xpkg.analysis.events.event_mention import EventMention
from xpkg.analysis.grammar.complements import NounPhrase, ShallowParse
from xpkg.analysis.grammar.words import DETERMINERS
from xpkg.analysis.positions.role_nouns import role_of
from xpkg.lexicon import nouns
from xpkg.lexicon.event_triggers import Need

_ADJUDICATORS = nouns.having(nouns.Trait.ADJUDICATOR)
_ARMED_FORCES = nouns.having(nouns.Trait.ARMED_FORCE)
_LAUREATES = nouns.having(nouns.Trait.LAUREATE)
_SUCCESSORS = nouns.having(nouns.Trait.SUCCESSOR, nouns.Trait.RANK)


def meets_needs(draft: EventMention, subject: tuple[NounPhrase, ...], limit: int, *, passive: bool) -> bool:
    """Whether the verb of ``draft``, whose clause ends before token ``limit``, has what its row needs."""
    parse, needs, end = draft.parse, draft.row.needs, draft.trigger[1]
    if Need.TOLD in needs and passive and not parse.group(draft.trigger[0]).auxiliaries:
        return False  # "…, the bank announced on Monday": what it announced stands before
    if Need.OFFICE in needs and not _to_office(parse, end, limit, passive=passive):
        return False
    if Need.JUDGED in needs and not all(_judges(parse, each) for each in draft.with_role("agent")):
        return False  # "the mayor dismissed the charges"
    if Need.HONOUR in needs and not (passive and _honours(parse, end)):
        return False
    if Need.GUILTY in needs and not _guilty(draft):
        return False
    if Need.ARMED in needs and not any(_armed(parse, phrase) for phrase in draft.with_role("agent")):
        return False  # "captured Ohio", "took the town by surprise"
    return Need.FINDING not in needs or (_finds(parse, end) and any(_judges(parse, each) for each in subject))


def _guilty(draft: EventMention) -> bool:
    """Whether "guilty" follows whom a court found: "found Jane Doe guilty"; but "found Jane Doe not guilty"."""
    patients = draft.with_role("patient")
    return bool(patients) and draft.parse.low(patients[-1].end) == "guilty"


def _finds(parse: ShallowParse, end: int) -> bool:
    """Whether a court's finding follows the verb that ends at ``end``: "ruled on Monday that", "ruled against"."""
    dated = end + 1 < len(parse.tokens) and parse.tokens[end + 1].time is not None
    behind = parse.past_dates(end + 1 if dated else end)
    return parse.low(behind) in {"that", "against", "unanimously"} or (
        parse.low(behind) == "in" and parse.low(behind + 1) in {"favor", "favour"}
    )


def _armed(parse: ShallowParse, phrase: NounPhrase) -> bool:
    """Whether a phrase means those who take towns by arms."""
    return any(token.low in _ARMED_FORCES for token in parse.tokens[phrase.start : phrase.end])


def _judges(parse: ShallowParse, phrase: NounPhrase) -> bool:
    """Whether a phrase means a court or whoever else rules."""
    return any(token.low in _ADJUDICATORS for token in parse.tokens[phrase.start : phrase.end])


def _to_office(parse: ShallowParse, end: int, limit: int, *, passive: bool) -> bool:
    """Whether the verb that ends at ``end`` gives somebody a role: "was named mayor", "named her as the new mayor"."""
    named = None if passive else parse.person_at(end)
    objects = () if passive or named else parse.phrase_after(end, limit)
    start = named.end if named else objects[-1].end if objects else end
    while parse.low(start) in {"as", "to", "be", ","} | DETERMINERS:
        start += 1
    stop = next((at for at in range(start, limit) if parse.preposition(at) or parse.low(at) in {",", "("}), limit)
    return stop > start and bool(role_of(parse.low(stop - 1)) or parse.low(stop - 1) in _SUCCESSORS)


def _honours(parse: ShallowParse, end: int) -> bool:
    """Whether the verb that ends at ``end`` gives a title that is won: "was named player of the year", "the MVP"."""
    start = end + (parse.low(end) == "the")
    stop = next((at for at in range(start, len(parse.tokens)) if not parse.nounlike(at)), start)
    return stop > start and (parse.low(stop - 1) in _LAUREATES)
