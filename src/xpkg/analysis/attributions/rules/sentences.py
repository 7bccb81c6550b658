"""Makes the claims of one sentence: which words are the source, the cue and the content of each verb of saying."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from xpkg.analysis.attributions.lexicon import verb_forms
from xpkg.analysis.attributions.rules.cues import Cue, find_cues
from xpkg.analysis.attributions.rules.extent import at_end, content_end
from xpkg.analysis.attributions.rules.found import Found
from xpkg.analysis.attributions.rules.items import Item
from xpkg.analysis.attributions.rules.left import before_speaker, inverted
from xpkg.analysis.attributions.rules.phrasal import according, name_and_colon, passive
from xpkg.analysis.attributions.rules.right import after_verb
from xpkg.analysis.attributions.rules.roles import role_and_name
from xpkg.analysis.attributions.rules.subjects import subject_left
from xpkg.analysis.attributions.rules.worded import headed, worded
from xpkg.analysis.attributions.rules.words import (
    AUXILIARIES,
    DETERMINERS,
    OPENERS,
    PREPOSITIONS,
    is_adverb,
    is_dash,
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
    if headline and not found:
        found += headed(items)
    for one in worded(items):
        if not any(_overlap(one.cue, other.cue) for other in found):
            found.append(one)
    if not found:
        found += name_and_colon(items)
    return tuple(_as_claim(items, one) for one in sorted(_apart(found), key=lambda one: one.cue))


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


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
    if cue.kind == "passive" or _is_told(items, cue):
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
    right = right or _as_told(items, cue, source)
    if right is None:
        return None
    (start, end), rule, confidence = right
    if cue.start and items[cue.start - 1].low in {"and", "or"} and not subjects and rule not in _STRONG:
        return None
    if end <= start:
        return None
    end = _clause_end(items, source, start, end)
    if rule == "verb-clause" and _is_fused(items, source, start):
        return None
    end = _dash_end(items, source, start, end)
    if cue.kind == "ing" and source[0] == 0 and _document_before(items, cue.start) == source:
        end = next((at for at in range(start + 1, end) if items[at].low in AUXILIARIES), end)
        end = start + 1 if items[start].kind == "q" else end
    group = (cue.start, _cue_end(items, cue, start))
    return Found(source, group, ((start, end),), rule, confidence)


def _dash_end(items: Sequence[Item], source: tuple[int, int], start: int, end: int) -> int:
    """``end``, or the second dash where the saying stands between two: "the plan - which Ann Low calls mad - ..."."""
    at = source[0] - 1 if source[0] and items[source[0] - 1].low in {"which", "that", "who"} else source[0]
    if not at or not is_dash(items[at - 1]):
        return end
    return next((here for here in range(start + 1, end) if is_dash(items[here])), end)


def _is_fused(items: Sequence[Item], source: tuple[int, int], start: int) -> bool:
    """Whether the verb's object stands before it: "what Ann Low said | is untrue"."""
    lead = items[source[0] - 1].low if source[0] else ""
    return lead in {"what", "whatever"} and items[start].low in AUXILIARIES


def _as_told(items: Sequence[Item], cue: Cue, source: tuple[int, int]) -> tuple[tuple[int, int], str, float] | None:
    """ "As Ann Low told the paper, the dam is old": what is said follows the clause that names its speaker."""
    if items[0].low != "as" or source[0] != 1 or cue.kind != "finite" or cue.form.lemma not in _AS_TOLD:
        return None
    comma = next((at for at in range(cue.end, min(len(items), cue.end + 9)) if is_mark(items[at], ",")), None)
    if comma is None or comma + 2 >= len(items):
        return None
    return (comma + 1, content_end(items, comma + 1)), "as-told", 0.8


_AS_TOLD = frozenset("say tell report note write explain reveal argue observe state remark admit acknowledge".split())
"""Verbs of the clause "as ... told"; with others "as" is mostly of time ("as he joked, the bus came")."""
_NEEDS_HEARER = frozenset("tell remind inform assure notify".split())


def _is_told(items: Sequence[Item], cue: Cue) -> bool:
    """ "was arrested and told that ...": a verb that names its hearer, and has none behind it, is a passive."""
    if cue.start != cue.verb or cue.form.lemma not in _NEEDS_HEARER or cue.kind != "finite" or not cue.start:
        return False
    joined = items[cue.start - 1].low in {"and", "or", "when", "if", "once"}
    bare = cue.end < len(items) and items[cue.end].low in {"that", "to"}
    return joined and bare and bool(verb_forms()[items[cue.verb].low].kinds & {"past", "part"})


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
    if cue.kind == "ing" and lead is not None and lead.low == "as" and before and before[-1].end < cue.start - 1:
        return (before[-1].end, cue.start - 1) if before[-1].form.lemma in {"quote", "cite"} else None
    if cue.kind == "ing" and ((document := _document_before(items, cue.start)) or cue.form.lemma == "read"):
        return document
    if cue.kind in {"ing", "infinitive"}:
        if subjects:
            return subjects[-1][1]
        return _main_subject(items, cue)
    joined = lead is not None and (lead.low in {"and", "but", "or", "then"} or (is_mark(lead, ",") and bool(before)))
    if joined and subjects and (own := _own_subject(items, cue, before)):
        return own
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


_DOCUMENTS = frozenset(
    "letter letters note notes message messages statement statements report reports document documents file files "
    "paper papers article articles post posts tweet tweets email emails e-mail e-mails petition petitions leaflet "
    "leaflets poster posters sign signs banner banners placard placards memo memos telegram telegrams study studies "
    "resolution resolutions text texts book books story stories editorial caption inscription plaque".split()
)
"""What says something itself: "a letter warning of ...", "a sign reading ..."."""


def _document_before(items: Sequence[Item], verb: int) -> tuple[int, int] | None:
    """The "a collection of letters" right before "describing ...", where the last noun is a thing that says something.

    A phrase of place or address may stand between: "a letter to the council warning ...".
    """
    start = verb
    while start > 0 and verb - start < 10 and items[start - 1].kind == "w":
        word = items[start - 1]
        form = verb_forms().get(word.low)
        if word.low in AUXILIARIES or word.low in {"and", "or", "but", "that", "who", "which"}:
            break
        if form is not None and not word.capital and word.low not in _DOCUMENTS:
            break
        start -= 1
        outer = start > 0 and items[start - 1].low in {"of", "to", "from", "in", "for"}
        if word.low in DETERMINERS and not outer:
            break
    phrase = items[start:verb]
    if not phrase or not (phrase[0].low in DETERMINERS or phrase[0].low in _DOCUMENTS):
        return None
    if start and items[start - 1].low in _SENT:
        return None  # "wrote a letter to the council asking for ...": the writer asks
    links = (at for at, item in enumerate(phrase) if at and item.low in {"to", "from", "in", "for"})
    head = phrase[next(links, len(phrase)) - 1].low
    return (start, verb) if head in _DOCUMENTS else None


_SENT = frozenset("wrote sent signed issued published released posted delivered circulated wrote write send".split())
"""Verbs whose object is a saying of their subject."""


def _own_subject(items: Sequence[Item], cue: Cue, before: Sequence[Cue]) -> tuple[int, int] | None:
    """The subject after a comma: "reported that | two officials, speaking to the paper, | said ..."."""
    if not before or not is_mark(items[cue.start - 1], ",") or items[before[-1].end].low != "that":
        return None
    return subject_left(items, cue.start, before[-1].end + 1)


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
            return None if items[at - 1].low in {"it", "there"} else subject_left(items, at, start)
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
