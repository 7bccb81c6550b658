"""The registries that come along: where they come from, what they know, and the traps that they hold."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from xpkg.errors import InputError
from xpkg.linking.candidates import Candidate
from xpkg.linking.decision import decide
from xpkg.linking.proposing import exact_row, propose
from xpkg.linking.registries import REGISTRIES, RegistrySource, read_registry
from xpkg.linking.things import Thing
from xpkg.model import Kind
from xpkg.resources import folder

PLACE, BODY = Kind.PLACE, Kind.ORGANIZATION


def thing(kind: Kind, *names: str, around: str = "") -> Thing:
    return Thing(f"{kind}/x-0000000000", kind, names[0], names, around=frozenset(around.split()))


@pytest.mark.parametrize("name", REGISTRIES)
def test_each_says_where_it_is_from(name: str) -> None:
    source = RegistrySource(name).info()
    assert source.licence in ("MIT", "ISC", "BSD-3-Clause")
    assert re.search(r"\d+\.\d+", source.version)
    text = (folder("data") / "registries" / f"{name}.tsv").read_text("utf-8")
    assert re.search(r"(?m)^# sha256: [0-9a-f]{64}$", text)
    items = [line.partition("\t")[0] for line in text.splitlines() if re.match(r"Q\d", line)]
    assert items == sorted({*items}, key=lambda each: int(each[1:]))
    assert len(items) > 300


def test_all_tables_are_read() -> None:
    assert {path.stem for path in (folder("data") / "registries").glob("*.tsv")} == {*REGISTRIES}


def found(name: str, *names: str) -> list[Candidate]:
    (candidates,) = RegistrySource(name).candidates([thing(PLACE, *names)])
    return [*candidates]


def test_what_they_know() -> None:
    assert [each.item for each in found("territories", "people’s republic of CHINA")] == ["Q148"]
    assert [each.item for each in found("borders", "Canada")] == ["Q16"]
    assert [each.item for each in found("historical-states", "Ottoman Empire")] == ["Q12560"]
    assert found("territories", "Nowhere at all") == []


# What the registries alone say of names that misled others: right, or open.
TRAPS = [
    (thing(PLACE, "Georgia", around="Q30"), {None}),
    (thing(PLACE, "Western Sahara", around="Q1028"), {None, "Q6250"}),
    (thing(PLACE, "Tibet", around="Q148"), {None}),
    (thing(PLACE, "Turpan", around="Q148"), {None}),
    (thing(PLACE, "Zurich", around="Q39"), {None}),
    (thing(PLACE, "New York City", "New York", around="Q30"), {None}),
    (thing(PLACE, "Guinea", around="Q691"), {None, "Q1006"}),
    (thing(PLACE, "Congo", around="Q974"), {None}),
    (thing(PLACE, "Ireland", around="Q145"), {None}),
    (thing(PLACE, "Luxembourg", around="Q31"), {None, "Q32"}),
    (thing(BODY, "Government of Liberia", around="Q1014"), {None}),
    (thing(BODY, "The Independent", around="Q145"), {None}),
    (thing(BODY, "EFE", around="Q29"), {None}),
    (thing(BODY, "G20", around="Q142"), {None}),
    (thing(BODY, "United States", around="Q30"), {None}),
    (thing(BODY, "Renaissance", around="Q142"), {None}),
    (thing(BODY, "Department of Health", around="Q145"), {None}),
    (thing(BODY, "Police Department", around="Q30"), {None}),
]


@pytest.mark.parametrize(("told", "items"), TRAPS, ids=[row[0].label for row in TRAPS])
def test_traps_stay_open_or_right(told: Thing, items: set[str | None]) -> None:
    (decision,) = propose([told], [RegistrySource(name) for name in REGISTRIES], {})
    assert (decision.exact.candidate.item if decision.exact else None) in items


def test_a_registry_is_named_in_its_row() -> None:
    told = thing(PLACE, "Canada", around="Q16")
    (decision,) = propose([told], [RegistrySource("borders")], {})
    row = exact_row(decision, "1", "2026-11-30")
    assert row["object_id"] == "wd:Q16"
    assert row["comment"].startswith("from borders of country-coder (rapideditor-country-coder-")
    assert "ISC" in row["comment"]
    assert row["object_source_version"].startswith("rapideditor-country-coder-")


def test_what_is_no_country_waits_for_another_source() -> None:
    told = thing(BODY, "Archaeological Survey of India", around="Q668")
    (alone,) = propose([told], [RegistrySource("operators")], {})
    assert [each.candidate.item for each in alone.candidates] == ["Q632235"]
    assert alone.exact is None
    known = replace(alone.candidates[0].candidate, kinds=frozenset({"organization"}))
    assert decide(told, [known, alone.candidates[0].candidate]).exact is not None


def test_two_sources_of_one_item_complete_each_other() -> None:
    (one,) = found("borders", "Canada")
    more = Candidate("Q16", "Canada", one.source, ("Canada", "Kanada"), description="country", sitelinks=300)
    (joined,) = decide(thing(PLACE, "Canada"), [one, more]).candidates
    assert joined.candidate.countries == {"Q16"}
    assert joined.candidate.names == ("Canada", "Kanada")
    assert joined.candidate.sitelinks == 300


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("item\tlabel\n", "the header has no name"),
        ("# name: a\n# version: 1\n# licence: b\n# package: c\n# sha256: d\nitem\n", "the columns are"),
        ("# name: a\n# version: 1\n# licence: b\n# package: c\n# sha256: d\n"
         "item\tlabel\tnames\tkind\tcountries\tdescription\nQ5\n", "line 7: 1 cells"),
    ],
)  # fmt: skip
def test_a_damaged_table_is_told(text: str, why: str, tmp_path: Path) -> None:
    path = tmp_path / "r.tsv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=why):
        read_registry(path)
