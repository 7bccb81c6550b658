"""Writes quads in every format of RDF, the same bytes for the same content."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import IO, Any

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, Triple, serialize

from xpkg import jsonld_compaction
from xpkg.errors import QueryError
from xpkg.resources import folder
from xpkg.store import sorted_lines
from xpkg.vocab import NAMESPACES
from xpkg.wellformed import write_rdf_xml

DATASETS = {"trig": RdfFormat.TRIG, "nquads": RdfFormat.N_QUADS, "jsonld": RdfFormat.JSON_LD}
"""The formats that keep the named graphs apart."""

GRAPHS = {
    "turtle": RdfFormat.TURTLE,
    "ntriples": RdfFormat.N_TRIPLES,
    "rdfxml": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
}
"""The formats of one graph."""

FORMATS = tuple({**DATASETS, **GRAPHS})
_RDF_TYPE = NAMESPACES["rdf"] + "type"


def named_graphs(database: Store) -> list[NamedNode]:
    """The graphs of ``database`` in the order in which they are written."""
    return sorted((graph for graph in database.named_graphs() if isinstance(graph, NamedNode)), key=str)


def write_dataset(database: Store, form: str, output: IO[bytes], context: str = "") -> None:
    """Writes all graphs of ``database``; formats that know no graphs get the triples of all, each once.

    JSON-LD carries its context, or refers to the one at the address ``context``.

    They are written graph by graph, so that one at a time is in memory.
    """
    graphs = named_graphs(database)
    if form == "jsonld":
        _write_jsonld(database, graphs, output, context)
    elif form == "trig":
        ordered = (quad for graph in graphs for quad in _sorted(database, graph))
        serialize(ordered, output, format=RdfFormat.TRIG, prefixes=NAMESPACES)
    elif form == "nquads":
        for graph in graphs:
            output.writelines(f"{line}\n".encode() for line in sorted_lines(_graph(database, graph)))
    else:
        output.write(serialize_triples((quad.triple for graph in graphs for quad in _graph(database, graph)), form))


def _write_jsonld(database: Store, graphs: Iterable[NamedNode], output: IO[bytes], address: str) -> None:
    """JSON-LD with the named graphs, compacted, and one at a time in memory."""
    told = json.dumps(address or jsonld_compaction.context(), ensure_ascii=False, indent=1)
    output.write(f'{{"@context": {told},\n"@graph": ['.encode())
    for number, graph in enumerate(graphs):
        quads = _sorted(database, graph)
        nodes = jsonld_compaction.nodes_of(quad.triple for quad in quads)
        named: dict[str, Any] = {"id": graph.value, "@graph": nodes}
        if nodes is None:  # an IRI such as <wd:Q1> would be taken for a short name: this graph is written out
            written = json.loads(serialize((quad.triple for quad in quads), format=RdfFormat.JSON_LD) or b"[]")
            named = {"@context": None, "@id": graph.value, "@graph": typed(written)}
        words = json.dumps(named, ensure_ascii=False, indent=1)
        output.write(f"{',' if number else ''}\n{words}".encode())
    output.write(b"\n]}\n")


def write_graph(database: Store, graph: NamedNode, form: str, output: IO[bytes], context: str = "") -> None:
    """Writes one graph, like :func:`write_dataset`. Raises QueryError when ``database`` has none of that name."""
    if not database.contains_named_graph(graph):
        names = "\n  ".join(each.value for each in named_graphs(database))
        raise QueryError(f"no graph {graph.value}; the graphs are\n  {names}")
    output.write(serialize_quads(_graph(database, graph), form, context))


def serialize_quads(quads: Iterable[Quad], form: str, context: str = "") -> bytes:
    """``quads`` in order, in any format; JSON-LD with its context, or with the address ``context`` of it."""
    if form in DATASETS and form != "jsonld":
        ordered = sorted(set(quads), key=str)
        return serialize(ordered, format=DATASETS[form], prefixes=NAMESPACES if form == "trig" else None) or b""
    if form == "jsonld":
        return _compact(sorted(set(quads), key=str), context)
    return serialize_triples((quad.triple for quad in quads), form)


def serialize_triples(triples: Iterable[Triple], form: str) -> bytes:
    """``triples`` in order, each once. Raises FormatError when the format cannot hold them."""
    ordered = sorted(set(triples), key=str)
    if form == "jsonld":
        return _compact([Quad(*triple) for triple in ordered])
    if form == "rdfxml":
        output = BytesIO()
        write_rdf_xml(ordered, output, NAMESPACES)
        return output.getvalue()
    return serialize(ordered, format=GRAPHS[form], prefixes=NAMESPACES if form != "ntriples" else None) or b""


def _graph(database: Store, graph: NamedNode) -> Iterator[Quad]:
    return database.quads_for_pattern(None, None, None, graph)


def _sorted(database: Store, graph: NamedNode) -> list[Quad]:
    return sorted(_graph(database, graph), key=str)


def _compact(quads: list[Quad], address: str = "") -> bytes:
    """JSON-LD 1.1, compacted with the project's context, which it carries or names by its ``address``."""
    from pyld import jsonld  # costs a fifth of a second, and only this format needs it

    context = json.loads((folder("ontology") / "context.jsonld").read_text("utf-8"))
    expanded = json.loads(serialize(quads, format=RdfFormat.JSON_LD) or b"[]")
    try:
        compacted = jsonld.compact(typed(expanded), context)
        compacted["@context"] = address or compacted["@context"]
    except jsonld.JsonLdError:
        compacted = expanded  # an IRI such as <wd:Q1> would be taken for a short name; written out it is none
    return (json.dumps(compacted, ensure_ascii=False, indent=1) + "\n").encode()


def typed(value: Any) -> Any:
    """``rdf:type`` as ``@type``, which the engine leaves as a property."""
    if isinstance(value, list):
        return [typed(each) for each in value]
    if isinstance(value, dict):
        found = {key: typed(each) for key, each in value.items() if key != _RDF_TYPE}
        if _RDF_TYPE in value:
            found["@type"] = [each["@id"] for each in value[_RDF_TYPE] if "@id" in each]
            if odd := [each for each in value[_RDF_TYPE] if "@id" not in each]:
                found[_RDF_TYPE] = odd
        return found
    return value
