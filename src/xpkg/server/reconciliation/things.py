"""The things that the reconciliation service can offer: which a question reaches, and the values that they have."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol

from pyoxigraph import Literal, NamedNode, QueryBoolean, QuerySolutions, QueryTriples

from xpkg.errors import QueryError
from xpkg.folding import folded
from xpkg.search import Index, search
from xpkg.search.spelling import spellings

TYPES: Mapping[str, str] = {
    "Person": "person", "Organization": "organization", "Group": "group", "Place": "place", "Document": "document",
    "Event": "event",
}  # fmt: skip
"""The types of the service, by their ids: classes of the ontology, each with the name that the index has for it."""

PROPERTIES: Mapping[str, tuple[str, str]] = {
    "wikidata": ("item in Wikidata", "?thing skos:exactMatch ?value"),
    "altLabel": ("other name", "?thing skos:altLabel ?value"),
    "subtype": ("subtype", "?thing xpkg:subtype ?value"),
    "role": ("office or occupation", "?position xpkg:holder ?thing ; xpkg:role ?value"),
    "organization": ("body of an office", "?position xpkg:holder ?thing ; xpkg:organization ?value"),
    "place": ("place of an office", "?position xpkg:holder ?thing ; xpkg:place ?value"),
    "source": ("named in", "?passage xpkg:denotes ?thing ; nif:referenceContext ?value"),
    "issued": ("date of publication", "?thing dcterms:issued ?value"),
}
"""The properties of the service by their ids: a name, and where their values stand in the graph."""

_LOOKED_AT = 60  # hits of the index that are compared
_VALUES = 50  # of one property of one thing
_PATH = re.compile(r"[a-z]+/[a-z0-9-]+", re.ASCII)


class Engine(Protocol):
    """What is needed of an opened snapshot."""

    base: str

    @property
    def index(self) -> Path | Index:
        """The full-text index: its file, or what can be searched in its place."""

    def execute(self, query: str) -> QuerySolutions | QueryBoolean | QueryTriples:
        """The results of ``query``."""


Hit = tuple[str, str, str]


def hits_of(engine: Engine, words: str, kinds: Collection[str], *, beginning: bool = False) -> list[Hit]:
    """What the index finds for all of the words: path, kind and label.

    Where nothing is called just so, what is spelt nearly so follows. Without either it is what has the longest of
    several words.
    """
    found = _hits(engine, f"{words}*" if beginning else words, kinds)
    key = folded(words)
    if not any(folded(label) == key for _, _, label in found):
        found += _spelt_like(engine, words, kinds)
    for part in _single(words) if not found else ():
        found += _hits(engine, part, kinds)
    return [*dict.fromkeys(found)]


def _hits(engine: Engine, expression: str, kinds: Iterable[str]) -> list[Hit]:
    found = []
    for kind in kinds:
        with suppress(QueryError):
            hits = search(engine.index, expression, kind, limit=_LOOKED_AT, offset=0).hits
            found += [(hit.iri.removeprefix(f"{engine.base}id/"), hit.kind, hit.label) for hit in hits
                      if hit.iri.startswith(f"{engine.base}id/")]  # fmt: skip
    return found


def _spelt_like(engine: Engine, words: str, kinds: Collection[str]) -> Iterator[Hit]:
    """The things with a name that differs from the words by a letter or two in each."""
    if not isinstance(engine.index, Path):  # of another endpoint there is no list of names
        return
    for each in spellings(engine.index).near(words, _LOOKED_AT):
        path = each.iri.removeprefix(f"{engine.base}id/")
        if _PATH.fullmatch(path) and (kind := path.partition("/")[0]) in kinds:
            yield path, kind, each.label


def _single(words: str) -> list[str]:
    """The longest word of several, for names of which one is misspelt."""
    parts = sorted(words.split(), key=len)
    return parts[-1:] if len(parts) > 1 else []


def reached(engine: Engine, words: str, properties: Sequence[Any], kinds: Sequence[str]) -> Iterator[Hit]:
    """The thing of which the words are the id, what the index finds for them, or what has the first property told."""
    path = words.strip().removeprefix(f"{engine.base}id/")
    if _PATH.fullmatch(path) and path.partition("/")[0] in kinds and (label := _label(engine, path)):
        yield path, path.partition("/")[0], label
    elif words.strip():
        yield from hits_of(engine, words, kinds)
    else:
        yield from _having(engine, properties, kinds)


def _label(engine: Engine, path: str) -> str:
    solutions = engine.execute(f"SELECT ?label {{ {NamedNode(f'{engine.base}id/{path}')} rdfs:label ?label }} LIMIT 1")
    assert isinstance(solutions, QuerySolutions)
    return next((each["label"].value for each in solutions), "")


def _having(engine: Engine, properties: Sequence[Any], kinds: Sequence[str]) -> Iterator[Hit]:
    """The things that have a value of the first property of ``properties`` that the service knows."""
    told = next((each for each in properties if isinstance(each, dict) and each.get("pid") in PROPERTIES), None)
    if told is None:
        return
    values = told.get("v") if isinstance(told.get("v"), list) else [told.get("v")]
    wanted = " ".join(str(Literal(key)) for key in sorted({str(_plain(each)).casefold() for each in values or ()}))
    query = f"""SELECT DISTINCT ?thing ?label {{ {PROPERTIES[told["pid"]][1]} . ?thing rdfs:label ?label
    OPTIONAL {{ ?value rdfs:label ?name }} VALUES ?wanted {{ {wanted} }}
    FILTER(LCASE(STR(COALESCE(?name, ?value))) = ?wanted || STRENDS(LCASE(STR(?value)), CONCAT("/", ?wanted)))
    }} ORDER BY ?thing LIMIT {_LOOKED_AT}"""
    solutions = engine.execute(query)
    assert isinstance(solutions, QuerySolutions)
    for each in solutions:
        path = each["thing"].value.removeprefix(f"{engine.base}id/")
        if _PATH.fullmatch(path) and (kind := path.partition("/")[0]) in kinds:
            yield path, kind, each["label"].value


def _plain(value: Any) -> Any:
    return value.get("id") or value.get("name", "") if isinstance(value, dict) else value


Value = tuple[NamedNode | Literal, str]


def values_of(engine: Engine, path: str, name: str) -> list[Value]:
    """The values of a property of a thing, each with its label where it is a thing."""
    try:
        thing = str(NamedNode(f"{engine.base}id/{path}"))
    except ValueError:
        return []
    pattern = PROPERTIES[name][1].replace("?thing", thing)
    query = f"SELECT DISTINCT ?value ?label {{ {pattern} OPTIONAL {{ ?value rdfs:label ?label }} }} LIMIT {_VALUES}"
    solutions = engine.execute(query)
    assert isinstance(solutions, QuerySolutions)
    found = [(each["value"], each["label"].value if each["label"] else "") for each in solutions]
    return sorted(found, key=lambda each: str(each[0]))


def words_of(values: Iterable[Value]) -> Iterator[str]:
    """The labels of ``values``, or their own words."""
    return (label or value.value for value, label in values)


def tail_of(engine: Engine, value: NamedNode | Literal) -> str:
    """The id of a thing of the graph, or the last part of another IRI: "Q15031"."""
    if not isinstance(value, NamedNode):
        return value.value
    return value.value.removeprefix(f"{engine.base}id/").rsplit("/entity/", 1)[-1]
