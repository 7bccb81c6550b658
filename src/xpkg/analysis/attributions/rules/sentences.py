"""Makes the claims of one sentence: which words are the source, the cue and the content of each verb of saying."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from xpkg.analysis.attributions.lexicon import verb_forms
from xpkg.analysis.attributions.rules.cues import Cue, find_cues
from xpkg.analysis.attributions.rules.extent import at_end
from xpkg.analysis.attributions.rules.found import Found
from xpkg.analysis.attributions.rules.items import Item
from xpkg.analysis.attributions.rules.left import before_speaker, inverted
from xpkg.analysis.attributions.rules.phrasal import according, name_and_colon, passive
from xpkg.analysis.attributions.rules.right import after_verb
from xpkg.analysis.attributions.rules.roles import role_and_name
from xpkg.analysis.attributions.rules.subjects import subject_left
from xpkg.analysis.attributions.rules.words import (
    AUXILIARIES,
    OPENERS,
    PREPOSITIONS,
    is_adverb,
    is_mark,
)
from xpkg.model import Claim, Span


def claims_of(items: Sequence[Item], *, quoted: bool = False, headline: bool = False) -> tuple[Claim, ...]:
    """The claims of one sentence; ``quoted`` for one that stands inside a quotation, ``headline`` for a title."""
    found: list[Found] = [*according(items)]
    cues = find_cues(items, headline=headline)
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
    if not found:
        found += name_and_colon(items)
    return tuple(_as_claim(items, one) for one in sorted(_apart(found), key=lambda one: one.cue))


def _apart(found: Sequence[Found]) -> list[Found]:
    """``found`` with no content running into the saying that closes the sentence: "..., the paper reported"."""
    closing = [one for one in found if one.rule in {"after-content", "inverted", "according-to"} and one.source]
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


def _safe_inside(found: Found, cue: Cue) -> bool:
    return found.source is not None and (cue.form.act not in {"thinks"} or found.rule == "verb-that")


def follows_quotation(items: Sequence[Item]) -> bool:
    """Whether a sentence is the "Ann Low asked" of the quotation before it."""
    for cue in find_cues(items[:12]):
        if cue.kind == "finite" and cue.form.frames & set("snqt"):
            after = items[cue.end] if cue.end < len(items) else None
            return subject_left(items, cue.start) == (0, cue.start) and (
                after is None or (after.low != "that" and not is_mark(after, ":") and at_end(items, cue.end))
            )
    return False


def _as_claim(items: Sequence[Item], found: Found) -> Claim:
    def span(part: tuple[int, int]) -> Span:
        return Span(items[part[0]].start, items[part[1] - 1].end)

    return Claim(
        span(found.source) if found.source else None,
        (span(found.cue),),
        tuple(span(part) for part in found.content),
        f"rules/{found.rule}",
        found.confidence,
    )


def _claim(
    items: Sequence[Item], cue: Cue, before: Sequence[Cue], following: int, subjects: list[tuple[int, tuple[int, int]]]
) -> Found | None:
    frames = cue.form.frames
    if cue.kind == "passive":
        return passive(items, cue)
    if turned := inverted(items, cue):
        return turned
    source = _subject(items, cue, before, subjects)
    right = after_verb(items, cue)
    if source is None:
        return None
    may_follow = cue.kind == "finite" and bool(frames & set("snqt"))
    if may_follow and (left := before_speaker(items, cue, source, right)):
        return left
    if right is None:
        return None
    (start, end), rule, confidence = right
    if cue.start and items[cue.start - 1].low in {"and", "or"} and not subjects and rule not in _STRONG:
        return None
    if end <= start:
        return None
    end = _clause_end(items, source, start, end)
    group = (cue.start, _cue_end(items, cue, start))
    return Found(source, group, ((start, end),), rule, confidence)


_STRONG = frozenset({"verb-that", "verb-quote", "told-that", "told-quote", "told-to", "particle", "verb-of", "verb-as"})


def _clause_end(items: Sequence[Item], source: tuple[int, int], start: int, end: int) -> int:
    """``end``, or the first comma where the saying stands in a clause that opens its sentence ("If X says ..., Y")."""
    first = next((at for at in range(source[0]) if items[at].kind == "w" and items[at].low not in OPENERS), None)
    if first is None or items[first].low not in _OPENING:
        return end
    if any(is_mark(items[at], ",") for at in range(first, source[0])):
        return end
    return next((at for at in range(start + 1, end) if is_mark(items[at], ",")), end)


_OPENING = frozenset("if when while after as although though because since before whereas once until unless".split())


def _cue_end(items: Sequence[Item], cue: Cue, start: int) -> int:
    """The colon before the content belongs to the cue."""
    if start > cue.end and is_mark(items[start - 1], ":") and start - 1 == cue.end:
        return start
    return cue.end


def _subject(
    items: Sequence[Item], cue: Cue, before: Sequence[Cue], subjects: list[tuple[int, tuple[int, int]]]
) -> tuple[int, int] | None:
    lead = items[cue.start - 1] if cue.start else None
    if cue.kind == "finite" and at_end(items, cue.end) and (closing := role_and_name(items, cue.start)):
        return closing
    if cue.kind in {"ing", "infinitive"}:
        if subjects:
            return subjects[-1][1]
        return _main_subject(items, cue)
    joined = lead is not None and (lead.low in {"and", "but", "or", "then"} or (is_mark(lead, ",") and bool(before)))
    if joined and subjects:
        at, source = subjects[-1]
        if cue.start == cue.verb and (verb_forms()[items[at].low].kinds ^ verb_forms()[items[cue.verb].low].kinds) & {
            "s"
        }:
            return None  # "said that the papers expose ... and shows": another verb's subject
        if not any(items[i].low in {"while", "who"} for i in range(at, cue.start)):
            return source
    if joined and lead is not None and lead.low in {"and", "but", "then"}:
        return _main_subject(items, cue)
    return subject_left(items, cue.start)


def _main_subject(items: Sequence[Item], cue: Cue) -> tuple[int, int] | None:
    """The subject of the sentence's first verb, for a participle that says nothing of its own subject."""
    start = 0
    if items and items[0].kind == "w" and items[0].low in PREPOSITIONS | OPENERS:
        comma = next((at for at in range(cue.start) if is_mark(items[at], ",")), None)
        start = comma + 1 if comma is not None else 0
    at = start
    while at < cue.start and at < start + 14:
        item = items[at]
        if item.low in AUXILIARIES and at > start:
            return subject_left(items, at, start)
        if (
            item.kind == "w"
            and not item.capital
            and at > start
            and (item.low.endswith("ed") or item.low in _COMMON_PAST)
        ):
            end = at
            while end > start and is_adverb(items[end - 1]):
                end -= 1
            return subject_left(items, end, start)
        at += 1
    return None


_COMMON_PAST = frozenset(
    "took gave made went came held sent wrote met spoke said told left ran stood got put led won lost".split()
)
