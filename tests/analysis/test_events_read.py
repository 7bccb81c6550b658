"""Kinds of error that reading unseen texts showed, each in sentences made up for it."""

from __future__ import annotations

import pytest
from happenings import events, parts


@pytest.mark.parametrize(
    "sentence",
    [
        "Jane Doe will be giving a speech on Monday.",
        "Jane Doe was scheduled to address a conference of bankers on Monday.",
        "The news conference that Jane Doe is due to hold on Monday matters.",
        "Richard Roe asked whether Jane Doe had given a speech in 2014.",
        "Police wanted Jane Doe arrested in 2014.",
        "Jane Doe left under the pretext that Richard Roe fired one shell at Strelsau.",
        "The 2015 election was on the mind of Jane Doe.",
        "It was days before the caucuses on Monday, said Jane Doe.",
        "Jane Doe was met with jeers in Strelsau on Monday.",
        "She gave her candidacy a shot of luck in 2014, said Jane Doe.",
        "Acme Bank opened up a lead in 2014.",
        "Jane Doe started on Monday listening to bankers.",
        "They spoke of the death of the old order and the rise of Jane Doe.",
        "The promotion of standards by Jane Doe in 2011 was slow.",
        "Jane Doe (b. March 2009) is tall.",
        "“It is late,” Jane Doe, who teaches in Ruritania, wrote last week.",
        "It was the bank Jane Doe announced on Monday.",
        "Seven months before he announced, Jane Doe slept.",
        "The odds of Jane Doe have shot up this week.",
        "Jane Doe sent a letter, addressed to Richard Roe, in 2014.",
        "Richard Roe fired back in 2014, attacking Jane Doe for her greed.",
        "Jane Doe attacked Richard Roe on Monday.",
        "Jane Doe rejected the idea of a farewell speech in the style of Richard Roe in 2011.",
        "The meeting of Jane Doe with Richard Roe on Monday was postponed.",
        "Jane Doe promoted Richard Roe on the radio in 2014 as the winner.",
        "Jane Doe left it to others on Monday.",
        "The Daily Planet wrote about the account of Jane Doe in 2014.",
        "Richard Roe seeks the ouster of Jane Doe in Strelsau.",
        "Jane Doe was shaken by attacks from Richard Roe on Monday.",
        "Jane Doe captured Ruritania in 2012.",
        "Jane Doe won the support of Acme Bank in 2012.",
        "Jane Doe painted a dark picture of Strelsau on Monday.",
        "Richard Roe named his son after Jane Doe in 2012.",
    ],
)
def test_what_only_looks_like_a_happening(sentence: str) -> None:
    assert [event.label for event in events(sentence) if event.event_type != "birth"] == []


@pytest.mark.parametrize(
    ("sentence", "date"),
    [
        ("Jane Doe, the nominee of the party in 2008, was arrested.", None),
        ("Jane Doe was sentenced for killing Richard Roe in 2011.", None),
        ("Jane Doe was arrested in films like The Swan (2011).", None),
        ("“Since 2010 we knew,” Jane Doe resigned.", None),
        ("In 2011, Jane Doe was arrested, and in 2013, Richard Roe slept.", "2011"),
        ("Jane Doe slept in 2010 before she was arrested.", None),
        ("Jane Doe was arrested on Monday after sleeping.", "2015-11-09"),
    ],
)
def test_a_date_of_something_else_is_not_that_of_the_happening(sentence: str, date: str | None) -> None:
    (event,) = [event for event in events(sentence) if event.event_type in {"arrest", "conviction", "removal"}]
    assert (event.date.edtf if event.date else None) == date


@pytest.mark.parametrize(
    ("sentence", "roles"),
    [
        ("Richard Roe, who served as mayor of Strelsau yet endorsed Jane Doe, slept.",
         {"agent": "Richard Roe", "patient": "Jane Doe"}),
        ("According to the Daily Planet over 40 people were killed in Strelsau.", {"patient": "over 40 people"}),
        ("They were kept away from Jane Doe, who was arrested in 2014.", {"patient": "Jane Doe"}),
        ("On the day the ferry sank in 2014 Jane Doe slept.", {"patient": "ferry"}),
        ("Police arrested Secretary of State Jane Doe in 2012.", {"agent": "Police", "patient": "Jane Doe"}),
        ("Jane Doe gave a speech to the bankers of the bank of Strelsau on Monday.",
         {"agent": "Jane Doe", "recipient": "bankers"}),
        ("In 2012 Jane Doe became mayor of Strelsau.", {"patient": "Jane Doe"}),
        ("Jane Doe, the icon who founded Acme Bank in 1979, slept.", {"agent": "Jane Doe", "patient": "Acme Bank"}),
        ("STRELSAU ― Jane Doe announced plans on Monday.", {"agent": "Jane Doe", "patient": "plans"}),
        ("Jane Doe ended her campaign earlier on Monday.", {"agent": "Jane Doe", "patient": "campaign"}),
        ("On Monday, Richard Roe named Jane Doe ambassador.", {"agent": "Richard Roe", "patient": "Jane Doe"}),
        ("Born in Strelsau in 1901, Jane Doe moved to Ruritania.", {"patient": "Jane Doe"}),
        ("Arrested in 2010, Jane Doe slept.", {"patient": "Jane Doe"}),
        ("The Daily Planet debate on Monday was long.", {"participant": "Daily Planet"}),
    ],
)  # fmt: skip
def test_who_takes_part(sentence: str, roles: dict[str, str]) -> None:
    found = [parts(event, sentence) for event in events(sentence)]
    assert roles in found


def test_each_of_two_people_takes_part_whatever_stands_between() -> None:
    (event,) = events("Jane Doe of Acme Bank and Richard Roe of the Daily Planet were arrested in 2014.")
    assert event.label == "Arrest of Jane Doe and Richard Roe (2014)"


def test_what_is_set_before_the_subject_keeps_its_date() -> None:
    found = events("Born in Strelsau in 1901, Jane Doe moved to Ruritania in 1910.")
    assert [event.date.edtf for event in found if event.date] == ["1901", "1910"]
    assert [event.date for event in events("After leaving in 2010, Jane Doe married Richard Roe.")] == [None]


def test_a_rally_is_a_protest_where_it_is_against_something() -> None:
    types = [
        event.event_type
        for event in events("Jane Doe held a rally on Monday. Roe led a rally against Acme Bank on Friday.")
    ]
    assert types == ["meeting", "protest"]


def test_a_town_where_it_was_has_not_done_it() -> None:
    words = "Some held talk responsible for a shooting at a clinic in Strelsau last month that killed three people."
    assert not [event.label for event in events(words) if "by Strelsau" in event.label]


def test_two_visitors_make_two_visits() -> None:
    assert len(events("Jane Doe visited Strelsau in 1920. Richard Roe visited Strelsau.")) == 2


def test_an_officer_is_not_the_town_that_he_is_of() -> None:
    (event,) = events("Jane Doe was shot in 2014 by a Strelsau, Ruritania, police officer.")
    assert [part.role for part in event.participants] == ["patient"]


def test_wins_in_two_places_are_two_happenings() -> None:
    sentence = "Jane Doe won the primary in Ruritania. Jane Doe also won the primary in Strelsau."
    assert len(events(sentence)) == 2


def test_joining_and_leaving_are_two_happenings() -> None:
    assert len(events("Jane Doe joined Acme Bank in 2014. Jane Doe left Acme Bank in 2014.")) == 2


def test_a_clause_with_when_has_the_date_before_it() -> None:
    found = events("The plan was revealed on 4 May 2015, when the Daily Planet published extracts from it.")
    assert [event.date.edtf for event in found if event.date] == ["2015-05-04"] * 2


def test_an_event_is_as_sure_as_its_way_of_finding() -> None:
    sure = {
        words: events(words)[0].confidence
        for words in (
            "Jane Doe was arrested in 2011.",
            "Jane Doe slept. She was jailed in 2011.",
            "The resignation of Jane Doe in 2011 was quick.",
            "Jane Doe (1901 – 1960) was tall.",
        )
    }
    verb, pronoun, noun, dates = sure.values()
    assert 0.5 < pronoun < verb < 1
    assert 0.5 < noun < dates < 1


def test_the_pages_of_a_citation_are_no_words() -> None:
    (event,) = events("Jane Doe,[2]: 12–14 who was jailed in 2011, slept.")
    assert event.label == "Imprisonment of Jane Doe (2011)"
