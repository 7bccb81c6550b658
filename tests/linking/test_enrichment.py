"""What Wikidata says: read from dumps, indexes and an API that is not always kind, and kept in a graph of its own."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from tests.linking.dumps import dump, item, statement
from tests.linking.services import Turn, fixed, serving
from tests.linking.wikibases import PATH, Wikibase
from xpkg.errors import ServiceError, XpkgError
from xpkg.linking.enrichment.api import ApiRecords
from xpkg.linking.enrichment.records import Record, best, read_record
from xpkg.linking.enrichment.sources import DumpRecords, IndexRecords, Retrieved
from xpkg.linking.index.building import build_index
from xpkg.linking.reconciliation.client import AT_ONCE
from xpkg.linking.reconciliation.transport import Transport
from xpkg.pipeline.graphs_beside import replace_graph
from xpkg.server.jobs import Job
from xpkg.server.settings import Settings
from xpkg.server.write_jobs import write

Run = Callable[..., Result]
HUMAN = statement("P31", "Q5")
TAVISH = item(
    "Q101", "Ione Tavish", ["Ione B. Tavish"], "Australian politician", sitelinks=3, de="Ione Tavish (Politikerin)",
    statements=[
        HUMAN, statement("P569", ("+1960-02-03T00:00:00Z", 11)),
        statement("P39", "Q301", qualifiers={"P580": ("+2018-00-00T00:00:00Z", 9)}),
        statement("P39", "Q302", rank="deprecated"), statement("P102", "Q303"),
    ],
)  # fmt: skip
NAMED = [item("Q301", "Minister of Rivers"), item("Q302", "Mayor"), item("Q303", "Water Party"), item("Q5", "human")]


def raw(name: str, value: Any, kind: str) -> dict[str, Any]:
    """A statement whose value is written as it is."""
    snak = {"snaktype": "value", "property": name, "datavalue": {"value": value, "type": kind}}
    return {"mainsnak": snak, "type": "statement", "id": f"{name}$x", "rank": "normal"}


def record(*statements: dict[str, Any]) -> Record:
    return read_record(item("Q9", "x", statements=statements), ("en",), "2026-11-30")


@pytest.mark.parametrize(
    ("told", "value"),
    [
        (raw("P214", "113230702", "string"), "113230702"),
        (raw("P18", "Ione Tavish 2019.jpg", "string"), "Ione Tavish 2019.jpg"),
        (raw("P625", {"latitude": 43.8, "longitude": 87.5833, "globe": "http://www.wikidata.org/entity/Q2"},
             "globecoordinate"), "Point(87.5833 43.8)"),
        (raw("P625", {"latitude": 3, "longitude": 4, "globe": "http://www.wikidata.org/entity/Q405"},
             "globecoordinate"), None),
        (raw("P625", {"latitude": 430, "longitude": 4}, "globecoordinate"), None),
        (raw("P625", {"latitude": "3", "longitude": None}, "globecoordinate"), None),
        (statement("P569", ("+1700-02-29T00:00:00Z", 11, "http://www.wikidata.org/entity/Q1985786")), "1700-03-11"),
        (statement("P569", ("+1999-02-30T00:00:00Z", 11)), "1999-02"),
        (statement("P569", ("+19999999999-02-30T00:00:00Z", 11)), None),
        (statement("P569", "", kind="somevalue"), None),
        (statement("P39", "", kind="novalue"), None),
        (raw("P39", {"id": "Q1> <x"}, "wikibase-entityid"), None),
        (raw("P214", "x" * 2000, "string"), None),
        (raw("P214", "12\x0734", "string"), None),
        (raw("P214", ["1"], "string"), None),
        (raw("P999", "of no property that is read", "string"), None),
    ],
)  # fmt: skip
def test_a_value_is_read_as_it_is_or_not_at_all(told: dict[str, Any], value: str | None) -> None:
    assert [each.value for each in record(told).claims] == ([] if value is None else [value])


def test_of_ranks_the_best_counts() -> None:
    dates = [("+1960-00-00T00:00:00Z", 9), ("+1961-00-00T00:00:00Z", 9), ("+1962-00-00T00:00:00Z", 9)]
    ranks = ("normal", "preferred", "deprecated")
    told = record(*(statement("P569", date, rank=rank) for date, rank in zip(dates, ranks, strict=True)))
    assert [(each.value, each.rank) for each in told.claims] == [
        ("1960", "normal"), ("1961", "preferred"), ("1962", "deprecated")]  # fmt: skip
    assert [each.value for each in best(told.claims, "P569")] == ["1961"]
    assert best(told.claims[2:], "P569") == ()


@pytest.mark.parametrize("told", [{"id": "P31"}, {"id": 5}, {}, {"id": "Q5", "type": "property"}, {"id": "Q0"}])
def test_what_is_no_item_is_refused(told: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="no item"):
        read_record(told, ("en",), "")


def test_a_dump_tells_of_merged_items_wherever_they_stand(tmp_path: Path) -> None:
    lines = [TAVISH, {"entity": "Q99", "redirect": "Q98"}, {"entity": "Q98", "redirect": "Q101"}, *NAMED]
    (tmp_path / "dump.json").write_bytes(dump(lines))
    told = DumpRecords(tmp_path / "dump.json").retrieve(["Q99", "Q5", "Q7"], ("en", "de"))
    assert {*told.records} == {"Q101", "Q5"}
    assert (dict(told.merged), {*told.missing}) == ({"Q99": "Q101"}, {"Q7"})
    found = told.records["Q101"]
    assert [(each.language, each.text) for each in found.labels] == [
        ("en", "Ione Tavish"), ("de", "Ione Tavish (Politikerin)")]  # fmt: skip
    assert (found.revision, found.retrieved) == (7, "2026-11-01")
    (office,) = best(found.claims, "P39")
    assert (office.value, office.when("P580"), office.when("P582")) == ("Q301", "2018", "")


@pytest.mark.parametrize("lines", [b"[\nnonsense,\n]", b'[\n{"type":"item"},\n{"redirect":5,"entity":"Q1"}\n]'])
def test_a_damaged_dump_is_told_with_its_line(lines: bytes, tmp_path: Path) -> None:
    (tmp_path / "dump.json").write_bytes(lines)
    with pytest.raises(XpkgError, match=r"dump.json, line [23]: no entity"):
        DumpRecords(tmp_path / "dump.json").retrieve(["Q1"], ("en",))


def test_an_index_has_names_dates_and_offices(tmp_path: Path) -> None:
    (tmp_path / "dump.json").write_bytes(dump([TAVISH, {"entity": "Q99", "redirect": "Q101"}, *NAMED]))
    build_index(tmp_path / "dump.json", tmp_path / "i.sqlite")
    told = IndexRecords(tmp_path / "i.sqlite").retrieve(["Q99", "Q7"], ("en",))
    assert (dict(told.merged), {*told.missing}) == ({"Q99": "Q101"}, {"Q7"})
    found = told.records["Q101"]
    assert [(each.property, each.value) for each in found.claims] == [("P569", "1960-02-03"), ("P39", "Q301")]
    assert [each.text for each in (*found.labels, *found.aliases, *found.descriptions)] == [
        "Ione Tavish", "Ione B. Tavish", "Australian politician"]  # fmt: skip


class Api:
    """A source on the API of ``wikibase``, with the waits that it was asked for."""

    def __init__(self, url: str, folder: Path, timeout: float = 5) -> None:
        self.waits: list[float] = []
        transport = Transport(url, "xpkg/0 (test)", timeout, self.waits.append)
        self.source = ApiRecords(transport, folder / "cache.sqlite", lambda: "2026-11-30")

    def retrieve(self, *items: str) -> Retrieved:
        return self.source.retrieve(items, ("en",))


@pytest.fixture
def wikibase() -> Iterator[tuple[Wikibase, str]]:
    told = Wikibase([TAVISH, *NAMED], {"Q99": "Q101"})
    with serving(told, PATH) as url:
        yield told, url


def test_the_api_is_asked_once(wikibase: tuple[Wikibase, str], tmp_path: Path) -> None:
    told, url = wikibase
    first = Api(url, tmp_path).retrieve("Q99", "Q5", "Q7")
    assert {*first.records} == {"Q101", "Q5"}
    assert (dict(first.merged), {*first.missing}) == ({"Q99": "Q101"}, {"Q7"})
    assert first.records["Q101"].retrieved == "2026-11-30"
    assert len(first.records["Q101"].claims) == 5
    (form,) = told.asked
    assert (form["action"], form["maxlag"], form["ids"]) == ("wbgetentities", "5", "Q5|Q7|Q99")
    assert {*told.agents} == {"xpkg/0 (test)"}
    assert Api(url, tmp_path).retrieve("Q99", "Q5", "Q7") == first
    assert len(told.asked) == 1


def test_many_are_asked_in_batches_at_most_three_at_once(wikibase: tuple[Wikibase, str], tmp_path: Path) -> None:
    told, url = wikibase
    told.slow = 0.05
    Api(url, tmp_path).retrieve(*(f"Q{number}" for number in range(1000, 1400)))
    assert [len(form["ids"].split("|")) for form in told.asked] == [50] * 8
    assert 1 < told.most <= AT_ONCE


@pytest.mark.parametrize(
    ("turn", "waits"),
    [
        (fixed(429, Retry_After="7"), [7.0]),
        (fixed(503), [1.0]),
        (fixed(200, {"error": {"code": "maxlag", "info": "Waiting for db"}}, Retry_After="5"), [5.0]),
        (fixed(200, {"error": {"code": "ratelimited"}}), [1.0]),
        (fixed(200, b'{"entities": {', Content_Length="900"), [1.0]),  # half an answer
        (fixed(200, {"error": {"code": "internal_api_error_DBQueryError"}}), [1.0]),
    ],
)
def test_a_busy_api_is_asked_again_when_it_says(
    wikibase: tuple[Wikibase, str], tmp_path: Path, turn: Turn, waits: list[float]
) -> None:
    told, url = wikibase
    told.turns = [turn]
    api = Api(url, tmp_path)
    assert {*api.retrieve("Q101").records} == {"Q101"}
    assert api.waits == waits


def entities(**told: Any) -> Turn:
    return fixed(200, {"entities": told})


@pytest.mark.parametrize(
    ("turn", "why"),
    [
        (fixed(403), "status 403"),
        (fixed(500), "status 500"),
        (fixed(200, b"<html>"), "no JSON"),
        (fixed(200, b"[" * 100_000), "no JSON"),
        (fixed(200, []), "no entities"),
        (fixed(200, {"error": {"code": "badvalue", "info": "Unrecognized value\nfor x"}}), "refuses: Unrecognized"),
        (fixed(200, {"error": {"code": "no-such-entity", "id": "Q77"}}), "what was not asked"),
        (entities(), "nothing of Q101"),
        (entities(Q101=[]), "nothing of Q101"),
        (entities(Q101=item("Q102", "Ona Tavish")), "asked for Q101, the answer is 'Q102'"),
        (entities(Q101={**item("Q102"), "redirects": {"from": "Q7", "to": "Q102"}}), "asked for Q101"),
        (entities(Q101={**item("Q102"), "redirects": 5}), "asked for Q101"),
        (entities(Q101={**item("Q101"), "type": "property"}), "Q101 is no item"),
        (fixed(429, Retry_After="99999"), "99999 seconds of quiet"),
        (fixed(302, Location="http://127.0.0.2:1/"), "status 302"),
    ],
)  # fmt: skip
def test_an_api_that_lies_is_told_in_a_line(
    wikibase: tuple[Wikibase, str], tmp_path: Path, turn: Turn, why: str
) -> None:
    told, url = wikibase
    told.turns = [turn]
    with pytest.raises(ServiceError, match=why) as error:
        Api(url, tmp_path).retrieve("Q101")
    assert "\n" not in str(error.value)


def test_an_item_that_the_api_does_not_know_costs_no_other(wikibase: tuple[Wikibase, str], tmp_path: Path) -> None:
    told, url = wikibase
    told.turns = [fixed(200, {"error": {"code": "no-such-entity", "id": "Q7", "info": "Could not find"}})]
    found = Api(url, tmp_path).retrieve("Q101", "Q7")
    assert ({*found.records}, {*found.missing}) == ({"Q101"}, {"Q7"})


def test_an_interrupted_run_goes_on_where_it_was(wikibase: tuple[Wikibase, str], tmp_path: Path) -> None:
    told, url = wikibase
    items = [f"Q{number}" for number in range(1000, 1200)]
    told.turns = [told.true, fixed(403), fixed(403), fixed(403)]
    with pytest.raises(ServiceError):
        Api(url, tmp_path).retrieve(*items)
    told.turns, before = [], len(told.asked)
    Api(url, tmp_path).retrieve(*items)
    assert sum(len(form["ids"].split("|")) for form in told.asked[before:]) in (150, 200)


def test_an_api_that_does_not_answer_in_time(wikibase: tuple[Wikibase, str], tmp_path: Path) -> None:
    told, url = wikibase
    told.slow = 0.3
    with pytest.raises(ServiceError, match="does not answer"):
        Api(url, tmp_path, timeout=0.05).retrieve("Q101")


TEXT = """Ferry company denies safety claims

LONDON, March 3, 2021 - Ione Tavish, Minister of Rivers of Australia, said the ferry was safe. Tavish spoke in Canberra.
"""
LINKS = """#mapping_set_id: https://example.org/links
#license: https://creativecommons.org/publicdomain/zero/1.0/
subject_id\tpredicate_id\tobject_id\tmapping_justification\tauthor_label
xpkgid:person/ione-tavish-c0a9bd8c39\tskos:exactMatch\twd:Q99\tsemapv:ManualMappingCuration\tthe desk
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, xpkg: Run) -> Path:
    made = tmp_path_factory.mktemp("enrich")
    (made / "ferry.txt").write_text(TEXT, encoding="utf-8")
    (made / "links.sssom.tsv").write_text(LINKS, encoding="utf-8")
    (made / "dump.json").write_bytes(dump([TAVISH, {"entity": "Q99", "redirect": "Q101"}, *NAMED]))
    result = build(xpkg, made)
    assert result.exit_code == 0, result.output
    return made


def build(xpkg: Run, folder: Path, *more: str, store: Path | None = None) -> Result:
    given = ("--links", folder / "links.sssom.tsv", "--annotator", "rules", "--store", store or folder / "x.db")
    return xpkg("build", folder / "ferry.txt", *given, *more)


def said(xpkg: Run, folder: Path, graph: str = "https://w3id.org/xpkg/graph/wikidata") -> list[str]:
    query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
    result = xpkg("query", "-e", query, "--format", "ntriples", "--store", folder / "x.db")
    assert result.exit_code == 0, result.stderr
    return sorted(filter(None, result.stdout.splitlines()))


def test_what_wikidata_says_stands_apart_and_stays(folder: Path, xpkg: Run) -> None:
    result = xpkg("enrich", "--dump", folder / "dump.json", "--store", folder / "x.db")
    assert result.exit_code == 0, result.stderr
    assert "Q99 was merged into Q101" in result.stderr
    told = said(xpkg, folder)
    assert told
    assert all(line.startswith(("<http://www.wikidata.org/", "<https://www.wikidata.org/")) for line in told)
    assert any("prop/direct/P39> <http://www.wikidata.org/entity/Q301>" in line for line in told)
    assert not any("prop/direct/P39> <http://www.wikidata.org/entity/Q302>" in line for line in told)  # deprecated
    other = folder / "elsewhere"
    shutil.copytree(folder / "x.db", other / "x.db")
    for where, more in ((folder, ()), (other, ("--replace", "--base", "https://example.org/x/"))):
        again = build(xpkg, folder, *more, store=where / "x.db")
        assert again.exit_code == 0, again.stderr
        checked = xpkg("validate", "--store", where / "x.db")
        assert checked.exit_code == 0, checked.stderr
        base = "https://example.org/x/" if more else "https://w3id.org/xpkg/"
        assert said(xpkg, where, f"{base}graph/wikidata") == told
    once = xpkg("stats", "--store", folder / "x.db").stdout
    assert xpkg("enrich", "--dump", folder / "dump.json", "--store", folder / "x.db").exit_code == 0
    assert xpkg("stats", "--store", folder / "x.db").stdout == once  # the same input, the same snapshot
    assert "Ione Tavish (Politikerin)" not in "".join(told)
    found = xpkg("query", "-e", 'SELECT ?s { ?s a xpkg:Person FILTER(xpkg:matches(?s, "Tavish")) }', "--format", "csv",
                 "--store", folder / "x.db")  # fmt: skip
    assert found.stdout.split() == ["s", "https://w3id.org/xpkg/id/person/ione-tavish-c0a9bd8c39"]
    assert xpkg("enrich", "--clear", "--store", folder / "x.db").exit_code == 0
    assert said(xpkg, folder) == []


def test_a_store_that_users_wrote_is_enriched_as_well(folder: Path, xpkg: Run) -> None:
    store = folder / "x.db"
    update = "INSERT DATA { GRAPH <http://e.org/own> { <http://e.org/a> <http://e.org/b> 1 } }"
    assert write(store, Job("update", update, base="http://e.org/"), None, Settings()).kind == "ok"
    assert xpkg("enrich", "--dump", folder / "dump.json", "--store", store).exit_code == 0
    assert len(said(xpkg, folder, "http://e.org/own")) == 1
    told = said(xpkg, folder)
    assert told
    again = build(xpkg, folder)
    assert again.exit_code == 0, again.stderr
    assert said(xpkg, folder) == told
    assert len(said(xpkg, folder, "http://e.org/own")) == 1
    replace_graph(store, "wikidata", ())
    assert said(xpkg, folder) == []
    assert len(said(xpkg, folder, "http://e.org/own")) == 1


def test_the_command_asks_an_api_that_a_user_names(wikibase: tuple[Wikibase, str], folder: Path, xpkg: Run) -> None:
    told, url = wikibase
    arguments = ("enrich", "--api", url, "--contact", "desk@example.org", "--cache", folder / "answers.sqlite",
                 "--language", "en", "--language", "de", "--store", folder / "x.db")  # fmt: skip
    result = xpkg(*arguments)
    assert result.exit_code == 0, result.stderr
    assert "1 of 2 linked items, 5 statements" in result.stderr
    assert "Q408 is not there" in result.stderr  # Australia, which the links that come along have
    assert any("Politikerin" in line for line in said(xpkg, folder))
    assert all("desk@example.org" in agent for agent in told.agents)
    before = len(told.asked)
    assert xpkg(*arguments).exit_code == 0
    assert len(told.asked) == before


@pytest.mark.parametrize(
    "options",
    [(), ("--wikidata", "--clear"), ("--api", "https://e.org/", "--wikidata"), ("--wikidata", "--language", "X")],
)
def test_wrong_usage_asks_nothing(folder: Path, xpkg: Run, options: tuple[str, ...]) -> None:
    assert xpkg("enrich", *options, "--store", folder / "x.db").exit_code == 2


def test_a_failing_api_changes_nothing(wikibase: tuple[Wikibase, str], folder: Path, xpkg: Run, tmp_path: Path) -> None:
    told, url = wikibase
    before = said(xpkg, folder)
    told.turns = [fixed(403)]
    result = xpkg("enrich", "--api", url, "--cache", tmp_path / "c.sqlite", "--store", folder / "x.db")
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
    assert said(xpkg, folder) == before
