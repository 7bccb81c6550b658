"""What the program says of a text is what its own shapes ask for: one notion of what stands in quotation marks."""

from __future__ import annotations

import hashlib

import pytest

from xpkg.annotators import Choice, annotator_of
from xpkg.iris import Iris
from xpkg.model import Authority, Metadata, Source
from xpkg.pipeline.graphs import check, graph_of
from xpkg.validation import to_text
from xpkg.vocab import XPKG

QUOTED = {
    "doubled marks in brackets": "Mr. Low pursued a show. (''We've asked the makers to end it,'' he said.) He left.",
    "single marks in brackets": "Mr. Low pursued a show. ('We asked the makers to end their work,' he said.) He left.",
    "a turn whose mark stands before its name": (
        "A guest said that the mother of Noah Low was wrong.\n\nPartial transcript as follows:\n\n"
        "\"HOST:\u00a0 Senator Berg, on the night of the flood in Oslo, you sent a letter to your sister saying that "
        "the river was to blame for the deaths of the people, however some of the families claim you lied. Listen.\n\n"
        "\"FILM: They all told me it was the rain when they knew it was not the rain.\n\n"
        "\"BERG: I feel a great deal of sympathy for the families, but she is wrong.\""
    ),
    "several sentences": "\"The bridge is old. It was built before the war. It will be mended,\" said Anna Berg.",
    "guillemets": "Anna Berg said: «The bridge is old. It was built before the war.»",
}  # fmt: skip


@pytest.mark.parametrize("annotator", ["model", "rules"])
@pytest.mark.parametrize("words", QUOTED.values(), ids=QUOTED)
def test_what_stands_in_quotation_marks_may_be_called_direct(words: str, annotator: str) -> None:
    text = f"News from the river town\n\n{words}\n"
    source = Source("t", text, hashlib.sha256(text.encode()).hexdigest(), Metadata("News", language="en"))
    quads = graph_of(source, Authority(), Iris(), annotator_of(Choice(annotator)))
    assert to_text(check(quads)) == ""
    if annotator == "model":
        assert XPKG.Direct in {quad.object for quad in quads if quad.predicate == XPKG.mode}
