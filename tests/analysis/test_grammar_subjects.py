"""Who is the subject of a verb, in sentences made up for each kind of phrase before it."""

from __future__ import annotations

import pytest
from marked import at, said, shallow_parse


def _subject(sentence: str, verb: str) -> list[str]:
    read = shallow_parse(sentence)
    return said(read, read.phrase_before(read.group(at(read, verb)).start))


@pytest.mark.parametrize(
    ("sentence", "verb", "subject"),
    [
        ("<person:Ana Vale> resigned.", "resigned", ["Ana Vale"]),
        ("The old mayor of <place:Harrow> resigned.", "resigned", ["The old mayor"]),
        ("The bank of <place:Harrow> and the mill of <place:Ostby> closed.", "closed", ["The bank"]),
        ("<person:Otto Brand> quietly resigned.", "resigned", ["Otto Brand"]),
        ("<person:Ines Holm> on Monday resigned.", "resigned", ["Ines Holm"]),
        ("<person:Ana Vale> (born 1950) resigned.", "resigned", ["Ana Vale"]),
        ("<person:Ana Vale> had nothing to say; the miners struck.", "struck", ["the miners"]),
        ("<person:Ana Vale> said that <person:Otto Brand> resigned.", "resigned", ["Otto Brand"]),
        ("A series of floods hit the town.", "hit", ["A series of floods"]),
        ("More than 30 people died.", "died", ["More than 30 people"]),
        ("Dozens of miners died.", "died", ["Dozens of miners"]),
        ("“The Long Tide” was published in 2011.", "published", ["The Long Tide"]),
        ("Her engagement to <person:Otto Brand> was announced.", "announced", ["Her engagement"]),
    ],
)
def test_the_phrase_before_the_verb(sentence: str, verb: str, subject: list[str]) -> None:
    assert _subject(sentence, verb) == subject


@pytest.mark.parametrize(
    ("sentence", "subject"),
    [
        ("<person:Ana Vale> and <person:Otto Brand> left.", ["Ana Vale", "Otto Brand"]),
        ("<person:Ana Vale>, <person:Otto Brand> and <person:Ines Holm> left.",
         ["Ana Vale", "Otto Brand", "Ines Holm"]),
        ("Both the mayor and the judge left.", ["Both the mayor", "the judge"]),
        ("Police and <person:Ines Holm> left.", ["Police", "Ines Holm"]),
        ("Lawyer and soldier <person:Otto Brand> left.", ["soldier Otto Brand"]),
        ("<person:Ana Vale> of <organization:Tarn Bank> and <person:Otto Brand> of the Harbour Party left.",
         ["Ana Vale", "Otto Brand"]),
        ("At the call of <person:Ana Vale>, <person:Otto Brand> and <person:Ines Holm> left.",
         ["Otto Brand", "Ines Holm"]),
    ],
)  # fmt: skip
def test_heads_that_are_joined(sentence: str, subject: list[str]) -> None:
    assert _subject(sentence, "left") == subject


@pytest.mark.parametrize(
    ("sentence", "verb", "subject"),
    [
        ("Police arrested <person:Ana Vale> and jailed <person:Otto Brand>.", "jailed", ["Police"]),
        ("<person:Ines Holm> moved to the town, and then built a mill.", "built", ["Ines Holm"]),
        ("<person:Otto Brand> served as mayor yet endorsed <person:Ana Vale>.", "endorsed", ["Otto Brand"]),
        ("<person:Ana Vale> was hired in 2010, was promoted in 2011 and left.", "promoted", ["Ana Vale"]),
        ("<person:Ana Vale> was hired in 2010, was promoted in 2011 and left.", "left", ["Ana Vale"]),
    ],
)
def test_a_verb_shares_the_subject_of_the_one_that_it_is_joined_to(
    sentence: str, verb: str, subject: list[str]
) -> None:
    assert _subject(sentence, verb) == subject


@pytest.mark.parametrize(
    ("sentence", "subject"),
    [
        ("<person:Ana Vale>, a banker and former mayor, resigned.", ["Ana Vale"]),
        ("<person:Otto Brand>, 41, a banker, resigned.", ["Otto Brand"]),
        ("<person:Ines Holm>, the banker arrested on Monday, resigned.", ["Ines Holm"]),
        ("A guest, the banker <person:Ana Vale>, resigned.", ["Ana Vale"]),
        ("The witness, a driver named <person:Otto Brand>, resigned.", ["Otto Brand"]),
        ("The head of the bank, <person:Ines Holm>, resigned.", ["Ines Holm"]),
        ("One official, <person:Ana Vale>, resigned.", ["Ana Vale"]),
        ("His wife, <person:Ines Holm>, resigned.", ["Ines Holm"]),
        ("The chair, Rep. <person:Otto Brand>, resigned.", ["Otto Brand"]),
        ("Secretary of State <person:Ines Holm> resigned.", ["Ines Holm"]),
        ("The club of mayor <person:Ana Vale> resigned.", ["The club"]),
    ],
)
def test_an_apposition_means_whom_it_describes(sentence: str, subject: list[str]) -> None:
    assert _subject(sentence, "resigned") == subject


@pytest.mark.parametrize(
    ("sentence", "verb", "subject"),
    [
        ("<person:Ana Vale>, who had led <organization:Fenwick Mills>, resigned.", "led", ["Ana Vale"]),
        ("<person:Ana Vale>, who had led <organization:Fenwick Mills>, resigned.", "resigned", ["Ana Vale"]),
        ("<organization:Fenwick Mills>, which <person:Ana Vale> founded, closed.", "founded", ["Ana Vale"]),
        ("<organization:Fenwick Mills>, which <person:Ana Vale> founded, closed.", "closed", ["Fenwick Mills"]),
        ("The ship that sank was old.", "sank", ["The ship"]),
        ("They kept away from <person:Otto Brand>, who fled.", "fled", ["Otto Brand"]),
        ("The attack at a clinic in <place:Harrow> that killed three people ended.", "killed", ["The attack"]),
        ("They could find out who paid.", "paid", []),
        ("A slave owned by <person:Ana Vale> who fled died.", "fled", []),
        ("The scene in <place:Harrow>, which hosted <person:Ana Vale>, was loud.", "hosted", []),
    ],
)
def test_a_relative_pronoun_stands_for_its_antecedent(sentence: str, verb: str, subject: list[str]) -> None:
    assert _subject(sentence, verb) == subject


@pytest.mark.parametrize(
    ("sentence", "verb", "subject"),
    [
        ("On Monday the court fined <organization:Tarn Bank>.", "fined", ["the court"]),
        ("In 2011 inspectors fined <organization:Tarn Bank>.", "fined", ["inspectors"]),
        ("The 2011 report was published.", "published", ["The 2011 report"]),
        ("According to <organization:Tarn Bank> 40 people died.", "died", ["40 people"]),
        ("On the day the deal was announced, <person:Ana Vale> left.", "announced", ["the deal"]),
        ("All the people the bank had fired sued.", "fired", ["the bank"]),
        ("They left the town before the ferry sank.", "sank", ["the ferry"]),
        ("A translation, edited by <person:Ines Holm>, was published.", "published", ["A translation"]),
        ("<person:Ana Vale> was secretary was sentenced.", "sentenced", []),
    ],
)
def test_what_stands_before_the_subject_is_no_part_of_it(sentence: str, verb: str, subject: list[str]) -> None:
    assert _subject(sentence, verb) == subject


@pytest.mark.parametrize(
    ("sentence", "participle", "subject"),
    [
        ("Arrested in 2010, <person:Ana Vale> fled.", "Arrested", ["Ana Vale"]),
        ("Founded by <person:Otto Brand> in 1901, <organization:Fenwick Mills> closed.", "Founded", ["Fenwick Mills"]),
        ("Raised in <place:Ostby>, the old judge fled.", "Raised", ["the old judge"]),
    ],
)
def test_a_participle_in_front_is_said_of_the_subject(sentence: str, participle: str, subject: list[str]) -> None:
    read = shallow_parse(sentence)
    assert said(read, read.fronted(at(read, participle) + 1)) == subject


@pytest.mark.parametrize(
    ("sentence", "participle", "noun"),
    [
        ("She spoke in a report released on Monday.", "released", ["a report"]),
        ("<person:Ines Holm>, arrested on Monday, left.", "arrested", ["Ines Holm"]),
        ("They met the priest <person:Otto Brand>, jailed in 1984.", "jailed", ["the priest Otto Brand"]),
    ],
)
def test_a_participle_behind_is_said_of_the_phrase_beside_it(sentence: str, participle: str, noun: list[str]) -> None:
    read = shallow_parse(sentence)
    assert said(read, read.adjacent(at(read, participle))) == noun
