"""Finds how far a noun phrase reaches to the right, and whether it can speak."""

from __future__ import annotations

from collections.abc import Sequence

from xpkg.analysis.attributions.cue_lexicon import verb_forms
from xpkg.analysis.attributions.patterns.items import Item, ItemKind
from xpkg.analysis.attributions.patterns.word_classes import (
    ADJUNCT_OPENERS,
    APPOSITIVE_HEADS,
    AUXILIARIES,
    DETERMINERS,
    LONE_SOURCES,
    OBJECT_PRONOUNS,
    OPENERS,
    PRONOUNS,
    SETTINGS,
    SUBORDINATORS,
    TIME_NOUNS,
    WH_RELATIVES,
    ends_inside,
    is_dash,
    is_mark,
)
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.plurals import irregular_plurals

_ADVERBIAL_HEADS = ADJUNCT_OPENERS | OPENERS
_TAIL_STOPS = SUBORDINATORS - {"than", "so"}
_TIME_OR_SETTING = (
    having(Trait.TEMPORAL, Trait.TEMPORAL_SUBORDINATOR) - having(Trait.PARTICIPLE_COMPLEMENT) - {"from"}
) | {"last", "via", "through"}
_COMPLEMENTS = having(Trait.ROLE_COMPLEMENT)
_PLURAL_ENDS = ("s", "one", "staff", *sorted(irregular_plurals()))


def is_phrase(items: Sequence[Item], start: int, end: int) -> bool:
    """Whether the items can name a speaker."""
    words = [item for item in items[start:end] if item.kind is ItemKind.WORD]
    if not words or len(words) > 30:
        return False
    first, last = words[0], words[-1]
    if (
        first.low in {"there", "nothing", "of", "to", "not", "who's"}
        or last.low in ADJUNCT_OPENERS | DETERMINERS - LONE_SOURCES
    ):
        return False
    if len(words) == 1:
        return first.capital or first.low in LONE_SOURCES or (first.low.endswith("s") and len(first.low) > 3)
    if first.low in DETERMINERS or any(word.capital for word in words):
        return True
    return last.low.endswith(_PLURAL_ENDS) or first.low in LONE_SOURCES


def subject_right(items: Sequence[Item], start: int) -> tuple[int, int] | None:
    """The subject after an inverted verb ("..., said Ann Low, an expert on ..."), with its appositions."""
    if start >= len(items) or items[start].kind is not ItemKind.WORD:
        return None
    if items[start].low in PRONOUNS and not _goes_on(items, start + 1):
        return start, start + 1
    if items[start].low in ADJUNCT_OPENERS | SUBORDINATORS | OBJECT_PRONOUNS | TIME_NOUNS:
        return None
    end = phrase_end(items, start)
    return (start, end) if end > start and is_phrase(items, start, end) else None


def _goes_on(items: Sequence[Item], at: int) -> bool:
    return at < len(items) and items[at].low in {"of", "who"}


def phrase_end(items: Sequence[Item], start: int, *, appositions: bool = True) -> int:
    """Where the noun phrase that begins at ``start`` ends."""
    at = start
    relative = False
    while at < len(items):
        item = items[at]
        if item.kind is ItemKind.QUOTATION and at > start and ends_inside(item):
            break
        if (
            item.kind is ItemKind.MARK and item.low in {".", "?", "!", ":", ";", "…", "...", '"', "”", "“", "''"}
        ) or is_dash(item):
            break
        if is_mark(item, ","):
            if not appositions or not _apposition(items, at + 1):
                break
            relative = items[at + 1].low in WH_RELATIVES
        elif item.kind is ItemKind.WORD and at > start:
            if item.low in _TAIL_STOPS and not relative and item.low != "that":
                break
            if item.low == "that" and not relative:
                break
            if item.low in _TIME_OR_SETTING and _time_or_setting(items, at) and not relative:
                break
            if item.low in TIME_NOUNS and not relative and item.low not in {"may", "march", "day", "sun"}:
                break
        at += 1
    return at


def _apposition(items: Sequence[Item], at: int) -> bool:
    """Whether what stands after a comma goes on with the noun phrase before it."""
    if at >= len(items) or items[at].kind is not ItemKind.WORD:
        return False
    item = items[at]
    if item.low in SUBORDINATORS | {"adding", "but"}:
        return False
    if item.low in APPOSITIVE_HEADS - {"and"}:
        return True
    if item.low in _ADVERBIAL_HEADS or item.low.endswith("ing"):
        return False
    if item.low.isdigit() or item.low.startswith("d-") or item.low.startswith("r-"):
        return True
    if item.low == "and":
        return at + 1 < len(items) and items[at + 1].capital
    if item.capital:
        return True
    if (
        item.low in PRONOUNS | AUXILIARIES | SUBORDINATORS
        or item.low in verb_forms()
        or item.low.endswith(("ed", "ly"))
    ):
        return False
    return any(word.low in _COMPLEMENTS for word in items[at + 1 : at + 5])


def _time_or_setting(items: Sequence[Item], at: int) -> bool:
    """Whether a preposition at ``at`` opens "on Monday", "in a statement", "during an interview"."""
    for item in items[at + 1 : at + 5]:
        if item.kind is not ItemKind.WORD:
            return False
        if item.low in TIME_NOUNS or item.low in SETTINGS or (item.low.isdigit() and len(item.low) == 4):
            return True
    return False
