"""Finds where a city or country lies, by the gazetteer, where all texts that name it leave no doubt which is meant."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from pyoxigraph import Literal, NamedNode

from xpkg.iris import Iris
from xpkg.lexicon import event_types
from xpkg.lexicon.alternation import alternation
from xpkg.lexicon.gazetteer import City, Spot, city_of, country_codes, country_of
from xpkg.lexicon.inflection import forms, participles
from xpkg.lexicon.reporting import HEARER_FRAMES, Frame, reporting_verbs
from xpkg.lexicon.word_patterns import pattern
from xpkg.model import SpeechAct
from xpkg.vocab import DCTERMS, GEO, GEOSPARQL, RDF, RDFS, SCHEMA, XPKG, XSD

RULE = "a city of the gazetteer, the only one that fits the countries named beside it"
"""A place bears the name of a city. Of the countries that the text names, one alone has a place of that name. Where
none has one, the city is by far the largest of its name. All texts that name it agree. Nowhere does it speak or act, or
is told, accused or urged, as a government is, and on none is a sanction laid."""

RULE_OF_COUNTRIES = "a country of the gazetteer: the point where a map writes its name; nothing is said to be there"
"""A place is a country of that name, and nowhere speaks or acts."""
CITY, LABEL = "city", "label point"
"""What the point of a city is, and that of a country: inside the land, and no place of anything."""

_ANSWERED_FOR = tuple(f"#event-{each}" for each in sorted(event_types.having(event_types.Trait.ANSWERED_FOR)))
_ACTS = frozenset({XPKG.speaker, XPKG.agent, XPKG.addressee})
NEEDED = _ACTS | {XPKG.eventType, XPKG.patient, RDFS.label, XPKG.subtype, XPKG.text, XPKG.denotes}
"""The properties that this rests on."""

_COUNTRY = "country"
Triple = tuple[NamedNode, NamedNode, NamedNode | Literal]


class PlaceReader:
    """Collects the places of triples that others read, too."""

    def __init__(self) -> None:
        self._named: dict[NamedNode, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        self._lands: dict[str, set[str]] = defaultdict(set)
        self._acting: set[NamedNode] = set()
        self._undergo: dict[NamedNode, set[NamedNode]] = defaultdict(set)
        self._answered: set[NamedNode] = set()
        self._subtypes: dict[NamedNode, set[str]] = defaultdict(set)
        self._texts: dict[str, str] = {}
        self._passages: dict[tuple[NamedNode, str], list[str]] = defaultdict(list)

    def read(self, node: NamedNode, term: NamedNode, value: NamedNode | Literal, graph: str) -> None:
        """Keeps what a triple of ``graph`` says of a place."""
        if term == RDFS.label:
            if "/id/place/" in node.value:
                self._read_name(node, value, graph)
        elif isinstance(value, Literal):
            if term == XPKG.subtype:
                self._subtypes[node].add(value.value)
            elif term == XPKG.text:
                self._texts[graph] = value.value
        elif term in _ACTS:
            if "/id/place/" in value.value:
                self._acting.add(value)
        elif term == XPKG.denotes:
            if "/id/place/" in value.value:
                self._passages[value, graph].append(node.value)
        else:
            self._read_event(node, term, value)

    def _read_name(self, node: NamedNode, name: NamedNode | Literal, graph: str) -> None:
        own = name.value if isinstance(name, Literal) else ""
        self._named[node][graph].add(own)
        if own in country_codes():
            self._lands[graph].add(country_codes()[own])

    def _read_event(self, event: NamedNode, term: NamedNode, value: NamedNode) -> None:
        """Keeps which places undergo what, and which events are answered for."""
        if term == XPKG.patient and "/id/place/" in value.value:
            self._undergo[event].add(value)
        if term == XPKG.eventType and value.value.endswith(_ANSWERED_FOR):
            self._answered.add(event)

    def found(self) -> tuple[list[tuple[NamedNode, Spot | None]], set[NamedNode]]:
        """Each place with each city or country that some text may mean by it, None where that may be none; and which
        act."""
        meant = [
            (node, self._spot(node, name, graph))
            for node, graphs in self._named.items()
            for graph, names in graphs.items()
            for name in sorted(names)
        ]
        accused = {place for event in self._answered for place in self._undergo.get(event, ())}
        addressed = {
            node
            for (node, graph), passages in self._passages.items()
            if any(_is_addressed(self._texts.get(graph, ""), passage) for passage in passages)
        }
        return meant, self._acting | accused | addressed

    def _spot(self, node: NamedNode, name: str, graph: str) -> Spot | None:
        passages = self._passages.get((node, graph), [])
        if passages and all(_goes_on(self._texts.get(graph, ""), passage) for passage in passages):
            return None  # "Georgia Low", who is somebody that no list of names has
        if self._subtypes.get(node) == {_COUNTRY}:
            return country_of(name)
        return city_of(name, self._lands[graph])


_END = re.compile(r"#char=(\d+),(\d+)")
_LONGER = re.compile(r" [A-Z]\w")


def _goes_on(text: str, passage: str) -> bool:
    """Whether a word with a capital follows the passage, so that it may be the beginning of a longer name."""
    found = _END.search(passage)
    return bool(found and _LONGER.match(text, int(found[2])))


_ADDRESSING = tuple(
    verb.lemma
    for verb in reporting_verbs()
    if verb.frames & (HEARER_FRAMES | {Frame.OBJECT_OF}) or verb.act in {SpeechAct.ACCUSES, SpeechAct.CRITICIZES}
)
_IS_ADDRESSED = pattern(
    rf"\s+(?:(?:<<be -nonfinite>>|<<have -nonfinite>>\s+been)\s+(?:\w+ly\s+|also\s+)?)"
    rf"{alternation(form for lemma in _ADDRESSING for form in participles(lemma))}\b"
)
_ADDRESSES = re.compile(rf"\b{alternation(form for lemma in _ADDRESSING for form in forms(lemma))}\s+\Z")
_BEFORE = 24
"""Code points before a name in which the verb stands whose object it is."""


def _is_addressed(text: str, passage: str) -> bool:
    """Whether somebody accuses, asks or tells what the passage names: "Moscow was accused", "urged Moscow to"."""
    found = _END.search(passage)
    if found is None:
        return False
    start, end = int(found[1]), int(found[2])
    return bool(_IS_ADDRESSED.match(text, end) or _ADDRESSES.search(text, max(0, start - _BEFORE), start))


def located(node: NamedNode, spot: Spot, iris: Iris) -> Iterator[Triple]:
    """The coordinates (WGS 84) of a city or country, its country's code, and a city's number in GeoNames."""
    point = iris.geometry(node)
    yield node, GEO.lat, _decimal(spot.latitude)
    yield node, GEO.long, _decimal(spot.longitude)
    yield node, SCHEMA.addressCountry, Literal(spot.country)
    if isinstance(spot, City):
        yield node, RDFS.seeAlso, NamedNode(f"https://sws.geonames.org/{spot.geonames}/")
    yield node, GEOSPARQL.hasGeometry, point
    yield point, RDF.type, GEOSPARQL.Geometry
    yield point, DCTERMS.type, Literal(CITY if isinstance(spot, City) else LABEL)
    wkt = f"POINT({spot.longitude} {spot.latitude})"
    yield point, GEOSPARQL.asWKT, Literal(wkt, datatype=GEOSPARQL.wktLiteral)
    yield point, XPKG.rule, Literal(RULE if isinstance(spot, City) else RULE_OF_COUNTRIES)


def _decimal(degrees: str) -> Literal:
    """``degrees`` in the canonical form, which the store keeps: what is written is what is read.

    >>> [_decimal(each).value for each in ("40.70", "-6.0", "0.00")]
    ['40.7', '-6', '0']
    """
    return Literal(f"{Decimal(degrees).normalize() + 0:f}", datatype=XSD.decimal)
