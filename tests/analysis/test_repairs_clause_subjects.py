"""In a relative clause the verb of saying has a subject of its own, and not the noun that the clause is about."""

from __future__ import annotations

import pytest

import xpkg


@pytest.mark.parametrize(
    ("words", "cue", "speaker"),
    [
        ("Karl Brenn, whose wife, Anna Holt, called the mayor a liar, resigned on Monday.", "called", "Anna Holt"),
        ("Otto Dane, whose sister, Maria Sand, called the judge a coward, left the court.", "called", "Maria Sand"),
        ("Mayor Ulf Dane, whose office declined to comment, said that it was safe.", "declined", "whose office"),
        ("Mayor Ulf Dane, whose office declined to comment, said that the bridge was safe.", "said", "Mayor Ulf Dane"),
        ("The union, whose members voted on Monday, said the closures were wrong.", "said", "The union"),
        (
            "The minister, who denied that she lied, and whose deputy, Karl Brenn, called critics “rats”, resigned.",
            "called",
            "Karl Brenn",
        ),
    ],
)
def test_who_speaks_in_a_relative_clause(words: str, cue: str, speaker: str) -> None:
    text = f"News of the day\n\n{words}\n\nThe council meets on Friday.\n"
    (found,) = (one for one in xpkg.analyse(text).attributions if one.cue[0].cut(text) == cue)
    assert found.source is not None
    assert found.source.cut(text) == speaker
