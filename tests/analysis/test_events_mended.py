"""Trees that the parser gets wrong, mended: who does what to whom, and when, in the clauses that they tell."""

from __future__ import annotations

import pytest
from happenings import events, parts
from marked import happened

ANA, OTTO, HARROW = "<person:Ana Vale>", "<person:Otto Brand>", "<place:Harrow>"


@pytest.mark.parametrize(
    ("sentence", "event_type", "date", "roles"),
    [
        (f"{ANA} was disbarred in May 2020 and jailed for two years that autumn for fraud.", "imprisonment", "2020-23",
         {"patient": "Ana Vale"}),
        (f"{ANA} bought the mill in 2014 and sold the brand that November for $12 million.", "sale", "2014-11",
         {"agent": "Ana Vale"}),
        (f"{OTTO} died on 3 May 2019. Ten days later the mayor, {ANA}, closed 14 schools.", "closure", "2019-05-13",
         {"agent": "Ana Vale", "patient": "14 schools"}),
        (f"{OTTO} resigned in June 1988, days after the army began shelling {HARROW}, and fled by boat.", "escape",
         "", {"agent": "Otto Brand"}),
        (f"{OTTO}, who stepped down as chairman in 2013 and was never charged, died on 4 May 2016.", "death",
         "2016-05-04", {"patient": "Otto Brand"}),
        (f"A jury on 4 May 2011 found {OTTO}, once the head of a bank, guilty of fraud.", "conviction", "2011-05-04",
         {"agent": "jury", "patient": "Otto Brand"}),
        (f"{OTTO} was given a suspended sentence on 4 May 2011.", "conviction", "2011-05-04",
         {"patient": "Otto Brand"}),
        (f"{OTTO} was attacked with a knife in May 2011.", "attack", "2011-05", {"patient": "Otto Brand"}),
        (f"{OTTO} was paid 200,000 crowns by a firm in 2011.", "payment", "2011",
         {"recipient": "Otto Brand", "agent": "firm", "patient": "200,000 crowns"}),
    ],
)  # fmt: skip
def test_a_mended_clause_tells_it(sentence: str, event_type: str, date: str, roles: dict[str, str]) -> None:
    found = {(kind, edtf): told for kind, edtf, told in happened(sentence)}
    assert (event_type, date) in found
    assert roles.items() <= found[event_type, date].items()


def test_a_number_of_two_words_is_one() -> None:
    sentence = "Thirty-one were convicted after trials that lasted a day."
    (event,) = events(sentence)
    assert parts(event, sentence) == {"patient": "Thirty-one"}


def test_nobody_buries_himself() -> None:
    told = happened(f"Guards told {ANA}'s sons that she had died of a stroke and buried her on 4 May 2020.")
    assert [roles["agent"] for kind, _, roles in told if kind == "burial"] == ["Guards"]


def test_what_a_verb_is_about_has_no_date_of_the_verb() -> None:
    sentence = f"{OTTO} resigned from the cabinet over the flood in December 2019."
    assert [(kind, edtf) for kind, edtf, _ in happened(sentence)] == [("removal", "2019-12")]
    told = [(kind, edtf) for kind, edtf, _ in happened(f"{OTTO} died in the flood of December 2019.")]
    assert ("disaster", "2019-12") in told


@pytest.mark.parametrize(
    ("sentence", "patients"),
    [
        ("Jane Doe left. Her brother was arrested.", ["brother"]),
        ("Jane Doe, whose husband drowned, told the court so.", ["husband"]),
        ("Police detained the daughter of Jane Doe.", ["daughter"]),
        ("Police detained the owner of a shop.", []),
        ("His brother was arrested.", []),
    ],
)
def test_whoever_is_told_by_a_name_is_known(sentence: str, patients: list[str]) -> None:
    of_persons = [event for event in events(sentence) if event.event_type in {"arrest", "death", "detention"}]
    assert [parts(event, sentence)["patient"] for event in of_persons] == patients


def test_who_died_may_be_of_those_who_mourn() -> None:
    assert events("Jane Doe met families of Americans who have been killed by soldiers.")[0].event_type == "meeting"
    assert len(events("Jane Doe met families of Americans who have been killed by soldiers.")) == 1


@pytest.mark.parametrize("sentence", ["In 2012 Acme Bank employed 2,300 people."])
def test_what_lasts_is_no_happening(sentence: str) -> None:
    assert events(sentence) == ()


@pytest.mark.parametrize(
    ("sentence", "event_type", "roles"),
    [
        (f"Its head, {ANA}, left in 2019.", "departure", {"agent": "Ana Vale"}),
        (f"{ANA}, a judge, arrested in 2019.", "arrest", {"patient": "Ana Vale"}),
        (f"The council met in May 2011, and in June its minister, {ANA}, summoned {OTTO}.", "summons",
         {"agent": "Ana Vale", "patient": "Otto Brand"}),
    ],
)  # fmt: skip
def test_whose_deed_it_is(sentence: str, event_type: str, roles: dict[str, str]) -> None:
    assert roles in [told for kind, _, told in happened(sentence) if kind == event_type]


@pytest.mark.parametrize(
    "sentence",
    [
        "Jane Doe came on Sunday. The killer shouted as he shot two guests.",
        "Jane Doe was in Strelsau. The driver said she was shot in the leg on Monday.",
        "Jane Doe came on Sunday. She heard that Strelsau killer shouted as he shot two guests.",
        "Jane Doe began Sunday with a speech.",
        "Jane Doe rose to fame in 2011.",
        "The museum, located in Strelsau, is old.",
    ],
)
def test_nobody_is_made_a_killer_or_victim_by_a_guess(sentence: str) -> None:
    assert [event.label for event in events(sentence) if "Doe" in event.label or "museum" in event.label] == []


@pytest.mark.parametrize(
    ("sentence", "event_type", "patients"),
    [
        ("Jane Doe, a former director at Acme Bank, which collapsed in 2008, wrote a novel.", "end", ["Acme Bank"]),
        ("She knew Richard Roe, Ann Hill and Jane Doe (who died in 2008).", "death", ["Jane Doe"]),
        ("Jane Doe, a judge from Strelsau, who died in 2008, was kind.", "death", ["Jane Doe"]),
        ("Jane Doe had a heart attack in 1963.", "attack", []),
    ],
)
def test_of_whom_a_relative_clause_tells(sentence: str, event_type: str, patients: list[str]) -> None:
    told = [event for event in events(sentence) if event.event_type == event_type]
    assert [parts(event, sentence)["patient"] for event in told] == patients


def test_a_day_of_a_vote_dates_no_gerund() -> None:
    told = events("Jane Doe had 263 votes entering Tuesday's primary.")
    assert [event.event_type for event in told if event.event_type != "election"] == []


def test_in_what_something_is_told_speaks_nobody() -> None:
    told = events("One of the worst ideas was put forward in a 2007 address.")
    assert [part for event in told for part in event.participants] == []
