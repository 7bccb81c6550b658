"""The page of statements, filtered by speaker, subject, speech act, mode, source, date, confidence and words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from xpkg.errors import StoreError
from xpkg.facets.counting import Counted, counted
from xpkg.server.pages import cards, sorting
from xpkg.server.pages.concluded_page import CONCLUDED
from xpkg.server.pages.facet_links import SHOWN, Kind, by_month, facets
from xpkg.server.pages.graph_reader import GraphReader, near, told_by
from xpkg.server.pages.languages import concept, gettext, message
from xpkg.server.pages.list_facets import linked
from xpkg.server.pages.loosening import looser
from xpkg.server.pages.paging import PER_PAGE, Paging, page_number
from xpkg.server.pages.query_results import iri_list
from xpkg.server.pages.rendering import Page, render
from xpkg.server.pages.statement_filter import FIELDS, SORTS, StatementFilter, filter_of, things_called, things_like
from xpkg.vocab import XPKG

_COUNT = "SELECT (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s a xpkg:Statement . $where }"
_LISTED = """SELECT ?s (MIN(?at) AS ?place) (MIN(?in) AS ?text) WHERE {
  ?s a xpkg:Statement ; xpkg:statedIn ?in . $where
  OPTIONAL { ?s xpkg:contentPassage/nif:beginIndex ?at } }
GROUP BY ?s ORDER BY ?text ?place ?s LIMIT $limit OFFSET $offset"""
_SORTED = """SELECT ?s (MIN(?began) AS ?day) (MAX(?confidence) AS ?sure) (MIN(?at) AS ?place) (MIN(?in) AS ?text)
WHERE {
  ?s a xpkg:Statement ; xpkg:statedIn ?in . $where
  OPTIONAL { { ?s xpkg:earliest ?began } UNION { ?s xpkg:boundedBy ?by ; xpkg:latest ?began } }
  OPTIONAL { ?s xpkg:confidence ?confidence }
  OPTIONAL { ?s xpkg:contentPassage/nif:beginIndex ?at } }
GROUP BY ?s ORDER BY $order ?text ?place ?s LIMIT $limit OFFSET $offset"""
_ORDERS = {
    "new": "(!BOUND(?day)) DESC(?day)", "old": "(!BOUND(?day)) ?day", "sure": "(!BOUND(?sure)) DESC(?sure)",
    "unsure": "(!BOUND(?sure)) ?sure",
}  # fmt: skip
_CONCEPTS = """SELECT ?c ?label WHERE { ?c skos:inScheme $scheme ; skos:prefLabel ?label
FILTER EXISTS { ?s $term ?c } } ORDER BY ?label"""
_SOURCES = "SELECT DISTINCT ?s ?label WHERE { ?s a xpkg:Source ; rdfs:label ?label } ORDER BY ?label LIMIT 200"
_BY_SOURCE = """SELECT ?in (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s a xpkg:Statement ; xpkg:statedIn ?in . $where }
GROUP BY ?in"""
_SPEAKERS = """SELECT ?who (COUNT(?s) AS ?n) WHERE { ?s xpkg:speaker ?who }
GROUP BY ?who ORDER BY DESC(?n) ?who LIMIT 100"""
_ABOUT = _SPEAKERS.replace("xpkg:speaker", "xpkg:about")
_OFFERED = 50
"""Names, and texts, that a form offers: those with most statements."""
_KINDS = (
    Kind("speaker", message("Speaker"), XPKG.speaker.value),
    Kind("about", message("About"), XPKG.about.value),
    Kind("publisher", message("Publisher"), "publisher"),
    Kind("source", message("Text"), "source"),
    Kind("act", message("Speech act"), XPKG.speechAct.value),
    Kind("mode", message("Mode"), XPKG.mode.value),
    Kind("confidence", message("Confidence at least"), "sure", str),
    Kind("linked", message("Speaker in Wikidata"), "linked", linked),
)
"""The numbers by which the list is narrowed."""


def page(reader: GraphReader, fields: Mapping[str, str]) -> Page:
    """The page of the statements that match the form fields, in the order of the texts."""
    kept = {name: fields.get(name, "").strip() for name in FIELDS}
    kept["linked"] = kept["linked"] if kept["linked"] in ("yes", "no") else ""
    kept["sort"] = sorting.chosen(fields, SORTS)
    filters = filter_of(reader, kept)
    number = page_number(fields)
    told = _counted(reader, filters, number)
    found = _asked(reader, kept, filters, number) if told is None else _narrowed(reader, kept, told, number)
    return render(
        "statements.html", reader, title=gettext("Statements"), fields=kept, dropped=filters.dropped, tabs=CONCLUDED,
        here="statements", shown={name: _shown(reader, kept[name]) for name in ("speaker", "about", "publisher")},
        query=filters.download(found["paging"].total), history=bool(reader.history),
        sorts=sorting.links(reader.site, "statements", kept, SORTS), meant=_meant(reader, kept),
        looser=[] if found["paging"].total else looser(reader, "statements", kept, partial(_number, reader)),
        counts=filters.counts(), **found,
    )  # fmt: skip


def _number(reader: GraphReader, fields: Mapping[str, str]) -> int:
    filters = filter_of(reader, fields)
    found = told_by(reader, lambda index: counted(index, filters.narrowing, (), 1, 0, 0))
    return found.total if found else count(reader, filters.sparql)


@dataclass(frozen=True, slots=True)
class _Meant:
    """Whom the ``words`` of the form field ``name`` are taken for, and who is called like them, each with a link.

    The link narrows the list to that one. ``more`` are as many as are not shown. Where nobody is called so,
    ``near`` are those whose name is spelt nearly so.
    """

    name: str
    words: str
    links: tuple[tuple[str, str], ...]
    others: tuple[tuple[str, str], ...]
    more: int
    near: tuple[tuple[str, str], ...] = ()


def _meant(reader: GraphReader, kept: Mapping[str, str]) -> list[_Meant]:
    """Whom names in the form are taken for, where that may be others than was thought."""
    made = []
    for name in ("speaker", "about"):
        words = kept[name]
        if not words or words.startswith(reader.site.base):
            continue
        found = things_called(reader, words)
        like = [iri for iri in things_like(reader, words) if iri not in found][:SHOWN]
        spelt = [] if found or like else [each.iri for each in near(reader, words, SHOWN)]
        reader.learn_names([*found[:SHOWN], *like, *spelt])

        def links(iris: Sequence[str], name: str = name) -> tuple[tuple[str, str], ...]:
            # Several of one name share a link: the name means them all.
            names = Counter(map(reader.name, iris))
            wanted = {reader.name(iri): iri if names[reader.name(iri)] == 1 else reader.name(iri) for iri in iris}
            return tuple((each, reader.site.page("statements", {**kept, name: to})) for each, to in wanted.items())

        made.append(_Meant(name, words, links(found[:SHOWN]), links(like), max(0, len(found) - SHOWN),
                           links(spelt)))  # fmt: skip
    return made


def _counted(reader: GraphReader, filters: StatementFilter, number: int) -> Counted | None:
    """What the tables beside the index have; None where there are none, as of another endpoint."""
    if reader.facets is None:
        return None
    terms = (XPKG.speaker, XPKG.about, XPKG.speechAct, XPKG.mode)
    try:
        found = counted(reader.facets, filters.narrowing, terms, PER_PAGE, (number - 1) * PER_PAGE, _OFFERED)
        last = Paging(number, found.total, "statements", {}).number
        if last < number:  # past the end: the last page is shown
            found = counted(reader.facets, filters.narrowing, terms, PER_PAGE, (last - 1) * PER_PAGE, _OFFERED)
        return found
    except StoreError:
        return None


def _narrowed(reader: GraphReader, kept: Mapping[str, str], found: Counted, number: int) -> dict[str, Any]:
    """What the template shows, from the tables beside the index."""
    offered = {name: [iri for iri, _ in found.numbers[numbers]] for name, numbers in (
        ("speakers", XPKG.speaker.value), ("subjects", XPKG.about.value), ("acts", XPKG.speechAct.value),
        ("modes", XPKG.mode.value), ("sources", "source"),
    )}  # fmt: skip
    for name, field in (("acts", "act"), ("modes", "mode"), ("sources", "source")):
        offered[name] += [kept[field]] * (kept[field] not in offered[name] and kept[field] != "")
    reader.learn_names(iri for some in offered.values() for iri in some)
    names = {name: sorted({reader.name(iri) for iri in offered[name]}) for name in ("speakers", "subjects")}
    chosen = {
        name: sorted(((iri, reader.name(iri)) for iri in offered[name]), key=lambda pair: pair[1])
        for name in ("acts", "modes", "sources")
    }
    return {
        "paging": Paging(number, found.total, "statements", kept),
        "facets": facets(reader, "statements", kept, found, _KINDS),
        "chart": by_month(reader, "statements", kept, found),
        "statements": cards.statements(reader, found.iris), **names, **chosen,
    }  # fmt: skip


def _asked(reader: GraphReader, kept: Mapping[str, str], filters: StatementFilter, number: int) -> dict[str, Any]:
    """The same without numbers, by queries: of a graph that has no tables beside it."""
    paging = Paging(number, count(reader, filters.sparql), "statements", kept)
    return {
        "paging": paging, "facets": [], "chart": None,
        "statements": cards.statements(
            reader, listed(reader, filters.sparql, paging.size, paging.offset, kept["sort"])
        ),
        "acts": _concepts(reader, "xpkg:SpeechActs", "xpkg:speechAct"),
        "modes": _concepts(reader, "xpkg:Modes", "xpkg:mode"),
        "sources": [(row.text("s"), row.text("label")) for row in reader.rows(_SOURCES)],
        "speakers": _names(reader, _SPEAKERS), "subjects": _names(reader, _ABOUT),
    }  # fmt: skip


def count(reader: GraphReader, where: str) -> int:
    """The number of statements ``?s`` that meet the conditions ``where`` (SPARQL)."""
    return reader.rows(_COUNT, where=where)[0].number("n")


def listed(reader: GraphReader, where: str, limit: int, offset: int, sort: str = "") -> list[str]:
    """The IRIs of the statements ``?s`` that meet the conditions ``where`` (SPARQL), in the order of the texts.

    With ``sort`` they stand in another order of SORTS.
    """
    if sort:
        rows = reader.rows(_SORTED, where=where, order=_ORDERS[sort], limit=limit, offset=offset)
        return [row.text("s") for row in rows if row.text("s")]
    # Only the sources of this page are sorted, so that a page costs the same in a large corpus.
    wanted: dict[str, int] = {}  # the number of statements before those of the source
    before = 0
    for row in sorted(reader.rows(_BY_SOURCE, where=where), key=lambda row: row.text("in")):
        if before < offset + limit and before + row.number("n") > offset:
            wanted[row.text("in")] = before
        before += row.number("n")
    if not wanted:
        return []
    within = f"VALUES ?in {{ {iri_list(wanted)} }} {where}"
    found = reader.rows(_LISTED, where=within, limit=limit, offset=offset - min(wanted.values()))
    return [row.text("s") for row in found if row.text("s")]


def _names(reader: GraphReader, query: str) -> list[str]:
    found = [row.text("who") for row in reader.rows(query) if row.text("who")]
    reader.learn_names(found)
    return sorted({reader.name(iri) for iri in found})


def _concepts(reader: GraphReader, scheme: str, term: str) -> list[tuple[str, str]]:
    rows = reader.rows(_CONCEPTS, scheme=scheme, term=term)
    return [(row.text("c"), concept(row.text("c"), row.text("label"))) for row in rows]


def _shown(reader: GraphReader, words: str) -> str:
    """The value to show in a form field: the name in place of an IRI."""
    return reader.name(words) if words.startswith(reader.site.base) else words
