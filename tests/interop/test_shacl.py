"""xpkg's shapes and xpkg's export in the validators of others: what conforms conforms, what is wrong is found."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pyoxigraph
import pytest
from click.testing import Result
from outside import library, node
from pyoxigraph import RdfFormat

from xpkg.validation import Graph, validate
from xpkg.validation.report import SH

Run = Callable[..., Result]
Found = set[tuple[str, str, str]]
"""What is wrong: focus node, shape, constraint component."""
TEXTS = {
    "harbour": "Ferry company denies safety claims\n\n"
    "LONDON, March 3, 2021 - The harbour union accused Northline Ferries "
    "of “ignoring three warnings” before the ferry sank in 2019.\n\nNorthline denied the accusation on Tuesday. “Every "
    "warning was answered within a day,” said Maria Ortega, the company’s chief executive.\n",
    "port": "Port told again\n\n“Every warning was answered within a day,” Maria Ortega told the port in May 2021.\n",
}
SPOILT = (
    ("xpkg:mode xpkg:Direct", "xpkg:mode xpkg:Statement"),
    ("xpkg:inStory true", "xpkg:inStory true, false"),
    ("nif:endIndex 1", "nif:endIndex -1"),
    ("xpkg:utteredBy <", 'xpkg:rule "" ; xpkg:speaker <'),
    ('xpkg:sha256 "', 'xpkg:sha256 "x'),
    ("<http://www.wikidata.org/entity/", "<http://www.wikidata.org/wiki/"),
    ("xpkg:act-accuses ;", "xpkg:event-attack ;"),
)
"""Replaced once each; between them they break many kinds of constraint."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, xpkg: Run) -> Path:
    """Files: shapes.ttl, core.ttl, and the export of a small store, sound (graph.ttl) and spoilt (wrong.ttl)."""
    folder = tmp_path_factory.mktemp("shacl")
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    store = folder / "db"
    assert xpkg("build", *(folder / f"{name}.txt" for name in TEXTS), "--store", store).exit_code == 0
    (folder / "shapes.ttl").write_text(xpkg("validate", "--shapes", "all").stdout, "utf-8")
    (folder / "core.ttl").write_text(xpkg("validate", "--shapes", "core").stdout, "utf-8")
    assert xpkg("export", "--format", "turtle", "-o", folder / "graph.ttl", "--store", store).exit_code == 0
    turtle = (folder / "graph.ttl").read_text("utf-8")
    for right, wrong in SPOILT:
        assert right in turtle, right
        turtle = turtle.replace(right, wrong, 1)
    (folder / "wrong.ttl").write_text(turtle, "utf-8")
    return folder


@pytest.fixture(scope="module")
def own(folder: Path) -> Found:
    """What xpkg itself finds of the core part."""
    quads = pyoxigraph.parse(path=folder / "wrong.ttl", format=RdfFormat.TURTLE)
    report = validate(quads, Graph(()))
    found = {(getattr(each.focus, "value", ""), each.shape.value, each.component) for each in report.violations}
    core = {each for each in found if each[2] not in ("SPARQLConstraintComponent", "ConstraintComponent")}
    assert len({shape for _, shape, _ in core}) >= len(SPOILT)
    return core


def _local(focus: str, shape: str, component: str) -> tuple[str, str, str]:
    return focus, shape, component.removeprefix(SH)


def _rudof(shapes: Path, graph: Path) -> Found:
    rudof = library("pyrudof")
    session = rudof.Rudof(rudof.RudofConfig())
    session.read_data(graph, rudof.RDFFormat.Turtle, reader_mode=rudof.ReaderMode.Strict)
    session.read_shacl(shapes, rudof.ShaclFormat.Turtle, reader_mode=rudof.ReaderMode.Strict)
    return {_local(each.focus_node, each.source_shape, each.constraint_component) for each in session.validate_shacl()}


def _node(name: str) -> Callable[[Path, Path], Found]:
    script = Path(__file__).parent / "shacl.mjs"
    return lambda shapes, graph: {_local(*each) for each in json.loads(node(script, name, shapes, graph))}


VALIDATORS = {
    "pyrudof": _rudof,
    "rdf-validate-shacl": _node("rdf-validate-shacl"),
    "shacl-engine": _node("shacl-engine"),
}


@pytest.mark.parametrize("name", VALIDATORS)
def test_the_export_conforms_everywhere(name: str, folder: Path) -> None:
    assert VALIDATORS[name](folder / "core.ttl", folder / "graph.ttl") == set()


@pytest.mark.parametrize("name", VALIDATORS)
def test_what_is_wrong_is_found_everywhere(name: str, folder: Path, own: Found) -> None:
    assert VALIDATORS[name](folder / "core.ttl", folder / "wrong.ttl") == own


def test_rudof_takes_all_shapes(folder: Path) -> None:
    assert _rudof(folder / "shapes.ttl", folder / "graph.ttl") == set()


@pytest.mark.slow
def test_the_command_line_of_the_readme(folder: Path) -> None:
    """What is wrong is found by pySHACL, too: tests/validation compares its reports with ours."""
    readme = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
    assert "\n    pyshacl -s shapes.ttl graph.ttl\n" in readme
    command = [sys.executable, "-m", "pyshacl", "-s", "shapes.ttl", "graph.ttl"]
    ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "Conforms: True" in ran.stdout
