"""From files to a store that answers: corpus, evidence, store, command line."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pyoxigraph import Literal, NamedNode, Quad

from xpkg.cli import main
from xpkg.corpus import read_corpus
from xpkg.errors import EvidenceError
from xpkg.evidence import check_evidence
from xpkg.iris import Iris
from xpkg.model import Authority
from xpkg.pipeline.graphs import graph_of
from xpkg.store import open_store, replace_store, sorted_lines
from xpkg.vocab import NIF, XPKG

DATA = Path(__file__).parent.parent / "data"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def built(seeds: Path) -> Path:
    """The store of the texts that come with xpkg."""
    return seeds


def answer(store: Path, query: str) -> list[dict[str, dict[str, str]]]:
    result = run("query", "-e", query, "--format", "json", "--store", store)
    assert result.exit_code == 0, result.stderr
    rows: list[dict[str, dict[str, str]]] = json.loads(result.stdout)["results"]["bindings"]
    return rows


def test_every_marker_of_the_article_leads_to_its_reference(built: Path) -> None:
    rows = answer(
        built,
        "SELECT ?m ?n WHERE { ?m xpkg:citesReference ?r ; nif:anchorOf ?t . ?r xpkg:number ?n "
        "FILTER(?t = CONCAT('[', STR(?n), ']')) }",
    )
    assert len(rows) == 75
    assert {row["n"]["value"] for row in rows} == {str(number) for number in range(1, 44)}


def test_what_is_not_the_storys_is_kept_apart(built: Path) -> None:
    rows = answer(built, "SELECT ?b WHERE { ?b xpkg:inStory false ; xpkg:blockType xpkg:block-teaser }")
    assert len(rows) == 4


def test_passages_are_cut_again(built: Path) -> None:
    rows = answer(
        built,
        "SELECT ?p WHERE { ?p nif:referenceContext ?s ; nif:beginIndex ?b ; nif:endIndex ?e ; nif:anchorOf ?t . "
        "?s xpkg:text ?x FILTER(SUBSTR(?x, ?b + 1, ?e - ?b) != ?t) }",
    )
    assert rows == []


@pytest.fixture(scope="module")
def first_graph() -> tuple[Quad, ...]:
    """The graph of one of the texts that come with xpkg."""
    return graph_of(read_corpus([DATA])[0][0], Authority(), Iris())


def test_a_passage_that_does_not_match_fails(first_graph: tuple[Quad, ...]) -> None:
    quads = first_graph
    spoiled = [Quad(q.subject, q.predicate, Literal("no"), q.graph_name) if q.predicate == NIF.anchorOf else q
               for q in quads]  # fmt: skip
    passages = {quad.subject for quad in quads if quad.predicate == NIF.anchorOf}
    assert check_evidence(quads) == len(passages) > 27 + 20  # blocks, quotations, and what was found in them
    with pytest.raises(EvidenceError, match="do not say"):
        check_evidence(spoiled)


def test_the_same_bytes_whatever_the_workers_the_order_and_the_seed(built: Path, tmp_path: Path) -> None:
    """``built`` was made in one process, whose seed is not 1, from the folder."""
    files = [str(path) for path in sorted(DATA.glob("*.txt"), reverse=True)]
    subprocess.run(
        [sys.executable, "-m", "xpkg", "build", *files, "--workers", "2", "--store", str(tmp_path / "db")],
        env={**os.environ, "PYTHONHASHSEED": "1"}, capture_output=True, check=True,
    )  # fmt: skip
    assert sorted_lines(open_store(tmp_path / "db")) == sorted_lines(open_store(built))


def test_the_order_of_files_does_not_matter() -> None:
    files = sorted(DATA.glob("*.txt"))
    assert read_corpus(files) == read_corpus(reversed(files))


def test_one_changed_text_changes_its_graph_alone(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A title\n\nHe said “no” to it.\n")
    (tmp_path / "b.txt").write_text("B title\n\nShe said “yes” to it.\n")
    before = {s.name: sorted_lines(graph_of(s, Authority(), Iris())) for s in read_corpus([tmp_path])[0]}
    (tmp_path / "b.txt").write_text("B title\n\nShe said “perhaps” to it.\n")
    after = {s.name: sorted_lines(graph_of(s, Authority(), Iris())) for s in read_corpus([tmp_path])[0]}
    assert before["a"] == after["a"]
    assert before["b"] != after["b"]


def children_of(pid: int) -> list[str]:
    """The processes that any thread of the process ``pid`` has started; none when it has ended."""
    try:
        return [each for thread in Path(f"/proc/{pid}/task").glob("*/children") for each in thread.read_text().split()]
    except OSError:
        return []


def is_worker(pid: str) -> bool:
    """Whether the process ``pid`` is there and was started to analyse texts; a library's helper may be there too."""
    try:
        return b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


@pytest.mark.parametrize("workers", ["1", "2"])
def test_an_interrupt_while_workers_start_is_told_in_one_line(tmp_path: Path, workers: str) -> None:
    (tmp_path / "one.txt").write_text("Ann Example said that it rained.\n")
    (tmp_path / "two.txt").write_text("Ann Example said that it snowed.\n")
    # A shell without job control starts what it runs behind itself deaf to interrupts: the hearing is given back.
    code = "import signal; signal.signal(2, signal.default_int_handler); from xpkg.cli import main; main()"
    options = ["--store", str(tmp_path / "db"), f"--workers={workers}"]
    command = [sys.executable, "-c", code, "build", str(tmp_path), *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True, text=True) as process:
        while not any(is_worker(child) for child in children_of(process.pid)):
            assert process.poll() is None
            time.sleep(0.01)  # who asks without pause takes the processor from what he waits for
        os.killpg(process.pid, signal.SIGINT)
        assert process.stderr
        assert process.stderr.read() == "xpkg: interrupted; the store is as it was\n"
    assert process.returncode == 1


BAD = {
    "latin.txt": ("É".encode("latin-1") + b"tat", "line 1, byte 0: not UTF-8"),
    "empty.txt": (b" \n", "is empty"),
    "marks.txt": ("\ufeff\ufeff \u2003\x1f\n\ufeff".encode(), "is empty"),
    "controls.txt": ("\x02\x0c\u200b\n".encode(), "is empty"),
    "binary.txt": (b"ab\0c", "byte 2 is NUL"),
}


def test_bad_files_are_reported_and_the_rest_is_built(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("A good text. It is short.")
    for name, (data, _) in BAD.items():
        (tmp_path / name).write_bytes(data)
    result = run("build", tmp_path, "--annotator", "rules", "--store", tmp_path / "db")
    assert result.exit_code == 1
    for name, (_, message) in BAD.items():
        assert any(name in line and message in line for line in result.stderr.splitlines()), name
    assert len(answer(tmp_path / "db", "SELECT ?s WHERE { ?s a xpkg:Source }")) == 1


def test_a_second_copy_is_told_and_costs_nothing(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text("The same text.")
    (tmp_path / "d.txt").write_text("Another text.")
    corpus = read_corpus([tmp_path])
    assert [source.name for source in corpus.sources] == ["a", "d"]
    assert not corpus.problems
    assert [line.rpartition("/")[2] for line in corpus.warnings] == [
        "b.txt: the same text as 'a'; it is read once", "c.txt: the same text as 'a'; it is read once",
    ]  # fmt: skip


def test_of_copies_the_one_that_more_is_known_of_is_the_source(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("The same text.")
    (tmp_path / "manifest.toml").write_text('["b.txt"]\ntitle = "A text"\nissued = 2021-03-03\n')
    corpus = read_corpus([tmp_path])
    assert [(source.name, source.metadata.issued) for source in corpus.sources] == [("b", "2021-03-03")]
    assert "a.txt: the same text as 'b'" in corpus.warnings[0]


def test_nothing_readable_leaves_the_store_alone(built: Path, tmp_path: Path) -> None:
    store = shutil.copytree(built, tmp_path / "db")
    before = (store / "current").read_text()
    result = run("build", tmp_path / "missing.txt", "--store", store)
    assert result.exit_code == 1
    assert "no such file" in result.stderr
    assert (store / "current").read_text() == before


def test_a_killed_build_leaves_the_old_store(tmp_path: Path) -> None:
    store = tmp_path / "db"
    node = NamedNode("http://example.org/a")
    replace_store(store, [Quad(node, node, node)])
    code = (
        "import sys, xpkg.store as s; from pathlib import Path; from pyoxigraph import Quad, NamedNode as N\n"
        "def wait(*_): print('writing', flush=True); sys.stdin.read()\n"
        "import xpkg.store.publishing as w; w.point = wait\n"
        "s.replace_store(Path(sys.argv[1]), [Quad(N('http://example.org/b'), N('http://example.org/b'), Literal)\n"
        " for Literal in [N('http://example.org/c')]])"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(store)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == b"writing\n"
        process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    assert [quad.subject for quad in open_store(store)] == [node]


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (("query", "-e", "SELEC"), 1, "not SPARQL"),
        (("query", "-e", "SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }"), 1, "SERVICE is not allowed"),
        (("query", "nowhere.rq"), 1, "neither a query of --list nor a file"),
        (("query", f"ASK {{ {'?s ?p ?o . ' * 40} }}"), 2, "the text of a query goes behind -e"),
        (("query",), 2, "give a query by name"),
        (("query", "-e", "ASK {}", "--format", "turtle"), 1, "format of graphs"),
    ],
)
def test_bad_queries(built: Path, arguments: tuple[str, ...], status: int, message: str) -> None:
    result = run(*arguments, "--store", built)
    assert result.exit_code == status
    assert message in result.stderr
    assert "Traceback" not in result.stderr


def test_the_word_service_in_a_string_is_no_service(built: Path) -> None:
    assert run("query", "-e", 'ASK { ?s ?p "a service" } # service', "--store", built).exit_code == 0


def test_no_store_says_what_to_do(tmp_path: Path) -> None:
    result = run("stats", "--store", tmp_path / "db")
    assert result.exit_code == 1
    assert "make one with" in result.stderr


@pytest.mark.parametrize("form", ["nquads", "trig", "turtle", "ntriples", "rdfxml"])
def test_exports_read_back(built: Path, tmp_path: Path, form: str) -> None:
    import pyoxigraph

    result = run("export", "--format", form, "-o", tmp_path / "out", "--store", built)
    assert result.exit_code == 0
    formats = {
        "nquads": pyoxigraph.RdfFormat.N_QUADS,
        "trig": pyoxigraph.RdfFormat.TRIG,
        "turtle": pyoxigraph.RdfFormat.TURTLE,
        "ntriples": pyoxigraph.RdfFormat.N_TRIPLES,
        "rdfxml": pyoxigraph.RdfFormat.RDF_XML,
    }
    triples = {quad.triple for quad in open_store(built)}
    read = {quad.triple for quad in pyoxigraph.parse(path=tmp_path / "out", format=formats[form])}
    assert read == triples


@pytest.mark.parametrize("command", [[], ["build"], ["query"], ["export"], ["stats"], ["validate"], ["serve"]])
def test_help(command: list[str]) -> None:
    result = run(*command, "--help")
    assert result.exit_code == 0
    assert "Usage:" in result.stdout


def test_the_built_store_conforms(built: Path) -> None:
    result = run("validate", "--store", built)
    assert result.exit_code == 0
    assert "3 sources, 0 violations" in result.stderr


@pytest.fixture(scope="module")
def spoiled(first_graph: tuple[Quad, ...], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store whose blocks have no type."""
    store = tmp_path_factory.mktemp("spoiled") / "db"
    replace_store(store, [quad for quad in first_graph if quad.predicate != XPKG.blockType])
    return store


@pytest.mark.parametrize("form", ["text", "turtle", "json"])
def test_a_spoiled_store_does_not_conform(spoiled: Path, form: str) -> None:
    result = run("validate", "--format", form, "--store", spoiled)
    assert result.exit_code == 3
    assert "27 violations" in result.stderr


def test_two_references_to_one_work_are_one_document(built: Path) -> None:
    rows = answer(
        built,
        "SELECT ?w (GROUP_CONCAT(STR(?n)) AS ?ns) WHERE { ?r xpkg:number ?n ; xpkg:describesWork ?w } "
        "GROUP BY ?w HAVING(COUNT(?r) > 1)",
    )
    assert {frozenset(row["ns"]["value"].split()) for row in rows} == {frozenset({"6", "28"}), frozenset({"8", "16"})}


def test_every_reference_has_its_work(built: Path) -> None:
    rows = answer(built, "SELECT ?n ?t WHERE { ?r xpkg:number ?n ; xpkg:describesWork/rdfs:label ?t }")
    assert {int(row["n"]["value"]) for row in rows} == set(range(1, 44))


GERMAN = "Das Ministerium wies die Vorwürfe zurück. „Wir haben jede Warnung geprüft“, sagte Anna Schmidt. " * 3


@pytest.mark.parametrize(
    ("text", "manifest", "language"),
    [(GERMAN, "", "de"), (GERMAN, 'language = "de"', "de"), ("The mayor said that it was so. " * 5, "", "en")],
)
def test_a_text_that_is_not_english_is_told(tmp_path: Path, text: str, manifest: str, language: str) -> None:
    (tmp_path / "text.txt").write_text(text, "utf-8")
    if manifest:
        (tmp_path / "manifest.toml").write_text(f'["text.txt"]\ntitle = "Text"\n{manifest}\n')
    result = run("build", tmp_path, "--annotator", "rules", "--store", tmp_path / "db")
    assert result.exit_code == 0, result.stderr
    assert ("xpkg: warning: text: not English" in result.stderr) == (language != "en")
    (row,) = answer(tmp_path / "db", "SELECT ?l WHERE { ?s a xpkg:Source ; dcterms:language ?l }")
    assert row["l"]["value"] == language


def test_a_marker_without_a_reference_is_told_and_no_fault(tmp_path: Path) -> None:
    text = "Mayor resigns\n\nAnna Brown resigned.[1] She left.[7]\n\n"
    text += 'References\n\n1. ^ Doe, J. (2001). "Town". The Post.\n'
    (tmp_path / "mayor.txt").write_text(text)
    result = run("build", tmp_path / "mayor.txt", "--annotator", "rules", "--store", tmp_path / "db")
    assert result.exit_code == 0
    assert "xpkg: warning: mayor: no reference for [7]\n" in result.stderr
    assert run("validate", "--store", tmp_path / "db").exit_code == 0


def test_a_reference_without_a_title_is_told_and_leads_nobody_astray(tmp_path: Path) -> None:
    text = "Mayor resigns\n\nAnna Brown resigned.[1] She left.[2] She came back.[12]\n\n"
    text += 'References\n\n1. ^ Doe, J. (2001). "Town". The Post.\n2. ^ pp. 12-14.\n'
    (tmp_path / "mayor.txt").write_text(text)
    result = run("build", tmp_path / "mayor.txt", "--annotator", "rules", "--store", tmp_path / "db")
    assert "xpkg: warning: mayor: no title could be read in reference [2]\n" in result.stderr
    assert run("query", "integrity-markers", "--store", tmp_path / "db").stdout.splitlines() == ["?marker"]


def test_words_in_two_pieces_are_shown_once_with_both_places(tmp_path: Path) -> None:
    text = "Mayor speaks\n\n“The bridge is safe,” said Anna Brown, the mayor. “It will open in May.”\n"
    (tmp_path / "mayor.txt").write_text(text)
    run("build", tmp_path / "mayor.txt", "--store", tmp_path / "db")
    shown = run("show", "Anna Brown", "--store", tmp_path / "db").stdout
    assert "\nSaid (1)\n" in shown
    first, second = text.index("“The"), text.index("“It")
    assert f"[Mayor speaks {first}–{first + 21}, {second}–{second + 22}]" in " ".join(shown.split())
