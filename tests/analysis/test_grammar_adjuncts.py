"""When and where a clause says that something was, in sentences made up for each kind of adjunct."""

from __future__ import annotations

import pytest
from marked import at, shallow_parse

from xpkg.analysis.grammar.adjuncts import date_of, dates_in, place_of


def _place(sentence: str, verb: str) -> str:
    read = shallow_parse(sentence)
    index = at(read, verb)
    span = place_of(read, index, read.right(index))
    return span.cut(read.text) if span else ""


def _date(sentence: str, verb: str) -> str:
    read = shallow_parse(sentence)
    index = at(read, verb)
    found = date_of(read, index, read.left(index), read.right(index))
    return found.edtf if found else ""


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("Ana was jailed in <place:Harrow>.", "Harrow"),
        ("Ana was jailed near <place:Ostby> on Monday.", "Ostby"),
        ("Ana was jailed in the old city of <place:Harrow>.", "Harrow"),
        ("Ana was jailed in downtown <place:Harrow>.", "Harrow"),
        ("Ana was jailed in the capital of <place:Ostland>.", "Ostland"),
        ("Ana was jailed in <place:Ostby>, <place:Ostland>.", "Ostby"),
        ("Ana was jailed by officers from <place:Harrow>.", ""),
        ("Ana was jailed with a man raised in <place:Harrow>.", ""),
        ("Ana was jailed by a firm based in <place:Harrow>.", ""),
        ("Ana was jailed before leaving for a camp in <place:Harrow>.", ""),
        ("Ana was jailed in a <place:Harrow> prison.", ""),
        ("Ana was jailed to live in <place:Harrow>.", ""),
        ("Ana was jailed, “in <place:Harrow>”.", ""),
        ("Ana was jailed with <person:Otto Brand>.", ""),
    ],
)
def test_the_place_of_a_clause(sentence: str, place: str) -> None:
    assert _place(sentence, "jailed") == place


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("Ana was brought to a camp in <place:Harrow>.", "Harrow"),
        ("Ana was brought to work in <place:Harrow>.", ""),
        ("Ana was brought across the sea and the hills into <place:Harrow>.", ""),
    ],
)
def test_a_way_leads_to_a_place_and_not_to_a_verb(sentence: str, place: str) -> None:
    assert _place(sentence, "brought") == place


def test_a_participant_is_not_the_place_too() -> None:
    read = shallow_parse("They fought in <place:Harrow> in <place:Ostby>.")
    start = at(read, "fought")
    harrow = read.phrase(at(read, "Harrow"), at(read, "Harrow") + 1)
    found = place_of(read, start, len(read.tokens), [harrow])
    assert found is not None
    assert found.cut(read.text) == "Ostby"


@pytest.mark.parametrize(
    ("sentence", "date"),
    [
        ("Ana was jailed in 2011.", "2011"),
        ("Ana was jailed on 4 May 2011 in Harrow.", "2011-05-04"),
        ("In 2011, Ana was jailed.", "2011"),
        ("In 2011, Ana was jailed in 2012.", "2012"),
        ("On Monday Ana was jailed.", "2015-11-09"),
        ("Ana was jailed in May 2011.", "2011-05"),
        ("Raised in 1901, Ana was jailed.", ""),
        ("Born in 1901, Ana was jailed.", ""),
        ("After leaving in 1901, Ana was jailed.", ""),
        ("Ana was jailed since 2011.", ""),
        ("Ana was jailed until 2011.", ""),
        ("Ana was jailed after the 2011 vote.", ""),
        ("Ana was jailed after last year’s vote.", ""),
        ("Ana was jailed with the class of 2011.", ""),
        ("Ana was jailed with the author of a book (2011).", ""),
        ("Ana was jailed for robbing a bank in 2011.", ""),
        ("Ana, the candidate in 2008, was jailed.", ""),
        ("“In 2011 we slept,” Ana was jailed.", ""),
        ('Ana was jailed, "since we slept in 2011".', ""),
    ],
)
def test_the_date_of_a_clause(sentence: str, date: str) -> None:
    assert _date(sentence, "jailed") == date


def test_the_dates_of_a_stretch_come_once_each() -> None:
    read = shallow_parse("Between 4 May 2011 and 6 June 2012 they slept; in 2013 they woke.")
    found = list(dates_in(read, 0, len(read.tokens)))
    assert [read.tokens[index].time for index, _ in found] == list(range(len(found)))
    assert [time.edtf for _, time in found][-1] == "2013"
