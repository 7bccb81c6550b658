"""What the meta elements of web pages are called, and the field of the metadata that each tells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from xpkg.lexicon.loading import load
from xpkg.lexicon.metadata_fields import Field


@dataclass(frozen=True, slots=True)
class MetaName:
    """A row of the table: a name or property in small letters, its field, and its rank; 1 is trusted most."""

    name: str
    field: Field
    rank: int


@cache
def meta_names() -> Mapping[str, MetaName]:
    """The rows by their names. Raises LexiconError for a faulty table.

    >>> str(meta_names()["og:site_name"].field)
    'publisher'
    """
    return {row.name: row for row in load("page_metadata", MetaName)}
