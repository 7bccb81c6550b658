"""Decides which candidate a thing is, or leaves it open: a wrong link does more harm than none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from xpkg.folding import folded
from xpkg.lexicon.gazetteer import country_codes, is_of_one_city
from xpkg.linking.candidates import Candidate
from xpkg.linking.comparison import Comparison, compare
from xpkg.linking.naming import is_whole
from xpkg.linking.things import Thing
from xpkg.model import Kind

_LITTLE = 10  # sitelinks of a place so little known that a text tells more of it than its land
_FAR = 4  # how many times better known a place is that a distant namesake cannot be taken for


@dataclass(frozen=True, slots=True)
class Decision:
    """What is proposed for a thing: its candidates, the likeliest first, and the one that it is, if that is certain.

    ``open`` says in words why none is; it is empty where one is. ``unbacked`` is the one that alone bears the name,
    where nothing but that agrees; ``contested`` are those that may be meant where several items bear it.
    """

    thing: Thing
    candidates: tuple[Comparison, ...]
    exact: Comparison | None
    open: str = ""
    unbacked: Comparison | None = None
    contested: tuple[Comparison, ...] = ()


def decide(thing: Thing, candidates: Iterable[Candidate], rejected: Iterable[str] = ()) -> Decision:
    """The decision about ``thing``; ``rejected`` are items of which a person said that they are not it.

    A candidate is taken without a person only where all of this holds. A whole name of the thing, no shorter than its
    label, is one of its names, and it is of the right kind. Something told of the thing agrees with it, and nothing
    contradicts it. No other item bears one of the thing's names.
    """
    compared = sorted(
        (compare(thing, each) for each in _one_each(candidates) if each.item not in set(rejected)),
        key=lambda each: (-each.score, int(each.candidate.item[1:])),
    )
    fitting = [each for each in compared if _fully(thing, each) and each.right_kind and not each.contradictions]
    if not compared:
        return Decision(thing, (), None, "no candidate")
    if not is_whole(thing.label, thing.kind):
        return Decision(thing, tuple(compared), None, "a short name may be of many")
    if not fitting:
        return Decision(thing, tuple(compared), None, "no candidate with its name and kind")
    best, lone = fitting[0], " " not in thing.label.removeprefix("The ")
    if rivals := [each for each in compared if each is not best and _is_rival(thing, best, each, lone)]:
        told = ", ".join(f"{each.candidate.item} ({each.candidate.label})" for each in rivals[:3])
        fair = all(each.right_kind or not each.wrong_kind for each in rivals)
        meant = tuple(dict.fromkeys((*fitting, *rivals))) if fair else ()
        return Decision(thing, tuple(compared), None, f"others bear its name: {told}", contested=meant)
    if lone and not best.labelled and not (thing.kind is Kind.PLACE and {"country", "neighbour"} <= best.agreements):
        return Decision(thing, tuple(compared), None, "a single word that is no label")
    if lone and _is_little(thing, best):
        return Decision(thing, tuple(compared), None, "a little place of a land that the texts name")
    if not best.agreements:
        return Decision(thing, tuple(compared), None, "nothing but the name agrees", best)
    return Decision(thing, tuple(compared), best)


def _is_little(thing: Thing, best: Comparison) -> bool:
    """Whether a place is little known, and no more is told of it than that a text names its land, too."""
    told = thing.kind is not Kind.PLACE or thing.known or thing.countries or best.agreements != {"country"}
    return not told and best.candidate.sitelinks is not None and best.candidate.sitelinks < _LITTLE


def _fully(thing: Thing, each: Comparison) -> bool:
    """Whether both have a whole name with as many words as the thing's label, or more.

    A city that is also called as its state is ("New York") is not that state.
    """
    theirs = {folded(name) for name in each.candidate.names}
    shared = [name for name in thing.names if folded(name) in theirs and is_whole(name, thing.kind)]
    least = len(folded(thing.label).split())
    return any(len(folded(name).split()) >= least for name in shared)


def _one_each(candidates: Iterable[Candidate]) -> list[Candidate]:
    """One candidate an item, where several sources have the same.

    The first source is the most trusted: what it does not tell is taken from the next one that does. Names are those
    of all of them.
    """
    found: dict[str, Candidate] = {}
    for each in candidates:
        found[each.item] = _joined(found[each.item], each) if each.item in found else each
    return [*found.values()]


def _joined(one: Candidate, other: Candidate) -> Candidate:
    return replace(
        one,
        names=tuple(dict.fromkeys((*one.names, *other.names))),
        description=one.description or other.description,
        kinds=one.kinds or other.kinds,
        countries=one.countries or other.countries,
        dates=one.dates or other.dates,
        offices=one.offices or other.offices,
        sitelinks=one.sitelinks if one.sitelinks is not None else other.sitelinks,
    )


def _is_rival(thing: Thing, best: Comparison, other: Comparison, lone: bool) -> bool:
    """Whether another item than ``best`` might be meant: one with the same name, of that kind or of none that is known.

    A single word may be taken for a name of the wrong kind, so there all that bear it are rivals. So they are for a
    person of whom nothing is told that a person alone has: "Ana Belo" may be a firm. Where a file knows the thing, it
    tells the kind and the land. Where the best one has the very label, an item that has only a shorter name of the
    thing is none.
    """
    if not other.named or (thing.known and (other.wrong_kind or "country" in other.contradictions)):
        return False
    if _is_told_apart(thing, best, other):
        return False
    if thing.kind is Kind.PLACE and (_is_far(thing, best, other) or _is_small(thing, best, other)):
        return False
    if lone:
        return True
    label = folded(thing.label)
    whole = any(folded(name) == label for name in best.candidate.names)
    if other.wrong_kind and not (_may_be_misread(thing, best) and {"person", "organization"} & other.candidate.kinds):
        return False
    return not whole or _fully(thing, other)


def _is_told_apart(thing: Thing, best: Comparison, other: Comparison) -> bool:
    """Whether what the texts say fits the best one alone, though the ``other`` bears a name of the thing.

    A person has its date, and the other has another. A place is in what the text puts behind its name.
    Or another place that the text names describes it, and it is not much less known. Of what has two names, one being
    the label, the best one has both, and the other does not have the label.
    """
    one, two = best.candidate, other.candidate
    if thing.kind is Kind.PERSON and "date" in best.agreements and "date" in other.contradictions:
        return True
    if thing.kind is Kind.PLACE and "within" in best.agreements - other.agreements:
        return True
    label = folded(thing.label)
    if label in map(folded, two.names):
        near = thing.kind is Kind.PLACE and _near(best) and "neighbour" not in other.agreements
        return near and _is_as_known(one, two)
    return label == folded(one.label) and ("name" in best.agreements or thing.kind is Kind.PLACE)


def _near(each: Comparison) -> bool:
    """Whether what describes the candidate is a place in a land, and no land itself."""
    return bool(each.near - {*country_codes()})


def _is_as_known(one: Candidate, two: Candidate) -> bool:
    """Whether ``two`` is not so much better known that a text means it before all others."""
    return one.sitelinks is None or two.sitelinks is None or _FAR * one.sitelinks > two.sitelinks


def _may_be_misread(thing: Thing, best: Comparison) -> bool:
    """Whether a person may be a body that is called after one, or the other way round: nothing tells which it is."""
    if thing.kind is Kind.PERSON:
        return not thing.offices and not best.agreements & {"office", "occupation", "date", "neighbour"}
    return thing.kind is Kind.ORGANIZATION and not thing.subtype


def _is_far(thing: Thing, best: Comparison, other: Comparison) -> bool:
    """Whether a namesake of a place is so far from the texts that they cannot mean it.

    They name the land of the best one. Of the other, which is much less known, they name neither the land nor any place
    by which it is described. What is no place, and has no land, is a family name or the like.
    """
    one, two = best.candidate, other.candidate
    if "country" not in best.agreements or one.sitelinks is None or two.sitelinks is None:
        return False
    named = thing.countries | thing.around | one.countries
    near = "neighbour" in other.agreements or two.countries & named or not (two.countries or other.wrong_kind)
    return not near and one.sitelinks >= _FAR * max(two.sitelinks, 1)


def _is_small(thing: Thing, best: Comparison, other: Comparison) -> bool:
    """Whether a namesake of a city is too small to be meant in a text that names nothing by which it is described.

    A gazetteer tells that nearly all people in places of this name live in one of them. That is the best one, as it is
    of a land that the texts name and much better known.
    """
    one, two = best.candidate.sitelinks, other.candidate.sitelinks
    if "country" not in best.agreements or one is None or two is None or not is_of_one_city(thing.label):
        return False
    return not other.agreements & {"neighbour", "within"} and one >= _FAR * max(two, 1)
