"""Who speaks, and whether anybody does, on made-up sentences."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from sayings import read

from xpkg.analysis.attributions.repairs import REPAIRS, run
from xpkg.analysis.attributions.speech_acts import is_negated
from xpkg.model import AttributionCandidate, Metadata, Method, Source, Span, Text
from xpkg.text import parse


def _mended(text: Text, found: Sequence[AttributionCandidate]) -> list[AttributionCandidate]:
    return run(text, REPAIRS, found)[0]


@pytest.mark.parametrize(
    ("words", "source", "content"),
    [
        ("The dam is old, according to Berg Water, which hopes to mend it.", "Berg Water", "The dam is old"),
        (
            "In a second interview, according to Anna Berg, the driver said that he was ill, and suggested that "
            "the car was old.",
            "the driver",
            "that the car was old",
        ),
        ("The Berg papers are a collection of 400 letters describing the life of a miner.", "The Berg papers", ""),
        ("The council, after first denying the claims, has called them a mistake.", "The council", "the claims"),
        (
            "Anna Berg said the dam had burst, a claim that the mayor, Karl Weiss, dismissed as “a tale”.",
            "the mayor, Karl Weiss",
            "a claim … as “a tale”",
        ),
        ("Older appeals, the board notes, “have gone unheeded”.", "the board", "Older appeals … “have gone unheeded”"),
        ("Weiss disputes that: her own figures, she says, show no change.", "she", "her own figures … show no change"),
        ("The dam was safe, Anna Berg told the council, and would hold.", "Anna Berg", "The dam was safe"),
        (
            "But a former partner at Dray, who left in May, contradicted him.",
            "a former partner at Dray, who left in May",
            "him",
        ),
        (
            "They want to leave, Anna Berg said, and they doubt the mayor.",
            "Anna Berg",
            "They want to leave … and they doubt the mayor",
        ),
    ],
)  # fmt: skip
def test_who_says_it(words: str, source: str, content: str) -> None:
    told = [(who, what) for _, who, _, what in read(words)]
    assert any(who == source and content in what for who, what in told), told


def test_what_makes_others_speak_speaks_not() -> None:
    words = "The leak also prompted calls for a boycott of the games."
    text = parse(Source("t", words, "0", Metadata("")))
    (one,) = _mended(text, [AttributionCandidate(Span(0, 8), (Span(9, 32),), (Span(33, 55),), Method.MODEL)])
    assert one.source is None
    assert [span.cut(words) for span in one.cue] == ["calls for"]


def test_when_it_was_belongs_to_what_is_said_around_an_aside() -> None:
    words = "On the night of 4 May, she told me, she had stood there."
    text = parse(Source("t", words, "0", Metadata("")))
    (one,) = _mended(text, [AttributionCandidate(Span(23, 26), (Span(27, 31),), (Span(36, 55),), Method.MODEL)])
    assert [span.cut(words) for span in one.content] == ["On the night of 4 May", "she had stood there"]


@pytest.mark.parametrize(
    "words",
    [
        "A driver stole the bus, a court heard on Tuesday.",
        "The court heard that the driver stole the bus.",
        "The jury was told that the driver stole the bus.",
    ],
)
def test_who_hears_does_not_speak(words: str) -> None:
    found = read(words)
    assert found
    for one, source, _, content in found:
        assert source == ""
        assert "stole the bus" in content
        assert one.addressee is not None


@pytest.mark.parametrize(
    "words",
    [
        "Two officials, speaking on condition of anonymity to discuss private talks, left early.",
        "Karl Weiss offered no evidence.",
        "Karl Weiss smiled and said nothing.",
        "Anna Berg, who is expected to speak next week, lives in the old house.",
    ],
)
def test_nobody_says_anything(words: str) -> None:
    assert read(words) == []


def test_who_is_asked_asks_nothing() -> None:
    found = read("Clara Nunes, asked whether she had known of the tip, answered: “No. And if I had, I would say so.”")
    assert {(source, cue) for _, source, cue, _ in found} <= {("", "asked"), ("Clara Nunes", "answered:")}


def test_who_writes_in_a_clause_of_what_is_said_writes() -> None:
    words = "The union said it knew in May, when an aide, Ann Low, wrote that the dam was old."
    text = parse(Source("t", words, "0", Metadata("")))
    union = Span(0, 9)
    outer = AttributionCandidate(union, (Span(10, 14),), (Span(15, 52),), Method.MODEL)
    inner = AttributionCandidate(union, (Span(54, 59),), (Span(60, 80),), Method.MODEL)
    first, second = _mended(text, [outer, inner])
    assert first.content[0].cut(words) == words[15:80]
    assert second.source is not None
    assert second.source.cut(words) == "an aide, Ann Low"


def test_a_title_in_another_sentence_is_not_said() -> None:
    words = "The report, “Nobody Hears”, is long. It describes how they knelt."
    text = parse(Source("t", words, "0", Metadata("")))
    content = (Span(12, 26), Span(50, 64))
    (one,) = _mended(text, [AttributionCandidate(Span(37, 39), (Span(40, 49),), content, Method.MODEL)])
    assert [span.cut(words) for span in one.content] == ["how they knelt"]


def test_who_brings_a_case_alleges() -> None:
    words = "In 2016 the council brought a case, alleging that the state had lied."
    text = parse(Source("t", words, "0", Metadata("")))
    (one,) = _mended(text, [AttributionCandidate(None, (Span(36, 44),), (Span(45, 68),), Method.MODEL)])
    assert one.source is not None
    assert one.source.cut(words) == "the council"


def test_a_date_is_no_part_of_a_name() -> None:
    words = "The port was announced by President Hugo Lanza in April 2013."
    text = parse(Source("t", words, "0", Metadata("")))
    (one,) = _mended(text, [AttributionCandidate(Span(26, 60), (Span(9, 22),), (Span(0, 8),), Method.MODEL)])
    assert one.source is not None
    assert one.source.cut(words) == "President Hugo Lanza"


def test_while_another_says_something_else() -> None:
    words = "Low said he found it good, while the restorer Ann Berg, who had cleaned it, called it mad."
    text = parse(Source("t", words, "0", Metadata("")))
    low = Span(0, 3)
    claims = [
        AttributionCandidate(low, (Span(4, 8),), (Span(9, 74),), Method.MODEL),
        AttributionCandidate(low, (Span(76, 82),), (Span(83, 89),), Method.MODEL),
    ]
    first, second = _mended(text, claims)
    assert first.content[0].cut(words) == "he found it good"
    assert second.source is not None
    assert second.source.cut(words) == "the restorer Ann Berg, who had cleaned it"


def test_where_something_happened_does_not_speak() -> None:
    words = "The owner of a house where at least ten people died in a fire said that the workers had fled."
    assert "a fire" not in [source for _, source, *_ in read(words)]


def test_what_stands_for_a_clause_is_not_said() -> None:
    words = "It is not known whether new tests are planned."
    text = parse(Source("t", words, "0", Metadata("")))
    (one,) = _mended(text, [AttributionCandidate(None, (Span(3, 15),), (Span(0, 2), Span(16, 45)), Method.MODEL)])
    assert [span.cut(words) for span in one.content] == ["whether new tests are planned"]


def test_what_is_told_to_nobody_is_not_said() -> None:
    found = read("For eleven years Maria Duran told nobody what she had seen.")
    assert {(source, one.negated, one.addressee) for one, source, *_ in found} == {("Maria Duran", True, None)}


def test_that_there_is_no_suggestion_is_not_said_by_whom_it_is_about() -> None:
    words = "Mrs Berg was not charged and there is no suggestion that she knew."
    claim = AttributionCandidate(Span(0, 8), (Span(9, 51),), (Span(52, 65),), Method.MODEL)
    text = parse(Source("t", words, "0", Metadata("")))
    (one,) = _mended(text, [claim])
    assert (one.source, one.cue[0].cut(words), is_negated(text, one)) == (None, "there is no suggestion", True)


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("The study was withdrawn in 2011 after an investigation found that data had been made up.", None),
        ("Anna Berg, who is due to appear next week, has described the charge as “false”.", None),
        ("In a speech in 2011, Anna Berg said that data had been made up.", "2011"),
        ("Nordbau denied any blame, and in 2017 it won a case against the council.", None),
        ("The journal denied the charge in March 2011.", "2011-03"),
    ],
)
def test_the_date_is_that_of_the_saying(words: str, date: str | None) -> None:
    assert date in {one.date.edtf if one.date else None for one, *_ in read(words)}


def test_who_draws_praise_and_criticism_gives_neither() -> None:
    words = "The mayor has drawn both praise for opening the bridge and criticism for the state of the road."

    def span(part: str) -> Span:
        return Span(words.index(part), words.index(part) + len(part))

    praise = AttributionCandidate(
        span("The mayor"), (span("has drawn both praise for"),), (span("opening the bridge"),), Method.MODEL, 0.8
    )
    blame = AttributionCandidate(
        span("The mayor"), (span("criticism for"),), (span("the state of the road"),), Method.MODEL, 0.8
    )
    told = _mended(parse(Source("t", words, "0", Metadata(""))), (praise, blame))
    assert [(one.source, one.cue[0].cut(words)) for one in told] == [(None, "praise for"), (None, "criticism for")]


@pytest.mark.parametrize(
    ("words", "source"),
    [
        ("They met the board on Monday, which said that the dam was safe.", "the board"),
        ("They met the board in May 2013, which said that the dam was safe.", "the board"),
        ("They met the board, which said that the dam was safe.", "the board"),
        ("It was Monday, which said that the dam was safe.", "which"),
    ],
)
def test_a_date_is_no_antecedent(words: str, source: str) -> None:
    which, said = words.index("which"), words.index("said")
    found = AttributionCandidate(
        Span(which, which + 5), (Span(said, said + 4),), (Span(said + 5, len(words) - 1),), Method.MODEL
    )
    ((one,), _) = run(parse(Source("t", words, "0", Metadata(""))), REPAIRS, [found])
    assert one.source is not None
    assert one.source.cut(words) == source
