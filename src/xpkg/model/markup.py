"""Shows spans of a text as HTML: what was found in it, for a notebook."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from xpkg.model.sources import Span

_BOUNDS = 2000
"""Characters of a text that a view shows at most."""


def marked_text(text: str, spans: Sequence[tuple[Span, str, str]]) -> str:
    """``text`` with ``(span, CSS class, title)`` marked; where two overlap, the longer that begins first is kept.

    >>> marked_text("Ann <Low>", [(Span(0, 3), "person", "Ann")])
    '<mark class="person" title="Ann">Ann</mark> &lt;Low&gt;'
    """
    shown, at = [], 0
    for span, cls, title in sorted(spans, key=lambda each: (each[0].start, -each[0].end)):
        if span.start < at or span.end > _BOUNDS:
            continue
        words = escape(text[span.start : span.end])
        mark = f'<mark class="{escape(cls)}" title="{escape(title)}">{words}</mark>'
        shown += [escape(text[at : span.start]), mark]
        at = span.end
    rest = text[at:_BOUNDS]
    return "".join(shown) + escape(rest) + ("…" if len(text) > _BOUNDS else "")
