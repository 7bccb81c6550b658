"""Tables as their formats want them, read by parsers that are not the engine's."""

from __future__ import annotations

import csv
import io
import json
import traceback
import xml.etree.ElementTree as ET

import pytest
from pyoxigraph import Literal, NamedNode, Quad, QueryBoolean, QuerySolutions, RdfFormat, Store, Triple

from xpkg.errors import FormatError
from xpkg.tables import TABLES, write_table
from xpkg.vocab import NAMESPACES, RDF
from xpkg.wellformed import XmlStream, write_rdf_xml

PASSAGE = "https://e.org/text#char=21,34"
WORDS = [
    "plain", "", " blank ", "a,b", 'say "so"', "line\nfeed", "carriage\rreturn", "both\r\n", "tab\tbed", "=1+1", "-7",
    "]]> & <b>", "“curly” 你好 \U0001f600", "next\x85line\u2028", "\ufeffmark", "'",
]  # fmt: skip
CONTROLS = ["\x00", "\x02", "\x08", "\x0b", "\x0c", "\x1b[31m", "\x1f", "\ufffe", "\uffff"]


def table(form: str, words: list[str], spreadsheet: bool = False, pattern: str = "?s <https://e.org/p> ?o") -> bytes:
    store = Store()
    for number, each in enumerate(words):
        store.add(Quad(NamedNode(f"{PASSAGE}{number:02}"), NamedNode("https://e.org/p"), Literal(each)))
    results = store.query(f"SELECT ?s ?o ?none {{ {pattern} }} ORDER BY ?s")
    assert isinstance(results, QuerySolutions)
    output = io.BytesIO()
    write_table(results, form, output, spreadsheet=spreadsheet)
    return output.getvalue()


def expected(words: list[str]) -> list[list[str]]:
    return [[f"{PASSAGE}{number:02}", each, ""] for number, each in enumerate(words)]


def test_csv_has_as_many_fields_in_each_row() -> None:
    written = table("csv", WORDS + CONTROLS)
    read = list(csv.reader(io.StringIO(written.decode(), newline=""), strict=True))
    assert read == [["s", "o", "none"], *expected(WORDS + CONTROLS)]
    assert written.startswith(b's,o,none\r\n"https://e.org/text#char=21,3400",plain,\r\n')


def test_a_long_table_is_written_as_a_short_one() -> None:
    words = ["x" * 100] * 90
    assert len(words) * 100 < 1 << 16 < 20 * len(words) * 100
    read = list(csv.reader(io.StringIO(table("csv", words * 10).decode(), newline=""), strict=True))
    assert len(read) == 901
    assert {row[1] for row in read[1:]} == {"x" * 100}


def test_a_row_without_values_is_a_row() -> None:
    store = Store()
    results = store.query("SELECT ?x { VALUES ?x { UNDEF 1 UNDEF } }")
    assert isinstance(results, QuerySolutions)
    output = io.BytesIO()
    write_table(results, "csv", output)
    assert list(csv.reader(io.StringIO(output.getvalue().decode(), newline=""))) == [["x"], [""], ["1"], [""]]


def test_a_spreadsheet_runs_nothing() -> None:
    dangerous = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\n=cmd", "＝1+1", "-", "=HYPERLINK(1)"]
    harmless = ["-7", "+0.5", "-1.5e10", "a=b", "", "– so", "“=1”", "7"]
    written = table("csv", dangerous + harmless, spreadsheet=True)
    assert written.startswith(b"\xef\xbb\xbfs,o,none\r\n")
    read = [row[1] for row in csv.reader(io.StringIO(written.decode("utf-8-sig"), newline=""))][1:]
    assert read == [f"'{words}" for words in dangerous] + harmless


def test_xml_gives_the_words_back() -> None:
    ns = {"r": "http://www.w3.org/2005/sparql-results#"}
    root = ET.fromstring(table("xml", WORDS))
    assert [each.text or "" for each in root.iterfind(".//r:binding[@name='o']/r:literal", ns)] == WORDS
    assert [each.text for each in root.iterfind(".//r:uri", ns)] == [row[0] for row in expected(WORDS)]


def test_json_and_tsv_hold_everything() -> None:
    words = WORDS + CONTROLS
    read = json.loads(table("json", words))["results"]["bindings"]
    assert [row["o"]["value"] for row in read] == words
    lines = table("tsv", words).decode().removesuffix("\n").split("\n")
    assert lines[0] == "?s\t?o\t?none"
    cells = [line.split("\t") for line in lines[1:]]
    assert [cell[2] for cell in cells] == [""] * len(words)
    triples = "".join(f"{s} <https://e.org/p> {o} .\n" for s, o, _ in cells)
    store = Store()
    store.load(triples, RdfFormat.TURTLE)
    found = sorted((str(quad.subject), quad.object.value) for quad in store if isinstance(quad.object, Literal))
    assert found == [(f"<{iri}>", word) for iri, word, _ in expected(words)]


@pytest.mark.parametrize("character", CONTROLS)
def test_xml_refuses_what_it_cannot_hold(character: str) -> None:
    for before in ("", "é" * 4096, "a" * 8190):
        try:
            table("xml", [before + character])
        except FormatError as error:
            traceback.clear_frames(error.__traceback__)  # the engine's results end in the thread that made them
            said = str(error)
        assert said == f"XML cannot hold the character U+{ord(character[0]):04X}; use json, tsv or csv"


@pytest.mark.parametrize("cut", range(1, 6))
def test_a_character_cut_in_two_is_seen(cut: int) -> None:
    data = b"ab\xef\xbf\xbecd"
    stream = XmlStream(io.BytesIO())
    with pytest.raises(FormatError, match="FFFE"):
        stream.write(data[:cut]), stream.write(data[cut:])
    fine = io.BytesIO()
    for byte in (kept := "￼�é\n\t".encode()):
        XmlStream(fine).write(bytes([byte]))
    assert fine.getvalue() == kept


E = "https://e.org/"
NAMED = [E + "p", E + "-b", E + "été", E + "名", E + "a&b", E + "a%20b", NAMESPACES["rdf"] + "_1", "urn:a:b", E + "x.y"]
NAMELESS = [
    E + "p/1", E, "urn:x:9", NAMESPACES["rdf"] + "li", NAMESPACES["rdf"] + "about", "http://www.w3.org/2000/xmlns/foo",
    E + "\U00010400x", NAMESPACES["xpkg"], NAMESPACES["xpkg"] + "1",
]  # fmt: skip


def rdf_xml(*triples: Triple) -> set[tuple[str, str, str]]:
    import rdflib

    output = io.BytesIO()
    write_rdf_xml(triples, output, NAMESPACES)
    return {(str(s), str(p), str(o)) for s, p, o in rdflib.Graph().parse(data=output.getvalue(), format="xml")}


@pytest.mark.parametrize("iri", NAMED)
def test_rdf_xml_names_a_property_and_a_class(iri: str) -> None:
    s = NamedNode(E + "s")
    assert rdf_xml(Triple(s, NamedNode(iri), Literal("a\rb\r\n "))) == {(E + "s", iri, "a\rb\r\n ")}
    assert rdf_xml(Triple(s, RDF.type, NamedNode(iri))) == {(E + "s", RDF.type.value, iri)}


@pytest.mark.parametrize("iri", NAMELESS)
def test_rdf_xml_refuses_a_property_without_a_name(iri: str) -> None:
    with pytest.raises(FormatError, match=r"has no name for the property .*; use turtle"):
        rdf_xml(Triple(NamedNode(E + "s"), NamedNode(iri), Literal("")))


@pytest.mark.parametrize("iri", [E + "type/1", "urn:x:9", E])
def test_rdf_xml_refuses_a_class_that_the_engine_would_write_without_a_name(iri: str) -> None:
    with pytest.raises(FormatError, match="has no name for the class"):
        rdf_xml(Triple(NamedNode(E + "s"), RDF.type, NamedNode(iri)))


@pytest.mark.parametrize("form", TABLES)
def test_yes_or_no(form: str) -> None:
    answer = Store().query("ASK {}")
    output = io.BytesIO()
    write_table(answer, form, output)  # type: ignore[arg-type]
    assert b"true" in output.getvalue()


def read_workbook(data: bytes) -> list[list[object]]:
    openpyxl = pytest.importorskip("openpyxl")
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_a_workbook_has_the_words_and_no_formula() -> None:
    pytest.importorskip("xlsxwriter")
    words = [each for each in WORDS if "\r" not in each]  # XML has no carriage return
    head, *rows = read_workbook(table("xlsx", words))
    assert head == ["s", "o", "none"]
    assert [row[:2] for row in rows] == [[iri, each or None] for iri, each, _ in expected(words)]
    assert table("xlsx", words) == table("xlsx", words)


def test_numbers_of_a_workbook_are_numbers() -> None:
    pytest.importorskip("xlsxwriter")
    results = Store().query('SELECT * { VALUES (?a ?b ?c) { (7 -1.5 "7") (123456789012345678 UNDEF true) } }')
    assert isinstance(results, QuerySolutions)
    output = io.BytesIO()
    write_table(results, "xlsx", output)
    assert read_workbook(output.getvalue())[1:] == [[7, -1.5, "7"], ["123456789012345678", None, "true"]]


@pytest.mark.parametrize("character", CONTROLS)
def test_a_workbook_opens_whatever_is_in_it(character: str) -> None:
    pytest.importorskip("xlsxwriter")
    assert len(read_workbook(table("xlsx", [f"a{character}b"]))) == 2


def test_the_column_of_links_of_a_workbook_leads_there() -> None:
    pytest.importorskip("xlsxwriter")
    openpyxl = pytest.importorskip("openpyxl")
    words = ["https://kg.example/id/document/a#char=1,5", "javascript:alert(1)", "https://kg.example/a b", "=1+1", "no"]
    values = " ".join(f'("{each}" "{each}")' for each in words)
    results = Store().query(f"SELECT ?link ?text {{ VALUES (?link ?text) {{ {values} }} }}")
    assert isinstance(results, QuerySolutions)
    output = io.BytesIO()
    write_table(results, "xlsx", output)
    rows = [*openpyxl.load_workbook(output).active.iter_rows(min_row=2)]
    assert [row[0].value for row in rows] == [row[1].value for row in rows] == words
    [leads] = [row[0].hyperlink for row in rows if row[0].hyperlink]
    assert f"{leads.target}#{leads.location}" == words[0] or leads.target == words[0]
    assert not any(row[1].hyperlink for row in rows)


def test_a_workbook_has_no_yes() -> None:
    answer = Store().query("ASK {}")
    assert isinstance(answer, QueryBoolean)
    with pytest.raises(FormatError, match="yes or no"):
        write_table(answer, "xlsx", io.BytesIO())
