"""Writes who speaks about whom, and who takes part in one event, as a network: GraphML and GEXF."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import IO
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

from xpkg.export.records import Records
from xpkg.export.sheets import kind_of
from xpkg.vocab import SKOS, XPKG
from xpkg.wellformed import XmlStream

_GRAPHML = "http://graphml.graphdrawing.org/xmlns"
_GEXF = "http://gexf.net/1.3"


@dataclass(frozen=True, slots=True)
class Node:
    """Somebody or something, by its IRI."""

    iri: str
    label: str
    kind: str
    wikidata: str


@dataclass(frozen=True, slots=True)
class Edge:
    """``weight`` statements of ``source`` about ``target``, or events in which both take part (``relation``)."""

    source: str
    target: str
    relation: str
    weight: int


def edges(records: Records) -> list[Edge]:
    """All edges, by source, target and relation. What the text says was not said makes none; nobody an edge to
    themselves."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for _, said in records.told(XPKG.Statement):
        if not said.true(XPKG.negated):
            for speaker in said.all(XPKG.speaker):
                counts.update((speaker, thing, "speaks about") for thing in said.all(XPKG.about) if thing != speaker)
    for _, event in records.told(XPKG.Event):
        for one, other in combinations(event.all(XPKG.participant), 2):
            counts[one, other, "takes part with"] += 1
    return [Edge(*key, weight=weight) for key, weight in sorted(counts.items())]


def nodes(records: Records, of: list[Edge]) -> Iterator[Node]:
    """The nodes of the edges, by IRI."""
    for iri in sorted({iri for edge in of for iri in (edge.source, edge.target)}):
        record = records.record(iri)
        yield Node(iri, records.name(iri), kind_of(record), record.one(SKOS.exactMatch))


def write_graphml(records: Records, output: IO[bytes]) -> None:
    """GraphML, with label, kind and link of each node, relation and weight of each edge.

    Raises FormatError at a character that XML cannot hold.
    """
    found = edges(records)
    xml = _begun(output)
    _start(xml, "graphml", {"xmlns": _GRAPHML})
    keys = ("node", "label", "string"), ("node", "kind", "string"), ("node", "wikidata", "string")
    for of, name, form in (*keys, ("edge", "relation", "string"), ("edge", "weight", "int")):
        _element(xml, "key", {"id": name, "for": of, "attr.name": name, "attr.type": form})
    _start(xml, "graph", {"id": "xpkg", "edgedefault": "directed"})
    for node in nodes(records, found):
        _start(xml, "node", {"id": node.iri})
        for name, value in (("label", node.label), ("kind", node.kind), ("wikidata", node.wikidata)):
            if value:
                _element(xml, "data", {"key": name}, value)
        xml.endElement("node")
    for number, edge in enumerate(found):
        _start(xml, "edge", {"id": f"e{number}", "source": edge.source, "target": edge.target})
        _element(xml, "data", {"key": "relation"}, edge.relation)
        _element(xml, "data", {"key": "weight"}, str(edge.weight))
        xml.endElement("edge")
    for name in ("graph", "graphml"):
        xml.endElement(name)
    xml.endDocument()


def write_gexf(records: Records, output: IO[bytes]) -> None:
    """GEXF 1.3 for Gephi, with the same data; it names no day on which it was written. Raises as GraphML does."""
    found = edges(records)
    gexf(nodes(records, found), found, output)


def gexf(between: Iterable[Node], found: Iterable[Edge], output: IO[bytes]) -> None:
    """The network of the edges ``found`` ``between`` nodes as GEXF 1.3. Raises as ``write_graphml`` does."""
    xml = _begun(output)
    _start(xml, "gexf", {"xmlns": _GEXF, "version": "1.3"})
    _start(xml, "graph", {"defaultedgetype": "directed", "mode": "static"})
    _start(xml, "attributes", {"class": "node"})
    for name in ("kind", "wikidata"):
        _element(xml, "attribute", {"id": name, "title": name, "type": "string"})
    xml.endElement("attributes")
    _start(xml, "nodes", {})
    for node in between:
        _start(xml, "node", {"id": node.iri, "label": node.label})
        _start(xml, "attvalues", {})
        for name, value in (("kind", node.kind), ("wikidata", node.wikidata)):
            if value:
                _element(xml, "attvalue", {"for": name, "value": value})
        xml.endElement("attvalues")
        xml.endElement("node")
    xml.endElement("nodes")
    _start(xml, "edges", {})
    for number, edge in enumerate(found):
        ends = {"id": f"e{number}", "source": edge.source, "target": edge.target}
        _element(xml, "edge", {**ends, "kind": edge.relation, "label": edge.relation, "weight": str(edge.weight)})
    for name in ("edges", "graph", "gexf"):
        xml.endElement(name)
    xml.endDocument()


def _begun(output: IO[bytes]) -> XMLGenerator:
    xml = XMLGenerator(XmlStream(output).file, encoding="utf-8", short_empty_elements=True)
    xml.startDocument()
    return xml


def _start(xml: XMLGenerator, name: str, attributes: dict[str, str]) -> None:
    xml.startElement(name, AttributesImpl(attributes))


def _element(xml: XMLGenerator, name: str, attributes: dict[str, str], words: str = "") -> None:
    _start(xml, name, attributes)
    xml.characters(words)
    xml.endElement(name)
