"""The words that name events, by the first word of each of their forms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from xpkg.lexicon.event_classes import event_classes
from xpkg.lexicon.event_complements import Complement, ComplementRow, complements
from xpkg.lexicon.event_triggers import Need, ObjectKind, Part, Trait, TriggerRow, trigger_rows
from xpkg.lexicon.event_types import EventType
from xpkg.lexicon.inflection import gerund, participles, pasts
from xpkg.text.tokens import tokenize

_STRICT = frozenset((Need.GUILTY, Need.FINDING, Need.ARMED, Need.HONOUR, Need.VIOLENT))
"""What a word needs for a rare meaning; where all its rows need such, its class stands beside them."""
_INTRANSITIVE = frozenset((ObjectKind.NONE, ObjectKind.TO_PLACE, ObjectKind.FROM_BODY))

_NONE: frozenset[ObjectKind] = frozenset()
_NO_WORDS: frozenset[str] = frozenset()
_KEPT = frozenset((Trait.NOT_OF_PLACES, Trait.ALSO_OF_WORDS, Trait.PASSIVE_WITH_BY, Trait.PARTICIPLE_AS_ADJECTIVE))
"""What is true of a word whatever it is done to."""


class Form(StrEnum):
    """A form of a trigger: one of a verb's, or a noun."""

    BASE = "base"
    GERUND = "gerund"
    NOUN = "noun"
    PARTICIPLE = "participle"
    PAST = "past"
    """A past, and a participle too unless the trigger is ``finite``."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """One form of a row of the lexicon: what it says happened, and what it needs beside it to say so.

    ``words`` are the form's, in lower case; ``finite`` marks a past that is no participle ("wrote"), ``plural`` a noun
    that is not in the singular. What is ``open`` is known of its class alone; where it is ``second``, too, the word has
    rows of its own, which did not fit. With a ``complement`` the verb names a happening only beside it. The rest is as
    in ``TriggerRow``.
    """

    event_type: EventType
    form: Form
    words: tuple[str, ...]
    label: str
    link: str = "of"
    objects: frozenset[ObjectKind] = frozenset()
    needs: frozenset[Need] = frozenset()
    traits: frozenset[Trait] = frozenset()
    idioms: frozenset[str] = frozenset()
    finite: bool = False
    plural: bool = False
    lemma: str = ""
    open: bool = False
    second: bool = False
    complement: Complement | None = None

    @property
    def intransitive(self) -> bool:
        """Whether the verb may stand without an object."""
        return bool(self.objects & _INTRANSITIVE)


@cache
def triggers() -> Mapping[str, tuple[Trigger, ...]]:
    """The triggers by the first word of each form, in the order of ``event_triggers.tsv``, longer forms first."""
    found: dict[str, list[Trigger]] = {}
    for row in trigger_rows():
        for trigger in _nouns(row) if row.part is Part.NOUN else _verbs(row):
            found.setdefault(trigger.words[0], []).append(trigger)
    for complement in complements():
        for trigger in _verbs(_with_complement(complement.row)):
            found.setdefault(trigger.words[0], []).append(replace(trigger, complement=complement))
    for row, second in _open_rows():
        for trigger in _nouns(row) if row.part is Part.NOUN else _verbs(row):
            found.setdefault(trigger.words[0], []).append(replace(trigger, open=True, second=second))
    for word, rows in [*found.items()]:
        if "iz" in word:
            own = found.get(_with_s(word), [])
            if added := [*_spelled_with_s(rows, own)]:
                found[_with_s(word)] = [*own, *added]
    return {word: tuple(sorted(rows, key=_rank)) for word, rows in found.items()}


def _with_s(word: str) -> str:
    """A form of a verb in -ize as it is written with an s: "recognised"."""
    before, _, behind = word.rpartition("iz")
    return f"{before}is{behind}"


def _spelled_with_s(rows: Sequence[Trigger], own: Sequence[Trigger]) -> Iterator[Trigger]:
    """The ``rows`` of verbs in -ize with an s in their first word, but for those like one of its ``own``."""
    known = {(row.event_type, row.form, row.open) for row in own if row.complement is None}
    for row in rows:
        alike = row.complement is None and (row.event_type, row.form, row.open) in known
        if row.lemma.split("_")[0].endswith("ize") and row.form is not Form.NOUN and not alike:
            yield replace(row, words=(_with_s(row.words[0]), *row.words[1:]))


def _rank(row: Trigger) -> tuple[int, bool]:
    """Longer forms come first, and of those alike the ones that say which complement they need."""
    return -len(row.words), row.complement is None


def _with_complement(row: ComplementRow) -> TriggerRow:
    forms = tuple(row.verb.split())
    objects = row.objects or frozenset((ObjectKind.NONE,))
    return TriggerRow(row.type, Part.VERB, forms, row.label, row.link, objects, row.needs, frozenset(), _NO_WORDS)


def _open_rows() -> Iterator[tuple[TriggerRow, bool]]:
    """A row for each verb and noun that has a class, and whether the verb has rows of its own that come before it."""
    own: dict[tuple[Part, str], list[TriggerRow]] = {}
    for row in trigger_rows():
        if not row.needs & _STRICT:
            for form in row.forms[: 1 if row.part is Part.VERB else None]:
                own.setdefault((row.part, form), []).append(row)
    for lemma, kind in event_classes(Part.VERB).items():
        rows = own.get((Part.VERB, lemma), [])
        apart = bool(rows) and all(row.needs and row.type != kind for row in rows)
        at_odds = apart and not _shared_needs(rows)
        if not at_odds and not any(ObjectKind.ANY in row.objects for row in rows):
            yield _open_verb(lemma, kind, rows), bool(rows)
    needs = frozenset((Need.NAMED, Need.DATED))
    for lemma, kind in event_classes(Part.NOUN).items():
        if (Part.NOUN, lemma) not in own:
            label = lemma.capitalize()
            yield TriggerRow(kind, Part.NOUN, (lemma,), label, "of", _NONE, needs, frozenset(), _NO_WORDS), False


def _open_verb(lemma: str, kind: EventType, rows: Sequence[TriggerRow]) -> TriggerRow:
    """The row of a verb with a class: as careful as its own ``rows``, whatever it is done to."""
    same = next((row for row in rows if row.type == kind), None)
    label, link = (same.label, same.link or "of") if same else (gerund(lemma).capitalize(), "of")
    traits = _KEPT & frozenset(trait for row in rows for trait in row.traits)
    idioms = frozenset(idiom for row in rows for idiom in row.idioms)
    needs = _shared_needs(rows)
    objects = frozenset((ObjectKind.ANY,)) if rows else frozenset((ObjectKind.ANY, ObjectKind.NONE))
    return TriggerRow(kind, Part.VERB, (lemma,), label, link, objects, needs, traits, idioms)


def _shared_needs(rows: Sequence[TriggerRow]) -> frozenset[Need]:
    """What all of ``rows`` need. Where each needs something else, nothing is safe to say of other uses of the verb."""
    return frozenset[Need].intersection(*(row.needs for row in rows)) if rows else frozenset()


def _nouns(row: TriggerRow) -> Iterator[Trigger]:
    for form in row.forms:
        plural = form != row.forms[0] and form.endswith("s") and Trait.PLURAL_IS_ONE not in row.traits
        words = tuple(token.text for token in tokenize(form.replace("_", " ")))
        yield _trigger(row, Form.NOUN, words, plural=plural)


def _verbs(row: TriggerRow) -> Iterator[Trigger]:
    verb, *rest = row.forms[0].split("_")
    given = [form.split("_")[0] for form in row.forms[1:]]
    past = (given[0],) if given else pasts(verb)
    participle = (given[-1],) if given else participles(verb)
    for form in past:
        yield _trigger(row, Form.PAST, (form, *rest), finite=form not in participle)
    for form in participle:
        if form not in past:
            yield _trigger(row, Form.PARTICIPLE, (form, *rest))
    yield _trigger(row, Form.GERUND, (gerund(verb), *rest))
    if verb not in (*past, *participle):
        yield _trigger(row, Form.BASE, (verb, *rest))


def _trigger(
    row: TriggerRow, form: Form, words: tuple[str, ...], *, finite: bool = False, plural: bool = False
) -> Trigger:
    lemma = row.forms[0]
    return Trigger(
        row.type,
        form,
        words,
        row.label,
        row.link,
        row.objects,
        row.needs,
        row.traits,
        row.idioms,
        finite,
        plural,
        lemma,
    )
