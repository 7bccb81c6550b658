"""A sentence of nothing but sayings or happenings costs what its length costs, not the square of it."""

from __future__ import annotations

import pytest

from xpkg.analysis.attributions.patterns import annotate
from xpkg.analysis.attributions.patterns.matching import MOST
from xpkg.analysis.events import find_events
from xpkg.analysis.events.event_mention import EventMention
from xpkg.analysis.events.nominal_events import read_noun
from xpkg.analysis.events.sentence_tree import SentenceTree
from xpkg.analysis.events.triggers import Trigger
from xpkg.model import Metadata, Source, Text
from xpkg.text import parse


def seen(words: str) -> Text:
    return parse(Source("t", f"A harbour\n\n{words}\n", "0" * 64, Metadata("A harbour")))


@pytest.mark.parametrize("saying", ["according to Ola Berg, ", "Ola Berg said that ", "and he warned Low that "])
def test_of_a_sentence_the_first_sayings_are_read(saying: str) -> None:
    text = seen(saying.capitalize() + saying * 3 + "the port is closed.")
    assert 3 <= len([claim for claim in annotate(text, ()) if not claim.is_dropped]) <= 4
    text = seen(saying.capitalize() + saying * 400 + "the port is closed.")
    cues = [claim.cue[0] for claim in annotate(text, ()) if claim.cue]
    for sentence in text.sentences:
        assert sum(sentence.span.contains(cue) for cue in cues) <= MOST


def test_of_a_sentence_the_first_happenings_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[int] = []

    def read(line: SentenceTree, at: int, row: Trigger) -> EventMention | None:
        tried.append(line.span.start)
        return read_noun(line, at, row)

    monkeypatch.setattr("xpkg.analysis.events.sentence_events.read_noun", read)
    text = seen("The attack on the port in 2001, " + "the attack on the port, " * 400 + "and the siege.")
    found = find_events(text, (), ())
    assert len(tried) > 100
    assert max(map(tried.count, set(tried))) <= 60
    assert found == ()
