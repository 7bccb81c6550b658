"""A town or land that plays is its team there, and the place itself where something lies in it."""

from __future__ import annotations

import pytest
from named_kinds import BODY, PLACE, kinds, mentions

from xpkg.model import Kind


def told(words: str) -> list[tuple[str, Kind]]:
    """The names in ``words`` in order, each with its kind."""
    return [(each.name, each.kind) for each in mentions(words)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Valmora beat Corvinia 3-1 on Friday.", {"Valmora": BODY, "Corvinia": BODY}),
        ("Ardia lost 1 – 2 to Tessary.", {"Ardia": BODY, "Tessary": BODY}),
        ("A late goal gave Kestrel a 3-2 win.", {"Kestrel": BODY}),
        ("Oakmere beat Real Velden 4-3 on Saturday.", {"Oakmere": BODY, "Real Velden": BODY}),
        ("Munster have not won there since May.", {"Munster": BODY}),
        ("The coach of the Omaha Hawks left.", {"Omaha Hawks": BODY}),
        ("The Under Secretaries met.", {}),
        ("The council voted 6-2 in Ardia.", {"Ardia": PLACE}),
        ("Ardia voted 6-2 against it.", {"Ardia": PLACE}),
        ("Ardia gave him a 51-49 win.", {"Ardia": PLACE}),
    ],
)
def test_who_has_a_score_is_a_team(words: str, found: dict[str, Kind]) -> None:
    assert {name: kind for name, kind in kinds(words).items() if name in found} == found


def test_a_place_is_its_team_all_over_the_text_save_where_something_lies_in_it() -> None:
    words = "Kestrel beat Tessary 3-1. The Kestrel coach wept. In Kestrel fans sang; the police of Tessary left."
    assert told(words)[:5] == [
        ("Kestrel", BODY), ("Tessary", BODY), ("Kestrel", BODY), ("Kestrel", PLACE), ("Tessary", PLACE),
    ]  # fmt: skip


def test_the_last_word_of_a_clubs_name_is_the_club() -> None:
    words = "The match between Slavia and Dinamo Vorsk was stopped. Vorsk’s director blamed the police."
    assert ("Vorsk", Kind.PERSON) not in told(words)
