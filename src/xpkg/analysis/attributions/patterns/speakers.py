"""Decides who is the subject of a verb of saying: its own, that of the verb before it, a document, an antecedent."""

from __future__ import annotations

from collections.abc import Sequence

from xpkg.analysis.attributions.cue_lexicon import verb_forms
from xpkg.analysis.attributions.patterns.apposed_roles import role_and_name
from xpkg.analysis.attributions.patterns.content_extent import at_end
from xpkg.analysis.attributions.patterns.cue_subjects import subject_left
from xpkg.analysis.attributions.patterns.items import Item, ItemKind
from xpkg.analysis.attributions.patterns.verbal_cues import Cue, CueKind
from xpkg.analysis.attributions.patterns.word_classes import (
    ADJUNCT_OPENERS,
    AUXILIARIES,
    BE,
    COORDINATORS,
    DETERMINERS,
    OPENERS,
    RELATIVES,
    is_adverb,
    is_mark,
)
from xpkg.lexicon import lookalikes, nouns, verbs
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.inflection import Inflection
from xpkg.lexicon.irregular_verbs import irregular_pasts
from xpkg.lexicon.nouns import NounKind, of_kind


def subject_of(
    items: Sequence[Item], cue: Cue, before: Sequence[Cue], subjects: list[tuple[int, tuple[int, int]]]
) -> tuple[int, int] | None:
    """The speaker of ``cue``; ``subjects`` are those of the cues ``before`` it, by the places of their verbs."""
    lead = items[cue.start - 1] if cue.start else None
    if cue.kind is CueKind.FINITE and at_end(items, cue.end) and (closing := role_and_name(items, cue.start)):
        return closing
    if (
        cue.kind is CueKind.GERUND
        and lead is not None
        and lead.low == "as"
        and before
        and before[-1].end < cue.start - 1
    ):
        return (before[-1].end, cue.start - 1) if before[-1].form.lemma in {"quote", "cite"} else None
    if cue.kind is CueKind.GERUND and ((document := document_before(items, cue.start)) or cue.form.lemma == "read"):
        return document
    if cue.kind in {CueKind.GERUND, CueKind.INFINITIVE}:
        if subjects:
            return subjects[-1][1]
        return _main_subject(items, cue)
    joined = lead is not None and (lead.low in COORDINATORS | {"then"} or (is_mark(lead, ",") and bool(before)))
    if joined and lead is not None and is_mark(lead, ",") and before and _is_relative(items, before[-1]):
        return subject_left(items, cue.start)
    if joined and subjects and (own := _own_subject(items, cue, before)):
        return own
    if joined and subjects:
        at, source = subjects[-1]
        if cue.start == cue.verb and (verb_forms()[items[at].low].kinds ^ verb_forms()[items[cue.verb].low].kinds) & {
            Inflection.PRESENT
        }:
            return None  # "said that the papers expose ... and shows": another verb's subject
        if not any(items[i].low in {"while", "who"} for i in range(at, cue.start)):
            return source
    if joined and lead is not None and lead.low in {"and", "but", "then"}:
        return _main_subject(items, cue)
    return subject_left(items, cue.start)


DOCUMENTS = nouns.with_plurals(nouns.Trait.UTTERANCE)
"""What says something itself: "a letter warning of ...", "a sign reading ..."."""
_AGENT_LEADS = having(Trait.PARTICIPLE_COMPLEMENT) | {"from"}
_LINKS = having(Trait.ROLE_COMPLEMENT, Trait.PARTICIPLE_COMPLEMENT) | {"about", "sent", "addressed"}
"""Words with which a phrase goes on behind its noun: "a letter **to** the council warning ..."."""


def document_before(items: Sequence[Item], verb: int) -> tuple[int, int] | None:
    """The "a collection of letters" right before "describing ...", where the last noun is a thing that says something.

    A phrase of place or address may stand between: "a letter to the council warning ...".
    """
    end = verb
    while True:
        start = _phrase_start(items, end)
        if start == end:
            return None
        if items[end - 1].low in DOCUMENTS and not items[end - 1].capital:
            break
        if start < 2 or items[start - 1].low not in _LINKS:
            return None
        end = start - 1
    while start > 1 and items[start - 1].low == "of" and _phrase_start(items, start - 1) < start - 1:
        start = _phrase_start(items, start - 1)  # "a collection of letters"
    lead = items[start - 1].low if start else ""
    sends = lead in AUTHORING and not _is_passive(items, start)
    if sends or (lead in {"in", "with"} and not _is_passive(items, start - 1)):
        # "wrote a letter to the council asking for", "resigned in a letter saying": the writer asks; but in "was sent a
        # letter asking for" the letter does
        return None
    plain = items[start].low in DETERMINERS or items[start].low in DOCUMENTS
    return (start, verb) if plain or lead in ADJUNCT_OPENERS or _is_verb(lead) else None


def _is_passive(items: Sequence[Item], end: int) -> bool:
    """Whether what leads to ``end`` was done to the subject: "was named | in a report saying ..."."""
    start = max(0, end - 5)
    return any(items[at].low in BE and _is_verb(items[at + 1].low) for at in range(start, end - 1))


def person_before(items: Sequence[Item], verb: int) -> tuple[int, int] | None:
    """The "a man" right before "claiming ...", where a verb, "by" or "from" leads to him: "arrested a man claiming"."""
    start = _phrase_start(items, verb)
    if start == verb or items[start].low not in {"a", "an"} or items[verb - 1].low not in of_kind(NounKind.PERSON):
        return None
    lead = items[start - 1].low if start else ""
    return (start, verb) if lead in _AGENT_LEADS or _is_verb(lead) else None


def _phrase_start(items: Sequence[Item], end: int) -> int:
    """Where the noun phrase that ends before ``end`` begins: ``end`` itself where no noun stands there."""
    start = end
    while start > 0 and end - start < 6 and items[start - 1].kind is ItemKind.WORD:
        word = items[start - 1]
        described = start < end and start > 1 and items[start - 2].low in DETERMINERS  # "the leaked report"
        noun = word.low in DOCUMENTS or word.capital or described
        if word.low in AUXILIARIES | ADJUNCT_OPENERS | _NO_NOUNS:
            break
        if not noun and (_is_verb(word.low) or is_adverb(word)):
            break
        start -= 1
        if word.low in DETERMINERS:
            break
    return start


_NO_NOUNS = COORDINATORS | RELATIVES | having(Trait.PARTICLE)
"""Words at which a noun phrase ends: "handed **out** leaflets"."""


def _is_verb(word: str) -> bool:
    return word in verb_forms() or word in COMMON_PAST or (word.endswith(("ed", "ing")) and len(word) > 4)


AUTHORING = verbs.forms_having(verbs.Trait.AUTHORING)
"""Verbs whose object is what their subject says."""


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
    if items and items[0].kind is ItemKind.WORD and items[0].low in ADJUNCT_OPENERS | OPENERS:
        comma = next((at for at in range(cue.start) if is_mark(items[at], ",")), None)
        start = comma + 1 if comma is not None else 0
    at = start
    while at < cue.start and at < start + 14:
        item = items[at]
        if item.low in AUXILIARIES and at > start:
            return None if items[at - 1].low in {"it", "there"} else subject_left(items, at, start)
        if (
            item.kind is ItemKind.WORD
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


COMMON_PAST = irregular_pasts() - lookalikes.having(lookalikes.Trait.NOT_PAST)


def _is_relative(items: Sequence[Item], cue: Cue) -> bool:
    """Whether a cue is the verb of "Ann Low, who called for ...": what its clause belongs to comes with it."""
    return cue.start > 1 and items[cue.start - 1].low == "who" and is_mark(items[cue.start - 2], ",")
