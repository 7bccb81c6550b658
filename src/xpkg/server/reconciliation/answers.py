"""Answers the reconciliation service in a worker: manifest, candidates, suggestions, preview and data extension."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, Protocol

from markupsafe import escape
from pyoxigraph import Literal, NamedNode, QueryBoolean, QuerySolutions, QueryTriples

from xpkg.errors import QueryError
from xpkg.linking.folding import folded
from xpkg.search import Index, search
from xpkg.server.jobs import Job
from xpkg.server.reconciliation.requests import KIND, PATH
from xpkg.vocab import NAMESPACES

__all__ = ["KIND", "PATH", "answer"]

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

_LIMIT, _MOST = 10, 25  # candidates of a question: if it does not say, and at most
_LOOKED_AT = 60  # hits of the index that are compared
_NAME, _CONTEXT = 0.8, 0.2  # what name and properties weigh in a score
_SURE = 99.5  # score of a name that is the same
_VALUES = 50  # of one property of one thing
_DATES = ("issued",)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


class Engine(Protocol):
    """What is needed of an opened snapshot."""

    base: str
    @property
    def index(self) -> Path | Index:
        """The full-text index: its file, or what can be searched in its place."""

    def execute(self, query: str) -> QuerySolutions | QueryBoolean | QueryTriples:
        """The results of ``query``."""


def answer(engine: Engine, job: Job) -> bytes:
    """The body of the response to ``job``, whose form fields have been checked."""
    fields = dict(job.fields)
    if job.text == "preview":
        return _preview(engine, fields.get("id", "")).encode()
    return json.dumps(_told(engine, job, fields), ensure_ascii=False).encode()


def _told(engine: Engine, job: Job, fields: Mapping[str, str]) -> Any:
    if job.text == "manifest":
        return manifest(engine.base, job.root)
    if job.text == "queries":
        return {name: {"result": _found(engine, asked)} for name, asked in json.loads(fields["queries"]).items()}
    if job.text == "extend":
        return _extended(engine, json.loads(fields["extend"]))
    prefix = fields.get("prefix", "")
    if job.text == "suggest/entity":
        return {"result": _suggested(engine, prefix, _count(fields.get("cursor", "0"), 0))}
    if job.text == "suggest/type":
        return {"result": [_type(name) for name in TYPES if folded(prefix) in folded(name)]}
    if job.text == "suggest/property":
        return {"result": [_property(name) for name in PROPERTIES if _is_called(name, prefix)]}
    kind = fields.get("type", "")
    known = {"properties": [_property(name) for name in PROPERTIES]}
    return {**({"type": kind} if kind else {}), "limit": len(PROPERTIES), **known}


def manifest(base: str, root: str) -> dict[str, Any]:
    """What the service says of itself."""
    here = f"{root}{PATH}"

    def suggest(what: str) -> dict[str, str]:
        return {"service_url": here, "service_path": f"/suggest/{what}"}

    return {
        "versions": ["0.2"],
        "name": "xpkg",
        "identifierSpace": f"{base}id/",
        "schemaSpace": NAMESPACES["xpkg"],
        "documentation": f"{root}ontology",
        "defaultTypes": [_type(name) for name in TYPES],
        "view": {"url": f"{root}id/{{{{id}}}}"},
        "preview": {"url": f"{here}/preview?id={{{{id}}}}", "width": 400, "height": 160},
        "suggest": {"entity": suggest("entity"), "type": suggest("type"), "property": suggest("property")},
        "extend": {"propose_properties": {"service_url": here, "service_path": "/extend/properties"},
                   "property_settings": []},
    }  # fmt: skip


def _type(name: str) -> dict[str, str]:
    return {"id": name, "name": name}


def _property(name: str) -> dict[str, str]:
    return {"id": name, "name": PROPERTIES[name][0]}


def _is_called(name: str, prefix: str) -> bool:
    return folded(prefix) in folded(name) or folded(prefix) in folded(PROPERTIES[name][0])


def _count(value: Any, default: int) -> int:
    text = str(value)
    return int(text) if text.isdecimal() and len(text) < 6 else default


def _found(engine: Engine, asked: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The candidates for one question, the likeliest first; ``match`` where one alone has the very name."""
    types = asked.get("type") or []
    wanted = [str(each) for each in (types if isinstance(types, list) else [types])]
    kinds = [TYPES[name.rsplit("#", 1)[-1]] for name in wanted if name.rsplit("#", 1)[-1] in TYPES]
    if wanted and not kinds:
        return []
    candidates = []
    for path, kind, label in _hits(engine, asked["query"], kinds or [*TYPES.values()]):
        name = _likeness(asked["query"], [label, *_words(_values(engine, path, "altLabel"))])
        context = _context(engine, path, asked.get("properties", []))
        score = 100 * (name if context is None else _NAME * name + _CONTEXT * context)
        candidates.append((score, 100 * name >= _SURE and context in (None, 1.0), path, kind, label))
    candidates.sort(key=lambda each: (-each[0], each[2]))
    alone = sum(same for _, same, *_ in candidates) == 1
    limit = min(_MOST, _count(asked.get("limit"), _LIMIT) or _LIMIT)
    return [
        {"id": path, "name": label, "score": round(score, 1), "match": alone and same, "type": [_type_of(kind)]}
        for score, same, path, kind, label in candidates[:limit]
    ]


def _type_of(kind: str) -> dict[str, str]:
    return next((_type(name) for name, of_index in TYPES.items() if of_index == kind), _type("Thing"))


_Hit = tuple[str, str, str]


def _hits(engine: Engine, words: str, kinds: Iterable[str], *, beginning: bool = False) -> Iterator[_Hit]:
    """What the index finds for all of the words, or for the rarest single one: path, kind and label."""
    seen = set()
    for expression in dict.fromkeys((f"{words}*" if beginning else words, *_single(words))):
        for kind in kinds:
            try:
                hits = search(engine.index, expression, kind, limit=_LOOKED_AT, offset=0).hits
            except QueryError:
                hits = ()
            for hit in hits:
                if hit.iri.startswith(f"{engine.base}id/") and hit.iri not in seen:
                    seen.add(hit.iri)
                    yield hit.iri.removeprefix(f"{engine.base}id/"), hit.kind, hit.label
        if seen:
            return


def _single(words: str) -> list[str]:
    """The longest word of several, for names of which one is misspelt."""
    parts = sorted(words.split(), key=len)
    return parts[-1:] if len(parts) > 1 else []


def _likeness(words: str, names: Iterable[str]) -> float:
    """How like one of ``names`` the words are, 0 to 1."""
    key = folded(words)
    return max((SequenceMatcher(None, key, folded(name), autojunk=False).ratio() for name in names), default=0.0)


def _context(engine: Engine, path: str, properties: Sequence[Any]) -> float | None:
    """The share of the told values that the thing has; None where nothing is told that the graph could have."""
    told = [each for each in properties if isinstance(each, dict) and each.get("pid") in PROPERTIES]
    if not told:
        return None
    has = 0
    for each in told:
        values = each.get("v")
        wanted = {_key(one) for one in (values if isinstance(values, list) else [values])}
        have = _values(engine, path, each["pid"])
        has += bool(wanted & {folded(word) for word in (*_words(have), *(_tail(engine, one) for one, _ in have))})
    return has / len(told)


def _key(value: Any) -> str:
    return folded(str(value.get("id") or value.get("name", "")) if isinstance(value, dict) else str(value))


_Value = tuple[NamedNode | Literal, str]


def _values(engine: Engine, path: str, name: str) -> list[_Value]:
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


def _words(values: Iterable[_Value]) -> Iterator[str]:
    return (label or value.value for value, label in values)


def _tail(engine: Engine, value: NamedNode | Literal) -> str:
    """The id of a thing of the graph, or the last part of another IRI: "Q15031"."""
    if not isinstance(value, NamedNode):
        return value.value
    return value.value.removeprefix(f"{engine.base}id/").rsplit("/entity/", 1)[-1]


def _extended(engine: Engine, asked: Mapping[str, Any]) -> dict[str, Any]:
    names = [each["id"] for each in asked["properties"] if each["id"] in PROPERTIES]
    rows = {path: {name: [_cell(engine, name, each) for each in _values(engine, path, name)] for name in names}
            for path in asked["ids"]}  # fmt: skip
    return {"meta": [_property(name) for name in names], "rows": rows}


def _cell(engine: Engine, name: str, value: _Value) -> dict[str, str]:
    term, label = value
    if isinstance(term, NamedNode):
        return {"id": _tail(engine, term), "name": label or _tail(engine, term)}
    if name in _DATES and _DAY.fullmatch(term.value):
        return {"date": f"{term.value}T00:00:00Z"}  # the API has moments alone; what is less precise is a text
    return {"str": term.value}


def _suggested(engine: Engine, prefix: str, start: int) -> list[dict[str, Any]]:
    hits = [*_hits(engine, prefix, TYPES.values(), beginning=True)] if prefix.strip() else []
    hits.sort(key=lambda each: (not folded(each[2]).startswith(folded(prefix)), each[2], each[0]))
    page = hits[start : start + _LIMIT]
    return [{"id": path, "name": label, "notable": [_type_of(kind)]} for path, kind, label in page]


def _preview(engine: Engine, path: str) -> str:
    """A small page about a thing, for a frame on another page; all that comes from texts is escaped."""
    try:
        thing = str(NamedNode(f"{engine.base}id/{path}"))
    except ValueError:
        thing = f"<{engine.base}id/>"
    solutions = engine.execute(f"SELECT ?label {{ {thing} rdfs:label ?label }} LIMIT 1")
    assert isinstance(solutions, QuerySolutions)
    label = next((each["label"].value for each in solutions), "There is no such thing")
    lines = []
    for name in ("role", "subtype", "wikidata", "source"):
        if told := sorted({*(_words(_values(engine, path, name)))})[:4]:
            lines.append(f"<p>{escape(PROPERTIES[name][0])}: {escape('; '.join(told))}</p>")
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{escape(label)}</title>'
        f"<h1>{escape(label)}</h1>{''.join(lines)}</html>"
    )
