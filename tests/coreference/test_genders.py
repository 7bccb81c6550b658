"""Genders: what pronouns tell of their bearers, where nothing surer does."""

from __future__ import annotations

import pytest

from xpkg.coreference.entities import Registry
from xpkg.coreference.genders import Genders
from xpkg.model import Authority, Gender, Kind

HE, SHE = Gender.MASCULINE, Gender.FEMININE


@pytest.mark.parametrize(
    ("told", "notes", "expected"),
    [
        (None, [(HE, True)], HE),
        # One that might have meant somebody else tells nothing; two that agree do.
        (None, [(HE, False)], None),
        (None, [(HE, False), (HE, False)], HE),
        # Pronouns that disagree tell nothing, until most of them agree.
        (None, [(HE, False), (SHE, True)], None),
        (None, [(HE, False), (SHE, True), (SHE, True)], SHE),
        # A title or given name is never outvoted.
        (SHE, [(HE, True), (HE, True)], SHE),
    ],
)
def test_a_contested_pronoun_alone_tells_no_gender(
    told: Gender | None, notes: list[tuple[Gender, bool]], expected: Gender | None
) -> None:
    registry = Registry(Authority())
    place = registry.new(Kind.PERSON, "Tavrin Zelk")
    registry.gender(place, told)
    genders = Genders(registry)
    for gender, sole in notes:
        genders.note(place, gender, sole)
    assert genders.of(place) is expected
