"""Shows the answer of a query as bars, over time, as a timeline, a map or a network, where its columns fit.

Which of them is a field of the form, ``view``, or a comment in the query: ``#defaultView:Map``, as Wikidata's service
has it. Each mark leads to the thing of its row, or to the row in the table.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from xpkg.server.pages import moments as time_line
from xpkg.server.pages.charts import Chart, Ranked, Span, over_time, ranking
from xpkg.server.pages.graph_reader import GraphReader
from xpkg.server.pages.languages import gettext, message
from xpkg.server.pages.map_page import degrees
from xpkg.server.pages.network_drawing import Network, Pair, network
from xpkg.server.pages.query_results import Term
from xpkg.server.pages.result_columns import VIEWS, Columns, day_of, iri_of, number_of, point_of, text_of
from xpkg.server.pages.world_map import Point, WorldMap, around, world_map

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


def view(
    columns: Columns,
    reader: GraphReader,
    kind: str,
    fields: Mapping[str, str],
    address: Callable[[Mapping[str, str]], str],
) -> View:
    """The answer in the view ``kind``, one of ``Columns.fitting``. ``address`` makes links to other parts of a map."""
    reader.learn_names(sorted({
        value.value for at in columns.of("thing") for row in columns.rows if isinstance(value := row[at], NamedNode)
    }))  # fmt: skip
    drawer = _Drawer(columns, reader)
    if kind == "bars":
        return drawer.bars()
    if kind == "time":
        return drawer.time()
    if kind == "timeline":
        return drawer.timeline()
    if kind == "map":
        return drawer.map(fields, address)
    if kind == "network":
        return drawer.network(columns.ends())
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
            rows = [(self._name(term), iri_of(term), float(n), self._address(first[term])) for term, n in some]
            return View("bars", ranking(rows), (head, gettext("rows")))
        rows = [
            (self._name(row[at]), iri_of(row[at]), number, self._address(place))
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
            if (found := day_of(text_of(row[at]))) is None:
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
            days = [day[0] for each in dates[:2] if (day := day_of(text_of(row[each]))) is not None]
            if days and days[0] and day_of(text_of(row[dates[0]])) is not None:
                last = max(days, key=time_line.day_number)
                when = text_of(row[dates[0]])
                found.append(time_line.Dated(days[0], last, self._name(row[at]), self._address(place), when))
        return View("timeline", timeline=time_line.moments(found))

    def map(self, fields: Mapping[str, str], address: Callable[[Mapping[str, str]], str]) -> View:
        columns = self._columns
        points = []
        for place, row in enumerate(self._rows):
            if columns.of("point"):
                at = point_of(row[columns.of("point")[0]])
            else:
                at = degrees(text_of(row[columns.of("latitude")[0]]), text_of(row[columns.of("longitude")[0]]))
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
            str(term): (self._name(term), (self._reader.site.href(iri_of(term)) or "") if iri_of(term) else "")
            for pair in weights for term in pair
        }  # fmt: skip
        pairs = [
            Pair(str(a), str(b), number, f"#row-{first[a, b] + 1}", f"{self._name(a)} – {self._name(b)}: {number:g}")
            for (a, b), number in weights.items()
        ]
        return View("network", network=network(pairs, names))

    def _value(self, row: Sequence[Term | None]) -> float | None:
        return number_of(text_of(row[self._number])) if self._number is not None else None

    def _name(self, term: Term | None) -> str:
        if isinstance(term, NamedNode):
            return self._reader.name(term.value)
        return text_of(term) or "–"

    def _address(self, place: int) -> str:
        """The page of the first thing of a row that has one here, else the row itself."""
        for term in self._rows[place]:
            if isinstance(term, NamedNode) and (here := self._reader.site.local(term.value)) is not None:
                return here
        return f"#row-{place + 1}"
