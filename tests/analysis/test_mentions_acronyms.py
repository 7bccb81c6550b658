"""Bodies of a single word: capitals within it, and letters where only a body can stand."""

from __future__ import annotations

import pytest
from named import bodies


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("They asked PolitiFacts there.", ["PolitiFacts"]),
        ("They asked (HarbourWatch) there.", ["HarbourWatch"]),
        # Letters that own something, that say something, or that a preposition leads to.
        ("They saw DRX’s offices there.", ["DRX"]),
        ("They know that DRX said no.", ["DRX"]),
        ("They heard of the DRX there.", ["DRX"]),
        ("It was sent by DRX there.", ["DRX"]),
        ("They saw DRX-B’s form there.", ["DRX-B"]),
        ("They were sent by DRX.", ["DRX"]),
        # A known name needs no sign.
        ("They saw NRDX there.", ["NRDX"]),
    ],
)
def test_bodies_of_one_word(words: str, found: list[str]) -> None:
    assert bodies(words) == found


@pytest.mark.parametrize(
    "words",
    [
        "They met Marta MacDonald there.",
        "They met MacDonald there.",
        "They met Fitzgerald there.",
        "They saw a #HarbourWatch sign there.",
        "They met Marta HarbourWatch there.",
        "They met Senator HarbourWatch there.",
        "They met Mr. HarbourWatch there.",
        # Letters of a thing, or that nothing explains.
        "They saw the DNA’s form there.",
        "They saw DRX there.",
        "They saw DR’s form there.",
        "They wrote in DRX there.",
        "They saw DRX BRX’s form there.",
        "They saw the DRX Carter there.",
        "They saw the DRX BRX there.",
        "They saw BRX DRX’s form there.",
        "They saw Carter DRX’s form there.",
        "They saw D4X’s form there.",
        "They sent the, DRX, there.",
        "They saw DRX, said she.",
    ],
)
def test_what_is_no_body(words: str) -> None:
    assert bodies(words) == []
