"""The page that sets what the texts state beside what Wikidata states of the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from xpkg.linking.discrepancies.comparing import ComparedFact, compare_facts, only, with_sentences
from xpkg.linking.discrepancies.tables import columns
from xpkg.linking.discrepancies.verdicts import Verdict
from xpkg.server.pages.graph_reader import GraphReader
from xpkg.server.pages.languages import gettext
from xpkg.server.pages.paging import Paging, page_number
from xpkg.server.pages.query_results import Row
from xpkg.server.pages.rendering import Page, render

_SIZE = 50
_ASKED = "SELECT ?s WHERE { ?s wikibase:rank ?rank } LIMIT 1"
_PATH = "wikidata"


@dataclass(frozen=True, slots=True)
class _Asking:
    reader: GraphReader

    def __call__(self, query: str) -> Iterable[Mapping[str, str]]:
        return [_words(row) for row in self.reader.rows(query)]


def _words(row: Row) -> dict[str, str]:
    return {name: row.text(name) for name in row}


def page(reader: GraphReader, fields: Mapping[str, str]) -> Page:
    """The page; ``verdict`` and ``of`` (the IRI of a thing) choose among the rows."""
    ask = _Asking(reader)
    # Where nobody has asked Wikidata there is nothing to compare, and a large graph takes seconds to say so.
    every = [*compare_facts(ask)] if reader.rows(_ASKED) else []
    if of := fields.get("of", ""):
        every = [row for row in every if row.thing.iri == of]
    verdict = fields.get("verdict", "")
    rows = [*only(every, [Verdict(verdict)] if verdict in {*Verdict} else ())]
    paging = Paging(page_number(fields), len(rows), _PATH, {"verdict": verdict, "of": of}, _SIZE)
    shown = [*with_sentences(rows[paging.offset : paging.offset + paging.size], ask)]
    counts = [(each.value, sum(row.verdict is each for row in every)) for each in Verdict]
    title = gettext("Texts and Wikidata compared")
    return render("wikidata.html", reader, title=title, here=_PATH, listed=False, of=of, verdict=verdict,
                  counts=counts, rows=[_cells(row) for row in shown], paging=paging)  # fmt: skip


def _cells(row: ComparedFact) -> dict[str, str]:
    told, stated = row.told, row.stated
    return {
        **columns(row),
        "text_when": _when(told.date, told.start, told.end) if told else "",
        "wikidata_when": _when(_date(stated.value), stated.start, stated.end) if stated else "",
        "source_iri": row.source.iri if row.source else "",
    }


def _date(value: str) -> str:
    return "" if value.startswith("Q") else value


def _when(date: str, start: str, end: str) -> str:
    """The date to show: a span where start or end is told."""
    return f"{start or '..'}/{end or '..'}" if start or end else date
