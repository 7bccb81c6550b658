"""Given names, what is one alone and what is a word as well, their genders and short forms."""

from __future__ import annotations

import pytest

from xpkg.analysis.mentions.given_names import family_names, gender_of, is_given, may_be_given
from xpkg.analysis.mentions.nicknames import short_for
from xpkg.model import Gender


@pytest.mark.parametrize(
    ("word", "given", "perhaps"),
    [
        ("Marta", True, True),
        ("Paul", True, True),
        ("Marta-Zorvane", True, False),
        # Words, places, months and titles are names among other things.
        ("Hope", False, True),
        ("Georgia", False, True),
        ("April", False, True),
        ("Judge", False, True),
        ("Will", False, True),
        # One month and one title are names first.
        ("Jan", True, True),
        ("Dean", True, True),
        ("Bridge", False, False),
        ("marta", False, False),
    ],
)
def test_given_names(word: str, given: bool, perhaps: bool) -> None:
    assert is_given(word) is given
    assert may_be_given(word) is perhaps


@pytest.mark.parametrize(
    ("word", "gender"),
    [
        ("Marta", Gender.FEMININE),
        ("Paul", Gender.MASCULINE),
        ("Paul-Zorvane", Gender.MASCULINE),
        ("Kerry", None),
        ("Brandvold", None),
    ],
)
def test_genders(word: str, gender: Gender | None) -> None:
    assert gender_of(word) is gender


def test_family_names() -> None:
    assert {"Carter", "Reed"} <= family_names()
    assert not {"name", "Oyelaranx"} & family_names()


@pytest.mark.parametrize(
    ("one", "other", "short"),
    [
        ("Bob", "Robert", True),
        ("Robert", "Bob", True),
        ("Bill", "Will", True),
        ("Bob", "William", False),
        ("Robert", "William", False),
        ("Marta", "Marta", False),
    ],
)
def test_short_forms(one: str, other: str, short: bool) -> None:
    assert short_for(one, other) is short
