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
        if not isinstance(asked, dict) or not isinstance(asked.get("query"), str) or not asked["query"].strip():
            raise RefusedError(400, f"{name[:20]} has no query")
        if len(asked["query"]) > _LONGEST:
            raise RefusedError(413, f"a query has at most {_LONGEST} characters")
        if not isinstance(asked.get("properties", []), list):
            raise RefusedError(400, f"{name[:20]}: properties is a list")
