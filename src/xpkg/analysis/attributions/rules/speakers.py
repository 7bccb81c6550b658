"""Tells whose verb a verb of saying is: its own subject, that of the verb before it, a document, an antecedent."""

from __future__ import annotations

from collections.abc import Sequence

from xpkg.analysis.attributions.lexicon import verb_forms
from xpkg.analysis.attributions.rules.cues import Cue
from xpkg.analysis.attributions.rules.extent import at_end
from xpkg.analysis.attributions.rules.items import Item
from xpkg.analysis.attributions.rules.roles import role_and_name
from xpkg.analysis.attributions.rules.subjects import subject_left
from xpkg.analysis.attributions.rules.words import (
    AUXILIARIES,
    DETERMINERS,
    OPENERS,
    PREPOSITIONS,
    is_adverb,
    is_mark,
)


def subject_of(
    items: Sequence[Item], cue: Cue, before: Sequence[Cue], subjects: list[tuple[int, tuple[int, int]]]
) -> tuple[int, int] | None:
    """The speaker of ``cue``; ``subjects`` are those of the cues ``before`` it, by the places of their verbs."""
    lead = items[cue.start - 1] if cue.start else None
    if cue.kind == "finite" and at_end(items, cue.end) and (closing := role_and_name(items, cue.start)):
        return closing
    if cue.kind == "ing" and lead is not None and lead.low == "as" and before and before[-1].end < cue.start - 1:
        return (before[-1].end, cue.start - 1) if before[-1].form.lemma in {"quote", "cite"} else None
    if cue.kind == "ing" and ((document := document_before(items, cue.start)) or cue.form.lemma == "read"):
        return document
    if cue.kind in {"ing", "infinitive"}:
        if subjects:
            return subjects[-1][1]
        return _main_subject(items, cue)
    joined = lead is not None and (lead.low in {"and", "but", "or", "then"} or (is_mark(lead, ",") and bool(before)))
    if joined and lead is not None and is_mark(lead, ",") and before and _is_relative(items, before[-1]):
        return subject_left(items, cue.start)
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


def document_before(items: Sequence[Item], verb: int) -> tuple[int, int] | None:
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
    if not before or not is_mark(items[cue.start - 1], ","):
        return None
    start = before[-1].end
    if items[start].low == "that":
        return subject_left(items, cue.start, start + 1)
    own = subject_left(items, cue.start, start) if items[start].capital or items[start].low in DETERMINERS else None
    return own if own and own[0] == start else None


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
            and (item.low.endswith("ed") or item.low in COMMON_PAST)
        ):
            end = at
            while end > start and is_adverb(items[end - 1]):
                end -= 1
            return subject_left(items, end, start)
        at += 1
    return None


COMMON_PAST = frozenset(
    "took gave made went came held sent wrote met spoke said told left ran stood got put led won lost".split()
)


def _is_relative(items: Sequence[Item], cue: Cue) -> bool:
    """Whether a cue is the verb of "Ann Low, who called for ...": what its clause belongs to comes with it."""
    return cue.start > 1 and items[cue.start - 1].low == "who" and is_mark(items[cue.start - 2], ",")
