"""Firms that are called after people, and bodies that only an apposition explains."""

from __future__ import annotations

import pytest
from named import bodies, mentions

from xpkg.model import Kind


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("They left Zorvane & Sons there.", ["Zorvane & Sons"]),
        ("They left Zorvane and Sons there.", ["Zorvane and Sons"]),
        ("They left Zorvane & Brenno Ltd there.", ["Zorvane & Brenno Ltd"]),
        ("They left Reed & Carter there.", ["Reed & Carter"]),
        ("Meanwhile Reed & Carter left.", ["Reed & Carter"]),
        ("They left Zorvane & Sons Ltd there.", ["Zorvane & Sons Ltd"]),
        ("They left Varga & Clinton there.", ["Varga & Clinton"]),
        ("On Monday Reed & Carter left.", ["Reed & Carter"]),
        ("They left Upper Nether Zorvane & Sons there.", ["Upper Nether Zorvane & Sons"]),
    ],
)
def test_firms(words: str, found: list[str]) -> None:
    assert bodies(words) == found


@pytest.mark.parametrize(
    "words",
    [
        "They met Reed and Carter there.",
        "They met Zorvane & Brenno there.",
        "They met Zorvane’s & Sons there.",
        "They met Mr. Zorvane & Sons there.",
        "They met Zorvane and Brenno Ltd there.",
        "They met Senator Zorvane & Sons there.",
        "They met Upper Nether Old Zorvane & Sons there.",
        "They met Zorvane, Sons and others there.",
        "They met Zorvane or Sons there.",
        "They met Ilvo Reed & Carter there.",
        "They met Reed & Marta Carter there.",
        "Zorvane & Sons of Norbury Leave Kestrel Harbour",
        "ZORVANE & SONS LEAVE KESTREL",
    ],
)
def test_what_is_no_firm(words: str) -> None:
    assert [each for each in bodies(words) if "Zorvane" in each or "Reed" in each] == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Then Greenwatch, an environmental group, sued.", ["Greenwatch"]),
        ("It was sold to Brightmoor, a Dutch firm that makes lamps.", ["Brightmoor"]),
        ("It was sold to Brightmoor Lane, a retailer.", ["Brightmoor Lane"]),
        ("They know that The Brightmoor, a retailer, left.", ["Brightmoor"]),
        ("It was said in May, Brightmoor, a retailer, left.", ["Brightmoor"]),
        ("Greenwatch, an airline, sued. Later Greenwatch left.", ["Greenwatch", "Greenwatch"]),
    ],
)
def test_bodies_in_apposition(words: str, found: list[str]) -> None:
    assert bodies(words) == found


@pytest.mark.parametrize(
    "words",
    [
        # Led by a preposition of place it is where the body is.
        "They met in Lodzka, a company, there.",
        "They met Marta Zorvane, a company, there.",
        "Then Greenwatch’s, a company, sued.",
        "Then Greenwatch, the old company, sued.",
        "Then Greenwatch, a company’s head, sued.",
        "Then Greenwatch, a company head, sued.",
        "Then Greenwatch, a very old and once rich company, sued.",
        "Then Greenwatch, a house, a company, sued.",
        "Then Mayor, a company, sued.",
        "Then Valmoran, a company, sued.",
        "Then Sharon, a company, sued.",
        "The League and Greenwatch, a company, sued.",
        "They left Old & Greenwatch, a company, there.",
        "Then Mrs, a company, sued.",
        "Then Easter, a company, sued.",
        "Then Green-Watch Upper Nether Brandvold, a company, sued.",
        "Then Greenwatch: a company sued.",
        "Then Greenwatch, a (rich) company, sued.",
        "Then Greenwatch, the company, sued.",
        "Then O’Watch, a company, sued.",
    ],
)
def test_what_an_apposition_does_not_explain(words: str) -> None:
    assert "pattern:apposed" not in {each.method for each in mentions(words)}


def test_the_noun_tells_the_sort() -> None:
    found = {each.name: each.subtype for each in mentions("Then Greenwatch, a charity, sued Brightmoor, an airline.")}
    assert {name: found.get(name) for name in ("Greenwatch", "Brightmoor")} == {
        "Greenwatch": "ngo",
        "Brightmoor": "airline",
    }
    assert {each.kind for each in mentions("They left Zorvane & Sons there.") if "&" in each.name} == {
        Kind.ORGANIZATION
    }
