"""What is done to people, who does it, and when: each a type of its own."""

from __future__ import annotations

import pytest
from happenings import events, parts

JANE, ROE = "Jane Doe", "Richard Roe"


@pytest.mark.parametrize(
    ("sentence", "event_type", "date", "roles"),
    [
        ("Jane Doe disappeared in Strelsau on 3 May 2012.", "disappearance", "2012-05-03", {"patient": JANE}),
        ("Jane Doe went missing in Strelsau in May 2012.", "disappearance", "2012-05", {"patient": JANE}),
        ("Jane Doe was forcibly disappeared by soldiers in 2012.", "disappearance", "2012",
         {"patient": JANE, "agent": "soldiers"}),
        ("Jane Doe was abducted by masked men on 3 or 4 May 2012.", "kidnapping", "[2012-05-03,2012-05-04]",
         {"patient": JANE, "agent": "masked men"}),
        ("Richard Roe was summoned by the Acme Bank on 3 May 2012.", "summons", "2012-05-03",
         {"patient": ROE, "agent": "Acme Bank"}),
        ("Officers interrogated Jane Doe for nine hours on 3.5.2012.", "interrogation", "2012-05-03",
         {"agent": "Officers", "patient": JANE}),
        ("Jane Doe confessed to the theft on 3 May 2012.", "confession", "2012-05-03", {"agent": JANE}),
        ("On 3 May 2012 Jane Doe was tortured by guards.", "torture", "2012-05-03",
         {"patient": JANE, "agent": "guards"}),
        ("Guards raped two prisoners in 2012.", "sexual-violence", "2012",
         {"agent": "Guards", "patient": "two prisoners"}),
        ("Ruritania extradited Jane Doe in 2012.", "extradition", "2012", {"agent": "Ruritania", "patient": JANE}),
        ("Jane Doe was deported by Ruritania in 2012.", "deportation", "2012", {"patient": JANE, "agent": "Ruritania"}),
        ("Soldiers killed Jane Doe in 2012.", "killing", "2012", {"agent": "Soldiers", "patient": JANE}),
        ("Jane Doe was held at Strelsau from May to June 2012.", "detention", "2012-05/2012-06", {"patient": JANE}),
        ("Jane Doe had her uncle poisoned in 2012.", "attack", "2012", {"agent": JANE, "patient": "uncle"}),
        ("Jane Doe hanged herself in 2012.", "death", "2012", {"patient": JANE}),
        ("Jane Doe was fined $3 million by the Acme Bank in 2012.", "punishment", "2012",
         {"patient": JANE, "agent": "Acme Bank"}),
        ("Jane Doe fled to Ruritania in 2012.", "escape", "2012", {"agent": JANE}),
        ("Kestrel acquired Sunfield in 2012.", "purchase", "2012", {"agent": "Kestrel", "patient": "Sunfield"}),
    ],
)  # fmt: skip
def test_an_act_on_a_person(sentence: str, event_type: str, date: str, roles: dict[str, str]) -> None:
    found = [event for event in events(sentence) if event.event_type == event_type]
    assert [(event.date.edtf if event.date else "", parts(event, sentence)) for event in found] == [(date, roles)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Historians doubt that Richard Roe had Jane Doe poisoned in 2012.",
        "Nobody doubts it, but Jane Doe was not tortured in 2012.",
        "Was Jane Doe abducted in 2012?",
        "“On the Risks of an Economic Blockade”, a memo of Acme Bank, was long.",
        "Richard Roe planned to visit Strelsau in 2012 but cancelled the decision.",
        "Ruritania refused to extradite Jane Doe in 2012.",
    ],
)
def test_what_did_not_happen(sentence: str) -> None:
    assert [event.label for event in events(sentence)] == []


@pytest.mark.parametrize(
    ("sentence", "date"),
    [
        ("Jane Doe retired in 1968 and was killed in Strelsau.", ""),
        ("In 1968 Jane Doe retired and was killed in Strelsau.", "1968"),
        ("On 3 May 1968 Jane Doe retired and was killed.", "1968-05-03"),
        ("Jane Doe was kidnapped and killed in 1968.", "1968"),
        ("Jane Doe was kidnapped on 3 May 1968 and was killed.", "1968-05-03"),
    ],
)
def test_a_date_that_two_verbs_share(sentence: str, date: str) -> None:
    (event,) = [event for event in events(sentence) if event.event_type in {"attack", "killing", "death"}]
    assert (event.date.edtf if event.date else "") == date


def test_a_participle_shares_the_auxiliary() -> None:
    words = "Jane Doe was arrested in 1968 and deported."
    assert [(event.event_type, parts(event, words)) for event in events(words)] == [
        ("arrest", {"patient": JANE}), ("deportation", {"patient": JANE}),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "words",
    ["Jane Doe (; born 20 Nov 1952; died 3 May 2011) was a judge.", "Jane Doe (b. 20 Nov 1952, d. 3 May 2011) judged.",
     "Jane Doe, judge, born 20 November 1952; died 3 May 2011."],
)  # fmt: skip
def test_birth_and_death_of_a_line(words: str) -> None:
    found = [(event.event_type, event.date.edtf if event.date else "") for event in events(words)]
    assert found == [("birth", "1952-11-20"), ("death", "2011-05-03")]


def test_each_date_of_a_list_is_an_event_of_its_own() -> None:
    found = events("Jane Doe was interrogated by Richard Roe on 16, 17 and 19 March 2012.")
    assert [event.date.edtf for event in found if event.date] == ["2012-03-16", "2012-03-17", "2012-03-19"]


def test_the_last_person_named_is_meant_further_on_too() -> None:
    words = "Jane Doe was born in Strelsau. It was cold. There was a war. It was long. Soldiers arrested her in 2012."
    (event,) = [event for event in events(words) if event.event_type == "arrest"]
    assert parts(event, words) == {"agent": "Soldiers", "patient": "her"}
