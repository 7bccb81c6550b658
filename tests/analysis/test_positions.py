"""Offices and roles in sentences made up for the purpose."""

from __future__ import annotations

import doctest

import pytest

from xpkg.analysis.mentions import find_mentions
from xpkg.analysis.positions import find_positions, role_nouns
from xpkg.analysis.times import find_times
from xpkg.model import Authority, AuthorityEntry, Kind, Metadata, Source
from xpkg.text import parse

KNOWN = Authority(
    (
        AuthorityEntry(Kind.PERSON, "Jane Doe", short=("Doe",)),
        AuthorityEntry(Kind.PERSON, "Richard Roe", short=("Roe",)),
        AuthorityEntry(Kind.ORGANIZATION, "Acme Bank", subtype="company"),
        AuthorityEntry(Kind.ORGANIZATION, "Seaside Party", subtype="party"),
        AuthorityEntry(Kind.ORGANIZATION, "Daily Planet", subtype="newspaper"),
        AuthorityEntry(Kind.PLACE, "Ruritania", subtype="country"),
        AuthorityEntry(Kind.PLACE, "Strelsau", subtype="city"),
    )
)


def positions(sentence: str) -> list[tuple[str, str, str, str, bool]]:
    words = "A headline about it\n\n" + sentence
    text = parse(Source("t", words, "0", Metadata("", issued="2015-11-11")))
    found = find_positions(text, find_mentions(text, KNOWN), find_times(text), frozenset(("Ruritanian",)))
    for each in found:
        assert each.evidence.contains(each.holder)
        assert each.role_span.cut(words)
    return [
        (
            each.holder.cut(words), each.role, each.organization.cut(words) if each.organization else "",
            each.place.cut(words) if each.place else "", each.former,
        )
        for each in found
    ]  # fmt: skip


def test_doctests() -> None:
    result = doctest.testmod(role_nouns)
    assert result.attempted
    assert not result.failed


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Mayor Jane Doe spoke.", ("Jane Doe", "Mayor", "", "", False)),
        ("Acme Bank chairman Richard Roe spoke.", ("Richard Roe", "chairman", "Acme Bank", "", False)),
        ("Secretary of State Jane Doe spoke.", ("Jane Doe", "Secretary of State", "", "", False)),
        ("Sen. Jane Doe spoke.", ("Jane Doe", "Senator", "", "", False)),
        ("Former Ruritania president Jane Doe spoke.", ("Jane Doe", "president", "", "Ruritania", True)),
        (
            "Jane Doe, trade spokeswoman for the Seaside Party, spoke.",
            ("Jane Doe", "trade spokeswoman", "Seaside Party", "", False),
        ),
        ("Jane Doe, the former mayor of Strelsau, spoke.", ("Jane Doe", "mayor", "", "Strelsau", True)),
        (
            "Jane Doe, Strelsau's former top police officer, spoke.",
            ("Jane Doe", "top police officer", "", "Strelsau", True),
        ),
        (
            "Jane Doe, an expert on bees in Ruritania, spoke.",
            ("Jane Doe", "expert on bees in Ruritania", "", "", False),
        ),
        ("As the prime minister, Jane Doe, had promised, it closed.", ("Jane Doe", "prime minister", "", "", False)),
        ("They met a new party chief in Strelsau, Jane Doe.", ("Jane Doe", "party chief", "", "Strelsau", False)),
        ("Jane Doe was the mayor of Strelsau.", ("Jane Doe", "mayor", "", "Strelsau", False)),
        ("Jane Doe, who served as treasurer of Acme Bank, spoke.", ("Jane Doe", "treasurer", "Acme Bank", "", False)),
    ],
)
def test_who_holds_what(sentence: str, expected: tuple[str, str, str, str, bool]) -> None:
    assert positions(sentence) == [expected]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Ruritanian Foreign Minister Jane Doe spoke.", ("Jane Doe", "Foreign Minister", "", "Ruritanian", False)),
        ("Ruritanian painter Jane Doe spoke.", ("Jane Doe", "Ruritanian painter", "", "", False)),
        ("Ruritania’s foreign minister, Jane Doe, spoke.", ("Jane Doe", "foreign minister", "", "Ruritania", False)),
    ],
)  # fmt: skip
def test_an_office_of_state_is_of_the_land_that_its_adjective_names(
    sentence: str, expected: tuple[str, str, str, str, bool]
) -> None:
    assert positions(sentence) == [expected]


def test_two_roles_and_two_holders() -> None:
    assert positions("Jane Doe, a lawyer and a professor at Acme Bank, spoke.") == [
        ("Jane Doe", "lawyer", "", "", False), ("Jane Doe", "professor", "Acme Bank", "", False),
    ]  # fmt: skip
    assert positions("Journalists Jane Doe and Richard Roe at the Daily Planet spoke.") == [
        ("Jane Doe", "Journalist", "Daily Planet", "", False), ("Richard Roe", "Journalist", "Daily Planet", "", False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "sentence",
    [
        "A spokesperson for Acme Bank spoke.",
        "Jane Doe was not the mayor of Strelsau.",
        "Jane Doe would be a good mayor.",
        "Jane Doe, Richard Roe and others spoke to the mayor.",
        "Jane Doe met the president.",
        "Jane Doe, in a letter to the editor, spoke.",
    ],
)
def test_who_holds_nothing(sentence: str) -> None:
    assert positions(sentence) == []
