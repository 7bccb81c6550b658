"""Which words show tense or mood, by themselves or by what helps them."""

from __future__ import annotations

import pytest

from xpkg.model import Metadata, Source
from xpkg.syntax import read
from xpkg.syntax.finiteness import is_finite
from xpkg.text import parse


@pytest.mark.parametrize(
    ("text", "word", "alone", "helped"),
    [
        ("Ann Low said that it fell.", "said", True, True),
        ("The dam is said to be old.", "said", False, True),
        ("The mayor may leave on Monday.", "may", True, True),
        ("The mayor may leave on Monday.", "leave", False, True),
        ("The mayor was ill on Monday.", "ill", False, True),
        ("She left the house, saying nothing.", "saying", False, False),
        ("She asked him to leave the house.", "leave", False, False),
    ],
)
def test_finite(text: str, word: str, alone: bool, helped: bool) -> None:
    made = read(parse(Source("t", text, "0", Metadata("t")))).parse_at(0)
    assert made is not None
    at = [token.text for token in made.tokens].index(word)
    assert (is_finite(made, at), is_finite(made, at, helped=True)) == (alone, helped)
