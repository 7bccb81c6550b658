"""Finds what is said after its verb: a quotation, a clause, an object, with the person told passed over."""

from __future__ import annotations

from collections.abc import Sequence

from xpkg.analysis.attributions.cue_lexicon import verb_forms
from xpkg.analysis.attributions.patterns.content_extent import content_end, without_setting
from xpkg.analysis.attributions.patterns.items import Item, ItemKind
from xpkg.analysis.attributions.patterns.passive_hearers import is_hearer
from xpkg.analysis.attributions.patterns.verbal_cues import Cue, CueKind
from xpkg.analysis.attributions.patterns.word_classes import (
    ADJUNCT_OPENERS,
    ADVERBS,
    AUXILIARIES,
    CERTAIN_AUXILIARIES,
    COORDINATORS,
    DETERMINERS,
    LOOSE,
    OBJECT_PRONOUNS,
    PRONOUNS,
    QUESTION_WORDS,
    RELATIVES,
    STOPS,
    SUBORDINATORS,
    TIME_NOUNS,
    WH_RELATIVES,
    is_adverb,
    is_mark,
)
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.inflection import Inflection
from xpkg.lexicon.nouns import NounKind, kinds_of
from xpkg.lexicon.reporting import CLAUSE_FRAMES, HEARER_FRAMES, THAT_FRAMES, WITHOUT_HEARER, Frame, VerbTrait
from xpkg.model import Method


def after_verb(items: Sequence[Item], cue: Cue) -> tuple[tuple[int, int], Method, float] | None:
    """The content after the verb, with the rule and its confidence."""
    frames, at = cue.form.frames, cue.end
    if at >= len(items):
        return None
    if cue.particle:
        return _object(items, cue, at, Method.PARTICLE, 0.8)
    if (
        is_mark(items[at], ",:")
        and at + 1 < len(items)
        and items[at + 1].kind is ItemKind.QUOTATION
        and frames & {Frame.CLAUSE, Frame.QUOTATION, Frame.HEARER_CLAUSE, Frame.SET_OFF_QUOTATION}
    ):
        return (at + 1, content_end(items, at + 1)), Method.VERB_QUOTE, 0.95
    said = frames & {Frame.CLAUSE, Frame.QUOTATION, Frame.HEARER_CLAUSE}
    if said and is_mark(items[at], ":") and at + 2 < len(items):
        return (at + 1, content_end(items, at + 1)), Method.VERB_COLON, 0.85
    if items[at].kind is ItemKind.QUOTATION and (
        frames & {Frame.CLAUSE, Frame.QUOTATION, Frame.HEARER_CLAUSE, Frame.OBJECT, Frame.OBJECT_COMPLEMENT}
        or (cue.kind is CueKind.GERUND and cue.form.lemma == "read")
    ):
        return (at, content_end(items, at)), Method.VERB_QUOTE, 0.95
    if frames & THAT_FRAMES and items[at].low == "that":
        return (at, content_end(items, at)), Method.VERB_THAT, 0.92
    if frames & THAT_FRAMES and (that := _past_aside(items, at)):
        return (that, content_end(items, that)), Method.VERB_THAT, 0.9
    if cue.form.lemma == "ask" and items[at].low in QUESTION_WORDS:
        return (at, content_end(items, at)), Method.VERB_WHETHER, 0.85
    if frames & HEARER_FRAMES:
        told = _told(items, cue, at)
        return told if told or Frame.QUOTATION not in frames else _late(items, at, frames)
    believed_in = cue.form.lemma == "believe" and items[at].low == "in"
    if frames & WITHOUT_HEARER and not believed_in and (late := _late(items, at, frames)):
        return late
    if Frame.INFINITIVE in frames and items[at].low == "to" and at + 1 < len(items):
        return (at, content_end(items, at)), Method.VERB_TO, 0.8
    if Frame.CLAUSE in frames and _clause(items, at):
        end = content_end(items, at)
        return (at, without_setting(items, at, end) if Frame.OBJECT in frames else end), Method.VERB_CLAUSE, 0.8
    if (
        Frame.MARKED_CLAUSE in frames
        and (items[at].low in PRONOUNS - {"you"} or _with_verb(items, at))
        and _clause(items, at)
    ):
        return (at, content_end(items, at)), Method.VERB_CLAUSE, 0.7
    if Frame.OBJECT_OF in frames and any(item.low in {"of", "for"} for item in items[at : at + 14]):
        return _object(items, cue, at, Method.VERB_OF, 0.85)
    if Frame.OBJECT_AS in frames and items[at].low == "as":
        before = items[max(0, cue.start - 5) : cue.start]
        fused = any(item.low in RELATIVES | {"what"} for item in before)
        return _object(items, cue, at + 1, Method.VERB_AS, 0.85) if fused and at + 1 < len(items) else None
    if Frame.OBJECT_AS in frames and any(item.low == "as" for item in items[at : at + 18]):
        return _object(items, cue, at, Method.VERB_AS, 0.85)
    if Frame.OBJECT_COMPLEMENT in frames and _complement(items, at):
        return _object(items, cue, at, Method.VERB_COMPLEMENT, 0.8)
    if Frame.OBJECT in frames:
        return _object(items, cue, at, Method.VERB_OBJECT, 0.65)
    return None


def _object(
    items: Sequence[Item], cue: Cue, at: int, method: Method, confidence: float
) -> tuple[tuple[int, int], Method, float] | None:
    if items[at].kind is ItemKind.MARK or items[at].low in AUXILIARIES | COORDINATORS | {"than"}:
        return None
    if method == Method.VERB_OBJECT and items[at].kind is ItemKind.WORD and items[at].low in _NO_OBJECT:
        return None
    end = content_end(items, at)
    return (at, without_setting(items, at, end) if method == Method.VERB_OBJECT else end), method, confidence


def _is_asked_for(cue: Cue, items: Sequence[Item], at: int, here: int) -> bool:
    """Whether "for" leads to what somebody is asked for: "asked the council **for** help"."""
    asks = "for" in cue.form.particles and VerbTrait.ADDRESSEE_OBJECT in cue.form.traits
    return asks and at < here < len(items) - 1 and all(item.kind is ItemKind.WORD for item in items[at : here + 2])


def _told(items: Sequence[Item], cue: Cue, at: int) -> tuple[tuple[int, int], Method, float] | None:
    """ "told the Times that ...", "urged China to ...", "asked him: "..."": past the person told."""
    frames = cue.form.frames
    limit = min(len(items), at + 16)
    for here in range(at, limit):
        item = items[here]
        if item.kind is ItemKind.QUOTATION and Frame.HEARER_CLAUSE in (
            frames | ({Frame.HEARER_CLAUSE} if Frame.QUOTATION in frames else set())
        ):
            return (here, content_end(items, here)), Method.TOLD_QUOTE, 0.92
        quotes = here + 1 < len(items) and (
            is_mark(item, ":") or (is_mark(item, ",") and items[here + 1].kind is ItemKind.QUOTATION)
        )
        if quotes:
            return (here + 1, content_end(items, here + 1)), Method.TOLD_QUOTE, 0.9
        if item.low == "that" and Frame.HEARER_CLAUSE in frames and here > at:
            return (here, content_end(items, here)), Method.TOLD_THAT, 0.92
        named = cue.form.lemma != "tell" or is_hearer(_words(items, at, here))
        if item.low == "to" and Frame.HEARER_INFINITIVE in frames and here > at and named:
            return (at, content_end(items, at)), Method.TOLD_TO, 0.85
        if item.low == "to" and here > at and not named:
            break  # "told reporters ministers want to leave": where the clause begins is not plain
        ordered = item.low == "of" and _orders(items, at, here)  # "told the head of the police to leave"
        if item.low in {"about", "of"} and here > at and not ordered and VerbTrait.TELLS_ABOUT in cue.form.traits:
            return (here + 1, content_end(items, here + 1)), Method.TOLD_ABOUT, 0.6
        if item.low == "for" and _is_asked_for(cue, items, at, here):
            return (here + 1, content_end(items, here + 1)), Method.TOLD_ABOUT, 0.6
        if item.kind is ItemKind.MARK and item.low in STOPS | {";", ","}:
            break
        if item.low in {"and", "or"} and here + 1 < limit and items[here + 1].low == "that":
            break  # "had asked him about the cheque and that he had said ..."
        if item.low in WH_RELATIVES and here > at + 1:
            break  # "told the woman who ran the shop to close it"
        if (
            here > at
            and Frame.HEARER_CLAUSE in frames
            and item.kind is ItemKind.WORD
            and (
                item.low in PRONOUNS - {"who", "you"}
                or (item.low in DETERMINERS and _is_told(items, at, here) and items[here - 1].low not in _JOINING)
                or item.low in _TOLD_CLAUSES
            )
        ):
            return (here, content_end(items, here)), Method.TOLD_CLAUSE, 0.75
    if (
        cue.form.lemma in {"urge", "demand"}
        or Frame.CLAUSE in frames
        or (Frame.OBJECT in frames and cue.form.lemma != "ask")
    ):
        if Frame.CLAUSE in frames and _clause(items, at):
            return (at, content_end(items, at)), Method.VERB_CLAUSE, 0.75
        return _object(items, cue, at, Method.VERB_OBJECT, 0.65)
    return None


def _is_told(items: Sequence[Item], at: int, here: int) -> bool:
    """Whether a noun phrase has ended before ``here``: "told the crew | the", "told staff | the"; not "told all"."""
    return here > at + 1 or not _TOLD.isdisjoint(kinds_of(items[at].low))


_TOLD = frozenset((NounKind.PERSON, NounKind.ROLE, NounKind.BODY))
_JOINING = COORDINATORS | {"of", "for"}
"""Words behind which a noun phrase goes on: "told the head **of** the police to leave"."""


def _words(items: Sequence[Item], start: int, end: int) -> list[str]:
    return [item.low.capitalize() if item.capital else item.low for item in items[start:end]]


def _orders(items: Sequence[Item], at: int, of: int) -> bool:
    """Whether "of" only goes on with who is told, before "to" and what he is to do."""
    to = next((here for here in range(of + 1, min(len(items), of + 7)) if items[here].low == "to"), None)
    return to is not None and is_hearer(_words(items, at, to))


def _late(items: Sequence[Item], at: int, frames: frozenset[str]) -> tuple[tuple[int, int], Method, float] | None:
    """ "said on Monday that ...", "said in a statement: ..." ."""
    here = at
    limit = min(len(items), at + 14)
    if (
        here < len(items)
        and items[here].kind is ItemKind.WORD
        and not (items[here].low in ADJUNCT_OPENERS | TIME_NOUNS | LOOSE or is_adverb(items[here]))
    ):
        return None
    while here < limit:
        item = items[here]
        if item.low in COORDINATORS:
            return None  # "is joking around and that ...": nothing shows whose clause follows
        if here > at and (form := verb_forms().get(item.low)) is not None and Inflection.GERUND in form.kinds:
            return None  # "responded to a report saying that ..."
        if item.low == "that" and here > at:
            if frames & CLAUSE_FRAMES:
                return (here, content_end(items, here)), Method.VERB_THAT, 0.9
            return None
        if is_mark(item, ":,") and here + 1 < len(items) and items[here + 1].kind is ItemKind.QUOTATION:
            return (here + 1, content_end(items, here + 1)), Method.VERB_QUOTE, 0.9
        if is_mark(item, ":") and here + 2 < len(items):
            return (here + 1, content_end(items, here + 1)), Method.VERB_COLON, 0.8
        if item.kind is ItemKind.MARK:
            return None
        if item.kind is ItemKind.QUOTATION:
            return None
        if (
            here > at
            and Frame.CLAUSE in frames
            and _clause(items, here)
            and item.low in PRONOUNS | {"there"} | DETERMINERS
            and (items[here - 1].low in TIME_NOUNS)
        ):
            return (here, content_end(items, here)), Method.VERB_CLAUSE, 0.75
        here += 1
    return None


def _past_aside(items: Sequence[Item], at: int) -> int | None:
    """The "that" of "explains, in simple words, that ..."."""
    if not is_mark(items[at], ",") or at + 1 >= len(items) or items[at + 1].kind is not ItemKind.WORD:
        return None
    for here in range(at + 2, min(len(items) - 2, at + 14)):
        if is_mark(items[here], ","):
            return here + 1 if items[here + 1].low == "that" else None
        if items[here].kind is ItemKind.QUOTATION:
            return None
    return None


def _clause(items: Sequence[Item], at: int) -> bool:
    """Whether a clause may begin at ``at``: a subject, not a stop or a preposition's phrase."""
    if at + 1 >= len(items) or items[at].kind not in {ItemKind.WORD, ItemKind.QUOTATION}:
        return False
    word = items[at].low
    if word in OBJECT_PRONOUNS - {"it", "you"} or word in COORDINATORS | {"so", "than"}:
        return False
    if word in _CLAUSE_WORDS:
        return True
    if word in ADJUNCT_OPENERS or (word in TIME_NOUNS and not items[at].capital):
        return word in _HEADS_OF_CLAUSE and _leads_clause(items, at)
    return word not in _NO_SUBJECT and word != "to"


_CLAUSE_WORDS = having(Trait.CLAUSE_OPENER) - having(Trait.TEMPORAL_SUBORDINATOR) - {"where"} | {
    "there",
    "when",
    "while",
}
"""Words that open what is said, though most of them open an adjunct elsewhere."""
_NO_SUBJECT = ADVERBS - having(Trait.QUANTIFIER, Trait.APPROXIMATOR) - {"now", "still"}
_NO_OBJECT = ADJUNCT_OPENERS | SUBORDINATORS - having(Trait.WH_WORD) - {"that"}
_TOLD_CLAUSES = QUESTION_WORDS - RELATIVES - {"when"} | {"there"}
_HEADS_OF_CLAUSE = having(Trait.CIRCUMSTANTIAL)
"""Prepositions that do not introduce when or where something is said."""


def _leads_clause(items: Sequence[Item], at: int) -> bool:
    """Whether a preposition's phrase opens a clause: "under the new law, dams must ...", "by 2050, towns would ..."."""
    comma = next((here for here in range(at + 2, min(len(items), at + 9)) if is_mark(items[here], ",")), None)
    if comma is None or comma + 2 >= len(items) or items[comma + 1].kind is not ItemKind.WORD:
        return False
    first = items[comma + 1].low
    if first in ADJUNCT_OPENERS | SUBORDINATORS | COORDINATORS or first in {"adding", "saying"}:
        return False
    return any(item.low in AUXILIARIES or item.low.endswith(("ed", "s")) for item in items[comma + 2 : comma + 12])


def _with_verb(items: Sequence[Item], at: int) -> bool:
    """Whether a noun phrase with its auxiliary follows ("the facilities are"): a clause, not an object."""
    if items[at].low not in DETERMINERS:
        return False
    for item in items[at + 1 : at + 5]:
        if item.kind is not ItemKind.WORD or item.low in ADJUNCT_OPENERS:
            return False
        if item.low in CERTAIN_AUXILIARIES:
            return True
    return False


def _complement(items: Sequence[Item], at: int) -> bool:
    """Whether "called" is followed by a name or description."""
    window = items[at : at + 14]
    stop = next(
        (i for i, item in enumerate(window) if item.kind is ItemKind.MARK and item.low not in "'’$&"), len(window)
    )
    window = window[:stop]
    if any(item.kind is ItemKind.QUOTATION for item in window):
        return True
    if len(window) < 2:
        return False
    if window[0].low in OBJECT_PRONOUNS and window[1].low not in ADJUNCT_OPENERS:
        return True
    return any(item.low in {"a", "an"} for item in window[1:])
