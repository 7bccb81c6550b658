"""Whose words are whose, where one tells what another says."""

from __future__ import annotations

import pytest

import xpkg


def _said(words: str) -> set[tuple[str, str]]:
    text = f"News of the day\n\n{words}\n\nThe council meets on Friday.\n"
    return {
        (one.source.cut(text), " ".join(part.cut(text) for part in one.content))
        for one in xpkg.analyse(text).attributions
        if one.source and not one.negated
    }


@pytest.mark.parametrize(
    ("words", "inner"),
    [
        ("Police said Lena Varga told them that her brother had fled.", ("Lena Varga", "that her brother had fled")),
        (
            "Anna Holt said Karl Brenn phoned her and said that the dam was safe.",
            ("Karl Brenn", "that the dam was safe"),
        ),
        (
            "Marta Oduya said the guards beat her and told her that she would die.",
            ("the guards", "that she would die"),
        ),
        ("The Larkham Courier reported that Karl Brenn had denied the charge.", ("Karl Brenn", "the charge")),
        ("“Karl Brenn told me that the dam was safe,” said Anna Holt.", ("Karl Brenn", "that the dam was safe")),
    ],
)
def test_the_inner_speaker_says_it(words: str, inner: tuple[str, str]) -> None:
    found = _said(words)
    assert inner in found
    assert any(inner[1] in content and inner[0] in content for _, content in found)


@pytest.mark.parametrize(
    ("words", "speaker", "content"),
    [
        ("Karl Brenn said the dam was safe and warned that the river was not.", "Karl Brenn", "that the river was not"),
        ("The union said the firm hid the report and called for a strike.", "The union", "a strike"),
        ("Anna Holt says she met the mayor and adds that he lied.", "Anna Holt", "that he lied"),
    ],
)
def test_two_verbs_of_one_speaker_stay_his(words: str, speaker: str, content: str) -> None:
    assert (speaker, content) in _said(words)


@pytest.mark.parametrize(
    ("words", "speaker", "content"),
    [
        ("It was alleged by the prosecution that the guards had lied.", "the prosecution", "that the guards had lied"),
        (
            "It was announced by the ministry on Monday that the school would close.",
            "the ministry",
            "that the school would close",
        ),
        ("“The dam is safe,” the judge was quoted as saying.", "the judge", "“The dam is safe,”"),
        (
            "Karl Brenn was quoted by the Courier as saying that the dam was safe.",
            "Karl Brenn",
            "that the dam was safe",
        ),
        (
            "This statement is attributable to Marta Oduya, chair of the board: “We will appeal.”",
            "Marta Oduya, chair of the board",
            "“We will appeal.”",
        ),
        ("“Ports matter to us all.” — Adele Whitlock (chair)", "Adele Whitlock (chair)", "“Ports matter to us all.”"),
        ("Karl Brenn, who Anna Holt said took bribes, denied it.", "Anna Holt", "took bribes"),
        ("The mayor opened the school and praised the builders.", "The mayor", "the builders"),
        ("Soldiers found banners reading “No more war”.", "banners", "“No more war”"),
        (
            "Idris Kone was shown a memo claiming that he had approved the sale.",
            "a memo",
            "that he had approved the sale",
        ),
        ("The miner said that the owner came to him and said the pit would close.", "the owner", "the pit would close"),
    ],
)
def test_who_is_named_elsewhere_than_before_the_verb(words: str, speaker: str, content: str) -> None:
    assert (speaker, content) in _said(words)


@pytest.mark.parametrize(
    "words",
    [
        "Human rights advocate Anna Holt was arrested on Monday.",
        "Women’s rights advocate Ngozi Eze was freed.",
        "It was said in May.",
        "The painting is attributed to Anna Holt.",
    ],
)
def test_nobody_says_anything(words: str) -> None:
    assert not _said(words)
