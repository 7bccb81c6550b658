"""The verbs whose past and participle no rule gives, each with its forms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from xpkg.lexicon.loading import load


@dataclass(frozen=True, slots=True)
class IrregularVerb:
    """A verb with its past forms and its past participles, the most common of each first."""

    base: str
    past: tuple[str, ...]
    participle: tuple[str, ...]


@cache
def irregular_verbs() -> Mapping[str, IrregularVerb]:
    """The rows of ``irregular_verbs.tsv`` by base. Raises LexiconError for a table with something wrong in it.

    >>> irregular_verbs()["write"].past, irregular_verbs()["write"].participle
    (('wrote',), ('written',))
    """
    return {row.base: row for row in load("irregular_verbs", IrregularVerb)}


@cache
def irregular_pasts() -> frozenset[str]:
    """Every past form of the table that does not end in -ed: "wrote", "said", "read"."""
    return frozenset(form for row in irregular_verbs().values() for form in row.past if not form.endswith("ed"))


@cache
def irregular_participles() -> frozenset[str]:
    """Every past participle of the table that does not end in -ed: "written", "said", "read"."""
    return frozenset(form for row in irregular_verbs().values() for form in row.participle if not form.endswith("ed"))
