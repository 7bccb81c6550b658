"""The public face: what ``import xpkg`` offers, and that it does what the command line does."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
from pyoxigraph import Literal, Quad, RdfFormat, Triple, parse

import xpkg
from xpkg.errors import AnnotatorError, InputError, QueryError, StoreError

STORY = "Dam holds\n\nAnn Low said on Monday that the dam was safe.\n\nThe river rose in May 2011.\n"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("api")
    (folder / "dam.txt").write_text(STORY)
    xpkg.build(folder / "dam.txt", folder / "db")
    return folder / "db"


def test_the_names_that_are_offered() -> None:
    assert xpkg.__all__ == [
        "Analysis", "BuildResult", "Graph", "Table", "Thing", "XpkgError", "__version__", "analyse", "build", "open",
    ]  # fmt: skip
    assert all(getattr(xpkg, name) is not None for name in xpkg.__all__)
    assert {*xpkg.__all__} <= {*dir(xpkg)}
    assert xpkg.__version__ == version("xpkg")
    assert all(getattr(xpkg, name).__doc__ for name in ("analyse", "build", "open", "Graph", "Table", "BuildResult"))
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = xpkg.nothing


def test_the_import_loads_nothing_of_the_program() -> None:
    code = (
        "import sys, xpkg; print([name for name in sys.modules if name.startswith(('xpkg.', 'numpy', 'pyoxigraph'))])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout == "[]\n"


def test_a_text_is_analysed() -> None:
    analysis = xpkg.analyse(STORY, issued="2011-05-04")
    words = analysis.text.source.text
    (said,) = analysis.attributions
    assert said.source is not None
    assert said.source.cut(words) == "Ann Low"
    assert [span.cut(words) for span in said.content] == ["that the dam was safe"]
    assert analysis.text.source.metadata.title == "Dam holds"
    assert "2011-05-02" in {time.edtf for time in analysis.times}  # the Monday before that Wednesday


def test_one_line_is_prose() -> None:
    (said,) = xpkg.analyse("Ann Low said that the dam was safe.").attributions
    assert said.cue[0].cut("Ann Low said that the dam was safe.") == "said"


def test_a_file_is_analysed_with_its_manifest(tmp_path: Path) -> None:
    (tmp_path / "dam.txt").write_text(STORY)
    (tmp_path / "manifest.toml").write_text('["dam.txt"]\ntitle = "The dam"\nissued = "2012-01-01"\n')
    assert xpkg.analyse(tmp_path / "dam.txt").text.source.metadata.issued == "2012-01-01"
    assert xpkg.analyse(tmp_path / "dam.txt", title="Another").text.source.metadata.title == "Another"
    with pytest.raises(InputError, match="no such file"):
        xpkg.analyse(tmp_path / "damn.txt")


def test_another_annotator() -> None:
    assert xpkg.analyse(STORY, annotator="rules").attributions[0].method.startswith("rules/")
    with pytest.raises(AnnotatorError, match="no annotator is called 'guess'"):
        xpkg.analyse(STORY, annotator="guess")


@pytest.mark.parametrize("text", ["", " \n\t", "<html><body>Ann Low said so.</body></html>"])
def test_what_is_no_text(text: str) -> None:
    with pytest.raises(InputError):
        xpkg.analyse(text)


def test_what_no_text_and_no_date_is_is_told() -> None:
    with pytest.raises(InputError, match="of the type bytes"):
        xpkg.analyse(b"Ann Low said so.")  # type: ignore[arg-type]
    with pytest.raises(InputError, match="issued: no date"):
        xpkg.analyse(STORY, issued="yesterday")


def test_a_build_says_what_became_of_each_text(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "dam.txt").write_text(STORY)
    (tmp_path / "in" / "broken.txt").write_bytes(b"\xff\xfe\x00")
    heard: list[tuple[int, int]] = []
    result = xpkg.build([tmp_path / "in"], tmp_path / "db", tell=lambda done, of: heard.append((done, of)))
    assert result.built.done == ("dam",)
    assert not result.complete
    assert ["broken.txt" in str(problem) for problem in result.problems] == [True]
    assert heard[-1] == (1, 1)
    with pytest.raises(InputError, match="--strict"):
        xpkg.build([tmp_path / "in"], tmp_path / "db2", strict=True)
    with pytest.raises(InputError, match="no text could be read"):
        xpkg.build([tmp_path / "in" / "broken.txt"], tmp_path / "db2")
    assert not (tmp_path / "db2").exists()
    (tmp_path / "more.txt").write_text("Bridge shut\n\nBo Reed said that the bridge was shut.\n")
    more = xpkg.build(tmp_path / "more.txt", tmp_path / "db", add=True)
    assert more.complete
    with xpkg.open(tmp_path / "db") as graph:
        assert [source.name for source in graph.sources] == ["dam", "more"]
        assert graph.digest == more.built.digest
    xpkg.build((), tmp_path / "db", remove=["dam"])
    with xpkg.open(tmp_path / "db") as graph:
        assert [source.name for source in graph.sources] == ["more"]


def test_a_store_answers(store: Path) -> None:
    with xpkg.open(store) as graph:
        table = graph.query("SELECT ?who ?what WHERE { ?s xpkg:speakerText ?who ; xpkg:content ?what }")
        assert isinstance(table, xpkg.Table)
        assert table.columns == ("who", "what")
        assert len(table) == 1
        (row,) = table
        assert (row["who"], row["what"]) == (Literal("Ann Low"), Literal("that the dam was safe"))
        assert graph.query("ASK { ?s a xpkg:Statement }") is True
        triples = graph.query("CONSTRUCT { ?s a xpkg:Statement } WHERE { ?s a xpkg:Statement }")
        assert isinstance(triples, tuple)
        assert [type(each) for each in triples] == [Triple]
        assert len(graph.query("SELECT ?x WHERE { ?x a xpkg:Nothing }")) == 0  # type: ignore[arg-type]
        for refused in (
            "SELECT",
            "INSERT DATA { <x:a> <x:b> 1 }",
            "SELECT * { SERVICE <http://localhost:9/> { ?s ?p ?o } }",
        ):
            with pytest.raises(QueryError):
                graph.query(refused)


def test_a_store_is_exported(store: Path, tmp_path: Path) -> None:
    with xpkg.open(store) as graph:
        data = graph.export(format="nquads")
        assert data is not None
        quads = list(parse(data, format=RdfFormat.N_QUADS))
        assert all(isinstance(quad, Quad) for quad in quads)
        assert graph.export(tmp_path / "all.nq", format="nquads") is None
        assert (tmp_path / "all.nq").read_bytes() == data
        with pytest.raises(QueryError, match="no format is called 'n3'"):
            graph.export(format="n3")


def test_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        xpkg.open(tmp_path / "nothing")


def test_people_with_what_they_said(store: Path) -> None:
    with xpkg.open(store) as graph:
        assert [person.name for person in graph.people] == ["Ann Low"]
        low = graph.person("Ann Low")
        assert graph.thing(low.iri) == low
        (said,) = low.statements
        assert (said.speaker, said.act, said.content) == ("Ann Low", "says", "that the dam was safe")
        evidence = said.evidence
        assert STORY[evidence.start : evidence.end] == evidence.words
        assert [evidence.words[start:end] for start, end in evidence.marked] == ["that the dam was safe"]
        assert [each.words for each in low.mentions] == ["Ann Low"]
        assert (low.events, low.positions, low.statements_about) == ((), (), ())


def test_a_name_that_is_nobodys_is_told(store: Path) -> None:
    with xpkg.open(store) as graph:
        with pytest.raises(QueryError, match="nothing here is called 'Ann Lov'; did you mean 'Ann Low'"):
            graph.person("Ann Lov")
        with pytest.raises(QueryError, match=r"'Ann Low' is no place here, but: Ann Low \(person\)"):
            graph.place("Ann Low")


def test_views_escape_what_a_text_says(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Row\n\nAnn Low said that <script>alert(1)</script> & the dam were safe.\n")
    xpkg.build(tmp_path / "a.txt", tmp_path / "db")
    with xpkg.open(tmp_path / "db") as graph:
        low, table = graph.person("Ann Low"), graph.query("SELECT ?content { ?s xpkg:content ?content }")
        assert isinstance(table, xpkg.Table)
        for view in (low, low.statements[0], table, xpkg.analyse(tmp_path / "a.txt")):
            shown = view._repr_html_()
            assert "<script>" not in shown
            assert "&lt;script&gt;" in shown


def test_values_of_a_table_are_pythons(store: Path) -> None:
    with xpkg.open(store) as graph:
        table = graph.query(
            'SELECT ?n ?d ?t ?w ?day ?none { VALUES (?n ?d ?t ?w ?day) { (3 0.5 true "a" "2011-05-01"^^xsd:date) } }'
        )
        assert isinstance(table, xpkg.Table)
        day = table.values()[0].pop("day")
        assert str(day) == "2011-05-01"
        assert [*table.values()[0].values()][:4] == [3, 0.5, True, "a"]
        assert table.values()[0]["none"] is None
        pandas = pytest.importorskip("pandas")
        assert isinstance(table.to_pandas(), pandas.DataFrame)


def test_python_m_xpkg_is_the_command() -> None:
    told = subprocess.run([sys.executable, "-m", "xpkg", "--version"], capture_output=True, text=True, check=True)
    assert version("xpkg") in told.stdout
