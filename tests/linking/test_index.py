"""An index of a dump: what is read of an entity, how a pass goes on, and what is found in it."""

from __future__ import annotations

import bz2
import gzip
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from tests.linking.dumps import JULIAN, dump, item, statement
from xpkg.errors import InputError, StoreError
from xpkg.linking.index import building
from xpkg.linking.index.building import build_index
from xpkg.linking.index.database import opened
from xpkg.linking.index.dates import edtf_of
from xpkg.linking.index.lookup import called, found, info, now

HUMAN = statement("P31", "Q5")
SAMPLE = [
    {"type": "property", "id": "P31", "datatype": "wikibase-item", "labels": {}, "claims": {}},
    item("Q11032", "newspaper", statements=[statement("P279", "Q1002697")]),
    item("Q900", "weekly gazette", statements=[statement("P279", "Q11032")]),
    item(
        "Q101", "Ana Belo", ["Ana M. Belo"], "minister of Orm", de="Ana Belo (Ministerin)", sitelinks=9,
        statements=[
            HUMAN,
            statement("P31", "Q4022", "deprecated"),
            statement("P27", "Q201"),
            statement("P27", "Q202", "deprecated"),
            statement("P569", ("+1952-03-11T00:00:00Z", 11), "preferred"),
            statement("P569", ("+1953-00-00T00:00:00Z", 9)),
            statement("P570", None, kind="somevalue"),
            statement("P39", "Q301", qualifiers={"P580": ("+1999-05-00T00:00:00Z", 10)}),
        ],
    ),
    item("Q102", description="no label at all", statements=[HUMAN]),
    item("Q103", mul="Ravi Rao", statements=[HUMAN]),
    item("Q104", "The Orm Gazette", ["Gazette"], statements=[statement("P31", "Q900"), statement("P17", "Q201")]),
    item("Q105", "Caesar of Orm", statements=[HUMAN, statement("P570", ("-0044-03-15T00:00:00Z", 11, JULIAN))]),
    item("Q301", "Minister of Rivers"),
    item("Q106", "On the rivers of Orm", statements=[statement("P31", "Q13442814")]),
    {"entity": "Q107", "redirect": "Q108"},
    {"id": "Q108", "redirect": "Q101"},
    {**item("Q109", "Bé Belo"), "redirects": {"from": "Q110", "to": "Q109"}},
]  # fmt: skip
PACKED: dict[str, Callable[[bytes], bytes]] = {"json": bytes, "json.bz2": bz2.compress, "json.gz": gzip.compress}
Run = Callable[..., Result]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("index")
    (folder / "orm.json").write_bytes(dump(SAMPLE))
    build_index(folder / "orm.json", folder / "orm.sqlite")
    return folder / "orm.sqlite"


def rows(path: Path) -> list[str]:
    """All that an index says, but where it is from."""
    with opened(path) as connection:
        return [line for line in connection.iterdump() if '"meta"' not in line and "sqlite_stat" not in line]


def test_an_item_is_what_the_dump_says(index: Path) -> None:
    with opened(index) as connection:
        (ana,) = called(connection, ["ANA BELO"])
        assert (ana.item, ana.label, ana.description, ana.sitelinks) == ("Q101", "Ana Belo", "minister of Orm", 9)
        assert ana.names == ("Ana Belo", "Ana M. Belo")
        assert ana.kinds == {"person"}
        assert ana.countries == {"Q201"}
        assert ana.dates == (("P569", "1952-03-11"),)
        assert ana.offices == ("Minister of Rivers",)
        assert info(connection).version == "orm.json 2026-11-01T00:00:00Z"


def test_a_class_has_the_kind_of_the_nearest_one_above(index: Path) -> None:
    with opened(index) as connection:
        assert [each.kinds for each in called(connection, ["Orm Gazette"])] == [{"organization"}]
        assert [each.kinds for each in called(connection, ["Minister of Rivers"])] == [frozenset()]


def test_names_missing_or_in_all_languages(index: Path) -> None:
    with opened(index) as connection:
        assert [each.item for each in called(connection, ["Ravi Rao"])] == ["Q103"]
        nameless = found(connection, 102)
        assert nameless is not None
        assert (nameless.label, nameless.names) == ("Q102", ())
        assert called(connection, ["Ana Belo (Ministerin)"]) == ()
        assert called(connection, ["On the rivers of Orm", "nobody", ""]) == ()


def test_a_merged_item_leads_to_the_one_that_is_left(index: Path) -> None:
    with opened(index) as connection:
        assert [now(connection, number) for number in (107, 108, 101, 110)] == [101, 101, 101, 109]
        connection.execute("INSERT INTO redirect VALUES (1, 2), (2, 1)")
        assert now(connection, 1) in (1, 2)  # round in a circle, and an end


def test_a_year_before_1(index: Path) -> None:
    with opened(index) as connection:
        assert [each.dates for each in called(connection, ["Caesar of Orm"])] == [(("P570", "-0043"),)]


@pytest.mark.parametrize(
    ("time", "precision", "calendar", "edtf"),
    [
        ("+1917-10-25T00:00:00Z", 11, JULIAN, "1917-11-07"),
        ("+1582-10-05T00:00:00Z", 11, JULIAN, "1582-10-15"),
        ("+1900-02-29T00:00:00Z", 11, JULIAN, "1900-03-13"),
        ("+1900-00-00T00:00:00Z", 7, "", "1801/1900"),
        ("+2001-00-00T00:00:00Z", 6, "", "2001/3000"),
        ("-0100-00-00T00:00:00Z", 7, "", "-0099/0000"),
        ("+1950-00-00T00:00:00Z", 8, "", "195X"),
        ("+1950-05-00T00:00:00Z", 10, "", "1950-05"),
        ("+1950-00-00T00:00:00Z", 11, "", "1950"),
        ("+00000001999-05-06T00:00:00Z", 11, "", "1999-05-06"),
        ("-0001-00-00T00:00:00Z", 9, "", "0000"),
        ("+0000-00-00T00:00:00Z", 9, "", ""),
        ("-13798000000-00-00T00:00:00Z", 3, "", ""),
        ("+29999-00-00T00:00:00Z", 9, "", ""),
        ("yesterday", 9, "", ""),
    ],
)
def test_dates(time: str, precision: int, calendar: str, edtf: str) -> None:
    assert edtf_of({"time": time, "precision": precision, "calendarmodel": calendar}) == edtf


@pytest.mark.parametrize("ending", PACKED)
def test_however_it_is_packed(tmp_path: Path, index: Path, ending: str) -> None:
    (tmp_path / "dump").write_bytes(PACKED[ending](dump(SAMPLE)))
    made = build_index(tmp_path / "dump", tmp_path / "own.sqlite")
    assert (made.lines, made.items, made.redirects) == (15, 9, 3)
    assert rows(tmp_path / "own.sqlite") == rows(index)


def test_lines_without_the_array(tmp_path: Path, index: Path) -> None:
    (tmp_path / "dump.ndjson").write_bytes(b"\n".join(json.dumps(each).encode() for each in SAMPLE))
    build_index(tmp_path / "dump.ndjson", tmp_path / "own.sqlite")
    assert rows(tmp_path / "own.sqlite") == rows(index)


@pytest.mark.parametrize("ending", PACKED)
def test_an_interrupted_pass_goes_on(tmp_path: Path, index: Path, ending: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "dump").write_bytes(PACKED[ending](dump(SAMPLE)))
    monkeypatch.setattr("xpkg.linking.index.dump._CHUNK", 900)
    monkeypatch.setattr(building, "_SAVED", 1)
    seen: list[int] = []

    def stop(read: int) -> None:
        seen.append(read)
        if len(seen) == 3:
            raise KeyboardInterrupt

    own = tmp_path / "own.sqlite"
    with pytest.raises(KeyboardInterrupt):
        build_index(tmp_path / "dump", own, tell=stop)
    first = seen[-1]
    build_index(tmp_path / "dump", own, tell=seen.append)
    assert min(seen[3:]) > first  # what was read is not read again
    assert sorted(rows(own)) == sorted(rows(index))
    before = len(seen)
    build_index(tmp_path / "dump", own, tell=seen.append)
    assert len(seen) == before  # it is done


def test_only_chosen_classes(tmp_path: Path) -> None:
    (tmp_path / "dump").write_bytes(dump(SAMPLE))
    build_index(tmp_path / "dump", tmp_path / "own.sqlite", classes=[11032])
    with opened(tmp_path / "own.sqlite") as connection:
        assert connection.execute("SELECT number FROM item").fetchall() == [(104,)]
        assert called(connection, ["Ana Belo"]) == ()


@pytest.mark.parametrize("line", [b'{"type": "item", "id": "L1"}', b'{"type": "item"}', b"[1]", b"{", b'{"id": 7}]'])
def test_a_line_that_is_no_entity_is_told(tmp_path: Path, line: bytes) -> None:
    (tmp_path / "dump").write_bytes(b"[\n" + line + b"\n]\n")
    with pytest.raises(InputError, match="line 2: no entity of Wikidata"):
        build_index(tmp_path / "dump", tmp_path / "own.sqlite")


def test_a_dump_that_is_cut_off_is_told(tmp_path: Path) -> None:
    (tmp_path / "dump").write_bytes(bz2.compress(dump(SAMPLE))[:-20])
    with pytest.raises(InputError, match="cannot be read to its end"):
        build_index(tmp_path / "dump", tmp_path / "own.sqlite")


def test_another_dump_does_not_go_into_an_index(tmp_path: Path, index: Path) -> None:
    (tmp_path / "dump").write_bytes(dump(SAMPLE[:3]))
    with pytest.raises(StoreError, match="of another dump"):
        build_index(tmp_path / "dump", index)
    sqlite3.connect(tmp_path / "other.sqlite").execute("CREATE TABLE x (y)")
    for name, why in (("nowhere.sqlite", "no index here"), ("other.sqlite", "this is no index")):
        with pytest.raises(StoreError, match=why), opened(tmp_path / name):
            pass


def test_the_command(tmp_path: Path, xpkg: Run) -> None:
    (tmp_path / "orm.json.bz2").write_bytes(bz2.compress(dump(SAMPLE)))
    result = xpkg("link", "index", tmp_path / "orm.json.bz2", "--index", tmp_path / "own.sqlite", "--class", "Q5")
    assert result.exit_code == 0, result.stderr
    assert result.stderr.endswith("own.sqlite: 4 items and 3 redirects of 15 lines\n")
    assert xpkg("link", "index", tmp_path / "orm.json.bz2", "--class", "human").exit_code == 2
