"""Finds who says what: an annotator makes claims (source, cue, content), their reading makes attributions."""

from __future__ import annotations

from xpkg.analysis.attributions.reading import read_claims
from xpkg.analysis.attributions.rules import annotate
from xpkg.model import Attribution, Mention, Text


def find_attributions(text: Text, mentions: tuple[Mention, ...]) -> tuple[Attribution, ...]:
    """The attributions of ``text`` in order of their first character."""
    return read_claims(text, mentions, annotate(text, mentions))
