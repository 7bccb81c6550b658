"""Templates of MediaWiki whose words belong to the text, and how they do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from xpkg.lexicon.loading import load


class Use(StrEnum):
    """What becomes of a template's arguments; templates that are not listed stand beside the text."""

    BOOK = "book"
    """A cited work whose title stands without marks."""
    CITATION = "citation"
    """A cited work whose title stands in marks."""
    FIRST = "first"
    """The first argument is the text."""
    HARVARD = "harvard"
    """A citation by author and date in brackets."""
    HARVARD_TEXT = "harvard_text"
    """A citation by author and date whose author is told by the sentence."""
    LAST = "last"
    """The last argument without a name is the text."""
    NAME = "name"
    """The first two arguments are a name."""
    NOTE = "note"
    """A footnote with a letter."""
    NOTES = "notes"
    """Where the footnotes with letters stand."""
    PAGES = "pages"
    """The pages behind a marker."""
    QUANTITY = "quantity"
    """A number and its unit."""
    REFERENCES = "references"
    """Where the list of references stands; may define some."""
    REUSE = "reuse"
    """Markers of references that are defined elsewhere, by name."""
    SHORT = "short"
    """Author and date without brackets."""
    SHORT_NOTE = "short_note"
    """A reference that gives author, date and pages."""
    WORDS = "words"
    """The name of the template and the arguments are the text: "As of 2012"."""


@dataclass(frozen=True, slots=True)
class WikiTemplate:
    """A row of the table: a template's name in small letters and its use."""

    name: str
    use: Use


@cache
def template_uses() -> Mapping[str, Use]:
    """The uses by the templates' names. Raises LexiconError for a faulty table.

    >>> str(template_uses()["sfn"])
    'short_note'
    """
    return {row.name: row.use for row in load("wiki_templates", WikiTemplate)}
