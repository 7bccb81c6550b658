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
        "Jane Doe kept a letter, addressed to Richard Roe, in 2014.",
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
        ("Richard Roe, who served as mayor of Strelsau and endorsed Jane Doe, slept.",
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
    leaving, marriage = events("After leaving in 2010, Jane Doe married Richard Roe.")
    assert leaving.date is not None
    assert marriage.date is None


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
    sentence = "Jane Doe was shot in 2014 by a Strelsau, Ruritania, police officer."
    (event,) = events(sentence)
    assert parts(event, sentence) == {"patient": "Jane Doe", "agent": "police officer"}


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


@pytest.mark.parametrize(
    ("sentence", "labels"),
    [
        ("In 2012 inspectors fined Acme Bank.", ["Fining of Acme Bank by inspectors (2012)"]),
        ("Later in 1989 a revolution broke out in Strelsau.", ["Outbreak of revolution in Strelsau (1989)"]),
        ("It was the worst since an earthquake struck the port of Strelsau in 1988.",
         ["Earthquake in Strelsau (1988)"]),
        ("An explosion killed 12 people in Strelsau on Monday.",
         ["Explosion in Strelsau (2015-11-09)",
          "Killing of 12 people by explosion in Strelsau (2015-11-09)"]),
        ("The trial opened in February 2015.", ["Trial (2015-02)"]),
        ("The dam burst above Strelsau on Monday, killing at least 43 people and injuring 90.",
         ["Bursting of dam (2015-11-09)", "Killing of at least 43 people (2015-11-09)", "Injury of 90 (2015-11-09)"]),
        ("Three managers were detained.", ["Detention of three managers"]),
        ("Twelve people were injured on Monday.", ["Injury of twelve people (2015-11-09)"]),
        ("A guest, the banker Richard Roe, was acquitted.", ["Acquittal of Richard Roe"]),
        ("The witness, a driver named Richard Roe, was found dead in 2013.", ["Death of Richard Roe (2013)"]),
        ("Ruritania dismissed the head of the national water agency, Richard Roe.",
         ["Dismissal of Richard Roe by Ruritania"]),
        ("Jane Doe was promoted to general in 2010, was appointed to the council in 2011, and in 2012 was made chair.",
         ["Promotion of Jane Doe (2010)", "Appointment of Jane Doe (2011)", "Appointment of Jane Doe (2012)"]),
        ("Richard Roe was forced to resign in 2014.", ["Resignation of Richard Roe (2014)"]),
        ("On Monday a court found former mayor Richard Roe guilty of fraud.",
         ["Conviction of Richard Roe by court (2015-11-09)"]),
        ("Jane Doe wrote until her release on 29 April 2012.", ["Release of Jane Doe (2012-04-29)"]),
        ("Jane Doe of Strelsau (31 March 1935 – 29 November 1999) was a general.",
         ["Birth of Jane Doe (1935-03-31)", "Death of Jane Doe (1999-11-29)"]),
        ("Jane Doe gave birth to their second son, Richard Roe, on 4 May 2001.",
         ["Birth of Richard Roe by Jane Doe (2001-05-04)"]),
        ("Richard Roe's engagement to Jane Doe was announced in 2010.",
         ["Announcement of Richard Roe's engagement (2010)"]),
        ("The Nobel Prize was awarded to Jane Doe in 2012.", ["Award of Nobel Prize to Jane Doe (2012)"]),
        ("Jane Doe visited Helmsund in May 2014.", ["Visit to Helmsund by Jane Doe (2014-05)"]),
        ("The bridge was old. It was bought in 2011 by Acme Bank.", ["Purchase by Acme Bank (2011)"]),
        ("The Supreme Court ruled in 2017 that the bank had failed.", ["Ruling by Supreme Court (2017)"]),
        ("The Supreme Court voted 5 to 4 in February to stall it.", ["Vote of Supreme Court (2015-02)"]),
        ("Lawmakers on Thursday voted to leave.", ["Vote of lawmakers (2015-11-05)"]),
        ("The senate passed the bill by 52 votes to 48 on Tuesday night.",
         ["Passage of bill by senate (2015-11-10)"]),
        ("Jane Doe spoke of the attacks that killed 130 people in Strelsau in 2012.",
         ["Attacks in Strelsau (2012)", "Killing of 130 people by attacks in Strelsau (2012)"]),
        ("The death toll from an earthquake that struck Strelsau on Saturday has risen.",
         ["Earthquake in Strelsau (2015-11-07)"]),
        ("Police said they had arrested three men on Monday.", ["Arrest of three men (2015-11-09)"]),
        ("The Seaside Party won a majority in elections held on Sunday.",
         ["Winning of majority by Seaside Party (2015-11-08)", "Elections (2015-11-08)"]),
        ("Talks between Ruritania and Acme Bank ended on Monday.",
         ["Talks between Ruritania and Acme Bank (2015-11-09)"]),
        ("Protests erupted in Strelsau on Sunday.", ["Protests in Strelsau (2015-11-08)"]),
        ("Jane Doe was honoured with the Nobel Prize in 1999.", ["Award of Nobel Prize to Jane Doe (1999)"]),
        ("A lawsuit filed on Monday accuses Acme Bank of fraud.", ["Lawsuit (2015-11-09)"]),
        ("The union filed a lawsuit against Acme Bank on Monday.",
         ["Lawsuit against Acme Bank by union (2015-11-09)"]),
        ("A judge on Monday dismissed a lawsuit against Acme Bank.",
         ["Dismissal of lawsuit by judge (2015-11-09)"]),
        ("War broke out in Ruritania in 1939.", ["War in Ruritania (1939)"]),
        ("Ruritanian forces captured Strelsau in 1942.", ["Capture of Strelsau by Ruritanian forces (1942)"]),
        ("Jane Doe returned to Strelsau in 1920, marrying the doctor Richard Roe that year.",
         ["Return of Jane Doe to Strelsau (1920)", "Marriage of Jane Doe and Richard Roe (1920)"]),
        ("At the call of the mayor, Jane Doe and Ann Poe left Strelsau in 1939.",
         ["Departure from Strelsau by Jane Doe and Ann Poe (1939)"]),
        ("Jane Doe became interested in law, and resigned in 1939.", ["Resignation of Jane Doe (1939)"]),
        ("Jane Doe resigned her post in 1939.", ["Resignation of Jane Doe (1939)"]),
        ("Jane Doe received the 2012 Nobel Prize.", ["Award of 2012 Nobel Prize to Jane Doe"]),
        ("Jane Doe was defeated in 2012 by 300 votes.", ["Defeat of Jane Doe (2012)"]),
        ("Jane Doe lost her seat in 2012.", ["Loss of seat by Jane Doe (2012)"]),
        ("Jane Doe was the first woman to receive the Nobel Prize, in 2004.",
         ["Award of Nobel Prize to Jane Doe (2004)"]),
        ("In 2015 Jane Doe became the first woman to be awarded the Nobel Prize.",
         ["Award of Nobel Prize to Jane Doe (2015)"]),
        ("Jane Doe DBE (31 October 1950 – 31 March 2016) was a painter.",
         ["Birth of Jane Doe (1950-10-31)", "Death of Jane Doe (2016-03-31)"]),
        ("In 2012, Jane Doe was made a Dame by Richard Roe.", ["Appointment of Jane Doe by Richard Roe (2012)"]),
        ("The stampede at Strelsau happened near a bridge.", ["Stampede in Strelsau"]),
        ("The government announced the start of a process on Tuesday.",
         ["Announcement of start by government (2015-11-10)"]),
        ("In 2004, Jane Doe made her debut opposite Richard Roe.", ["Debut by Jane Doe (2004)"]),
        ("Jane Doe left after the 1958 Ruritanian coup d’état.", ["Ruritanian coup d’état (1958)"]),
        ("The papers were all donated by Acme Bank.", ["Donation of papers by Acme Bank"]),
        ("Jane Doe married Richard Roe in 1931. In 1950, Jane Doe married Paul Poe.",
         ["Marriage of Jane Doe and Richard Roe (1931)", "Marriage of Jane Doe and Paul Poe (1950)"]),
        ("Jane Doe became a member of Acme Bank. In 1939 she became mayor.",
         ["Appointment of Jane Doe", "Appointment of Jane Doe (1939)"]),
        ("Jane Doe is a Ruritanian painter born in 1950 in Strelsau.", ["Birth of Jane Doe in Strelsau (1950)"]),
        ("In 1939 Jane Doe appointed him director.", ["Appointment by Jane Doe (1939)"]),
        ("The chief of staff Jane Doe, who died in 2003, knew it.", ["Death of Jane Doe (2003)"]),
        ("Jane Doe obtained a master’s degree in 1939.", ["Award of master’s degree to Jane Doe (1939)"]),
        ("Jane Doe was named player of the year in 2005.", ["Title of player to Jane Doe (2005)"]),
        ("Jane Doe was traded to Strelsau in 2005.", ["Trade of Jane Doe (2005)"]),
        ("In 1939 Jane Doe became interim pastor of a church.", ["Appointment of Jane Doe (1939)"]),
        ("In 2015, Jane Doe unveiled a wax figure.", ["Unveiling of wax figure by Jane Doe (2015)"]),
        ("Jane Doe fled to Ruritania in 1939 and later settled in Strelsau.",
         ["Flight of Jane Doe to Ruritania (1939)"]),
        ("The two leaders met in Strelsau on Monday.", ["Meeting of two leaders in Strelsau (2015-11-09)"]),
        ("Jane Doe married Richard Roe in 1920.", ["Marriage of Jane Doe and Richard Roe (1920)"]),
        ("Jane Doe won the 2012 election with 52 percent of the vote.",
         ["Winning of 2012 election by Jane Doe", "Election (2012)"]),
        ("Jane Doe began a two-day visit to Strelsau on Monday.", ["Visit by Jane Doe to Strelsau (2015-11-09)"]),
    ],
)  # fmt: skip
def test_plain_events_of_public_affairs(sentence: str, labels: list[str]) -> None:
    assert [event.label for event in events(sentence)] == labels


@pytest.mark.parametrize(
    "sentence",
    [
        "Jane Doe was shot near a car driven by Richard Roe.",
        "Jane Doe was shot on Monday, abandoned by Richard Roe, and found by a farmer.",
        "Jane Doe was killed on Monday in an attack claimed by Richard Roe.",
    ],
)
def test_who_did_something_else_killed_nobody(sentence: str) -> None:
    attacks = [event for event in events(sentence) if event.event_type in {"attack", "death"}]
    assert attacks
    assert not [part for event in attacks for part in event.participants if part.role == "agent"]


@pytest.mark.parametrize(
    "sentence",
    [
        "A court on Monday found Richard Roe not guilty of murder.",
        "Richard Roe was not forced to resign in 2014.",
        "Democrats ruled against Jane Doe in 2014.",
        "Richard Roe left after his arrest, Jane Doe hopes.",
        "“We were attacked in Strelsau,” Jane Doe said.",
        "The referee Jane Doe awarded Ruritania a kick.",
        "Jane Doe exploded on Monday.",
        "He said that leaked documents show the truth about Jane Doe.",
        "Richard Roe was convicted of no crime in 2014.",
        "Jane Doe was honoured on Monday.",
        "Jane Doe took Strelsau by storm in 2012.",
        "Jane Doe dismissed Richard Roe’s charges in 2012.",
        "In 1978 a power struggle erupted, said Jane Doe.",
        "Jane Doe was honoured with a party in 2012.",
        "Jane Doe is the mother of a painter born in 1950.",
        "It is late, Acme Bank announced on Monday.",
        "Jane Doe was not the first woman to receive the Nobel Prize in 2004.",
        "Jane Doe wants to be the first woman to receive the Nobel Prize.",
        "Jane Doe said she would vote in the referendum on Sunday.",
    ],
)
def test_what_these_words_do_not_say(sentence: str) -> None:
    assert events(sentence) == ()


def test_the_place_of_one_verb_is_not_that_of_the_next() -> None:
    assert [event.place for event in events("Jane Doe enlisted in 1990 and served in Strelsau.")] == [None]


def test_the_date_of_one_clause_is_not_that_of_the_next() -> None:
    labels = [event.label for event in events("Jane Doe was arrested in 2001, but Richard Roe resigned.")]
    assert labels == ["Arrest of Jane Doe (2001)", "Resignation of Richard Roe"]


def test_where_a_company_is_based_is_not_where_something_happened() -> None:
    (event,) = events("Richard Roe was dismissed in 2012 by Acme Bank, a company based in Strelsau.")
    assert event.place is None


def test_the_head_of_a_party_does_not_lose_its_seats() -> None:
    sentence = "The Conservatives of outgoing mayor Jane Doe lost 21 seats in the election on 4 May 2011."
    assert all(part.span.cut("A headline about it\n\n" + sentence) != "Jane Doe"
               for event in events(sentence) for part in event.participants)  # fmt: skip
