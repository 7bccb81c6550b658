"""What the columns of an answer hold: names, numbers, dates, points; and what it can be shown as for that."""

from __future__ import annotations

import re
from datetime import date

from pyoxigraph import Literal, NamedNode

from xpkg.server.pages.addresses import place_in
from xpkg.server.pages.languages import message
from xpkg.server.pages.map_page import degrees
from xpkg.server.pages.query_results import Table, Term
from xpkg.vocab import NAMESPACES, XSD

VIEWS = {
    "table": message("Table"), "bars": message("Bars"), "time": message("By month or year"),
    "timeline": message("Timeline"), "map": message("Map"), "network": message("Network"),
}  # fmt: skip
"""What an answer can be shown as, by the value of the form field ``view``."""
_NUMBERS = {XSD[name].value for name in ("integer", "decimal", "nonNegativeInteger")} | {
    f"{NAMESPACES['xsd']}{name}"
    for name in "double float int long short byte positiveInteger nonPositiveInteger negativeInteger unsignedInt "
    "unsignedLong unsignedShort unsignedByte".split()
}
_WKT = "http://www.opengis.net/ont/geosparql#wktLiteral"
_POINT = re.compile(r"(?:<[^>]*>\s*)?POINT\s*\(\s*(-?[\d.]+)\s+(-?[\d.]+)", re.IGNORECASE)
_DAY = re.compile(r"(-?\d{4,})(?:-(\d\d))?(?:-(\d\d))?(?:T.*|[?~%]|Z|[+-]\d\d:\d\d)?\Z")
_DATES = {f"{NAMESPACES['xsd']}{name}" for name in ("date", "dateTime", "gYear", "gYearMonth")} | {
    f"{NAMESPACES['edtf']}EDTF"
}
_LATITUDE, _LONGITUDE = ("lat", "latitude"), ("long", "lon", "lng", "longitude")


def is_number(term: Term | None) -> bool:
    """Whether ``term`` is a literal number that has a value."""
    return isinstance(term, Literal) and term.datatype.value in _NUMBERS and number_of(term.value) is not None


class Columns:
    """What the columns of a table hold, and what can be shown of them."""

    def __init__(self, table: Table) -> None:
        self.names = table.variables
        self.rows = table.rows
        self.kinds = [self._kind(at) for at in range(len(self.names))]

    def _kind(self, at: int) -> str:
        values = [row[at] for row in self.rows if row[at] is not None]
        if not values:
            return ""
        if all(map(is_number, values)):
            name = self.names[at].lower()
            return "latitude" if name in _LATITUDE else "longitude" if name in _LONGITUDE else "number"
        literals = [value for value in values if isinstance(value, Literal)]
        if len(literals) == len(values):
            if all(value.datatype.value == _WKT for value in literals):
                return "point"
            dates = [value for value in literals if value.datatype.value in _DATES]
            # One date in words among many is left out of a picture, and keeps none from being drawn.
            if len(dates) == len(literals) and any(day_of(value.value) for value in dates):
                return "date"
            return "words"
        if all(isinstance(value, NamedNode) and place_in(value.value) is None for value in values):
            return "thing"
        return "other"

    def of(self, *kinds: str) -> list[int]:
        """The places of the columns of these kinds."""
        return [at for at, kind in enumerate(self.kinds) if kind in kinds]

    @property
    def names_at(self) -> list[int]:
        """The columns with names: those of things before those of words."""
        return [*self.of("thing"), *self.of("words")]

    def is_numeric(self, at: int) -> bool:
        """Whether the column ``at`` has numbers alone."""
        return self.kinds[at] in ("number", "latitude", "longitude")

    def fitting(self) -> list[str]:
        """The views that these columns allow; a table always."""
        fits = {
            "table": True,
            "bars": bool(self.names_at),
            "time": bool(self.of("date")),
            "timeline": bool(self.of("date") and self.names_at),
            "map": bool(self.of("point") or (self.of("latitude") and self.of("longitude"))),
            "network": len(self.ends()) == 2,
        }
        return [name for name in VIEWS if fits[name]]

    def ends(self) -> list[int]:
        """The two columns that a network ties: of things where there are two, else of words."""
        for kind in ("thing", "words"):
            if len(found := self.of(kind)) >= 2:
                return found[:2]
        return []


def iri_of(term: Term | None) -> str:
    """The IRI that ``term`` is; else nothing."""
    return term.value if isinstance(term, NamedNode) else ""


def text_of(term: Term | None) -> str:
    """The IRI or the lexical form that ``term`` is; else nothing."""
    return term.value if isinstance(term, (NamedNode, Literal)) else ""


def number_of(words: str) -> float | None:
    """``words`` as a number; None where they are none."""
    try:
        number = float(words)
    except ValueError:
        return None
    return number if abs(number) < 1e300 else None


def point_of(term: Term | None) -> tuple[float, float] | None:
    """Latitude and longitude of a point in WKT; None where it is none on the earth."""
    found = _POINT.match(text_of(term))
    return degrees(found[2], found[1]) if found else None


def day_of(words: str) -> tuple[str, bool] | None:
    """A date as a day, and whether it tells a month; None where it is no single date.

    >>> day_of("2019-11"), day_of("2014~"), day_of("2019-11-16T10:00:00Z"), day_of("2019-XX"), day_of("2019-13-01")
    (('2019-11-01', True), ('2014-01-01', False), ('2019-11-16', True), None, None)
    """
    found = _DAY.fullmatch(words)
    if found is None or len(found[1]) > 6:
        return None
    month, day = found[2] or "01", found[3] or "01"
    try:
        date(2000, int(month), int(day))
        if int(found[1]) > 0:
            date(int(found[1]), int(month), int(day))
    except ValueError:
        return None
    return f"{found[1]}-{month}-{day}", found[2] is not None
