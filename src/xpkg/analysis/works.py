"""Finds the documents that a text discusses: leaks, speeches, reports, laws, articles."""

from __future__ import annotations

from xpkg.model import Authority, Mention, Text, TimeExpression, Work


def find_works(
    text: Text, mentions: tuple[Mention, ...], times: tuple[TimeExpression, ...], authority: Authority
) -> tuple[Work, ...]:
    """The works that ``text`` discusses, in order of first mention."""
    return ()
