"""Numbers by which a list is narrowed: each is a link that keeps what the list is narrowed to already."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from xpkg.facets.counting import Counted
from xpkg.server.pages.charts import Chart, over_time
from xpkg.server.pages.dates import readable
from xpkg.server.pages.graph_reader import GraphReader
from xpkg.server.pages.languages import gettext

SHOWN = 8
"""Values of each kind that are shown; the forms offer more."""


@dataclass(frozen=True, slots=True)
class FacetLink:
    """A value with how many have it; a ``chosen`` one leads to the list without it."""

    words: str
    number: int
    address: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of one kind, under a title."""

    id: str
    title: str
    links: tuple[FacetLink, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of numbers: the form field that narrows by it, and the name of the numbers in what was counted."""

    field: str
    title: str
    numbers: str
    words: Callable[[str], str] | None = None


def facets(
    reader: GraphReader, path: str, kept: Mapping[str, str], found: Counted, kinds: Iterable[Kind]
) -> list[Facet]:
    """The numbers of ``found`` as links to the list at ``path``, whose form has the fields ``kept``."""
    listed = list(kinds)
    shown = {kind.field: found.numbers[kind.numbers][:SHOWN] for kind in listed}
    reader.learn_names(
        value for kind in listed if kind.words is None for value, _ in (*shown[kind.field], (kept[kind.field], 0))
    )

    def link(words: str, number: int, chosen: bool, **changes: str) -> FacetLink:
        return FacetLink(words, number, reader.site.page(path, {**kept, **changes}), chosen)

    made = []
    for kind in listed:
        named = kind.words or reader.name
        if chosen := kept[kind.field]:  # of other values the numbers would be those of what has both
            links = [link(named(chosen), found.total, True, **{kind.field: ""})]
        else:
            links = [link(named(value), n, False, **{kind.field: value}) for value, n in shown[kind.field] if n]
        if len(links) > 1 or any(each.chosen or each.number < found.total for each in links):
            made.append(Facet(f"by-{kind.field}", gettext(kind.title), tuple(links)))
    dates = _dates(kept, found, link) if "from" in kept else None
    return [*made[:2], dates, *made[2:]] if dates else made


def by_month(reader: GraphReader, path: str, kept: Mapping[str, str], found: Counted) -> Chart | None:
    """When all of ``found`` was, as a chart whose bars narrow the list at ``path``; None where it is of one month."""

    def within(begin: str, end: str) -> str:
        return reader.site.page(path, {**kept, "from": begin, "to": end})

    days = {f"{month}-01": number for month, number in found.numbers["month"]}
    chart = over_time(path, days, lambda span: within(*span.bounds) if span.bounds else "", beside=within)
    return chart if len(chart.bars) > 1 else None


def _dates(kept: Mapping[str, str], found: Counted, link: Callable[..., FacetLink]) -> Facet | None:
    """By year; within one year by month."""
    years = found.numbers["year"]
    month = kept["from"] == kept["to"] and len(kept["from"]) in (4, 7)
    if month and len(years) >= 1:
        year = kept["from"][:4]
        chosen = kept["from"] if len(kept["from"]) == 7 else ""
        whole = gettext("all of %(year)s") % {"year": year}
        links = [link(whole, 0, False, **{"from": year, "to": year})] if chosen else []
        links += [
            link(readable(span), number, span == chosen, **{"from": span, "to": span})
            for span, number in found.numbers["month"] if span.startswith(year)
        ]  # fmt: skip
        links.append(link(gettext("any time"), 0, False, **{"from": "", "to": ""}))
        return Facet("by-date", gettext("Month"), tuple(links))
    if len(years) < 2:
        return None
    last = sorted(sorted(years, key=lambda pair: -pair[1])[: 2 * SHOWN], reverse=True)
    return Facet(
        "by-date",
        gettext("Year"),
        tuple(link(year, number, False, **{"from": year, "to": year}) for year, number in last),
    )
