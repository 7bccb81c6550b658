"""The shapes catch what they should, the fast check and pySHACL agree, and the reports can be read."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat

from xpkg.errors import InputError
from xpkg.validation import (
    Graph,
    Report,
    Violation,
    merge,
    prepare,
    project_rules,
    read_rules,
    shapes_file,
    to_json,
    to_text,
    to_turtle,
    validate,
)
from xpkg.validation.edtf import agree, bounds
from xpkg.validation.native import CHECKS, SHAPES
from xpkg.validation.reference import from_rdflib, to_rdflib, validate_with_pyshacl
from xpkg.validation.report import SH
from xpkg.validation.rules import Rules
from xpkg.validation.shapes import Shape, read_shapes
from xpkg.vocab import DCTERMS, EDTF, NIF, RDF, RDFS, XPKG, XSD

CASES = Path(__file__).parents[1] / "shapes"
FOLDERS = sorted(folder for folder in CASES.iterdir() if folder.is_dir())
VALID = sorted(CASES.glob("*/valid*.ttl"))
INVALID = sorted(CASES.glob("*/invalid.*.ttl"))
ROOT = Path(__file__).parents[2]
STORY = NamedNode("https://w3id.org/xpkg/id/document/story-0000000001")
# Said by the fast check alone: what no target of SHACL reaches.
BEYOND = {NamedNode(SHAPES + name) for name in ("NoBlankNode", "NoLooseEnd", "RealDate")}


def read(file: Path) -> tuple[Quad, ...]:
    return tuple(pyoxigraph.parse(path=file, format=RdfFormat.TURTLE))


CONTEXT = read(CASES / "context.ttl")


@pytest.fixture(scope="module")
def context() -> Graph:
    return prepare(CONTEXT)


def name(file: Path) -> str:
    return f"{file.parent.name}/{file.stem}"


def key(violation: Violation) -> tuple[str, str | None, str, str]:
    return (
        str(violation.focus),
        violation.path.value if violation.path else None,
        violation.shape.value,
        violation.component,
    )


def test_every_folder_has_a_valid_case_and_invalid_ones() -> None:
    assert FOLDERS
    for folder in FOLDERS:
        assert list(folder.glob("valid*.ttl")), folder
        assert list(folder.glob("invalid.*.ttl")), folder


def test_every_file_of_shapes_has_a_folder_of_cases() -> None:
    files = {file.stem for file in (ROOT / "shapes").glob("*.ttl")}
    assert files - {"prefixes", "sparql"} <= {folder.name for folder in FOLDERS}


@pytest.mark.parametrize("file", VALID, ids=name)
def test_a_valid_case_conforms(file: Path, context: Graph) -> None:
    assert to_text(validate(read(file), context)) == ""


@pytest.mark.parametrize("file", INVALID, ids=name)
def test_an_invalid_case_has_its_approved_report(file: Path, context: Graph) -> None:
    report = validate(pyoxigraph.parse(path=file, format=RdfFormat.TURTLE), context)
    assert not report.conforms
    assert to_text(report) == file.with_suffix(".txt").read_text(encoding="utf-8")


def near(quads: tuple[Quad, ...]) -> Rules:
    """The rules, with what the ontology says of the terms here alone: pySHACL holds all of it against all shapes."""
    rules = project_rules()
    named = {term for quad in (*quads, *CONTEXT) for term in (quad.subject, quad.object)}
    return replace(
        rules,
        ontology=tuple(each for each in rules.ontology if each.subject in named or each.predicate == RDFS.subClassOf),
    )


def together(files: Iterable[Path]) -> list[list[Path]]:
    """The files in as few groups as can be, none of which says something of one thing in two files.

    Most of pySHACL's time goes to the shapes and the context, whatever the case; what the fast check alone finds in a
    case that SHACL does not reach is not to stand beside what both find.
    """
    groups: list[tuple[bool, set[object], list[Path]]] = []
    for file in files:
        beyond, said = file.stem.startswith("invalid.beyond-shacl."), {quad.subject for quad in read(file)}
        group = next((each for each in groups if each[0] == beyond and not each[1] & said), None)
        if group is None:
            groups.append(group := (beyond, set(), []))
        group[1].update(said)
        group[2].append(file)
    return [group for _, _, group in groups]


@pytest.mark.usefixtures("quick_pyshacl")
@pytest.mark.parametrize("files", together([*VALID, *INVALID]), ids=lambda files: f"{name(files[0])} and {len(files)}")
def test_the_fast_check_agrees_with_pyshacl(files: list[Path], context: Graph) -> None:
    quads = tuple(quad for file in files for quad in read(file))
    fast, slow = validate(quads, context), validate_with_pyshacl(quads, CONTEXT, near(quads))
    # That they stand together hides nothing that is wrong in one of them.
    assert {key(each) for each in fast.violations} == {
        key(each) for file in files for each in validate(read(file), context).violations
    }
    if files[0].stem.startswith("invalid.beyond-shacl."):
        assert {key(each) for each in slow.violations} <= {key(each) for each in fast.violations}
        return
    assert {key(each) for each in slow.violations} == {
        key(each) for each in fast.violations if each.shape not in BEYOND
    }
    assert slow.conforms == fast.conforms


def test_every_constraint_is_broken_by_a_case(context: Graph) -> None:
    broken = {(each.shape, each.component) for file in INVALID for each in validate(read(file), context).violations}

    def constraints(shape: Shape) -> Iterable[tuple[object, str]]:
        for constraint in shape.constraints:
            node = constraint.terms[0] if constraint.name == "sparql" else shape.node
            yield node, constraint.component
        for each in shape.properties:
            yield from constraints(each)

    wanted = {each for shape in project_rules().shapes for each in constraints(shape)}
    assert sorted(map(str, wanted - broken)) == []
    assert broken >= {(shape, "ConstraintComponent") for shape in BEYOND}


def test_every_sparql_constraint_has_a_native_check() -> None:
    named = {quad.object for quad in project_rules().shape_quads if quad.predicate.value.endswith("/shacl#sparql")}
    assert named == set(CHECKS)


def test_the_core_has_no_sparql_and_nothing_else_is_lacking() -> None:
    whole, core = (
        {quad.predicate.value for quad in pyoxigraph.parse(shapes_file(core=core), format=RdfFormat.TURTLE)}
        for core in (False, True)
    )
    assert whole - core == {f"{SH}{name}" for name in ("sparql", "select", "prefixes")}
    assert len(list(pyoxigraph.parse(shapes_file(), format=RdfFormat.TURTLE))) == len(project_rules().shape_quads)


def test_every_shape_is_described_once() -> None:
    """Two descriptions of one name are one shape with two paths: other validators refuse it."""
    many = {"targetClass", "targetSubjectsOf", "targetObjectsOf", "property", "sparql", "or", "not", "node", "declare"}
    said = Counter((quad.subject, quad.predicate.value) for quad in project_rules().shape_quads)
    assert [pair for pair, times in said.items() if times > 1 and pair[1].partition("#")[2] not in many] == []
    kind = NamedNode("http://www.w3.org/ns/shacl#PropertyShape")
    described = {quad.subject for quad in project_rules().shape_quads if quad.object == kind}
    asked = {quad.object for quad in project_rules().shape_quads if quad.predicate.value.endswith("/shacl#property")}
    assert {each for each in asked if isinstance(each, NamedNode)} == described


def test_every_shape_speaks_plainly() -> None:
    def shapes(shape: Shape) -> Iterable[Shape]:
        yield shape
        for each in shape.properties:
            yield from shapes(each)

    for root in project_rules().shapes:
        for shape in shapes(root):
            if any(constraint.name != "sparql" for constraint in shape.constraints):
                assert shape.message.endswith("."), shape.node


def test_what_is_not_supported_is_not_passed_over(tmp_path: Path) -> None:
    turtle = """@prefix sh: <http://www.w3.org/ns/shacl#> .
        <urn:shape> a sh:NodeShape ; sh:targetClass <urn:Class> ; sh:closed true ."""
    with pytest.raises(ValueError, match="closed"):
        read_shapes(pyoxigraph.parse(turtle, format=RdfFormat.TURTLE))
    (tmp_path / "broken.ttl").write_text("nonsense")
    with pytest.raises(InputError):
        read_rules(tmp_path, tmp_path)


def test_offsets_count_code_points(context: Graph) -> None:
    file = CASES / "passage" / "valid.ttl"
    assert validate(read(file), context).conforms  # stands after a character outside the basic plane
    assert "𝟛" in Graph(CONTEXT).objects(STORY, XPKG.text)[0].value  # type: ignore[union-attr]


def test_a_report_names_document_characters_and_a_sentence(context: Graph) -> None:
    report = validate(read(CASES / "passage" / "invalid.other-words-than-the-text.ttl"), context)
    (found,) = report.violations
    assert (found.document, found.start, found.end) == (STORY, 56, 62)
    assert found.message == "The words of the passage differ from what stands at these characters of the source's text."
    assert found.value == Literal("critics")


def test_the_forms_of_a_report_say_the_same(context: Graph) -> None:
    report = merge(*(validate(read(file), context) for file in INVALID))
    assert to_text(report).count("\n") == len(report.violations)
    plain = json.loads(to_json(report))
    assert plain["conforms"] is False
    assert len(plain["violations"]) == len(report.violations)
    graph = rdflib.Graph().parse(data=to_turtle(report), format="turtle")
    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    assert len(set(graph.subjects(rdflib.RDF.type, sh.ValidationResult))) == len(report.violations)
    assert {str(term) for term in graph.objects(None, sh.conforms)} == {"false"}


def test_an_empty_report_conforms() -> None:
    report = Report()
    assert report.conforms
    assert to_text(report) == ""
    assert json.loads(to_json(report)) == {"conforms": True, "violations": []}
    assert "sh:conforms true ." in to_turtle(report)


def test_a_report_does_not_depend_on_the_order_of_quads(context: Graph) -> None:
    quads = [quad for file in INVALID if file.parent.name == "statement" for quad in read(file)]
    assert validate(quads, context) == validate(reversed(quads), context)


def test_terms_keep_their_characters_on_the_way_to_rdflib() -> None:
    for term in (
        Literal("01", datatype=XSD.integer),
        Literal("1.50", datatype=XSD.decimal),
        Literal("習近平", language="zh-Hant"),
        Literal("2014-02-30", datatype=XSD.date),
        Literal("2019-24", datatype=EDTF.EDTF),
        Literal("words"),
        NamedNode("urn:thing"),
        BlankNode("b"),
    ):
        assert from_rdflib(to_rdflib(term)) == term


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("2014", ("2014-01-01", "2014-12-31", True)),
        ("2016-02", ("2016-02-01", "2016-02-29", True)),
        ("2014-03-01", ("2014-03-01", "2014-03-01", True)),
        ("201X", ("2010-01-01", "2019-12-31", True)),
        ("2014-XX", ("2014-01-01", "2014-12-31", True)),
        ("2014-XX-XX", ("2014-01-01", "2014-12-31", True)),
        ("2014-02-XX", ("2014-02-01", "2014-02-28", True)),
        ("2016/2018-05", ("2016-01-01", "2018-05-31", True)),
        ("2017/..", ("2017-01-01", None, True)),
        ("../2017", (None, "2017-12-31", True)),
        ("2014~", ("2014-01-01", "2014-12-31", False)),
        ("2014-05?", ("2014-05-01", "2014-05-31", False)),
        ("2019-24", ("2018-12-01", "2020-03-31", False)),
        ("[2014,2016]", ("2014-01-01", "2016-12-31", True)),
        ("Y17000", (None, None, False)),
        ("2021-03-03T10:00:00Z", ("2021-03-03", "2021-03-03", True)),
        ("2021-03-03T23:59:60-05", ("2021-03-03", "2021-03-03", True)),
        ("2021-03-03T00:00:00+05:30", ("2021-03-03", "2021-03-03", True)),
        ("[..1984]", (None, "1984-12-31", True)),
        ("{..1984-03,1990~}", (None, "1990-12-31", False)),
        ("[1984-03..]", ("1984-03-01", None, True)),
        ("[1667, 1668,1670..1672]", ("1667-01-01", "1672-12-31", True)),
        ("2001-XX-15", ("2001-01-15", "2001-12-15", True)),
        ("2001-0X-31", ("2001-01-31", "2001-08-31", True)),
        ("200X-02-29", ("2000-02-29", "2008-02-29", True)),
        ("1X84-1X-X1", ("1084-10-01", "1984-12-31", True)),
        ("2004-06~-11", ("2004-06-11", "2004-06-11", False)),
        ("2001-34", ("2001-04-01", "2001-06-30", True)),
        ("2001-39", ("2001-09-01", "2001-12-31", True)),
        ("2001-30", ("2000-12-01", "2002-03-31", False)),
        ("2001-27/2002-41", ("2001-09-01", "2002-12-31", False)),
        ("1950S2", ("1900-01-01", "1999-12-31", True)),
        ("Y17E2", ("1700-01-01", "1700-12-31", True)),
        ("Y-17E999999999", (None, None, False)),
        ("-0044-03-15", (None, None, False)),
    ],
)
def test_the_days_that_an_edtf_date_allows(edtf: str, expected: tuple[str | None, str | None, bool]) -> None:
    assert bounds(edtf) == expected
    document = NamedNode("https://w3id.org/xpkg/id/document/study-00000000b9")
    date = Literal(edtf, datatype=EDTF.EDTF)
    quads = [Quad(document, predicate, date) for predicate in (DCTERMS.issued, XPKG.archived)]
    assert to_text(validate(quads, CONTEXT)) == ""


@pytest.mark.parametrize(
    "edtf",
    [
        "",
        "May 2014",
        "2014-13",
        "2014-02-30",
        "14",
        "2014/2012",
        "2014/2015/2016",
        "2014-24-01",
        "/",
        "[]",
        "2021-03-03T10:00",
        "2021-03-03T24:00:00Z",
        "2021-02-30T10:00:00Z",
        "2021-03T10:00:00Z",
        "[..]",
        "[1984..,1990]",
        "[1990,..1984]",
        "[1990..1984]",
        "XXXX-02-30",
        "2001-2X",
        "2001-42",
        "-0044-02-30",
        "2001-XX-32",
    ],
)
def test_what_is_no_edtf_date(edtf: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        bounds(edtf)


def test_bounds_of_an_inexact_date_need_only_meet_it() -> None:
    assert agree("2014~", "2013-06-01", "2015-06-30")
    assert not agree("2014~", "2016-01-01", "2016-12-31")
    assert not agree("2014", "2013-06-01", "2015-06-30")


def test_a_large_document_is_checked_in_a_fraction_of_a_second(context: Graph) -> None:
    text = "Ana said so. " * 2000
    source = NamedNode("https://w3id.org/xpkg/id/document/long-00000000d1")
    quads = [Quad(source, RDF.type, XPKG.Source), Quad(source, XPKG.text, Literal(text))]
    for start in range(2500):
        passage = NamedNode(f"{source.value}#char={start},{start + 8}")
        begin, end = (Literal(str(each), datatype=XSD.integer) for each in (start, start + 8))
        quads += [
            Quad(passage, RDF.type, XPKG.Passage),
            Quad(passage, RDF.type, NIF.RFC5147String),
            Quad(passage, NIF.referenceContext, source),
            Quad(passage, NIF.beginIndex, begin),
            Quad(passage, NIF.endIndex, end),
            Quad(passage, NIF.anchorOf, Literal(text[start : start + 8])),
        ]
    began = time.process_time()
    report = validate(quads, context)
    # Half a second on one slow core; the bound only catches a check that became quadratic.
    assert time.process_time() - began < 5
    assert {violation.focus for violation in report.violations} == {source}
