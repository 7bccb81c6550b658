"""Dates that a text gives are passages with their EDTF date; what cannot be dated is left out."""

from __future__ import annotations

from pyoxigraph import Literal, Quad

from xpkg.iris import Iris
from xpkg.mappers import map_source
from xpkg.model import Analysis, Authority, Metadata, Source, Span, TimeExpression
from xpkg.text import parse
from xpkg.vocab import EDTF, NIF, XPKG


def test_a_date_stands_at_its_passage() -> None:
    words = "The bridge fell in May 2014, and yesterday it was opened."
    times = (
        TimeExpression(Span(19, 27), "2014-05", "2014-05-01", "2014-05-31"),
        TimeExpression(Span(33, 42), "", None, None, resolved=False),
    )
    text = parse(Source("bridge.txt", words, "0" * 64, Metadata(title="Bridge")))
    quads = list(map_source(Analysis(text, times=times), Iris(), Authority()))
    [(passage, date)] = [(quad.subject, quad.object) for quad in quads if quad.predicate == XPKG.date]
    assert date == Literal("2014-05", datatype=EDTF.EDTF)
    assert Quad(passage, NIF.anchorOf, Literal("May 2014"), quads[0].graph_name) in quads
