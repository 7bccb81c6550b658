"""Happenings that a verb tells: which type they have, and which part subject and object take."""

from __future__ import annotations

import pytest
from marked import happened


@pytest.mark.parametrize(
    ("sentence", "event_type", "roles"),
    [
        ("Police arrested <person:Ana Vale> in 2011.", "arrest", {"agent": "Police", "patient": "Ana Vale"}),
        ("<person:Ana Vale> was shot and killed by <person:Otto Brand> in 2011.", "killing",
         {"agent": "Otto Brand", "patient": "Ana Vale"}),
        ("<person:Ana Vale> was shot near a car driven by <person:Otto Brand> in 2011.", "attack",
         {"patient": "Ana Vale"}),
        ("<person:Ana Vale> was shot by 12 votes in 2011.", "attack", {"patient": "Ana Vale"}),
        ("<person:Ana Vale> met <person:Otto Brand> in 2011.", "meeting",
         {"agent": "Ana Vale", "participant": "Otto Brand"}),
        ("<person:Ana Vale> met with <person:Otto Brand> in 2011.", "meeting",
         {"agent": "Ana Vale", "participant": "Otto Brand"}),
        ("<organization:Tarn Bank> merged with <organization:Fenwick Mills> in 2011.", "merger",
         {"agent": "Tarn Bank", "participant": "Fenwick Mills"}),
        ("<person:Ana Vale> became mayor in 2011.", "appointment", {"patient": "Ana Vale"}),
        ("<person:Ana Vale> graduated from <organization:Harrow College> in 2011.", "education",
         {"agent": "Ana Vale", "participant": "Harrow College"}),
        ("<person:Ana Vale> died in 2011.", "death", {"patient": "Ana Vale"}),
        ("<person:Ana Vale> abdicated in 2011.", "removal", {"patient": "Ana Vale"}),
        ("<person:Ana Vale> resigned in 2011.", "removal", {"agent": "Ana Vale"}),
        ("<person:Ana Vale> is a painter born in 2011.", "birth", {"patient": "Ana Vale"}),
        ("<person:Ana Vale> was the first woman to receive the prize in 2011.", "award",
         {"recipient": "Ana Vale", "patient": "prize"}),
        ("<person:Ana Vale> received the prize in 2011.", "award", {"recipient": "Ana Vale", "patient": "prize"}),
        ("The medal was awarded to <person:Ana Vale> in 2011.", "award",
         {"recipient": "Ana Vale", "patient": "medal"}),
        ("<person:Ana Vale> was awarded the medal in 2011.", "award", {"recipient": "Ana Vale", "patient": "medal"}),
    ],
)  # fmt: skip
def test_who_did_what_to_whom(sentence: str, event_type: str, roles: dict[str, str]) -> None:
    assert happened(sentence) == [(event_type, "2011", roles)]


@pytest.mark.parametrize(
    ("subject", "event_type"),
    [("The heat", "death"), ("The explosion", "death"), ("<person:Ana Vale>", "killing"), ("Gunmen", "killing"),
     ("Airstrikes", "killing"), ("Soldiers", "killing")],
)  # fmt: skip
def test_people_are_killed_only_where_somebody_does_it(subject: str, event_type: str) -> None:
    (killing,) = (kind for kind, _, roles in happened(f"{subject} killed 12 people in 2011.") if "patient" in roles)
    assert killing == event_type


@pytest.mark.parametrize(
    ("sentence", "event_type"),
    [
        ("War broke out in 2011.", "military-operation"),
        ("Riots broke out in <place:Harrow> in 2011.", "protest"),
        ("A bomb exploded in <place:Harrow> in 2011.", "attack"),
        ("A boiler exploded in <place:Harrow> in 2011.", "disaster"),
        ("<organization:Tarn Bank> published a report in 2011.", "report"),
        ("<organization:Tarn Bank> published a statement in 2011.", "statement"),
        ("<organization:Tarn Bank> published a letter in 2011.", "publication"),
    ],
)
def test_the_thing_tells_the_type(sentence: str, event_type: str) -> None:
    assert event_type in {kind for kind, date, _ in happened(sentence) if date == "2011"}


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("<person:Ana Vale> was named mayor of <place:Harrow> in 2011.", "appointment"),
        ("The board named <person:Ana Vale> chairman in 2011.", "appointment"),
        ("<person:Ana Vale> was named player of the year in 2011.", "award"),
        ("<person:Ana Vale> was named after a saint in 2011.", None),
        ("A court found <person:Ana Vale> guilty in 2011.", "conviction"),
        ("A court found <person:Ana Vale> not guilty in 2011.", None),
        ("The court ruled in 2011 that <person:Ana Vale> may stay.", "ruling"),
        ("The bakery ruled in 2011 that <person:Ana Vale> may stay.", None),
        ("The judge dismissed the charges in 2011.", "ruling"),
        ("The mayor dismissed the charges in 2011.", None),
        ("Rebels captured <place:Harrow> in 2011.", "military-operation"),
        ("<person:Ana Vale> captured <place:Harrow> in 2011.", None),
        ("<place:Ostland> fired missiles in 2011.", "military-operation"),
        ("<place:Ostland> deployed troops in 2011.", "military-operation"),
        ("The train plunged into a river in 2011.", "disaster"),
        ("The bakery plunged into debt in 2011.", None),
    ],
)
def test_what_a_verb_needs_beside_it(sentence: str, told: str | None) -> None:
    assert [kind for kind, _, _ in happened(sentence)][:1] == ([told] if told else [])


@pytest.mark.parametrize(
    "sentence",
    [
        "<person:Ana Vale> won the support of <organization:Tarn Bank> in 2011.",
        "<person:Ana Vale> painted a dark picture of <place:Harrow> in 2011.",
        "<person:Ana Vale> opened up a lead in 2011.",
        "<person:Ana Vale> opened the door in 2011.",
        "<person:Ana Vale> lost sight of <person:Otto Brand> in 2011.",
        "<person:Ana Vale> began in 2011 listening to them.",
        "Elected officials left it to them in 2011.",
        "<person:Ana Vale> attacked <person:Otto Brand> in 2011.",
        "<person:Ana Vale> was met with jeers in 2011.",
        "She gave it a shot in 2011.",
        "A power struggle erupted in 2011.",
        "<person:Ana Vale> kept a letter addressed to <person:Otto Brand>.",
    ],
)
def test_a_verb_that_means_something_else(sentence: str) -> None:
    assert [kind for kind, _, _ in happened(sentence) if kind != "publication"] == []


@pytest.mark.parametrize(
    ("sentence", "types"),
    [
        ("The dam burst in 2011, killing 12 people and injuring 30.", ["disaster", "death", "injury"]),
        ("The dam burst in 2011, killing time.", ["disaster"]),
        ("<person:Ana Vale> returned in 2011, marrying <person:Otto Brand>.", ["return", "marriage"]),
        ("<person:Ana Vale> did not return in 2011, marrying <person:Otto Brand>.", []),
    ],
)
def test_what_a_participle_tells_beside_the_verb(sentence: str, types: list[str]) -> None:
    assert [kind for kind, _, _ in happened(sentence)] == types


@pytest.mark.parametrize(
    ("sentence", "date"),
    [
        ("<person:Ana Vale> fled to <place:Harrow> in 1939 and later settled in <place:Ostland>.", ["1939"]),
        ("<person:Ana Vale> won the 2012 election.", ["2012", "2012"]),
        ("Police arrested <person:Ana Vale>, who robbed a bank, in 2011.", ["2011", ""]),
        ("<person:Ana Vale> was arrested in 2011 and charged.", ["2011", "2011"]),
    ],
)
def test_whose_date_it_is(sentence: str, date: list[str]) -> None:
    assert [edtf for _, edtf, _ in happened(sentence)][: len(date)] == date[: len(happened(sentence))]
