"""The query page: a form, the results as a table or a picture with a link for each IRI, and examples."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from xpkg.catalogue import GROUPS
from xpkg.server.pages.addresses import place_in
from xpkg.server.pages.graph_reader import Example, GraphReader
from xpkg.server.pages.languages import gettext, message
from xpkg.server.pages.ontology_page import short
from xpkg.server.pages.query_examples import PREFIX, form
from xpkg.server.pages.query_results import QueryFailedError, Table, Term, Triples, with_prefixes
from xpkg.server.pages.rendering import Page, anchor, render
from xpkg.server.pages.result_columns import VIEWS, Columns, is_number
from xpkg.server.pages.result_views import NEEDED, View, view, wanted
from xpkg.sparql import vocabulary
from xpkg.tables import has_workbooks
from xpkg.vocab import XPKG

MOST = 500
"""Rows that the page shows at most; the downloads have all."""
_MOST_READ = 5000
"""Rows that are sorted or drawn at most."""
_TABLES = (
    ("csv", message("CSV for spreadsheets")), ("xlsx", "Excel"), ("tsv", "TSV"), ("json", "JSON"), ("xml", "XML"),
)  # fmt: skip
_OF_YES_OR_NO = _TABLES[3:]
_GRAPHS = (("ttl", "Turtle"), ("nt", "N-Triples"), ("jsonld", "JSON-LD"), ("rdf", "RDF/XML"))
_TERMS = """SELECT ?t (SAMPLE(?said) AS ?words) WHERE { ?t rdfs:isDefinedBy ?ontology
OPTIONAL { ?t rdfs:comment ?said } } GROUP BY ?t ORDER BY ?t"""
_OTHERS = (
    "rdfs:label", "skos:altLabel", "skos:prefLabel", "skos:notation", "skos:exactMatch", "dcterms:title",
    "dcterms:creator", "dcterms:publisher", "dcterms:issued", "dcterms:isPartOf", "cito:cites", "nif:anchorOf",
    "nif:beginIndex", "nif:endIndex", "nif:referenceContext", "geo:lat", "geo:long", "schema:url", "bibo:doi",
    "prov:Agent", "xsd:date", "xsd:integer", "edtf:EDTF",
)  # fmt: skip
"""Terms of other vocabularies that are proposed while somebody writes."""
_SAMPLE = with_prefixes("""SELECT ?who (COUNT(?statement) AS ?statements) WHERE {
  ?statement xpkg:speaker ?who
}
GROUP BY ?who ORDER BY DESC(?statements) LIMIT 20
""")


def page(reader: GraphReader, fields: Mapping[str, str]) -> Page:
    """The form and, with the form field ``query``, its results: sorted and shown as the fields ask."""
    example = form(reader, fields["example"], fields, _fetched(fields, "")) if fields.get("example") else None
    text = fields.get("query", "") or (example.text if example else "")
    run = with_prefixes(text)  # the query of a download may be used elsewhere, so it declares its prefixes
    status, problem = (400, example.problem) if example and example.problem else (200, "")
    line = 0
    answer = example.answer if example and not fields.get("query") else None
    if answer is None and text.strip() and not problem and reader.run_user_query is not None:
        try:
            answer = reader.run_user_query(text, _fetched(fields, text))
        except QueryFailedError as error:
            status, problem, line = error.status, error.message, error.line
    asked = _Asked(reader, text, fields)
    shown = asked.table(_table_of(answer)) if isinstance(answer, (Table, Triples)) else None
    formats = _GRAPHS if isinstance(answer, Triples) else _OF_YES_OR_NO if isinstance(answer, bool) else _TABLES
    return render(
        "query.html", reader, status=status, title=gettext("Query"), text=text, problem=problem,
        warnings=vocabulary.warnings(text, gettext), answer=answer, shown=shown, most=MOST, yes=answer is True,
        groups=_groups(reader), listed=not text,
        views=VIEWS, view=wanted(fields, text), needed=NEEDED,
        downloads=[
            (reader.site.page("sparql", {"query": run} | _download_fields(name)), words) for name, words in formats
            if name != "xlsx" or has_workbooks()
        ],
        line=_line(line, text), terms=_terms(reader), example=example, prefix=PREFIX,
        again=asked.address(), here="query", sample=_SAMPLE,
        rows_shown=max(7, min(24, (text or _SAMPLE).count("\n") + 2)),
    )  # fmt: skip


def _groups(reader: GraphReader) -> list[tuple[str, str, list[Example]]]:
    """The queries that are offered, by what they ask about, each group with an id and its words; a user's own first."""
    own, others = reader.examples[: len(reader.own)], reader.examples[len(reader.own) :]
    grouped = [(f"about-{name}", words, [each for each in others if each.group == name])
               for name, words in GROUPS.items()]  # fmt: skip
    rest = [each for each in others if each.group not in GROUPS]
    every = [("own", message("Your queries"), list(own)), *grouped, ("others", message("Others"), rest)]
    return [each for each in every if each[2]]


def _line(number: int, text: str) -> tuple[int, str] | None:
    """Number and words of the line ``number`` of the query; None where it has no such line."""
    lines = text.splitlines()
    return (number, lines[number - 1][:200]) if 0 < number <= len(lines) else None


def _terms(reader: GraphReader) -> list[tuple[str, str]]:
    """The ontology's terms with what they mean, and the terms of others that the graph uses, for completion."""
    own = [(f"xpkg:{row.text('t').removeprefix(XPKG.iri)}", row.text("words")[:90]) for row in reader.rows(_TERMS)
           if row.text("t").startswith(XPKG.iri)]  # fmt: skip
    return [*own, *((term, "") for term in _OTHERS)]


def _fetched(fields: Mapping[str, str], text: str) -> int:
    """The rows that are read: more than are shown where they are sorted or drawn."""
    return _MOST_READ if fields.get("sort") or wanted(fields, text) != "table" else MOST


def _table_of(answer: Table | Triples) -> Table:
    if isinstance(answer, Table):
        return answer
    rows = tuple((each.subject, each.predicate, each.object) for each in answer.triples)
    return Table(("subject", "property", "object"), rows, answer.more)


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column: its name, the link that sorts by it, how it is sorted now, and whether it has numbers."""

    name: str
    address: str
    order: str
    number: bool


@dataclass(frozen=True, slots=True)
class ShownTable:
    """An answer as it is shown: ``total`` rows were read, of which the first ones are in ``rows``."""

    heads: tuple[Head, ...]
    rows: list[list[Markup]]
    total: int
    more: bool
    sorted: bool
    tabs: tuple[tuple[str, str, bool], ...]
    view: View
    fits: bool


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked: a query, and how its answer is to be shown."""

    reader: GraphReader
    text: str
    fields: Mapping[str, str]

    def address(self, **changes: str) -> str:
        """The address of this page with the same query, and with other values of ``changes``."""
        kept = {name: self.fields.get(name, "") for name in ("view", "sort", "down", "at", "zoom")}
        return self.reader.site.page("query", {"query": self.text, **kept, **changes})

    def table(self, found: Table) -> ShownTable:
        """The answer ``found``, sorted, with its view."""
        sort = self.fields.get("sort", "") if self.fields.get("sort") in found.variables else ""
        down = self.fields.get("down") == "yes"
        if sort:
            found = self._sorted(found, found.variables.index(sort), down)
        columns = Columns(found)
        kind = wanted(self.fields, self.text)
        fits = kind in columns.fitting() or not found.rows
        shown = View("table")
        if fits and found.rows:
            shown = view(columns, self.reader, kind, self.fields, self._part)
        heads = []
        for at, name in enumerate(found.variables):
            order = ("descending" if down else "ascending") if name == sort else ""
            turned = "yes" if name == sort and not down else ""
            heads.append(Head(name, self.address(sort=name, down=turned), order, columns.is_numeric(at)))
        tabs = tuple(
            (VIEWS[name], self.address(view=name, at="", zoom=""), name == shown.kind) for name in columns.fitting()
        )
        cells = _cells(self.reader, (list(row) for row in found.rows[:MOST]))
        return ShownTable(tuple(heads), cells, len(found.rows), found.more, bool(sort), tabs, shown, fits)

    def _part(self, part: Mapping[str, str]) -> str:
        return self.address(**part)

    def _sorted(self, found: Table, at: int, down: bool) -> Table:
        """The rows by the column ``at``: numbers by value, things by name; what is unbound comes last."""
        nodes = [term.value for row in found.rows if isinstance(term := row[at], NamedNode)]
        self.reader.learn_names(iri for iri in nodes if _named(self.reader, iri))
        bound = [row for row in found.rows if row[at] is not None]
        ordered = sorted(bound, key=lambda row: self._key(row[at]), reverse=down)
        return Table(found.variables, (*ordered, *(row for row in found.rows if row[at] is None)), found.more)

    def _key(self, term: Term | None) -> tuple[int, float, str, str]:
        if isinstance(term, Literal):
            if is_number(term):
                return 0, float(term.value), "", ""
            return 1, 0.0, term.value.casefold(), term.value
        if isinstance(term, NamedNode):
            words = self.reader.name(term.value) if _named(self.reader, term.value) else term.value
            return 1, 0.0, words.casefold(), term.value
        return 2, 0.0, str(term), ""


def _named(reader: GraphReader, iri: str) -> bool:
    """Whether ``iri`` is shown by its name."""
    return iri.startswith(f"{reader.site.base}id/") and not place_in(iri)


def _download_fields(form: str) -> dict[str, str]:
    """The form fields of a download; CSV is for spreadsheets."""
    return {"format": form} | ({"spreadsheet": "yes"} if form == "csv" else {})


def _cells(reader: GraphReader, rows: Iterable[list[Term | None]]) -> list[list[Markup]]:
    kept = list(rows)
    nodes = {term.value for row in kept for term in row if isinstance(term, NamedNode)}
    reader.learn_names(sorted(iri for iri in nodes if _named(reader, iri)))
    return [[_cell(reader, term) for term in row] for row in kept]


def _cell(reader: GraphReader, term: Term | None) -> Markup:
    if term is None:
        return Markup('<span class="none">–</span>')
    if isinstance(term, NamedNode):
        named = _named(reader, term.value)
        words = reader.name(term.value) if named else _place(reader, term.value) or short(term.value)
        shown = Markup('<bdi title="{}">{}</bdi>').format(term.value, words)
        return anchor(reader.site, term.value, shown)
    if isinstance(term, Literal):
        tag = Markup(' lang="{}"').format(term.language) if term.language else Markup("")
        shown = Markup("<bdi{}>{}</bdi>").format(tag, term.value)
        return Markup('<span class="number">{}</span>').format(shown) if is_number(term) else shown
    if isinstance(term, BlankNode):
        return Markup("<code>{}</code>").format(str(term))
    assert isinstance(term, Triple)
    parts = [_cell(reader, part) for part in (term.subject, term.predicate, term.object)]
    return Markup("«{} {} {}»").format(*parts)


def _place(reader: GraphReader, iri: str) -> str:
    place = place_in(iri)
    return f"{reader.name(place[0])}, {reader.name(iri)}" if place else ""
