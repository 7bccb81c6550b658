"""Classes of words in a regular expression stand by the names of their traits."""

from __future__ import annotations

import pytest

from xpkg.lexicon.word_patterns import expanded, pattern


@pytest.mark.parametrize(
    ("written", "word", "matches"),
    [
        ("<<coordinator>>", "and", True),
        ("<<coordinator -nor>>", "nor", False),
        ("<<coordinator +then>>", "then", True),
        ("<<be -nonfinite>>", "been", False),
        ("<<be have>>", "had", True),
        ("<<have>>", "’ve", False),
        ("<<relative_pronoun -that>>|if", "if", True),
    ],
)
def test_classes_are_joined_and_left_out(written: str, word: str, matches: bool) -> None:
    assert bool(pattern(written).fullmatch(word)) is matches


def test_a_part_is_expanded_for_a_longer_expression() -> None:
    assert expanded(r"\s<<article>>\s") == r"\s(?:the|an|a)\s"


@pytest.mark.parametrize("written", ["<<coordinater>>", "<<article -article>>", "<<>>"])
def test_a_wrong_name_or_an_empty_class_is_an_error(written: str) -> None:
    with pytest.raises(ValueError, match=r"coordinater|no words"):
        pattern(written)
