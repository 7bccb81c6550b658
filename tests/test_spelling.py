"""Names that are spelt nearly as what somebody asks for: what is proposed, in what order, and what is not."""

from __future__ import annotations

from itertools import product

import pytest

from xpkg.search.spelling import Spellings, wrong_letters

NAMES = {
    "person/1": ("Marta Oleksy", "Oleksy"), "person/2": ("Joan O’Rourke",), "person/3": ("Sean McGarry",),
    "person/4": ("Zoë Brânză",), "person/5": ("Ann Low",), "person/6": ("Li Wei",), "person/7": ("Hal Orton-Meade",),
    "organization/1": ("Orm River Authority", "ORA"), "organization/2": ("Ministry of Waterways",),
    "place/1": ("Larkham",), "place/2": ("New Larkham",), "place/3": ("Larkham-on-Sea Pier and Harbour Offices",),
    "document/1": ("Report on Larkham",),
}  # fmt: skip
THINGS = [(iri, names[0], names) for iri, names in NAMES.items()]
SPELLINGS = Spellings(THINGS[:-1], THINGS[-1:])


def near(words: str) -> list[str]:
    return [each.label for each in SPELLINGS.near(words)]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("Marta Oleksi", "Marta Oleksy"),  # another letter
        ("Marta Oleky", "Marta Oleksy"),  # left out
        ("Martta Oleksy", "Marta Oleksy"),  # added
        ("Marta Oelksy", "Marta Oleksy"),  # changed round
        ("Mrata Olesky", "Marta Oleksy"),  # one in each word
        ("oleksi", "Marta Oleksy"),  # the family name alone
        ("Oleksi, Marta", "Marta Oleksy"),  # the family name first
        ("Marta van Oleksy", "Marta Oleksy"),  # a word too many
        ("Joan ORourke", "Joan O’Rourke"),
        ("Joan O'Rorke", "Joan O’Rourke"),
        ("Sean Mc Garry", "Sean McGarry"),
        ("Zoe Branze", "Zoë Brânză"),
        ("Hal Orton Maede", "Hal Orton-Meade"),
        ("Orm River Autority", "Orm River Authority"),
        ("Minstry of Waterway", "Ministry of Waterways"),
        ("Lakrham", "Larkham"),
        ("New Larkhm", "New Larkham"),
        ("Annlow", "Ann Low"),
    ],
)
def test_a_misspelt_name_is_found(words: str, first: str) -> None:
    assert near(words)[0] == first


@pytest.mark.parametrize(
    "words", ["", " – ", "Zaphod Beeblebrox", "nobody of this name", "Marta", "Lo Wu", "x" * 500]
)
def test_what_is_not_near_is_not_proposed(words: str) -> None:
    assert near(words) == {"Marta": ["Marta Oleksy"]}.get(words, [])


def test_short_words_have_no_wrong_letters() -> None:
    assert "Li Wei" not in near("Lu Wei")
    assert near("Li Wie") == ["Li Wei"]


def test_the_whole_name_stands_before_longer_ones() -> None:
    assert near("Larkhan") == ["Larkham", "New Larkham", "Report on Larkham"]
    assert near("Larkhan Offices") == ["Larkham-on-Sea Pier and Harbour Offices"]


def test_how_many_letters_are_wrong_does_not_depend_on_the_order() -> None:
    words = ["low", "lwo", "slow", "blown", "owl", ""]
    for one, other in product(words, words):
        assert wrong_letters(one, other, 3) == wrong_letters(other, one, 3)
        assert (wrong_letters(one, other, 3) == 0) == (one == other)
