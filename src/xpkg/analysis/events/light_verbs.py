"""Reads the context of a noun that names an event: its modifiers, its light verb, and the speaker."""

from __future__ import annotations

from xpkg.analysis.events.event_mention import EventMention
from xpkg.analysis.events.triggers import Trigger
from xpkg.analysis.grammar.complements import NounPhrase, ShallowParse
from xpkg.analysis.grammar.words import DETERMINERS, QUANTIFIERS, adverb, auxiliary
from xpkg.lexicon import event_types, light_verbs
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.event_prepositions import event_prepositions
from xpkg.lexicon.event_triggers import Need
from xpkg.lexicon.light_verbs import SubjectRole
from xpkg.model import Kind, Span

_LIGHT = light_verbs.having(light_verbs.Trait.LIGHT)
_OCCURS = light_verbs.having(light_verbs.Trait.OCCURS)
_SUDDEN = event_types.having(event_types.Trait.SUDDEN) - event_types.having(event_types.Trait.OF_AGENT)
_STRIKES_PLACE = light_verbs.having(light_verbs.Trait.STRIKES_PLACE)
_BEGINS = light_verbs.having(light_verbs.Trait.BEGINS)
_ENDS = light_verbs.having(light_verbs.Trait.ENDS)
OF_AGENT = event_types.having(event_types.Trait.OF_AGENT)
_SPEAKING = event_types.having(event_types.Trait.SPEAKING)
_ADDRESSED = event_types.having(event_types.Trait.ADDRESSED)
_DATED_BY_BEGINNING = event_types.having(event_types.Trait.DATED_BY_BEGINNING)
_SETTINGS = frozenset(word for word, row in event_prepositions().items() if row.setting)
_ADJUNCT_OPENERS = having(Trait.ADJUNCT_OPENER)
_PARTICLES = having(Trait.PARTICLE)
_WITHIN_EVENT = having(Trait.WITHIN_EVENT)
ASIDE = frozenset('“ ” " ‘ ’ called it what so-called dubbed'.split())
"""May stand around a noun, or before it, without changing whose object it is."""
_MOST = 20
"""Phrases with prepositions that depend on one noun."""


def take_modifiers(draft: EventMention, end: int, limit: int) -> int:
    """Takes the phrases that depend on the noun by prepositions; returns one past the last."""
    parse, row = draft.parse, draft.row
    here = end
    office = aside = other = False
    here = min(parse.past_dates(here), max(here, limit))
    taken = 0
    while (
        taken < _MOST
        and here < limit
        and parse.tokens[here].mention is None
        and parse.low(here) in event_prepositions()
    ):
        low = parse.low(here)
        taken += 1
        if here + 1 < limit and parse.tokens[here + 1].time is not None:
            here = min(parse.past_dates(here + 1), limit)
            continue
        phrases = parse.phrase_after(here + 1, limit)
        if not phrases:
            break
        office = low == "as" or (office and low == "of")  # "as the secretary of the council"
        if low == "to" and not _leads(parse, here + 1):
            break  # "a speech to win them over"
        role = "" if office or ((aside or other) and low == "of") else _role(low, draft)
        index = phrases[0].mention
        if low == "to" and row.event_type == "visit" and index is not None and draft.place is None:
            draft.place = parse.mentions[index].span if parse.mentions[index].kind is Kind.PLACE else None
        place = index is not None and parse.mentions[index].kind is Kind.PLACE
        named = low == "by" and place  # "the invasion by Ruritania | of Sylvania"
        other = other or not (named or low in _SETTINGS)  # "to the club of the village"
        aside = aside or (low in _SETTINGS and phrases[-1].mention is None)  # "in honour of"
        if role:
            draft.parts += [(role, phrase) for phrase in phrases if not _measure(phrase)]
        here = max(here + 1, *(phrase.end for phrase in phrases))
        second = parse.phrase_after(here + 1, limit) if low == "between" and parse.low(here) == "and" else ()
        if second:  # "talks between Ruritania and Sylvania ended"
            draft.parts += [(role, phrase) for phrase in second[:1]]
            here = second[0].end
    return here


def _measure(phrase: NounPhrase) -> bool:
    """Whether the phrase only gives a number: "with 52 percent", "by 12 votes"."""
    return phrase.mention is None and (bool({"tally", "vote"} & set(phrase.kinds)) or phrase.head.isdigit())


def _leads(parse: ShallowParse, at: int) -> bool:
    """Whether "to" before ``at`` leads to somebody and not to a verb."""
    token = parse.tokens[at]
    kinds = parse.phrase(at, at + 1).kinds
    opens = token.low in DETERMINERS or token.low in QUANTIFIERS or not token.word.islower()
    return token.mention is not None or opens or kinds != ("unknown",) or token.low.endswith("s")


def of_doer(row: Trigger) -> bool:
    """Whether "of" names the agent of the event of a noun: "the visit of". Where the noun's own label goes on with "of"
    ("the invasion of"), its verb has an object, which is what "of" names."""
    return row.event_type in OF_AGENT and row.link != "of"


def _role(preposition: str, draft: EventMention) -> str:
    row = draft.row
    if preposition == "of":
        return "agent" if of_doer(row) else "patient"
    if preposition in {"to", "into"} and row.event_type in OF_AGENT and draft.with_role("patient"):
        return "recipient"  # "the annexation of Strelsau to Ruritania"
    if preposition == "to":
        return "recipient" if row.event_type in _ADDRESSED else ""
    return event_prepositions()[preposition].role


def take_light_verb(draft: EventMention, start: int) -> bool:
    """Whether an asserted verb that says little brings the noun, and its subject as the agent."""
    parse = draft.parse
    verb = start - 1
    while verb > 0 and (parse.low(verb) in _PARTICLES | ASIDE | {"in", "part"} or adverb(parse.low(verb))):
        verb -= 1
    if (
        verb < 0
        or parse.low(verb) not in _LIGHT
        or parse.tokens[verb].mention is not None
        or parse.low(verb - 1) == "-"
    ):
        return _brought(draft)  # "the Ruritanian-led invasion": part of an adjective
    if parse.low(verb) == "filed" and draft.event_type != "lawsuit":
        return False  # "filed a statement"
    group = parse.group(verb)
    if not group.assertive or group.passive or parse.conditional(verb):
        return False
    role = light_verbs.light_verbs()[parse.low(verb)].subject
    if role is not SubjectRole.NONE and not draft.with_role(role):
        draft.parts += [(role, phrase) for phrase in parse.phrase_before(group.start)]
    return True


def _brought(draft: EventMention) -> bool:
    """Whether the noun is the subject of such a verb in the passive: "sanctions were imposed on …"."""
    parse, end = draft.parse, draft.trigger[1]
    at = end
    while at < len(parse.tokens) and (auxiliary(parse.low(at)) or adverb(parse.low(at))):
        at += 1
    if at >= len(parse.tokens) or parse.low(at) not in _LIGHT:
        return False
    group = parse.group(at)
    dated = at + 1 < len(parse.tokens) and parse.tokens[at + 1].time is not None
    if at == end and (dated or (parse.low(at + 1) in _ADJUNCT_OPENERS and Need.ISSUE not in draft.row.needs)):
        draft.reach = parse.right(at)  # "elections | held on Sunday", "a lawsuit | filed in 2012"
        take_modifiers(draft, at + 1, draft.reach)
        return True
    if at == end:
        return False
    if not group.passive or not group.assertive or parse.low(group.start) in {"is", "are"}:
        return False
    draft.reach = parse.right(at)
    take_modifiers(draft, at + 1, draft.reach)
    return True


def take_place(draft: EventMention, reach: int) -> bool:
    """Whether the noun, whose phrase ends before token ``reach``, is the subject of an asserted verb that says that it
    was ("an earthquake struck the port in 1988", "the trial opened in May"); the place that it struck is its place."""
    parse = draft.parse
    at = reach
    at += parse.low(at) == "," and parse.low(at + 1) == "which"
    at += parse.low(at) in {"that", "which"}  # "an earthquake that struck"
    while at < len(parse.tokens) and (parse.tokens[at].time is not None or parse.low(at) in {"on", "in"}):
        at += 1  # "the attack on Monday killed"
    while at < len(parse.tokens) and (auxiliary(parse.low(at)) or adverb(parse.low(at))):
        at += 1
    low = parse.low(at)
    begins = low in _BEGINS and draft.event_type in _DATED_BY_BEGINNING
    begins = begins or (low in _ENDS and draft.event_type == "meeting")
    if at >= len(parse.tokens) or parse.tokens[at].mention is not None or not (low in _OCCURS or begins):
        return False
    group = parse.group(at)
    particle = light_verbs.light_verbs()[low].particle
    if not group.assertive or group.passive or parse.conditional(at) or (particle and parse.low(at + 1) != particle):
        return False
    draft.reach = parse.right(at)
    if low in _STRIKES_PLACE and draft.event_type in _SUDDEN:  # "the invasion shook the continent"
        draft.place = _struck(parse, at + 1, draft.reach)
    return True


def _struck(parse: ShallowParse, start: int, end: int) -> Span | None:
    """The place that a verb before token ``start`` strikes: "Strelsau", "the southern port of Strelsau"."""
    for at in range(start, end):
        index = parse.tokens[at].mention
        if index is not None:
            return parse.mentions[index].span if parse.mentions[index].kind is Kind.PLACE else None
        if parse.low(at) != "of" and not parse.nounlike(at) and parse.low(at) not in DETERMINERS:
            return None
    return None


def take_speaker(draft: EventMention, start: int, reach: int, left: int) -> bool:
    """Whether the noun is where something was said ("In a speech, the mayor …"); the speaker is the agent then."""
    parse, row = draft.parse, draft.row
    within = row.event_type in _SPEAKING and parse.low(start - 1) in _WITHIN_EVENT
    if not within or draft.with_role("agent"):
        return within
    draft.parts += [("agent", phrase) for phrase in sayers(parse, start, reach, left)]
    return bool(draft.with_role("agent"))


def sayers(parse: ShallowParse, start: int, reach: int, left: int) -> tuple[NounPhrase, ...]:
    """Who speaks "in a speech": the subject of the main verb, after the phrase or before it. The phrase begins at
    token ``start`` after its preposition and ends before ``reach``; ``left`` is where its clause begins."""
    if start - 1 <= left and (said := parse.fronted(reach)):
        return said
    verb = next((at for at in range(start - 2, -1, -1) if parse.finite(at)), None)
    if verb is None:
        return parse.adjacent(start - 1)
    return parse.phrase_before(parse.group(verb).start) if parse.group(verb).assertive else ()
