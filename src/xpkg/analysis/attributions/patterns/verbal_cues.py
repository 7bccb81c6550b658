"""Finds the verbs and phrases of saying in a row of items, each with its verb group and voice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from xpkg.analysis.attributions.cue_lexicon import Form, verb_forms
from xpkg.analysis.attributions.patterns.items import Item, ItemKind
from xpkg.analysis.attributions.patterns.word_classes import (
    ADJUNCT_OPENERS,
    AUXILIARIES,
    BE,
    DETERMINERS,
    LONE_SOURCES,
    NEGATIONS,
    PLURALS,
    is_adverb,
    is_mark,
)
from xpkg.lexicon import modifiers, titles, verbs
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.inflection import Inflection
from xpkg.lexicon.reporting import ReportingVerb

_NOUN_BEFORE = (
    (DETERMINERS - LONE_SOURCES)
    | modifiers.having(modifiers.Trait.OF_REPORT)
    | having(Trait.ORDINAL, Trait.PARTICIPLE_COMPLEMENT) - {"as"}
    | {"'s", "in", "this"}
)
_INFINITIVE_LEADERS = verbs.forms_having(verbs.Trait.ASPECTUAL) | BE | {"went", "on", "seemed", "used"}


class CueKind(StrEnum):
    """How the verb of a cue stands in its clause."""

    FINITE = "finite"
    GERUND = "gerund"
    """A form in -ing without an auxiliary."""
    PASSIVE = "passive"
    INFINITIVE = "infinitive"


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb of saying at item ``verb``; its group is the items ``[start, end)``, particle included."""

    start: int
    verb: int
    end: int
    form: ReportingVerb
    kind: CueKind
    particle: str = ""


def find_cues(items: Sequence[Item], *, headline: bool = False) -> tuple[Cue, ...]:
    """The verbs of saying among ``items`` in order; capitalised words count as verbs in a ``headline`` only."""
    found = []
    for at, item in enumerate(items):
        if item.capital and at and not headline:
            continue
        if item.kind is ItemKind.WORD and (form := verb_forms().get(item.low)) and (cue := _cue(items, at, form)):
            found.append(cue)
    return tuple(found)


def _cue(items: Sequence[Item], at: int, form: Form) -> Cue | None:
    before = items[at - 1] if at else None
    acting = Inflection.GERUND in form.kinds and before is not None and before.low in {"in", "by"}
    if before is not None and before.kind is ItemKind.WORD and before.low in _NOUN_BEFORE and not acting:
        return None
    if before is not None and _is_possessive(before):
        return None  # "Low's alleged tomb", "the mayor's warning"
    if before is None and form.kinds & {Inflection.BASE, Inflection.PAST} and Inflection.GERUND not in form.kinds:
        return None
    start = at
    passive = infinitive = False
    while start > 0:
        word = items[start - 1]
        if word.low == "to" and start - 1 > 0:
            infinitive = True
            leader = items[start - 2].low
            if leader == "on" or leader in _INFINITIVE_LEADERS:
                start -= 2
                if leader == "on":
                    start -= 1
                infinitive = False
                continue
            return None  # "to say": nobody is reported to have said it
        if is_adverb(word) and not _is_addressed(items, start - 1):
            start -= 1
        elif word.kind is ItemKind.WORD and word.low in AUXILIARIES and not (word.low == "'s" and start == 1):
            passive = passive or (
                word.low in BE and bool(form.kinds & {Inflection.PARTICIPLE} or (Inflection.PAST in form.kinds))
            )
            start -= 1
        else:
            break
    while start < at and is_adverb(items[start]) and items[start].low in _OF_SUBJECT:
        start += 1
    if form.kinds == {Inflection.PRESENT} and item_follows_noun(items, at):
        return None
    if start == at and Inflection.PAST in form.kinds and at + 1 < len(items) and items[at + 1].low == "by":
        return None
    group = {item.low for item in items[start:at]}
    if group & _UNREAL and not group & NEGATIONS:
        return None
    if passive and Inflection.GERUND in form.kinds:
        passive = False
    if form.kinds == {Inflection.BASE} and start == at and not infinitive and not _plural_before(items, at):
        return None
    if Inflection.BASE in form.kinds and start == at and before is not None and _joins_infinitive(items, at - 1):
        return None  # "wanted to leave and say goodbye"
    end, particle = _with_particle(items, at, form.verb)
    if end < 0:
        return None
    kind = CueKind.FINITE
    if infinitive:
        kind = CueKind.INFINITIVE
    elif passive:
        kind = CueKind.PASSIVE
    elif (Inflection.GERUND in form.kinds and start == at) or (
        Inflection.GERUND in form.kinds and not any(item.low in BE for item in items[start:at])
    ):
        kind = CueKind.GERUND
    elif form.kinds == {Inflection.PARTICIPLE} and not any(item.low in AUXILIARIES for item in items[start:at]):
        return None
    return Cue(start, at, end, form.verb, kind, particle)


def _is_addressed(items: Sequence[Item], at: int) -> bool:
    """Whether a word with a capital is the name of the one who is addressed before it: "Ms | Long denied it"."""
    return items[at].capital and at > 0 and items[at - 1].low.rstrip(".") in _ADDRESSES


_ADDRESSES = frozenset(title.lower().rstrip(".") for title in titles.forms_of_address())
_BEARERS = frozenset("he's she's it's who's that's there's what's here's".split())
"""Words whose "'s" is a verb."""


def _is_possessive(item: Item) -> bool:
    return item.low.endswith(("'s", "s'")) and item.low not in _BEARERS and item.low != "'s"


def _joins_infinitive(items: Sequence[Item], conjunction: int) -> bool:
    """Whether what "and" joins goes on with "to leave": no verb of the sentence stands nearer than that."""
    if items[conjunction].low not in {"and", "or"}:
        return False
    for at in range(conjunction - 1, max(0, conjunction - 12), -1):
        word = items[at]
        if word.kind is ItemKind.MARK or word.low in AUXILIARIES or word.low.endswith("ed"):
            return False
        if word.low == "to" and at + 1 < conjunction:
            following = items[at + 1]
            return following.kind is ItemKind.WORD and not following.capital and following.low not in DETERMINERS
    return False


_OF_SUBJECT = having(Trait.QUANTIFIER) | {"even", "then"}
"""Adverbs that belong to the subject before them."""
_PLURAL_SUBJECTS = having(Trait.PLURAL) | {"and"}
_UNREAL = having(Trait.HYPOTHETICAL)
"""Auxiliaries of a verb of saying whose act the text does not assert."""


def item_follows_noun(items: Sequence[Item], at: int) -> bool:
    """Whether a form that may be a plural noun is one: a verb or a preposition follows it."""
    if items[at].low not in PLURALS:
        return False
    following = items[at + 1] if at + 1 < len(items) else None
    if at and items[at - 1].low.endswith("ed") and not items[at - 1].capital:
        return True
    if following is not None and is_mark(following, ",") and _noted(items, at):
        return False
    return (
        following is None
        or (following.kind is ItemKind.MARK and following.low != ":")
        or (
            (
                following.low in AUXILIARIES
                or following.low in ADJUNCT_OPENERS - {"that", "if"}
                or following.low.endswith("ed")
            )
            and following.low not in {"for", "on"}
        )
        or following.low in {"and", "or"}
    )


def _noted(items: Sequence[Item], at: int) -> bool:
    """Whether "as" and a name stand before the form: "as Ann Low **notes**, the dam was old"."""
    place = at - 1
    while place > 0 and (items[place].capital or items[place].kind is ItemKind.PARENTHESIS):
        place -= 1
    return 0 <= place < at - 1 and items[place].low == "as"


def _plural_before(items: Sequence[Item], at: int) -> bool:
    before = items[at - 1]
    if items[at].low + "s" in PLURALS and before.capital and before.low not in LONE_SOURCES:
        return any(item.low == "and" for item in items[max(0, at - 6) : at])
    if before.kind is ItemKind.MARK:
        return is_mark(before, ",")
    if before.kind is ItemKind.PARENTHESIS:
        return True
    if before.low in _PLURAL_SUBJECTS:
        return True
    return before.low.endswith("s") or (
        before.low not in ADJUNCT_OPENERS and any(item.low == "and" for item in items[max(0, at - 6) : at])
    )


def _with_particle(items: Sequence[Item], at: int, verb: ReportingVerb) -> tuple[int, str]:
    """Where the verb with its particle ends; -1 when the verb is no cue without one and there is none."""
    following = at + 1
    while (
        following < len(items)
        and following <= at + 1
        and is_adverb(items[following])
        and items[following].low != "just"
    ):
        following += 1
    if following < len(items) and items[following].kind is ItemKind.WORD and items[following].low in verb.particles:
        return following + 1, items[following].low
    if not verb.bare:
        return -1, ""
    if at + 1 < len(items) and items[at + 1].low in NEGATIONS:
        return at + 2, ""
    return at + 1, ""
