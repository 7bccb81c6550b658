"""Decides which thing each mention and phrase of a document denotes."""

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
    """The entities of a document, and for each span that names one (mention, source phrase of an attribution,
    author or publisher of a reference, the adjective of a land that one of the ``positions`` is of) which it is.
    Spans of ``works`` are left to them."""
    view = view_of(text, mentions, attributions, references, works, authority, positions)
    return identities(view, run_resolvers(view))
