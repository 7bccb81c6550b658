"""Finds what a text names: people, organizations, groups and places, by name, short name, pronoun or noun."""

from __future__ import annotations

from xpkg.model import Authority, Mention, Text


def find_mentions(text: Text, authority: Authority) -> tuple[Mention, ...]:
    """The mentions of ``text`` in order, outside reference lists."""
    return ()
