"""Places by the words of their names or beside them, and what is only named so."""

from __future__ import annotations

import pytest
from named import mentions, places

from xpkg.model import MentionForm


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("They sailed to Norbury Island there.", ["Norbury Island"]),
        ("They live in Brandvold County there.", ["Brandvold County"]),
        ("They climbed Mount Brandvold there.", ["Mount Brandvold"]),
        ("They swam in Lake Brandvold there.", ["Lake Brandvold"]),
        # A noun for a settlement, or a known place behind a comma.
        ("They live in the town of Brandvold there.", ["Brandvold"]),
        ("They met in Brandvold, Valmora, and left.", ["Brandvold", "Valmora"]),
        ("They came from Upper Brandvold, Valmora, and left.", ["Upper Brandvold", "Valmora"]),
        ("They came from the Municipality of Brandvold there.", ["Brandvold"]),
        ("They live in the town of Upper Nether Brandvold there.", ["Upper Nether Brandvold"]),
        # A title at the front is no part of the name.
        ("They met at Judge Brandvold Hall there.", ["Brandvold Hall"]),
        ("They met at Judge Hall there.", ["Judge Hall"]),
    ],
)
def test_places(words: str, found: list[str]) -> None:
    assert places(words) == found


@pytest.mark.parametrize(
    "words",
    [
        "They saw the Island there.",
        "They saw 5th Avenue there.",
        "Then Miss Bridge said no.",
        "They met at River Brandvold there.",
        "They met Mr. Brandvold, Valmora’s friend, there.",
        "They thanked Brandvold, Stanmoor, and left.",
        "They like the idea of Brandvold there.",
        "It is part of the town of BRX there.",
        "In the town of May they met.",
        "They live in the town of Upper Nether Brandvold Cross there.",
        "They met in the town of Senator Brandvold there.",
        "They climbed Mount Brandvold Upper Nether there.",
        "They met in the town with Brandvold there.",
        "They met in the town of, Brandvold, there.",
        "They met in Brandvold (Valmora) there.",
        "They met in Brandvold’s, Valmora, there.",
        "They met in Brandvold, Stanmoor, and left.",
        "They met, Brandvold, Valmora and others there.",
        "They met in BRX, Valmora, there.",
        "They met in Brandvold, Valmora’s best town.",
    ],
)
def test_what_is_no_place(words: str) -> None:
    assert [each for each in places(words) if each != "Valmora"] == []


def test_the_sort_of_place_is_that_of_its_last_word() -> None:
    found = mentions("They left Norbury Island for Brandvold County.")
    assert [each.subtype for each in found if each.form is MentionForm.NAME] == ["island", "county"]
