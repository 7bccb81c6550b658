"""The words that name events, by the first word of each of their forms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from xpkg.lexicon.event_classes import event_classes
from xpkg.lexicon.event_triggers import Need, ObjectKind, Part, Trait, TriggerRow, trigger_rows
from xpkg.lexicon.event_types import EventType
from xpkg.lexicon.inflection import gerund, participles, pasts

_STRICT = frozenset((Need.GUILTY, Need.FINDING, Need.ARMED, Need.HONOUR, Need.VIOLENT))
"""What a word needs for a rare meaning; where all its rows need such, its class stands beside them."""
_INTRANSITIVE = frozenset((ObjectKind.NONE, ObjectKind.TO_PLACE, ObjectKind.FROM_BODY))


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
    that is not in the singular. What is ``open`` is known of its class alone. The rest is as in ``TriggerRow``.
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
    for row in _open_rows():
        for trigger in _nouns(row) if row.part is Part.NOUN else _verbs(row):
            found.setdefault(trigger.words[0], []).append(replace(trigger, open=True))
    return {word: tuple(sorted(rows, key=lambda row: -len(row.words))) for word, rows in found.items()}


def _open_rows() -> Iterator[TriggerRow]:
    """A row for each verb and noun that has a class and no row of its own."""
    plain = (row for row in trigger_rows() if not row.needs & _STRICT)
    taken = {form for row in plain for form in row.forms[: 1 if row.part is Part.VERB else None]}
    open_to = frozenset((ObjectKind.ANY, ObjectKind.NONE))
    for lemma, kind in event_classes(Part.VERB).items():
        if lemma not in taken:
            label = gerund(lemma).capitalize()
            yield TriggerRow(kind, Part.VERB, (lemma,), label, "of", open_to, frozenset(), frozenset(), frozenset())
    for lemma, kind in event_classes(Part.NOUN).items():
        if lemma not in taken:
            needs = frozenset((Need.NAMED, Need.DATED))
            yield TriggerRow(
                kind, Part.NOUN, (lemma,), lemma.capitalize(), "of", frozenset(), needs, frozenset(), frozenset()
            )


def _nouns(row: TriggerRow) -> Iterator[Trigger]:
    for form in row.forms:
        plural = form != row.forms[0] and form.endswith("s") and Trait.PLURAL_IS_ONE not in row.traits
        yield _trigger(row, Form.NOUN, tuple(form.split("_")), plural=plural)


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
