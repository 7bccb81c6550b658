"""Shows the answer of a query as bars, over time, as a timeline, a map or a network, where its columns fit.

Which of them is a field of the form, ``view``, or a comment in the query: ``#defaultView:Map``, as Wikidata's service
has it. Each mark leads to the thing of its row, or to the row in the table.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pyoxigraph import Literal, NamedNode

from xpkg.server.pages import moments as time_line
from xpkg.server.pages.addresses import place_in
from xpkg.server.pages.charts import Chart, Ranked, Span, over_time, ranking
from xpkg.server.pages.graph_reader import GraphReader
from xpkg.server.pages.languages import gettext, message
from xpkg.server.pages.map_page import degrees
from xpkg.server.pages.network_drawing import Network, Pair, network
from xpkg.server.pages.query_results import Table, Term
from xpkg.server.pages.world_map import Point, WorldMap, around, world_map
from xpkg.vocab import NAMESPACES, XSD

VIEWS = {
    "table": message("Table"), "bars": message("Bars"), "time": message("By month or year"),
    "timeline": message("Timeline"), "map": message("Map"), "network": message("Network"),
}  # fmt: skip
"""What an answer can be shown as, by the value of the form field ``view``."""
NEEDED = {
    "bars": message("a column of names, best with one of numbers"),
    "time": message("a column of dates"),
    "timeline": message("a column of dates and one of names"),
    "map": message("columns ?lat and ?long, or one of points (geo:wktLiteral)"),
    "network": message("two columns of names"),
}
"""What each view needs, in words."""
_COMMENT = re.compile(r"^[ \t]*#[ \t]*(?:default)?view[ \t]*:[ \t]*(\w+)", re.IGNORECASE | re.MULTILINE)
_ALSO = {"barchart": "bars", "linechart": "time", "areachart": "time", "graph": "network"}
"""Names of views at Wikidata's service."""
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
_BARS = 60


@dataclass(frozen=True, slots=True)
class View:
    """An answer in the view called ``kind``; the drawing of that kind is set."""

    kind: str
    bars: tuple[Ranked, ...] = ()
    heads: tuple[str, str] = ("", "")
    chart: Chart | None = None
    timeline: time_line.Moments | None = None
    drawn: WorldMap | None = None
    network: Network | None = None


def wanted(fields: Mapping[str, str], text: str) -> str:
    """The view that is asked for: by the form, else by a comment of the query; ``table`` where none is.

    >>> wanted({}, "#defaultView:Map\\nSELECT"), wanted({"view": "bars"}, "# view: map"), wanted({}, "")
    ('map', 'bars', 'table')
    """
    if fields.get("view") in VIEWS:
        return fields["view"]
    found = _COMMENT.search(text)
    name = found[1].lower() if found else ""
    name = _ALSO.get(name, name)
    return name if name in VIEWS else "table"


def is_number(term: Term | None) -> bool:
    """Whether ``term`` is a literal number that has a value."""
    return isinstance(term, Literal) and term.datatype.value in _NUMBERS and _float(term.value) is not None


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
            if len(dates) == len(literals) and any(_day(value.value) for value in dates):
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
            "network": len(self._ends()) == 2,
        }
        return [name for name in VIEWS if fits[name]]

    def _ends(self) -> list[int]:
        """The two columns that a network ties: of things where there are two, else of words."""
        for kind in ("thing", "words"):
            if len(found := self.of(kind)) >= 2:
                return found[:2]
        return []

    def view(
        self, reader: GraphReader, kind: str, fields: Mapping[str, str], address: Callable[[Mapping[str, str]], str]
    ) -> View:
        """The answer in the view ``kind``, one of ``fitting``. ``address`` makes links to other parts of a map."""
        reader.learn_names(sorted({
            value.value for at in self.of("thing") for row in self.rows if isinstance(value := row[at], NamedNode)
        }))  # fmt: skip
        drawer = _Drawer(self, reader)
        if kind == "bars":
            return drawer.bars()
        if kind == "time":
            return drawer.time()
        if kind == "timeline":
            return drawer.timeline()
        if kind == "map":
            return drawer.map(fields, address)
        if kind == "network":
            return drawer.network(self._ends())
        return View("table")


class _Drawer:
    """Draws one answer."""

    def __init__(self, columns: Columns, reader: GraphReader) -> None:
        self._columns, self._reader = columns, reader
        self._rows = columns.rows
        numbers = columns.of("number")
        self._number = numbers[0] if numbers else None

    def bars(self) -> View:
        at = self._columns.names_at[0]
        head = self._columns.names[at]
        if self._number is None:
            counted: Counter[Term] = Counter(value for row in self._rows if (value := row[at]) is not None)
            first = {row[at]: place for place, row in reversed(list(enumerate(self._rows)))}
            some = sorted(counted.items(), key=lambda pair: (-pair[1], self._name(pair[0])))[:_BARS]
            rows = [(self._name(term), _iri(term), float(n), self._address(first[term])) for term, n in some]
            return View("bars", ranking(rows), (head, gettext("rows")))
        rows = [
            (self._name(row[at]), _iri(row[at]), number, self._address(place))
            for place, row in enumerate(self._rows)
            if (number := self._value(row)) is not None
        ]
        return View("bars", ranking(rows[:_BARS]), (head, self._columns.names[self._number]))

    def time(self) -> View:
        at = self._columns.of("date")[0]
        counted: Counter[str] = Counter()
        first: dict[tuple[int, int], int] = {}
        whole_years = False
        for place, row in enumerate(self._rows):
            if (found := _day(_text(row[at]))) is None:
                continue
            day, precise = found
            whole_years |= not precise
            number = self._value(row) if self._number is not None else 1
            counted[day] += number or 0  # type: ignore[assignment]
            first.setdefault((int(day[:-6]), int(day[-5:-3])), place)

        def address(span: Span) -> str:
            places = [place for (year, month), place in first.items() if span.has(year, month)]
            return self._address(min(places)) if places else ""  # nothing was counted: there is no bar

        name = self._columns.names[self._number] if self._number is not None else message("rows")
        return View("time", chart=over_time(name, counted, address, whole_years=whole_years))

    def timeline(self) -> View:
        dates, at = self._columns.of("date"), self._columns.names_at[0]
        found = []
        for place, row in enumerate(self._rows):
            days = [day[0] for each in dates[:2] if (day := _day(_text(row[each]))) is not None]
            if days and days[0] and _day(_text(row[dates[0]])) is not None:
                last = max(days, key=time_line.day_number)
                when = _text(row[dates[0]])
                found.append(time_line.Dated(days[0], last, self._name(row[at]), self._address(place), when))
        return View("timeline", timeline=time_line.moments(found))

    def map(self, fields: Mapping[str, str], address: Callable[[Mapping[str, str]], str]) -> View:
        columns = self._columns
        points = []
        for place, row in enumerate(self._rows):
            if columns.of("point"):
                found = _POINT.match(_text(row[columns.of("point")[0]]))
                at = degrees(found[2], found[1]) if found else None
            else:
                at = degrees(_text(row[columns.of("latitude")[0]]), _text(row[columns.of("longitude")[0]]))
            if at is None:
                continue
            name = gettext("row %(number)s") % {"number": place + 1}
            if columns.names_at:
                name = self._name(row[columns.names_at[0]])
            number = self._value(row) if self._number is not None else 1
            points.append(Point(name, at[1], at[0], max(0, round(number or 0)), self._address(place)))
        return View("map", drawn=world_map(points, fields, address, around(points)))

    def network(self, ends: Sequence[int]) -> View:
        one, other = ends
        weights: Counter[tuple[Term, Term]] = Counter()
        first: dict[tuple[Term, Term], int] = {}
        for place, row in enumerate(self._rows):
            a, b = row[one], row[other]
            if a is None or b is None:
                continue
            number = self._value(row) if self._number is not None else 1
            weights[a, b] += number or 0  # type: ignore[assignment]
            first.setdefault((a, b), place)
        names = {
            str(term): (self._name(term), (self._reader.site.href(_iri(term)) or "") if _iri(term) else "")
            for pair in weights for term in pair
        }  # fmt: skip
        pairs = [
            Pair(str(a), str(b), number, f"#row-{first[a, b] + 1}", f"{self._name(a)} – {self._name(b)}: {number:g}")
            for (a, b), number in weights.items()
        ]
        return View("network", network=network(pairs, names))

    def _value(self, row: Sequence[Term | None]) -> float | None:
        return _float(_text(row[self._number])) if self._number is not None else None

    def _name(self, term: Term | None) -> str:
        if isinstance(term, NamedNode):
            return self._reader.name(term.value)
        return _text(term) or "–"

    def _address(self, place: int) -> str:
        """The page of the first thing of a row that has one here, else the row itself."""
        for term in self._rows[place]:
            if isinstance(term, NamedNode) and (here := self._reader.site.local(term.value)) is not None:
                return here
        return f"#row-{place + 1}"


def _iri(term: Term | None) -> str:
    return term.value if isinstance(term, NamedNode) else ""


def _text(term: Term | None) -> str:
    return term.value if isinstance(term, (NamedNode, Literal)) else ""


def _float(words: str) -> float | None:
    try:
        number = float(words)
    except ValueError:
        return None
    return number if abs(number) < 1e300 else None


def _day(words: str) -> tuple[str, bool] | None:
    """A date as a day, and whether it tells a month; None where it is no single date.

    >>> _day("2019-11"), _day("2014~"), _day("2019-11-16T10:00:00Z"), _day("2019-XX"), _day("2019-13-01")
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
