"""Finds where a city lies, by the gazetteer, where all texts that name it leave no doubt which one is meant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Quad

from xpkg.iris import Iris
from xpkg.lexicon.gazetteer import City, city_of, country_codes
from xpkg.vocab import GEO, GEOSPARQL, RDF, RDFS, SCHEMA, XPKG, XSD

RULE = "a city of the gazetteer, the only one that fits the countries named beside it"
"""A place bears the name of a city. Of the countries that the text names, one alone has a place of that name. Where
none has one, the city is by far the largest of its name. All texts that name it agree. Nowhere does it speak or act, as
a government does."""

_ACTS = frozenset({XPKG.speaker, XPKG.agent})
NEEDED = _ACTS | {RDFS.label}
"""The properties that this rests on."""

Triple = tuple[NamedNode, NamedNode, NamedNode | Literal]


class PlaceReader:
    """Collects the places of a stream of quads that others read, too."""

    def __init__(self) -> None:
        self._named: dict[NamedNode, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        self._lands: dict[str, set[str]] = defaultdict(set)
        self._acting: set[NamedNode] = set()

    def watching(self, quads: Iterable[Quad]) -> Iterator[Quad]:
        """The same quads; what they say of places is kept."""
        for quad in quads:
            node, value = quad.subject, quad.object
            if quad.predicate in _ACTS and isinstance(value, NamedNode) and "/id/place/" in value.value:
                self._acting.add(value)
            if quad.predicate == RDFS.label and isinstance(node, NamedNode) and "/id/place/" in node.value:
                graph, name = str(quad.graph_name), quad.object.value if isinstance(quad.object, Literal) else ""
                self._named[node][graph].add(name)
                if name in country_codes():
                    self._lands[graph].add(country_codes()[name])
            yield quad

    def found(self) -> tuple[list[tuple[NamedNode, City | None]], set[NamedNode]]:
        """Each place with each city that some text may mean by it, None where that may be none; and which act."""
        meant = [
            (node, city_of(name, self._lands[graph]))
            for node, graphs in self._named.items()
            for graph, names in graphs.items()
            for name in sorted(names)
        ]
        return meant, self._acting


def located(node: NamedNode, city: City, iris: Iris) -> Iterator[Triple]:
    """The coordinates (WGS 84) of a city, its country's code, and its number in GeoNames."""
    point = iris.geometry(node)
    yield node, GEO.lat, _decimal(city.latitude)
    yield node, GEO.long, _decimal(city.longitude)
    yield node, SCHEMA.addressCountry, Literal(city.country)
    yield node, RDFS.seeAlso, NamedNode(f"https://sws.geonames.org/{city.geonames}/")
    yield node, GEOSPARQL.hasGeometry, point
    yield point, RDF.type, GEOSPARQL.Geometry
    wkt = f"POINT({city.longitude} {city.latitude})"
    yield point, GEOSPARQL.asWKT, Literal(wkt, datatype=GEOSPARQL.wktLiteral)
    yield point, XPKG.rule, Literal(RULE)


def _decimal(degrees: str) -> Literal:
    """``degrees`` in the canonical form, which the store keeps: what is written is what is read.

    >>> [_decimal(each).value for each in ("40.70", "-6.0", "0.00")]
    ['40.7', '-6', '0']
    """
    return Literal(f"{Decimal(degrees).normalize() + 0:f}", datatype=XSD.decimal)
