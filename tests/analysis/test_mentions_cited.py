"""Authors whom a text cites by family name and year."""

from __future__ import annotations

import pytest
from named import people


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Tilbury (2018) argues that walls fail.", ["Tilbury"]),
        ("According to Brode (2014, p. 3), rivers move.", ["Brode"]),
        ("Marsh and Corr (2011) claim that they do not.", ["Marsh", "Corr"]),
        ("As Kolt et al. (1999) note, the delta sank.", ["Kolt"]),
        ("The film Jaws (1975) shows that sharks kill.", []),
        ("The flood in March (1975) killed nine.", []),
        ("They moved to Orrin (1975) and left.", []),
    ],
)
def test_cited_authors(words: str, expected: list[str]) -> None:
    assert people("News\n\n" + words) == expected
