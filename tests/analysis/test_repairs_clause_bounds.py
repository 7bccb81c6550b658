"""What is said ends with the clause of the saying, and takes in all of it."""

from __future__ import annotations

import pytest

import xpkg


def _said(words: str) -> set[tuple[str, str, str]]:
    text = f"News of the day\n\n{words}\n\nThe council meets on Friday.\n"
    return {
        (one.source.cut(text), one.cue[0].cut(text), " ".join(part.cut(text) for part in one.content))
        for one in xpkg.analyse(text).attributions
        if one.source
    }


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            "Marta Oduya, whose editor said that the story was true, was jailed in May.",
            ("whose editor", "said", "that the story was true"),
        ),
        (
            "A text message which said that the bridge had fallen caused panic.",
            ("A text message", "said", "that the bridge had fallen"),
        ),
        ("Idris Kone, whose wife, Awa Kone, says he is ill, missed the trial.", ("Awa Kone", "says", "he is ill")),
        (
            "Karl Brenn, about whom the inspector had warned that he was armed, was freed on 3 May 2016.",
            ("the inspector", "had warned", "that he was armed"),
        ),
        (
            "Lena Fox, of whom the doctor said that she was well, left.",
            ("the doctor", "said", "that she was well"),
        ),
        (
            "While Karl Brenn says the dam is safe, the farmers have left the valley.",
            ("Karl Brenn", "says", "the dam is safe"),
        ),
        ("Karl Brenn admits the crime and the jury took two hours.", ("Karl Brenn", "admits", "the crime")),
        ("The mayor praised the plan but the farmers burned the papers.", ("The mayor", "praised", "the plan")),
        (
            "Lena Varga has denied that she knew, and she and the mayor still meet.",
            ("Lena Varga", "has denied", "that she knew"),
        ),
    ],
)
def test_the_clause_around_a_saying_is_not_said(words: str, said: tuple[str, str, str]) -> None:
    assert said in _said(words)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            "The report asserts Karl Brenn directed and monitored the raids.",
            ("The report", "asserts", "Karl Brenn directed and monitored the raids"),
        ),
        (
            "Prosecutors alleged Tomas Varga planned and led the raid on the bank.",
            ("Prosecutors", "alleged", "Tomas Varga planned and led the raid on the bank"),
        ),
        (
            "Marta Oduya demanded an apology and a new trial.",
            ("Marta Oduya", "demanded", "an apology and a new trial"),
        ),
        (
            "Karl Brenn said that the dam, which had been built in 1970, was safe.",
            ("Karl Brenn", "said", "that the dam, which had been built in 1970, was safe"),
        ),
        (
            "Anna Holt says the dam is old and the town is poor.",
            ("Anna Holt", "says", "the dam is old and the town is poor"),
        ),
    ],
)
def test_the_whole_clause_is_said(words: str, said: tuple[str, str, str]) -> None:
    assert said in _said(words)
