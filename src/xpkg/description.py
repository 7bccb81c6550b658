"""Describes a store in its own terms: how much of what is in it (VoID), and the questions that come with xpkg (SHACL).

The description is a graph of the store and so can be asked for where the data is. Its numbers are those of a query
over all graphs, the description itself among them; each of its nodes has an IRI.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, Store, Triple

from xpkg.catalogue import Query, catalogue
from xpkg.iris import Iris
from xpkg.mappers.terms import CLASSES
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
_SHADES = frozenset(cls for classes in CLASSES.values() for cls in classes[1:])
"""The classes that a thing bears besides xpkg's own; what they have is what those have."""
_KNOWN = "skos:exactMatch ?register"
_EXAMPLES = (
    "?x a xpkg:Source",
    f"?x a xpkg:Person ; {_KNOWN}",  # nobody is shown around as an example whom no register knows
    f"?x a xpkg:Organization ; {_KNOWN}",
    f"?x a xpkg:Place ; {_KNOWN}",
    f"?x a xpkg:Statement ; xpkg:speaker/{_KNOWN}",
    f"?x a xpkg:Event ; xpkg:participant/{_KNOWN}",
)
_FORMS = {"SELECT": (SH.SPARQLSelectExecutable, SH.select), "ASK": (SH.SPARQLAskExecutable, SH.ask),
          "CONSTRUCT": (SH.SPARQLConstructExecutable, SH.construct),
          "DESCRIBE": (SPEX.SPARQLDescribeExecutable, SPEX.describe)}  # fmt: skip
_ROUNDS = 5

Part = tuple[str, str, str, str]
"""A class, a property, and what the values are: ("class", IRI) or ("datatype", IRI)."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """How much there is: ``instances`` by class, ``uses`` by property."""

    triples: int
    subjects: int
    objects: int
    instances: Counter[str]
    uses: Counter[str]


def describe(store: Store, iris: Iris, *, merged: bool) -> tuple[Triple, ...]:
    """The description of ``store``, to be added to it: it counts itself. ``merged`` as in the manifest."""
    others, parts = _count(store, merged)
    examples = _examples(store, merged)
    made: tuple[Triple, ...] = ()
    # It comes to rest at once, but for the number of objects: that number is an object itself, and there may be no
    # true one (it is one too small, or one too great). Then it is one off.
    for _ in range(_ROUNDS):
        made = tuple(_triples(_with(others, made, store), parts, examples, iris.base, iris))
    return made


def described(store: Store, iris: Iris, address: str, *, merged: bool) -> Iterator[Triple]:
    """The description of ``store`` as it is, for the server at ``address`` (which ends in ``/``)."""
    numbers, parts = _count(store, merged)
    return _triples(numbers, parts, _examples(store, merged), address, iris)


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


def _count(store: Store, merged: bool) -> tuple[Numbers, Counter[Part]]:
    """How much there is, and how often the things of each class have a value of each class or datatype."""

    def one(counted: str) -> int:
        [row] = _rows(store, f"SELECT (COUNT({counted}) AS ?n) {{ ?s ?p ?o }}", merged)
        return _value(row["n"])

    uses = _counted(store, "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p", merged)
    instances = _counted(store, "SELECT ?c (COUNT(DISTINCT ?s) AS ?n) { ?s a ?c } GROUP BY ?c", merged)
    whole = Numbers(
        one("*"),
        one("DISTINCT ?s"),
        one("DISTINCT ?o"),
        Counter({cls: number for (cls,), number in instances.items()}),
        Counter({term: number for (term,), number in uses.items()}),
    )
    own = ", ".join(f"<{cls}>" for cls in sorted(whole.instances) if NamedNode(cls) not in _SHADES)
    if not own:
        return whole, Counter()
    # Sub-selects are joined by their hashes, three times as fast as going from each thing to its classes.
    said = f"{{ SELECT ?s ?c {{ ?s a ?c FILTER(?c IN ({own})) }} }} ?s ?p ?o ."
    of_class = f"{{ SELECT ?o ?k {{ ?o a ?k FILTER(?k IN ({own})) }} }}"
    of_type = "FILTER(isLiteral(?o)) BIND(DATATYPE(?o) AS ?k)"
    parts: Counter[Part] = Counter()
    for kind, more, key in (("", "", ""), ("class", of_class, "?k"), ("datatype", of_type, "?k")):
        query = f"SELECT ?c ?p {key} (COUNT(*) AS ?n) {{ {said} {more} }} GROUP BY ?c ?p {key}"
        for (cls, term, *what), number in _counted(store, query, merged).items():
            parts[cls, term, kind, *(what or ("",))] = number
    return whole, parts


def _counted(store: Store, query: str, merged: bool) -> dict[tuple[str, ...], int]:
    """The rows of a query whose last column counts, by the IRIs of the others."""
    found: dict[tuple[str, ...], int] = {}
    for row in _rows(store, query, merged):
        *keys, number = row
        if all(isinstance(key, NamedNode) for key in keys):
            found[tuple(key.value for key in keys if isinstance(key, NamedNode))] = _value(number)
    return found


def _value(number: object) -> int:
    return int(number.value) if isinstance(number, Literal) else 0


def _examples(store: Store, merged: bool) -> list[NamedNode]:
    """One thing of each important class."""
    asked = (_rows(store, f"SELECT ?x {{ {pattern} }} ORDER BY STR(?x) LIMIT 1", merged) for pattern in _EXAMPLES)
    return [row["x"] for rows in asked for row in rows if isinstance(row["x"], NamedNode)]


def _rows(store: Store, query: str, merged: bool) -> QuerySolutions:
    rows = store.query(query, prefixes=NAMESPACES, use_default_graph_as_union=not merged)
    assert isinstance(rows, QuerySolutions)
    return rows


def _with(others: Numbers, made: Iterable[Triple], store: Store) -> Numbers:
    """The numbers of a store with what was ``made`` for it; nothing in that stands in the store already."""
    triples = list(made)

    def new(place: int) -> int:
        terms = {triple[place] for triple in triples}
        patterns = ([None if at != place else term for at in range(3)] for term in terms)
        return sum(next(store.quads_for_pattern(*pattern), None) is None for pattern in patterns)

    classes = (triple.object for triple in triples if triple.predicate == RDF.type)
    return Numbers(
        others.triples + len(triples),
        others.subjects + new(0),
        others.objects + new(2),
        others.instances + Counter(cls.value for cls in classes if isinstance(cls, NamedNode)),
        others.uses + Counter(triple.predicate.value for triple in triples),
    )


def _triples(
    numbers: Numbers, parts: Counter[Part], examples: Iterable[NamedNode], address: str, iris: Iris
) -> Iterator[Triple]:
    page = NamedNode(address + PAGE)
    yield from _dataset(page, numbers, examples, address, iris)
    yield from _partitions(page, numbers, parts)
    for prefix, namespace in NAMESPACES.items():
        entry = NamedNode(f"{page.value}#prefix={prefix}")
        yield Triple(_ONTOLOGY, SH.declare, entry)
        yield Triple(entry, RDF.type, SH.PrefixDeclaration)
        yield Triple(entry, SH.prefix, Literal(prefix))
        yield Triple(entry, SH.namespace, Literal(namespace, datatype=XSD.anyURI))
    for query in catalogue():
        yield from _example(query, iris.query(query.name), NamedNode(address + "sparql"))


def _dataset(
    page: NamedNode, numbers: Numbers, examples: Iterable[NamedNode], address: str, iris: Iris
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
    yield from (Triple(data, VOID.exampleResource, example) for example in examples)
    yield Triple(data, VOID.triples, _number(numbers.triples))
    yield Triple(data, VOID.distinctSubjects, _number(numbers.subjects))
    yield Triple(data, VOID.distinctObjects, _number(numbers.objects))
    yield Triple(data, VOID.classes, _number(len(numbers.instances)))
    yield Triple(data, VOID.properties, _number(len(numbers.uses)))
    spaces = {_space(term) for term in (*numbers.instances, *numbers.uses)}
    yield from (Triple(data, VOID.vocabulary, NamedNode(space)) for space in sorted(spaces))


def _partitions(page: NamedNode, numbers: Numbers, parts: Counter[Part]) -> Iterator[Triple]:
    data = NamedNode(page.value + "#dataset")
    for cls, count in sorted(numbers.instances.items()):
        node = NamedNode(f"{page.value}#class={_short(cls)}")
        yield Triple(data, VOID.classPartition, node)
        yield Triple(node, VOID["class"], NamedNode(cls))
        yield Triple(node, VOID.entities, _number(count))
    for term, count in sorted(numbers.uses.items()):
        node = NamedNode(f"{page.value}#property={_short(term)}")
        yield Triple(data, VOID.propertyPartition, node)
        yield Triple(node, VOID.property, NamedNode(term))
        yield Triple(node, VOID.triples, _number(count))
    for (cls, term, kind, what), count in sorted(parts.items()):
        whole = f"{page.value}#class={_short(cls)}"
        node = NamedNode(f"{whole}&property={_short(term)}")
        if not kind:
            yield Triple(NamedNode(whole), VOID.propertyPartition, node)
            yield Triple(node, VOID.property, NamedNode(term))
            yield Triple(node, VOID.triples, _number(count))
            continue
        values = NamedNode(f"{node.value}&{kind}={_short(what)}")
        if kind == "class":
            yield Triple(node, VOID.classPartition, values)
            yield Triple(values, VOID["class"], NamedNode(what))
        else:
            yield Triple(node, VOID_EXT.datatypePartition, values)
            yield Triple(values, VOID_EXT.datatype, NamedNode(what))
        yield Triple(values, VOID.triples, _number(count))


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
