"""Lists of documents and positions narrowed by numbers: from the tables beside the index, else by queries."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from xpkg.facets import listing
from xpkg.facets.counting import Counted
from xpkg.facets.listing import Asked, Trait
from xpkg.server.pages.facet_links import SHOWN, Kind
from xpkg.server.pages.graph_reader import GraphReader, told_by
from xpkg.server.pages.languages import gettext, message
from xpkg.server.pages.paging import PER_PAGE, Paging

_LINK = "?s skos:exactMatch ?item"
_YEAR = 'BIND(SUBSTR(STR(?day), 1, 4) AS ?v) FILTER(REGEX(?v, "^[0-9]{4}$"))'


@dataclass(frozen=True, slots=True)
class By:
    """What a list is narrowed by: a form ``field``, with its title.

    Its values ``?v`` are those of ``terms`` of ``?s``, or without any those of the text that tells it; see ``Trait``.
    """

    field: str
    title: str
    terms: tuple[NamedNode, ...] = ()
    form: str = "value"

    @property
    def trait(self) -> Trait:
        """The same for the tables."""
        return Trait(self.field, self.terms, self.form)

    @property
    def kind(self) -> Kind:
        """The same for the links; what is no thing is called as it stands."""
        return Kind(self.field, self.title, self.field, None if self.form == "value" else str)

    def condition(self, value: str) -> str:
        """The condition that ``?s`` has ``value``, as SPARQL: an IRI, or words."""
        path = "|".join(map(str, self.terms)) or "xpkg:statedIn"
        if self.form == "year":
            path = path if self.terms else "xpkg:statedIn/dcterms:issued"
            pattern = f"?s {path} ?day {_YEAR}"
        else:
            pattern = f"?s {path} ?v" if self.form == "value" else f"?s {path} ?said BIND(LCASE(STR(?said)) AS ?v)"
        return f"FILTER EXISTS {{ {pattern} FILTER(STR(?v) = {Literal(value)}) }} "


def linked(value: str) -> str:
    """The words for what is linked, and what is not."""
    return gettext("linked") if value == "yes" else gettext("not linked") if value == "no" else ""


LINKED = Kind("linked", message("Wikidata"), "linked", linked)


def conditions(by: Iterable[By], kept: dict[str, str]) -> str:
    """What the fields ``kept`` ask for, as SPARQL about ``?s``; a ``linked`` that is no answer is emptied."""
    found = "".join(each.condition(kept[each.field]) for each in by if kept[each.field])
    if kept.get("linked") in ("yes", "no"):
        found += f"FILTER {'NOT ' if kept['linked'] == 'no' else ''}EXISTS {{ {_LINK} }} "
    elif "linked" in kept:
        kept["linked"] = ""
    return found


def counted(
    reader: GraphReader,
    kind: str,
    by: Collection[By],
    kept: Mapping[str, str],
    number: int,
    among: Callable[[], Collection[str] | None],
    size: int = PER_PAGE,
) -> Counted | None:
    """Page ``number`` of the list, or the last one, with its numbers; None where there are no tables to ask.

    ``among`` reads the IRIs of which they are, where only some are asked for.
    """  # fmt: skip
    if reader.facets is None:
        return None
    chosen = {each.field: kept[each.field] for each in by if kept[each.field]}
    wanted = {"yes": True, "no": False}.get(kept.get("linked", ""))
    asked = Asked(kind, tuple(each.trait for each in by), chosen, wanted, among(), kept.get("sort", ""))
    found = told_by(reader, lambda index: listing.listed(index, asked, size, (number - 1) * size))
    last = Paging(number, found.total, "", {}, size).number if found else number
    if last < number:  # past the end: the last page is shown
        found = told_by(reader, lambda index: listing.listed(index, asked, size, (last - 1) * size))
    return found and _by_time(found, by)


def _by_time(found: Counted, by: Iterable[By]) -> Counted:
    """The most frequent years in the order of time."""
    years = {each.field for each in by if each.form == "year"}
    numbers = {
        name: tuple(sorted(some[:SHOWN], reverse=True)) if name in years else some
        for name, some in found.numbers.items()
    }
    return Counted(found.total, found.iris, numbers)
