"""Finds what a text names: people, organizations, groups and places, by name, short name, pronoun or noun."""

from __future__ import annotations

from xpkg.analysis.names.lexicon import Lexicon, lexicon_of
from xpkg.analysis.names.lines import lines_of
from xpkg.analysis.names.nouns import find_nouns
from xpkg.analysis.names.search import Search
from xpkg.model import Authority, Mention, Text

__all__ = ["Lexicon", "find_mentions", "lexicon_of"]


def find_mentions(text: Text, authority: Authority) -> tuple[Mention, ...]:
    """The mentions of ``text`` in order, outside reference lists. Names do not overlap, except that a name may hold
    the name of the place it belongs to ("China's Ministry of Education")."""
    lexicon = lexicon_of(authority)
    lines = lines_of(text)
    search = Search(text, lexicon)
    for line in lines:
        search.read(line)
    found = search.mentions()
    taken = {at for mention in found for at in range(mention.span.start, mention.span.end)}
    for line in lines:
        found.extend(mention for mention in find_nouns(line) if mention.span.start not in taken)
    return tuple(sorted(found, key=lambda mention: (mention.span.start, -mention.span.end)))
