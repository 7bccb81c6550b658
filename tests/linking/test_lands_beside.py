"""The country that the words around a name give to a person, and what is not one."""

from __future__ import annotations

from typing import Any

import pytest

from xpkg.linking.lands_beside import Lands
from xpkg.model import AuthorityEntry, Kind


def land(label: str, *adjectives: str, **more: Any) -> AuthorityEntry:
    told = {"subtype": "country", "adjectives": adjectives, **more}
    return AuthorityEntry(Kind.PLACE, label, source="test", **told)


LANDS = Lands(
    [land("Spain", "Spanish"), land("New Zealand"), land("South Africa", "South African"), land("China", "Chinese"),
     land("United States", "American", aliases=("US",)), land("Scotland", "Scottish", kin="United Kingdom"),
     land("Texas", "Texan", subtype="state")],
    {"Spain": "Q29", "New Zealand": "Q664", "South Africa": "Q258", "China": "Q148", "United States": "Q30",
     "Scotland": "Q22", "United Kingdom": "Q145", "Texas": "Q1439"},
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("Then Spain's Ana Belo won.", "Q29"),
        ("China’s Ana Belo and others", "Q148"),
        ("the United States' Ana Belo", "Q30"),
        ("Spain's tennis captain Ana Belo", "Q29"),
        ("the Spanish tennis player Ana Belo", "Q29"),
        ("South African golfer Ana Belo", "Q258"),
        ("South African Ana Belo", "Q258"),
        ("Scotland's Ana Belo", "Q22 Q145"),
        ("beat Ana Belo of New Zealand in May", "Q664"),
        ("met Ana Belo of the United States, who", "Q30"),
        ("a critic of China's Ana Belo", "Q148"),
        ("Spanish officials told Ana Belo", ""),
        ("He left Spain. Ana Belo stayed", ""),
        ("in Spain, Ana Belo said", ""),
        ("the American-born Ana Belo", ""),
        ("the University of South Africa's Ana Belo", ""),
        ("the Bank of China president Ana Belo", ""),
        ("China correspondent Ana Belo", ""),
        ("Texas's Ana Belo", ""),  # no country
        ("he met New China's Ana Belo", ""),  # the end of a longer name
        ("New China's Ana Belo won.", ""),
        ("the Latin American novelist Ana Belo", ""),
        ("Native American activist Ana Belo", ""),
        ("Former Spanish minister Ana Belo", "Q29"),
        ("On Tuesday Spanish novelist Ana Belo", "Q29"),
        ("in Kent, Spanish novelist Ana Belo", "Q29"),
        ("the Spanish novelist, Ana Belo,", "Q29"),
        ("in Spanish) Ana Belo", ""),
        ("Ana Belo of China Daily said", ""),  # the beginning of one
        ("Ana Belo of Spain, who", "Q29"),
        ("Ana Belo of Spanish descent", ""),
        ("Ana Belo", ""),
    ],
)
def test_the_country_beside_a_name(text: str, items: str) -> None:
    begin = text.index("Ana Belo")
    assert " ".join(sorted(LANDS.beside(text, begin, begin + len("Ana Belo")), key=lambda each: int(each[1:]))) == items
