"""What is no claim, who speaks where the sentence says so, on made-up sentences read by the default annotator."""

from __future__ import annotations

import pytest

from xpkg.analysis.attributions import find_attributions
from xpkg.analysis.attributions.empty_subjects import speaks_not
from xpkg.model import Attribution, Metadata, Source
from xpkg.text import parse

Told = tuple[str, str, str]


def _read(words: str) -> tuple[list[Attribution], list[Told]]:
    body = f"News from the river town\n\n{words}\n\nThe town lies on a river and has two bridges.\n"
    found = find_attributions(parse(Source("t", body, "0", Metadata(""))), ())
    told = [
        (
            one.source.cut(body) if one.source else "",
            " ".join(span.cut(body) for span in one.cue),
            " ".join(span.cut(body) for span in one.content),
        )
        for one in found
    ]
    return list(found), told


@pytest.mark.parametrize(
    "words",
    [
        "Peter Novak, a teacher, wrote two letters.",
        "Jane Miller wrote the book in 1999.",
        "Jane Miller wrote many short stories about the sea.",
        "Anna Berg responded to the report in a press conference.",
        "In 1991 Norway recognized the border.",
        "They were twice denied visas to enter Norway.",
        "The ministry dismissed the director in May.",
        "The council dismissed Anna Berg in 2019.",
        "The court in Oslo dismissed the case in 1992.",
        "A judge dismissed the lawsuit against the paper on Monday.",
        "The team from Oslo named their robot “Hope”.",
        "One of the works shown in May was the Anna Berg screen print called “Ships and Sailors” from 1987.",
        "The attack was launched on Monday by a user labelled “Anonymous”, on a website.",
        "Jane Miller and Peter Novak published the letters in an article titled “Ten Years of Silence on the River”.",
    ],
)
def test_a_thing_made_or_answered_is_nothing_said(words: str) -> None:
    assert _read(words)[1] == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Jane Miller wrote that the book was late.", ("Jane Miller", "wrote", "that the book was late")),
        ("Jane Miller wrote the book was late.", ("Jane Miller", "wrote", "the book was late")),
        ("The dam was safe, wrote Jane Miller.", ("Jane Miller", "wrote", "The dam was safe")),
        (
            "Jane Hill was quoted as saying that John Smith had lied.",
            ("Jane Hill", "was quoted as saying", "that John Smith had lied"),
        ),
    ],
)
def test_who_says_what(words: str, told: Told) -> None:
    assert told in _read(words)[1]


@pytest.mark.parametrize(
    "words",
    ["Nobody believes that Anna Berg killed Karl Weiss.", "No court found that Anna Berg killed Karl Weiss."],
)
def test_an_empty_subject_speaks_not(words: str) -> None:
    found, told = _read(words)
    assert [source for source, _, _ in told] == [""]
    assert [one.negated for one in found] == [True]


def test_names_that_begin_like_an_empty_subject_speak() -> None:
    assert not any(speaks_not(name) for name in ("Noah Low", "No 10", "Norway", "Nonet"))


def test_a_condition_supposes_its_saying() -> None:
    assert "Peter Novak" not in [
        source for source, _, _ in _read("If Peter Novak says he has proof, he must show it.")[1]
    ]


def test_and_in_a_relative_clause_goes_on_with_the_content() -> None:
    told = _read(
        "The Herald reported that the documents were provided by an official who requested anonymity and hoped to "
        "“make it impossible for leaders to escape blame.”"
    )[1]
    whole = next(content for source, _, content in told if source == "The Herald")
    assert whole.endswith("escape blame.”")
    assert whole.startswith("that the documents")
    assert ("The Herald", "hoped") not in [(source, cue) for source, cue, _ in told]


@pytest.mark.parametrize(
    "content",
    ["If Peter Novak says he has proof, he should show it", "If the dam breaks, the town should flee"],
)
def test_role_and_name_close_a_sentence_with_commas(content: str) -> None:
    told = _read(f"{content}, the mayor’s lawyer, Karl Weiss, said.")[1]
    assert [one[2] for one in told if "Karl Weiss" in one[0]] == [content]
    assert not any("Novak" in source for source, _, _ in told)
