"""The command line: what each command shows, and what it says when it cannot."""

from __future__ import annotations

import gc
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pyoxigraph
import pytest
from click.testing import Result
from pyoxigraph import RdfFormat

from xpkg.cli import COMMANDS
from xpkg.export import FORMATS
from xpkg.store import open_snapshot

Run = Callable[..., Result]
XI = "https://w3id.org/xpkg/id/person/xi-jinping-14de1edaca"


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_every_command_has_help(xpkg: Run, command: str, flag: str) -> None:
    result = xpkg(command, flag)
    assert result.exit_code == 0
    # "parse" and "fetch" know no store, "link" has commands of its own
    assert "--store" in result.stdout or command in ("parse", "fetch", "link")
    assert command in xpkg("--help").stdout


@pytest.mark.parametrize("command", [
    ["validate"], ["stats"], ["export"], ["show", "x"], ["query", "-e", "ASK {}"],
    ["link", "review", "--author", "me", "--proposals", os.devnull],
])  # fmt: skip
def test_without_a_store_every_command_says_what_to_do(xpkg: Run, tmp_path: Path, command: list[str]) -> None:
    result = xpkg(*command, "--store", tmp_path / "db")
    assert result.exit_code == 1
    assert "make one with 'xpkg build" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    "name",
    ["Xi Jinping", "xi  jinping", "习近平", XI, "id/person/xi-jinping-14de1edaca", "person/xi-jinping-14de1edaca"],
)
def test_one_thing_is_found_by_name_and_by_iri(seeds: Path, xpkg: Run, name: str) -> None:
    result = xpkg("show", name, "--store", seeds)
    assert result.exit_code == 0, result.stderr
    assert result.stdout.splitlines()[:3] == ["Xi Jinping", "person", XI]
    assert "Said (" in result.stdout
    assert "Mentions (" in result.stdout


@pytest.mark.parametrize("name", ["taipei-times-xinjiang-leak", "taipei-times-xinjiang-leak.txt"])
def test_a_source_is_found_by_its_file(seeds: Path, xpkg: Run, name: str) -> None:
    iri = "https://w3id.org/xpkg/id/document/taipei-times-xinjiang-leak-d1783cc74c"
    assert xpkg("show", name, "--store", seeds).stdout.splitlines()[2] == iri
    assert f"<{iri}>" in xpkg("export", name, "--store", seeds).stdout
    assert f"<{iri}>" in xpkg("export", "--graph", name, "--store", seeds).stdout
    assert "Xi Jinping" in xpkg("explain", name, "150", "--store", seeds).stdout


def test_what_was_not_said_is_never_shown_as_said(seeds: Path, xpkg: Run) -> None:
    shown = " ".join(xpkg("show", "Xi Jinping", "--store", seeds).stdout.split())
    assert "the creation of a large network of camps — not said, as the text tells" in shown
    for query in ("demands", "who-said-what", "statements-by"):
        told = xpkg("query", query, "--store", seeds).stdout
        assert "Xi Jinping" in told or "show absolutely no mercy" in told
        assert "the creation of a large network of camps" not in told
    assert "the creation of a large network of camps" in xpkg("query", "not-said", "--store", seeds).stdout


def test_a_name_of_several_lists_them(seeds: Path, xpkg: Run) -> None:
    result = xpkg("show", "Ministry of Foreign Affairs", "--store", seeds)
    assert result.exit_code == 1
    assert "may mean several things" in result.stderr
    assert "Ministry of Foreign Affairs of China" in result.stderr
    assert "Ministry of Foreign Affairs of Taiwan" in result.stderr


def test_a_name_of_nothing_is_said(seeds: Path, xpkg: Run) -> None:
    result = xpkg("show", "Zaphod Beeblebrox", "--store", seeds)
    assert result.exit_code == 1
    assert "nothing here is called 'Zaphod Beeblebrox'" in result.stderr


@pytest.mark.parametrize(
    ("name", "near"),
    [("Xi Jingping", "'Xi Jinping'"), ("xinjang", "'Xinjiang'"), ("Pompe", "'Mike Pompeo' or")],
)
def test_a_misspelt_name_brings_similar_ones(name: str, near: str, seeds: Path, xpkg: Run) -> None:
    result = xpkg("show", name, "--store", seeds)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"xpkg: nothing here is called {name!r}; did you mean {near}")


def test_a_page_holds_what_is_about_the_thing_alone(seeds: Path, xpkg: Run) -> None:
    shown = xpkg("show", "Wang Yongzhi", "--store", seeds).stdout
    assert "Events (" in shown
    assert "Published (" not in shown, "no body, no publisher"
    assert len(shown.splitlines()) < 100


def test_a_statement_shows_its_passages(seeds: Path, xpkg: Run) -> None:
    first = "SELECT ?s { ?s a xpkg:Statement } ORDER BY ?s LIMIT 1"
    found = xpkg("query", "-e", first, "--format", "csv", "--store", seeds)
    result = xpkg("show", found.stdout.split()[1], "--store", seeds)
    assert result.exit_code == 0, result.stderr
    assert "contentPassage: “" in result.stdout


def test_json_ld_may_refer_to_its_context(seeds: Path, xpkg: Run) -> None:
    address = "https://kg.example/context.jsonld"
    carried, referred = (
        json.loads(xpkg("export", "--graph", "links", "--format", "jsonld", *more, "--store", seeds).stdout)
        for more in ([], ["--context", address])
    )
    assert referred["@context"] == address
    assert referred | {"@context": carried["@context"]} == carried
    wrong = xpkg("export", "--format", "turtle", "--context", address, "--store", seeds)
    assert (wrong.exit_code, "--format jsonld" in wrong.stderr) == (2, True)


@pytest.mark.parametrize("form", FORMATS)
def test_what_is_exported_reads_back(seeds: Path, xpkg: Run, tmp_path: Path, form: str) -> None:
    file = tmp_path / "out"
    assert xpkg("export", "--format", form, "-o", file, "--store", seeds).exit_code == 0
    assert list(tmp_path.iterdir()) == [file], "nothing half-written is left beside it"
    formats = {
        "trig": RdfFormat.TRIG, "nquads": RdfFormat.N_QUADS, "turtle": RdfFormat.TURTLE,
        "ntriples": RdfFormat.N_TRIPLES, "rdfxml": RdfFormat.RDF_XML, "jsonld": RdfFormat.JSON_LD,
    }  # fmt: skip
    read = list(pyoxigraph.parse(path=str(file), format=formats[form]))
    with open_snapshot(seeds) as snapshot:
        named = {quad for quad in snapshot.open() if str(quad.graph_name) != "DEFAULT"}
    if form in ("trig", "nquads", "jsonld"):
        assert set(read) == named
    else:
        assert {quad.triple for quad in read} == {quad.triple for quad in named}


def test_json_ld_is_compact(seeds: Path, xpkg: Run) -> None:
    data = json.loads(xpkg("export", XI, "--format", "jsonld", "--store", seeds).stdout)
    assert "Person" in data["@context"]
    text = json.dumps(data["@graph"])
    assert '"Person"' in text
    assert "https://w3id.org/xpkg/ontology#" not in text


@pytest.mark.parametrize(
    "graph", ["inferred", "authority", "taipei-times-xinjiang-leak", "https://w3id.org/xpkg/graph/links"]
)
def test_one_graph_is_exported(seeds: Path, xpkg: Run, graph: str) -> None:
    result = xpkg("export", "--graph", graph, "--format", "nquads", "--store", seeds)
    assert result.exit_code == 0
    assert len({quad.graph_name for quad in pyoxigraph.parse(result.stdout, format=RdfFormat.N_QUADS)}) == 1


def test_a_graph_that_is_none_lists_those_there_are(seeds: Path, xpkg: Run) -> None:
    result = xpkg("export", "--graph", "nowhere", "--store", seeds)
    assert result.exit_code == 1
    assert "graph/inferred" in result.stderr


def test_a_file_that_cannot_be_written_is_said(seeds: Path, xpkg: Run, tmp_path: Path) -> None:
    result = xpkg("export", "-o", tmp_path / "no" / "file.ttl", "--store", seeds)
    assert result.exit_code == 1
    assert "cannot be written" in result.stderr


def test_a_control_character_is_too_much_for_xml(xpkg: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A title\n\nA page\x0cbreak, said Ann Lee.\n")
    assert xpkg("build", tmp_path / "a.txt", "--store", tmp_path / "db").exit_code == 0
    result = xpkg("export", "--format", "rdfxml", "--store", tmp_path / "db")
    assert result.exit_code == 1
    assert "U+000C" in result.stderr
    assert xpkg("export", "--format", "turtle", "--store", tmp_path / "db").exit_code == 0


@pytest.mark.parametrize("form", ["csv", "tsv", "json", "xml"])
def test_a_table_in_every_format(seeds: Path, xpkg: Run, form: str) -> None:
    result = xpkg("query", "-e", "SELECT ?o { ?s a xpkg:Person ; rdfs:label ?o }", "--format", form, "--store", seeds)
    assert result.exit_code == 0
    assert "Xi Jinping" in result.stdout


@pytest.mark.parametrize("form", ["turtle", "ntriples", "rdfxml", "jsonld"])
def test_a_graph_in_every_format(seeds: Path, xpkg: Run, form: str) -> None:
    result = xpkg("query", "-e", f"DESCRIBE <{XI}>", "--format", form, "--store", seeds)
    assert result.exit_code == 0
    assert "Xi Jinping" in result.stdout


@pytest.mark.parametrize(
    "text",
    [
        "ASK " + "{" * 400 + "}" * 400,
        "ASK { FILTER(" + "!" * 20_000 + "true) }",
        "SELECT (1" + "+1" * 5_000 + " AS ?x) {}",
    ],
)
def test_a_deeply_nested_query_ends_no_process(seeds: Path, xpkg: Run, text: str) -> None:
    assert xpkg("query", "-e", text, "--store", seeds).exit_code in (0, 1)


def test_too_many_brackets_are_refused(seeds: Path, xpkg: Run) -> None:
    result = xpkg("query", "-e", "ASK " + "{" * 5000 + "}" * 5000, "--store", seeds)
    assert result.exit_code == 1
    assert "nested deeper" in result.stderr


def test_a_query_from_a_file_and_from_standard_input(seeds: Path, xpkg: Run, tmp_path: Path) -> None:
    (tmp_path / "a.rq").write_text("ASK { ?s a xpkg:Source }")
    assert '"boolean":true' in xpkg("query", tmp_path / "a.rq", "--store", seeds).stdout


def test_stats_count(seeds: Path, xpkg: Run) -> None:
    counted = json.loads(xpkg("stats", "--format", "json", "--store", seeds).stdout)
    assert counted["classes"]["xpkg:Source"] == 3
    assert counted["quads"] == sum(counted["graphs"].values())
    assert "taipei-times-xinjiang-leak" in counted["sources"]
    assert "xpkg:Person" in xpkg("stats", "--store", seeds).stdout


def test_odd_files_are_said_and_the_rest_is_built(xpkg: Run, tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    (texts / "folder.txt").mkdir(parents=True)
    (texts / "folder.txt" / "inside.txt").write_text("A text in a folder. It counts.")
    (texts / "UPPER.TXT").write_text("A text with a loud ending. It counts.")
    (texts / "nowhere.txt").symlink_to(texts / "gone")
    (texts / "loop").symlink_to(texts)
    (texts / "huge.txt").write_bytes(b"a" * 10_000_001)
    result = xpkg("build", texts, texts / "UPPER.TXT", "--store", tmp_path / "db")
    assert result.exit_code == 1
    assert "nowhere.txt: a link to nothing" in result.stderr
    assert "huge.txt: 10,000,001 bytes" in result.stderr
    assert len(result.stderr.splitlines()) == 3, "a file given twice is one file"
    with open_snapshot(tmp_path / "db") as snapshot:
        assert [source.name for source in snapshot.manifest().sources] == ["UPPER", "folder.txt/inside"]


@pytest.mark.parametrize("base", [
    "example.org/", "https://example.org", "https://example.org/a b/", "https://example.org/?a/",
    "https://me@example.org/", "https://example.org/#/", "https://example.org/%zz/", "http://[::1/", "https://example.org/a/../",
    f"https://example.org/{'a' * 1000}/",
])  # fmt: skip
def test_a_base_that_is_none_is_wrong_usage(xpkg: Run, tmp_path: Path, base: str) -> None:
    result = xpkg("build", "--base", base, "--store", tmp_path / "db")
    assert result.exit_code == 2
    assert "base IRI" in result.stderr
    assert len(result.stderr.splitlines()[-1]) < 400


@pytest.mark.parametrize(("form", "query"), [
    ("turtle", "SELECT * { ?s ?p ?o }"), ("csv", "CONSTRUCT { ?s a ?t } WHERE { ?s a ?t }"),
])  # fmt: skip
def test_a_format_of_another_kind_is_said_and_no_more(
    seeds: Path, xpkg: Run, form: str, query: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    untold: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", untold.append)
    result = xpkg("query", "-e", query, "--format", form, "--store", seeds)
    assert result.exit_code == 1
    del result
    gc.collect()
    assert not untold


def test_an_undeclared_prefix_is_said_in_one_line(seeds: Path, xpkg: Run) -> None:
    result = xpkg("query", "-e", "SELECT * { ?s foo:b ?o }", "--store", seeds)
    assert result.exit_code == 1
    assert result.stderr == "xpkg: the query is not SPARQL: prefix foo: is not declared (line 1, column 15)\n"


def test_what_was_kept_is_told_only_where_something_was(xpkg: Run, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.txt").write_text(f"Ann Example said that {name} was enough.\n")
    store = tmp_path / "db"
    assert ": 1 source, 1 analysed, " in (told := xpkg("build", tmp_path / "one.txt", "--store", store).stderr)
    assert "as it was" not in told
    told = xpkg("build", "--add", tmp_path / "two.txt", "--store", store).stderr
    assert ": 2 sources, 1 analysed, 1 as it was, " in told


def test_an_interrupted_build_leaves_the_store(xpkg: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*given: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("xpkg.pipeline.build.build", interrupted)
    (tmp_path / "one.txt").write_text("Ann Example said that it rained.\n")
    result = xpkg("build", tmp_path / "one.txt", "--store", tmp_path / "db")
    assert result.exit_code == 1
    assert result.stderr == "xpkg: interrupted; the store is as it was\n"


@pytest.mark.parametrize("command", [["build", "--text-timeout"], ["serve", "--timeout"]])
@pytest.mark.parametrize("value", ["nan", "inf"])
def test_seconds_that_no_clock_counts_are_wrong_usage(xpkg: Run, command: list[str], value: str) -> None:
    result = xpkg(*command, value)
    assert result.exit_code == 2
    assert f"{value} is no number of seconds" in result.stderr
