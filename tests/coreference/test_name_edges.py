"""Where a person's name begins and ends: behind offices and trades, in headlines and credits; who speaks then."""

from __future__ import annotations

from pathlib import Path

import pytest

from xpkg.authority import load_authority
from xpkg.iris import Iris
from xpkg.mappers.naming import name_things
from xpkg.model import Analysis, Authority, Kind, Metadata, Source
from xpkg.pipeline.graphs import analyse
from xpkg.resources import folder


@pytest.fixture(scope="module")
def authority() -> Authority:
    return load_authority(Path(folder("data")) / "authority")


def read(text: str, authority: Authority) -> Analysis:
    return analyse(Source("story", text, "0", Metadata("t")), authority)


def people(analysis: Analysis) -> list[str]:
    return [entity.label for entity in analysis.identities.entities if entity.kind is Kind.PERSON]


def speakers(analysis: Analysis, authority: Authority) -> list[str]:
    """The labels of who says each statement, joined where there are several; empty where nobody is known."""
    naming = name_things(analysis, Iris(), authority)
    return [" & ".join(naming.labels[node] for node in naming.denoted(each.source)) for each in analysis.attributions]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("U.S. Ambassador to the European Union Gordon Sondley said the aid was late.", "Gordon Sondley"),
        ("UN Special Rapporteur on Torture Jonah Beck said the camps were full.", "Jonah Beck"),
        ("Special Envoy for Syria Lena Okafor denied it.", "Lena Okafor"),
        ("Secretary of State for Health Jonas Reed said he was sorry.", "Jonas Reed"),
        ("Head of Research Ruth Amsel said it was early.", "Ruth Amsel"),
        ("Minister for Roads Ruth Amsel said it was early.", "Ruth Amsel"),
        ("Commissioner for Trade Carlos Mendes said it was early.", "Carlos Mendes"),
        ("Labour MP Lucinda Bergmann said the vote was late.", "Lucinda Bergmann"),
        ("Anna Stone MP said it was not.", "Anna Stone"),
        ("MP Hanna Brod denied it.", "Hanna Brod"),
        ("The Rt Hon Sarah Lyle MP said nothing was late.", "Sarah Lyle"),
        ("Conservative MEP Daniel Holm said it was late.", "Daniel Holm"),
        ("Daniel Holm QC said it was late.", "Daniel Holm"),
        ("Larkham Mayor Anna Stone said it was late.", "Anna Stone"),
        ("Springfield Police Chief Karl Wendt denied it.", "Karl Wendt"),
        ("Employee Steve Castro said that he fought with the man.", "Steve Castro"),
        ("Driver Jonas Reed said he was sorry.", "Jonas Reed"),
        ("The auditor, Peter Meyden, denied it.", "Peter Meyden"),
        ("The clerk, Jonas Reed, said it was true.", "Jonas Reed"),
        ("The bellringer, Jonas Reed, said it was true.", "Jonas Reed"),
        ("The special rapporteur on torture, Jonah Beck, said the camps were full.", "Jonah Beck"),
        ("My predecessor, Karl Wendt, said that the budget was in order.", "Karl Wendt"),
        ("Will Smithson, a farmer, said he agreed.", "Will Smithson"),
    ],
)
def test_the_speaker_behind_an_office_or_trade(text: str, name: str, authority: Authority) -> None:
    analysis = read("Vote delayed\n\n" + text, authority)
    assert people(analysis) == [name]
    assert speakers(analysis, authority) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "An aide to President Ruth Amsel said the vote was late.",
        "A spokesman for Anna Stone said the vote was late.",
        "Aides to Anna Stone said the vote was late.",
        "A lawyer for the auditor, who knew Peter Meyden, said the vote was late.",
        "The company of Peter Meyden said the vote was late.",
    ],
)
def test_nobody_speaks_for_whom_he_only_serves(text: str, authority: Authority) -> None:
    assert speakers(read("Vote delayed\n\n" + text, authority), authority) == [""]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Unions Praise Senator Karl Wendt as Judge Sentences Mayor Dan Poole", ["Karl Wendt", "Dan Poole"]),
        ("Lawmakers Applaud President Ruth Amsel’s Plan", ["Ruth Amsel"]),
        ("Voters Reject Governor Anna Stone’s New Dam", ["Anna Stone"]),
        ("Why Mayor Anna Stone Says the Dam Is Safe", ["Anna Stone"]),
    ],
)
def test_names_in_headlines(text: str, names: list[str], authority: Authority) -> None:
    analysis = read(f"{text}\n\nThe lawmakers met on Monday and were glad.", authority)
    assert people(analysis) == names
    assert all(position.role in ("Senator", "Mayor", "President", "Governor") for position in analysis.positions)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By Georgia Reed and Paris Lees\n\nThe mayor left.", ["Georgia Reed", "Paris Lees"]),
        ("The mayor left.\n\nReporting by Chad Poole; Editing by Austin French", ["Chad Poole"]),
        ("The mayor left.\n\nAdditional reporting by Mary Holland in London", ["Mary Holland"]),
        ("The mayor left.\n\nWritten by Jordan Pike", ["Jordan Pike"]),
    ],
)
def test_no_land_in_a_credit(text: str, names: list[str], authority: Authority) -> None:
    analysis = read("Mayor resigns\n\n" + text, authority)
    places = {entity.label for entity in analysis.identities.entities if entity.kind is Kind.PLACE}
    assert places <= {"London"}
    assert set(names) <= set(people(analysis))


def test_lands_beside_people_stay_lands(authority: Authority) -> None:
    analysis = read("Vote\n\nMary Holm flew to Chad. Georgia and Jordan said so. It was led by France.", authority)
    places = {entity.label for entity in analysis.identities.entities if entity.kind is Kind.PLACE}
    assert places == {"Chad", "Georgia", "Jordan", "France"}


def test_a_pronoun_is_hardly_the_woman_before_the_last(authority: Authority) -> None:
    text = "Wedding\n\nAnna Stone opened the hospital. She was glad.\n\nJonas Reed met Martha Quill in 1999. She left."
    analysis = read(text, authority)
    last = max(span for span, _ in analysis.identities.unresolved)
    assert last.cut(text) == "She"
    assert last.start == text.rindex("She")


def test_a_pronoun_goes_on_with_its_own_subject(authority: Authority) -> None:
    text = "Wedding\n\nAnna Stone opened the hospital. She met Jonas Reed there. She left."
    assert not read(text, authority).identities.unresolved
