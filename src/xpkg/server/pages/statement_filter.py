"""What the form of the statements asks for: as SPARQL, and as a narrowing of the tables beside the index."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode

from xpkg.errors import QueryError, StoreError
from xpkg.facets.counting import Narrowing
from xpkg.lookup import folded
from xpkg.search import search
from xpkg.search.words import expression
from xpkg.server.pages import statement_download
from xpkg.server.pages.addresses import Site
from xpkg.server.pages.days import whole_day
from xpkg.server.pages.graph_reader import GraphReader, new_texts
from xpkg.server.pages.languages import message
from xpkg.server.pages.query_results import iri_list
from xpkg.vocab import XPKG, XSD

FIELDS = (
    "with", "speaker", "about", "act", "mode", "source", "publisher", "from", "to", "confidence", "linked", "words",
    "new", "sort",
)  # fmt: skip
"""The form fields that narrow, and the one that sorts."""
SORTS = {
    "": message("in the order of the texts"), "new": message("latest first"), "old": message("earliest first"),
    "sure": message("surest first"), "unsure": message("least sure first"),
}  # fmt: skip
AGENTS = ("person", "organization", "group", "place")
"""The kinds of things that a text names."""
KINDS = (*AGENTS, "document", "event")
"""The kinds of things that a statement may be by or about."""
_BY_NAME = """SELECT DISTINCT ?who ?own WHERE { VALUES ?name { $name }
{ ?who rdfs:label ?name BIND(true AS ?own) } UNION { ?who skos:altLabel ?name BIND(false AS ?own) } } LIMIT 50"""
_EARLIEST = "{ ?s xpkg:earliest ?from } UNION { ?s xpkg:boundedBy ?source ; xpkg:latest ?from }"
"""A statement without a date of its own is taken to be of the day of its source."""
_MOST_FOUND = 5000
@dataclass(slots=True)
class StatementFilter:
    """The conditions of the form as SPARQL about ``?s`` and as a narrowing, and the fields not understood.

    ``matched`` is the condition on words as a function of the endpoint, ``listed`` as the statements found.
    """

    where: str = ""
    matched: str = ""
    listed: str = ""
    narrowing: Narrowing = field(default_factory=lambda: Narrowing("statement"))
    dropped: list[str] = field(default_factory=list)
    site: Site = field(default_factory=Site)

    @property
    def sparql(self) -> str:
        """All conditions, with the statements that have the words."""
        return self.where + self.listed

    def download(self, total: int) -> str:
        """A query that has a row for each of the ``total`` statements found."""
        where = re.sub(r"\?s\b", "?statement", self.where + self.matched)
        return statement_download.query(where, self.narrowing.sort, self.site, total)

    def counts(self) -> str:
        """A query for how many of the statements found which publisher has, by month."""
        return statement_download.by_publisher(re.sub(r"\?s\b", "?statement", self.where + self.matched))


def filter_of(reader: GraphReader, kept: Mapping[str, str]) -> StatementFilter:
    """What the form fields ``kept`` (all of FIELDS) ask for."""
    filters = StatementFilter(site=reader.site)
    dropped = filters.dropped
    has: list[tuple[NamedNode, tuple[str, ...]]] = []
    either = speaker = None
    for name in ("with", "act", "mode", "source", "publisher"):
        if kept[name] and _node(kept[name]) is None:
            dropped.append(name)
    if kept["speaker"]:
        named = tuple(things_called(reader, kept["speaker"]))
        # Whole words only: "Xi" is not meant to match "Xinjiang".
        pattern = "" if kept["speaker"].startswith(reader.site.base) else rf"(^|\W){re.escape(kept['speaker'])}(\W|$)"
        unnamed = f' UNION {{ ?s xpkg:speakerText ?said FILTER(REGEX(?said, {Literal(pattern)}, "i")) }}'
        filters.where += f"{{ VALUES ?speaker {{ {iri_list(named)} }} ?s xpkg:speaker ?speaker }}"
        filters.where += (unnamed if pattern else "") + " . "
        speaker = named, pattern
    if (who := _node(kept["with"])) is not None:
        filters.where += f"{{ {{ ?s xpkg:speaker {who} }} UNION {{ ?s xpkg:about {who} }} }} "
        either = (XPKG.speaker, XPKG.about), who.value
    if kept["about"]:
        named = tuple(things_called(reader, kept["about"]))
        filters.where += f"VALUES ?about {{ {iri_list(named)} }} ?s xpkg:about ?about . "
        has.append((XPKG.about, named))
    for name, term in (("act", XPKG.speechAct), ("mode", XPKG.mode)):
        if (node := _node(kept[name])) is not None:
            filters.where += f"?s {term} {node} . "
            has.append((term, (node.value,)))
    if (source := _node(kept["source"])) is not None:
        filters.where += f"?s xpkg:statedIn {source} . "
    if (publisher := _node(kept["publisher"])) is not None:
        filters.where += f"?s xpkg:statedIn/dcterms:publisher {publisher} . "
    since, until = _dates(kept, filters)
    if kept["linked"] in ("yes", "no"):
        negated = "NOT " if kept["linked"] == "no" else ""
        filters.where += f"FILTER {negated}EXISTS {{ ?s xpkg:speaker/skos:exactMatch ?item }} "
    sure = None
    if kept["confidence"]:
        if re.fullmatch(r"[01](\.\d{1,6})?", kept["confidence"]):
            sure = float(kept["confidence"])
            least = Literal(kept["confidence"], datatype=XSD.decimal)
            filters.where += f"?s xpkg:confidence ?sure FILTER(?sure >= {least}) "
        else:
            dropped.append("confidence")
    words = _words(reader, kept["words"], filters) if kept["words"] else None
    new = whole_day(kept["new"], last=False) if kept["new"] else ""
    texts = new_texts(reader, new) if new else None
    if texts is not None:
        filters.where += f"VALUES ?new {{ {iri_list(texts)} }} ?s xpkg:statedIn ?new . "
    elif kept["new"] and not new:
        dropped.append("new")
    filters.narrowing = Narrowing(
        "statement", tuple(has), either, speaker, source.value if source else "", publisher.value if publisher else "",
        {"yes": True, "no": False}.get(kept["linked"]), since, until, sure, words, texts,
        kept["sort"],
    )  # fmt: skip
    return filters


def _node(iri: str) -> NamedNode | None:
    try:
        return NamedNode(iri) if iri else None
    except ValueError:
        return None


def _dates(kept: Mapping[str, str], filters: StatementFilter) -> tuple[str, str]:
    """Add the conditions of the dates; the first and last day that are asked for, or nothing."""
    days = []
    for name, last, bound, comparison in (("from", False, "?to", ">="), ("to", True, "?from", "<=")):
        day = whole_day(kept[name], last=last) if kept[name] else ""
        days.append(day or "")
        if day is None:
            filters.dropped.append(name)
        elif day:
            dated = "?s xpkg:latest ?to" if bound == "?to" else _EARLIEST
            filters.where += f"{dated} FILTER({bound} {comparison} {Literal(day, datatype=XSD.date)}) "
    return days[0], days[1]


def things_called(reader: GraphReader, words: str, kinds: Iterable[str] = KINDS) -> list[str]:
    """The IRIs that ``words`` name, best first.

    These are an IRI itself, else the things of exactly that name, before those of which it is another name. Else they
    are those of ``kinds`` that have the words in a name, people and bodies before works and events.
    """
    if words.startswith(("http://", "https://")):
        return [node.value] if (node := _node(words)) is not None else []
    named = reader.rows(_BY_NAME, name=str(Literal(words)))
    exact = [row.text("who") for row in named if row.true("own")] or [row.text("who") for row in named]
    if exact or reader.index is None:
        return list(dict.fromkeys(exact))
    try:
        hits = [hit for kind in kinds for hit in search(reader.index, words, kind, limit=50).hits]
    except (QueryError, StoreError):
        return []
    # As it is typed, in small letters or without an accent, a name means the same.
    whole = [hit.iri for hit in hits if folded(hit.label) == folded(words)]
    return whole or [hit.iri for hit in hits]


def things_like(reader: GraphReader, words: str) -> list[str]:
    """The people, bodies, groups and places that have ``words`` in a name, best first."""
    if reader.index is None:
        return []
    try:
        # Who is called so stands first among all that is found, so one search does for all kinds.
        return [hit.iri for hit in search(reader.index, words, limit=20).hits if hit.kind in AGENTS]
    except (QueryError, StoreError):
        return []


def _words(reader: GraphReader, words: str, filters: StatementFilter) -> str | None:
    """Add the condition on words; the expression that the index is asked for."""
    if reader.index is None:
        filters.dropped.append("words")
        return None
    filters.matched = f"FILTER(xpkg:matches(?s, {Literal(words)})) "
    asked = expression(words)
    if reader.facets is not None and asked is not None:
        return asked
    try:
        found = [hit.iri for hit in search(reader.index, words, "statement", limit=_MOST_FOUND).hits]
    except (QueryError, StoreError):
        filters.dropped.append("words")
        return None
    filters.listed = f"VALUES ?s {{ {iri_list(found)} }} "
    return '""'
