"""Keeps the sources' texts that pages show, with their sentences, so that a page does not parse a text again."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

from pyoxigraph import NamedNode

from xpkg.model import Metadata, Source, Span
from xpkg.server.pages.reader import Reader
from xpkg.text import parse

_MOST = 64
_SHA = "SELECT ?sha ?title WHERE { $source xpkg:sha256 ?sha ; rdfs:label ?title }"
_TEXT = "SELECT ?text WHERE { $source xpkg:text ?text }"
_kept: OrderedDict[tuple[str, str], Shown] = OrderedDict()
_lock = Lock()


@dataclass(frozen=True, slots=True)
class Shown:
    """A source's text with the spans of its sentences, in order."""

    text: str
    sentences: tuple[Span, ...]

    def around(self, start: int, end: int) -> tuple[int, int]:
        """The sentence, or the sentences, in which the characters ``start`` to ``end`` stand."""
        first = bisect_right(self.sentences, start, key=lambda span: span.start) - 1
        last = bisect_right(self.sentences, end - 1, key=lambda span: span.start) - 1
        if first < 0 or last < 0:
            return start, end
        return min(start, self.sentences[first].start), max(end, self.sentences[last].end)


def shown(reader: Reader, source: str) -> Shown | None:
    """The text of ``source`` (an IRI), or None where the graph has none."""
    node = NamedNode(source)
    known = reader.rows(_SHA, source=node)
    if not known:
        return None
    key = (known[0].text("sha"), known[0].text("title"))
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    texts = reader.rows(_TEXT, source=node)
    if not texts:
        return None
    words = texts[0].text("text")
    # The title helps to tell the first block; sentences are cut as the build cut them.
    sentences = parse(Source(source, words, key[0], Metadata(title=key[1]))).sentences
    found = Shown(words, tuple(sorted(sentence.span for sentence in sentences)))
    with _lock:
        _kept[key] = found
        while len(_kept) > _MOST:
            _kept.popitem(last=False)
    return found
