"""Which tellings are one event, how it is called, and the dates of lives and names of happenings."""

from __future__ import annotations

import pytest
from marked import cut, happened, labels, parsed

from xpkg.analysis.events import find_events
from xpkg.analysis.times import find_times

ARREST = "<person:Ana Vale> was arrested in 2011. "


@pytest.mark.parametrize(
    ("words", "number"),
    [
        (ARREST + "The arrest of <person:Ana Vale> in <place:Harrow> pleased them.", 1),
        (ARREST + "<person:Otto Brand> was arrested in 2011.", 2),
        (ARREST + "<person:Ana Vale> was arrested in 2013.", 2),
        (ARREST + "<person:Ana Vale> was arrested on 4 May 2011.", 1),
        (ARREST + "<person:Ana Vale> was charged in 2011.", 2),
        ("<person:Ana Vale> visited <place:Harrow> in 2011. <person:Otto Brand> visited <place:Harrow> in 2011.", 2),
        ("<person:Ana Vale> was convicted in 2011. <person:Ana Vale> was sentenced in 2011.", 2),
        ("<person:Ana Vale> gave a speech on Monday. The speech by <person:Ana Vale> was long.", 1),
        ("<person:Ana Vale> became mayor in 2011. <person:Ana Vale> became a judge.", 2),
        ("The attack in <place:Harrow> killed 12. The attack in <place:Harrow> was long.", 1),
    ],
)
def test_tellings_of_one_event(words: str, number: int) -> None:
    assert len({label for label in labels(words) if "12" not in label}) == number


def test_a_second_telling_adds_what_the_first_leaves_out() -> None:
    given, text = parsed(ARREST + "The arrest of <person:Ana Vale> by <person:Otto Brand> in <place:Harrow> was long.")
    (event,) = find_events(text, given.mentions, find_times(text))
    assert {part.role: cut(given, part.span) for part in event.participants} == {
        "patient": "Ana Vale", "agent": "Otto Brand",
    }  # fmt: skip
    assert (event.date.edtf if event.date else "", cut(given, event.place)) == ("2011", "Harrow")
    assert len(event.evidence) == 2
    assert cut(given, event.trigger) == "arrested"
    assert [cut(given, span) for span in event.also] == ["arrest"]


@pytest.mark.parametrize(
    ("sentence", "label"),
    [
        ("Police released 40 prisoners in 1987.", "Release of 40 prisoners by police (1987)"),
        ("<person:Ana Vale> gave a speech to bankers on Monday.", "Speech by Ana Vale to bankers (2015-11-09)"),
        ("<person:Ana Vale> died in <place:Harrow> in 2011.", "Death of Ana Vale in Harrow (2011)"),
        ("<person:Ana Vale> travelled to <place:Harrow> in 2011.", "Journey of Ana Vale to Harrow (2011)"),
        ("<person:Ana Vale> arrived in <place:Harrow> in 2011.", "Arrival by Ana Vale in Harrow (2011)"),
        ("<person:Ana Vale> met <person:Otto Brand> in 2011.", "Meeting of Ana Vale and Otto Brand (2011)"),
        ("The prize was awarded to <person:Ana Vale> in 2012.", "Award of prize to Ana Vale (2012)"),
        ("<person:Ana Vale> won the prize in 2012.", "Winning of prize by Ana Vale (2012)"),
        ("<place:Ostland>'s invasion in 2014 was quick.", "Ostland invasion (2014)"),
        (
            "<person:Ana Vale>, <person:Otto Brand>, <person:Ines Holm> and <person:Lena Frost> were arrested in 2011.",
            "Arrest of Ana Vale, Otto Brand, Ines Holm and others (2011)",
        ),
    ],
)
def test_how_an_event_is_called(sentence: str, label: str) -> None:
    assert labels(sentence) == [label]


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        ("<person:Ana Vale> (4 May 1901 – 6 June 1999)", ["Birth of Ana Vale (1901-05-04)",
                                                            "Death of Ana Vale (1999-06-06)"]),
        ("<person:Ana Vale> (1901–1999)", ["Birth of Ana Vale (1901)", "Death of Ana Vale (1999)"]),
        ("<person:Ana Vale> (born 1950)", ["Birth of Ana Vale (1950)"]),
        ("<person:Ana Vale> of <place:Harrow> (born 1950)", ["Birth of Ana Vale (1950)"]),
        ("<person:Ana Vale> DBE (born 1950)", ["Birth of Ana Vale (1950)"]),
        ("<person:Ana Vale> (2005)", []),
        ("<person:Ana Vale> (1999–2004)", []),
        ("<organization:Tarn Bank> (1901–1999)", []),
    ],
)  # fmt: skip
def test_the_dates_of_a_life(opening: str, expected: list[str]) -> None:
    assert labels(f"{opening} was well known.") == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("They fought in the Battle of Harrow.", ["Battle of Harrow"]),
        ("They fought in the Harrow War.", ["Harrow War"]),
        ("They left after the 2011 Harrow Earthquake.", ["2011 Harrow Earthquake"]),
        ("They left after the September 11 attacks.", ["September 11 attacks"]),
        ("They left after World War II.", ["World War II"]),
        ("They left during the Cold War in 1961.", ["Cold War (1961)"]),
        ("They left after the Harrow Massacre of 1921.", ["Harrow Massacre (1921)"]),
        ("They saw Star Wars.", []),
        ("They left before the Harrow War Department closed.", []),
        ("In War they slept.", []),
    ],
)
def test_happenings_with_names_of_their_own(words: str, expected: list[str]) -> None:
    assert labels(words) == expected


@pytest.mark.parametrize(
    ("sentence", "event_type", "roles"),
    [
        ("<organization:Tarn Bank> suffered a cyberattack in 2012.", "cyberattack", {"patient": "Tarn Bank"}),
        ("<person:Ana Vale> attended a summit in <place:Harrow> in 2012.", "meeting", {"participant": "Ana Vale"}),
        ("<person:Ana Vale> survived a shooting in <place:Harrow> in 2012.", "attack", {}),
        ("<place:Ostland> launched an invasion of <place:Harrow> in 2012.", "military-operation",
         {"agent": "Ostland", "patient": "Harrow"}),
        ("Sanctions were imposed on <organization:Tarn Bank> by <place:Ostland> in 2012.", "sanction",
         {"agent": "Ostland", "patient": "Tarn Bank"}),
        ("An earthquake struck the southern port of <place:Harrow> in 2012.", "disaster", {}),
        ("The trial of <person:Ana Vale> opened in 2012.", "trial", {"patient": "Ana Vale"}),
        ("In a 2012 speech, <person:Ana Vale> praised the sea.", "speech", {"agent": "Ana Vale"}),
        ("<person:Ana Vale> said in a speech in 2012 that they slept.", "speech", {"agent": "Ana Vale"}),
        ("The appointment in 2012 of <person:Ana Vale> as judge was slow.", "appointment", {"patient": "Ana Vale"}),
        ("The 2012 release of 40 prisoners pleased them.", "release", {"patient": "40 prisoners"}),
        ("The release of the report in 2012 pleased them.", "publication", {"patient": "report"}),
        ("Military exercises by <place:Ostland> in 2012 were loud.", "exercise", {"agent": "Ostland"}),
        ("The storming of <place:Harrow> in 2012 was quick.", "military-operation", {"patient": "Harrow"}),
        ("A wave of bombings hit <place:Harrow> in 2012.", "attack", {}),
    ],
)  # fmt: skip
def test_a_noun_with_the_verb_that_carries_it(sentence: str, event_type: str, roles: dict[str, str]) -> None:
    assert happened(sentence) == [(event_type, "2012", roles)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Speeches by <person:Ana Vale> are long.",
        "They took <place:Harrow> by storm in 2012.",
        "They saw an attack helicopter in 2012.",
        "<person:Ana Vale>'s attack on <person:Otto Brand> in 2012 was loud.",
        "The death of the dynasty in 2012 was slow.",
        "The occupation of <person:Ana Vale> in 2012 was baker.",
    ],
)
def test_a_noun_that_tells_no_happening(sentence: str) -> None:
    assert labels(sentence) == []
