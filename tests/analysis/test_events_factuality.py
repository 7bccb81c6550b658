"""What a sentence withholds: denied, supposed, feigned, barely missed or still to come."""

from __future__ import annotations

import pytest
from marked import happened, labels


@pytest.mark.parametrize(
    "frame",
    [
        "Nobody {}.", "None of the officers {}.", "Not one officer {}.", "No officer {}.", "Neither Ann nor Tom {}.",
    ],
)  # fmt: skip
def test_a_subject_that_is_nobody(frame: str) -> None:
    assert happened(frame.format("arrested <person:Ana Vale> in 2011")) == []


@pytest.mark.parametrize(
    "frame",
    [
        "There is no proof that {}.",
        "Police denied that {}.",
        "They doubted that {}.",
        "It is unlikely that {}.",
        "It is a myth that {}.",
        "The theory that {} is old.",
        "It is not true that {}.",
        "Few believed that {}.",
        "They hoped that {}.",
        "The prosecutor failed to show that {}.",
        "The report that {} was wrong.",
        "The claim that {} was not true.",
        "The allegation that {} was dismissed.",
    ],
)
def test_a_clause_that_is_not_told_as_true(frame: str) -> None:
    assert happened(frame.format("police arrested <person:Ana Vale> in 2011")) == []


@pytest.mark.parametrize(
    "frame",
    [
        "They regret that {}.",
        "They did not know that {}.",
        "There is no doubt that {}.",
        "They never revealed that {}.",
        "The report that {} was long.",
        "It is not warm, but they say that {}.",
        "No matter how late it was, {}.",
        "They said that {}.",
    ],
)
def test_a_clause_that_stands_in_spite_of_a_negation(frame: str) -> None:
    ((event_type, date, roles),) = happened(frame.format("police arrested <person:Otto Brand> in 2011"))
    assert (event_type, date, roles) == ("arrest", "2011", {"agent": "police", "patient": "Otto Brand"})


@pytest.mark.parametrize(
    "sentence",
    [
        "In the film, police arrested <person:Ines Holm> in 2011.",
        "The opera, where police arrested <person:Ines Holm> in 2011, was long.",
        "The novel in which police arrested <person:Ines Holm> in 2011 was long.",
        "An imaginary king arrested <person:Ines Holm> in 2011.",
    ],
)
def test_what_only_characters_live_through(sentence: str) -> None:
    assert happened(sentence) == []


def test_who_makes_a_film_lives() -> None:
    (event,) = happened("The film crew saw that police arrested <person:Ines Holm> in 2011.")
    assert event[0] == "arrest"


@pytest.mark.parametrize(
    ("verb", "told"),
    [
        ("was arrested", True),
        ("was nearly arrested", False),
        ("was almost certainly arrested", False),
        ("narrowly died", False),
        ("was allegedly arrested", False),
        ("was later arrested", True),
        ("almost immediately resigned", True),
        ("was to be arrested", False),
        ("did not resign", False),
        ("would be arrested", False),
        ("was forced to resign", True),
        ("threatened to be arrested", False),
    ],
)
def test_words_beside_the_verb(verb: str, told: bool) -> None:
    assert bool(happened(f"<person:Ana Vale> {verb} in 2011.")) is told


@pytest.mark.parametrize(
    "sentence",
    [
        "Had police arrested <person:Otto Brand> in 2011, they would have slept.",
        "Were <person:Otto Brand> arrested in 2011, they would sleep.",
        "Had <person:Ana Vale> arrested <person:Otto Brand> in 2011?",
        "If <person:Otto Brand> was arrested in 2011, they slept.",
        "They asked whether <person:Otto Brand> was arrested in 2011.",
        "Police want <person:Otto Brand> arrested in 2016.",
    ],
)
def test_conditions_questions_and_wishes(sentence: str) -> None:
    assert happened(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "<person:Ana Vale> will be giving a speech on Monday.",
        "<person:Ana Vale> was due to give a speech on Monday.",
        "<person:Ana Vale> agreed to give a speech on Monday.",
        "They called for the release of <person:Ana Vale>.",
        "They discussed the possible arrest of <person:Ana Vale> in 2011.",
        "The meeting of <person:Ana Vale> with <person:Otto Brand> in 2011 was postponed.",
        "A speech by <person:Ana Vale> on Monday is expected.",
    ],
)
def test_a_noun_for_what_is_still_to_come(sentence: str) -> None:
    assert happened(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("They failed to reach a verdict in <place:Harrow> in 2011.", False),
        ("They reached a verdict in <place:Harrow> in 2011.", True),
        ("<person:Ana Vale> escaped arrest in <place:Harrow> in 2011.", False),
        ("The attempted assassination of <person:Ana Vale> in 2011 was long.", False),
        ("The assassination of <person:Ana Vale> in 2011 was averted.", False),
        ("The assassination of <person:Ana Vale> in 2011 was long.", True),
        ("The arrest of <person:Ana Vale> in 2011 never happened.", False),
        ("The arrest of <person:Ana Vale> in 2011 happened late.", True),
        ("The arrest of <person:Ana Vale> in 2011 was a hoax.", False),
        ("The verdict in <place:Harrow> in 2011 is yet to come.", False),
        ("<place:Ostland> stopped short of launching an invasion of <place:Harrow> in 2011.", False),
        ("They blocked any election in <place:Ostland> in 2011.", False),
    ],
)
def test_a_noun_for_what_came_to_nothing(sentence: str, told: bool) -> None:
    assert bool(happened(sentence)) is told


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("They attended the 2012 Harrow Games.", ["2012 Harrow Games"]),
        ("They hope to attend the 2016 Harrow Games.", []),
        ("The upcoming 2012 Harrow Games pleased them.", []),
        ("They will attend the Harrow Summit.", []),
        ("They planned a boycott of the 2012 Harrow Games.", []),
        ("They slept during the 2012 Harrow Games.", ["2012 Harrow Games"]),
    ],
)
def test_a_name_of_a_happening_that_is_ahead(sentence: str, expected: list[str]) -> None:
    assert labels(sentence) == expected
