"""The verbs and nouns of saying: their speech acts, the grammar that follows them, and their forms."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

_VOWELS = frozenset("aeiou")


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of saying. ``frames`` are the letters of ``cues.tsv``; ``particles`` what may follow ("for", "on");
    ``bare`` is false where the verb is a cue only with a particle."""

    lemma: str
    act: str
    frames: frozenset[str]
    particles: frozenset[str] = frozenset()
    bare: bool = True


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a verb: ``kind`` is base, s, past, part (participle, where it differs), or ing."""

    verb: Verb
    kinds: frozenset[str]


@cache
def verb_forms() -> dict[str, Form]:
    """The forms of every verb of ``cues.tsv``, by the word in lower case; a shared form is the first verb's."""
    forms: dict[str, Form] = {}
    for lemma, act, frames, irregular in _rows("cues.tsv", 4):
        bare = not frames.startswith("!")
        letters, *particles = frames.lstrip("!").split("+")
        verb = Verb(lemma, act, frozenset(letters), frozenset(particles), bare)
        for word, kinds in _inflect(lemma, irregular.split()).items():
            forms.setdefault(word, Form(verb, frozenset(kinds)))
    return forms


_NEEDS_OBJECT = frozenset("ofact")
_STANDS_ALONE = frozenset("snqieu")
"""Frames with which a verb may do without an object, or is judged with those of urging."""
_URGED = frozenset("tell urge order instruct advise encourage command direct remind implore exhort".split())
"""Verbs that need somebody before "to": without him the subject is the one told."""
_HELD = frozenset("believe think say know allege report understand".split())
"""Verbs whose participle takes "to be", "to have": "a man believed to be armed"."""


def lacks_object(form: Form, following: str, *, being: bool = False) -> bool:
    """Whether a past form before the preposition ``following`` is a participle of the passive, for want of an object.

    ``being``: "be" or "have" stands behind the preposition.

    >>> lacks_object(verb_forms()["accused"], "of"), lacks_object(verb_forms()["told"], "to")
    (True, True)
    >>> lacks_object(verb_forms()["asked"], "to"), lacks_object(verb_forms()["warned"], "of")
    (False, False)
    """
    verb = form.verb
    if not form.kinds & {"past", "part"} or following in verb.particles:
        return False
    if following == "to":
        return verb.lemma in _URGED or (being and verb.lemma in _HELD)
    if following not in {"by", "of", "for", "over", "as", "with"}:
        return False
    if verb.lemma == "suspect":
        return following == "of"
    needs = bool(verb.frames & _NEEDS_OBJECT)
    return needs and not verb.frames & (frozenset("sq") if following == "by" else _STANDS_ALONE)


@cache
def noun_acts() -> dict[str, str]:
    """The speech act of every noun of ``cue_nouns.tsv``, singular and plural."""
    acts: dict[str, str] = {}
    for noun, act in _rows("cue_nouns.tsv", 2):
        acts[noun] = act
        acts.setdefault(noun if noun.endswith("s") else noun + "s", act)
    return acts


def _rows(name: str, width: int) -> list[list[str]]:
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return [(line.split("\t") + [""] * width)[:width] for line in lines if line and not line.startswith("#")]


def _inflect(lemma: str, irregular: list[str]) -> dict[str, set[str]]:
    """The forms of ``lemma`` with their kinds; ``irregular`` holds its past and its participle where they are so."""
    stem = lemma[:-1] if lemma.endswith("e") else lemma
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        third, past, ing = lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"
    elif lemma.endswith(("s", "sh", "ch", "x", "z")):
        third, past, ing = lemma + "es", lemma + "ed", lemma + "ing"
    elif irregular and irregular[0] == stem + stem[-1] + "ed":
        third, past, ing = lemma + "s", irregular[0], stem + stem[-1] + "ing"
    elif lemma in _DOUBLED:
        third, past, ing = lemma + "s", lemma + lemma[-1] + "ed", lemma + lemma[-1] + "ing"
    elif lemma.endswith("ee"):
        third, past, ing = lemma + "s", lemma + "d", lemma + "ing"
    else:
        third, past, ing = lemma + "s", stem + "ed", stem + "ing"
    past_form = irregular[0] if irregular else past
    participle = irregular[-1] if irregular else past
    forms: dict[str, set[str]] = {}
    for word, kind in ((lemma, "base"), (third, "s"), (past_form, "past"), (participle, "part"), (ing, "ing")):
        forms.setdefault(word, set()).add(kind)
    return forms


_DOUBLED = frozenset("beg brag quip refer admit begin commit slam".split())
