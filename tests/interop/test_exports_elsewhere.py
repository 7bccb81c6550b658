"""Each export is opened by a library or program that others wrote for it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from outside import library

from xpkg.export.formats import BY_NAME, Exported, export_bytes, export_to
from xpkg.store import open_snapshot
from xpkg.vocab import XPKG

pytestmark = pytest.mark.filterwarnings("ignore")  # not of our making


@pytest.fixture(scope="module")
def given(seeds: Path) -> Iterator[Exported]:
    """The texts that come along."""
    with open_snapshot(seeds) as snapshot:
        yield Exported(snapshot.open(), snapshot.manifest())


def count(given: Exported, name: str) -> int:
    return sum(1 for _ in given.records().of(XPKG[name]))


def test_followthemoney_takes_every_value(given: Exported) -> None:
    model = library("followthemoney").model
    ids = set()
    for line in export_bytes(BY_NAME["followthemoney"], given).splitlines():
        told = json.loads(line)
        entity = model.make_entity(told["schema"])
        entity.id = told["id"]
        for name, values in told["properties"].items():
            for value in values:
                entity.add(name, value)  # cleans it; what is no such value is left out
            assert sorted(entity.get(name)) == sorted(set(values)), (told["schema"], name)
        entity.schema.validate(entity.to_dict())
        assert entity.id not in ids or told["schema"] == "Position"
        ids.add(entity.id)
    assert len(ids) > 200


@pytest.mark.parametrize(("form", "reader"), [("graphml", "read_graphml"), ("gexf", "read_gexf")])
def test_networkx_reads_the_network(given: Exported, tmp_path: Path, form: str, reader: str) -> None:
    export_to(tmp_path / "network", BY_NAME[form], given)
    network = getattr(library("networkx"), reader)(tmp_path / "network")
    assert network.number_of_edges() > 50
    assert {data["label"] for _, data in network.nodes(data=True)} >= {"Xi Jinping", "The New York Times"}
    assert all(data["weight"] >= 1 for _, _, data in network.edges(data=True))


def test_parquet_has_the_rows_of_csv(given: Exported, tmp_path: Path) -> None:
    library("pyarrow")
    export_to(tmp_path / "parquet", BY_NAME["parquet"], given)
    export_to(tmp_path / "csv", BY_NAME["csv"], given)
    tables = library("pyarrow.parquet")
    for path in sorted((tmp_path / "csv").glob("*.csv")):
        found = tables.read_table(tmp_path / "parquet" / f"{path.stem}.parquet")
        told = library("pyarrow.csv").read_csv(
            path, parse_options=library("pyarrow.csv").ParseOptions(newlines_in_values=True)
        )
        assert (found.num_rows, found.column_names) == (told.num_rows, told.column_names), path.stem


def test_a_workbook_is_opened(given: Exported, tmp_path: Path) -> None:
    library("xlsxwriter")
    export_to(tmp_path / "graph.xlsx", BY_NAME["xlsx"], given)
    book = library("openpyxl").load_workbook(tmp_path / "graph.xlsx", read_only=True)
    statements = list(book["statements"].iter_rows(values_only=True))
    assert len(statements) - 1 == count(given, "Statement")
    assert all(cell.data_type != "f" for row in book["statements"].iter_rows() for cell in row)
    book.close()


def test_datasette_finds_tables_search_and_facets(given: Exported, tmp_path: Path) -> None:
    export_to(tmp_path / "graph.sqlite", BY_NAME["sqlite"], given)
    app = library("datasette.app").Datasette([str(tmp_path / "graph.sqlite")])

    async def ask(path: str) -> Any:
        return (await app.client.get(path)).json()

    async def all_answers() -> tuple[Any, Any]:
        return (
            await ask("/graph/statements.json?_search=camps&_shape=objects"),
            await ask("/graph/statements.json?_facet=act&_size=0"),
        )

    found, faceted = asyncio.run(all_answers())
    assert found["filtered_table_rows_count"] > 0
    assert "camp" in found["rows"][0]["content"].lower()
    facet = faceted["facet_results"]
    results = facet["results"]["act"] if "results" in facet else facet["act"]
    assert any(each["value"] == "says" and each["count"] > 5 for each in results["results"])


def test_references_are_read(given: Exported, tmp_path: Path) -> None:
    told = json.loads(export_bytes(BY_NAME["csl-json"], given))
    assert len(told) > 30
    entries = library("bibtexparser").parse_string(export_bytes(BY_NAME["bibtex"], given).decode())
    assert not entries.failed_blocks
    assert [entry.key for entry in entries.entries] == [item["id"] for item in told]
    records = library("rispy").loads(export_bytes(BY_NAME["ris"], given).decode())
    assert [record["title"] for record in records] == [" ".join(item["title"].split()) for item in told]
    source = library("citeproc.source.json").CiteProcJSON(told)
    assert {*source} == {item["id"].lower() for item in told}


def test_the_calendar_is_read(given: Exported) -> None:
    calendar = library("icalendar").Calendar.from_ical(export_bytes(BY_NAME["icalendar"], given))
    events = calendar.walk("VEVENT")
    assert len(events) > 10
    for event in events:
        assert not event.errors
        assert event["DTSTART"].dt < event["DTEND"].dt
        assert str(event["UID"]) == str(event["URL"])


def test_each_nanopublication_is_one(given: Exported) -> None:
    import rdflib

    quads = rdflib.Dataset(default_union=True)
    quads.parse(data=export_bytes(BY_NAME["nanopublications"], given), format="trig")
    schema = "http://www.nanopub.org/nschema#"
    found = list(quads.subjects(rdflib.RDF.type, rdflib.URIRef(schema + "Nanopublication")))
    assert len(found) == count(given, "Statement")
    nanopub = library("nanopub")
    for node in sorted(map(str, found))[:5]:
        one = rdflib.ConjunctiveGraph()
        for name in ("head", "assertion", "provenance", "publication-info"):
            graph = rdflib.URIRef(node.replace("#nanopublication", f"#{name}"))
            for triple in quads.graph(graph):
                one.get_context(graph).add(triple)
        assert nanopub.Nanopub(rdf=one).is_valid
