"""People: where a name begins behind titles, roles, bodies and openers, and where it ends."""

from __future__ import annotations

import pytest
from named import gazetteer, line, people

from xpkg.analysis.mentions.candidates import see


def candidates(words: str) -> list[str]:
    """The rows of capitals in ``words`` that may be people."""
    read = line(words)
    seen = see(read, gazetteer()).people
    return [" ".join(word.text for word in read.words[each.first : each.last]) for each in seen]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        # Titles and forms of address.
        ("They met Mr. Zorvane there.", "Zorvane"),
        ("They met Senator Ilvo Zorvane there.", "Ilvo Zorvane"),
        ("They met Deputy Prime Minister Marta Zorvane there.", "Marta Zorvane"),
        ("They met State Senator Marta Zorvane there.", "Marta Zorvane"),
        ("They met Defense Secretary Marta Zorvane there.", "Marta Zorvane"),
        ("They met ex-President Marta Zorvane there.", "Marta Zorvane"),
        ("They met Secretary-General Marta Zorvane there.", "Marta Zorvane"),
        ("They met Labour MP Marta Zorvane there.", "Marta Zorvane"),
        ("They met Dean Paul Zorvane there.", "Paul Zorvane"),
        # An office that goes on behind a preposition.
        ("They met Chief of Staff Marta Zorvane there.", "Marta Zorvane"),
        ("They met Under-Secretary for Kestrel Marta Zorvane there.", "Marta Zorvane"),
        ("They met Ambassador to the Islands Marta Zorvane there.", "Marta Zorvane"),
        # Openers, nationalities, parties, months and trades are no part of the name.
        ("Meanwhile Marta Zorvane left.", "Marta Zorvane"),
        ("Valmoran President Marta Zorvane left.", "Marta Zorvane"),
        ("Then Republican Marta Zorvane left.", "Marta Zorvane"),
        ("On Monday Marta Zorvane left.", "Marta Zorvane"),
        ("Witness Brandvold left.", "Brandvold"),
        # The credit of a picture.
        ("Marta Zorvane Submitted photo", "Marta Zorvane"),
        ("Marta B. Zorvane Provided image", "Marta B. Zorvane"),
        ("Marta Zorvane Reed photo", "Marta Zorvane Reed"),
        ("They met Scientologist Marta Zorvane there.", "Marta Zorvane"),
        ("Larkham Mayor Ilvo Zorvane left.", "Ilvo Zorvane"),
        # A known body or place with a title behind it.
        ("Stanmoor Chairman Ilvo Zorvane left.", "Ilvo Zorvane"),
        ("Kestrel Novelist Marta Zorvane left.", "Marta Zorvane"),
        ("They met NRDX Analyst Ilvo Zorvane there.", "Ilvo Zorvane"),
        ("They met Chief Fire Officer Dele Zorvane there.", "Dele Zorvane"),
        ("They met Tunde Carter Zorvane there.", "Tunde Carter Zorvane"),
        # The end of a name.
        ("They met Marta Zorvane MP there.", "Marta Zorvane"),
        ("They met Paul Zorvane Jr. there.", "Paul Zorvane Jr"),
        ("They met Ilse Varga III there.", "Ilse Varga III"),
        ("They met Paul Zorvane’s Kestrel friends there.", "Paul Zorvane"),
        # A given name that is a month, a title or a word that opens sentences.
        ("They met June Zorvane there.", "June Zorvane"),
        ("Will Kerrigan said no.", "Will Kerrigan"),
        ("Per Zorvane (born 1931) was ill.", "Per Zorvane"),
        ("They met Dean Zorvane there.", "Dean Zorvane"),
    ],
)
def test_where_a_name_begins_and_ends(words: str, name: str) -> None:
    assert name in candidates(words)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Will Kerrigan resign?", "Will Kerrigan"),
        ("Per Kerrigan, the vote was late.", "Per Kerrigan"),
        ("They met on May 5 there.", "May"),
        ("They met State Brandvold there.", "State Brandvold"),
        ("Meanwhile Brandvold left.", "Meanwhile Brandvold"),
    ],
)
def test_what_is_no_candidate(words: str, name: str) -> None:
    assert name not in candidates(words)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Marta Zorvane and Ilvo Carter left.", ["Marta Zorvane", "Ilvo Carter"]),
        ("Marta Zorvane, 54, and Ilvo Carter left.", ["Marta Zorvane", "Ilvo Carter"]),
        ("Marta Zorvane, Ilvo Carter and others left.", ["Marta Zorvane", "Ilvo Carter"]),
        ("Additional reporting by Marta Zorvane and Ilvo Brenno in Hull.", ["Marta Zorvane", "Ilvo Brenno"]),
        ("Marta Zorvane and the Ilvo Carter left.", ["Marta Zorvane"]),
        ("The harbour and Ilvo Carter left.", []),
    ],
)
def test_a_list_of_names_tells_the_next(words: str, found: list[str]) -> None:
    assert people(words) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("They met Mr. de Zorvane there.", ["de Zorvane"]),
        ("They met President von Zorvane there.", ["von Zorvane"]),
        ("They met Ms. i Zorvane there.", []),
        ("They met the Board de Zorvane there.", []),
    ],
)
def test_a_particle_after_a_title(words: str, found: list[str]) -> None:
    assert people(words) == found


def test_in_a_headline_the_last_title_begins_the_name() -> None:
    assert candidates("Judge Sentences Mayor Ilvo Zorvane in Kestrel Trial")[0].startswith("Ilvo Zorvane")


def test_a_form_of_address_tells_the_gender() -> None:
    read = line("They met Mrs. Zorvane there.")
    assert [str(each.gender) for each in see(read, gazetteer()).people if each.titled] == ["f"]
