"""The page of statements, filtered by speaker, subject, speech act, mode, source, date, confidence and words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode

from xpkg.errors import QueryError, StoreError
from xpkg.search import search
from xpkg.server.pages import cards
from xpkg.server.pages.events import whole_day
from xpkg.server.pages.graph_reader import GraphReader
from xpkg.server.pages.paging import Paging, page_number
from xpkg.server.pages.query_results import iri_list
from xpkg.server.pages.rendering import Page, render
from xpkg.vocab import XPKG, XSD

CONCLUDED = (
    ("utterances", "Same words in several places", "xpkg:Utterance", "xpkg:occursAs",
     "The same words by the same speaker, found in several statements. Concluded, not read."),
    ("disagreements", "Disagreements", "xpkg:Disagreement", "xpkg:between",
     "A claim and its denial, or two accounts of one matter. Which of them is true is not for this graph to say."),
)  # fmt: skip
"""The pages of what is inferred from statements: path, title, class, property to the statements, explanation."""
FIELDS = ("with", "speaker", "about", "act", "mode", "source", "from", "to", "confidence", "words", "page")
_COUNT = "SELECT (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s a xpkg:Statement . $where }"
_LISTED = """SELECT ?s (MIN(?at) AS ?place) (MIN(?in) AS ?text) WHERE {
  ?s a xpkg:Statement ; xpkg:statedIn ?in . $where
  OPTIONAL { ?s xpkg:contentPassage/nif:beginIndex ?at } }
GROUP BY ?s ORDER BY ?text ?place ?s LIMIT $limit OFFSET $offset"""
_BY_NAME = "SELECT DISTINCT ?who WHERE { VALUES ?name { $name } ?who rdfs:label|skos:altLabel ?name } LIMIT 50"
_SOME = """SELECT DISTINCT ?u ?label WHERE { ?u a $cls ; rdfs:label ?label } ORDER BY ?label ?u
LIMIT $limit OFFSET $offset"""
_HOW_MANY = "SELECT (COUNT(DISTINCT ?u) AS ?n) WHERE { ?u a $cls }"
_CONCEPTS = """SELECT ?c ?label WHERE { ?c skos:inScheme $scheme ; skos:prefLabel ?label
FILTER EXISTS { ?s $term ?c } } ORDER BY ?label"""
_SOURCES = "SELECT DISTINCT ?s ?label WHERE { ?s a xpkg:Source ; rdfs:label ?label } ORDER BY ?label LIMIT 200"
_BY_SOURCE = """SELECT ?in (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s a xpkg:Statement ; xpkg:statedIn ?in . $where }
GROUP BY ?in"""
_SPEAKERS = """SELECT ?who (COUNT(?s) AS ?n) WHERE { ?s xpkg:speaker ?who }
GROUP BY ?who ORDER BY DESC(?n) ?who LIMIT 100"""
_ABOUT = _SPEAKERS.replace("xpkg:speaker", "xpkg:about")
_MOST_FOUND = 5000


@dataclass(slots=True)
class StatementFilter:
    """The conditions of a filter as SPARQL, and the names of the form fields that were not understood."""

    where: str = ""
    dropped: list[str] = field(default_factory=list)


def page(reader: GraphReader, fields: Mapping[str, str]) -> Page:
    """The page of the statements that match the form fields, in the order of the texts."""
    kept = {name: fields.get(name, "").strip() for name in FIELDS if name != "page"}
    filters = _filters_of(reader, kept)
    paging = Paging(page_number(fields), count(reader, filters.where), "statements", kept)
    return render(
        "statements.html", reader, title="Statements", paging=paging, fields=kept, dropped=filters.dropped,
        statements=cards.statements(reader, listed(reader, filters.where, paging.size, paging.offset)),
        acts=_concepts(reader, "xpkg:SpeechActs", "xpkg:speechAct"), modes=_concepts(reader, "xpkg:Modes", "xpkg:mode"),
        sources=[(row.text("s"), row.text("label")) for row in reader.rows(_SOURCES)],
        tabs=CONCLUDED,
        speakers=_names(reader, _SPEAKERS), subjects=_names(reader, _ABOUT), here="statements",
        shown={name: _shown(reader, kept[name]) for name in ("speaker", "about")},
    )  # fmt: skip


def concluded(reader: GraphReader, fields: Mapping[str, str], path: str) -> Page:
    """The page of the inferred things at ``path`` of CONCLUDED, each with its statements."""
    _, title, cls, term, lead = next(each for each in CONCLUDED if each[0] == path)
    paging = Paging(page_number(fields), reader.rows(_HOW_MANY, cls=cls)[0].number("n"), path, {}, 20)
    found = reader.rows(_SOME, cls=cls, limit=paging.size, offset=paging.offset)
    iris = list(dict.fromkeys(row.text("u") for row in found))
    sets = [(thing, listed(reader, f"{NamedNode(thing.iri)} {term} ?s . ", 50, 0)) for thing in reader.things(iris)]
    return render(
        "concluded.html", reader, title=title, lead=lead, paging=paging, path=path, tabs=CONCLUDED, here="statements",
        sets=[(thing.iri, thing.one(XPKG.rule), cards.statements(reader, some)) for thing, some in sets],
    )  # fmt: skip


def count(reader: GraphReader, where: str) -> int:
    """The number of statements ``?s`` that meet the conditions ``where`` (SPARQL)."""
    return reader.rows(_COUNT, where=where)[0].number("n")


def listed(reader: GraphReader, where: str, limit: int, offset: int) -> list[str]:
    """The IRIs of the statements ``?s`` that meet the conditions ``where`` (SPARQL), in the order of the texts."""
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
    return [(row.text("c"), row.text("label")) for row in reader.rows(_CONCEPTS, scheme=scheme, term=term)]


def _shown(reader: GraphReader, words: str) -> str:
    """The value to show in a form field: the name in place of an IRI."""
    return reader.name(words) if words.startswith(reader.site.base) else words


def _filters_of(reader: GraphReader, kept: Mapping[str, str]) -> StatementFilter:
    filters = StatementFilter()
    if kept["speaker"]:
        named = _named(reader, kept["speaker"])
        # Whole words only: "Xi" is not meant to match "Xinjiang".
        words = Literal(rf"(^|\W){re.escape(kept['speaker'])}(\W|$)")
        unnamed = f'{{ ?s xpkg:speakerText ?said FILTER(REGEX(?said, {words}, "i")) }}'
        filters.where += f"{{ VALUES ?speaker {{ {iri_list(named)} }} ?s xpkg:speaker ?speaker }}" + (
            "" if kept["speaker"].startswith(reader.site.base) else f" UNION {unnamed}"
        )
        filters.where += " . "
    if kept["with"]:
        try:
            who = NamedNode(kept["with"])
            filters.where += f"{{ {{ ?s xpkg:speaker {who} }} UNION {{ ?s xpkg:about {who} }} }} "
        except ValueError:
            filters.dropped.append("with")
    if kept["about"]:
        filters.where += f"VALUES ?about {{ {iri_list(_named(reader, kept['about']))} }} ?s xpkg:about ?about . "
    for name, term in (("act", "xpkg:speechAct"), ("mode", "xpkg:mode"), ("source", "xpkg:statedIn")):
        if kept[name]:
            try:
                filters.where += f"?s {term} {NamedNode(kept[name])} . "
            except ValueError:
                filters.dropped.append(name)
    _dates(kept, filters)
    if kept["confidence"]:
        if re.fullmatch(r"[01](\.\d{1,6})?", kept["confidence"]):
            least = Literal(kept["confidence"], datatype=XSD.decimal)
            filters.where += f"?s xpkg:confidence ?sure FILTER(?sure >= {least}) "
        else:
            filters.dropped.append("confidence")
    if kept["words"]:
        _words(reader, kept["words"], filters)
    return filters


_EARLIEST = "{ ?s xpkg:earliest ?from } UNION { ?s xpkg:boundedBy ?source ; xpkg:latest ?from }"
"""A statement without a date of its own is taken to be of the day of its source."""


def _dates(kept: Mapping[str, str], filters: StatementFilter) -> None:
    """Add the conditions of the dates; a statement without a date of its own has that of its source."""
    for name, last, bound, comparison in (("from", False, "?to", ">="), ("to", True, "?from", "<=")):
        if not kept[name]:
            continue
        if (day := whole_day(kept[name], last=last)) is None:
            filters.dropped.append(name)
            continue
        dated = "?s xpkg:latest ?to" if bound == "?to" else _EARLIEST
        filters.where += f"{dated} FILTER({bound} {comparison} {Literal(day, datatype=XSD.date)}) "


def _named(reader: GraphReader, words: str) -> list[str]:
    """The IRIs that ``words`` name: an IRI itself, the things with exactly that name, else the hits of a search."""
    if words.startswith(("http://", "https://")):
        try:
            return [NamedNode(words).value]
        except ValueError:
            return []
    exact = [row.text("who") for row in reader.rows(_BY_NAME, name=str(Literal(words)))]
    if exact or reader.index is None:
        return exact
    kinds = ("person", "organization", "group", "place", "document", "event")
    try:
        return [hit.iri for kind in kinds for hit in search(reader.index, words, kind, limit=50).hits]
    except (QueryError, StoreError):
        return []


def _words(reader: GraphReader, words: str, filters: StatementFilter) -> None:
    if reader.index is None:
        filters.dropped.append("words")
        return
    try:
        found = [hit.iri for hit in search(reader.index, words, "statement", limit=_MOST_FOUND).hits]
    except (QueryError, StoreError):
        filters.dropped.append("words")
        return
    filters.where += f"VALUES ?s {{ {iri_list(found)} }} "
