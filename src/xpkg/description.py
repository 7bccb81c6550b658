"""Describes a store in its own terms: how much of what is in it (VoID), and the questions that come with xpkg (SHACL).

The description is a graph of the store and so can be asked for where the data is. Its numbers are those of a query
over all graphs, the description itself among them; each of its nodes has an IRI.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Quad, Store, Triple

from xpkg.catalogue import Query, catalogue
from xpkg.counting import Numbers, Part, count, having, recounted
from xpkg.examples import again, examples
from xpkg.iris import Iris
from xpkg.sparql import guard
from xpkg.vocab import DCTERMS, FOAF, NAMESPACES, RDF, RDFS, SCHEMA, SH, SPEX, VOID, VOID_EXT, XPKG, XSD

PAGE = ".well-known/void"
"""Where the description is, under the address of the server."""
DUMPS = {"nq": "N-Quads", "trig": "TriG", "ttl": "Turtle", "nt": "N-Triples"}
"""The formats of the dumps by their endings; each is there as it is and packed (``.gz``)."""
_FORMATS = "http://www.w3.org/ns/formats/"
_SERVED = ("Turtle", "N-Triples", "RDF_XML", "JSON-LD", "TriG", "N-Quads", "N3")
_ONTOLOGY = NamedNode(XPKG.iri.rstrip("#"))
_LICENSE = NamedNode("https://www.apache.org/licenses/LICENSE-2.0")
_TERMS_OF_USE = (
    "What xpkg made (the ontology, the authority files, the links, the queries, the statements as data) is under the "
    "Apache License 2.0. The words of the texts stay with those who have the rights in them: see dcterms:rights of "
    "each xpkg:Source."
)
_FORMS = {"SELECT": (SH.SPARQLSelectExecutable, SH.select), "ASK": (SH.SPARQLAskExecutable, SH.ask),
          "CONSTRUCT": (SH.SPARQLConstructExecutable, SH.construct),
          "DESCRIBE": (SPEX.SPARQLDescribeExecutable, SPEX.describe)}  # fmt: skip
_ROUNDS = 8


@dataclass(frozen=True, slots=True)
class Basis:
    """What a description is made from: how much there is, and the IRIs of ``shown`` things, one of each kind."""

    numbers: Numbers
    shown: tuple[str, ...]


def looked_at(store: Store, *, merged: bool) -> Basis:
    """What the description of ``store`` is made from. ``merged`` as in the manifest."""
    return Basis(count(store, merged=merged), examples(store, merged=merged))


def looked_at_again(
    before: Basis, store: Store, came: Collection[Quad], went: Collection[Quad], beside: Collection[Quad]
) -> Basis:
    """The same where it was ``before`` until ``came`` and ``went``, triples of the default graph, which is merged.

    Those ``beside``, of an older description, are not counted.
    """
    return Basis(recounted(before.numbers, store, came, went, beside), again(before.shown, store, came))


def describe(store: Store, iris: Iris, basis: Basis, beside: Collection[Quad] = ()) -> tuple[Triple, ...]:
    """The description of ``store``, to be added to it: it counts itself. What is ``beside`` as above."""
    is_new = _is_new(store, frozenset(beside))
    told = basis.numbers
    rounds: list[tuple[int, int, tuple[Triple, ...]]] = []
    # It comes to rest at once, but for the number of objects: that number is an object itself, and there may be no
    # true one (it is one too small, or one too great). Then it is one off, and may go to and fro for ever.
    for number in range(_ROUNDS):
        made = tuple(_triples(told, basis.shown, iris.base, iris))
        there = _with(basis.numbers, made, is_new)
        off = abs(there.objects - told.objects) + _ROUNDS * abs(there.triples - told.triples)
        rounds.append((off, number, made))
        if not off:
            break
        told = there
    return min(rounds, key=lambda each: each[:2])[2]


def described(store: Store, iris: Iris, address: str, *, merged: bool) -> Iterator[Triple]:
    """The description of ``store`` as it is, for the server at ``address`` (which ends in ``/``)."""
    basis = looked_at(store, merged=merged)
    return _triples(basis.numbers, basis.shown, address, iris)


def moved(triples: Iterable[Triple], base: str, address: str) -> Iterator[Triple]:
    """What :func:`describe` made under ``base``, as the server at ``address`` says it: dumps and endpoint are there."""
    here = tuple(base + path for path in (PAGE, "sparql", "dump."))

    def move(node: NamedNode) -> NamedNode:
        return NamedNode(address + node.value.removeprefix(base)) if node.value.startswith(here) else node

    for triple in triples:
        subject, value = triple.subject, triple.object
        yield Triple(
            move(subject) if isinstance(subject, NamedNode) else subject,
            triple.predicate,
            move(value) if isinstance(value, NamedNode) else value,
        )


def _is_new(store: Store, beside: Collection[Quad]) -> Callable[[int, object], bool]:
    """What tells whether no triple of ``store``, but for those ``beside``, has a term at a place."""

    @cache  # the same is asked in each round, but for some numbers
    def is_new(place: int, term: object) -> bool:
        return all(quad in beside for quad in having(store, place, term))

    return is_new


def _with(others: Numbers, made: Iterable[Triple], is_new: Callable[[int, object], bool]) -> Numbers:
    """The numbers of a store with what was ``made`` for it; nothing in that stands in the store already."""
    triples = list(made)

    def new(place: int) -> int:
        return sum(is_new(place, term) for term in {triple[place] for triple in triples})

    classes = (triple.object for triple in triples if triple.predicate == RDF.type)
    return Numbers(
        others.triples + len(triples),
        others.subjects + new(0),
        others.objects + new(2),
        others.instances + Counter(cls.value for cls in classes if isinstance(cls, NamedNode)),
        others.uses + Counter(triple.predicate.value for triple in triples),
        others.parts,
    )


def _triples(numbers: Numbers, shown: Iterable[str], address: str, iris: Iris) -> Iterator[Triple]:
    page = NamedNode(address + PAGE)
    yield from _dataset(page, numbers, [NamedNode(iri) for iri in shown if iri], address, iris)
    yield from _partitions(page, numbers, numbers.parts)
    for prefix, namespace in NAMESPACES.items():
        entry = NamedNode(f"{page.value}#prefix={prefix}")
        yield Triple(_ONTOLOGY, SH.declare, entry)
        yield Triple(entry, RDF.type, SH.PrefixDeclaration)
        yield Triple(entry, SH.prefix, Literal(prefix))
        yield Triple(entry, SH.namespace, Literal(namespace, datatype=XSD.anyURI))
    for query in catalogue():
        yield from _example(query, iris.query(query.name), NamedNode(address + "sparql"))


def _dataset(
    page: NamedNode, numbers: Numbers, shown: Iterable[NamedNode], address: str, iris: Iris
) -> Iterator[Triple]:
    data, terms = NamedNode(page.value + "#dataset"), NamedNode(page.value + "#terms-of-use")
    yield Triple(page, RDF.type, VOID.DatasetDescription)
    yield Triple(page, FOAF.primaryTopic, data)
    yield Triple(data, RDF.type, VOID.Dataset)
    yield Triple(data, DCTERMS.title, Literal("xpkg: who said what, with its passages", language="en"))
    yield Triple(data, DCTERMS.license, terms)
    yield Triple(data, DCTERMS.rights, Literal(_TERMS_OF_USE, language="en"))
    yield Triple(terms, RDF.type, DCTERMS.LicenseDocument)
    yield Triple(terms, RDFS.label, Literal("Terms of use", language="en"))
    yield Triple(terms, DCTERMS.description, Literal(_TERMS_OF_USE, language="en"))
    yield Triple(terms, RDFS.seeAlso, _LICENSE)
    yield Triple(data, VOID.sparqlEndpoint, NamedNode(address + "sparql"))
    yield Triple(data, VOID.uriSpace, Literal(iris.base + "id/"))
    for ending in DUMPS:
        for packed in ("", ".gz"):
            yield Triple(data, VOID.dataDump, NamedNode(f"{address}dump.{ending}{packed}"))
    yield from (Triple(data, VOID.feature, NamedNode(_FORMATS + name)) for name in _SERVED)
    yield from (Triple(data, VOID.exampleResource, example) for example in shown)
    yield Triple(data, VOID.triples, _number(numbers.triples))
    yield Triple(data, VOID.distinctSubjects, _number(numbers.subjects))
    yield Triple(data, VOID.distinctObjects, _number(numbers.objects))
    yield Triple(data, VOID.classes, _number(len(numbers.instances)))
    yield Triple(data, VOID.properties, _number(len(numbers.uses)))
    spaces = {_space(term) for term in (*numbers.instances, *numbers.uses)}
    yield from (Triple(data, VOID.vocabulary, NamedNode(space)) for space in sorted(spaces))


def _partitions(page: NamedNode, numbers: Numbers, parts: Counter[Part]) -> Iterator[Triple]:
    data = NamedNode(page.value + "#dataset")
    for cls, number in sorted(numbers.instances.items()):
        node = NamedNode(f"{page.value}#class={_short(cls)}")
        yield Triple(data, VOID.classPartition, node)
        yield Triple(node, VOID["class"], NamedNode(cls))
        yield Triple(node, VOID.entities, _number(number))
    for term, number in sorted(numbers.uses.items()):
        node = NamedNode(f"{page.value}#property={_short(term)}")
        yield Triple(data, VOID.propertyPartition, node)
        yield Triple(node, VOID.property, NamedNode(term))
        yield Triple(node, VOID.triples, _number(number))
    for (cls, term, kind, what), number in sorted(parts.items()):
        whole = f"{page.value}#class={_short(cls)}"
        node = NamedNode(f"{whole}&property={_short(term)}")
        if not kind:
            yield Triple(NamedNode(whole), VOID.propertyPartition, node)
            yield Triple(node, VOID.property, NamedNode(term))
            yield Triple(node, VOID.triples, _number(number))
            continue
        values = NamedNode(f"{node.value}&{kind}={_short(what)}")
        if kind == "class":
            yield Triple(node, VOID.classPartition, values)
            yield Triple(values, VOID["class"], NamedNode(what))
        else:
            yield Triple(node, VOID_EXT.datatypePartition, values)
            yield Triple(values, VOID_EXT.datatype, NamedNode(what))
        yield Triple(values, VOID.triples, _number(number))


def _example(query: Query, node: NamedNode, endpoint: NamedNode) -> Iterator[Triple]:
    """A query of the catalogue as the SPARQL editors of the field look for examples."""
    facts = guard.facts(query.text)
    kind, term = _FORMS[facts.form]
    yield Triple(node, RDF.type, SH.SPARQLExecutable)
    yield Triple(node, RDF.type, kind)
    yield Triple(node, RDFS.label, Literal(query.title, language="en"))
    yield Triple(node, RDFS.comment, Literal(f"{query.title}. {query.description}", language="en"))
    yield Triple(node, SH.prefixes, _ONTOLOGY)
    yield Triple(node, term, Literal(query.text))
    yield Triple(node, SCHEMA.target, endpoint)
    yield Triple(node, SCHEMA.keywords, Literal(query.kind))
    yield from (Triple(node, SPEX.federatesWith, NamedNode(other)) for other in sorted(set(facts.services)))


def as_quads(triples: Iterable[Triple], iris: Iris) -> Iterator[Quad]:
    """``triples`` in the graph of the description."""
    graph = iris.graph("description")
    return (Quad(triple.subject, triple.predicate, triple.object, graph) for triple in triples)


def _space(term: str) -> str:
    return term[: (max(term.rfind("#"), term.rfind("/")) + 1) or term.rfind(":") + 1]


def _short(term: str) -> str:
    """A term as it may stand in the fragment of an IRI: ``xpkg:Person`` where its prefix is known."""
    for prefix, namespace in NAMESPACES.items():
        if term.startswith(namespace):
            return f"{prefix}:{quote(term.removeprefix(namespace), safe='')}"
    return quote(term, safe="/:")


def _number(value: int) -> Literal:
    return Literal(str(value), datatype=XSD.integer)
