"""What kind of thing a name means: its form, or what stands beside it, tells a team, a paper, a body or a street."""

from __future__ import annotations

import pytest

from xpkg.analysis.mentions import find_mentions
from xpkg.analysis.mentions.kind_signs import SIGNS
from xpkg.model import Authority, AuthorityEntry, Kind, MentionForm, Metadata, Source
from xpkg.text import parse

_AUTHORITY = Authority(
    tuple(AuthorityEntry(Kind.PLACE, name, subtype="city") for name in ("Kestrel", "Ardia", "Tessary", "Valmora"))
)


def kinds(words: str) -> dict[str, Kind]:
    """The names in ``words`` with their kinds."""
    text = parse(Source("t", f"A headline\n\n{words}\n", "0", Metadata("")))
    forms = (MentionForm.NAME, MentionForm.SHORT)
    return {each.name: each.kind for each in find_mentions(text, _AUTHORITY) if each.form in forms}


@pytest.mark.parametrize(
    ("words", "team"),
    [
        ("She has played for the Kestrel Otters since 2019.", "Kestrel Otters"),
        ("The Ardia Lanterns sacked their coach on Monday.", "Ardia Lanterns"),
        ("Fans of the Tessary Rain Kings booed.", "Tessary Rain Kings"),
        ("He plays for the Malmby Owls.", "Malmby Owls"),
        ("The Malmby Otters beat them 3-1 on Sunday.", "Malmby Otters"),
        ("They lost 2-0 to Senna Rovers.", "Senna Rovers"),
        ("A late goal gave Corvin Athletic a 1-0 win.", "Corvin Athletic"),
        ("The Tulsby Rain were beaten by a better team.", "Tulsby Rain"),
    ],
)
def test_a_team_is_more_than_the_place_in_its_name(words: str, team: str) -> None:
    assert kinds(words) == {team: Kind.ORGANIZATION}


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("They sailed to the Kestrel Islands in May.", "Kestrel Islands"),
        ("The Ardia Games opened in May.", "Ardia Games"),
        ("They read the Kestrel Papers in May.", "Kestrel Papers"),
        ("They broke the Kestrel Rules again.", "Kestrel Rules"),
    ],
)
def test_islands_games_and_papers_are_no_team(words: str, place: str) -> None:
    assert kinds(words).get(place) is not Kind.ORGANIZATION


@pytest.mark.parametrize(
    ("words", "paper"),
    [
        ("He told Il Bastone that he would stay.", "Il Bastone"),
        ("L'Osservatorio Padano reported on Friday that the abbot had resigned.", "L'Osservatorio Padano"),
        ("The letter was published by Die Morgenglocke.", "Die Morgenglocke"),
        ("Das Blaue Band said that nobody was hurt.", "Das Blaue Band"),
    ],
)
def test_a_foreign_article_begins_no_persons_name(words: str, paper: str) -> None:
    assert kinds(words) == {paper: Kind.ORGANIZATION}


@pytest.mark.parametrize(
    ("words", "body"),
    [
        ("Economists at Pell Garvey expect a rate cut.", "Pell Garvey"),
        ("Bright Anvil was founded in 2003.", "Bright Anvil"),
        ("KBR Talbot, a rival of the bank, said it would sue.", "KBR Talbot"),
        ("Health Tambala said that the wells were safe.", "Health Tambala"),
        ("Sport Valmora has cut its grants.", "Sport Valmora"),
        ("RGT Nabors said it would cut jobs.", "RGT Nabors"),
        ("Copper Wren said that it was sorry.", "Copper Wren"),
        ("Hollow Crown have released a new album.", "Hollow Crown"),
        ("Bright Path and its partners have built forty wells.", "Bright Path"),
        ("Her sister works at Ocean Lantern.", "Ocean Lantern"),
        ("She taught at Marlow Grange for ten years.", "Marlow Grange"),
        ("They agreed to buy Banner Garvey, which makes pumps.", "Banner Garvey"),
    ],
)
def test_what_is_said_of_bodies_alone(words: str, body: str) -> None:
    found = kinds(words)
    assert found.get(body) is Kind.ORGANIZATION
    assert Kind.PERSON not in found.values()


def test_who_plays_a_team_is_one() -> None:
    found = kinds("The Ardia Lions beat Crelan Hasselt 3-1 on Sunday.")
    assert found == {"Ardia Lions": Kind.ORGANIZATION, "Crelan Hasselt": Kind.ORGANIZATION}


def test_whom_bankers_are_from_is_no_person() -> None:
    assert kinds("He hired two bankers from Velvet Harbor.").get("Velvet Harbor") is not Kind.PERSON


@pytest.mark.parametrize(
    "words",
    [
        "Residents of a house on Tanner Row were woken by the fire.",
        "Ann Low, who lives on Tanner Row, saw the fire.",
        "A fire broke out in Tanner Row.",
        "The flat on Tanner Row is empty.",
    ],
)
def test_where_houses_stand_is_a_street(words: str) -> None:
    assert kinds(words).get("Tanner Row") is Kind.PLACE


@pytest.mark.parametrize(
    "words",
    [
        "“We have listened,” said Ann Low of Palmer Whitby.",
        "The lawyer Ann Low, of Palmer Whitby, has asked for the records.",
        "The report was written by Ann Low of Palmer Whitby and by Bo Reed.",
    ],
)
def test_whose_somebody_is_is_no_person(words: str) -> None:
    found = kinds(words)
    assert found["Ann Low"] is Kind.PERSON
    assert found.get("Palmer Whitby") is not Kind.PERSON


@pytest.mark.parametrize(
    ("words", "person"),
    [
        ("J. R. Talbot has filed for divorce.", "J. R. Talbot"),
        ("The attack on Martin Lane shocked his family.", "Martin Lane"),
        ("Penny Lane said she would vote no.", "Penny Lane"),
        ("Rose Field said it would take years.", "Rose Field"),
        ("The head of the bank, Hoop Sander, has explained the plan.", "Hoop Sander"),
        ("Oleander Moss said she was sorry.", "Oleander Moss"),
        ("Banner Moss (born Olga Lind) was a Danish pilot.", "Banner Moss"),
        ("If Ann Low were to resign, the party would split.", "Ann Low"),
        ("The recipients, said Tshering Wangyalpo, are poor.", "Tshering Wangyalpo"),
        ("Ann Low of Harrogate won 3-1.", "Ann Low"),
        ("Ann Low beat Mary Reed 52-48 percent in the primary.", "Mary Reed"),
    ],
)
def test_people_stay_people(words: str, person: str) -> None:
    assert kinds(words).get(person) is Kind.PERSON


def test_every_sign_has_an_example_and_a_name_of_its_own() -> None:
    assert all(sign.example and sign.weights for sign in SIGNS)
    assert len({sign.name for sign in SIGNS}) == len(SIGNS)
