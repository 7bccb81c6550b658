"""Reads and writes candidates as marks in a text: ``{source} [cue] <content>``, numbered where there are several."""

from __future__ import annotations

import re
from functools import lru_cache

from xpkg.analysis.attributions.repairs import Example
from xpkg.model import AttributionCandidate, Metadata, Method, Source, Span, Text
from xpkg.text import parse

FILLER = "The town lies on a river and has two bridges."
TITLE = "News from the river town"
_MARK = re.compile(r"[{\[<](?:\d+:)?|[}\]>]")
_OPENS = {"{": "source", "[": "cue", "<": "content"}
_CLOSES = {"}": "source", "]": "cue", ">": "content"}


@lru_cache(maxsize=4)
def text_of(marked: str, headline: bool = False) -> Text:
    """The text of ``marked`` without its marks, as the title of a source or as a paragraph of it."""
    words = _MARK.sub("", marked)
    body = f"{words}\n\n{FILLER}\n\n{FILLER}\n" if headline else f"{TITLE}\n\n{words}\n\n{FILLER}\n"
    return parse(Source("t", body, "0", Metadata("")))


def candidates_of(marked: str, headline: bool = False, method: str = "model") -> list[AttributionCandidate]:
    """The candidates that ``marked`` shows, in order of their numbers."""
    shift = 0 if headline else len(TITLE) + 2
    found: dict[str, dict[str, list[Span]]] = {}
    opened: dict[str, list[tuple[str, int]]] = {"source": [], "cue": [], "content": []}
    taken = 0
    for mark in _MARK.finditer(marked):
        at = mark.start() - taken + shift
        taken += len(mark.group())
        if part := _OPENS.get(mark.group()[0]):
            opened[part].append((mark.group()[1:-1] or "1", at))
            continue
        numbers, start = opened[_CLOSES[mark.group()]].pop()
        for number in numbers:
            parts = found.setdefault(number, {"source": [], "cue": [], "content": []})
            parts[_CLOSES[mark.group()]].append(Span(start, at))
    assert not any(opened.values()), f"a mark is left open: {marked}"
    return [
        AttributionCandidate(
            (*parts["source"], None)[0],
            tuple(sorted(parts["cue"])),
            tuple(sorted(parts["content"])),
            Method(method),
            0.8,
        )
        for _, parts in sorted(found.items())
    ]


def told(candidates: list[AttributionCandidate]) -> list[tuple[Span | None, tuple[Span, ...], tuple[Span, ...]]]:
    """The parts of the candidates in order of their cues."""
    ordered = sorted(candidates, key=lambda one: (one.cue, one.content))
    return [(one.source, one.cue, one.content) for one in ordered]


def parts_after(example: Example) -> list[tuple[Span | None, tuple[Span, ...], tuple[Span, ...]]]:
    """What the example tells that the repair leaves."""
    return told(candidates_of(example.after, example.headline))
