"""Kinds of cases in which the likely item is the wrong one: each stays open, unless something tells it apart."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.linking.dumps import dump, item, statement
from tests.linking.test_decisions import BODY, PERSON, PLACE, at, thing
from xpkg.api import identities_of
from xpkg.cli import main
from xpkg.iris import DEFAULT_BASE
from xpkg.linking.candidates import Candidate
from xpkg.linking.decision import decide
from xpkg.linking.index.building import build_index
from xpkg.linking.naming import added, is_of_any_land
from xpkg.linking.things import Office, Thing, read_things
from xpkg.model import Kind
from xpkg.store import open_snapshot

LAND, OTHER = frozenset({"Q201"}), frozenset({"Q300"})
BOTH = LAND | OTHER
MINISTER = (Office("finance minister"),)


def of(kind: Kind, *names: str, land: str = "Q201", item: str = "Q1", **told: object) -> Candidate:
    return at(item, *names, kind=kind.value, countries=land, **told)


OPEN: list[tuple[str, Thing, list[Candidate]]] = [
    ("two ministers of one name in different lands", thing(PERSON, "Ana Belo", around=OTHER, offices=MINISTER),
     [of(PERSON, "Ana Belo", offices=("Finance minister",), description="politician")]),
    ("father and son of one office", thing(PERSON, "Ion Dorn", around=LAND, offices=(Office("Senator", "Orm"),)),
     [of(PERSON, "Ion Dorn", description="senator of Orm"),
      of(PERSON, "Ion Dorn Jr.", "Ion Dorn", item="Q2", description="senator of Orm")]),
    ("somebody of another trade in the same land", thing(PERSON, "Ana Belo", countries=LAND,
                                                         offices=(Office("plumber"),)),
     [of(PERSON, "Ana Belo", description="Norlandish novelist")]),
    ("a namesake with the same nickname", thing(PERSON, "Robert Skell", "Bob Skell"),
     [of(PERSON, "Robert Skell", "Bob Skell", description="painter")]),
    ("a namesake with the same initial", thing(PERSON, "Ana Belo", "Ana M. Belo"),
     [of(PERSON, "Ana Belo", "Ana M. Belo", description="painter")]),
    ("a namesake born after the text", thing(PERSON, "Ana Belo", countries=LAND, named_by="1931-05-02"),
     [of(PERSON, "Ana Belo", dates=(("P569", "1960"),))]),
    ("a firm and its founder", thing(PERSON, "Ralph Morv", countries=LAND),
     [of(PERSON, "Ralph Morv", description="designer"), of(BODY, "Ralph Morv", item="Q2")]),
    ("the founder of a firm", thing(BODY, "Ralph Morv", around=LAND),
     [of(BODY, "Ralph Morv"), of(PERSON, "Ralph Morv", item="Q2")]),
    ("a film about somebody, alone", thing(PERSON, "Erin Brook", countries=LAND),
     [at("Q2", "Erin Brook", kind="other", countries="Q201")]),
    ("a given name and a family name", thing(PLACE, "Lund", around=LAND),
     [at("Q2", "Lund", kind="other"), at("Q3", "Lund", kind="other")]),
    ("a department that every land and state has", thing(BODY, "Department of Orchards", around=LAND),
     [of(BODY, "Department of Orchards", description="agency of Kent")]),
    ("a bureau with its acronym, of another land", thing(BODY, "National Bureau of Investigation", "NBI", around=LAND),
     [of(BODY, "National Bureau of Investigation", "NBI", land="Q300")]),
    ("a firm with its legal form, of another land", thing(BODY, "Orm Ferry", "Orm Ferry Ltd", around=LAND),
     [of(BODY, "Orm Ferry", "Orm Ferry Ltd", land="Q300")]),
    ("a paper of the same name elsewhere", thing(BODY, "Morning Herald", subtype="newspaper", around=LAND),
     [of(BODY, "Morning Herald", land="Q300", description="newspaper")]),
    ("a body and its newspaper", thing(BODY, "Orm Unity", around=LAND),
     [of(BODY, "Orm Unity", description="union"), of(BODY, "Orm Unity", item="Q2", description="newspaper")]),
    ("a state and its predecessor", thing(PLACE, "Norland", countries=LAND),
     [of(PLACE, "Norland"), of(PLACE, "Kingdom of Norland", "Norland", item="Q2")]),
    ("a body founded after the text", thing(BODY, "Orm Union", around=LAND, named_by="1931-05-02"),
     [of(BODY, "Orm Union", dates=(("P571", "1987-01"),))]),
    ("a city and its county", thing(PLACE, "Larkham", countries=LAND),
     [of(PLACE, "Larkham"), of(PLACE, "Larkham County", "Larkham", item="Q2")]),
    ("a town described by what the text names", thing(PLACE, "Paris", around=LAND, neighbours=frozenset({"Lamar"})),
     [of(PLACE, "Paris", sitelinks=300),
      of(PLACE, "Paris", land="Q300", item="Q2", sitelinks=20, description="city in Lamar")]),
    ("a town that the text says is elsewhere", thing(PLACE, "Ormby", around=LAND, within={"Kent": ""}),
     [of(PLACE, "Ormby"), of(PLACE, "Ormby", item="Q2", description="town in Kent")]),
    ("a known city whose name the text gives a town", thing(PLACE, "Paris", countries=LAND, within={"Texas": ""},
                                                            known=True),
     [of(PLACE, "Paris", description="capital of Norland"),
      of(PLACE, "Paris", land="Q300", item="Q2", description="city in Texas")]),
    ("the head of one firm and somebody in another", thing(PERSON, "Rob Hask", around=LAND,
                                                           offices=(Office("President"),)),
     [of(PERSON, "Rob Hask", description="Norlandish executive, vice president of Orm Ferries")]),
    ("a publisher and a paper of its name elsewhere", thing(BODY, "Morning Bell", around=LAND, publishes=True),
     [of(BODY, "Morning Bell", land="Q300", description="newspaper in Orm")]),
    ("a publisher and a body that brings out nothing", thing(BODY, "Morning Bell", publishes=True),
     [of(BODY, "Morning Bell", description="brass band")]),
    ("a small namesake of a city, described by what the text names",
     thing(PLACE, "Minneapolis", around=LAND, neighbours=frozenset({"Orm County"})),
     [of(PLACE, "Minneapolis", sitelinks=100, description="city"),
      of(PLACE, "Minneapolis", item="Q2", sitelinks=5, description="town in Orm County")]),
    ("a small namesake of a city that is not the largest by far", thing(PLACE, "Aberdeen", around=LAND),
     [of(PLACE, "Aberdeen", sitelinks=100), of(PLACE, "Aberdeen", item="Q2", sitelinks=5)]),
    ("a list and a disambiguation page, of no class that is known", thing(PERSON, "Ana Belo", countries=LAND),
     [at("Q2", "Ana Belo", description="Wikimedia disambiguation page")]),
]  # fmt: skip


@pytest.mark.parametrize(("told", "candidates"), [row[1:] for row in OPEN], ids=[row[0] for row in OPEN])
def test_it_stays_open(told: Thing, candidates: list[Candidate]) -> None:
    for order in (candidates, candidates[::-1]):
        decision = decide(told, order)
        if decision.exact is not None:  # the one that the words of the text tell
            assert "within" in decision.exact.agreements
            assert decision.exact.candidate.item == "Q2"


TOLD: list[tuple[str, Thing, list[Candidate]]] = [
    ("the minister of the land that is named", replace(OPEN[0][1], around=BOTH), OPEN[0][2]),
    ("the minister of what is named", replace(OPEN[0][1], offices=(Office("minister", "Rivers"),)),
     [replace(OPEN[0][2][0], offices=("Minister of Rivers",))]),
    ("the same trade", replace(OPEN[2][1], offices=(Office("novelist"),)), OPEN[2][2]),
    ("a trade that the description leaves out", OPEN[2][1], [replace(OPEN[2][2][0], description="Norlandish person")]),
    ("a pen name", thing(PERSON, "Ana Belo", "Ines Dort"), [of(PERSON, "Ana Belo", "Ines Dort")]),
    ("a further given name", thing(PERSON, "Ana Belo", "Ana Maria Belo"), [of(PERSON, "Ana Belo", "Ana Maria Belo")]),
    ("born before the text", replace(OPEN[5][1], named_by="1999-01-01"), OPEN[5][2]),
    ("the designer, as the text says", replace(OPEN[6][1], offices=(Office("designer"),), around=LAND), OPEN[6][2]),
    ("the company, as the text says", replace(OPEN[7][1], subtype="company"), OPEN[7][2]),
    ("the department of the land whose it is", replace(OPEN[10][1], countries=LAND), OPEN[10][2]),
    ("the department of what is named", replace(OPEN[10][1], neighbours=frozenset({"Kent"})), OPEN[10][2]),
    ("the bureau of the land whose it is", replace(OPEN[11][1], countries=OTHER), OPEN[11][2]),
    ("the paper of a land that is named", replace(OPEN[13][1], around=BOTH), OPEN[13][2]),
    ("a place that a file knows, whose namesake is in another land", thing(PLACE, "Ormby", countries=LAND, known=True),
     [of(PLACE, "Ormby", sitelinks=3), of(PLACE, "Ormby", land="Q300", item="Q2", sitelinks=3),
      at("Q3", "Ormby", kind="person", countries="Q201")]),
    ("the president of a land", thing(PERSON, "Rob Hask", around=LAND, offices=(Office("President"),)),
     [of(PERSON, "Rob Hask", description="president of Norway")]),
    ("the publisher of a text", thing(BODY, "Morning Bell", publishes=True),
     [of(BODY, "Morning Bell", description="newspaper in Orm")]),
    ("the publisher, of a land that is named", thing(BODY, "Morning Bell", around=LAND, publishes=True),
     [of(BODY, "Morning Bell", description="news website")]),
    ("a city that has nearly all people in places of its name", thing(PLACE, "Minneapolis", around=LAND),
     [of(PLACE, "Minneapolis", sitelinks=100), of(PLACE, "Minneapolis", item="Q2", sitelinks=5),
      at("Q3", "Minneapolis", kind="other", countries="Q201", sitelinks=9)]),
    ("a town that the text puts into its land", thing(PLACE, "Ormby", around=BOTH, within={"Norland": "Q201"}),
     [of(PLACE, "Ormby"), of(PLACE, "Ormby", land="Q300", item="Q2")]),
]  # fmt: skip


@pytest.mark.parametrize(("told", "candidates"), [row[1:] for row in TOLD], ids=[row[0] for row in TOLD])
def test_what_tells_it_apart_makes_it_a_link(told: Thing, candidates: list[Candidate]) -> None:
    for order in (candidates, candidates[::-1]):
        exact = decide(told, order).exact
        assert exact is not None
        assert exact.candidate.item == "Q1"


@pytest.mark.parametrize(("role", "item_of"), [("General", "Q1"), ("Norwegian lawyer", "")])
def test_a_namesake_of_somebody_whom_a_file_knows(role: str, item_of: str, tmp_path: Path) -> None:
    """The titles of a file tell nothing of whom the text gives another role only."""
    own = tmp_path / "people.tsv"
    own.write_text("kind\tlabel\tkin\ttitles\tsource\nperson\tMilo Skell\tNorway\tGeneral\tregister\n", "utf-8")
    known = item("Q1", "Milo Skell", description="Norwegian army general",
                 statements=[statement("P31", "Q5"), statement("P27", "Q20")])  # fmt: skip
    (tmp_path / "dump.json").write_bytes(dump([item("Q5", "human"), known]))
    build_index(tmp_path / "dump.json", tmp_path / "some.sqlite")
    text = f"A case in Oslo\n\nOSLO, Norway - {role} Milo Skell said on Monday that he was glad.\n"
    (tmp_path / "case.txt").write_text(text, "utf-8")

    def run(*words: object) -> str:
        done = CliRunner().invoke(main, [*map(str, words), "--authority", str(own), "--store", str(tmp_path / "db")])
        assert done.exit_code == 0, done.output
        return done.stdout

    run("build", tmp_path / "case.txt")
    told = run("link", "propose", "--index", tmp_path / "some.sqlite", "-o", tmp_path / "p.tsv", "--proposals",
               tmp_path / "p.jsonl")  # fmt: skip
    assert [line.split("\t")[2] for line in told.splitlines() if line.startswith("Milo Skell")] == [item_of]


@pytest.mark.parametrize(
    ("words", "within"),
    [
        ("in Paris, Texas, on Monday", {"Texas"}),
        ("in Paris (France)", {"France"}),
        ("in Paris, Texas and Rome", set()),
        ("in Paris, France, Rome and Texas", set()),
        ("in Paris, Rome", set()),
        ("in Paris. France", set()),
    ],
)
def test_what_stands_behind_a_place(words: str, within: set[str], tmp_path: Path) -> None:
    text = f"A fair\n\nThe minister said that the fair was held {words} was glad.\n"
    (tmp_path / "case.txt").write_text(text, "utf-8")
    done = CliRunner().invoke(main, ["build", str(tmp_path / "case.txt"), "--store", str(tmp_path / "db")])
    assert done.exit_code == 0, done.output
    with open_snapshot(tmp_path / "db") as snapshot:
        things = [*read_things(snapshot.open(), DEFAULT_BASE, identities_of((), (), ()), ())]
    assert [{*each.within} for each in things if each.label == "Paris"] == [within]


@pytest.mark.parametrize(
    ("name", "any_land"),
    [
        ("Ministry of Health", True),
        ("National Security Agency", True),
        ("Police Department", True),
        ("Department of Kelp and Eels", True),
        ("Larkham Police Department", False),
        ("Bank of Norland", False),
        ("Orm", False),
    ],
)
def test_names_that_any_land_may_give(name: str, any_land: bool) -> None:
    assert is_of_any_land(name) is any_land


@pytest.mark.parametrize(
    ("label", "other", "adds"),
    [
        ("BBC", "british broadcasting corporation", False),
        ("Fair Harbours Act", "ormcare", True),
        ("Orm Steel", "orm steel sheets", True),
        ("Orm Steel", "orm steel company", False),
        ("Orm Steel", "steel", False),
    ],
)
def test_another_name_that_adds_something(label: str, other: str, adds: bool) -> None:
    assert bool(added({other}, label, BODY)) is adds
