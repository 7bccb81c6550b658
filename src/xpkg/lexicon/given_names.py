"""Reads given names with their gender from ``data/names/given.tsv``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from xpkg.model import Gender
from xpkg.resources import folder


@cache
def given_names() -> Mapping[str, Gender | None]:
    """The given names of ``data/names/given.tsv`` with the gender of nearly all who have it, or None where divided."""
    lines = (folder("data") / "names" / "given.tsv").read_text(encoding="utf-8").splitlines()[1:]
    pairs = (line.split("\t") for line in lines)
    return MappingProxyType({name: Gender(gender) if gender != "u" else None for name, gender in pairs})
