"""Positions by where they stand: before a name, behind it, after "is" and "served as"; and what is none."""

from __future__ import annotations

import pytest
from marked import cut, parsed

from xpkg.analysis.positions import find_positions
from xpkg.analysis.positions.role_nouns import role_of
from xpkg.analysis.times import find_times

Told = tuple[str, str, str, str, str, bool]
"""Holder, role, body, place, date, and whether it is over."""


def _positions(words: str) -> list[Told]:
    given, text = parsed(words)
    return [
        (
            cut(given, position.holder),
            position.role,
            cut(given, position.organization),
            cut(given, position.place),
            position.date.edtf if position.date else "",
            position.former,
        )
        for position in find_positions(text, given.mentions, find_times(text), {"Ostlandish"})
    ]


def _roles(words: str) -> list[str]:
    return [role for _, role, *_ in _positions(words)]


@pytest.mark.parametrize(
    ("sentence", "role", "body", "place", "former"),
    [
        ("<person:Ana Vale>, the mayor of <place:Harrow>, left.", "mayor", "", "Harrow", False),
        ("<person:Ana Vale>, a member of <organization:Tarn Bank>, left.", "member", "Tarn Bank", "", False),
        ("<person:Ana Vale>, foreign affairs spokesperson for <organization:Tarn Bank>, left.",
         "foreign affairs spokesperson", "Tarn Bank", "", False),
        ("<person:Ana Vale>, director of public health at <organization:Tarn Bank>, left.",
         "director of public health", "Tarn Bank", "", False),
        ("<person:Ana Vale>, an adviser on trade, left.", "adviser on trade", "", "", False),
        ("<person:Ana Vale>, ousted president of <place:Ostland>, left.", "president", "", "Ostland", True),
        ("<person:Ana Vale>, once a judge, left.", "judge", "", "", True),
        ("<person:Ana Vale> (born 1950), the mayor of <place:Harrow>, left.", "mayor", "", "Harrow", False),
        ("The head of the old museum, <person:Ana Vale>, left.", "head of the old museum", "", "", False),
        ("The new chief of <organization:Tarn Bank>, <person:Ana Vale>, left.", "chief", "Tarn Bank", "", False),
        ("<place:Ostland>’s foreign minister, <person:Ana Vale>, left.", "foreign minister", "", "Ostland", False),
    ],
)  # fmt: skip
def test_a_role_set_off_by_commas(sentence: str, role: str, body: str, place: str, former: bool) -> None:
    assert _positions(sentence) == [("Ana Vale", role, body, place, "", former)]


@pytest.mark.parametrize(
    ("sentence", "role", "body", "place", "former"),
    [
        ("Former president <person:Otto Brand> left.", "president", "", "", True),
        ("Acting director <person:Otto Brand> left.", "Acting director", "", "", False),
        ("Senate Majority Leader <person:Otto Brand> left.", "Senate Majority Leader", "", "", False),
        ("Sen. <person:Otto Brand> left.", "Senator", "", "", False),
        ("Secretary of State <person:Otto Brand> left.", "Secretary of State", "", "", False),
        ("<organization:Tarn Bank> director <person:Otto Brand> left.", "director", "Tarn Bank", "", False),
        ("<place:Ostland> foreign minister <person:Otto Brand> left.", "foreign minister", "", "Ostland", False),
        ("They met president <person:Otto Brand>.", "president", "", "", False),
        ("<person:Otto Brand> MP left.", "MP", "", "", False),
        ("Ostlandish Foreign Minister <person:Otto Brand> left.", "Foreign Minister", "", "Ostlandish", False),
        ("Ostlandish painter <person:Otto Brand> left.", "Ostlandish painter", "", "", False),
        ("Lawmakers Applaud President <person:Otto Brand> And Leave The Room", "President", "", "", False),
    ],
)
def test_a_title_beside_the_name(sentence: str, role: str, body: str, place: str, former: bool) -> None:
    assert _positions(sentence) == [("Otto Brand", role, body, place, "", former)]


@pytest.mark.parametrize(
    ("sentence", "role", "body", "place", "date"),
    [
        ("<person:Ines Holm> was the mayor of <place:Harrow> in 2011.", "mayor", "", "Harrow", "2011"),
        ("<person:Ines Holm> became head of <organization:Tarn Bank> in 2011.", "head", "Tarn Bank", "", "2011"),
        ("<person:Ines Holm> was sworn in as a judge in 2011.", "judge", "", "", "2011"),
        ("<person:Ines Holm> served as a judge in 2011.", "judge", "", "", "2011"),
        ("<person:Ines Holm>, who served as mayor, left.", "mayor", "", "", ""),
        ("<person:Ines Holm> was elected mayor of <place:Harrow> in 2011.", "mayor", "", "Harrow", "2011"),
        ("The appointment of <person:Ines Holm> as director of <organization:Tarn Bank> was slow.",
         "director", "Tarn Bank", "", ""),
    ],
)  # fmt: skip
def test_a_role_told_by_a_verb(sentence: str, role: str, body: str, place: str, date: str) -> None:
    assert _positions(sentence) == [("Ines Holm", role, body, place, date, False)]


@pytest.mark.parametrize(
    ("sentence", "holders"),
    [
        ("Journalists <person:Ana Vale> and <person:Otto Brand> left.", ["Ana Vale", "Otto Brand"]),
        ("Secretaries <person:Ana Vale> and <person:Otto Brand> left.", ["Ana Vale", "Otto Brand"]),
        ("Journalists <person:Ana Vale>, <person:Otto Brand> and <person:Ines Holm> left.",
         ["Ana Vale", "Otto Brand", "Ines Holm"]),
        ("<person:Ana Vale>, senator <person:Otto Brand>, left.", ["Otto Brand"]),
    ],
)  # fmt: skip
def test_a_title_that_names_share(sentence: str, holders: list[str]) -> None:
    assert [holder for holder, *_ in _positions(sentence)] == holders


def test_two_roles_of_one_person() -> None:
    assert _roles("<person:Ana Vale>, a lawyer and professor at <organization:Tarn Bank>, left.") == [
        "lawyer", "professor",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "sentence",
    [
        "According to <person:Ana Vale>, a banker was seen.",
        "<person:Ana Vale>, member, left.",
        "<person:Ana Vale> served in the army.",
        "<person:Ana Vale> will be mayor of <place:Harrow>.",
        "<person:Ana Vale> was not the mayor of <place:Harrow>.",
        "If <person:Ana Vale> was elected mayor, they left.",
        "<person:Ana Vale> worked for <organization:Tarn Bank>.",
        "Among them was spokesman, <person:Ana Vale>.",
        "Journalists <person:Ana Vale> left.",
        "<organization:Fenwick Editor> <person:Ana Vale> left.",
        "The lawyers, <person:Ana Vale> and <person:Otto Brand>, left.",
        "Mr. <person:Ana Vale> left.",
        "Dean <person:Ana Vale> left.",
        "<organization:Tarn Bank>, a lender in <place:Harrow>, left.",
    ],
)
def test_no_position(sentence: str) -> None:
    assert _positions(sentence) == []


@pytest.mark.parametrize(
    ("word", "role"),
    [
        ("mayor", "mayor"), ("mayors", "mayor"), ("secretaries", "secretary"), ("spokeswomen", "spokeswoman"),
        ("coaches", "coach"), ("co-director", "co-director"), ("mp", "mp"), ("tree", ""), ("mayoral", ""),
    ],
)  # fmt: skip
def test_the_role_that_a_word_names(word: str, role: str) -> None:
    assert role_of(word) == role


@pytest.mark.parametrize(
    ("sentence", "role", "former"),
    [
        ("<person:Ana Vale>, the editor in chief of the paper, left.", "editor in chief of the paper", False),
        ("<person:Ana Vale>, a former all-star pitcher, left.", "all-star pitcher", True),
        ("<person:Ana Vale> was his chief of staff at the time.", "chief of staff", False),
        ("<person:Ana Vale>, founder of a group called the Larks, left.", "founder of a group", False),
        ("They met leftist Senator <person:Ana Vale>.", "Senator", False),
    ],
)
def test_what_belongs_to_a_role(sentence: str, role: str, former: bool) -> None:
    assert [(said, over) for _, said, _, _, _, over in _positions(sentence)] == [(role, former)]


@pytest.mark.parametrize(
    "sentence",
    [
        "They say that <person:Ana Vale> is a “political director” at heart.",
        "They praised <person:Ana Vale>: “Very good reporter.”",
        "They will cheer when <person:Ana Vale> becomes mayor.",
        "A spokesman for Mr. <person:Ana Vale> left.",
        "<person:Ana Vale>, the governor and two aides left.",
    ],
)
def test_no_position_either(sentence: str) -> None:
    assert _positions(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "role", "body", "former"),
    [
        ("<person:Ana Vale> headed <organization:Tarn Bank> for a year.", "head", "Tarn Bank", False),
        ("<person:Ana Vale> headed the agency for a year.", "head of the agency", "", False),
        ("<person:Ana Vale> was elected to <organization:Harrow Council>.", "member", "Harrow Council", False),
        ("As president of <organization:Tarn Bank>, <person:Ana Vale> left.", "president", "Tarn Bank", False),
        ("They named <person:Ana Vale> director of <organization:Tarn Bank>.", "director", "Tarn Bank", False),
        ("<person:Ana Vale> was promoted to director of <organization:Tarn Bank>.", "director", "Tarn Bank", False),
        ("<person:Ana Vale> took over as director of <organization:Tarn Bank>.", "director", "Tarn Bank", False),
        ("His resignation as director of <organization:Tarn Bank> came late.", "", "", False),
        ("Her predecessor as mayor, <person:Ana Vale>, left.", "mayor", "", True),
    ],
)  # fmt: skip
def test_an_office_in_other_words(sentence: str, role: str, body: str, former: bool) -> None:
    told = [(said, whose, over) for _, said, whose, _, _, over in _positions(sentence)]
    assert told == ([(role, body, former)] if role else [])


def test_a_successor_has_a_predecessor() -> None:
    told = _positions("<person:Otto Brand>’s successor as mayor, <person:Ana Vale>, left.")
    assert [(who, role, over) for who, role, _, _, _, over in told] == [
        ("Otto Brand", "mayor", True), ("Ana Vale", "mayor", False),
    ]  # fmt: skip
