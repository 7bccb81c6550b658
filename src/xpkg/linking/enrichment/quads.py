"""What Wikidata says as quads of a graph of its own, in the terms of Wikidata's own RDF."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Quad

from xpkg.iris import WIKIDATA_GRAPH, Iris
from xpkg.lexicon.wikidata_properties import ValueKind
from xpkg.linking.enrichment.records import Claim, Record, best
from xpkg.vocab import DCTERMS, EDTF, GEOSPARQL, NAMESPACES, RDF, RDFS, SCHEMA, SKOS, WIKIBASE, XPKG, XSD

LICENCE = NamedNode("https://creativecommons.org/publicdomain/zero/1.0/")

_PAGE = "https://www.wikidata.org/wiki/Special:EntityData/"
_RANKS = {"preferred": WIKIBASE.PreferredRank, "normal": WIKIBASE.NormalRank, "deprecated": WIKIBASE.DeprecatedRank}
_ID = re.compile(r"[Qq]\d+\$[0-9A-Fa-f-]{36}", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)


def item_node(item: str) -> NamedNode:
    """The IRI of an item.

    >>> str(item_node("Q42"))
    '<http://www.wikidata.org/entity/Q42>'
    """
    return NamedNode(NAMESPACES["wd"] + item)


def to_quads(
    records: Iterable[Record], names: Iterable[Record], merged: Mapping[str, str], iris: Iris
) -> Iterator[Quad]:
    """The quads of ``records``, and labels alone of ``names``; ``merged`` are items that are now another.

    The subject of all is an item of Wikidata or a statement there, never a thing of the texts.
    """
    graph = iris.graph(WIKIDATA_GRAPH)
    for old, new in merged.items():
        yield Quad(item_node(old), DCTERMS.isReplacedBy, item_node(new), graph)
    for record in names:
        yield from _named(record, graph)
    for record in records:
        yield from _named(record, graph)
        yield from _described(record, graph)
        for claim in record.claims:
            yield from _claimed(record.item, claim, graph)
        for name in {each.property for each in record.claims}:
            for claim in best(record.claims, name):
                direct = NamedNode(NAMESPACES["wdt"] + name)
                yield Quad(item_node(record.item), direct, _term(claim.kind, claim.value), graph)


def _named(record: Record, graph: NamedNode) -> Iterator[Quad]:
    node = item_node(record.item)
    yield Quad(node, RDF.type, WIKIBASE.Item, graph)
    for predicate, texts in ((RDFS.label, record.labels), (SKOS.altLabel, record.aliases)):
        for each in texts:
            yield Quad(node, predicate, Literal(each.text, language=each.language), graph)


def _described(record: Record, graph: NamedNode) -> Iterator[Quad]:
    """The descriptions, and what is known of the page of the item: revision, last change, day of retrieval."""
    node, page = item_node(record.item), NamedNode(_PAGE + record.item)
    for each in record.descriptions:
        yield Quad(node, SCHEMA.description, Literal(each.text, language=each.language), graph)
    yield Quad(page, RDF.type, SCHEMA.Dataset, graph)
    yield Quad(page, SCHEMA.about, node, graph)
    yield Quad(page, DCTERMS.license, LICENCE, graph)
    yield Quad(page, SCHEMA.version, Literal(record.revision), graph)
    if _MOMENT.fullmatch(record.modified):
        yield Quad(page, SCHEMA.dateModified, Literal(record.modified, datatype=XSD.dateTime), graph)
    if record.retrieved:
        yield Quad(page, XPKG.retrieved, Literal(record.retrieved, datatype=EDTF.EDTF), graph)


def _claimed(item: str, claim: Claim, graph: NamedNode) -> Iterator[Quad]:
    node = _statement_node(item, claim)
    yield Quad(item_node(item), NamedNode(NAMESPACES["p"] + claim.property), node, graph)
    yield Quad(node, RDF.type, WIKIBASE.Statement, graph)
    yield Quad(node, WIKIBASE.rank, _RANKS[claim.rank], graph)
    yield Quad(node, NamedNode(NAMESPACES["ps"] + claim.property), _term(claim.kind, claim.value), graph)
    for name, date in claim.qualifiers:
        yield Quad(node, NamedNode(NAMESPACES["pq"] + name), _term(ValueKind.TIME, date), graph)


def _statement_node(item: str, claim: Claim) -> NamedNode:
    """The IRI of a statement as Wikidata has it; where its id is not known, one of what it says."""
    if _ID.fullmatch(claim.id):
        return NamedNode(NAMESPACES["wds"] + f"Q{claim.id[1:]}".replace("$", "-"))
    told = "\x1f".join((item, claim.property, claim.value, *(part for each in claim.qualifiers for part in each)))
    return NamedNode(f"{NAMESPACES['wds']}{item}-{hashlib.sha256(told.encode()).hexdigest()[:32]}")


def _term(kind: ValueKind, value: str) -> NamedNode | Literal:
    if kind is ValueKind.ITEM:
        return item_node(value)
    if kind is ValueKind.TIME:
        return Literal(value, datatype=EDTF.EDTF)
    return Literal(value, datatype=GEOSPARQL.wktLiteral) if kind is ValueKind.POINT else Literal(value)
