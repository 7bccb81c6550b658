"""What a thing is, is decided only where nothing else can be meant. The traps are cases that misled others."""

from __future__ import annotations

from typing import Any

import pytest

from xpkg.linking.candidates import Candidate, SourceInfo
from xpkg.linking.comparison import compare
from xpkg.linking.decision import decide
from xpkg.linking.things import Office, Thing
from xpkg.model import Kind

SOURCE = SourceInfo("sample", "1")


def thing(kind: Kind, *names: str, **told: Any) -> Thing:
    return Thing(f"{kind}/x-0000000000", kind, names[0], names, **told)


def at(item: str, *names: str, kind: str = "", countries: str = "", **told: Any) -> Candidate:
    """A candidate; kinds and countries are parted by blanks."""
    return Candidate(item, names[0], SOURCE, names, kinds=frozenset(kind.split()),
                     countries=frozenset(countries.split()), **told)  # fmt: skip


BODY, PERSON, PLACE = Kind.ORGANIZATION, Kind.PERSON, Kind.PLACE
US, FRANCE = frozenset({"Q30"}), frozenset({"Q142"})

TRAPS = [
    ("EFE: a news agency and others", thing(BODY, "EFE", "Agencia EFE", around=frozenset({"Q29"})),
     [at("Q1", "Agencia EFE", "EFE", kind="organization", countries="Q29")], None),
    ("ETA: an appliance maker", thing(BODY, "ETA", around=frozenset({"Q213"})),
     [at("Q11866675", "ETA", kind="organization", countries="Q213")], None),
    ("G20: a chain of shops", thing(BODY, "G20", around=FRANCE),
     [at("Q3504731", "G20", kind="organization", countries="Q142")], None),
    ("the paper and its company", thing(BODY, "The New York Times", subtype="newspaper", countries=US),
     [at("Q9684", "The New York Times", kind="organization", countries="Q30", sitelinks=150),
      at("Q2", "The New York Times Company", "New York Times", kind="organization", countries="Q30")], None),
    ("the company is not the paper", thing(BODY, "The New York Times Company", countries=US),
     [at("Q9684", "The New York Times", "NYT", kind="organization", countries="Q30"),
      at("Q2", "The New York Times Company", "New York Times", kind="organization", countries="Q30")], "Q2"),
    ("The Independent: two papers", thing(BODY, "The Independent", around=frozenset({"Q145"})),
     [at("Q3", "The Independent", kind="organization", countries="Q145", sitelinks=60),
      at("Q4", "The Independent", kind="organization", countries="Q117")], None),
    ("Renaissance: the age and the party", thing(BODY, "Renaissance", around=FRANCE),
     [at("Q5", "Renaissance", kind="other", sitelinks=190),
      at("Q6", "Renaissance", "La République En Marche", kind="organization", countries="Q142")], None),
    ("Georgia: the country and the state", thing(PLACE, "Georgia", around=frozenset({"Q30", "Q230"})),
     [at("Q230", "Georgia", kind="place", countries="Q230", sitelinks=300),
      at("Q1428", "Georgia", kind="place", countries="Q30", sitelinks=200)], None),
    ("Western Sahara: the land and the republic", thing(PLACE, "Western Sahara", around=frozenset({"Q1028"})),
     [at("Q6250", "Western Sahara", kind="place", countries="Q1028"),
      at("Q40362", "Sahrawi Arab Democratic Republic", "Western Sahara", kind="place")], None),
    ("Turpan: the city and the district", thing(PLACE, "Turpan", around=frozenset({"Q148"})),
     [at("Q7", "Turpan", kind="place", countries="Q148"),
      at("Q8", "Gaochang District", "Turpan", kind="place", countries="Q148")], None),
    ("Tibet: the land and the region", thing(PLACE, "Tibet", around=frozenset({"Q148"})),
     [at("Q17252", "Tibet", kind="place"),
      at("Q17269", "Tibet Autonomous Region", "Tibet", kind="place", countries="Q148")], None),
    ("Robert Menendez, father and son", thing(PERSON, "Robert Menendez", countries=US, offices=(Office("Senator"),)),
     [at("Q9", "Bob Menendez", "Robert Menendez", kind="person", countries="Q30", description="senator"),
      at("Q10", "Rob Menendez", "Robert Menendez Jr.", "Robert Menendez", kind="person", countries="Q30")], None),
    ("Menendez alone", thing(PERSON, "Menendez", countries=US),
     [at("Q9", "Bob Menendez", "Menendez", kind="person", countries="Q30")], None),
    ("Government of Liberia: not the land", thing(BODY, "Government of Liberia", around=frozenset({"Q1014"})),
     [at("Q1014", "Liberia", "Government of Liberia", kind="place", countries="Q1014")], None),
]  # fmt: skip


@pytest.mark.parametrize(("told", "candidates", "item"), [row[1:] for row in TRAPS], ids=[row[0] for row in TRAPS])
def test_traps(told: Thing, candidates: list[Candidate], item: str | None) -> None:
    for order in (candidates, candidates[::-1]):
        decision = decide(told, order)
        assert (decision.exact.candidate.item if decision.exact else None) == item
        assert bool(decision.open) is (item is None)
        assert all(each.reasons for each in decision.candidates)


ANA = thing(PERSON, "Ana Belo", "Ana M. Belo", countries=frozenset({"Q201"}), offices=(Office("Minister", "Rivers"),),
            dates=(("P569", "1952-03"),))  # fmt: skip
RIGHT = at("Q101", "Ana Belo", kind="person", countries="Q201", sitelinks=9)


def test_a_single_candidate_that_agrees_is_taken() -> None:
    decision = decide(ANA, [RIGHT])
    assert decision.exact is not None
    assert decision.exact.candidate == RIGHT
    assert "country: Q201" in decision.exact.reasons


@pytest.mark.parametrize(
    ("candidates", "why"),
    [
        ([], "no candidate"),
        ([at("Q101", "Ana Belo", kind="person")], "nothing but the name agrees"),
        ([at("Q101", "Ana Belo", kind="place", countries="Q201")], "no candidate with its name and kind"),
        ([at("Q101", "Ana Belo", countries="Q201")], "no candidate with its name and kind"),
        ([at("Q101", "Anabel", kind="person", countries="Q201")], "no candidate with its name and kind"),
        ([at("Q101", "Ana Belo", kind="person", countries="Q202")], "no candidate with its name and kind"),
        ([at("Q101", "Ana Belo", kind="person", countries="Q201", dates=(("P569", "1953"),))], "no candidate with its"),
        ([RIGHT, at("Q7", "Ana Belo", kind="person", countries="Q9")], "others bear its name: Q7"),
        ([RIGHT, at("Q7", "Somebody", "ana m belo")], "others bear its name: Q7"),
    ],
)
def test_why_it_is_left_open(candidates: list[Candidate], why: str) -> None:
    decision = decide(ANA, candidates)
    assert decision.exact is None
    assert decision.open.startswith(why)


def test_a_namesake_of_another_kind_does_not_matter() -> None:
    assert decide(ANA, [RIGHT, at("Q7", "Ana Belo", kind="place")]).exact is not None


def test_the_same_item_in_two_sources_is_one() -> None:
    again = at("Q101", "Ana Belo", kind="person", countries="Q201", sitelinks=2)
    decision = decide(ANA, [RIGHT, again])
    assert [each.candidate.sitelinks for each in decision.candidates] == [9]


def test_what_a_person_rejected_is_no_candidate() -> None:
    assert decide(ANA, [RIGHT], ["Q101"]).open == "no candidate"
    left = decide(ANA, [RIGHT, at("Q7", "Ana Belo", kind="person", countries="Q201")], ["Q7"]).exact
    assert left is not None
    assert left.candidate.item == "Q101"


@pytest.mark.parametrize(
    ("office", "held", "agrees"),
    [
        (Office("Minister", "Rivers"), "Minister of Rivers", True),
        (Office("Minister", "Rivers"), "Minister of Lakes", False),
        (Office("Secretary of State"), "United States Secretary of State", True),
        (Office("President"), "President of Orm", False),
        (Office("President", "Orm"), "President of Orm", True),
        (Office("President", "Orm"), "President of Larkham", False),
    ],
)
def test_an_office_agrees_with_all_of_its_words(office: Office, held: str, agrees: bool) -> None:
    told = thing(PERSON, "Ana Belo", offices=(office,))
    assert ("office" in compare(told, at("Q1", "Ana Belo", offices=(held,))).agreements) is agrees


def test_a_name_in_its_own_script_agrees() -> None:
    told = thing(PERSON, "Ana Belo", native=("Ана Бело",))
    assert compare(told, at("Q1", "Ana Belo", "Ана Бело")).agreements == {"name"}


def test_the_likelier_comes_first() -> None:
    known, unknown = at("Q9", "Ana Belo", kind="person", sitelinks=90), at("Q1", "Ana Belo", kind="person", sitelinks=1)
    assert [each.candidate.item for each in decide(ANA, [unknown, known]).candidates] == ["Q9", "Q1"]
