"""Reads what stands round a noun that tells a happening: its modifiers, the verb that carries it, who speaks in it."""

from __future__ import annotations

from xpkg.analysis.events.drafts import Draft
from xpkg.analysis.grammar.lines import Line, Phrase
from xpkg.analysis.grammar.words import DETERMINERS, QUANTIFIERS, adverb, auxiliary

_LIGHT = frozenset(
    "conducted carried launched held gave given delivered made issued imposed staged mounted committed led ordered "
    "completed began hosted attended paid reached signed struck opened faced suffered survived won lost announced "
    "performed undertook undertaken took taken called endured convened saw secured negotiated brokered concluded "
    "placed slapped introduced suspended ended cancelled canceled attempted executed experienced hit had".split()
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


def take_modifiers(draft: Draft, end: int, limit: int) -> int:
    """Takes the phrases that hang on the noun by prepositions; returns one past the last."""
    line, row = draft.line, draft.row
    here = end
    office = aside = other = False
    here = min(line.past_dates(here), max(here, limit))
    while here < limit and line.tokens[here].mention is None and line.low(here) in _MODIFYING:
        low = line.low(here)
        if here + 1 < limit and line.tokens[here + 1].time is not None:
            here = min(line.past_dates(here + 1), limit)
            continue
        phrases = line.phrase_after(here + 1, limit)
        if not phrases:
            break
        office = low == "as" or (office and low == "of")  # "as the secretary of the council"
        if low == "to" and not _leads(line, here + 1):
            break  # "a speech to win them over"
        role = "" if office or ((aside or other) and low == "of") else _role(low, row.event_type)
        other = other or low not in {"in", "at", "from"}  # "to the club of the village"
        aside = aside or (low in {"in", "at", "from"} and phrases[-1].mention is None)  # "in honour of"
        if role:
            draft.parts += [(role, phrase) for phrase in phrases]
        here = max(here + 1, *(phrase.end for phrase in phrases))
    return here


def _leads(line: Line, at: int) -> bool:
    """Whether "to" before ``at`` leads to somebody and not to a verb."""
    token = line.tokens[at]
    kinds = line.phrase(at, at + 1).kinds
    opens = token.low in DETERMINERS or token.low in QUANTIFIERS or not token.word.islower()
    return token.mention is not None or opens or kinds != ("unknown",) or token.low.endswith("s")


def _role(preposition: str, event_type: str) -> str:
    if preposition == "of":
        return "agent" if event_type in OF_AGENT else "patient"
    if preposition == "to":
        return "recipient" if event_type in {"speech", "statement", "report"} else ""
    return _ROLES.get(preposition, "")


def take_light_verb(draft: Draft, start: int) -> bool:
    """Whether an asserted verb that says little brings the noun, and its subject as the agent."""
    line = draft.line
    verb = start - 1
    while verb > 0 and (line.low(verb) in {"out", "off", "up", "in", "part"} | ASIDE or adverb(line.low(verb))):
        verb -= 1
    if verb < 0 or line.low(verb) not in _LIGHT or line.tokens[verb].mention is not None:
        return _brought(draft)
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
    if at == end or at >= len(line.tokens) or line.low(at) not in _LIGHT:
        return False
    group = line.group(at)
    if not group.passive or not group.assertive or line.low(group.start) in {"is", "are"}:
        return False
    draft.reach = line.right(at)
    take_modifiers(draft, at + 1, draft.reach)
    return True


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
