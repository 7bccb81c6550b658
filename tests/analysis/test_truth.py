"""Small invented texts, kind by kind: what their graphs must say, and what they must never say."""

from __future__ import annotations

import pytest

from tests.bench.truth import FOLDER, Case, failures, read_cases
from xpkg.authority import load_authority
from xpkg.model import Authority
from xpkg.resources import folder

CASES = [case for path in sorted(FOLDER.glob("*.txt")) for case in read_cases(path)]


@pytest.fixture(scope="module")
def authority() -> Authority:
    """The authority files that come with xpkg: famous names must be there to be mistaken for."""
    return load_authority(folder("data") / "authority")


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.kind}: {case.name}")
def test_the_graph_says_this_and_not_that(case: Case, authority: Authority) -> None:
    assert failures(case, authority) == []


def test_a_check_that_does_not_hold_is_told(authority: Authority) -> None:
    checks = ("says: Ann Low | the dam was unsafe", "nobody says: Low", "no: person | Low", "is: place | Orrin")
    case = Case("plain", "said", "News\n\nAnn Low said on Monday that the dam was safe.\n", checks)
    assert failures(case, authority) == list(checks)
