"""What the texts say fits one of several items of a name: a date, a place named beside, a second name, a sort."""

from __future__ import annotations

from typing import Any

import pytest

from tests.linking.test_decisions import BODY, PERSON, PLACE, at, thing
from tests.linking.test_fellows import RACE, TEXT, driver, taken
from xpkg.linking.candidates import Candidate
from xpkg.linking.decision import decide
from xpkg.linking.things import Thing

LAND = frozenset({"Q201"})
COUNTY = frozenset({"Orm County"})
BORN = thing(PERSON, "Ana Belo", dates=(("P569", "1952"),))


def person(item: str, *names: str, **told: Any) -> Candidate:
    return at(item, *names, kind="person", **told)


def place(item: str, *names: str, **told: Any) -> Candidate:
    return at(item, *names, kind="place", countries="Q201", **told)


@pytest.mark.parametrize(
    ("told", "candidates", "item"),
    [
        (BORN, [person("Q1", "Ana Belo", dates=(("P569", "1952-03"),)),
                person("Q2", "Ana Belo", dates=(("P569", "1830"),))], "Q1"),
        (BORN, [person("Q1", "Ana Belo", dates=(("P569", "1952-03"),)), person("Q2", "Ana Belo")], ""),
        (thing(PERSON, "Ana Belo", "Ines Dort"),
         [person("Q1", "Ana Belo", "Ines Dort"), person("Q2", "Ines Dort")], "Q1"),
        (thing(PERSON, "Ana Belo", "Ines Dort"),
         [person("Q1", "Ana Belo", "Ines Dort"), person("Q2", "Ana Belo", "Ana Dort")], ""),
        (thing(PLACE, "Hopeby", around=LAND, neighbours=COUNTY),
         [place("Q1", "Hopeby", description="town in Orm County", sitelinks=15),
          place("Q2", "Hopeby", description="city in Kent", sitelinks=20)], "Q1"),
        (thing(PLACE, "Hopeby", around=LAND, neighbours=COUNTY),
         [place("Q1", "Hopeby", description="town in Orm County", sitelinks=15),
          place("Q2", "Hopeby", description="city in Kent", sitelinks=90)], ""),
        (thing(PLACE, "Hopeby", around=LAND, neighbours=frozenset({"Norway"})),
         [place("Q1", "Hopeby", description="town in Norway", sitelinks=15),
          place("Q2", "Hopeby", description="city in Kent", sitelinks=20)], ""),
        (thing(PLACE, "Orm, N.L.", "District of Orm", around=LAND),
         [place("Q1", "Orm, N.L."), place("Q2", "District of Orm")], "Q1"),
        (thing(PLACE, "Uglby", around=LAND, neighbours=frozenset({"Norland"})),
         [place("Q1", "Ögleby", "Uglby", description="city in Norland")], "Q1"),
        (thing(PLACE, "Uglby", around=LAND), [place("Q1", "Ögleby", "Uglby", description="city")], ""),
        (thing(PLACE, "South Orm Sea"), [at("Q1", "South Orm Sea", kind="place", description="marginal sea")], "Q1"),
        (thing(PLACE, "South Orm Sea"), [at("Q1", "South Orm Sea", kind="place", description="village")], ""),
        (thing(PLACE, "Europa", around=LAND), [place("Q1", "Europa", description="city", sitelinks=6)], ""),
        (thing(PLACE, "Europa", countries=LAND), [place("Q1", "Europa", description="city", sitelinks=6)], "Q1"),
        (thing(PLACE, "Europa", around=LAND), [place("Q1", "Europa", description="city", sitelinks=60)], "Q1"),
        (thing(PLACE, "Orm Lake"), [place("Q1", "Orm Lake", description="lake")], ""),
        (thing(BODY, "Orm Lake"), [at("Q1", "Orm Lake", kind="organization", description="lake")], ""),
    ],
)  # fmt: skip
def test_the_one_that_the_texts_mean(told: Thing, candidates: list[Candidate], item: str) -> None:
    for order in (candidates, candidates[::-1]):
        exact = decide(told, order).exact
        assert (exact.candidate.item if exact else "") == item


FIELD = [f"{given} {family}" for given in ("Ola", "Mia", "Ana") for family in ("Dahl", "Senn", "Rao", "Nye")]


def drivers(count: int) -> list[tuple[Thing, list[Candidate]]]:
    return [(thing(PERSON, name, sources=RACE), [driver(at, name)]) for at, name in enumerate(FIELD[:count], start=1)]


@pytest.mark.parametrize(
    ("count", "others", "is_taken"),
    [
        (9, [driver(50, "Eva Ray", "Sudish painter", "Q3")], True),
        (7, [driver(50, "Eva Ray", "Sudish painter", "Q3")], False),
        (9, [driver(50, "Eva Ray", "Sudish racing driver", "Q3")], False),
        (9, [driver(50, "Eva Ray", "Sudish bus driver", "Q3")], False),
        (9, [at("Q50", "Eva Ray", kind="organization")], False),
    ],
)
def test_many_fellows_tell_which_of_a_name_is_meant(count: int, others: list[Candidate], is_taken: bool) -> None:
    one = (thing(PERSON, "Eva Ray", sources=RACE), [driver(40, "Eva Ray"), *others])
    assert ("Eva Ray" in taken(*drivers(count), one)) is is_taken


@pytest.mark.parametrize(("count", "beside", "are_taken"), [(10, 9, True), (10, 11, False), (9, 8, False)])
def test_many_fellows_tell_beside_many_others(count: int, beside: int, are_taken: bool) -> None:
    trades = ("judge", "nurse", "poet")
    names = [f"Kai {name}" for name in ("Aas", "Boe", "Cid", "Dee", "Eek", "Foy", "Gad", "Hay", "Ilk", "Jay", "Kee")]
    named = [(thing(PERSON, name, sources=RACE), [driver(at, name, f"Sudish {trades[at % 3]}", "Q3")])
             for at, name in enumerate(names[:beside], start=60)]  # fmt: skip
    assert (len(taken(*drivers(count), *named)) == count) is are_taken


def test_who_is_called_by_another_word_for_the_trade() -> None:
    """Writers of several lands, with a word before it or none; an author is one."""
    whats = ["Norlandish writer"] * 5 + ["Sudish fantasy writer"] * 4 + ["Norlandish author"]
    found = [(thing(PERSON, name, sources=RACE), [driver(at, name, what, f"Q{200 + at % 3}")])
             for at, (name, what) in enumerate(zip(FIELD, whats, strict=False), start=1)]  # fmt: skip
    assert len(taken(*found, text="The writers met in Orm.")) == 10
    assert taken(*found, text=TEXT) == []
