"""Happenings that a noun tells: who did it and who underwent it, and those that came to nothing."""

from __future__ import annotations

import pytest
from happenings import events, parts
from marked import happened


@pytest.mark.parametrize(
    "noun", ["invasion", "annexation", "occupation", "conquest", "seizure", "bombardment", "takeover", "bombing"]
)
@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The {} of Strelsau in 2014 was a crime.", {"patient": "Strelsau"}),
        ("Thousands slept after the {} of Strelsau in 2014.", {"patient": "Strelsau"}),
        ("The {} of Strelsau by Ruritania in 2014 was a crime.", {"patient": "Strelsau", "agent": "Ruritania"}),
        ("The {} by Ruritania of Strelsau in 2014 was a crime.", {"patient": "Strelsau", "agent": "Ruritania"}),
        ("Ruritania's {} of Strelsau in 2014 was a crime.", {"patient": "Strelsau", "agent": "Ruritania"}),
        ("The Sylvanian {} of Strelsau in 2014 was a crime.", {"patient": "Strelsau"}),
    ],
)
def test_who_undergoes_what_a_noun_of_taking_tells(noun: str, sentence: str, expected: dict[str, str]) -> None:
    words = sentence.format(noun)
    (event,) = events(words)
    assert parts(event, words) == expected
    assert event.label.startswith(f"{noun.capitalize()} of Strelsau")


@pytest.mark.parametrize(
    ("sentence", "expected", "label"),
    [
        ("Ruritania launched an invasion of Strelsau in 2014.", {"patient": "Strelsau", "agent": "Ruritania"}, ""),
        ("The invasion of Strelsau by Ruritania began in 2014.", {"patient": "Strelsau", "agent": "Ruritania"}, ""),
        (
            "The annexation of Strelsau to Ruritania took place in 2014.",
            {"patient": "Strelsau", "recipient": "Ruritania"},
            "Annexation of Strelsau to Ruritania (2014)",
        ),
        (
            "The annexation of Strelsau into Ruritania in 2014 was quick.",
            {"patient": "Strelsau", "recipient": "Ruritania"},
            "Annexation of Strelsau to Ruritania (2014)",
        ),
        (
            "Strelsau's annexation by Ruritania in 2014 was quick.",
            {"patient": "Strelsau", "agent": "Ruritania"},
            "Annexation of Strelsau by Ruritania (2014)",
        ),
        ("Ruritania's invasion in 2014 was quick.", {"participant": "Ruritania"}, "Ruritania invasion (2014)"),
        ("The death of Jane Doe in 2014 was quick.", {"patient": "Jane Doe"}, "Death of Jane Doe (2014)"),
        ("The resignation of Jane Doe in 2014 was quick.", {"patient": "Jane Doe"}, "Resignation of Jane Doe (2014)"),
        ("The visit of Jane Doe to Strelsau in 2014 was quick.", {"agent": "Jane Doe"}, ""),
        ("The speech of Jane Doe in Strelsau in 2014 was long.", {"agent": "Jane Doe"}, ""),
        (
            "The announcement of the plan by Acme Bank in 2014 was a shock.",
            {"patient": "plan", "agent": "Acme Bank"},
            "Announcement of plan by Acme Bank (2014)",
        ),
    ],
)
def test_who_takes_which_part_beside_a_noun(sentence: str, expected: dict[str, str], label: str) -> None:
    (event,) = events(sentence)
    assert parts(event, sentence) == expected
    assert event.label == label or not label


@pytest.mark.parametrize(
    "sentence",
    [
        "The jury failed to reach a verdict in Strelsau on Monday.",
        "The jury has not reached a verdict in Strelsau on Monday.",
        "Jurors could not agree on a verdict in Strelsau on Monday.",
        "The jury was sent home on Monday without reaching a verdict on Jane Doe.",
        "Jane Doe slept in Strelsau without a verdict on Monday.",
        "Jane Doe was still awaiting the verdict in Strelsau on Monday.",
        "A verdict was not reached in Strelsau on Monday.",
        "The verdict in Strelsau on Monday is yet to be delivered.",
        "The jury stopped short of reaching a verdict in Strelsau on Monday.",
        "The jury is split, and a verdict in Strelsau on Monday is unlikely.",
        "Ruritania refused to hold the referendum in 2014.",
        "Ruritania did not hold the referendum in 2014.",
        "Ruritania was unable to launch an invasion of Strelsau in 2014.",
        "Ruritania never launched an invasion of Strelsau in 2014.",
        "Jane Doe avoided arrest in Strelsau in 2014.",
        "The attempted assassination of Jane Doe in 2014 failed.",
        "The assassination of Jane Doe in Strelsau in 2014 was foiled.",
        "A thwarted assassination of Jane Doe in 2014 was the talk of Strelsau.",
        "The death of Jane Doe in 2014 was a hoax.",
        "The arrest of Jane Doe in 2014 never happened.",
        "Jane Doe escaped arrest in Strelsau in 2014.",
        "The judge delayed the verdict in Strelsau on Monday.",
        "The death of Jane Doe in 2014 did not happen.",
        "The occupation of Jane Doe in 2014 was baker.",
        "The invasion of privacy by Acme Bank in 2014 was a crime.",
    ],
)
def test_what_came_to_nothing_is_no_event(sentence: str) -> None:
    assert [event.label for event in events(sentence)] == []


@pytest.mark.parametrize(
    ("sentence", "kept"),
    [
        ("The jury reached a verdict on Jane Doe on Monday.", "ruling"),
        ("Ruritania held the referendum in 2014.", "election"),
        ("Jane Doe failed to attend the summit in Strelsau in 2014.", "meeting"),
        ("Jane Doe slept during the invasion of Strelsau in 2014.", "military-operation"),
        ("The trial of Jane Doe in Strelsau in 2014 ended without a verdict.", "trial"),
        ("The jury failed to reach a verdict in the trial of Jane Doe in 2014.", "trial"),
        ("The assassination of Jane Doe in 2014 shocked Ruritania.", "killing"),
    ],
)
def test_what_happened_stays(sentence: str, kept: str) -> None:
    assert kept in {event.event_type for event in events(sentence)}


@pytest.mark.parametrize("state", ["China", "The U.S.", "St. Pauls", "Ostland"])
@pytest.mark.parametrize("clitic", ["’s", "'s"])
def test_a_possessor_is_the_agent_however_its_name_is_written(state: str, clitic: str) -> None:
    name = state.removeprefix("The ")
    sentence = f"{state}{clitic} arrest of <person:Otto Brand> in 2014 drew no notice."
    ((event_type, date, roles),) = happened(sentence.replace(name, f"<place:{name}>"))
    assert (event_type, date, roles) == ("arrest", "2014", {"agent": name, "patient": "Otto Brand"})


@pytest.mark.parametrize(
    ("sentence", "patient"),
    [
        ("<person:Ines Holm>’d been arrested in 2011.", "Ines Holm"),
        ("They’ve arrested <person:Ines Holm> in 2011.", "Ines Holm"),
        ("<person:Ines Holm>, who’d been arrested in 2011, left.", "Ines Holm"),
        ("<person:Ines Holm>’s been arrested in 2011.", "Ines Holm"),
        ("They’ll arrest <person:Ines Holm> in 2011.", None),
        ("<person:Ines Holm>’d be arrested in 2011.", None),
    ],
)
def test_a_clitic_is_an_auxiliary_of_its_own(sentence: str, patient: str | None) -> None:
    assert [roles["patient"] for kind, _, roles in happened(sentence) if kind == "arrest"] == [patient] * bool(patient)
