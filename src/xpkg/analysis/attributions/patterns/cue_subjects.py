"""Finds the noun phrase that speaks to the left of a verb of saying."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from xpkg.analysis.attributions.cue_lexicon import lacks_object, verb_forms
from xpkg.analysis.attributions.patterns.items import Item, ItemKind
from xpkg.analysis.attributions.patterns.phrase_extent import is_phrase
from xpkg.analysis.attributions.patterns.word_classes import (
    ADJUNCT_OPENERS,
    APPOSITIVE_HEADS,
    AUXILIARIES,
    CERTAIN_AUXILIARIES,
    COORDINATORS,
    DETERMINERS,
    OBJECT_PRONOUNS,
    OPENERS,
    PLURALS,
    PRONOUNS,
    SUBORDINATORS,
    TIME_NOUNS,
    WH_RELATIVES,
    ends_inside,
    is_adverb,
    is_dash,
    is_mark,
    is_word,
)
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.inflection import FINITE_FORMS, participles
from xpkg.lexicon.nouns import NounKind, of_kind
from xpkg.lexicon.reporting import VerbTrait, verbs_having

_TIME_LEADS = having(Trait.DATING_ADVERB) | {"on", "this", "the", "in"}


def subject_left(items: Sequence[Item], verb: int, floor: int = 0) -> tuple[int, int] | None:
    """The items ``[start, end)`` of the subject before ``verb``, at or after ``floor``; None when there is none."""
    end = _before_time(items, verb, floor)
    if end <= floor:
        return None
    if is_mark(items[end - 1], ",") and end - 1 > floor:
        return _with_apposition(items, end - 1, floor)
    if is_dash(items[end - 1]):
        opened = _last(items, end - 1, floor, is_dash)
        if opened is not None and opened > floor and (found := _plain_subject(items, opened, floor)):
            return found[0], end - 1
        return None
    return _plain_subject(items, end, floor)


def _last(items: Sequence[Item], end: int, floor: int, test: Callable[[Item], bool]) -> int | None:
    for at in range(end - 1, floor - 1, -1):
        if test(items[at]):
            return at
    return None


def _before_time(items: Sequence[Item], end: int, floor: int) -> int:
    """``end`` moved before "yesterday", "on Monday", "last week" where they stand between subject and verb."""
    at = end
    while (
        at - 1 > floor
        and is_word(items[at - 1])
        and (items[at - 1].low in TIME_NOUNS or (items[at - 1].low.isdigit() and items[at - 2].low in TIME_NOUNS))
    ):
        at -= 1
    while at < end and at - 1 > floor and items[at - 1].low in _TIME_LEADS - {"the"}:
        at -= 1
    if at < end and at - 1 > floor and items[at - 1].low == "the":
        return end
    return at


def _with_apposition(items: Sequence[Item], comma: int, floor: int) -> tuple[int, int] | None:
    """The subject before ``comma`` with the appositions and relative clauses between its head and the comma."""
    commas = [at for at in range(floor, comma) if is_mark(items[at], ",")]
    starts = [floor, *(at + 1 for at in commas)]
    edges = [*commas, comma]
    at = len(starts) - 1
    while at > 0:
        first = items[starts[at]]
        head = _plain_subject(items, edges[at], starts[at])
        plain = head is not None and head[0] == starts[at] and first.capital and first.low not in APPOSITIVE_HEADS
        if plain and at < len(starts) - 1:
            break
        at -= 1
    if at < len(starts) - 1 and items[starts[at + 1]].low in ADJUNCT_OPENERS - {"of", "including", "formerly"}:
        return _plain_subject(items, edges[at], starts[at])
    for low in range(at, len(starts) - 1):
        if found := _plain_subject(items, edges[low], starts[low]):
            return found[0], comma
    return None


def _plain_subject(items: Sequence[Item], end: int, floor: int) -> tuple[int, int] | None:
    """A subject without commas inside (but for lists of names) that ends at ``end``."""
    if end <= floor:
        return None
    last = items[end - 1]
    if last.kind is ItemKind.MARK or (last.kind is ItemKind.WORD and last.low in OBJECT_PRONOUNS - {"it", "you"}):
        return None
    if last.kind is ItemKind.WORD and last.low in {"who", "which"}:
        return antecedent(items, end - 1, floor)
    if last.kind is ItemKind.WORD and (last.low in PRONOUNS or last.low in {"these", "those"}):
        return end - 1, end
    if last.low == "that":
        return antecedent(items, end - 1, floor)
    start = end
    while start > floor and not _bounds(items, start - 1, end):
        start -= 1
    if start > floor and items[start - 1].low in _PLACED and items[start].low in ADJUNCT_OPENERS:
        return None  # "the house where at least ten died in a fire | said": the clause before the verb has a subject
    start = _strip_head(items, start, end)
    start = _list_of_names(items, start, end, floor)
    return (start, end) if is_phrase(items, start, end) else None


_SPEAKERS = of_kind(
    NounKind.PERSON, NounKind.ROLE, NounKind.BODY, NounKind.DOCUMENT, NounKind.LAW, NounKind.COURT, NounKind.AGREEMENT
)
_WHERE = having(Trait.LOCATIVE) | {"from"}
"""Prepositions of place: in "families in the valley who ..." it is not the valley that speaks."""


def antecedent(items: Sequence[Item], relative: int, floor: int) -> tuple[int, int] | None:
    """ "the story that described ...", "Ann Low, who ...": the noun phrase before a relative pronoun.

    Only a short and plain one is taken: of a longer one it is not clear which of its nouns is meant.
    """
    end = relative - 1 if is_mark(items[relative - 1], ",") else relative
    start = end
    while start > floor and start > end - 10 and items[start - 1].kind is ItemKind.WORD:
        word = items[start - 1].low
        noun = start - 1 > floor and items[start - 2].low in DETERMINERS
        if word in ADJUNCT_OPENERS - {"of"} | AUXILIARIES | SUBORDINATORS | {"and", "or"}:
            break
        if word in verb_forms() and not noun:
            break
        start -= 1
        if word in DETERMINERS and (start == floor or items[start - 1].low != "of"):
            if end - start < 2 or (start > floor and items[start - 1].low in _WHERE):
                return None
            return _name_within(items, start, end) or (start, end)
    if any(item.low == "of" for item in items[start:end]):
        return None
    name = end
    while name > start and items[name - 1].capital:
        name -= 1
    return (name, end) if name < end else None


def _name_within(items: Sequence[Item], start: int, end: int) -> tuple[int, int] | None:
    """ "the passage of | the Harbour Act, which ...": the name at the end, where the head can say nothing itself."""
    last = next((at for at in range(end - 1, start, -1) if items[at].low == "of"), None)
    head = next((at for at in range(start, end) if items[at].low == "of"), start) - 1
    if last is None or last - 1 != head or items[head].capital:
        return None
    if items[head].low in _SPEAKERS:
        return None
    name = range(last + 1 + (items[last + 1].low in DETERMINERS), end)
    return (last + 1, end) if len(name) > 1 and all(items[at].capital for at in name) else None


def _bounds(items: Sequence[Item], at: int, end: int) -> bool:
    """Whether the item at ``at`` cannot belong to the subject that ends at ``end``."""
    item = items[at]
    if item.kind is ItemKind.MARK:
        return item.low not in {"&", "/", "'", "’", ".", "%"}
    if item.kind is ItemKind.QUOTATION:
        return end - at <= 1 or items[at + 1].low in {",", "."} or len(item.low) > 60 or ends_inside(item)
    if item.kind is ItemKind.PARENTHESIS:
        return False
    word = item.low
    if word in SUBORDINATORS or word in CERTAIN_AUXILIARIES:
        return True
    if word in WH_RELATIVES and word != "whom":
        return True
    if word in _JOINING:
        return _clause_before(items, at)
    form = verb_forms().get(word)
    if form and not item.capital and form.kinds & FINITE_FORMS and word not in _NOUN_LIKE:
        following = items[at + 1] if at + 1 < end else None
        accused = at and items[at - 1].low not in AUXILIARIES and following and lacks_object(form, following.low)
        if accused:
            return False  # "the officer accused of passing papers to the press"
        return following is None or following.low not in _BEHIND_PARTICIPLE
    return False


_NOUN_LIKE = PLURALS | frozenset(
    form for verb in verbs_having(VerbTrait.ATTRIBUTIVE_PARTICIPLE) for form in participles(verb)
)
_JOINING = COORDINATORS - {"but", "nor"}
_BEHIND_PARTICIPLE = having(Trait.LOCATIVE, Trait.TEMPORAL) | {"last"}


def _clause_before(items: Sequence[Item], conjunction: int) -> bool:
    """Whether "and" joins clauses: a verb stands before it in its own stretch, or nothing that could be a name."""
    at = conjunction - 1
    seen = 0
    while at >= 0 and items[at].kind is not ItemKind.MARK:
        word = items[at].low
        if items[at].kind is ItemKind.QUOTATION:
            return True
        if word in AUXILIARIES - {"'s"} or word in SUBORDINATORS:
            return word in AUXILIARIES
        if not items[at].capital and word.endswith("ed") and len(word) > 4:
            return True
        if not items[at].capital and (form := verb_forms().get(word)) and form.kinds & FINITE_FORMS:
            return word not in _NOUN_LIKE
        seen += 1
        at -= 1
    return seen == 0 or seen > 7


_PLACED = frozenset("where whose".split())
_QUANTIFIERS = frozenset("both neither not".split())
"""Adverbs that belong to the one who speaks: "neither Xi nor Li"."""


def _strip_head(items: Sequence[Item], start: int, end: int) -> int:
    """``start`` moved past openers ("But", "Meanwhile") and past a preposition's phrase without a comma."""
    while start < end - 1 and items[start].kind is ItemKind.WORD and items[start].low in OPENERS:
        start += 1
    while start < end - 1 and items[start].kind in {ItemKind.MARK, ItemKind.PARENTHESIS}:
        start += 1
    while start < end - 1 and is_adverb(items[start]) and items[start].low not in _QUANTIFIERS:
        start += 1
    if start < end and items[start].kind is ItemKind.WORD and items[start].low in ADJUNCT_OPENERS:
        at = end - 1
        while (
            at > start
            and items[at - 1].kind is ItemKind.WORD
            and (items[at - 1].capital or items[at - 1].low in DETERMINERS)
        ):
            at -= 1
        return at if at > start + 1 and (items[at].capital or items[at].low in DETERMINERS) else end
    return start


def _list_of_names(items: Sequence[Item], start: int, end: int, floor: int) -> int:
    """``start`` moved back over "Xi, Li" before "and Wang"."""
    if not any(item.low in {"and", "or"} for item in items[start:end]):
        return start
    while start - 2 >= floor and is_mark(items[start - 1], ",") and items[start].capital:
        at = start - 1
        while at > floor and items[at - 1].kind is ItemKind.WORD and items[at - 1].capital:
            at -= 1
        if at == start - 1 or items[at].low in OPENERS | ADJUNCT_OPENERS:
            break
        start = at
    return start
