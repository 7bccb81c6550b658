"""Offices that are told by another one's: predecessors, successors, deputies; posts, lists and led bodies."""

from __future__ import annotations

import pytest

from xpkg.analysis.attributions import ANNOTATORS
from xpkg.model import Authority, Metadata, Source
from xpkg.pipeline.graphs import analyse

RULES = ANNOTATORS["rules"]
"""Who says what, which no office depends on."""


def held(words: str) -> list[str]:
    """Holder, role, body or place, term, and whether it is over, of each position."""
    found = analyse(Source("t", words + "\n", "0", Metadata("", issued="2020-07-15")), Authority(()), RULES).positions
    told = []
    for each in found:
        assert each.evidence.contains(each.holder)
        assert each.evidence.contains(each.role_span)
        bodies = " ".join(part.cut(words) for part in (each.organization, each.place) if part)
        term = "/".join(time.edtf if time else "" for time in (each.start, each.end)) if each.start or each.end else ""
        told.append(" | ".join((each.holder.cut(words), each.role, bodies, term, "former" if each.former else "")))
    return told


MAYOR = "Olga Petrova was mayor of Kassel until 2004. "


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("She was succeeded by Ivo Grubor.", "Ivo Grubor | mayor | Kassel |  | "),
        ("In 2004 Ivo Grubor succeeded her.", "Ivo Grubor | mayor | Kassel | 2004/ | "),
        ("Her predecessor, Ivo Grubor, died.", "Ivo Grubor | mayor | Kassel |  | former"),
        ("Her predecessor, Dr Ivo Grubor, died.", "Ivo Grubor | mayor | Kassel |  | former"),
        ("Her successor was Ivo Grubor.", "Ivo Grubor | mayor | Kassel |  | "),
        ("Her deputy, Ivo Grubor, died.", "Ivo Grubor | deputy | Kassel |  | "),
    ],
)
def test_who_came_before_after_or_under_the_holder(told: str, expected: str) -> None:
    assert expected in held(MAYOR + told)


@pytest.mark.parametrize(
    "told",
    [
        "She met her predecessor.",
        "She was not succeeded by Ivo Grubor.",
        "She will perhaps be succeeded by Ivo Grubor.",
        "Her brother, Ivo Grubor, died.",
        "In 2012 Ivo Grubor succeeded her as treasurer of the choir.",
    ],
)
def test_nobody_else_gets_the_office(told: str) -> None:
    assert [each for each in held(MAYOR + told) if each.startswith("Ivo Grubor | mayor")] == []


def test_an_office_out_of_two_is_not_guessed() -> None:
    words = "Olga Petrova, mayor of Kassel, was chairwoman of the Lake Bank. Ivo Grubor succeeded her."
    assert [each for each in held(words) if each.startswith("Ivo Grubor")] == []


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("“It is late,” its president, Olga Petrova, said.", "Olga Petrova | president | its |  | "),
        ("The police spokesman, Superintendent Olga Petrova, left.", "Olga Petrova | police spokesman |  |  | "),
        ("Olga Petrova, a 34-year-old crane operator, left.", "Olga Petrova | crane operator |  |  | "),
        ("Olga Petrova, who as mayor of Kassel built it, left.", "Olga Petrova | mayor | Kassel |  | "),
        ("The electoral board is chaired by Olga Petrova.", "Olga Petrova | chair of the electoral board |  |  | "),
        ("Olga Petrova has led the league since 2010.", "Olga Petrova | leader | league | 2010/ | "),
        ("Olga Petrova held the post of treasurer from 1990 to 1994.", "Olga Petrova | treasurer |  | 1990/1994 | "),
        ("Olga Petrova left the post of treasurer in May 2001.", "Olga Petrova | treasurer |  | /2001-05 | former"),
        ("Olga Petrova took up the post of treasurer in 2001.", "Olga Petrova | treasurer |  | 2001/ | "),
        ("Olga Petrova will stay on as an adviser until 2021.", "Olga Petrova | adviser |  | /2021 | "),
        ("Olga Petrova was most recently mayor of Kassel.", "Olga Petrova | mayor | Kassel |  | former"),
        ("The prime minister-designate, Olga Petrova, left.", "Olga Petrova | prime minister-designate |  |  | "),
        ("His one-time interior minister, Olga Petrova, left.", "Olga Petrova | interior minister |  |  | former"),
        ("Olga Petrova left the Lake Bank, whose director is Ivo Grubor.", "Ivo Grubor | director | Lake Bank |  | "),
        ("Zontek’s new chief executive, Olga Petrova, left.", "Olga Petrova | chief executive | Zontek |  | "),
        ("“It is late,” the head of the bank, Olga Petrova, said.", "Olga Petrova | head | bank |  | "),
        ('"It is late," the head of the bank, Olga Petrova, said.', "Olga Petrova | head | bank |  | "),
        ("Two engineers, Olga Petrova and Ivo Grubor, left.", "Ivo Grubor | engineer |  |  | "),
        ("The head of the bank, retired judge Olga Petrova, left.", "Olga Petrova | head | bank |  | "),
        ("The head of the bank, 29-year-old Olga Petrova, left.", "Olga Petrova | head | bank |  | "),
        ("Olga Petrova had been relieved as director in May 2019.", "Olga Petrova | director |  | /2019-05 | former"),
        ("Olga Petrova became dean in 1972, replacing Ivo Grubor.", "Ivo Grubor | dean |  |  | former"),
        ("Its treasurer was the economist Olga Petrova.", "Olga Petrova | treasurer | Its |  | "),
    ],
)  # fmt: skip
def test_an_office_in_the_words_of_a_text(told: str, expected: str) -> None:
    assert expected in held("The league met in Kassel. " + told)


def test_ministers_joined_have_each_their_own_land() -> None:
    words = "Sports ministers Katrin Tamm of Estonia and Jouni Rautio of Finland met."
    assert held(words) == [
        "Katrin Tamm | Sports minister | Estonia |  | ",
        "Jouni Rautio | Sports minister | Finland |  | ",
    ]


def test_a_clause_joined_to_a_coming_one_is_to_come() -> None:
    words = "Olga Petrova, the mayor, said that she would leave in July and be replaced by Ivo Grubor."
    assert [each for each in held(words) if each.startswith("Ivo Grubor")] == []
