"""Pronouns, and nouns with an article that can stand for something named before."""

from __future__ import annotations

import pytest
from named import mentions

from xpkg.model import Gender, Kind, MentionForm


def nominals(words: str) -> list[str]:
    return [each.name for each in mentions(words) if each.form is MentionForm.NOMINAL]


@pytest.mark.parametrize(
    ("pronoun", "kind", "gender"),
    [
        ("he", Kind.PERSON, Gender.MASCULINE),
        ("Himself", Kind.PERSON, Gender.MASCULINE),
        ("her", Kind.PERSON, Gender.FEMININE),
        ("hers", Kind.PERSON, Gender.FEMININE),
        ("it", Kind.ORGANIZATION, None),
        ("itself", Kind.ORGANIZATION, None),
        ("their", Kind.GROUP, None),
        ("them", Kind.GROUP, None),
    ],
)
def test_pronouns(pronoun: str, kind: Kind, gender: Gender | None) -> None:
    found = [each for each in mentions(f"so {pronoun} went") if each.form is MentionForm.PRONOUN]
    assert [(each.name, each.kind, each.gender) for each in found] == [(pronoun.lower(), kind, gender)]


@pytest.mark.parametrize("words", ["so IT went", "SHE LEFT THE OLD HOUSE", "so we went", "so who went"])
def test_what_is_no_such_pronoun(words: str) -> None:
    assert [each for each in mentions(words) if each.form is MentionForm.PRONOUN] == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Then the ministry paid.", ["ministry"]),
        ("This company is old.", ["company"]),
        ("They asked the province about it.", ["province"]),
        ("Then the minority fled.", ["minority"]),
        ("Then the senator said no.", ["senator"]),
        ("Then the senator later left.", ["senator"]),
        ("They left the paper.", ["paper"]),
        # Modifiers of a person's noun belong to it.
        ("Then the former president left.", ["former president"]),
        ("Then the Norbury senator left.", ["Norbury senator"]),
        ("Then the Valmoran presidential candidate left.", ["Valmoran presidential candidate"]),
        # An office in capitals is one where no name follows.
        ("Then the President left.", ["president"]),
        ("Then the Prime Minister spoke.", ["Prime minister"]),
        ("Then the President.", ["president"]),
        ("Then the President (Holm) left.", ["president"]),
        ("Then the company’s building burned.", ["company"]),
        ("Then the company quietly left.", ["company"]),
        ("Then the company criticized them.", ["company"]),
        ("Then the senator, Holm, left.", ["senator"]),
        # Words that part the modifiers from the noun.
        ("Then the ministry’s senator left.", ["ministry"]),
        ("Then the company and senator left.", ["company"]),
    ],
)
def test_nouns(words: str, found: list[str]) -> None:
    assert nominals(words) == found


@pytest.mark.parametrize(
    "words",
    [
        # A mere modifier, or another's by what follows.
        "Then the ministry building burned.",
        "Then the company of friends left.",
        "Then the senator from Norbury left.",
        "Then the minister for roads left.",
        # No article, or a predicate.
        "Then a ministry paid.",
        "She became the mayor then.",
        "She served as the mayor then.",
        "Then the house burned.",
        "Then the President Holm left.",
        "Then the Ministry paid for Kestrel’s ministry.",
        "Then the old, grey ministry paid.",
        "Then the house ministry building burned.",
    ],
)
def test_what_stands_for_nothing_named(words: str) -> None:
    assert [each for each in mentions(words) if each.method == "nominal"] == []


@pytest.mark.parametrize(
    ("noun", "gender"),
    [("king", Gender.MASCULINE), ("actress", Gender.FEMININE), ("spokeswoman", Gender.FEMININE), ("senator", None)],
)
def test_a_noun_can_tell_the_gender(noun: str, gender: Gender | None) -> None:
    found = next(each for each in mentions(f"Then the {noun} left.") if each.form is MentionForm.NOMINAL)
    assert (found.kind, found.gender) == (Kind.PERSON, gender)


def test_a_noun_within_a_name_is_none() -> None:
    assert nominals("They left the ministry of Roads.") == []
    assert nominals("Then the Kestrel city government paid.") == []
