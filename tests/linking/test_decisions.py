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
    ("New York City: not the state", thing(PLACE, "New York City", "New York", around=US),
     [at("Q1384", "New York", kind="place", countries="Q30")], None),
    ("a body by a longer name", thing(BODY, "BBC", "British Broadcasting Corporation", countries=frozenset({"Q145"})),
     [at("Q9531", "British Broadcasting Corporation", kind="organization", countries="Q145")], None),
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


@pytest.mark.parametrize(
    ("role", "around", "description", "taken"),
    [
        ("novelist", "Q201", "Norlandish novelist", True),
        ("novelist", "Q202", "Norlandish novelist", False),
        ("novelist", "Q201", "Norlandish footballer", False),
        ("", "Q201", "Norlandish novelist", False),
    ],
)
def test_an_occupation_counts_with_a_land_that_is_named(role: str, around: str, description: str, taken: bool) -> None:
    told = thing(PERSON, "Ana Belo", around=frozenset({around}), offices=(Office(role),))
    decision = decide(told, [at("Q101", "Ana Belo", kind="person", countries="Q201", description=description)])
    assert (decision.exact is not None) is taken


@pytest.mark.parametrize(
    ("role", "description", "taken"),
    [
        ("special envoy", "Norlandish diplomat", True),
        ("WeWork CEO", "Norlandish businessman", True),
        ("member", "member of a band", False),
        ("envoy", "Norlandish painter", False),
    ],
)
def test_a_role_is_described_in_other_words(role: str, description: str, taken: bool) -> None:
    told = thing(PERSON, "Ana Belo", around=frozenset({"Q201"}), offices=(Office(role),))
    decision = decide(told, [at("Q101", "Ana Belo", kind="person", countries="Q201", description=description)])
    assert (decision.exact is not None) is taken


def test_an_envoy_is_not_of_the_land_that_she_is_sent_to() -> None:
    told = thing(PERSON, "Ana Belo", countries=frozenset({"Q300"}), around=frozenset({"Q201", "Q300"}),
                 offices=(Office("envoy", "Sudland"),))  # fmt: skip
    known = at("Q101", "Ana Belo", kind="person", countries="Q201", description="Norlandish diplomat")
    assert decide(told, [known]).exact is not None
    assert decide(told, [at("Q101", "Ana Belo", kind="person", countries="Q9", description="diplomat")]).exact is None


@pytest.mark.parametrize(
    ("told", "description", "taken"),
    [
        (thing(BODY, "Larkham Post", subtype="newspaper"), "daily newspaper", True),
        (thing(BODY, "Larkham Post", subtype="newspaper"), "postal service", False),
        (thing(PLACE, "Orm Falls", neighbours=frozenset({"Kent County"})), "city in Kent County, Norland", True),
        (thing(PLACE, "Orm Falls", neighbours=frozenset({"Orm Falls", "Kent"})), "Orm Falls in Kentland", False),
        (thing(PERSON, "Ana Belo", neighbours=frozenset({"Kent"})), "painter of Kent", False),
        (thing(PERSON, "Ana Belo", bodies=frozenset({"Orm Ferries"})), "founder of Orm Ferries", True),
        (thing(PERSON, "Ana Belo", bodies=frozenset({"Orm"})), "baker in Ormskirk", False),
        (thing(PERSON, "Ana Belo", bodies=frozenset({"Fortune", "A+B"})), "teller of fortune, a plus b", False),
        (thing(BODY, "Larkham Post", bodies=frozenset({"Orm Ferries"})), "paper of Orm Ferries", False),
    ],
)
def test_a_description_tells_type_and_neighbours(told: Thing, description: str, taken: bool) -> None:
    decision = decide(told, [at("Q101", told.label, kind=told.kind.value, description=description)])
    assert (decision.exact is not None) is taken


TOWN = at("Q1", "Ormby", kind="place", countries="Q142", sitelinks=80)


@pytest.mark.parametrize(
    ("other", "around", "taken"),
    [
        (at("Q2", "Ormby", kind="place", countries="Q30", sitelinks=20), "Q142", True),
        (at("Q2", "Ormby", kind="other", sitelinks=9), "Q142", True),  # a family name
        (at("Q2", "Ormby", kind="place", countries="Q30", sitelinks=20), "Q142 Q30", False),  # both lands are named
        (at("Q2", "Ormby", kind="place", countries="Q30", sitelinks=30), "Q142", False),  # known as well
        (at("Q2", "Ormby", kind="place", countries="Q142", sitelinks=2), "Q142", False),  # the same land
        (at("Q2", "Ormby", kind="place", sitelinks=2), "Q142", False),  # of a land that is not told
        (at("Q2", "Ormby", kind="place", countries="Q30"), "Q142", False),  # nobody tells how well known
        (at("Q2", "Ormby", kind="place", countries="Q30", sitelinks=2), "", False),
    ],
)
def test_a_namesake_far_from_the_texts_is_no_rival_of_a_place(other: Candidate, around: str, taken: bool) -> None:
    lands = frozenset(around.split())
    for candidates in ([TOWN, other], [other, TOWN]):
        decision = decide(thing(PLACE, "Ormby", around=lands), candidates)
        assert (decision.exact.candidate.item if decision.exact else "") == ("Q1" if taken else "")
    people = [at("Q1", "Ana Belo", kind="person", countries="Q142", sitelinks=80),
              at("Q2", "Ana Belo", kind="person", countries="Q30", sitelinks=2)]  # fmt: skip
    assert decide(thing(PERSON, "Ana Belo", countries=lands, around=lands), people).exact is None


def test_an_item_with_a_shorter_name_is_no_rival_of_the_label() -> None:
    told = thing(PLACE, "New York City", "New York", countries=US)
    city, state = at("Q60", "New York City", "New York", kind="place", countries="Q30"), at("Q1384", "New York")
    for order in ([city, state], [state, city]):
        exact = decide(told, order).exact
        assert exact is not None
        assert exact.candidate.item == "Q60"


def test_a_longer_name_tells_as_much_as_the_label() -> None:
    told = thing(BODY, "Norland Broadcasting", "Norland Broadcasting Corporation", countries=frozenset({"Q145"}))
    known = at("Q1", "Norland Broadcasting Corporation", kind="organization", countries="Q145")
    assert decide(told, [known]).exact is not None


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
