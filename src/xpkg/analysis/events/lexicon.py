"""The words that name happenings, by the first word of each of their forms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from xpkg.lexicon.event_triggers import EventType, Need, ObjectKind, Part, trigger_rows


@dataclass(frozen=True, slots=True)
class Trigger:
    """One row of the lexicon: what a word says happened, and what it needs beside it to say so.

    ``form`` is "past", "participle", "ing", "base" or "noun"; ``finite`` marks a past that is no participle ("wrote");
    ``label`` and ``link`` name the event ("Release", "of"); ``objects`` are the kinds of thing that a verb's object
    (or a passive's subject) may be; ``needs`` what else must be there.
    """

    event_type: EventType
    form: str
    words: tuple[str, ...]
    label: str
    link: str
    objects: frozenset[ObjectKind]
    needs: frozenset[Need]
    finite: bool = False

    @property
    def intransitive(self) -> bool:
        """Whether the verb may stand without an object."""
        return bool(self.objects & {"none", "to_place", "from_body"})


@cache
def triggers() -> Mapping[str, tuple[Trigger, ...]]:
    """The triggers by the first word of each form, in the order of ``event_triggers.tsv``, longer forms first."""
    found: dict[str, list[Trigger]] = {}
    for row in trigger_rows():
        shapes = dict(_forms(row.part, row.forms))
        for form, words in _forms(row.part, row.forms):
            finite = form == "past" and "participle" in shapes
            trigger = Trigger(row.type, form, words, row.label, row.link, row.objects, row.needs, finite)
            found.setdefault(words[0], []).append(trigger)
    return {word: tuple(sorted(rows, key=lambda row: -len(row.words))) for word, rows in found.items()}


def _forms(part: Part, forms: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    if part is Part.NOUN:
        for form in forms:
            yield "noun", tuple(form.split("_"))
        return
    lemma = tuple(forms[0].split("_"))
    if len(forms) == 2:
        raise ValueError(f"a verb has one form or three: {forms}")
    past, participle = (
        (tuple(forms[1].split("_")), tuple(forms[2].split("_"))) if len(forms) == 3 else (regular(lemma),) * 2
    )
    yield "past", past
    if participle != past:
        yield "participle", participle
    yield "ing", (_ing(lemma[0], past[0]), *lemma[1:])
    if lemma not in (past, participle):
        yield "base", lemma


def regular(lemma: tuple[str, ...]) -> tuple[str, ...]:
    """The regular past of a verb, whose first word bends.

    >>> regular(("die",)), regular(("deny",)), regular(("round", "up"))
    (('died',), ('denied',), ('rounded', 'up'))
    """
    verb = lemma[0]
    if verb.endswith("e"):
        past = verb + "d"
    elif verb.endswith("y") and verb[-2] not in "aeou":
        past = verb[:-1] + "ied"
    else:
        past = verb + "ed"
    return (past, *lemma[1:])


def _ing(verb: str, past: str) -> str:
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "ye")):
        return verb[:-1] + "ing"
    doubled = verb + verb[-1]
    return (doubled if past.startswith(doubled) else verb) + "ing"
