"""Finds dates and times in a text and places them in the calendar, by the document's own date where it is known."""

from __future__ import annotations

from xpkg.model import Text, TimeExpression


def find_times(text: Text) -> tuple[TimeExpression, ...]:
    """The time expressions of ``text`` in order, outside reference lists."""
    return ()
