"""How many of the positions of fifty-nine invented texts are found, held against inventories made before that."""

from __future__ import annotations

import pytest

from tests.bench.held import FOLDER, Counts, measure


@pytest.fixture(scope="module")
def found() -> Counts:
    whole = Counts()
    names = sorted(path.stem for path in FOLDER.glob("*.tsv"))
    assert len(names) == 59
    for name in names:
        whole.add(measure(name, annotator="rules"))
    return whole


def test_who_holds_what_is_found(found: Counts) -> None:
    assert found.named / found.told > 0.89


def test_body_and_land_are_those_of_the_text(found: Counts) -> None:
    assert found.found / found.told > 0.86


def test_since_when_and_until_when(found: Counts) -> None:
    assert found.dated / found.told > 0.85


def test_what_is_found_is_told(found: Counts) -> None:
    assert found.right / found.positions > 0.94
