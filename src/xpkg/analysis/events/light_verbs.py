"""Reads what stands round a noun that tells a happening: its modifiers, the verb that carries it, who speaks in it."""

from __future__ import annotations

from xpkg.analysis.events.event_mention import Draft
from xpkg.analysis.events.lexicon import Trigger
from xpkg.analysis.grammar.complements import Line, Phrase
from xpkg.analysis.grammar.words import DETERMINERS, QUANTIFIERS, adverb, auxiliary
from xpkg.model import Kind, Span

_LIGHT = frozenset(
    "conducted carried launched held gave given delivered made issued imposed staged mounted committed led ordered "
    "completed began hosted attended paid reached signed struck opened faced suffered survived won lost announced "
    "performed undertook undertaken took taken called endured convened saw secured negotiated brokered concluded "
    "placed slapped filed introduced suspended ended cancelled canceled attempted executed experienced hit had".split()
)
_SUBJECTS = {
    "suffered": "patient", "faced": "patient", "endured": "patient", "experienced": "patient",
    "attended": "participant",
    "survived": "", "saw": "", "hit": "", "had": "", "won": "", "lost": "", "reached": "participant", "called": "",
    "ended": "", "suspended": "", "cancelled": "", "canceled": "", "secured": "", "introduced": "",
}  # fmt: skip
"""The part of the subject of such a verb where it does not do what the noun tells; empty for none: who survived an
attack has not made it."""
OF_AGENT = frozenset(
    "speech press-conference statement report visit announcement protest exercise meeting sanction "
    "military-operation".split()
)
_IN_WHICH = frozenset(("speech", "press-conference", "statement"))
_MODIFYING = frozenset(
    "of by on against in at with to between from near into as outside around over off across".split()
)
_ROLES = {"by": "agent", "on": "patient", "against": "patient", "with": "participant", "between": "participant",
          "into": "patient"}  # fmt: skip
ASIDE = frozenset('“ ” " ‘ ’ called it what so-called dubbed'.split())


_STRIKING = frozenset("struck hit shook rocked devastated destroyed swept ravaged damaged".split())
_OCCURRING = {
    "took": "place", "broke": "out", "occurred": "", "happened": "", "killed": "", "injured": "",
    "wounded": "", "claimed": "", "erupted": "", "ripped": "through", "tore": "through", **dict.fromkeys(_STRIKING, ""),
}  # fmt: skip
"""Verbs whose subject took place, some with the word that must follow."""
_MOST = 20
"""Phrases with prepositions that hang on one noun."""
_BEGINNING = frozenset("began opened started".split())
_BY_BEGINNING = frozenset("trial meeting protest exercise military-operation".split())
"""Happenings that go by the day on which they began."""


def take_modifiers(draft: Draft, end: int, limit: int) -> int:
    """Takes the phrases that hang on the noun by prepositions; returns one past the last."""
    line, row = draft.line, draft.row
    here = end
    office = aside = other = False
    here = min(line.past_dates(here), max(here, limit))
    taken = 0
    while taken < _MOST and here < limit and line.tokens[here].mention is None and line.low(here) in _MODIFYING:
        low = line.low(here)
        taken += 1
        if here + 1 < limit and line.tokens[here + 1].time is not None:
            here = min(line.past_dates(here + 1), limit)
            continue
        phrases = line.phrase_after(here + 1, limit)
        if not phrases:
            break
        office = low == "as" or (office and low == "of")  # "as the secretary of the council"
        if low == "to" and not _leads(line, here + 1):
            break  # "a speech to win them over"
        role = "" if office or ((aside or other) and low == "of") else _role(low, draft)
        index = phrases[0].mention
        if low == "to" and row.event_type == "visit" and index is not None and draft.place is None:
            draft.place = line.mentions[index].span if line.mentions[index].kind is Kind.PLACE else None
        place = index is not None and line.mentions[index].kind is Kind.PLACE
        named = low == "by" and place  # "the invasion by Ruritania | of Sylvania"
        other = other or not (named or low in {"in", "at", "from"})  # "to the club of the village"
        aside = aside or (low in {"in", "at", "from"} and phrases[-1].mention is None)  # "in honour of"
        if role:
            draft.parts += [(role, phrase) for phrase in phrases if not _measure(phrase)]
        here = max(here + 1, *(phrase.end for phrase in phrases))
        second = line.phrase_after(here + 1, limit) if low == "between" and line.low(here) == "and" else ()
        if second:  # "talks between Ruritania and Sylvania ended"
            draft.parts += [(role, phrase) for phrase in second[:1]]
            here = second[0].end
    return here


def _measure(phrase: Phrase) -> bool:
    """Whether the phrase only tells how many: "with 52 percent", "by 12 votes"."""
    return phrase.mention is None and (bool({"tally", "vote"} & set(phrase.kinds)) or phrase.head.isdigit())


def _leads(line: Line, at: int) -> bool:
    """Whether "to" before ``at`` leads to somebody and not to a verb."""
    token = line.tokens[at]
    kinds = line.phrase(at, at + 1).kinds
    opens = token.low in DETERMINERS or token.low in QUANTIFIERS or not token.word.islower()
    return token.mention is not None or opens or kinds != ("unknown",) or token.low.endswith("s")


def of_doer(row: Trigger) -> bool:
    """Whether "of" names who does what a noun tells: "the visit of". Where the noun's own label goes on with "of"
    ("the invasion of"), its verb has an object, which is what "of" names."""
    return row.event_type in OF_AGENT and row.link != "of"


def _role(preposition: str, draft: Draft) -> str:
    row = draft.row
    if preposition == "of":
        return "agent" if of_doer(row) else "patient"
    if preposition in {"to", "into"} and row.event_type in OF_AGENT and draft.with_role("patient"):
        return "recipient"  # "the annexation of Strelsau to Ruritania"
    if preposition == "to":
        return "recipient" if row.event_type in {"speech", "statement", "report"} else ""
    return _ROLES.get(preposition, "")


def take_light_verb(draft: Draft, start: int) -> bool:
    """Whether an asserted verb that says little brings the noun, and its subject as the agent."""
    line = draft.line
    verb = start - 1
    while verb > 0 and (line.low(verb) in {"out", "off", "up", "in", "part"} | ASIDE or adverb(line.low(verb))):
        verb -= 1
    if verb < 0 or line.low(verb) not in _LIGHT or line.tokens[verb].mention is not None or line.low(verb - 1) == "-":
        return _brought(draft)  # "the Ruritanian-led invasion": part of an adjective
    if line.low(verb) == "filed" and draft.event_type != "lawsuit":
        return False  # "filed a statement"
    group = line.group(verb)
    if not group.assertive or group.passive or line.conditional(verb):
        return False
    role = _SUBJECTS.get(line.low(verb), "agent")
    if role and not draft.with_role(role):
        draft.parts += [(role, phrase) for phrase in line.phrase_before(group.start)]
    return True


def _brought(draft: Draft) -> bool:
    """Whether the noun is the subject of such a verb in the passive: "sanctions were imposed on …"."""
    line, end = draft.line, draft.trigger[1]
    at = end
    while at < len(line.tokens) and (auxiliary(line.low(at)) or adverb(line.low(at))):
        at += 1
    if at >= len(line.tokens) or line.low(at) not in _LIGHT:
        return False
    group = line.group(at)
    dated = at + 1 < len(line.tokens) and line.tokens[at + 1].time is not None
    if at == end and (dated or (line.low(at + 1) in {"on", "in", "by", "at"} and "issue" not in draft.row.needs)):
        draft.reach = line.right(at)  # "elections | held on Sunday", "a lawsuit | filed in 2012"
        take_modifiers(draft, at + 1, draft.reach)
        return True
    if at == end:
        return False
    if not group.passive or not group.assertive or line.low(group.start) in {"is", "are"}:
        return False
    draft.reach = line.right(at)
    take_modifiers(draft, at + 1, draft.reach)
    return True


def take_place(draft: Draft, reach: int) -> bool:
    """Whether the noun, whose phrase ends before token ``reach``, is the subject of an asserted verb that says that it
    was ("an earthquake struck the port in 1988", "the trial opened in May"); the place that it struck is its place."""
    line = draft.line
    at = reach
    at += line.low(at) == "," and line.low(at + 1) == "which"
    at += line.low(at) in {"that", "which"}  # "an earthquake that struck"
    while at < len(line.tokens) and (line.tokens[at].time is not None or line.low(at) in {"on", "in"}):
        at += 1  # "the attack on Monday killed"
    while at < len(line.tokens) and (auxiliary(line.low(at)) or adverb(line.low(at))):
        at += 1
    low = line.low(at)
    begins = low in _BEGINNING and draft.event_type in _BY_BEGINNING
    begins = begins or (low in {"ended", "concluded"} and draft.event_type == "meeting")
    if at >= len(line.tokens) or line.tokens[at].mention is not None or not (low in _OCCURRING or begins):
        return False
    group = line.group(at)
    pair = _OCCURRING.get(low, "")
    if not group.assertive or group.passive or line.conditional(at) or (pair and line.low(at + 1) != pair):
        return False
    draft.reach = line.right(at)
    if low in _STRIKING:
        draft.place = _struck(line, at + 1, draft.reach)
    return True


def _struck(line: Line, start: int, end: int) -> Span | None:
    """The place that a verb before token ``start`` strikes: "Strelsau", "the southern port of Strelsau"."""
    for at in range(start, end):
        index = line.tokens[at].mention
        if index is not None:
            return line.mentions[index].span if line.mentions[index].kind is Kind.PLACE else None
        if line.low(at) != "of" and not line.nounlike(at) and line.low(at) not in DETERMINERS:
            return None
    return None


def take_speaker(draft: Draft, start: int, reach: int, left: int) -> bool:
    """Whether the noun is where something was said ("In a speech, the mayor …"); the sayer is the agent then."""
    line, row = draft.line, draft.row
    if row.event_type not in _IN_WHICH or line.low(start - 1) not in {"in", "during", "at"} or draft.with_role("agent"):
        return row.event_type in _IN_WHICH and line.low(start - 1) in {"in", "during", "at"}
    draft.parts += [("agent", phrase) for phrase in sayers(line, start, reach, left)]
    return bool(draft.with_role("agent"))


def sayers(line: Line, start: int, reach: int, left: int) -> tuple[Phrase, ...]:
    """Who speaks "in a speech": the subject of the main verb, after the phrase or before it. The phrase begins at
    token ``start`` after its preposition and ends before ``reach``; ``left`` is where its clause begins."""
    if start - 1 <= left and (said := line.fronted(reach)):
        return said
    verb = next((at for at in range(start - 2, -1, -1) if line.finite(at)), None)
    if verb is None:
        return line.adjacent(start - 1)
    return line.phrase_before(line.group(verb).start) if line.group(verb).assertive else ()
