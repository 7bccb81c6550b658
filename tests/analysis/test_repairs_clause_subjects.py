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
        ("The police arrested Karl Brenn and said that he had lied.", "said", "The police"),
    ],
)
def test_who_speaks_in_a_relative_clause(words: str, cue: str, speaker: str) -> None:
    text = f"News of the day\n\n{words}\n\nThe council meets on Friday.\n"
    (found,) = (one for one in xpkg.analyse(text).attributions if one.cue[0].cut(text) == cue)
    assert found.source is not None
    assert found.source.cut(text) == speaker


def test_whose_deputy_speaks() -> None:
    words = "The minister, who denied that she lied, and whose deputy, Karl Brenn, called critics “rats”, resigned."
    text = f"News of the day\n\n{words}\n\nThe council meets on Friday.\n"
    found = [one.source for one in xpkg.analyse(text).attributions if one.cue[0].cut(text) == "called"]
    assert {one.cut(text) for one in found if one} <= {"Karl Brenn"}


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        (
            "A driver wounded in the raid by police said he had seen three men.",
            "A driver wounded in the raid by police",
        ),
        (
            "A teacher described by the mayor as a liar said the dam was unsafe.",
            "A teacher described by the mayor as a liar",
        ),
        (
            "Marta Oduya, praised by the mayor for her courage, said the town was poor.",
            "Marta Oduya, praised by the mayor for her courage",
        ),
        (
            "The union that Karl Brenn accused of fraud said the claim was false.",
            "The union that Karl Brenn accused of fraud",
        ),
        ("After meeting Karl Brenn, Anna Holt said the house was empty.", "Anna Holt"),
        ("Karl Brenn fled, and Anna Holt said the house was empty.", "Anna Holt"),
        ("No one but Anna Holt said that the house was empty.", "Anna Holt"),
        ("Karl Brenn, a friend of Anna Holt, said the house was empty.", "Karl Brenn, a friend of Anna Holt"),
    ],
)
def test_what_tells_of_the_speaker_does_not_speak(words: str, speaker: str) -> None:
    text = f"News of the day\n\n{words}\n\nThe council meets on Friday.\n"
    (found,) = (one for one in xpkg.analyse(text).attributions if one.cue[0].cut(text) == "said")
    assert found.source is not None
    assert speaker.startswith(found.source.cut(text))
