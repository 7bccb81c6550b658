"""The page of the ontology: every class, property, concept and function with its definition."""

from __future__ import annotations

from collections.abc import Mapping

from xpkg.server.pages.addresses import ONTOLOGY
from xpkg.server.pages.graph_reader import GraphReader, Thing
from xpkg.server.pages.languages import gettext, message
from xpkg.server.pages.rendering import Page, render
from xpkg.vocab import DCTERMS, NAMESPACES, OWL, RDF, RDFS, SCHEMA, SKOS, XPKG

_TERMS = "SELECT DISTINCT ?s WHERE { ?s rdfs:isDefinedBy <https://w3id.org/xpkg/ontology> } ORDER BY ?s"
_ALIGNED = (
    (message("Kind of"), RDFS.subClassOf), (message("Special case of"), RDFS.subPropertyOf),
    (message("Of"), RDFS.domain), (message("Gives"), RDFS.range),
    (message("Gives"), SCHEMA.rangeIncludes), ("In", SKOS.inScheme), (message("Compare"), SKOS.closeMatch),
    (message("Same as"), SKOS.exactMatch),
    (message("Falls under"), SKOS.broadMatch), (message("Takes in"), SKOS.narrowMatch),
)  # fmt: skip


def page(reader: GraphReader, fields: Mapping[str, str]) -> Page:
    """The page of the ontology, from the ontology in the graph."""
    terms = reader.things(row.text("s") for row in reader.rows(_TERMS))
    schemes = _of(terms, SKOS.ConceptScheme.value)
    groups = [
        ("classes", message("Classes"), _of(terms, OWL.Class.value)),
        (
            "properties",
            message("Properties"),
            _of(terms, OWL.ObjectProperty.value) + _of(terms, OWL.DatatypeProperty.value),
        ),
        (
            "functions",
            message("Functions for FILTER and BIND"),
            _of(terms, "http://www.w3.org/ns/sparql-service-description#Function"),
        ),
    ]
    groups[1][2].sort(key=_local)
    concepts = _of(terms, SKOS.Concept.value)
    for scheme in schemes:
        found = [each for each in concepts if scheme.iri in each.all(SKOS.inScheme)]
        groups.append((_local(scheme), _capital(scheme.one(RDFS.label)), found))
    about = reader.thing(ONTOLOGY)
    return render(
        "ontology.html", reader, title=gettext("Ontology"), about=about, groups=groups,
        description=about.one(DCTERMS.description),
        version=about.one(OWL.versionInfo), aligned=_ALIGNED, local=_local, short=short, label=RDFS.label,
        comment=RDFS.comment, here="ontology", namespace=XPKG.iri,
    )  # fmt: skip


def _of(terms: list[Thing], cls: str) -> list[Thing]:
    return [term for term in terms if cls in term.all(RDF.type)]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _local(term: Thing) -> str:
    return term.iri.removeprefix(XPKG.iri)


def short(iri: str) -> str:
    """``iri`` as a prefixed name where its namespace is known."""
    for prefix, namespace in NAMESPACES.items():
        if iri.startswith(namespace) and len(iri) > len(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri
