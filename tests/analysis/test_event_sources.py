"""According to whom an event happened: the innermost statements that tell it, unless the source does so itself."""

from __future__ import annotations

from xpkg.analysis.events.event_sources import find_sources
from xpkg.model import Attribution, Event, Mode, Span, SpeechAct

WORDS = "The files were leaked by a clerk, the paper said. The fact that they were leaked is a sign, Low said."
FIRST, SECOND = (Span(at, at + len("leaked")) for at in (WORDS.index("leaked"), WORDS.rindex("leaked")))


def at(words: str) -> Span:
    return Span(WORDS.index(words), WORDS.index(words) + len(words))


def said(content: Span, act: str = "says", parent: int | None = None) -> Attribution:
    return Attribution(None, (), (content,), Mode.INDIRECT, SpeechAct(act), parent=parent)


PAPER, EXPERT = said(at("The files were leaked by a clerk")), said(at("The fact that they were leaked is a sign"))


def leak(*triggers: Span) -> Event:
    return Event("Leak", "leak", triggers[0], (triggers[0],), also=triggers[1:])


def test_what_the_source_tells_itself_is_according_to_nobody() -> None:
    assert find_sources(leak(FIRST), (EXPERT,), WORDS) == ()


def test_every_statement_that_tells_it_is_a_source() -> None:
    assert find_sources(leak(FIRST), (said(at("a sign")), PAPER), WORDS) == (1,)
    assert find_sources(leak(FIRST), (PAPER, PAPER), WORDS) == (0, 1)


def test_who_speaks_of_the_fact_that_it_happened_takes_it_from_others() -> None:
    assert find_sources(leak(FIRST, SECOND), (PAPER, EXPERT), WORDS) == (0,)
    assert find_sources(leak(SECOND), (PAPER, EXPERT), WORDS) == (1,)  # nobody else tells it


def test_who_orders_something_does_not_tell_that_it_happened() -> None:
    assert find_sources(leak(FIRST), (said(PAPER.content[0], act="orders"),), WORDS) == ()


def test_the_innermost_statement_is_the_source() -> None:
    inner = said(at("were leaked by a clerk"), parent=0)
    assert find_sources(leak(FIRST), (PAPER, inner), WORDS) == (1,)
