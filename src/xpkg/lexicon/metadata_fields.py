"""The names by which tables, front matter and exports call what is recorded about a text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from xpkg.lexicon.loading import load

_MARKS = re.compile(r"[\W_]+")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")


class Field(StrEnum):
    """What a column tells: a field of the metadata, or the text itself, its name, or the file that has it."""

    TITLE = "title"
    PUBLISHER = "publisher"
    ISSUED = "issued"
    CREATORS = "creators"
    LANGUAGE = "language"
    KIND = "kind"
    RIGHTS = "rights"
    ORIGIN = "origin"
    URL = "url"
    RETRIEVED = "retrieved"
    TEXT = "text"
    NAME = "name"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class FieldName:
    """A row of the table: a name in small letters, its words parted by blanks, and the field that it tells."""

    name: str
    field: Field


@cache
def _fields() -> Mapping[str, Field]:
    return {row.name: row.field for row in load("metadata_fields", FieldName)}


def field_of(name: str) -> Field | None:
    """The field that a column, key or property of this name tells, however it is written; None where it is none.

    Raises LexiconError for a faulty table.

    >>> str(field_of("Publication_Date")), str(field_of("datePublished")), field_of("colour")
    ('issued', 'issued', None)
    """
    plain = _MARKS.sub(" ", _HUMP.sub(" ", name)).strip().lower()
    return _fields().get(plain)
