"""Where a source and a content end: at half a quotation, at "and", at "no evidence". The sentences are made up."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from xpkg.analysis.attributions.repairs import REPAIRS, run
from xpkg.model import AttributionCandidate, Metadata, Method, Source, Span, Text
from xpkg.text import parse


def _text(words: str) -> Text:
    return parse(Source("t", f"News from the river town\n\n{words}\n\nThe town has two bridges.\n", "0", Metadata("")))


def _span(text: Text, words: str) -> Span:
    at = text.source.text.index(words)
    return Span(at, at + len(words))


def _claim(text: Text, source: str, cue: str, content: str) -> AttributionCandidate:
    return AttributionCandidate(
        _span(text, source) if source else None, (_span(text, cue),), (_span(text, content),), Method.MODEL, 0.8
    )


def _mended(text: Text, found: Sequence[AttributionCandidate]) -> list[AttributionCandidate]:
    return run(text, REPAIRS, found)[0]


def _told(text: Text, claims: Sequence[AttributionCandidate]) -> list[tuple[str, str, str]]:
    body = text.source.text
    told = []
    for one in claims:
        content = " ".join(span.cut(body) for span in one.content)
        told.append((one.source.cut(body) if one.source else "", one.cue[0].cut(body), content))
    return told


@pytest.mark.parametrize("joint", [" and", " but then", ", and later"])
def test_a_verb_joined_by_and_has_the_speaker_of_the_one_before(joint: str) -> None:
    content = f"the plan “a gift to polluters”{joint} urged mayors to vote"
    text = _text(f"Berg called {content}.")
    outer = _claim(text, "Berg", "called", content)
    inner = _claim(text, "a gift to polluters”", "urged", "mayors to vote")
    told = _told(text, _mended(text, (outer, inner)))
    assert told == [("Berg", "called", "the plan “a gift to polluters”"), ("Berg", "urged", "mayors to vote")]


def test_half_a_quotation_names_nobody_where_no_verb_is_joined() -> None:
    text = _text("Berg wrote that “the river, the sea” warned the coast of floods.")
    told = _told(text, _mended(text, (_claim(text, "the sea”", "warned", "the coast of floods"),)))
    assert told == [("", "warned", "the coast of floods")]


def test_a_source_that_holds_a_whole_quotation_stays() -> None:
    text = _text("The weekly “River News” said that the bridge was closed.")
    claim = _claim(text, "The weekly “River News”", "said", "that the bridge was closed")
    assert _mended(text, (claim,)) == [claim]


def test_what_another_speaker_says_stays_in_the_content() -> None:
    text = _text("Berg said that Low had called the plan absurd and that Moe urged mayors to vote.")
    outer = _claim(text, "Berg", "said", "that Low had called the plan absurd and that Moe urged mayors to vote")
    inner = _claim(text, "Moe", "urged", "mayors to vote")
    assert _mended(text, (outer, inner))[0] == outer


@pytest.mark.parametrize("words", ["no evidence", "little proof", "no credible evidence", "no indication"])
def test_that_nothing_was_found_is_what_was_found(words: str) -> None:
    text = _text(f"A panel found {words} that the mayor had lied.")
    (claim,) = _mended(text, (_claim(text, "A panel", f"found {words}", "that the mayor had lied"),))
    assert _told(text, (claim,)) == [("A panel", "found", f"{words} that the mayor had lied")]
