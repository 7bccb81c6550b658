"""Finds where what is said begins and ends among the items of its sentence."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from xpkg.analysis.attributions.cue_lexicon import noun_acts, verb_forms
from xpkg.analysis.attributions.patterns.items import Item, ItemKind
from xpkg.analysis.attributions.patterns.word_classes import (
    ADJUNCT_OPENERS,
    AUXILIARIES,
    COORDINATORS,
    DETERMINERS,
    LOOSE,
    PRONOUNS,
    RELATIVES,
    SETTINGS,
    STOPS,
    SUBORDINATORS,
    TEMPORAL,
    TIME_NOUNS,
    WH_RELATIVES,
    ends_inside,
    is_adverb,
    is_dash,
    is_mark,
)
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.inflection import FINITE_FORMS, Inflection, gerund
from xpkg.lexicon.reporting import Frame, VerbTrait, reporting_verbs


def at_end(items: Sequence[Item], at: int) -> bool:
    """Whether nothing but time, place and setting stands from ``at`` to the end or to the next clause."""
    while at < len(items):
        item = items[at]
        if (item.kind is ItemKind.MARK and item.low in STOPS | {";", ":", ","}) or is_dash(item):
            return True
        if item.kind is ItemKind.QUOTATION:
            return False
        if item.kind is ItemKind.WORD and (
            item.low in ADJUNCT_OPENERS | TIME_NOUNS | LOOSE or item.low.isdigit() or is_adverb(item)
        ):
            at = _adverbial_end(items, at)
            continue
        return False
    return True


def _adverbial_end(items: Sequence[Item], at: int) -> int:
    """The end of the adverbial that begins at ``at``."""
    first = items[at]
    if is_adverb(first) or first.low in TIME_NOUNS:
        return at + 1
    at += 1
    while at < len(items):
        item = items[at]
        if item.kind in {ItemKind.MARK, ItemKind.QUOTATION}:
            break
        if item.low in ADJUNCT_OPENERS or item.low in TIME_NOUNS or item.low == "that" or item.low in PRONOUNS:
            break
        if item.low in AUXILIARIES:
            break
        at += 1
    return at


def content_start(items: Sequence[Item], end: int) -> int:
    """Where content that ends before ``end`` begins: after an earlier attribution or a dash, else with the sentence."""
    if items[end].kind is ItemKind.QUOTATION or is_dash(items[end]):
        at = end
        while at > 0 and not (is_dash(items[at - 1]) or is_mark(items[at - 1], ";")):
            at -= 1
        return at
    return _after_kicker(items)


def _after_kicker(items: Sequence[Item]) -> int:
    """The first item after a headline's keyword in capitals ("FLOODS: The river ..."), 0 where there is none."""
    for at, item in enumerate(items[:5]):
        if is_mark(item, ":"):
            return at + 1 if at else 0
        if item.kind not in {ItemKind.WORD, ItemKind.QUOTATION} or (not item.capital and item.kind is ItemKind.WORD):
            return 0
    return 0


def trimmed(items: Sequence[Item], start: int, end: int) -> int:
    while end > start + 1 and items[end - 1].kind is ItemKind.MARK and items[end - 1].low in ",;:—–--":
        end -= 1
    return end


def taken_up(items: Sequence[Item], at: int) -> list[tuple[int, int]]:
    """The quotation that goes on after "he said," in the same sentence."""
    seen = at
    while seen < len(items) and seen < at + 8:
        item = items[seen]
        if item.kind is ItemKind.QUOTATION:
            lead = items[seen - 1]
            if (lead.kind is ItemKind.MARK and lead.low in ",.:;") or is_dash(lead):
                return [(seen, content_end(items, seen))]
            return []
        if item.kind is ItemKind.WORD and (
            item.low in verb_forms() or (item.low in COORDINATORS or item.low in {"to", "of"})
        ):
            return []
        seen += 1
    return []


def content_end(items: Sequence[Item], start: int, *, joined: bool = False) -> int:
    """Where content that begins at ``start`` ends: with its clause, before another's attribution, or with the sentence.

    ``joined``: what "and" joins belongs to it though it is an attribution ("according to X, Y resigned and said ...").
    """
    at = start
    while at < len(items):
        item = items[at]
        if item.kind is ItemKind.MARK:
            rest = items[at + 1] if at + 1 < len(items) else None
            if rest is None or (item.low in STOPS and at == len(items) - 1):
                return at
            if item.low in {";"}:
                return at
            if (
                item.low in STOPS
                and rest.kind in {ItemKind.WORD, ItemKind.QUOTATION}
                and (rest.capital or rest.kind is ItemKind.QUOTATION)
                and items[at - 1].kind is ItemKind.QUOTATION
            ):
                return at
            if is_mark(item, ","):
                opens = at == start + 1 and items[start].low == "that"
                if _other_saying(items, at + 1) and not opens and not _waits_for_verb(items, start, at):
                    return at
                joins = rest.low == "and" and at + 2 < len(items) and items[at + 2].low == "that"
                if at > start and items[at - 1].kind is ItemKind.QUOTATION and rest.low in _AFTER_QUOTE and not joins:
                    return at
            if is_dash(item) and _other_saying(items, at + 1):
                return at
        elif item.kind is ItemKind.QUOTATION and at > start and ends_inside(item) and at + 1 < len(items):
            rest = items[at + 1]
            if rest.kind is ItemKind.WORD and (rest.low in _AFTER_QUOTE or _other_saying(items, at + 1)):
                return at + 1
        elif item.kind is ItemKind.QUOTATION and at == start and at + 1 < len(items):
            rest = items[at + 1]
            if ends_inside(item) and (rest.kind is ItemKind.WORD):
                return at + 1
        elif (
            not joined
            and item.low in {"and", "but"}
            and at > start
            and not _in_relative(items, start, at)
            and _joined_saying(items, at + 1)
        ):
            return at if not is_mark(items[at - 1], ",") else at - 1
        at += 1
    return at


def without_setting(items: Sequence[Item], start: int, end: int) -> int:
    """``end`` of an object without the time and setting behind it ("the claim | in a letter on Monday").

    Where a verb stands in the content, time and setting may be its own, and stay.
    """
    verbs = (item for item in items[start:end] if not item.capital)
    if any(item.low in AUXILIARIES or item.low.endswith("ed") for item in verbs):
        return end
    while True:
        lead = next((at for at in range(end - 1, start, -1) if items[at].low in TEMPORAL), None)
        if lead is None or end - lead > 5:
            return end
        rest = items[lead + 1 : end]
        known = TIME_NOUNS if items[lead].low == "on" else SETTINGS
        if not rest or not all(
            item.low in known | DETERMINERS | LOOSE or item.low.rstrip(",").isdigit() for item in rest
        ):
            return end
        end = lead


def _in_relative(items: Sequence[Item], start: int, at: int) -> bool:
    """Whether a relative clause about a person runs up to ``at``: its verbs are not the speaker's."""
    for here in range(at - 1, start, -1):
        if items[here].kind is ItemKind.MARK:
            return False
        if items[here].low == "who":
            return True
    return False


_AFTER_QUOTE = (
    (SUBORDINATORS - {"that", "than"})
    | having(Trait.ADJUNCT_PARTICIPLE)
    | WH_RELATIVES
    | (having(Trait.SUBJECT_PRONOUN) - {"it", "you"})
    | {gerund(row.lemma) for row in reporting_verbs()}
    | {"in", "during"}
)
"""What goes on behind a quotation that is not said by its speaker."""


def _other_saying(items: Sequence[Item], at: int) -> bool:
    """Whether what follows a comma leaves the content: "adding ...", "according to ...", "while Omar called ..."."""
    if at >= len(items) or items[at].kind is not ItemKind.WORD:
        return False
    word = items[at].low
    if word == "according" or _judged(items, at):
        return True
    form = verb_forms().get(word)
    if (
        form
        and Inflection.GERUND in form.kinds
        and form.verb.frames
        & {
            Frame.CLAUSE,
            Frame.MARKED_CLAUSE,
            Frame.QUOTATION,
            Frame.HEARER_CLAUSE,
            Frame.OBJECT_COMPLEMENT,
            Frame.OBJECT_AS,
        }
    ):
        return True
    if word in {"referring", "citing", "though", "although"}:
        return True
    if word in {"while", "but", "and", "whereas"}:
        return any(
            (one := verb_forms().get(item.low)) is not None
            and not item.capital
            and (bool(one.kinds & FINITE_FORMS) or (Frame.CLAUSE in one.verb.frames and before.low.endswith("s")))
            for before, item in pairwise(_until_comma(items, at, 10))
        )
    if word not in (RELATIVES - {"that", "whom"}) | {"where", "when"}:
        ahead = _until_comma(items, at, 16)
        for here, item in enumerate(ahead[1:-1], start=1):
            one = verb_forms().get(item.low)
            if one and Frame.CLAUSE in one.verb.frames and one.kinds & FINITE_FORMS and ahead[here + 1].low == "that":
                return True
    if word in PRONOUNS or items[at].capital or word == "the":
        # "..., Ann Low said" closes the content of another
        return any(
            (one := verb_forms().get(item.low)) is not None
            and one.verb.lemma in {"say", "add"}
            and Inflection.PAST in one.kinds
            for item in _until_comma(items, at + 1, 6)
        )
    return False


def _waits_for_verb(items: Sequence[Item], start: int, comma: int) -> bool:
    """Whether the verb of the clause from ``start`` follows the comma: "that the mayor, who ..., | had promised"."""
    after = items[comma + 1]
    form = verb_forms().get(after.low)
    if not (after.low in AUXILIARIES or (form is not None and form.kinds & FINITE_FORMS)):
        return False
    relative = next((at for at in range(start, comma) if items[at].low in {"who", "which"}), comma)
    return not any(item.low in AUXILIARIES or item.low.endswith("ed") for item in items[start:relative])


def _judged(items: Sequence[Item], at: int) -> bool:
    """Whether another speaks of what was said: ", a claim which Ann Low denied", ", which Ann Low called mad"."""
    if items[at].low in {"a", "an"} and at + 2 < len(items) and items[at + 1].low in noun_acts():
        at += 2
    if items[at].low not in {"which", "that"} or (is_mark(items[at - 1], ",") and items[at].low == "that"):
        return False
    for here in range(at + 2, min(len(items), at + 7)):
        form = verb_forms().get(items[here].low)
        if (
            form is not None
            and form.verb.frames & {Frame.OBJECT, Frame.OBJECT_COMPLEMENT}
            and form.kinds & FINITE_FORMS
        ):
            return len(_until_comma(items, here, 6)) <= 4
    return False


def _until_comma(items: Sequence[Item], at: int, width: int) -> Sequence[Item]:
    end = at
    while end < len(items) and end < at + width and items[end].kind in {ItemKind.WORD, ItemKind.PARENTHESIS}:
        end += 1
    return items[at:end]


def _joined_saying(items: Sequence[Item], at: int) -> bool:
    """ "and stated ...": a second finite verb of saying with the same subject."""
    while at < len(items) and is_adverb(items[at]):
        at += 1
    if at >= len(items) or items[at].kind is not ItemKind.WORD or items[at].capital:
        return False
    form = verb_forms().get(items[at].low)
    return form is not None and Inflection.PAST in form.kinds and VerbTrait.SELDOM_REPORTS not in form.verb.traits
