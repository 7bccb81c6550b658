"""People named without a word on who they are: taken by those who are named beside them, never by renown."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.linking.test_decisions import PERSON, at, thing
from xpkg.linking.candidates import Candidate
from xpkg.linking.decision import decide
from xpkg.linking.fellows import with_fellows
from xpkg.linking.things import Office, Thing

TEXT = "Dahl won the race of Orm before Senn, Belo, Rao, Nye and Lund, the drivers of six teams."
RACE = frozenset({"race"})
NAMES = ("Ola Dahl", "Mia Senn", "Ana Belo", "Ravi Rao", "Bo Nye", "Kai Lund")


def driver(number: int, name: str, what: str = "Norlandish racing driver", land: str = "Q201") -> Candidate:
    return at(f"Q{number}", name, kind="person", countries=land, description=what)


def taken(*found: tuple[Thing, Sequence[Candidate]], text: str = TEXT) -> list[str]:
    decisions = with_fellows([decide(told, candidates) for told, candidates in found], {"race": text})
    return [each.exact.candidate.label for each in decisions if each.exact is not None]


def field(count: int = 6) -> list[tuple[Thing, Sequence[Candidate]]]:
    return [(thing(PERSON, name, sources=RACE), [driver(at, name)]) for at, name in enumerate(NAMES[:count], start=1)]


def test_the_drivers_of_a_race_tell_each_other() -> None:
    assert taken(*field()) == [*NAMES]
    assert taken(*field(5)) == [*NAMES[:5]]
    assert taken(*field(4)) == [], "too few"
    assert taken(*field(), text=TEXT.replace("drivers", "heads")) == [], "the text has to be about them"


MANY = (*NAMES, "Eva Orr", "Ida Orr", "Leo Orr")


@pytest.mark.parametrize(
    ("count", "what", "text", "taken_of_all"),
    [
        (9, "chess player", "The players met for chess.", True),
        (8, "novelist", "Eight novelists met.", True),
        (7, "novelist", "Seven novelists met.", False),
        (9, "chess player", "The players of many games met.", False),
        (9, "chess player", "They met for chess.", False),
        (9, "politician", "The politicians met.", False),
    ],
)
def test_many_of_one_trade_may_be_of_several_lands(count: int, what: str, text: str, taken_of_all: bool) -> None:
    found = [(thing(PERSON, name, sources=RACE), [driver(at, name, f"Landish {what}", f"Q{200 + at}")])
             for at, name in enumerate(MANY[:count], start=1)]  # fmt: skip
    assert taken(*found, text=text) == ([*MANY[:count]] if taken_of_all else [])


def test_fellows_are_those_of_the_same_text() -> None:
    elsewhere = [(thing(PERSON, told.label, sources=frozenset({"other"})), found) for told, found in field()[4:]]
    assert taken(*field(4), *elsewhere) == []


@pytest.mark.parametrize(
    ("told", "candidates"),
    [
        (thing(PERSON, "Eva Ray", sources=RACE, offices=(Office("doctor"),)), [driver(9, "Eva Ray")]),
        (thing(PERSON, "Eva Ray", sources=RACE), [driver(9, "Eva Ray"), driver(8, "Eva Ray", "Sudish painter", "Q3")]),
        (thing(PERSON, "Eva Ray", sources=RACE), [driver(9, "Eva Ray", "Norlandish painter")]),
        (thing(PERSON, "Eva Ray", sources=RACE), [driver(9, "Eva Ray", land="Q300")]),
        (thing(PERSON, "Ray", sources=RACE), [driver(9, "Ray")]),
        (thing(PERSON, "Eva Ray", sources=RACE, countries=frozenset({"Q300"})), [driver(9, "Eva Ray")]),
    ],
)
def test_who_is_not_told_by_fellows(told: Thing, candidates: Sequence[Candidate]) -> None:
    assert taken(*field(), (told, candidates)) == [*NAMES]


def test_where_most_are_of_other_trades_nobody_is_told() -> None:
    trades = {"Eva Orr": "painter", "Ida Orr": "judge", "Leo Orr": "nurse", "Max Orr": "poet"}
    others = [(thing(PERSON, name, sources=RACE), [driver(at, name, f"Sudish {what}")])
              for at, (name, what) in enumerate(trades.items(), start=20)]  # fmt: skip
    assert taken(*field(), *others) == []


def test_politics_concerns_many_who_share_a_name_with_a_politician() -> None:
    found = [(told, [driver(at, told.label, "Norlandish politician")]) for at, (told, _) in enumerate(field(), start=1)]
    assert taken(*found, text="The politicians met.") == []


@pytest.mark.parametrize("sitelinks", [None, 1, 60, 300])
def test_renown_tells_nobody(sitelinks: int | None) -> None:
    """Whoever shares the name of a star, in a text that names the star's land, is not the star by that."""
    told = thing(PERSON, "Ana Belo", around=frozenset({"Q201"}))
    known = at("Q1", "Ana Belo", kind="person", countries="Q201", description="singer", sitelinks=sitelinks)
    assert decide(told, [known]).exact is None
    assert decide(thing(PERSON, "Ana Belo", around=frozenset({"Q201"}), offices=(Office("singer"),)), [known]).exact
