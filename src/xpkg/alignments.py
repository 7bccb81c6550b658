"""The types of events beside those of others (CAMEO, ACLED, schema.org, Wikidata): quads from an SSSOM file."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from xpkg.errors import InputError
from xpkg.linking.sssom import read_set
from xpkg.vocab import NAMESPACES, RDF, RDFS, SKOS, XPKG

_MATCHES = {f"skos:{match}": SKOS[match] for match in ("exactMatch", "closeMatch", "broadMatch", "narrowMatch")}
_ONTOLOGY = NamedNode("https://w3id.org/xpkg/ontology")


def alignment_quads(folder: Path, graph: NamedNode) -> Iterator[Quad]:
    """The matches of ``event-types.sssom.tsv`` in ``folder``, and the codes of ``event-codes.tsv``, for ``graph``.

    A code of a scheme without IRIs is a concept of xpkg's namespace, with the notation that the scheme's data have.
    Raises InputError, with file and line, where a match has a predicate or an object that is not known.
    """
    codes = set()
    with (folder / "event-codes.tsv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t"):
            codes.add(f"xpkg:{row['id']}")
            yield from _concept(row, graph)
    path = folder / "event-types.sssom.tsv"
    told = read_set(path)
    for number, cells in told.rows:
        match, other = _MATCHES.get(cells["predicate_id"]), cells["object_id"]
        prefix = other.partition(":")[0]
        if match is None or prefix not in told.prefixes or (prefix == "xpkg" and other not in codes):
            raise InputError(f"{path}, line {number}: no match of SKOS with a code that is known")
        yield Quad(_node(cells["subject_id"]), match, _node(other), graph)


def _concept(row: dict[str, str], graph: NamedNode) -> Iterator[Quad]:
    """One code as a concept of its scheme."""
    concept, scheme, label = _node(f"xpkg:{row['id']}"), XPKG[row["scheme"]], Literal(row["label"], language="en")
    described = Literal(f"{row['scheme']} {row['notation']}: {row['label']}.", language="en")
    yield Quad(concept, RDF.type, SKOS.Concept, graph)
    yield Quad(concept, SKOS.inScheme, scheme, graph)
    yield Quad(concept, SKOS.notation, Literal(row["notation"]), graph)
    for name in (RDFS.label, SKOS.prefLabel):
        yield Quad(concept, name, label, graph)
    for name in (RDFS.comment, SKOS.definition):
        yield Quad(concept, name, described, graph)
    yield Quad(concept, RDFS.isDefinedBy, _ONTOLOGY, graph)
    if row["broader"]:
        yield Quad(concept, SKOS.broader, _node(f"xpkg:{row['broader']}"), graph)
    else:
        yield Quad(concept, SKOS.topConceptOf, scheme, graph)


def _node(curie: str) -> NamedNode:
    prefix, _, local = curie.partition(":")
    return NamedNode(NAMESPACES[prefix] + local)
