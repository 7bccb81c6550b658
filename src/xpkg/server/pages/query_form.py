"""The query page: a form, the results with a link for each IRI, and examples."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from markupsafe import Markup
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from xpkg.server.pages.addresses import place_in
from xpkg.server.pages.graph_reader import GraphReader
from xpkg.server.pages.ontology_page import short
from xpkg.server.pages.query_examples import PREFIX, form
from xpkg.server.pages.query_results import QueryFailedError, Table, Term, Triples, with_prefixes
from xpkg.server.pages.rendering import Page, anchor, render
from xpkg.sparql import vocabulary
from xpkg.vocab import XSD

MOST = 500
"""Rows that the page shows at most; the downloads have all."""
_TABLES = (("csv", "CSV for spreadsheets"), ("tsv", "TSV"), ("json", "JSON"), ("xml", "XML"))
_GRAPHS = (("ttl", "Turtle"), ("nt", "N-Triples"), ("jsonld", "JSON-LD"), ("rdf", "RDF/XML"))
_SAMPLE = with_prefixes("""SELECT ?who (COUNT(?statement) AS ?statements) WHERE {
  ?statement xpkg:speaker ?who
}
GROUP BY ?who ORDER BY DESC(?statements) LIMIT 20
""")


def page(reader: GraphReader, fields: Mapping[str, str]) -> Page:
    """The form and, with the form field ``query``, its results."""
    example = form(reader, fields["example"], fields) if fields.get("example") else None
    text = fields.get("query", "") or (example.text if example else "")
    run = with_prefixes(text)  # the query of a download may be used elsewhere, so it declares its prefixes
    status, problem = (400, example.problem) if example and example.problem else (200, "")
    head: list[str] = []
    rows: list[list[Markup]] = []
    answer = None
    if text.strip() and not problem and reader.run_user_query is not None:
        try:
            answer = reader.run_user_query(text, MOST)
        except QueryFailedError as error:
            status, problem = error.status, error.message
    if isinstance(answer, Table):
        head, terms = list(answer.variables), [list(row) for row in answer.rows]
        rows = _cells(reader, terms)
    elif isinstance(answer, Triples):
        head, terms = ["subject", "property", "object"], [[t.subject, t.predicate, t.object] for t in answer.triples]
        rows = _cells(reader, terms)
    formats = _GRAPHS if isinstance(answer, Triples) else _TABLES[2:] if isinstance(answer, bool) else _TABLES
    return render(
        "query.html", reader, status=status, title="Query", text=text, problem=problem,
        warnings=vocabulary.warnings(text), answer=answer, head=head,
        rows=rows, more=isinstance(answer, (Table, Triples)) and answer.more, most=MOST, yes=answer is True,
        examples=reader.examples, is_table=isinstance(answer, (Table, Triples)), listed=not text,
        downloads=[
            (reader.site.page("sparql", {"query": run} | _download_fields(name)), words) for name, words in formats
        ],
        example=example, prefix=PREFIX,
        again=reader.site.page("query", {"query": text}), here="query", sample=_SAMPLE,
        rows_shown=max(7, min(24, (text or _SAMPLE).count("\n") + 2)),
    )  # fmt: skip


def _download_fields(form: str) -> dict[str, str]:
    """The form fields of a download; CSV is for spreadsheets."""
    return {"format": form} | ({"spreadsheet": "yes"} if form == "csv" else {})


def _cells(reader: GraphReader, rows: Iterable[list[Term | None]]) -> list[list[Markup]]:
    kept = list(rows)
    nodes = {term.value for row in kept for term in row if isinstance(term, NamedNode)}
    reader.learn_names(sorted(iri for iri in nodes if iri.startswith(f"{reader.site.base}id/") and not place_in(iri)))
    return [[_cell(reader, term) for term in row] for row in kept]


def _cell(reader: GraphReader, term: Term | None) -> Markup:
    if term is None:
        return Markup('<span class="none">–</span>')
    if isinstance(term, NamedNode):
        named = term.value.startswith(f"{reader.site.base}id/") and not place_in(term.value)
        words = reader.name(term.value) if named else _place(reader, term.value) or short(term.value)
        shown = Markup('<bdi title="{}">{}</bdi>').format(term.value, words)
        return anchor(reader.site, term.value, shown)
    if isinstance(term, Literal):
        tag = Markup(' lang="{}"').format(term.language) if term.language else Markup("")
        number = term.datatype in (XSD.integer, XSD.decimal)
        shown = Markup("<bdi{}>{}</bdi>").format(tag, term.value)
        return Markup('<span class="number">{}</span>').format(shown) if number else shown
    if isinstance(term, BlankNode):
        return Markup("<code>{}</code>").format(str(term))
    assert isinstance(term, Triple)
    parts = [_cell(reader, part) for part in (term.subject, term.predicate, term.object)]
    return Markup("«{} {} {}»").format(*parts)


def _place(reader: GraphReader, iri: str) -> str:
    place = place_in(iri)
    return f"{reader.name(place[0])}, characters {place[1]} to {place[2]}" if place else ""
