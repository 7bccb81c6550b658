"""The concepts of the ontology: which speech acts and which types of events, documents and blocks there are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from xpkg.resources import folder

_CONCEPT = re.compile(r"^xpkg:(?P<scheme>[a-z]+)-(?P<notation>\S+) a skos:Concept\b", re.M)


@cache
def concepts() -> Mapping[str, tuple[str, ...]]:
    """The notations of the concepts in ``ontology/xpkg.ttl``, in its order, by the prefix of their scheme.

    >>> "denies" in concepts()["act"], "arrest" in concepts()["event"], "leak" in concepts()["document"]
    (True, True, True)
    """
    found: dict[str, list[str]] = {}
    for concept in _CONCEPT.finditer((folder("ontology") / "xpkg.ttl").read_text(encoding="utf-8")):
        found.setdefault(concept["scheme"], []).append(concept["notation"])
    return MappingProxyType({scheme: tuple(notations) for scheme, notations in found.items()})
