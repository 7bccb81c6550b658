"""Titles as they stand shortened before a name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from xpkg.lexicon.loading import load


@dataclass(frozen=True, slots=True)
class TitleAbbreviation:
    """A row of the table: the abbreviation in lower case, without its full stop."""

    abbreviation: str
    title: str


@cache
def titles_in_full() -> Mapping[str, str]:
    """The titles by their abbreviations. Raises LexiconError for a faulty table.

    >>> titles_in_full()["sen"], "mr" in titles_in_full()
    ('Senator', False)
    """
    return {row.abbreviation: row.title for row in load("title_abbreviations", TitleAbbreviation)}
