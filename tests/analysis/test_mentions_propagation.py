"""Names that spread over a document: short forms, heads of bodies, acronyms, bodies called after people."""

from __future__ import annotations

import pytest
from named import bodies, mentions, people, places

from xpkg.model import Kind, MentionForm


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Marta Zorvane left. Then Zorvane came back.", ["Marta Zorvane", "Zorvane"]),
        ("Then Zorvane came back. Marta Zorvane left.", ["Zorvane", "Marta Zorvane"]),
        ("Marta Zorvane left. Then Marta came back.", ["Marta Zorvane", "Marta"]),
        ("Zhao Liying, a lawyer, left. Then Zhao came back.", ["Zhao Liying", "Zhao"]),
        ("Miguel de la Fuente left. Then la Fuente came back.", ["Miguel de la Fuente", "la Fuente"]),
        ("Paul Zorvane Jr., a lawyer, left. Then Zorvane came.", ["Paul Zorvane Jr", "Zorvane"]),
        ("Marta Zorvane left. Zorvane’s house was sold.", ["Marta Zorvane", "Zorvane"]),
        ("Marta Prince left. Prince said no.", ["Marta Prince", "Prince"]),
        ("Marta Prince left. The Prince said no.", ["Marta Prince"]),
        # A word that opens the sentence, a family, or a longer name beside it is somebody else.
        ("Marta Will, a lawyer, left. Will they come?", ["Marta Will"]),
        ("Marta Zorvane left. The Zorvane family came.", ["Marta Zorvane"]),
        ("Marta Zorvane left. Then Brixby Zorvane came.", ["Marta Zorvane"]),
        ("Marta Zorvane left. Then Zorvane Brixby came.", ["Marta Zorvane"]),
        ("Marta Bloom left. They saw it bloom. Bloom came early.", ["Marta Bloom"]),
    ],
)
def test_short_names_of_people(words: str, found: list[str]) -> None:
    assert people(words) == found


def test_a_surname_that_acts_often_needs_no_full_name() -> None:
    words = "Then Zorvane died. It was said that Zorvane was born there. They knew that Zorvane married."
    assert people(words) == ["Zorvane"] * 3
    assert people("Then Zorvane died. They saw the Zorvane there. They knew that Zorvane married.") == []
    assert people("Then Zorvane died. They heard Zorvane.") == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("The Norbury Herald wrote. Later the Herald was sold.", ["Herald"]),
        ("The Norbury Herald wrote. The Herald was sold.", ["Herald"]),
        ("Later the Parliament met.", ["Parliament"]),
        ("The Norbury Herald wrote. Herald says it is late.", ["Herald"]),
        ("Later the Herald was sold.", []),
        ("The Norbury Herald wrote. Later the Herald Prize came.", []),
        ("The Norbury Herald wrote. Later a Herald was sold.", []),
        ("The Norbury Herald wrote. Herald was sold.", []),
    ],
)
def test_the_head_of_a_name_stands_for_it(words: str, found: list[str]) -> None:
    assert [each.name for each in mentions(words) if each.method == "pattern:head"] == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("The Bureau of Roads (BRX) paid. Later BRX left.", ["Bureau of Roads", "BRX", "BRX"]),
        ("Later BRX left. The Bureau of Roads (BRX) paid.", ["BRX", "Bureau of Roads", "BRX"]),
        ("The Bureau of Roads paid. Later BRX left.", ["Bureau of Roads"]),
    ],
)
def test_acronyms(words: str, found: list[str]) -> None:
    assert bodies(words) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("The Ilse Varga campaign paid.", ["Ilse Varga campaign"]),
        ("Later the Varga administration paid.", ["Varga administration"]),
        ("Later the Varga house was sold.", []),
        ("Later the Kestrel campaign paid.", []),
    ],
)
def test_bodies_called_after_people(words: str, found: list[str]) -> None:
    assert [name for name in bodies(words) if " " in name] == found


def test_a_body_that_only_an_apposition_explained_is_known_from_there_on() -> None:
    assert bodies("Greenwatch, a charity, sued. Then Greenwatch left.") == ["Greenwatch", "Greenwatch"]
    assert bodies("Then Greenwatch left.") == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Valmora’s Ministry of Roads paid.", ["Valmora"]),
        ("The Valmora government paid.", ["Valmora"]),
        ("The Valmora regional government paid.", ["Valmora"]),
        ("The Brandvold Association paid.", []),
    ],
)
def test_places_within_names_of_bodies(words: str, found: list[str]) -> None:
    assert places(words) == found


def test_a_body_is_called_by_the_last_word_of_its_name() -> None:
    heads = [(each.name, each.kind) for each in mentions("The Orm Echo was sold. The Echo said no. It was an echo.")]
    heads = [head for head in heads if head[0][0].isupper()]
    assert heads == [("Orm Echo", Kind.ORGANIZATION), ("Echo", Kind.ORGANIZATION)]
    assert ("Echo", Kind.ORGANIZATION) not in [(each.name, each.kind) for each in mentions("The Echo said no.")]


def test_what_spreads_is_a_short_name_or_a_nominal() -> None:
    forms = {each.name: each.form for each in mentions("Marta Zorvane of the Norbury Herald left. Then Zorvane spoke.")}
    assert forms == {
        "Marta Zorvane": MentionForm.NAME,
        "Norbury Herald": MentionForm.NAME,
        "Zorvane": MentionForm.SHORT,
    }
    assert [each.kind for each in mentions("Later the Parliament met.")] == [Kind.ORGANIZATION]
