"""Entries of a chronicle: the present tells what happened on the date that opens the entry."""

from __future__ import annotations

import doctest

import pytest

import xpkg
import xpkg.text.datelines

TIMELINE = """Timeline: the dam

2009: Larkham University opens a clinic in Leeds.

May 2014 - Police charge Ann Low with fraud.

12 October 2018 – Forty-one people are killed in Leeds. Carl Dressler resigns as mayor.

2021 - Tom Reed, who lives in Leeds, wins the seat. He dies in July.
"""


def told(text: str) -> list[tuple[str, str]]:
    analysis = xpkg.analyse(text)
    return [(each.event_type, each.date.edtf if each.date else "") for each in analysis.events]


def test_doctests() -> None:
    assert doctest.testmod(xpkg.text.datelines).failed == 0


def test_each_entry_tells_what_happened_on_its_date() -> None:
    assert told(TIMELINE) == [
        ("opening", "2009"),
        ("charge", "2014-05"),
        ("death", "2018-10-12"),
        ("removal", "2018-10-12"),
        ("election", "2021"),
        ("death", "2021-07"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The dam\n\nCarl Dressler resigns as mayor each year.\n\nPolice charge Ann Low in most films.\n",
        "2019: A year of strikes\n\nCarl Dressler resigns as mayor each year.\n",
        "2019 - Carl Dressler resigns as mayor.\n\nPolice charge Ann Low in most films.\n",
    ],
)
def test_the_present_tells_nothing_elsewhere(text: str) -> None:
    assert told(text) == []


def test_an_entry_of_the_past_has_its_date_too() -> None:
    text = "The dam\n\nJune 2020: Ann Low was elected mayor.\n\n3 May 2021: Tom Reed was arrested.\n"
    assert told(text) == [("election", "2020-06"), ("arrest", "2021-05-03")]


@pytest.mark.parametrize(
    ("sentence", "meets"),
    [
        ("The ministers of Kenya and Ghana met on 14 September 2017.", True),
        ("Residents met on 4 May 2012.", True),
        ("The council met on 5 May 2013.", True),
        ("The leader met in Leeds in 2011.", False),
        ("The conditions were met in 2016.", False),
    ],
)
def test_people_of_one_kind_meet_each_other(sentence: str, meets: bool) -> None:
    assert [kind for kind, _ in told(f"The meeting\n\n{sentence}\n")] == ["meeting"] * meets
