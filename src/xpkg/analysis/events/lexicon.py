"""Reads the words that name happenings (``triggers.tsv``) and the nouns that tell what kind of thing a phrase is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Trigger:
    """One row of the lexicon: what a word says happened, and what it needs beside it to say so.

    ``form`` is "past", "participle", "ing", "base" or "noun"; ``finite`` marks a past that is no participle ("wrote");
    ``label`` and ``link`` name the event ("Release", "of"); ``objects`` are the kinds of thing that a verb's object
    (or a passive's subject) may be; ``needs`` what else must be there.
    """

    event_type: str
    form: str
    words: tuple[str, ...]
    label: str
    link: str
    objects: frozenset[str]
    needs: frozenset[str]
    finite: bool = False

    @property
    def intransitive(self) -> bool:
        """Whether the verb may stand without an object."""
        return bool(self.objects & {"none", "to_place", "from_body"})


@cache
def triggers() -> Mapping[str, tuple[Trigger, ...]]:
    """The rows by the first word of each form, in the order of the file, longer forms first."""
    found: dict[str, list[Trigger]] = {}
    lines = (files(__package__) / "triggers.tsv").read_text(encoding="utf-8").splitlines()
    for line in lines[1:]:
        cells = line.split("\t") + [""] * 7
        event_type, part, forms, label, link, objects, needs = cells[:7]
        shapes = dict(_forms(part, forms.split()))
        for form, words in _forms(part, forms.split()):
            finite = form == "past" and "participle" in shapes
            row = Trigger(event_type, form, words, label, link, _set(objects), _set(needs), finite)
            found.setdefault(words[0], []).append(row)
    return {word: tuple(sorted(rows, key=lambda row: -len(row.words))) for word, rows in found.items()}


def _set(cell: str) -> frozenset[str]:
    return frozenset(part for part in cell.split(",") if part)


def _forms(part: str, forms: list[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    if part == "noun":
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
