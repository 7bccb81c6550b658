"""Compares a thing with a candidate: what agrees, what contradicts, and how much that weighs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import log2

from xpkg.edtf import bounds
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.described_roles import described_roles
from xpkg.linking.candidates import Candidate
from xpkg.linking.folding import folded
from xpkg.linking.things import Office, Thing
from xpkg.model import Kind

_LABEL, _ALIAS, _KIND, _STRONG, _WEAK, _PRIOR = 40, 30, 20, 15, 5, 10
_TOO_MANY = frozenset({"member"})  # a role that all descriptions may have
_KNOWN_EVERYWHERE = 8.0  # log2 of sitelinks from which an item is as well known as any
MEANT_FOR = {Kind.PERSON: "person", Kind.ORGANIZATION: "organization", Kind.GROUP: "group", Kind.PLACE: "place",
             Kind.DOCUMENT: "document", Kind.EVENT: "event"}  # fmt: skip
"""The kind of an item that a thing of each kind may be."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a candidate fits a thing.

    ``named`` says whether one of its names is a whole name of the thing, ``labelled`` whether it is its label.
    ``agreements`` and ``contradictions`` are words ("country", "office", "occupation", "date", "name", "subtype",
    "neighbour", "fellows"); ``reasons`` says all of it for a person. ``score`` is 0 to 100.
    """

    candidate: Candidate
    named: bool
    labelled: bool
    right_kind: bool
    wrong_kind: bool
    agreements: frozenset[str]
    contradictions: frozenset[str]
    reasons: tuple[str, ...]
    score: float


def compare(thing: Thing, candidate: Candidate) -> Comparison:
    """``candidate`` beside ``thing``."""
    own, theirs = {folded(name) for name in thing.names}, {folded(name) for name in candidate.names}
    labelled = folded(candidate.label) in own
    shared = own & theirs
    right = MEANT_FOR[thing.kind] in candidate.kinds
    wrong = bool(candidate.kinds) and not right
    reasons: list[str] = []
    agreements: set[str] = set()
    contradictions: set[str] = set()
    score = float(_LABEL if labelled else _ALIAS if shared else 0)
    if shared:
        reasons.append(f"{'its label' if labelled else 'another name of it'} is {min(shared)!r}")
    if right or wrong:
        reasons.append(f"kind: {', '.join(sorted(candidate.kinds))}")
        score += _KIND if right else -_KIND
    if len(shared) > 1:
        agreements.add("name")
        reasons.append(f"{len(shared)} whole names are the same")
    if told := sorted({folded(name) for name in thing.native} & theirs):
        agreements.add("name")
        reasons.append(f"its own script: {told[0]}")
    _countries(thing, candidate, agreements, contradictions, reasons)
    if near := _neighbours(thing, candidate):
        agreements.add("neighbour")
        reasons.append(f"described by what the texts name: {', '.join(near)}")
    if office := next((each for each in thing.offices if _same_office(each, candidate)), None):
        agreements.add("office")
        reasons.append(f"office: {' '.join(filter(None, (office.role, office.of)))}")
    elif role := _same_trade(thing, candidate):
        agreements.add("occupation")
        reasons.append(f"occupation: {role}, and a land that the texts name")
    _dates(thing, candidate, agreements, contradictions, reasons)
    score += _STRONG * (len(agreements) - len(contradictions))
    if thing.kind is not Kind.PERSON and thing.subtype and _words(thing.subtype) <= _words(candidate.description):
        agreements.add("subtype")
        score += _STRONG
    if words := sorted(_words(f"{thing.phrase} {thing.subtype}") & _words(candidate.description)):
        reasons.append(f"description: {', '.join(words)}")
        score += _WEAK
    if candidate.sitelinks is not None:
        reasons.append(f"{candidate.sitelinks} sitelinks")
        score += _PRIOR * min(1.0, log2(1 + candidate.sitelinks) / _KNOWN_EVERYWHERE)
    return Comparison(
        candidate, bool(shared), labelled, right, wrong, frozenset(agreements), frozenset(contradictions),
        tuple(reasons), round(max(0.0, min(100.0, score)), 1),
    )  # fmt: skip


def _countries(
    thing: Thing, candidate: Candidate, agreements: set[str], contradictions: set[str], reasons: list[str]
) -> None:
    # A land beside a person may be where they are, or whom they speak of.
    near = thing.around if thing.kind in (Kind.ORGANIZATION, Kind.PLACE, Kind.GROUP) else frozenset()
    if same := sorted((thing.countries or near) & candidate.countries):
        agreements.add("country")
        reasons.append(f"country: {', '.join(same)}")
    # Somebody of one land may have an office in or for another one: an envoy.
    elif (away := thing.around if thing.kind is Kind.PERSON else frozenset()) & candidate.countries:
        reasons.append(f"of a land that the texts name: {', '.join(sorted(away & candidate.countries))}")
    elif thing.countries and candidate.countries:
        contradictions.add("country")
        reasons.append(f"another country: {', '.join(sorted(candidate.countries))}")


def _neighbours(thing: Thing, candidate: Candidate) -> list[str]:
    """What the same texts name, and by which the candidate is described: "city in Florida", "founder of Airbus".

    A body or place is told by a place, a person by a body, which is written there as it is in the texts.
    """
    if thing.kind is Kind.PERSON:
        named = re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(thing.bodies))) + r")\b")
        return sorted({*named.findall(candidate.description)}) if thing.bodies else []
    if thing.kind not in (Kind.ORGANIZATION, Kind.PLACE, Kind.GROUP):
        return []
    told = f" {folded(candidate.description)} "
    own = {folded(name) for name in thing.names}
    return sorted(name for name in thing.neighbours if (key := folded(name)) not in own and f" {key} " in told)


def _same_office(office: Office, candidate: Candidate) -> bool:
    """Whether the candidate holds, or is described as holding, the office, with the words of what it is of.

    A role of one word that is of nothing told ("president") is held by too many.
    """
    wanted = _words(f"{office.role} {office.of}")
    if not office.of and len(wanted) < 2:
        return False
    return any(wanted <= _words(each) for each in (*candidate.offices, candidate.description))


def _same_trade(thing: Thing, candidate: Candidate) -> str:
    """The role of a person that fits how the candidate is described, where the texts name a land of the candidate.

    Neither tells a person by itself: together they do, of somebody with that whole name. Of a role its last word
    counts ("Chargers coach").
    """
    if thing.kind is not Kind.PERSON or not thing.around & candidate.countries:
        return ""
    known = _words(candidate.description) | _words(" ".join(candidate.offices))
    heads = [folded(each.role).split()[-1] for each in thing.offices if folded(each.role)]
    told = {head: {head, *described_roles().get(head, ())} - _TOO_MANY for head in heads}
    return next((head for head in heads if told[head] & known), "")


def _dates(
    thing: Thing, candidate: Candidate, agreements: set[str], contradictions: set[str], reasons: list[str]
) -> None:
    for name, own in thing.dates:
        theirs = [date for each, date in candidate.dates if each == name]
        if not theirs:
            continue
        same = any(_meet(own, each) for each in theirs)
        (agreements if same else contradictions).add("date")
        reasons.append(f"{'the same' if same else 'another'} date ({name}): {', '.join(theirs)}")


def _meet(one: str, other: str) -> bool:
    """Whether two EDTF dates may be the same day."""
    try:
        first, last, _ = bounds(one)
        begin, end, _ = bounds(other)
    except ValueError:
        return False
    return (first or "") <= (end or "9") and (begin or "") <= (last or "9")


def _words(text: str) -> frozenset[str]:
    return frozenset(folded(text).split()) - having(Trait.ARTICLE, Trait.PREPOSITION, Trait.COORDINATOR)
