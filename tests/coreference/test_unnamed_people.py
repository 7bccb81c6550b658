"""People without a name: where they are spoken of, of which gender, whether the clause is about them."""

from __future__ import annotations

import pytest

from xpkg.coreference.unnamed_people import UnnamedPeople, UnnamedPerson, find_strangers, find_unnamed
from xpkg.model import Gender, Span

HE, SHE = Gender.MASCULINE, Gender.FEMININE


def found(text: str) -> list[tuple[str, Gender | None, bool]]:
    return [(each.span.cut(text), each.gender, each.subject) for each in find_unnamed(text, {0})]


@pytest.mark.parametrize(
    ("text", "words", "gender", "subject"),
    [
        ("The driver fled.", "The driver", None, True),
        ("Late at night a woman came in.", "a woman", SHE, True),
        ("It was known of the driver.", "the driver", None, False),
        ("It was known among the young men of a gunman who fled.", "a gunman", HE, True),
        ("It rained. His elder brother laughed.", "His elder brother", HE, True),
        ("Later Reed’s lawyer also spoke.", "Reed’s lawyer", None, True),
        ("Then a tired, older passenger will speak.", "a tired, older passenger", None, True),
        ("They saw the suspect of the theft.", "the suspect", None, False),
        ("They saw the suspect, believed to be armed.", "the suspect", None, True),
        ("Then someone laughed.", "someone", None, True),
        ("“The driver of the bus?”", "The driver", None, True),
    ],
)
def test_unnamed_people(text: str, words: str, gender: Gender | None, subject: bool) -> None:
    assert (words, gender, subject) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "The dam burst.",
        "He was a driver.",  # what somebody is
        "He worked for years as a driver.",
        "The driver, Ann Carter, fled.",  # who has a name
        "The driver Ann Carter fled.",
        "Ann Carter, a driver, fled.",
        "It was said that the father’s car stood there.",
        "The car of that year.",
        "Drivers fled.",
    ],
)
def test_nobody_without_a_name(text: str) -> None:
    assert found(text) == []


def test_that_before_his_opens_a_clause() -> None:
    assert [words for words, _, _ in found("Reed said that his father fled.")] == ["his father"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Zorvane was born there.", ["Zorvane"]),
        ("It rained, and Bo Zorvane smiled.", ["Bo Zorvane"]),
        ("Zorvane had studied it.", ["Zorvane"]),
        ("Zorvane said so.", ["Zorvane"]),
        ("Zorvane fell.", []),  # a wall does, too
        ("Zorvanians smiled.", []),
        ("They saw Bo of Zorvane smiled.", []),
        ("The Zorvane smiled.", []),
        ("However smiled.", []),
    ],
)
def test_strangers_act_as_only_people_do(text: str, words: list[str]) -> None:
    assert [each.span.cut(text) for each in find_strangers(text, ())] == words


def test_a_name_that_was_found_is_no_stranger() -> None:
    assert find_strangers("Zorvane was born there.", [Span(0, 7)]) == ()


def test_those_between_two_places_may_be_of_the_gender() -> None:
    people = [UnnamedPerson(Span(at, at + 1), gender, True) for at, gender in ((0, None), (5, HE), (9, SHE))]
    between = UnnamedPeople(people).between
    assert [each.span.start for each in between(0, 9, None)] == [0, 5]
    assert [each.span.start for each in between(0, 10, SHE)] == [0, 9]
    assert [each.span.start for each in between(1, 10, HE)] == [5]
