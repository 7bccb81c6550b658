"""What is asked, supposed, denied or said by nobody is nobody's statement."""

from __future__ import annotations

import pytest
from sayings import read


@pytest.mark.parametrize(
    "sentence",
    [
        "Did the minister say that the dam was safe?",
        "Did Ann Low claim that the bridge was closed?",
        "Why did the minister say that the dam was safe?",
        "Why on earth did Ann Low say that the dam was safe?",
        "When did the minister admit that the dam was unsafe?",
        "Which of the ministers said that the dam was safe?",
        "Who said that the dam was safe?",
        "Has the company denied the charge?",
        "Has Ann Low ever denied that she took the money?",
        "Have the police confirmed that the man was shot?",
        "Is the mayor suggesting that the farmers lied?",
        "Is it true that the minister said the dam was safe?",
        "Aren't the farmers saying that the water is dirty?",
        "Do you blame the council for the flood?",
        "Do ministers believe that the company lied?",
        "Would the company admit that it lied?",
        "Can anyone believe that the company lied?",
        "Should I instruct the lawyers to appeal?",
        "And did the union warn that the mine would flood?",
        "When the mayor resigned, did she say that she was ill?",
        "So the minister told you to leave?",
        "The minister said the dam was safe, didn't he?",
        "Had the minister said that the dam was safe, nobody would have left.",
        "Farmers would have stayed had the minister said that the dam was safe.",
        "Should the company deny the charge, the union will sue.",
        "Were the minister to announce that the dam is closed, farmers would cheer.",
        "If the minister says that the dam is safe, the farmers will stay.",
        "It is unclear whether the company denied the charge.",
        "The minister might say that the dam is safe.",
        "Ann Low wanted to tell reporters that the dam was safe.",
        "Q: The minister told you that the dam was safe. Did you believe it?",
        "Q. Ann Low said that the dam was safe.",
    ],
)
def test_nobody_says_what_is_asked_or_supposed(sentence: str) -> None:
    assert [(source, cue) for _, source, cue, _ in read(sentence)] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Nobody at the ministry said that the dam was safe.",
        "No one at the ministry has confirmed that the dam was safe.",
        "None of the farmers said that the water was dirty.",
        "Nothing in the report says that the dam was unsafe.",
        "Nothing in the letter suggested that Ann Low took the money.",
        "Neither the minister nor the mayor said that the dam was safe.",
        "Neither Ann Low nor Jo Berg claimed that the dam was safe.",
        "Few believe that the company told the truth.",
        "Few of the farmers said that the dam was safe.",
        "Hardly anyone in the town says that the dam is safe.",
        "No witness has said that Reed was there.",
        "Almost nobody believes that the dam is safe.",
    ],
)
def test_an_empty_subject_says_nothing(sentence: str) -> None:
    found = read(sentence)
    assert found
    assert {(source, one.negated) for one, source, _, _ in found} == {("", True)}


def test_who_is_excepted_says_nothing() -> None:
    found = read("Everyone but Ann Low said that the dam was safe.")
    assert {(source, one.negated) for one, source, _, _ in found} == {("", False)}


@pytest.mark.parametrize(
    ("sentence", "cue"),
    [
        ("Never did the minister say that the dam was unsafe.", "say"),
        ("Nor did the company admit that it had lied.", "admit"),
        ("At no point did Ann Low say that the dam was unsafe.", "say"),
        ("The minister failed to tell parliament that the dam was unsafe.", "failed to tell"),
        ("The minister has yet to say whether the dam is safe.", "has yet to say"),
        ("The minister left without saying that the dam was unsafe.", "saying"),
        ("There is no evidence that the minister said the dam was safe.", "said"),
        ("It is not true that Ann Low said the dam was safe.", "said"),
        ("The mayor denied that the minister had said the dam was safe.", "had said"),
    ],
)
def test_a_saying_that_did_not_happen_is_negated(sentence: str, cue: str) -> None:
    told = [one for one, _, words, _ in read(sentence) if words.endswith(cue)]
    assert told
    assert all(one.negated for one in told)


@pytest.mark.parametrize(
    ("sentence", "source", "content"),
    [
        ("“Did the company lie?” asked Ann Low.", "Ann Low", "“Did the company lie?”"),
        ("Did the company know? Ann Low said that it did.", "Ann Low", "that it did"),
        ("Ann Low said that the dam was unsafe. Did the company know?", "Ann Low", "that the dam was unsafe"),
        ("The mayor asked: “Did the minister say so?”", "The mayor", "“Did the minister say so?”"),
        ("Ann Low wondered: who would pay for the dam?", "Ann Low", "who would pay for the dam"),
        ("The reporter asked whether the minister had lied.", "The reporter", "whether the minister had lied"),
        ("The minister said that nobody had been hurt.", "The minister", "that nobody had been hurt"),
        ("Nobody was hurt, the minister said.", "the minister", "Nobody was hurt"),
        ("No one but Ann Low said that the dam was safe.", "Ann Low", "that the dam was safe"),
        ("Only then did the minister say that the dam was unsafe.", "the minister", "that the dam was unsafe"),
        ("A few farmers said that the dam was safe.", "A few farmers", "that the dam was safe"),
        ("Ann Low, who had few friends, said that the dam was safe.", "Ann Low", "that the dam was safe"),
        ("When the dam burst, Ann Low said that it was old.", "Ann Low", "that it was old"),
        ("“I would argue that the dam is safe,” said Ann Low.", "Ann Low", "“I would argue that the dam is safe,”"),
        ("A: The minister told me that the dam was safe.", "The minister", "that the dam was safe"),
    ],
)
def test_what_is_said_beside_them_stays(sentence: str, source: str, content: str) -> None:
    named = [(who, what) for one, who, _, what in read(sentence) if not one.negated]
    assert any(who.startswith(source) and what == content for who, what in named)
