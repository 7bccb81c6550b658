"""Answers the reconciliation service in a worker: manifest, candidates, suggestions, preview and data extension."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from markupsafe import escape
from pyoxigraph import NamedNode, QuerySolutions

from xpkg.folding import folded
from xpkg.server.jobs import Job
from xpkg.server.reconciliation.requests import DRAFT, KIND, MOST_QUERIES, PATH
from xpkg.server.reconciliation.things import (
    PROPERTIES,
    TYPES,
    Engine,
    Hit,
    Value,
    hits_of,
    reached,
    tail_of,
    values_of,
    words_of,
)
from xpkg.vocab import NAMESPACES

__all__ = ["KIND", "PATH", "answer"]

_LIMIT, _MOST = 10, 25  # candidates of a question: if it does not say, and at most
_NAME, _CONTEXT = 0.8, 0.2  # what name and properties weigh in a score
_SURE = 99.5  # score of a name that is the same
_MOST_VALUES, _ALL_VALUES = "Most values", "0: all values"  # of a setting of data extension
_DATES = ("issued",)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def answer(engine: Engine, job: Job) -> bytes:
    """The body of the response to ``job``, whose form fields have been checked."""
    fields = dict(job.fields)
    if job.text == "preview":
        return _preview(engine, fields.get("id", "")).encode()
    return json.dumps(_told(engine, job, fields), ensure_ascii=False).encode()


def _told(engine: Engine, job: Job, fields: Mapping[str, str]) -> Any:
    if job.form == DRAFT and job.text in ("manifest", "queries", "extend"):
        return _in_draft(engine, job, fields)
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
    kind, limit = fields.get("type", ""), _count(fields.get("limit", ""), 0) or len(PROPERTIES)
    proposed = [_property(name) for name in PROPERTIES][:limit]
    return {**({"type": kind} if kind else {}), "limit": limit, "properties": proposed}


def _in_draft(engine: Engine, job: Job, fields: Mapping[str, str]) -> Any:
    """What version 1.0 says in another form: the manifest, and lists where version 0.2 has names."""
    if job.text == "manifest":
        return draft_manifest(job.root)
    if job.text == "queries":
        found = json.loads(fields["queries"]).values()
        return {"results": [{"candidates": _found(engine, asked)} for asked in found]}
    told = _extended(engine, json.loads(fields["extend"]))
    rows = [{"id": path, "properties": [{"id": name, "values": values} for name, values in row.items()]}
            for path, row in told["rows"].items()]  # fmt: skip
    return {"meta": told["meta"], "rows": rows}


def draft_manifest(root: str) -> dict[str, Any]:
    """What the service says of itself in the draft of version 1.0."""
    return {
        "versions": ["1.0-draft"],
        "name": "xpkg",
        "documentation": f"{root}ontology",
        "defaultTypes": [_type(name) for name in TYPES],
        "view": {"url": f"{root}id/{{+id}}"},
        "preview": {"width": 400, "height": 160},
        "suggest": {"entity": True, "type": True, "property": True},
        "extend": {"proposeProperties": True, "propertySettings": [
            {"id": "limit", "name": _MOST_VALUES, "type": "number", "default": 0, "helpText": _ALL_VALUES}]},
        "batchSize": MOST_QUERIES,
        "standardizedScore": True,
    }


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
                   "property_settings": [{"name": "limit", "label": _MOST_VALUES, "type": "number", "default": 0,
                                          "help_text": _ALL_VALUES}]},
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
    words, told = asked.get("query", ""), asked.get("properties", [])
    for path, kind, label in reached(engine, words, told, kinds or [*TYPES.values()]):
        name = _likeness(words, [label, path, *words_of(values_of(engine, path, "altLabel"))])
        context = _context(engine, path, told)
        if context is None and not words.strip():
            continue
        needed = [each for each in told if isinstance(each, dict) and each.get("required") is True]
        if not all(_has(engine, path, each) for each in needed):
            continue
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


def _likeness(words: str, names: Iterable[str]) -> float:
    """How like one of ``names`` the words are, 0 to 1."""
    key = folded(words)
    return max((SequenceMatcher(None, key, folded(name), autojunk=False).ratio() for name in names), default=0.0)


def _context(engine: Engine, path: str, properties: Sequence[Any]) -> float | None:
    """The share of the told values that the thing has; None where nothing is told that the graph could have."""
    told = [each for each in properties if isinstance(each, dict) and each.get("pid") in PROPERTIES]
    if not told:
        return None
    return sum(_has(engine, path, each) for each in told) / len(told)


def _has(engine: Engine, path: str, told: Mapping[str, Any]) -> bool:
    """Whether a thing has one of the values that are told of a property; all or none of them where that is asked."""
    if told.get("pid") not in PROPERTIES:
        return False
    values = told.get("v")
    wanted = {_key(one) for one in (values if isinstance(values, list) else [values])}
    have = values_of(engine, path, told["pid"])
    known = {folded(word) for word in (*words_of(have), *(tail_of(engine, one) for one, _ in have))}
    if told.get("matchQuantifier") == "none":
        return not wanted & known
    return wanted <= known if told.get("matchQuantifier") == "all" else bool(wanted & known)


def _key(value: Any) -> str:
    return folded(str(value.get("id") or value.get("name", "")) if isinstance(value, dict) else str(value))


def _extended(engine: Engine, asked: Mapping[str, Any]) -> dict[str, Any]:
    wanted = {each["id"]: _most(each) for each in asked["properties"] if each["id"] in PROPERTIES}
    rows = {path: {name: [_cell(engine, name, each) for each in values_of(engine, path, name)[:most]]
                   for name, most in wanted.items()} for path in asked["ids"]}  # fmt: skip
    return {"meta": [_property(name) for name in wanted], "rows": rows}


def _most(asked: Mapping[str, Any]) -> int | None:
    """How many values of a property are wanted: what its settings say, else all."""
    settings = asked.get("settings")
    return _count(settings.get("limit", ""), 0) or None if isinstance(settings, dict) else None


def _cell(engine: Engine, name: str, value: Value) -> dict[str, str]:
    term, label = value
    if isinstance(term, NamedNode):
        return {"id": tail_of(engine, term), "name": label or tail_of(engine, term)}
    if name in _DATES and _DAY.fullmatch(term.value):
        return {"date": f"{term.value}T00:00:00Z"}  # the API has moments alone; what is less precise is a text
    return {"str": term.value}


def _suggested(engine: Engine, prefix: str, start: int) -> list[dict[str, Any]]:
    hits = [*hits_of(engine, prefix, TYPES.values(), beginning=True)] if prefix.strip() else []
    words = folded(prefix).split()

    def order(hit: Hit) -> tuple[bool, bool, str, str]:
        path, _, label = hit
        whole = folded(label).split()[: len(words)] == words  # "Xi Jinping" goes before "Xinjiang"
        begins = folded(label).startswith(folded(prefix))
        # What is spelt nearly so stays in its own order.
        return not whole, not begins, label if begins else "", path if begins else ""

    hits.sort(key=order)
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
        if told := sorted({*(words_of(values_of(engine, path, name)))})[:4]:
            lines.append(f"<p>{escape(PROPERTIES[name][0])}: {escape('; '.join(told))}</p>")
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{escape(label)}</title>'
        f"<h1>{escape(label)}</h1>{''.join(lines)}</html>"
    )
