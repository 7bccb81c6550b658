"""Compares a thing with a candidate: what agrees, what contradicts, and how much that weighs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from math import log2

from xpkg.edtf import bounds
from xpkg.folding import folded
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.described_roles import described_roles
from xpkg.lexicon.gazetteer import country_codes
from xpkg.lexicon.noun_kinds import human_nouns
from xpkg.lexicon.organizations import Trait as OfBodies
from xpkg.lexicon.organizations import having as bodies_having
from xpkg.linking.candidates import Candidate
from xpkg.linking.naming import added, head_of, is_of_any_land
from xpkg.linking.things import Office, Thing
from xpkg.model import Kind

_LABEL, _ALIAS, _KIND, _STRONG, _WEAK, _PRIOR = 40, 30, 20, 15, 5, 10
_COMMON = frozenset({"person"})  # tells no trade
_BEGINNINGS = ("P569", "P571")  # birth, inception
_TOO_MANY = frozenset({"member"})  # a role that all descriptions may have
_IN_A_BODY = re.compile(r"\b([\w-]+) of (?:the )?([A-Z][\w&'.-]*(?: [A-Z][\w&'.-]*)*)")
_KNOWN_EVERYWHERE = 8.0  # log2 of sitelinks from which an item is as well known as any
MEANT_FOR = {Kind.PERSON: "person", Kind.ORGANIZATION: "organization", Kind.GROUP: "group", Kind.PLACE: "place",
             Kind.DOCUMENT: "document", Kind.EVENT: "event"}  # fmt: skip
"""The kind of an item that a thing of each kind may be."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a candidate fits a thing.

    ``named`` says whether one of its names is a whole name of the thing, ``labelled`` whether it is its label.
    ``agreements`` and ``contradictions`` are words ("country", "office", "occupation", "date", "name", "subtype",
    "neighbour", "within", "publisher", "fellows"); ``reasons`` says all of it for a person. ``score`` is 0 to 100.
    ``near`` are names in the texts by which the candidate is described.
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
    near: frozenset[str] = frozenset()


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
    if len(shared) > 1 and (more := added(shared, thing.label, thing.kind)):
        agreements.add("name")
        reasons.append(f"another name is the same: {min(more)!r}")
    if told := sorted({folded(name) for name in thing.native} & theirs):
        agreements.add("name")
        reasons.append(f"its own script: {told[0]}")
    _countries(thing, candidate, agreements, contradictions, reasons)
    near = _neighbours(thing, candidate)
    if near:
        agreements.add("neighbour")
        reasons.append(f"described by what the texts name: {', '.join(near)}")
    if place := _within(thing, candidate):
        agreements.add("within")
        reasons.append(f"the texts say that it is in {place}")
    elif thing.within:
        contradictions.add("within")
        reasons.append(f"the texts say that it is in {', '.join(sorted(thing.within))}")
    if office := next((each for each in thing.offices if _same_office(each, candidate)), None):
        agreements.add("office")
        reasons.append(f"office: {' '.join(filter(None, (office.role, office.of)))}")
    elif role := _same_trade(thing, candidate):
        agreements.add("occupation")
        reasons.append(f"occupation: {role}, and a land that the texts name")
    _sorts(thing, candidate, agreements, reasons)
    _dates(thing, candidate, agreements, contradictions, reasons)
    _weakened(thing, candidate, agreements, reasons)
    score += _STRONG * (len(agreements) - len(contradictions))
    if words := sorted(_words(f"{thing.phrase} {thing.subtype}") & _words(candidate.description)):
        reasons.append(f"description: {', '.join(words)}")
        score += _WEAK
    if candidate.sitelinks is not None:
        reasons.append(f"{candidate.sitelinks} sitelinks")
        score += _PRIOR * min(1.0, log2(1 + candidate.sitelinks) / _KNOWN_EVERYWHERE)
    return Comparison(
        candidate, bool(shared), labelled, right, wrong, frozenset(agreements), frozenset(contradictions),
        tuple(reasons), round(max(0.0, min(100.0, score)), 1), frozenset(near),
    )  # fmt: skip


def _countries(
    thing: Thing, candidate: Candidate, agreements: set[str], contradictions: set[str], reasons: list[str]
) -> None:
    # A land beside a person may be where they are, or whom they speak of.
    near = thing.around if thing.kind in (Kind.ORGANIZATION, Kind.PLACE, Kind.GROUP) else frozenset()
    if thing.kind is Kind.ORGANIZATION and is_of_any_land(thing.label):
        near = frozenset()
    if same := sorted((thing.countries or near) & candidate.countries):
        agreements.add("country")
        reasons.append(f"country: {', '.join(same)}")
    # Somebody of one land may have an office in or for another one: an envoy.
    elif (away := thing.around if thing.kind is Kind.PERSON else frozenset()) & candidate.countries:
        reasons.append(f"of a land that the texts name: {', '.join(sorted(away & candidate.countries))}")
    elif thing.countries and candidate.countries:
        contradictions.add("country")
        reasons.append(f"another country: {', '.join(sorted(candidate.countries))}")


def _sorts(thing: Thing, candidate: Candidate, agreements: set[str], reasons: list[str]) -> None:
    if thing.kind is not Kind.PERSON and thing.subtype and _words(thing.subtype) <= _words(candidate.description):
        agreements.add("subtype")
    if thing.kind is Kind.PLACE and not candidate.countries and (sort := _named_sort(thing, candidate)):
        agreements.add("subtype")
        reasons.append(f"of no land, and described as its name says: {sort}")
    if thing.publishes and (medium := _medium(candidate)):
        agreements.add("publisher")
        reasons.append(f"published a text, and is a {medium}")


def _named_sort(thing: Thing, candidate: Candidate) -> str:
    """The word that says in a name of several words what the place is, if the candidate is that: "North Sea"."""
    words = thing.label.split()
    told = {*candidate.description.split()} if len(words) > 1 and folded(candidate.label) == folded(thing.label) else ()
    return next((word.lower() for word in (words[-1], words[0]) if word.lower() in told), "")


def _weakened(thing: Thing, candidate: Candidate, agreements: set[str], reasons: list[str]) -> None:
    """Takes out what agrees with many others as well.

    The type of a body, or an office of nothing that is told, says little of a candidate whose land no text names. Nor
    does it say much that a body publishes. The land alone says little of a person whom the texts give another trade.
    """
    lands = thing.countries | thing.around
    if candidate.countries and lands and not candidate.countries & lands:
        weak = {"subtype", "publisher"} | (set() if any(each.of for each in thing.offices) else {"office"})
        if agreements & weak:
            agreements -= weak
            reasons.append("of a land that no text names")
    if thing.kind is Kind.PERSON and "country" in agreements and not agreements & {"office", "occupation"}:
        known = _words(candidate.description) & human_nouns()
        told = {head_of(each.role) for each in thing.offices} - {""}
        if known - _COMMON and told and not known & _described(told):
            agreements.remove("country")
            reasons.append(f"of another trade than the texts say: {', '.join(sorted(told))}")


def _described(heads: Iterable[str]) -> frozenset[str]:
    """The last words of roles, and the words by which people with them are described."""
    return frozenset(word for head in heads for word in (head, *described_roles().get(head, ()))) - _TOO_MANY


def _within(thing: Thing, candidate: Candidate) -> str:
    """The place in which the texts say that the thing is ("Larkham, Ohio"), if the candidate is there; else empty."""
    told = f" {folded(candidate.description)} "
    return next((name for name in sorted(thing.within) if f" {folded(name)} " in told
                 or thing.within[name] in candidate.countries), "")  # fmt: skip


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


def _medium(candidate: Candidate) -> str:
    """What the candidate is described to be, if that brings out texts: a newspaper, a website."""
    return next(iter(sorted(_words(candidate.description) & bodies_having(OfBodies.PUBLISHES))), "")


def _same_trade(thing: Thing, candidate: Candidate) -> str:
    """The role of a person that fits how the candidate is described, where the texts name a land of the candidate.

    Neither tells a person by itself: together they do, of somebody with that whole name. Of a role its last word
    counts ("Chargers coach"). Who is described to hold an office in a body that no text names is somebody else.
    """
    if thing.kind is not Kind.PERSON or not thing.around & candidate.countries:
        return ""
    described = _IN_A_BODY.sub(lambda found: found[0] if _is_named(found[2], thing) else "", candidate.description)
    known = _words(described) | _words(" ".join(candidate.offices))
    heads = [head_of(each.role) for each in thing.offices]
    return next((head for head in heads if _described([head]) & known), "")


def _is_named(name: str, thing: Thing) -> bool:
    """Whether ``name``, by which an office is described, is a country, or named by the texts of ``thing``."""
    told = {folded(each) for each in (*thing.neighbours, *thing.bodies, *(office.of for office in thing.offices))}
    return name in country_codes() or folded(name) in told


def _dates(
    thing: Thing, candidate: Candidate, agreements: set[str], contradictions: set[str], reasons: list[str]
) -> None:
    began = min((date for name, date in candidate.dates if name in _BEGINNINGS), default="")
    if began and thing.named_by and _begins_after(began, thing.named_by):
        contradictions.add("date")
        reasons.append(f"it began ({began}) after a text names it ({thing.named_by})")
    for name, own in thing.dates:
        theirs = [date for each, date in candidate.dates if each == name]
        if not theirs:
            continue
        same = any(_meet(own, each) for each in theirs)
        (agreements if same else contradictions).add("date")
        reasons.append(f"{'the same' if same else 'another'} date ({name}): {', '.join(theirs)}")


def _begins_after(date: str, day: str) -> bool:
    try:
        return (bounds(date)[0] or "") > day
    except ValueError:
        return False


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
