"""How much of what forty-three invented texts tell is found, held against inventories made before that."""

from __future__ import annotations

import pytest

from tests.bench.happened import FOLDER, Counts, measure


@pytest.fixture(scope="module")
def found() -> Counts:
    whole = Counts()
    names = sorted(path.stem for path in FOLDER.glob("*.tsv"))
    assert len(names) == 43
    for name in names:
        whole.add(measure(name, annotator="rules"))
    return whole


def test_what_has_a_date_is_found(found: Counts) -> None:
    assert found.dated_found / found.dated > 0.78


def test_what_is_told_is_found(found: Counts) -> None:
    assert found.found / found.told > 0.68


def test_what_is_found_is_told(found: Counts) -> None:
    assert found.right / found.events > 0.94


def test_who_takes_which_part(found: Counts) -> None:
    assert found.roles_right / found.roles > 0.94


def test_nothing_else_is_taken_for_a_happening(found: Counts) -> None:
    assert found.denied == []
