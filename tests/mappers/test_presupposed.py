"""Who only speaks of "the fact that" something happened has not told it, where others have."""

from __future__ import annotations

from xpkg.iris import Iris
from xpkg.mappers import map_source
from xpkg.model import Analysis, Attribution, Authority, Event, Metadata, Mode, Source, Span
from xpkg.text import parse
from xpkg.vocab import XPKG

WORDS = "The files were leaked by a clerk, the paper said. The fact that they were leaked is a sign, Low said."


def _said(source: Span, cue: Span, content: Span) -> Attribution:
    return Attribution(source, (cue,), (content,), Mode.INDIRECT, "says")


def _tellers(triggers: tuple[Span, ...]) -> int:
    text = parse(Source("leak.txt", WORDS, "0" * 64, Metadata(title="Leak")))
    paper = _said(Span(34, 43), Span(44, 48), Span(0, 32))
    expert = _said(Span(92, 95), Span(96, 100), Span(50, 90))
    event = Event(label="Leak", event_type="leak", trigger=triggers[0], evidence=(triggers[0],), also=triggers[1:])
    analysis = Analysis(text, attributions=(paper, expert), events=(event,))
    return sum(quad.predicate == XPKG.accordingTo for quad in map_source(analysis, Iris(), Authority()))


def test_a_fact_is_told_by_those_who_tell_it() -> None:
    first, second = (Span(at, at + len("leaked")) for at in (WORDS.index("leaked"), WORDS.rindex("leaked")))
    assert _tellers((first, second)) == 1
    assert _tellers((second,)) == 1
