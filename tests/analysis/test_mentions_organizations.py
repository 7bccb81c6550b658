"""Bodies by the words of their names, in each form that such a name has, and what only looks like one."""

from __future__ import annotations

import pytest
from named import bodies, mentions

from xpkg.model import MentionForm


@pytest.mark.parametrize(
    ("words", "found"),
    [
        # The last word says it.
        ("She joined the Norbury Growers Association last year.", ["Norbury Growers Association"]),
        ("She sold Brandvold Holdings last year.", ["Brandvold Holdings"]),
        ("She read the Norbury Herald daily.", ["Norbury Herald"]),
        ("She read the Daily Argus there.", ["Daily Argus"]),
        ("She left Norbury General Hospital there.", ["Norbury General Hospital"]),
        # In capitals it is written small, but for initials.
        ("She joined the NORBURY GROWERS ASSOCIATION last year.", ["Norbury Growers Association"]),
        ("She joined the QRX GROWERS ASSOCIATION last year.", ["QRX Growers Association"]),
        ("She joined the United Steelworkers there.", ["United Steelworkers"]),
        ("She met President Holm’s Norbury Party friends.", ["Norbury Party"]),
        # The first word and a preposition say it.
        ("She left the Institute of Harbour Safety there.", ["Institute of Harbour Safety"]),
        ("She left the Council on Foreign Relations there.", ["Council on Foreign Relations"]),
        ("She left the Campaign against Toll Roads there.", ["Campaign against Toll Roads"]),
        ("She left the Doctors for Clean Air there.", ["Doctors for Clean Air"]),
        ("She left the Ministry of Trade and Industry there.", ["Ministry of Trade and Industry"]),
        ("She left the Office of Housing, Energy and Transport there.", ["Office of Housing, Energy and Transport"]),
        ("She left the University of the Lakes there.", ["University of the Lakes"]),
        ("She left the Institute of Snow and Ice there.", ["Institute of Snow and Ice"]),
        ("She left the Centre for Law, Ethics and Medicine there.", ["Centre for Law, Ethics and Medicine"]),
        ("She left the Norbury Dockers’ Union there.", ["Norbury Dockers’ Union"]),
        ("She left the Office of the Board of Norbury there.", ["Office of the Board of Norbury"]),
        ("She left the Teachers’ Union of Norbury there.", ["Teachers’ Union of Norbury"]),
        ("She left the Union of People’s Growers there.", ["Union of People’s Growers"]),
        # A word that begins sentences begins names as well.
        ("Human Rights Council members met.", ["Human Rights Council"]),
        ("They left Human Friends of Norbury there.", ["Human Friends of Norbury"]),
        # A title before a head of a name, and a modifier that is part of one.
        ("They left Senator Friends of Norbury there.", ["Friends of Norbury"]),
        ("They left State Bank of Norbury there.", ["State Bank of Norbury"]),
        ("They left Foreign Growers Association there.", ["Foreign Growers Association"]),
        ("They left Growers State Association there.", ["Growers State Association"]),
        ("They read Brandvold Press there.", ["Brandvold Press"]),
        ("They read Brandvold Press Norbury there.", ["Brandvold Press"]),
        ("They left the Church of Norbury and Kells there.", ["Church of Norbury"]),
        ("They left the Institute of Medical & Dental Science there.", ["Institute of Medical & Dental Science"]),
        ("They left the Office of Roads and Bridges there.", ["Office of Roads and Bridges"]),
        ("They left the School of Dramatic and Other Arts there.", ["School of Dramatic and Other Arts"]),
        # A body called after its place.
        ("The Valmora regional government paid.", ["Valmora regional government"]),
        ("Kestrel city government paid.", ["Kestrel city government"]),
    ],
)
def test_bodies(words: str, found: list[str]) -> None:
    assert bodies(words) == found


@pytest.mark.parametrize(
    "words",
    [
        # One word is no name, nor are a weak last word and a mere first word of the sentence.
        "She joined the Association there.",
        "Brisk Trade helped them there.",
        "Former Office of hers was sold.",
        "Valmoran Police came there.",
        # Rooms, boxes and laws are none.
        "She left the Oval Office there.",
        "She read the Clean Water Act there.",
        "She joined the Norbury Steelworkers there.",
        "Press Secretary Holm left.",
        "She met the Norbury Press Secretary there.",
        # A title before the head: somebody's office.
        "She met Norbury Speaker Holm Committee there.",
        # The possessive or a small word parts the head from the rest.
        "It was the Council’s of Norbury.",
        "She left the Union with Norbury there.",
        "She left the Association of growers there.",
        # A possessive place before "government" owns it.
        "Valmora’s government paid.",
        "The brave government paid.",
        "Lakelanders government paid.",
        "Valmora, government paid.",
        "Valmora regional, government paid.",
        "Valmora ministry paid.",
        "Valmora brave government paid.",
        "Government of theirs paid.",
        "She left the Union, of Norbury there.",
        "She left the Union of, Norbury there.",
        "She left the Union of",
    ],
)
def test_what_is_no_body(words: str) -> None:
    assert bodies(words) == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        # Titles and openers before a name are no part of it.
        ("Meanwhile Norbury Growers Association met.", ["Norbury Growers Association"]),
        ("On Monday Norbury Growers Association met.", ["Norbury Growers Association"]),
        # A name of a person begins behind the body's.
        ("She left the University of Norbury Marta Holm there.", ["University of Norbury"]),
        # "and" joins two bodies, not two fields of one.
        ("She left the Institute of Norbury and Stanmoor there.", ["Institute of Norbury", "Stanmoor"]),
        ("She left the Bank of Norbury and Church of Kells there.", ["Bank of Norbury", "Church of Kells"]),
        ("She left the Office of Roads and MARTA there.", ["Office of Roads"]),
        ("She left the Office of Roads and Marta there.", ["Office of Roads"]),
        ("She left the Office of Roads, and Bridges there.", ["Office of Roads"]),
        ("She left the Office of Roads and bridges there.", ["Office of Roads"]),
        ("She left the Office of Housing, Energy and so on.", ["Office of Housing"]),
        ("She left the Office of Housing, Energy, Transport there.", ["Office of Housing"]),
        ("She left the Office of Norbury, Energy and Transport there.", ["Office of Norbury"]),
        ("She left the Office of Housing, Norbury and Transport there.", ["Office of Housing"]),
        ("She left the Office of Norbury Marta there.", ["Office of Norbury Marta"]),
        ("She left the Office of Norbury Marta, Holm there.", ["Office of Norbury Marta"]),
        ("She left the Office of Norbury May there.", ["Office of Norbury"]),
        ("She left the Office of Norbury of the growers there.", ["Office of Norbury"]),
        ("She left the Office of Norbury’s of Kells there.", ["Office of Norbury"]),
        ("She left the Growers’ Union of Kells there.", ["Growers’ Union of Kells"]),
        ("She left the Kelts’ Union of Kells there.", ["Union of Kells"]),
        ("She left the growers’ Union of Kells there.", ["Union of Kells"]),
        # A possessive ends the name.
        ("It was the Bank of Norbury’s Herald there.", ["Bank of Norbury"]),
    ],
)
def test_where_a_body_ends(words: str, found: list[str]) -> None:
    assert bodies(words) == found


def test_the_sort_of_body_is_that_of_its_last_word() -> None:
    found = mentions("The Norbury Herald, Lakes University and Brandvold Corp paid.")
    assert [each.subtype for each in found if each.form is MentionForm.NAME] == ["newspaper", "university", "company"]


def test_headlines_name_bodies_of_the_authority_alone() -> None:
    assert bodies("Norbury Growers Association Resigns From Stanmoor Board") == ["Stanmoor"]
    assert bodies("Friends of Norbury Resign From Stanmoor Board") == ["Stanmoor"]
    assert bodies("FRIENDS OF NORBURY RESIGN") == []
