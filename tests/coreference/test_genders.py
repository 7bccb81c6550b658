"""Genders: what pronouns tell of their bearers, where nothing surer does."""

from __future__ import annotations

import pytest

from xpkg.coreference.genders import GenderEvidence
from xpkg.model import Gender

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
    genders = GenderEvidence({} if told is None else {7: told})
    for gender, sole in notes:
        genders.note(7, gender, sole)
    assert genders.gender(7) is expected
