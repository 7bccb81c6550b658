"""Candidates that are doubted where they stand: everyday words, places that are surnames, pieces of longer names."""

from __future__ import annotations

import pytest
from named import bodies, mentions, names, people, places

from xpkg.model import MentionForm


@pytest.mark.parametrize(
    "words",
    [
        # Something beside an everyday word says that it is a name.
        "It was reported by the Independent.",
        "She told The Independent that they left.",
        "The story in Nature magazine was long.",
        "They saw that Nature reported it.",
        "They sold it to Orange there.",
        "They like the Orange there.",
        "They saw Orange’s offices there.",
        "They heard that Orange said no.",
        "They were sent by Orange there.",
        "They know that the Independent reported it.",
    ],
)
def test_an_everyday_word_is_a_name_where_something_says_so(words: str) -> None:
    assert set(bodies(words)) & {"Independent", "Nature", "Orange"}


@pytest.mark.parametrize(
    "words",
    [
        "Nature is kind to them.",
        "They walk in Nature there.",
        "They saw a Nature there.",
        "Independent voters stayed home.",
        "They like Orange Street there.",
        "They like Green Orange there.",
        "Orange was the colour.",
        "Orange Houses Stand in Norbury Lane",
        "They like the colour Orange there.",
        "Orange Carter left early then.",
        "They said: Orange is the colour.",
        "They told Old Orange there.",
        "They know that every Independent reported it.",
        "ORANGE IS THE COLOUR OF KESTREL",
        "The Independent of the children was lost.",
    ],
)
def test_and_none_where_nothing_does(words: str) -> None:
    assert set(bodies(words)) & {"Independent", "Nature", "Orange"} == set()


def test_of_a_place_may_follow_a_newspaper() -> None:
    assert bodies("She read the Gazette of Kestrel there.") == ["Gazette"]
    assert bodies("She read the Gazette of dreams there.") == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        # A short name that is a place's here, or may be.
        ("They met in Clinton, Valmora, and left.", []),
        ("She was born near Clinton and left.", []),
        ("She lived in Clinton then.", []),
        ("She wrote to Clinton then.", ["Clinton"]),
        # Who was named before is meant, unless the place's land follows.
        ("Rudi Clinton spoke. She lived in Clinton then.", ["Rudi Clinton", "Clinton"]),
        ("Rudi Clinton spoke. She lived in Clinton, Valmora.", ["Rudi Clinton"]),
        ("They thanked Clinton, Valmora and others.", ["Clinton"]),
    ],
)
def test_a_surname_that_is_a_place(words: str, found: list[str]) -> None:
    assert people(words) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        # A place is nobody where the document names somebody so.
        ("Ariel Sharon, a lawyer, was ill. Sharon wrote to them.", []),
        ("Ariel Sharon, a lawyer, was ill. They met in Sharon then.", ["Sharon"]),
        ("Then Sharon was flooded.", ["Sharon"]),
        # In a credit it is part of a name.
        ("By Sharon Zorvane", []),
        ("Additional reporting by Marta Sharon and others.", []),
        ("They live by Sharon Road then.", ["Sharon Road"]),
        ("They live by Sharon then.", ["Sharon"]),
        ("By Marta Zorvane, Sharon Reed and others", []),
        ("By Marta Zorvane in Sharon", ["Sharon"]),
    ],
)
def test_a_place_that_is_a_name_of_people(words: str, found: list[str]) -> None:
    assert places(words) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("They met Mr. Zorvane there.", ["Zorvane"]),
        ("They met Senator Zorvane there.", ["Zorvane"]),
        ("They met Economist Carter there.", ["Carter"]),
        ("His wife, Jane, left.", ["Jane"]),
        ("They met Mr. Stanmoor there.", ["Stanmoor"]),
        ("They met Mr. van Zorvane there.", ["van Zorvane"]),
        ("They met Lady Zorvane there.", ["Zorvane"]),
        ("Ilvo Brenno, a lawyer, left. They met Economist Brenno.", ["Ilvo Brenno", "Brenno"]),
        ("A friend, Jane, left.", ["Jane"]),
        # Too little, or another thing's name.
        ("They met Economist Zorvane there.", []),
        ("They met Economist Stanmoor there.", []),
        ("They met General Stanmoor there.", []),
        ("They met Senator Treaty there.", []),
        ("His house, Jane, left.", []),
        ("They met Senator Valmoran there.", []),
        ("A friend, Jane’s, left.", []),
        ("A friend, Zorvane, left.", []),
        ("A friend, Jane left.", []),
        ("They met Republican Zorvane there.", []),
    ],
)
def test_one_word_beside_a_title(words: str, found: list[str]) -> None:
    assert people(words) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        # A single word that was torn out of a longer row of capitals.
        ("They met Brandvold Varga there.", []),
        ("They met Varga Brandvold there.", []),
        ("They like Orange Brandvold there.", []),
        ("They met President Varga there.", ["Varga"]),
        ("They met the Lakelanders Brandvold there.", ["Lakelanders"]),
        ("Meanwhile Varga left.", ["Varga"]),
        ("The Varga plan was lost.", ["Varga"]),
        ("On Monday Varga left.", ["Varga"]),
        ("They met Varga’s Brandvold friends there.", ["Varga"]),
        ("They met Varga Monday there.", ["Varga"]),
    ],
)
def test_pieces_of_longer_names(words: str, found: list[str]) -> None:
    assert [name for name in names(words) if name in {"Varga", "Orange", "Lakelanders"}] == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("They met Marta Rights there.", []),
        ("They met Marta County there.", []),
        ("They met Ilvo Valmoran, a lawyer, there.", []),
        ("They met Marta Zorvane there.", ["Marta Zorvane"]),
    ],
)
def test_what_stands_in_no_persons_name(words: str, found: list[str]) -> None:
    assert people(words) == found


def test_small_letters_and_months_are_no_names_of_the_authority() -> None:
    assert names("They like nature and kestrel there.") == []
    assert all(each.form is not MentionForm.NAME for each in mentions("They met in May there."))


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("by Regan September 15, 2014", {"Regan"}),
        ("Posted by Orla Senn March 3, 2021", {"Orla Senn"}),
        ("By Ravi Rao May 4 2020", {"Ravi Rao"}),
    ],
)
def test_no_name_ends_with_the_month_of_a_date(line: str, found: set[str]) -> None:
    text = f"A walk to Orm\n\n{line}\n\nNobody had seen so much snow on the hills above the river for years.\n"
    assert set(people(text)) <= found


def test_a_month_that_begins_no_date_may_end_a_name() -> None:
    assert "Orla May" in people("The mayor, Orla May, said on Monday that it rained. May said that nobody slept.")


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("On 2 June Mr Sy said that the dam was safe.", {"Sy"}),
        ("On 12 April Dr Jan Novak resigned over the dam.", {"Jan Novak"}),
        ("By 1 April Theresa May had left the town.", {"Theresa May"}),
        ("On the 3rd May Ravi Rao said that it rained.", {"Ravi Rao"}),
        ("June Carter denied it on 5 June.", {"June Carter"}),
        ("On Monday, April Stone said that it rained.", {"April Stone"}),
    ],
)
def test_a_month_behind_a_day_begins_no_name(sentence: str, found: set[str]) -> None:
    assert set(people(sentence)) == found
