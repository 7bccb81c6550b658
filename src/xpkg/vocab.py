"""The terms of xpkg's own ontology and of those it reuses, as pyoxigraph nodes; each is checked when made."""

from __future__ import annotations

from pyoxigraph import NamedNode

NAMESPACES: dict[str, str] = {
    "xpkg": "https://w3id.org/xpkg/ontology#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
    "org": "http://www.w3.org/ns/org#",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "schema": "https://schema.org/",
    "bibo": "http://purl.org/ontology/bibo/",
    "cito": "http://purl.org/spar/cito/",
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "oa": "http://www.w3.org/ns/oa#",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "wds": "http://www.wikidata.org/entity/statement/",
    "wd": "http://www.wikidata.org/entity/",
    "wdt": "http://www.wikidata.org/prop/direct/",
    "p": "http://www.wikidata.org/prop/",
    "ps": "http://www.wikidata.org/prop/statement/",
    "pq": "http://www.wikidata.org/prop/qualifier/",
    "wikibase": "http://wikiba.se/ontology#",
    "void": "http://rdfs.org/ns/void#",
    "vann": "http://purl.org/vocab/vann/",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "geosparql": "http://www.opengis.net/ont/geosparql#",
}
"""Prefixes, in the order in which files declare them."""

OF_DESCRIPTIONS: dict[str, str] = {
    "sh": "http://www.w3.org/ns/shacl#",
    "void-ext": "http://ldf.fi/void-ext#",
    "spex": "https://purl.expasy.org/sparql-examples/ontology#",
}
"""Prefixes that only the description of a store uses."""

ONTOLOGY_VERSION = "0.2.0"
"""The version that the ontology in its folder has, and its owl:versionIRI ends in."""


class Namespace:
    """A namespace whose attributes are its terms: ``XPKG.Person``. Unknown names of ``terms`` raise AttributeError."""

    def __init__(self, iri: str, terms: str) -> None:
        self.iri = iri
        self.terms: dict[str, NamedNode] = {name: NamedNode(iri + name) for name in terms.split()}
        vars(self).update(self.terms)  # found without a call: mappers and checks ask millions of times

    def __getattr__(self, name: str) -> NamedNode:
        try:
            return self.terms[name]
        except KeyError:
            raise AttributeError(f"{self.iri} has no term {name!r} that xpkg uses") from None

    def __getitem__(self, name: str) -> NamedNode:
        return self.terms[name] if name in self.terms else self.__getattr__(name)


def _ns(prefix: str, terms: str) -> Namespace:
    return Namespace((NAMESPACES | OF_DESCRIPTIONS)[prefix], terms)


XPKG = _ns(
    "xpkg",
    # classes
    "Person Organization Group Place Document Source Event Eventuality Happening Statement Utterance "
    "Disagreement Position Passage Block Reading "
    # modes
    "Direct Indirect Mixed "
    # concept schemes (their concepts are minted from the notation: xpkg:act-denies, xpkg:event-attack,
    # xpkg:document-speech, xpkg:block-teaser)
    "SpeechActs EventTypes Factuality DocumentTypes BlockTypes Modes CAMEO ACLED "
    # properties of sources, blocks, passages
    "text sha256 blockType inStory order number denotes form describesWork citesReference anchor supports "
    # the file that a text was made from
    "fileName mediaType reader originPage originPath originLink originLinkText originTitle "
    # people, organizations, groups, places
    "subtype "
    # dates and events
    "date earliest latest boundedBy eventType participant agent patient recipient instrument participantText place "
    "evidence accordingTo factuality supposedType involves "
    # statements
    "speaker speakerText withoutSpeaker content mode cue speechAct about addressee reportedBy embeds statedIn "
    "supportedBy "
    "negated sourcePassage cuePassage contentPassage method repairedBy confidence "
    # positions, documents, the inferred layer
    "holder role organization former start end documentType extent retrieved archived s2cid "
    "occursAs toldAs sameEvent differsIn utteredBy disagreesWith between rule "
    # functions of the endpoint
    "matches",
)
RDF = _ns("rdf", "type")
RDFS = _ns("rdfs", "label comment isDefinedBy subClassOf subPropertyOf domain range seeAlso")
XSD = _ns("xsd", "string integer decimal boolean date nonNegativeInteger gYear gYearMonth anyURI dateTime")
OWL = _ns(
    "owl",
    "Ontology Class ObjectProperty DatatypeProperty AnnotationProperty NamedIndividual versionInfo versionIRI",
)
SKOS = _ns(
    "skos",
    "Concept ConceptScheme prefLabel altLabel definition notation inScheme topConceptOf hasTopConcept "
    "exactMatch closeMatch broadMatch narrowMatch broader note scopeNote",
)
DCTERMS = _ns(
    "dcterms",
    "title creator publisher issued language rights hasPart isPartOf source type description bibliographicCitation "
    "identifier license LicenseDocument created modified contributor isReplacedBy",
)
PROV = _ns("prov", "Agent Person Organization Entity Location wasDerivedFrom wasQuotedFrom wasAttributedTo "
                   "wasGeneratedBy Activity")  # fmt: skip
ORG = _ns("org", "Organization Post Membership")
SEM = _ns("sem", "Event")
GEO = _ns("geo", "lat long")
GEOSPARQL = _ns("geosparql", "Geometry hasGeometry asWKT wktLiteral")
FOAF = _ns("foaf", "Person Group Document primaryTopic")
SCHEMA = _ns(
    "schema",
    "Person Organization Place url rangeIncludes target keywords addressCountry Dataset about version dateModified "
    "description",
)
BIBO = _ns("bibo", "Document doi issn isbn volume issue pages pageStart pageEnd numPages")
CITO = _ns("cito", "cites isCitedAsEvidenceBy")
NIF = _ns("nif", "Context String RFC5147String Phrase referenceContext beginIndex endIndex anchorOf isString")
EDTF = _ns("edtf", "EDTF")
WIKIBASE = _ns("wikibase", "Item Statement rank PreferredRank NormalRank DeprecatedRank")
VOID = _ns(
    "void",
    "DatasetDescription Dataset sparqlEndpoint uriSpace dataDump feature exampleResource vocabulary triples entities "
    "distinctSubjects distinctObjects classes properties classPartition propertyPartition class property",
)
VOID_EXT = _ns("void-ext", "datatypePartition datatype")
SH = _ns(
    "sh",
    "SPARQLExecutable SPARQLSelectExecutable SPARQLAskExecutable SPARQLConstructExecutable select ask construct "
    "prefixes declare PrefixDeclaration prefix namespace",
)
SPEX = _ns("spex", "SPARQLDescribeExecutable describe federatesWith")
