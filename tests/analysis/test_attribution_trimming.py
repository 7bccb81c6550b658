"""What the network takes into a part that does not belong there."""

from __future__ import annotations

import pytest

from xpkg.analysis.attributions.repairs import OF_NETWORK, run
from xpkg.model import AttributionCandidate, Metadata, Method, Source, Span, Text
from xpkg.text import parse


def _trimmed(text: Text, found: AttributionCandidate) -> AttributionCandidate:
    ((one,), _) = run(text, OF_NETWORK, [found])
    return one


@pytest.mark.parametrize(
    ("words", "source", "cue", "content", "expected"),
    [
        ("May 3, 2021 - The union said it was over.", "May 3, 2021 - The union", "said", "it was over", "The union"),
        ("OSLO (Coast) — The union said it was over.", "OSLO (Coast) — The union", "said", "it was over", "The union"),
        ("The Ministry (MOF) yesterday said it was over.", "The Ministry (MOF) yesterday", "said", "it was over",
         "The Ministry (MOF)"),
        ("The board on Tuesday said it was over.", "The board on Tuesday", "said", "it was over", "The board"),
        ("Vice-chair Ann Low - a lawyer - said it was over.", "Vice-chair Ann Low - a lawyer", "said", "it was over",
         "Vice-chair Ann Low - a lawyer"),
        ("The crew were urged to stay.", "The crew", "were urged", "to stay", None),
        ("The crew were worried that it would sink.", "The crew", "were worried", "that it would sink", "The crew"),
        ("Ann Low was quoted as saying it was over.", "Ann Low", "was quoted as saying", "it was over", "Ann Low"),
        ("Ann Low has said it was over.", "Ann Low", "has said", "it was over", "Ann Low"),
    ],
)  # fmt: skip
def test_sources(words: str, source: str, cue: str, content: str, expected: str | None) -> None:
    text = parse(Source("made-up", words + "\n\nThe ferry leaves at seven.", "0" * 64, Metadata("")))

    def span(part: str) -> Span:
        return Span(words.index(part), words.index(part) + len(part))

    tidied = _trimmed(text, AttributionCandidate(span(source), (span(cue),), (span(content),), Method.MODEL, 0.9))
    assert (tidied.source.cut(words) if tidied.source else None) == expected
    assert tidied.content == (span(content),)


def test_a_kicker_is_no_content() -> None:
    words = "RISING TIDE: The harbour will close, the union said."
    text = parse(Source("made-up", words, "0" * 64, Metadata("")))
    claim = AttributionCandidate(Span(37, 46), (Span(47, 51),), (Span(0, 35),), Method.MODEL, 0.9)
    assert _trimmed(text, claim).content[0].cut(words) == "The harbour will close"


@pytest.mark.parametrize(
    ("words", "content", "kept"),
    [
        ("Low denied the charge on Tuesday.", "the charge on Tuesday", "the charge"),
        ("Low denied that he left on Tuesday.", "that he left on Tuesday", "that he left on Tuesday"),
        ("Low opposed a vote on Tuesday.", "a vote on Tuesday", "a vote on Tuesday"),
    ],
)
def test_the_time_of_a_saying_is_no_part_of_the_thing_it_is_about(words: str, content: str, kept: str) -> None:
    text = parse(Source("t", words, "0", Metadata("")))
    cue = words.split()[1]
    claim = AttributionCandidate(Span(0, 3), (_find(words, cue),), (_find(words, content),), Method.MODEL, 0.9)
    assert _trimmed(text, claim).content[0].cut(words) == kept


def _find(words: str, part: str) -> Span:
    return Span(words.index(part), words.index(part) + len(part))


@pytest.mark.parametrize(
    ("words", "cue", "parts", "whole"),
    [
        ("If it rains, “the dam will break,” Low said.", "said", ["If it rains", "“the dam will break,”"],
         ["If it rains, “the dam will break,”"]),
        ("“The dam,” Low said, “will break.”", "said", ["“The dam,”", "“will break.”"],
         ["“The dam,”", "“will break.”"]),
        ("Low ordered the release of the crew, which led to his fall.", "ordered",
         ["the release of the crew", "which led to his fall"], ["the release of the crew"]),
        ("The dam, which is old, will break, Low said.", "said", ["The dam", "which is old, will break"],
         ["The dam, which is old, will break"]),
    ],
)  # fmt: skip
def test_what_a_comma_alone_parts_is_one(words: str, cue: str, parts: list[str], whole: list[str]) -> None:
    text = parse(Source("made-up", words, "0" * 64, Metadata("")))

    def span(part: str) -> Span:
        return Span(words.index(part), words.index(part) + len(part))

    tidied = _trimmed(text, AttributionCandidate(span("Low"), (span(cue),), tuple(map(span, parts)), Method.MODEL, 0.9))
    assert [one.cut(words) for one in tidied.content] == whole
