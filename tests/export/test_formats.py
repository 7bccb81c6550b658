"""Every format of an export: complete, the same bytes each time, in place in one step, and refused in one line."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result
from pyoxigraph import NamedNode, RdfFormat, parse

from xpkg.errors import OutputError
from xpkg.export import libraries
from xpkg.export.bibliography import Work, bibtex, ris
from xpkg.export.files import write_folder
from xpkg.export.formats import BY_NAME, FORMATS, Exported, Format, export_bytes, export_to
from xpkg.export.records import Records
from xpkg.export.sheets import SHEETS
from xpkg.store import open_snapshot
from xpkg.vocab import RDF, XPKG

Run = Callable[..., Result]
XI = "Xi Jinping"


@pytest.fixture(scope="module")
def given(seeds: Path) -> Iterator[Exported]:
    """The texts that come along."""
    with open_snapshot(seeds) as snapshot:
        yield Exported(snapshot.open(), snapshot.manifest())


@pytest.fixture(scope="module")
def tables(given: Exported, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Their CSV files."""
    folder = tmp_path_factory.mktemp("exports") / "tables"
    export_to(folder, BY_NAME["csv"], given)
    return folder


def rows(tables: Path, name: str) -> list[dict[str, str]]:
    with (tables / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def written(path: Path) -> bytes:
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    return b"".join(file.name.encode() + file.read_bytes() for file in files if path.is_dir()) or path.read_bytes()


LARGE = ("trig", "nquads", "jsonld", "turtle", "ntriples", "rdfxml", "turtle12")


@pytest.mark.parametrize("form", [each for each in FORMATS if each.name not in LARGE], ids=lambda form: form.name)
def test_the_same_graph_gives_the_same_bytes(given: Exported, tmp_path: Path, form: Format) -> None:
    pytest.importorskip("xlsxwriter") if form == BY_NAME["xlsx"] else None
    pytest.importorskip("pyarrow") if form == BY_NAME["parquet"] else None
    for name in ("one", "other"):
        export_to(tmp_path / name, form, given)
    one, other = written(tmp_path / "one"), written(tmp_path / "other")
    assert one == other
    assert len(one) > 20


@pytest.mark.parametrize(
    ("table", "cls"),
    [("people", XPKG.Person), ("organizations", XPKG.Organization), ("places", XPKG.Place), ("events", XPKG.Event),
     ("statements", XPKG.Statement), ("positions", XPKG.Position), ("sources", XPKG.Source)],
)  # fmt: skip
def test_a_table_has_all_of_its_class(given: Exported, tables: Path, table: str, cls: NamedNode) -> None:
    found = {str(quad.subject)[1:-1] for quad in given.database.quads_for_pattern(None, RDF.type, cls)}
    told = [row["iri"] for row in rows(tables, table)]
    assert sorted(told) == sorted(found)


def test_offsets_in_tables_are_those_of_the_text(tables: Path) -> None:
    texts = {row["iri"]: row["text"] for row in rows(tables, "sources")}
    mentions = rows(tables, "mentions")
    assert len(mentions) > 100
    for row in mentions:
        assert texts[row["source_iri"]][int(row["start"]) : int(row["end"])] == row["words"]
    for row in rows(tables, "statements"):
        assert texts[row["source_iri"]][int(row["start"]) : int(row["end"])] == row["words"]


def test_what_a_table_refers_to_is_in_the_other(tables: Path) -> None:
    referring = [(sheet.name, column) for sheet in SHEETS for column in sheet.columns if column.refers]
    assert referring
    for name, column in referring:
        other, _, key = column.refers.partition(".")
        assert {row[column.name] for row in rows(tables, name)} <= {row[key] for row in rows(tables, other)}


def test_the_sqlite_file_is_sound_and_searched(given: Exported, tmp_path: Path) -> None:
    export_to(tmp_path / "graph.sqlite", BY_NAME["sqlite"], given)
    database = sqlite3.connect(tmp_path / "graph.sqlite")
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    hits = database.execute(
        "SELECT content FROM statements WHERE rowid IN (SELECT rowid FROM statements_fts WHERE statements_fts MATCH ?)",
        ("camp",),
    ).fetchall()
    assert hits
    assert all("camp" in content.lower() for (content,) in hits)
    database.close()


def test_what_was_not_said_makes_no_edge(given: Exported) -> None:
    from xpkg.export.networks import edges

    said = {(edge.source, edge.target) for edge in edges(given.records()) if edge.relation == "speaks about"}
    records: Records = given.records()
    for _, statement in records.told(XPKG.Statement):
        for speaker in statement.all(XPKG.speaker):
            pairs = {(speaker, thing) for thing in statement.all(XPKG.about) if thing != speaker}
            assert pairs <= said or statement.true(XPKG.negated)


def test_each_reified_triple_is_in_the_graph(given: Exported) -> None:
    triples = list(parse(export_bytes(BY_NAME["turtle12"], given), format=RdfFormat.TURTLE))
    asserted = {str(quad.triple) for quad in triples}
    reified = [quad.object for quad in triples if quad.predicate.value.endswith("#reifies")]
    assert len(reified) > 500
    assert {str(triple) for triple in reified} <= {f"<<( {each} )>>" for each in asserted} | asserted
    assert len(asserted) == len(triples)


def test_quotations_of_annotations_are_where_they_say(given: Exported) -> None:
    found = json.loads(export_bytes(BY_NAME["annotations"], given))
    items = found["first"]["items"]
    assert found["total"] == len(items) > 100
    texts = {source.iri: given.records().record(source.iri).one(XPKG.text) for source in given.records().sources}
    assert len({each["id"] for each in items}) == len(items)
    for each in items:
        for target in each["target"] if isinstance(each["target"], list) else [each["target"]]:
            position, quote = target["selector"]
            text = texts[target["source"]]
            assert text[position["start"] : position["end"]] == quote["exact"]
            assert text[: position["start"]].endswith(quote["prefix"])
            assert text[position["end"] :].startswith(quote["suffix"])


def test_nanopublications_of_one_speaker_are_theirs(seeds: Path, xpkg: Run) -> None:
    result = xpkg("export", XI, "--format", "nanopublications", "--store", seeds)
    quads = list(parse(result.stdout.encode(), format=RdfFormat.TRIG))
    [speaker] = {quad.object.value for quad in quads if quad.predicate == XPKG.speaker}
    assert "xi-jinping" in speaker
    assert len({quad.graph_name for quad in quads}) % 4 == 0


def test_a_framed_thing_has_its_statements_inside(seeds: Path, xpkg: Run) -> None:
    tree = json.loads(xpkg("export", XI, "--format", "framed", "--store", seeds).stdout)
    assert tree["rdfs:label"] == XI
    assert all(each["content"] for each in tree["statementsBy"])
    assert "Person" in tree["type"]


WORK = Work(
    "http://e/id/document/a-1", "a-1", "report", "Costs & 50% of {it}\\_", ("Ann Low", "River Board"), "Low_Press",
    "2019-11", {"url": "https://e/a_b%20c", "issue": "3"},
)  # fmt: skip


def test_bibtex_escapes_what_latex_reads() -> None:
    assert bibtex(WORK) == (
        "@techreport{a-1,\n"
        "  title = {{Costs \\& 50\\% of \\{it\\}\\textbackslash{}\\_}},\n"
        "  author = {{Ann Low} and {River Board}},\n"
        "  institution = {Low\\_Press},\n"
        "  date = {2019-11},\n  year = {2019},\n  month = {11},\n"
        "  url = {https://e/a_b%20c},\n  number = {3},\n}\n"
    )


def test_ris_has_a_line_a_field() -> None:
    assert ris(WORK).split("\r\n")[:6] == [
        "TY  - RPRT", "ID  - a-1", "TI  - Costs & 50% of {it}\\_", "AU  - Ann Low", "AU  - River Board", "PY  - 2019",
    ]  # fmt: skip


def test_list_says_what_each_format_is(xpkg: Run) -> None:
    lines = xpkg("export", "--list").stdout.splitlines()
    assert [line.split()[0] for line in lines] == [*BY_NAME, "framed"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--format", "csv"], "name a folder with -o"),
        (["--format", "framed"], "a format of one thing"),
        ([XI, "--format", "csv", "-o", "x"], "one thing has"),
        (["--graph", "links", "--format", "ris"], "one graph has"),
        (["--format", "docx"], "Invalid value"),
    ],
)
def test_a_wrong_use_is_told(seeds: Path, xpkg: Run, arguments: list[str], says: str) -> None:
    result = xpkg("export", *arguments, "--store", seeds)
    assert result.exit_code == 2
    assert says in result.stderr


def test_a_folder_of_others_is_left_alone(seeds: Path, xpkg: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("mine")
    result = xpkg("export", "--format", "csv", "-o", tmp_path, "--store", seeds)
    assert result.exit_code == 1
    assert "has files that no export wrote" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["mine.csv"]


def test_a_file_is_not_made_a_folder(seeds: Path, xpkg: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("mine")
    result = xpkg("export", "--format", "csv", "-o", tmp_path / "mine.csv", "--store", seeds)
    assert result.exit_code == 1
    assert (tmp_path / "mine.csv").read_text() == "mine"


def test_an_export_of_before_is_replaced_and_a_failed_one_leaves_it(tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    write_folder(folder, _with("old"))
    with pytest.raises(OutputError, match="no room"):
        write_folder(folder, _fails)
    assert (folder / "old").read_text() == "old"
    write_folder(folder, _with("new"))
    assert sorted(path.name for path in folder.iterdir()) == [".xpkg-export", "new"]
    assert [path.name for path in tmp_path.iterdir()] == ["tables"]


def _with(name: str) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        (path / name).write_text(name)

    return write


def _fails(path: Path) -> None:
    (path / "half").write_text("half")
    raise OSError(28, "no room")


def test_a_library_that_is_missing_is_named() -> None:
    with pytest.raises(OutputError, match=r"needs notthere, .* pip install 'xpkg\[tables\]'"):
        libraries.needed("notthere.inside", "tables")
