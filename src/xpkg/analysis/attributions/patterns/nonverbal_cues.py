"""Finds candidates without a plain subject and verb: "according to", the passive, a name with a colon."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xpkg.analysis.attributions.cue_lexicon import noun_acts
from xpkg.analysis.attributions.patterns.content_extent import content_end, trimmed
from xpkg.analysis.attributions.patterns.cue_subjects import subject_left
from xpkg.analysis.attributions.patterns.items import Item, ItemKind
from xpkg.analysis.attributions.patterns.match import Match
from xpkg.analysis.attributions.patterns.phrase_extent import phrase_end
from xpkg.analysis.attributions.patterns.quoted_passives import impersonal, quoted_as
from xpkg.analysis.attributions.patterns.verbal_cues import Cue, CueKind
from xpkg.analysis.attributions.patterns.word_classes import (
    ADJUNCT_OPENERS,
    AUXILIARIES,
    COORDINATORS,
    DETERMINERS,
    OPENERS,
    PRONOUNS,
    RELATIVES,
    SUBORDINATORS,
    WH_RELATIVES,
    is_mark,
)
from xpkg.lexicon import nouns
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.dwelling import dwelling_words
from xpkg.lexicon.reporting import HEARER_FRAMES, OBJECT_FRAMES, Frame, VerbTrait, verbs_having
from xpkg.model import Method, SpeechAct


def passive(items: Sequence[Item], cue: Cue) -> Match | None:
    """ "was described as ...", "were told to ...", "is said to ...": the agent after "by", if the text has one."""
    if told := impersonal(items, cue) or quoted_as(items, cue):
        return told
    joined = cue.kind is CueKind.FINITE  # "was arrested and told ...": the subject stands before the first verb
    subject = (0, cue.start) if joined else subject_left(items, cue.start)
    subject = _told_thing(items, cue) or subject
    if subject is None or items[subject[0]].low in {"who", "which"}:
        return None
    end = content_end(items, cue.end)
    if items[cue.start - 1].low in {"who", "which"}:
        if cue.form.lemma == "expect":
            return None  # "who is due to": nobody is reported to have said so
        end = next((at for at in range(cue.end, end) if is_mark(items[at], ",")), end)
    agent, rest = _agent(items, cue, end)
    frames = cue.form.frames
    if rest >= end:
        return Match(agent, (cue.start, cue.end), (subject,), Method.PASSIVE_BY, 0.7) if _judges(cue, agent) else None
    word = items[rest].low
    if (
        frames & HEARER_FRAMES
        and is_mark(items[rest], ",:")
        and rest + 1 < end
        and items[rest + 1].kind is ItemKind.QUOTATION
    ):
        return Match(
            agent, (cue.start, cue.end), ((rest + 1, content_end(items, rest + 1)),), Method.PASSIVE_TOLD, 0.75
        )
    if frames & HEARER_FRAMES and word in {"to", "that"}:
        return Match(agent, (cue.start, cue.end), ((rest, end),), Method.PASSIVE_TOLD, 0.75)
    if (
        (Frame.OBJECT_OF in frames and word == "of")
        or (Frame.OBJECT_AS in frames and word == "as")
        or (cue.form.lemma in _SAID_TO and word == "to")
        or (Frame.OBJECT_COMPLEMENT in frames and items[rest].kind is ItemKind.QUOTATION)
    ):
        return Match(agent, (cue.start, cue.end), (subject, (rest, end)), Method.PASSIVE, 0.7)
    return Match(agent, (cue.start, cue.end), (subject,), Method.PASSIVE_BY, 0.7) if _judges(cue, agent) else None


def _told_thing(items: Sequence[Item], cue: Cue) -> tuple[int, int] | None:
    """The "Reports that he had fled" that "were denied by ..." says something of."""
    start = 1 if items[0].low in DETERMINERS else 0
    if start + 2 >= cue.start or items[start].low not in noun_acts():
        return None
    return (0, cue.start) if any(item.low == "that" for item in items[start + 1 : cue.start]) else None


_SAID_TO = verbs_having(VerbTrait.RAISING_PASSIVE)
"""Verbs whose passive takes what is said of its subject after "to": "is said to have ..."."""


def _agent(items: Sequence[Item], cue: Cue, end: int) -> tuple[tuple[int, int] | None, int]:
    """Who is named after "by", and where what is said goes on: "was accused | by the board | of ..."."""
    for at in range(cue.end, min(end, cue.end + 3)):
        if items[at].low == "by" and at + 1 < end:
            stop = phrase_end(items, at + 1, appositions=False)
            if at > cue.end:
                return (at + 1, stop), cue.end
            marker = next((here for here in range(at + 2, stop) if items[here].low in _markers(cue)), stop)
            return (at + 1, marker), marker
    return None, cue.end


def _markers(cue: Cue) -> frozenset[str]:
    words = {word for frame, word in _MARKERS.items() if frame in cue.form.frames}
    return frozenset(words | ({"to"} if cue.form.lemma in _SAID_TO else set()))


_MARKERS = {
    Frame.OBJECT_OF: "of",
    Frame.OBJECT_AS: "as",
    Frame.HEARER_INFINITIVE: "to",
    Frame.HEARER_CLAUSE: "that",
}
"""What leads from a passive to what is said of its subject, or told to it."""


def _judges(cue: Cue, agent: tuple[int, int] | None) -> bool:
    """Whether what is praised, blamed or denied is the subject, and who does so is named."""
    return (
        agent is not None
        and bool(cue.form.frames & OBJECT_FRAMES)
        and cue.form.act in {SpeechAct.PRAISES, SpeechAct.CRITICIZES, SpeechAct.DENIES, SpeechAct.DEMANDS}
    )


def according(items: Sequence[Item]) -> Iterator[Match]:
    """ "According to X, P", "P, according to X" and "X, according to Y, does P"."""
    for at in range(len(items) - 2):
        if items[at].low != "according" or items[at + 1].low != "to":
            continue
        opening = (
            at == 0
            or items[at - 1].low in COORDINATORS | {"that"}
            or (is_mark(items[at - 1], ",") and at < 4 and items[0].low in OPENERS | ADJUNCT_OPENERS)
            or (is_mark(items[at - 1], ",") and at > 1 and items[at - 2].low in _LEADS)
        )
        if opening:
            end, start = _opening(items, at + 2)
            content = [(start, content_end(items, start, joined=True))] if start < len(items) else []
        elif after := _after_setting(items, at):
            end, content = after - 1, [(after, content_end(items, after, joined=True))]
        else:
            end = phrase_end(items, at + 2)
            content = [(0, trimmed(items, 0, at))]
            if end + 2 < len(items) and is_mark(items[end], ",") and _resumes(items, end + 1):
                content.append((end + 1, content_end(items, end + 1, joined=True)))
        content = [(a, b) for a, b in content if b > a]
        if content and end > at + 2 and not _is_manner(items, at + 2, end):
            yield Match((at + 2, end), (at, at + 2), tuple(content), Method.ACCORDING_TO, 0.92)


def _after_setting(items: Sequence[Item], at: int) -> int | None:
    """Where the clause of "In a second interview, according to Low, | Berg said ..." begins, if it is such."""
    if items[0].low not in ADJUNCT_OPENERS or at < 3 or not is_mark(items[at - 1], ","):
        return None
    if any(
        item.kind is not ItemKind.WORD or item.low in AUXILIARIES or item.low.endswith("ed") for item in items[: at - 1]
    ):
        return None
    end = phrase_end(items, at + 2, appositions=False)
    return end + 1 if end + 3 < len(items) and is_mark(items[end], ",") else None


_MANNER = nouns.with_plurals(nouns.Trait.MANNER)
"""Nouns that say after "according to" in what manner, not on whose word."""


def _is_manner(items: Sequence[Item], start: int, end: int) -> bool:
    stop = next((at for at in range(start, end) if at > start and items[at].low in ADJUNCT_OPENERS), end)
    return items[stop - 1].low in _MANNER or items[start].low in {"whether", "how"}


def _opening(items: Sequence[Item], at: int) -> tuple[int, int]:
    """Where the source of "According to X, P" ends, and where P begins."""
    end = phrase_end(items, at, appositions=False)
    runs_on = _holds_verb(items, at + 1, end)
    if runs_on or end >= len(items) or not is_mark(items[end], ","):
        split = next((here for here in range(at + 1, end) if _starts_clause(items, here, runs_on)), None)
        if split is not None or not runs_on:
            return (split, split) if split is not None else (end, len(items))
    closed = next((here for here in range(end + 1, min(len(items), at + 24)) if is_mark(items[here], ",")), None)
    based = end + 2 < len(items) and items[end + 1].low.rpartition("-")[2] in dwelling_words()
    described = closed is not None and (based or _describes(items, end + 1) or _names(items, at, end, closed))
    return (closed, closed + 1) if closed is not None and described else (end, end + 1)


_LEADS = SUBORDINATORS | RELATIVES
"""Words that lead a clause into which "according to" may be put: "the wall which, according to X, Y built"."""
_GO_ON = having(Trait.ROLE_COMPLEMENT) | COORDINATORS | {"'s"}
"""What a name or its place goes on with: "the Council on Trade", "the Board of Health in Oslo"."""


def _holds_verb(items: Sequence[Item], start: int, end: int) -> bool:
    """Whether a verb stands among the words, and not in a relative clause: they are more than who is named."""
    for item in items[start:end]:
        if item.low in RELATIVES:
            return False
        if item.kind is ItemKind.WORD and not item.capital and item.low in AUXILIARIES - {"'s"}:
            return True
    return False


def _starts_clause(items: Sequence[Item], at: int, anyhow: bool) -> bool:
    """Whether a name ends and a subject begins at ``at``: "According to Low | the dam was full".

    Where a verb is known to follow (``anyhow``), the subject may begin with any word that goes on with no name.
    """
    if not items[at - 1].capital or items[at].capital or items[at].kind is not ItemKind.WORD:
        return False
    return items[at].low in DETERMINERS | PRONOUNS or (anyhow and items[at].low not in _GO_ON)


def _describes(items: Sequence[Item], at: int) -> bool:
    """Whether "a teacher who was there" or "citing a letter" stands at ``at``, and not the subject of a clause."""
    return items[at].low in _DESCRIBING


def _names(items: Sequence[Item], at: int, comma: int, closed: int) -> bool:
    """Whether a role and the name of its holder stand between ``at`` and ``closed``: "the team's coach, Ann Low,"."""
    role, name = items[at:comma], items[comma + 1 : closed]
    if not 0 < len(name) <= _LONGEST_NAME or not all(item.kind is ItemKind.WORD and item.capital for item in name):
        return False
    return not role[-1].capital and (role[0].low in DETERMINERS or any(item.low.endswith("'s") for item in role))


_DESCRIBING = having(Trait.ARTICLE) - {"the"} | WH_RELATIVES | {"quoting", "citing"}
"""What opens an apposition or a participle beside a name."""
_LONGEST_NAME = 4
"""Words in a name at most."""


def _resumes(items: Sequence[Item], at: int) -> bool:
    return (
        items[at].kind is ItemKind.WORD
        and items[at].low not in ADJUNCT_OPENERS | COORDINATORS | WH_RELATIVES
        and not (items[at].low.endswith("ing"))
    )


def name_and_colon(items: Sequence[Item]) -> list[Match]:
    """ "Clinton: "Our goal is ..."": a short name, a colon, a quotation."""
    for at in range(1, min(len(items) - 1, 9)):
        if is_mark(items[at], ":") and items[at + 1].kind is ItemKind.QUOTATION and items[0].kind is ItemKind.WORD:
            words = items[:at]
            if all(item.kind in {ItemKind.WORD, ItemKind.PARENTHESIS} for item in words) and items[0].capital:
                if _acts(words) and items[0].low not in PRONOUNS:
                    return []
                name = (0, 1) if _acts(words) else (0, at)
                return [Match(name, (at, at + 1), ((at + 1, content_end(items, at + 1)),), Method.NAME_COLON, 0.75)]
        if items[at].kind is ItemKind.MARK and not is_mark(items[at], ","):
            break
    return []


def _acts(words: Sequence[Item]) -> bool:
    """Whether a verb stands among ``words``, so that they name nobody."""
    return any(not word.capital and (word.low in AUXILIARIES or word.low.endswith("ed")) for word in words)
