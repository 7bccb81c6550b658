"""What a text tells without a date was at the latest on the day on which the text came out."""

from __future__ import annotations

from pyoxigraph import NamedNode

from xpkg.iris import Iris
from xpkg.mappers import map_source
from xpkg.mappers.terms import edtf
from xpkg.model import Authority, Metadata, Source
from xpkg.pipeline.graphs import analyse
from xpkg.vocab import DCTERMS, RDF, XPKG

WORDS = (
    "A headline\n\n{line}Ann Lowell said the dam was safe. Ann Lowell said on 3 May 2018 that it leaked. "
    "Ann Lowell was arrested by the police."
)


def facts(line: str, issued: str | None, cls: NamedNode) -> list[tuple[str, str, bool]]:
    source = Source("t", WORDS.format(line=line), "0", Metadata("", issued=issued))
    quads = list(map_source(analyse(source, Authority(())), Iris(), Authority(())))
    found = []
    for node in [quad.subject for quad in quads if quad.predicate == RDF.type and quad.object == cls]:
        own = {quad.predicate: str(getattr(quad.object, "value", "")) for quad in quads if quad.subject == node}
        date, last = (own.get(term, "") for term in (XPKG.date, XPKG.latest))
        found.append((date, last, XPKG.boundedBy in own))
    return sorted(found)


def test_the_day_of_issue_bounds_a_statement_and_an_event() -> None:
    expected = [("", "2019-05-22", True), ("2018-05-03", "2018-05-03", False)]
    assert facts("", "2019-05-22", XPKG.Statement) == expected
    assert facts("", "2019-05-22", XPKG.Event) == expected[:1]


def test_the_date_line_does_where_the_metadata_say_nothing() -> None:
    found = facts("PORT ELLERY, May 22, 2019 — ", None, XPKG.Statement)
    assert ("", "2019-05-22", True) in found
    source = Source("t", WORDS.format(line="Issued 22 May 2019\n\n"), "0", Metadata(""))
    quads = map_source(analyse(source, Authority(())), Iris(), Authority(()))
    issued = [quad.object for quad in quads if quad.predicate == DCTERMS.issued]
    assert issued == [edtf("2019-05-22")]


def test_nothing_bounds_what_a_text_without_a_date_tells() -> None:
    assert facts("", None, XPKG.Statement) == [("", "", False), ("2018-05-03", "2018-05-03", False)]
