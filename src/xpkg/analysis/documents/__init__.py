"""Finds the documents that a text discusses: leaks, speeches, reports, laws, articles."""

from __future__ import annotations

from xpkg.analysis.documents.tracking import DocumentTracker
from xpkg.model import Authority, Mention, Text, TimeExpression, Work

__all__ = ["find_documents"]


def find_documents(
    text: Text, mentions: tuple[Mention, ...], times: tuple[TimeExpression, ...], authority: Authority
) -> tuple[Work, ...]:
    """The works that ``text`` discusses, in order of first mention.

    A work is named (by the authority files or as an act, a treaty …), titled, or identified by its author, date,
    extent or matter. "The documents", "the report" are mentions of the work of such a kind that was spoken of last,
    if any.
    """
    return DocumentTracker(text, mentions, times, authority).works()
