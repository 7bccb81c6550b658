"""Decides which entity or document each mention and phrase denotes."""

from __future__ import annotations

from xpkg.coreference.completion import complete
from xpkg.coreference.document_view import view_of
from xpkg.coreference.pipeline import run_resolvers
from xpkg.coreference.resolution import identities
from xpkg.model import Attribution, Authority, Identities, Mention, Position, Reference, Text, Work

__all__ = ["complete", "resolve"]


def resolve(
    text: Text,
    mentions: tuple[Mention, ...],
    attributions: tuple[Attribution, ...],
    references: tuple[Reference, ...],
    works: tuple[Work, ...],
    authority: Authority,
    positions: tuple[Position, ...] = (),
) -> Identities:
    """The entities of a document, and which of them each span denotes. Spans are mentions, source phrases of
    attributions, authors and publishers of references, and adjectives of the countries of ``positions``. Spans of
    ``works`` are left to them."""
    view = view_of(text, mentions, attributions, references, works, authority, positions)
    return identities(view, run_resolvers(view))
