"""Builds the candidates of one sentence: the source, the cue and the content of each verb of saying."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from xpkg.analysis.attributions.cue_lexicon import verb_forms
from xpkg.analysis.attributions.patterns.content_extent import at_end, content_end
from xpkg.analysis.attributions.patterns.cue_subjects import subject_left
from xpkg.analysis.attributions.patterns.items import Item, ItemKind, span_of
from xpkg.analysis.attributions.patterns.match import Match
from xpkg.analysis.attributions.patterns.nominal_cues import headed, worded
from xpkg.analysis.attributions.patterns.nonverbal_cues import according, name_and_colon, passive
from xpkg.analysis.attributions.patterns.passive_hearers import asides, heard
from xpkg.analysis.attributions.patterns.postposed_content import after_verb
from xpkg.analysis.attributions.patterns.preposed_content import before_speaker, inverted
from xpkg.analysis.attributions.patterns.quoted_passives import attributed
from xpkg.analysis.attributions.patterns.speakers import document_before, subject_of
from xpkg.analysis.attributions.patterns.verbal_cues import Cue, CueKind, find_cues
from xpkg.analysis.attributions.patterns.word_classes import (
    AUXILIARIES,
    COORDINATORS,
    OPENERS,
    RELATIVES,
    SUBORDINATORS,
    is_dash,
    is_mark,
)
from xpkg.lexicon.inflection import PAST_FORMS
from xpkg.lexicon.reporting import SPEECH_FRAMES, VerbTrait, verbs_having
from xpkg.model import AttributionCandidate, Method

MOST = 30
"""How many candidates of one sentence are read, the first ones: each is compared with all others. What has more in
2,000 characters is no sentence. Of 5,000 sentences of news none had more than six."""


def claims_of(
    items: Sequence[Item], *, quoted: bool = False, headline: bool = False
) -> tuple[AttributionCandidate, ...]:
    """The candidates of one sentence; ``quoted`` for one that stands inside a quotation, ``headline`` for a title."""
    found: list[Match] = [*islice(according(items), MOST)]
    cues = find_cues(items, headline=headline)[:MOST]
    subjects: list[tuple[int, tuple[int, int]]] = []
    for number, cue in enumerate(cues):
        taken = max((one.cue[1] for one in found if one.cue[0] <= cue.verb < one.cue[1]), default=-1)
        if taken >= 0:
            continue
        following = cues[number + 1].start if number + 1 < len(cues) else len(items)
        if one := _claim(items, cue, cues[:number], following, subjects):
            if quoted and not _safe_inside(one, cue):
                continue
            found.append(one)
            if one.source:
                subjects.append((cue.verb, one.source))
    if headline and not found:
        found += headed(items)
    for one in (*heard(items), *asides(items), *attributed(items), *worded(items)):
        if not any(_overlap(one.cue, other.cue) for other in found):
            found.append(one)
    if not found:
        found += name_and_colon(items)
    if len(found) > MOST:
        found = sorted(found, key=lambda one: one.cue)[:MOST]
    found = [_behind_according(items, one, found) for one in found]
    return tuple(_as_claim(items, one) for one in sorted(_apart(found), key=lambda one: one.cue))


def _behind_according(items: Sequence[Item], one: Match, found: Sequence[Match]) -> Match:
    """ "According to the Herald, | the minister, Ann Low, ordered ...": the Herald has no part in the subject."""
    for other in found:
        if other.method != Method.ACCORDING_TO or other is one or one.source is None or other.source is None:
            continue
        start, end = other.source
        if one.source[0] == start and end < one.source[1] - 1 and is_mark(items[end], ","):
            return replace(one, source=(end + 1, one.source[1]))
    return one


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _apart(found: Sequence[Match]) -> list[Match]:
    """``found`` with no content running into the attribution that closes the sentence: "..., the paper reported"."""
    closing = [
        one
        for one in found
        if one.method in {Method.AFTER_CONTENT, Method.INVERTED, Method.ACCORDING_TO} and one.source
    ]
    apart = []
    for one in found:
        content = one.content
        for other in closing:
            limit = min(other.content[0][1], min(other.cue[0], other.source[0]) if other.source else other.cue[0])
            if other is not one and other.content[0][0] <= one.cue[0] < limit:
                content = tuple((a, min(b, limit)) for a, b in content if a < limit)
        if content:
            apart.append(replace(one, content=content))
    return apart


def _safe_inside(found: Match, cue: Cue) -> bool:
    return found.source is not None and (cue.form.act not in {"thinks"} or found.method == Method.VERB_THAT)


def follows_quotation(items: Sequence[Item]) -> bool:
    """Whether a sentence is the "Ann Low asked" of the quotation before it."""
    for cue in find_cues(items[:12]):
        if cue.kind is CueKind.FINITE and cue.form.frames & SPEECH_FRAMES:
            after = items[cue.end] if cue.end < len(items) else None
            return subject_left(items, cue.start) == (0, cue.start) and (
                after is None or (after.low != "that" and not is_mark(after, ":") and at_end(items, cue.end))
            )
    return False


def _as_claim(items: Sequence[Item], found: Match) -> AttributionCandidate:
    return AttributionCandidate(
        span_of(items, found.source) if found.source else None,
        (span_of(items, found.cue),),
        tuple(span_of(items, part) for part in found.content),
        found.method,
        found.confidence,
    )


def _claim(
    items: Sequence[Item], cue: Cue, before: Sequence[Cue], following: int, subjects: list[tuple[int, tuple[int, int]]]
) -> Match | None:
    frames = cue.form.frames
    if cue.kind is CueKind.PASSIVE or _is_told(items, cue):
        return passive(items, cue)
    if turned := inverted(items, cue):
        return turned
    source = subject_of(items, cue, before, subjects)
    right = after_verb(items, cue)
    if source is None:
        return None
    may_follow = cue.kind is CueKind.FINITE and bool(frames & SPEECH_FRAMES)
    if may_follow and (left := before_speaker(items, cue, source, right)):
        return left
    right = right or _as_told(items, cue, source)
    if right is None:
        return None
    (start, end), method, confidence = right
    if cue.start and items[cue.start - 1].low in {"and", "or"} and not subjects and method not in _STRONG:
        return None
    if end <= start:
        return None
    end = _clause_end(items, source, start, end)
    if method is Method.VERB_CLAUSE and _is_fused(items, source, start):
        return None
    end = _relative_end(items, cue, source, start, _dash_end(items, source, start, end))
    if cue.kind is CueKind.GERUND and source[0] == 0 and document_before(items, cue.start) == source:
        end = next((at for at in range(start + 1, end) if items[at].low in AUXILIARIES), end)
        end = start + 1 if items[start].kind is ItemKind.QUOTATION else end
    group = (cue.start, _cue_end(items, cue, start))
    return Match(source, group, ((start, end),), method, confidence)


def _dash_end(items: Sequence[Item], source: tuple[int, int], start: int, end: int) -> int:
    """``end``, or the second dash where the attribution stands between two: "the plan - which Ann Low calls mad -
    ..."."""
    at = source[0] - 1 if source[0] and items[source[0] - 1].low in RELATIVES else source[0]
    if not at or not is_dash(items[at - 1]):
        return end
    return next((here for here in range(start + 1, end) if is_dash(items[here])), end)


def _relative_end(items: Sequence[Item], cue: Cue, source: tuple[int, int], start: int, end: int) -> int:
    """``end``, or the comma that closes a relative clause: "the road, which Ann Low said was safe, is closed"."""
    for at, words in ((cue.start - 1, {"who", "which"}), (source[0] - 1, {"which", "whom"})):
        if at > 0 and items[at].low in words and is_mark(items[at - 1], ","):
            commas = (here for here in range(start + 1, end - 1) if is_mark(items[here], ","))
            return next((here for here in commas if items[here + 1].low not in COORDINATORS | RELATIVES), end)
    return end


def _is_fused(items: Sequence[Item], source: tuple[int, int], start: int) -> bool:
    """Whether the verb's object stands before it: "what Ann Low said | is untrue"."""
    lead = items[source[0] - 1].low if source[0] else ""
    return lead in {"what", "whatever"} and items[start].low in AUXILIARIES


def _as_told(items: Sequence[Item], cue: Cue, source: tuple[int, int]) -> tuple[tuple[int, int], Method, float] | None:
    """ "As Ann Low told the paper, the dam is old": what is said follows the clause that names its speaker."""
    if items[0].low != "as" or source[0] != 1 or cue.kind is not CueKind.FINITE or cue.form.lemma not in _AS_TOLD:
        return None
    comma = next((at for at in range(cue.end, min(len(items), cue.end + 9)) if is_mark(items[at], ",")), None)
    if comma is None or comma + 2 >= len(items):
        return None
    return (comma + 1, content_end(items, comma + 1)), Method.AS_TOLD, 0.8


_AS_TOLD = verbs_having(VerbTrait.AS_PARENTHETICAL)
"""Verbs of the clause "as ... told"; with others "as" is mostly of time ("as he joked, the bus came")."""


def _is_told(items: Sequence[Item], cue: Cue) -> bool:
    """ "was arrested and told that ...": a verb that names its hearer, and has none behind it, is a passive."""
    if (
        cue.start != cue.verb
        or VerbTrait.OBLIGATORY_HEARER not in cue.form.traits
        or cue.kind is not CueKind.FINITE
        or not cue.start
    ):
        return False
    joined = items[cue.start - 1].low in COORDINATORS | SUBORDINATORS
    bare = cue.end < len(items) and items[cue.end].low in {"that", "to"}
    return joined and bare and bool(verb_forms()[items[cue.verb].low].kinds & PAST_FORMS)


_STRONG = frozenset(
    {
        Method.VERB_THAT,
        Method.VERB_QUOTE,
        Method.TOLD_THAT,
        Method.TOLD_QUOTE,
        Method.TOLD_TO,
        Method.PARTICLE,
        Method.VERB_OF,
        Method.VERB_AS,
    }
)


def _clause_end(items: Sequence[Item], source: tuple[int, int], start: int, end: int) -> int:
    """``end``, or the first comma where the attribution stands in a clause that opens its sentence ("If X says ...,
    Y")."""
    first = next(
        (at for at in range(source[0]) if items[at].kind is ItemKind.WORD and items[at].low not in OPENERS), None
    )
    if first is None or items[first].low not in SUBORDINATORS:
        return end
    if any(is_mark(items[at], ",") for at in range(first, source[0])):
        return end
    return next((at for at in range(start + 1, end) if is_mark(items[at], ",")), end)


def _cue_end(items: Sequence[Item], cue: Cue, start: int) -> int:
    """The colon before the content belongs to the cue."""
    if start > cue.end and is_mark(items[start - 1], ":") and start - 1 == cue.end:
        return start
    return cue.end
