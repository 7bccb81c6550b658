"""Finds who says what in made-up sentences, by the rules and by the default annotator."""

from __future__ import annotations

from xpkg.analysis.attributions import ANNOTATORS, find_attributions
from xpkg.analysis.times import find_times
from xpkg.model import Attribution, Metadata, Source
from xpkg.text import parse

FILLER = "The town lies on a river and has two bridges."


def read(words: str, title: str = "News from the river town") -> list[tuple[Attribution, str, str, str]]:
    """Each attribution that the rules or the default annotator find, with its source, cue and content as they stand."""
    body = f"{title}\n\n{FILLER}\n\n{words}\n\n{FILLER}\n"
    text = parse(Source("t", body, "0", Metadata("", issued="2018-10-10")))
    return [
        (
            one,
            one.source.cut(body) if one.source else "",
            " ".join(span.cut(body) for span in one.cue),
            " … ".join(span.cut(body) for span in one.content),
        )
        for annotate in ANNOTATORS.values()
        for one in find_attributions(text, (), find_times(text), annotate)
    ]
