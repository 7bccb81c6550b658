"""The confidence of bundled links is measured: what sources say where another, independent one says it, too."""

from __future__ import annotations

from pathlib import Path

import pytest

from xpkg.linking.sssom import Row, read_set
from xpkg.training.link_sources import (
    FILES,
    Measured,
    cited,
    confidence_of,
    lower_bound,
    measured,
    missing,
    source_of,
)

FILE = Path(__file__).parents[2] / "data" / "links" / "wikidata.sssom.tsv"
RIGOUR, CODER, NSI = (
    "https://pypi.org/project/rigour/2.6.1/",
    "https://unpkg.com/@rapideditor/country-coder@5.6.1/src/data/borders.json",
    "https://unpkg.com/name-suggestion-index@8.0.20260918/dist/wikidata/wikidata.json",
)
LIST = "https://github.com/desk/lists/blob/0123456789abcdef0123456789abcdef01234567/people.csv"
NAMES = {"a": "Aland", "b": "Bland", "c": "Cland", "d": "Dland"}


def row(subject: str, item: str, *sources: str, comment: str = "") -> Row:
    told = {"subject_id": subject, "subject_label": NAMES[subject], "object_id": f"wd:{item}",
            "see_also": "|".join(sources)}  # fmt: skip
    return {**told, "comment": comment} if comment else told


def test_a_row_cites_publishers() -> None:
    told = cited(row("a", "Q1", RIGOUR, CODER, NSI, LIST))
    assert told == {"rigour", "country-coder", "nsi", "github.com/desk/lists"}


def test_what_a_package_does_not_say_is_told() -> None:
    sources = {"rigour": source_of([("Q1", ("Aland", "Kingdom of Aland"))]), "nsi": source_of([("Q1", ("The B",))])}
    names = {"a": frozenset({"aland"})}
    assert [*missing([row("a", "Q1", RIGOUR, LIST)], sources, names)] == []
    assert [*missing([row("a", "Q1", RIGOUR, NSI)], sources, names)] == ["Aland: nsi has no such name of Q1"]
    assert [*missing([row("a", "Q2", RIGOUR)], sources, names)] == ["Aland: rigour has no such name of Q2"]


def test_a_source_is_measured_by_others() -> None:
    sources = {
        "rigour": source_of([("Q1", ("Aland",)), ("Q2", ("Bland",)), ("Q9", ("Cland",)), ("Q4", ("Dland",))]),
        "nsi": source_of([("Q1", ("Aland",)), ("Q2", ("Bland",)), ("Q3", ("Cland",))]),
    }
    rows = {each["subject_id"]: each for each in (row("a", "Q1", RIGOUR, NSI), row("c", "Q3", NSI, LIST))}
    alone, together = measured(rows, sources, NAMES)
    # Aland by the row, Bland by the other package, Cland is another item; of Dland nobody else speaks.
    assert (alone["rigour"].right, alone["rigour"].checked) == (2, 3)
    assert (alone["nsi"].right, alone["nsi"].checked) == (3, 3)
    assert (alone[FILES].right, alone[FILES].checked) == (0, 1)
    assert (together.right, together.checked) == (0, 1)  # of the row that two carry and a third one denies
    rows["c"] = row("c", "Q3", NSI, LIST, comment="rigour has Q9, the island, under this name")
    alone, together = measured(rows, sources, NAMES)
    assert (alone["rigour"].right, together.right) == (3, 1)


def test_a_row_is_as_certain_as_what_it_rests_on() -> None:
    alone = {"rigour": Measured(100, 100), "nsi": Measured(100, 90), FILES: Measured(10, 10)}
    assert confidence_of(row("a", "Q1", RIGOUR), alone, Measured(300, 300)) == lower_bound(100, 100)
    assert confidence_of(row("a", "Q1", LIST), alone, Measured(300, 300)) == lower_bound(10, 10)
    assert confidence_of(row("a", "Q1", LIST, NSI), alone, Measured(300, 300)) == lower_bound(300, 300)


@pytest.mark.parametrize(
    ("right", "checked", "bound"), [(2, 2, 0.223), (59, 59, 0.95), (10, 20, 0.301), (0, 5, 0.0), (284, 284, 0.989)]
)
def test_the_bound_is_that_of_clopper_and_pearson(right: int, checked: int, bound: float) -> None:
    assert lower_bound(right, checked) == bound


def test_bundled_rows_on_several_sources_are_the_surest() -> None:
    found: dict[bool, set[float]] = {True: set(), False: set()}
    for _, each in read_set(FILE).rows:
        found[len(cited(each)) > 1].add(float(each["confidence"]))
    assert len(found[True]) == 1
    assert max(found[False]) < min(found[True]) < 1
