"""Which readings of a sentence are kept as events: what is told of somebody, in time, and of the right one."""

from __future__ import annotations

import pytest
from marked import cut, happened, labels, parsed

import xpkg
from xpkg.analysis.events import find_events
from xpkg.analysis.times import find_times
from xpkg.model import Attribution, Mode, Span, SpeechAct


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("A man visited a village.", False),
        ("A man visited a village in 2011.", True),
        ("<person:Ana Vale> visited a village.", True),
        ("Police released 40 prisoners.", True),
        ("Police released prisoners.", False),
        ("A village gathered.", False),
    ],
)
def test_an_event_has_a_date_a_name_or_a_number(sentence: str, told: bool) -> None:
    assert bool(happened(sentence)) is told


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("They spoke of the 2018 Harrow Games.", False),
        ("They spoke of the 2014 Harrow Games.", True),
        ("The summit in <place:Harrow> on 4 May 2016 was loud.", False),
        ("The summit in <place:Harrow> on 4 May 2014 was loud.", True),
        ("The 2015 election was on their minds.", False),
        ("The 2014 election was on their minds.", True),
    ],
)
def test_what_is_set_for_a_day_after_the_text_came_out(sentence: str, told: bool) -> None:
    assert bool(happened(sentence)) is told


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("The leader met in <place:Harrow> in 2011.", False),
        ("The two leaders met in <place:Harrow> in 2011.", True),
        ("Both ministers met in <place:Harrow> in 2011.", True),
        ("<person:Ana Vale> and <person:Otto Brand> met in 2011.", True),
    ],
)
def test_nobody_meets_alone(sentence: str, told: bool) -> None:
    assert bool(happened(sentence)) is told


@pytest.mark.parametrize(
    ("sentence", "types"),
    [
        ("<pronoun:He> was arrested in 2011.", []),
        ("<pronoun:He> visited <place:Harrow> in 2011.", ["visit"]),
        ("<person:Otto Brand> was arrested in 2011.", ["arrest"]),
        ("They saw “the men who arrested <pronoun:him> in 2011”.", []),
    ],
)
def test_nothing_grave_is_laid_to_a_pronoun_alone(sentence: str, types: list[str]) -> None:
    assert [kind for kind, _, _ in happened(sentence)] == types


_RIVAL = "{} won the seat, beating {}. As mayor {} closed the dam. {} said it was wrong. {} was arrested on 3 May 2007."


@pytest.mark.parametrize(
    ("first", "second", "pronoun", "told"),
    [
        ("Anna Okafor", "Alan Gaskell", "She", True),
        ("Anna Okafor", "Ellen Gaskell", "She", False),
        ("Alan Gaskell", "Anna Okafor", "He", True),
    ],
)
def test_whoever_a_pronoun_cannot_mean_does_not_stand_between(
    first: str, second: str, pronoun: str, told: bool
) -> None:
    text = _RIVAL.format(first, second, pronoun.lower(), second.rsplit(maxsplit=1)[-1], pronoun)
    analysis = xpkg.analyse(text)
    assert any(first in event.label and event.event_type == "arrest" for event in analysis.events) is told


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("<place:Ostland> began a trial of <person:Ana Vale> in 2011.", ["Trial of Ana Vale by Ostland (2011)"]),
        ("<place:Ostland> imposed sanctions on <organization:Tarn Bank> in 2011.",
         ["Sanctions against Tarn Bank by Ostland (2011)"]),
        ("<place:Ostland> hosted a summit in 2011.", ["Summit by Ostland (2011)"]),
    ],
)  # fmt: skip
def test_a_verb_that_only_carries_its_object_is_no_event_of_its_own(words: str, expected: list[str]) -> None:
    assert labels(words) == expected


@pytest.mark.parametrize(
    ("act", "negated", "told"),
    [("says", False, True), ("denies", False, False), ("opposes", False, False), ("says", True, False)],
)
def test_what_somebody_denies_or_did_not_say_is_no_event(act: str, negated: bool, told: bool) -> None:
    given, text = parsed("<person:Otto Brand> told them that <person:Ana Vale> was arrested in 2011.")
    start = given.text.index("that")
    said = Attribution(
        source=Span(0, 10),
        cue=(Span(11, 15),),
        content=(Span(start, len(given.text) - 1),),
        mode=Mode.INDIRECT,
        act=SpeechAct(act),
        negated=negated,
    )
    found = find_events(text, given.mentions, find_times(text), attributions=(said,))
    assert bool(found) is told


def test_the_trigger_is_what_the_text_tells_itself() -> None:
    given, text = parsed(
        "<person:Otto Brand> told them that <person:Ana Vale> was arrested in 2011. "
        "<person:Ana Vale> was arrested in 2011."
    )
    start, end = given.text.index("that"), given.text.index(". ")
    said = Attribution(
        source=Span(0, 10), cue=(Span(11, 15),), content=(Span(start, end),), mode=Mode.INDIRECT, act=SpeechAct.SAYS
    )
    (event,) = find_events(text, given.mentions, find_times(text), attributions=(said,))
    assert event.trigger.start > end
    assert [span.start < end for span in event.also] == [True]


@pytest.mark.parametrize(
    ("sentence", "couple"),
    [
        ("<person:Ana Vale> and <person:Otto Brand> married in 1920.", {"Ana Vale", "Otto Brand"}),
        ("<person:Ana Vale> and <person:Otto Brand> were married in 1920.", {"Ana Vale", "Otto Brand"}),
        ("<person:Ana Vale> married <person:Otto Brand> in 1920.", {"Ana Vale", "Otto Brand"}),
        ("<person:Ana Vale> was married to <person:Otto Brand> in 1920.", {"Ana Vale", "Otto Brand"}),
        ("<person:Ana Vale> turned up in 1920, marrying <person:Otto Brand>.", {"Ana Vale", "Otto Brand"}),
        ("<person:Ana Vale> married in 1920.", {"Ana Vale"}),
    ],
)
def test_who_marries_undergoes_it(sentence: str, couple: set[str]) -> None:
    given, text = parsed(sentence)
    (event,) = find_events(text, given.mentions, find_times(text))
    assert {part.role for part in event.participants} == {"patient"}
    assert {cut(given, part.span) for part in event.participants} == couple
