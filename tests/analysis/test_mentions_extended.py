"""Bodies whose names go on or are told by their own words: branches, national societies, causes, fields and lands."""

from __future__ import annotations

import pytest
from named_kinds import BODY, PERSON, PLACE, kinds

from xpkg.model import Kind


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Tents were sent by the Valmoran Green Crescent.", {"Valmoran Green Crescent": BODY}),
        ("He joined the Corvinian Green Crescent in May.", {"Corvinian Green Crescent": BODY}),
        ("Seawatch Valmora sued on Monday.", {"Seawatch Valmora": BODY}),
        ("She died in University Hospital Kestrel.", {"University Hospital Kestrel": BODY}),
        ("A 2014 Seawatch Ardia hearing was held.", {"Seawatch": BODY, "Ardia": PLACE}),
    ],
)
def test_a_known_body_has_branches_and_national_societies(words: str, found: dict[str, Kind]) -> None:
    assert kinds(words) == found


@pytest.mark.parametrize(
    ("words", "body"),
    [
        ("It was told by Sailors Beyond Borders on Monday.", "Sailors Beyond Borders"),
        ("A grant went to Mothers Against Floods.", "Mothers Against Floods"),
        ("The money went to Singers at Sea in May.", "Singers at Sea"),
        ("The report by Bakers for Ardia was read.", "Bakers for Ardia"),
    ],
)
def test_people_and_what_they_stand_for_are_a_body(words: str, body: str) -> None:
    assert kinds(words) == {body: BODY}


@pytest.mark.parametrize(
    "words",
    [
        "Singers at the festival wept.",
        "Lawyers for the town wept.",
        "They spoke to Lakelanders at Work.",
        "The vote was won by Liberals in Larkham.",
        "It depends on the Members of the Board.",
        "“Sailors for Ardia sing,” it read.",
    ],
)
def test_people_by_themselves_are_no_body(words: str) -> None:
    assert not any(kind is BODY and " " in name for name, kind in kinds(words).items())


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Statistics Valmora will publish them on Thursday.", {"Statistics Valmora": BODY}),
        ("The vote was run by Elections Ardia.", {"Elections Ardia": BODY}),
        ("Planes were sent by Border Services Valmora.", {"Border Services Valmora": BODY}),
        ("Two infants died, Tessary Health said.", {"Tessary Health": BODY}),
        ("She rode on the Orient Express.", {}),
        ("Jordan Holland said so.", {"Jordan Holland": PERSON}),
    ],
)
def test_a_field_and_its_land_are_a_body(words: str, found: dict[str, Kind]) -> None:
    assert kinds(words) == found


@pytest.mark.parametrize(
    ("words", "body"),
    [
        ("Lawyers of the Public Integrity Section had asked for twelve years.", "Public Integrity Section"),
        ("The raid was led by the Violent Crime Unit.", "Violent Crime Unit"),
        ("He plays in the Thornby Valley Chorus.", "Thornby Valley Chorus"),
        ("The Western Ledger saw the letter.", "Western Ledger"),
    ],
)
def test_a_noun_for_bodies_ends_a_name(words: str, body: str) -> None:
    assert kinds(words) == {body: BODY}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Talks with two hedge funds, Copper Wren and Kelso Quint, go on.", {"Copper Wren": BODY, "Kelso Quint": BODY}),
        ("Zorva Bion, a start-up in Tessary, sued.", {"Zorva Bion": BODY, "Tessary": PLACE}),
        ("It left after Dorian Vance, its main lender, had refused to pay.", {"Dorian Vance": BODY}),
        ("It left after Dorian Vance, its owner, had refused to pay.", {"Dorian Vance": PERSON}),
        ("His daughter Odalys sits on the board.", {"Odalys": PERSON}),
        ("The shop was opened by the carpenter and his cousin Odhran.", {"Odhran": PERSON}),
        ("The vote was lost by Cllr Philippa Dray.", {"Philippa Dray": PERSON}),
        ("The soldiers of Count Strassovec fled.", {"Strassovec": PERSON}),
    ],
)
def test_what_stands_beside_a_name_tells_its_kind(words: str, found: dict[str, Kind]) -> None:
    assert kinds(words) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Gunmen fled to Rutsharu on Monday.", {"Rutsharu": PLACE}),
        ("The road to Karvesk is closed.", {"Karvesk": PLACE}),
        ("They sell watches with GPS.", {}),
        ("It runs under a program called RustStop.", {}),
        ("It broke the Cartadena Protocol.", {}),
    ],
)
def test_ways_lead_to_places_and_things_are_no_bodies(words: str, found: dict[str, Kind]) -> None:
    assert kinds(words) == found


def test_what_tells_somebody_something_is_not_the_firm_of_the_next_paragraph() -> None:
    words = "Oyelaran Tovas told analysts that rents were high.\n\nThe company has been under pressure."
    assert kinds(words) == {"Oyelaran Tovas": PERSON}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("They told Copper Wren that it was late.", {"Copper Wren": BODY}),
        ("It was bought by True North, a fund that is registered in Kestrel.", {"True North": BODY, "Kestrel": PLACE}),
        ("The vote was won by the Ardia Independent School District.", {"Ardia Independent School District": BODY}),
        ("It was found by the Southern Forum for Fair Trade.", {"Southern Forum for Fair Trade": BODY}),
        ("They hope to cure Alzheimer's. Alzheimer's is worse.", {}),
        ("It did not comply with Article II of the law.", {}),
        ("They replaced Baby Boomers last year.", {}),
        ("Port Hutt boasts a harbour.", {"Port Hutt": PLACE}),
    ],
)
def test_what_a_name_is_made_of_tells_its_kind(words: str, found: dict[str, Kind]) -> None:
    assert kinds(words) == found


def test_a_dateline_of_a_town_and_its_land_has_both() -> None:
    assert kinds("KERRING, Valmora (AP) - Trustees voted on it.") == {"Kerring": PLACE, "Valmora": PLACE, "AP": BODY}


def test_a_known_body_is_not_torn_out_of_a_longer_name() -> None:
    assert "Seawatch" not in kinds("They sailed to Caleta Seawatch on Monday.")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("He accused the Conservatives of a deal.", {"Conservatives": Kind.GROUP}),
        ("The Socialists left the hall.", {"Socialists": Kind.GROUP}),
        ("It was a conservative estimate.", {}),
        ("Labour abstained.", {"Labour": BODY}),
        ("Labour is cheap there.", {}),
        ("They met Labour’s leader.", {"Labour": BODY}),
    ],
)
def test_parties_are_named_by_those_in_them_and_by_a_word(words: str, found: dict[str, Kind]) -> None:
    assert kinds(words) == found
