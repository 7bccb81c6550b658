"""From a request to the reconciliation service to a job; reads no store."""

from __future__ import annotations

import json
from typing import Any

from xpkg.server.http_messages import Request, Response, error, form_fields, options
from xpkg.server.jobs import Job
from xpkg.server.settings import Settings
from xpkg.sparql.errors import RefusedError

PATH = "reconcile"
KIND = "reconcile"
MOST_QUERIES = 50
"""Questions in one request."""
MOST_IDS = 200
"""Things in one request for data extension."""

_FORM = "application/x-www-form-urlencoded"
_JSON = "application/json"
_LONGEST = 1_000  # characters of a name
_PARTS = ("suggest/entity", "suggest/type", "suggest/property", "preview", "extend/properties")
DRAFT = "1.0"
"""The path below which the service speaks the draft of version 1.0."""
_DRAFT_READ = {part: part for part in _PARTS if not part.startswith("extend")}
_DRAFT_READ |= {"": "manifest", "extend/propose": "extend/properties"}
_DRAFT_ASKED = {"reconcile": "queries", "match": "queries", "extend": "extend"}
_METHODS = "GET, HEAD, OPTIONS, POST"


def is_here(path: str) -> bool:
    """Whether ``path`` is an address of the service."""
    return path in (PATH, f"{PATH}/") or path.startswith(f"{PATH}/")


def plan(request: Request, settings: Settings, path: str) -> Job | Response:
    """The job of a request at ``path``, or the response where it is refused."""
    part = path.removeprefix(PATH).strip("/")
    if request.method == "OPTIONS":
        return options(_METHODS, _FORM)
    if request.method not in ("GET", "HEAD", "POST"):
        return error(405, f"only {_METHODS}", (("Allow", _METHODS),))
    if part == DRAFT or part.startswith(f"{DRAFT}/"):
        return _draft(request, settings, part.removeprefix(DRAFT).strip("/"))
    if part and part not in _PARTS:
        return error(404, "there is nothing at this address")
    try:
        fields = form_fields(request.query_string)
        if request.method == "POST":
            kind = (request.header("content-type") or "").partition(";")[0].strip().lower()
            if kind != _FORM:
                raise RefusedError(415, f"POST takes {_FORM}")
            fields += form_fields(request.body)
        told: dict[str, str] = {}
        for name, value in fields:
            told.setdefault(name, value)
        if any(len(value) > settings.query_length for value in told.values()):
            raise RefusedError(413, f"a field has at most {settings.query_length} characters")
        what = part or next((name for name in ("queries", "extend") if name in told), "manifest")
        if what in told:
            _check(what, _parsed(told[what]))
        return Job(
            KIND,
            what,
            content_type="text/html" if what == "preview" else _JSON,
            root=request.root,
            fields=tuple(told.items()),
            timeout=settings.timeout,
        )
    except RefusedError as refusal:
        return error(refusal.status, str(refusal))


def _draft(request: Request, settings: Settings, part: str) -> Job | Response:
    """The job of a request of the draft of version 1.0: questions come as JSON, all else in the address."""
    posted = request.method == "POST"
    if part not in (_DRAFT_ASKED if posted else _DRAFT_READ):
        if part in _DRAFT_ASKED or part in _DRAFT_READ:
            allowed = "OPTIONS, POST" if part in _DRAFT_ASKED else "GET, HEAD, OPTIONS"
            return error(405, f"only {allowed}", (("Allow", allowed),))
        return error(404, "there is nothing at this address")
    try:
        fields = dict(form_fields(request.query_string))
        what = _DRAFT_ASKED[part] if posted else _DRAFT_READ[part]
        if posted:
            kind = (request.header("content-type") or "").partition(";")[0].strip().lower()
            if kind != _JSON:
                raise RefusedError(415, f"POST takes {_JSON}")
            if len(request.body) > settings.query_length:
                raise RefusedError(413, f"a body has at most {settings.query_length} bytes")
            fields = {what: json.dumps(_translated(what, _parsed(request.body.decode("utf-8", "replace"))))}
            _check(what, json.loads(fields[what]))
        return Job(
            KIND,
            what,
            form=DRAFT,
            content_type="text/html" if what == "preview" else _JSON,
            root=request.root,
            fields=tuple(fields.items()),
            timeout=settings.timeout,
        )
    except RefusedError as refusal:
        return error(refusal.status, str(refusal))


def _translated(what: str, told: Any) -> Any:
    """What version 1.0 asks, as version 0.2 does: conditions become a query and its properties."""
    if what == "extend":
        return told
    queries = told.get("queries") if isinstance(told, dict) else None
    if not isinstance(queries, list):
        raise RefusedError(400, "queries is a list")
    return {f"q{number}": _query_of(each) for number, each in enumerate(queries)}


def _query_of(asked: Any) -> dict[str, Any]:
    conditions = asked.get("conditions") if isinstance(asked, dict) else None
    if not isinstance(conditions, list) or not conditions or not all(isinstance(each, dict) for each in conditions):
        raise RefusedError(400, "a query has conditions")
    names, properties = [], []
    for each in conditions:
        if each.get("matchType") == "name" and "v" in each:
            values = each["v"] if isinstance(each["v"], list) else [each["v"]]
            names += [one.get("name") or one.get("id") if isinstance(one, dict) else one for one in values]
        elif each.get("matchType") == "property" and isinstance(each.get("pid"), str) and "v" in each:
            kept = ("pid", "v", "required", "matchQuantifier")
            properties.append({name: each[name] for name in kept if name in each})
        else:
            raise RefusedError(400, "a condition has a matchType (name, or property with a pid) and v")
    if not all(isinstance(name, str) for name in names) or len(names) > 1:
        raise RefusedError(400, "a query has one name at most")
    plain = {name: asked[name] for name in ("type", "limit") if name in asked}
    return {**plain, "query": names[0] if names else "", "properties": properties}


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise RefusedError(400, "this is no JSON") from None


def _check(what: str, told: Any) -> None:
    """Raises RefusedError for what is not as the specification has it, or too much."""
    if not isinstance(told, dict):
        raise RefusedError(400, f"{what} is an object")
    if what == "extend":
        ids, properties = told.get("ids"), told.get("properties")
        if not isinstance(ids, list) or not isinstance(properties, list):
            raise RefusedError(400, "extend has lists of ids and properties")
        if not all(isinstance(each, str) for each in ids):
            raise RefusedError(400, "an id is a string")
        if not all(isinstance(each, dict) and isinstance(each.get("id"), str) for each in properties):
            raise RefusedError(400, "a property is an object with an id")
        if len(ids) > MOST_IDS or len(properties) > MOST_QUERIES:
            raise RefusedError(413, f"at most {MOST_IDS} ids and {MOST_QUERIES} properties")
        return
    if len(told) > MOST_QUERIES:
        raise RefusedError(413, f"at most {MOST_QUERIES} queries")
    for name, asked in told.items():
        if not isinstance(asked, dict) or not isinstance(asked.get("query", ""), str) or not _asks(asked):
            raise RefusedError(400, f"{name[:20]} has no query")
        if len(asked.get("query", "")) > _LONGEST:
            raise RefusedError(413, f"a query has at most {_LONGEST} characters")
        if not isinstance(asked.get("properties", []), list):
            raise RefusedError(400, f"{name[:20]}: properties is a list")


def _asks(asked: dict[str, Any]) -> bool:
    """Whether a query tells something: a name, or a property alone."""
    properties = asked.get("properties")
    told = properties if isinstance(properties, list) else []
    return bool(asked.get("query", "").strip()) or any(isinstance(each, dict) and "pid" in each for each in told)
