"""Lists of documents and positions."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import partial

from pyoxigraph import NamedNode

from xpkg.facets.counting import Counted
from xpkg.server.pages import cards, naming, sorting
from xpkg.server.pages.days import whole_day
from xpkg.server.pages.facet_links import facets
from xpkg.server.pages.graph_reader import GraphReader, new_texts
from xpkg.server.pages.languages import gettext, message
from xpkg.server.pages.list_facets import LINKED, By, conditions, counted
from xpkg.server.pages.loosening import looser
from xpkg.server.pages.paging import PER_PAGE, Paging, page_number
from xpkg.server.pages.query_results import filled, iri_list
from xpkg.server.pages.rendering import Page, render
from xpkg.vocab import DCTERMS, XPKG

Fields = Mapping[str, str]

_COUNT = "SELECT (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s a $cls . $more }"
_LISTED = """SELECT ?s (MIN(LCASE(?label)) AS ?name) WHERE { ?s a $cls ; rdfs:label ?label . $more }
GROUP BY ?s ORDER BY ?name ?s LIMIT $limit OFFSET $offset"""
_SORTED = """SELECT ?s (MAX(STR(?day)) AS ?last) (MIN(LCASE(STR(?said))) AS ?words) (MIN(LCASE(?label)) AS ?name)
WHERE {
?s a $cls ; rdfs:label ?label . $more
OPTIONAL { ?s dcterms:issued|xpkg:date ?day } OPTIONAL { ?s xpkg:role ?said } }
GROUP BY ?s ORDER BY $order ?name ?s LIMIT $limit OFFSET $offset"""
_ORDERS = {"new": "DESC(?last)", "old": "(!BOUND(?last)) ?last", "role": "?words"}
_SOME = "SELECT DISTINCT ?s WHERE { ?s a $cls . $more }"

_ALL_DOCUMENTS = """SELECT (?s AS ?document) (MIN(?label) AS ?title) (MIN(?house) AS ?publisher) (MIN(?day) AS ?date)
(MIN(?kind) AS ?type) (MIN(STR(?url)) AS ?address) ($link AS ?link) WHERE {
?s a xpkg:Document ; rdfs:label ?label . $more
OPTIONAL { ?s dcterms:publisher/rdfs:label ?house }
OPTIONAL { ?s dcterms:issued ?day }
OPTIONAL { ?s xpkg:documentType/skos:prefLabel ?kind }
OPTIONAL { ?s schema:url ?url } }
GROUP BY ?s ORDER BY $order LCASE(?title) ?s"""
_ALL_POSITIONS = """SELECT (?s AS ?position) (MIN(?name) AS ?holder) (MIN(?words) AS ?role)
(MIN(?body) AS ?organization) (MIN(?where) AS ?place) (MIN(?day) AS ?date) (MIN(STR(?said)) AS ?passage)
(MIN(?told) AS ?sentence) ($link AS ?link) WHERE {
?s a xpkg:Position ; xpkg:holder/rdfs:label ?name ; xpkg:role ?words . $more
OPTIONAL { ?s xpkg:organization/rdfs:label ?body }
OPTIONAL { ?s xpkg:place/rdfs:label ?where }
OPTIONAL { ?s xpkg:date ?day }
OPTIONAL { ?s xpkg:evidence ?said . ?said nif:anchorOf ?told } }
GROUP BY ?s ORDER BY $order LCASE(?holder) ?role ?s"""
"""The whole of a list as a table, a row for each."""
_DOWNLOAD_ORDERS = {"": "", "new": "DESC(STR(?date))", "old": "(!BOUND(?date)) STR(?date)", "role": "LCASE(?role)"}


_PARTS = {
    "sources": (message("texts of the corpus"), "FILTER EXISTS { ?s a xpkg:Source }"),
    "discussed": (message("works that the texts speak of"),
                  "FILTER EXISTS { ?passage xpkg:denotes ?s } FILTER NOT EXISTS { ?s a xpkg:Source }"),
    "cited": (message("works that the texts cite"), "FILTER EXISTS { ?source cito:cites ?s }"),
}  # fmt: skip


_OF_DOCUMENTS = (
    By("type", message("Type"), (XPKG.documentType,)), By("publisher", message("Publisher"), (DCTERMS.publisher,)),
    By("year", message("Year"), (DCTERMS.issued, XPKG.date), "year"), By("maker", message("By"), (DCTERMS.creator,)),
)  # fmt: skip
_OF_POSITIONS = (
    By("role", message("Role"), (XPKG.role,), "words"), By("body", message("Organisation"), (XPKG.organization,)),
    By("place", message("Place"), (XPKG.place,)), By("holder", message("Holder"), (XPKG.holder,)),
    By("held", message("Held in"), (XPKG.date, XPKG.start, XPKG.end), "year"),
    By("told", message("Told in a text of"), (), "year"), By("source", message("Text")),
)  # fmt: skip
"""The numbers by which the lists are narrowed."""
_DOCUMENT_FIELDS = ("part", "type", "publisher", "year", "maker", "linked", "new", *naming.FIELDS)
_TIES = "xpkg:holder xpkg:organization xpkg:place"
"""Told as values, the engine begins with what few positions have; with a path it reads all positions."""
_EVERY = 100_000
"""More documents than are looked at for whom they name."""
_SORTS = {"": message("by title"), "new": message("newest first"), "old": message("oldest first")}
_SORTS_OF_POSITIONS = {"": message("by holder"), "role": message("by role"), "new": message("latest first")}


def documents(reader: GraphReader, fields: Fields) -> Page:
    """The page of documents: texts of the corpus, works that they discuss, works that they cite."""
    kept, asked, how = _of_documents(reader, fields)
    if asked:  # all are looked at for whom they name, too
        found = how.found(reader, 1, _EVERY)
        every, paging = found.iris, Paging(page_number(fields), found.total, "documents", kept)
        found = replace(found, iris=every[paging.offset : paging.offset + paging.size])
    else:
        every, found = (), how.found(reader, page_number(fields))
    others = {name: value for name, value in kept.items() if name != "part"}
    kinds = [*(each.kind for each in _OF_DOCUMENTS), LINKED]
    return render(
        "documents.html", reader, title=gettext("Documents"), part=kept["part"], here="documents",
        paging=Paging(page_number(fields), found.total, "documents", kept),
        query=filled(_ALL_DOCUMENTS, more=how.more, link=reader.site.opened("STR(?s)"),
                     order=_DOWNLOAD_ORDERS[kept["sort"]]),
        documents=cards.documents(reader, found.iris),
        parts=[(name, words, reader.site.page("documents", {"part": name, **others}))
               for name, words in (("", message("all")), *((name, words) for name, (words, _) in _PARTS.items()))],
        sorts=sorting.links(reader.site, "documents", kept, _SORTS),
        facets=naming.also_named(reader, kept, asked, every)
        + (facets(reader, "documents", kept, found, kinds) if found.numbers else []),
        looser=[] if found.total else looser(reader, "documents", kept, partial(_number, reader)),
        named=asked, fields=kept, history=bool(reader.history),
        shown={name: naming.shown(reader, kept[name]) for name in naming.FIELDS},
    )  # fmt: skip


def _of_documents(reader: GraphReader, fields: Fields) -> tuple[dict[str, str], list[naming.Named], _How]:
    """The fields that are understood, whom they name, and the list that they ask for."""
    kept = {name: fields.get(name, "").strip() for name in _DOCUMENT_FIELDS}
    kept["part"] = kept["part"] if kept["part"] in _PARTS else ""
    kept["sort"] = sorting.chosen(fields, _SORTS)
    asked = naming.named(reader, kept)
    part = _PARTS[kept["part"]][1] if kept["part"] else ""
    new = whole_day(kept["new"], last=False) if kept["new"] else None
    kept["new"] = kept["new"] if new else ""
    if new:
        some = new_texts(reader, new)
        part += "FILTER EXISTS { ?s a xpkg:Source } " if some is None else f"VALUES ?s {{ {iri_list(some)} }} "
    more = part + naming.condition(asked) + conditions(_OF_DOCUMENTS, kept)
    how = _How("document", "xpkg:Document", _OF_DOCUMENTS, part + naming.condition(asked), more, kept)
    texts = naming.texts(reader, asked)
    if texts is not None:
        how = replace(how, part=part, texts=texts)
    return kept, asked, how


def _number(reader: GraphReader, fields: Fields) -> int:
    return _of_documents(reader, fields)[2].found(reader, 1, 1).total


def positions(reader: GraphReader, fields: Fields) -> Page:
    """The page of positions: the offices and roles that the texts give to somebody."""
    kept = {each.field: fields.get(each.field, "").strip() for each in _OF_POSITIONS}
    with_it, about = "", fields.get("with", "").strip()
    if about.startswith(reader.site.base):
        try:
            with_it = f"VALUES ?tie {{ {_TIES} }} ?s ?tie {NamedNode(about)} . "
        except ValueError:
            about = ""
    kept |= {"with": about if with_it else "", "sort": sorting.chosen(fields, _SORTS_OF_POSITIONS)}
    more = with_it + conditions(_OF_POSITIONS, kept)
    how = _How("position", "xpkg:Position", _OF_POSITIONS, with_it, more, kept)
    found = how.found(reader, page_number(fields))
    kinds = [each.kind for each in _OF_POSITIONS]
    return render(
        "positions.html", reader, title=gettext("Positions"), positions=cards.positions(reader, found.iris),
        paging=Paging(page_number(fields), found.total, "positions", kept), about=kept["with"], here="positions",
        sorts=sorting.links(reader.site, "positions", kept, _SORTS_OF_POSITIONS),
        query=filled(_ALL_POSITIONS, more=more, link=reader.site.opened("MIN(STR(?said))"),
                     order=_DOWNLOAD_ORDERS[kept["sort"]]),
        facets=facets(reader, "positions", kept, found, kinds) if found.numbers else [],
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _How:
    """A list of the things of ``kind`` and ``cls``: of those of ``part``, the ones that have what ``kept`` asks for.

    Both together are ``more``. ``texts`` are those among which they must be, where that is known.
    """

    kind: str
    cls: str
    by: Collection[By]
    part: str
    more: str
    kept: Fields
    texts: Collection[str] | None = None

    def found(self, reader: GraphReader, number: int, size: int = PER_PAGE) -> Counted:
        """What stands on page ``number``, of so many things."""
        told = counted(reader, self.kind, self.by, self.kept, number, lambda: self._among(reader), size)
        if told is not None:
            return told
        total = reader.rows(_COUNT, cls=self.cls, more=self.more)[0].number("n")
        paging = Paging(number, total, "", {}, size)
        order = _ORDERS.get(self.kept.get("sort", ""), "")
        query = _SORTED if order else _LISTED
        rows = reader.rows(query, cls=self.cls, more=self.more, order=order, limit=paging.size, offset=paging.offset)
        return Counted(total, tuple(row.text("s") for row in rows if row.text("s")), {})

    def _among(self, reader: GraphReader) -> Collection[str] | None:
        if not self.part:
            return self.texts
        some = {row.text("s") for row in reader.rows(_SOME, cls=self.cls, more=self.part)}
        return some if self.texts is None else some & set(self.texts)
