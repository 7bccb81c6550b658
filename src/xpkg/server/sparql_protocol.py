"""The SPARQL 1.1 Protocol: from a request to a job, and from the outcome of a job to a response."""

from __future__ import annotations

import re
from collections.abc import Sequence

from xpkg.server.authorization import write_refusal
from xpkg.server.http_messages import CORS, Request, Response, error, form_fields, options
from xpkg.server.jobs import Job, Outcome
from xpkg.server.negotiation import GRAPH_TYPES, RESULT_TYPES, choose, media_type
from xpkg.server.settings import Settings
from xpkg.sparql import guard, updates
from xpkg.sparql.errors import RefusedError

_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`]*\Z")
_QUERY_FORM = ("query", "default-graph-uri", "named-graph-uri")
_UPDATE_FORM = ("update", "using-graph-uri", "using-named-graph-uri")
_MAY_BE_EMPTY = ("default-graph-uri", "named-graph-uri", "using-graph-uri", "using-named-graph-uri", "timeout")
_FORMAT = ("format", "output", "results")
_MAX_CHECKED_HERE = 8192  # characters
_FILE = re.compile(r"[a-z0-9-]{1,60}")
"""What a table that is downloaded for a spreadsheet may be called."""
_FORM_BODY = "application/x-www-form-urlencoded"
_FAILURES: dict[str, tuple[int, str]] = {
    "syntax": (400, ""),
    "missing": (404, "no such graph"),
    "deadline": (504, "the query did not finish within its time"),
    "memory": (507, "the query needs more memory than one query may have"),
    "conflict": (409, "what the graph store has does not allow it"),
    "failed": (500, "the query could not be finished"),
    "unwritable": (507, "the store cannot be written"),
    "size": (507, "the result is larger than this server sends"),
    "complex": (400, "the query is too complex to be parsed"),
    "killed": (500, "the query could not be finished"),
    "crashed": (500, "the query could not be finished"),
    "busy": (503, "too many queries; try again"),
    "unready": (503, "no data to serve yet; try again"),
}


def plan(request: Request, settings: Settings) -> Job | Response:
    """The job that a request asks for, or the response where there is nothing to run. Reads no store."""
    try:
        return _plan(request, settings)
    except RefusedError as refusal:
        return error(refusal.status, str(refusal))


def _plan(request: Request, settings: Settings) -> Job | Response:
    allow = "GET, HEAD, OPTIONS, POST"
    if request.method == "OPTIONS":
        return options(allow, f"{_FORM_BODY}, application/sparql-query, application/sparql-update")
    if request.method in ("GET", "HEAD"):
        fields = filled_in(form_fields(request.query_string))
        if any(name in _UPDATE_FORM for name, _ in fields):
            raise RefusedError(400, "an update must be sent with POST")
        return _plan_query(request, settings, fields)
    if request.method != "POST":
        return error(405, "only GET, HEAD, OPTIONS and POST", (("Allow", allow),))
    kind, _, parameters = (request.header("content-type") or "").lower().partition(";")
    kind = kind.strip()
    charset = re.search(r'charset="?([\w-]+)', parameters)
    if charset and charset[1] not in ("utf-8", "utf8", "us-ascii"):
        raise RefusedError(415, "only UTF-8 is read")
    fields = form_fields(request.query_string)
    if any(name == "update" for name, _ in fields):
        raise RefusedError(400, "an update belongs in the body, not in the address")
    if kind == _FORM_BODY:
        fields += form_fields(request.body)
    elif kind == "application/sparql-query":
        _no_text(fields)
        fields.append(("query", _decode(request.body)))
    elif kind == "application/sparql-update":
        _no_text(fields)
        fields.append(("update", _decode(request.body)))
    else:
        raise RefusedError(415, f"POST takes {_FORM_BODY}, application/sparql-query or application/sparql-update")
    fields = filled_in(fields)
    names = {name for name, _ in fields}
    if "update" in names or (kind == _FORM_BODY and "query" not in names and names & set(_UPDATE_FORM)):
        if names & set(_QUERY_FORM):
            raise RefusedError(400, "a request is either a query or an update")
        return _plan_update(request, settings, fields)
    if names & set(_UPDATE_FORM):
        raise RefusedError(400, "using-graph-uri belongs to updates")
    return _plan_query(request, settings, fields)


def _plan_query(request: Request, settings: Settings, fields: Sequence[tuple[str, str]]) -> Job:
    text = _single(fields, "query")
    if len(text) > settings.query_length:
        raise RefusedError(413, f"the query is longer than {settings.query_length} characters")
    # A worker checks a long text, so that no other request waits for that here.
    unchecked = len(text) > _MAX_CHECKED_HERE
    facts = guard.Facts(guard.form_of(text), False, True, (), False, 0) if unchecked else guard.check(
        text, length=settings.query_length, nesting=settings.nesting, allow_service=settings.allow_service
    )  # fmt: skip
    if facts.form == "UPDATE":
        raise RefusedError(400, "this is an update, not a query")
    types = RESULT_TYPES if facts.form in ("SELECT", "ASK") else GRAPH_TYPES
    chosen_type = content_type(request, fields, types)
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    timeout = settings.timeout
    if _has_more_than_a_query(fields):
        default = tuple(graph_name(value) for name, value in fields if name == "default-graph-uri")
        named = tuple(graph_name(value) for name, value in fields if name == "named-graph-uri")
        timeout = _timeout(fields, settings)
    chosen = bool(default or named)
    return Job(
        kind="query",
        text=text,
        form=facts.form,
        format=types[chosen_type],
        content_type=chosen_type,
        base=request.url,
        default=default if chosen else None,
        named=named if chosen else None,
        fields=_file(types[chosen_type], fields),
        has_dataset=None if unchecked else facts.has_dataset,
        volatile=facts.volatile or bool(facts.services),
        federated=bool(facts.services),
        unchecked=unchecked,
        timeout=timeout,
    )


def _file(form: str, fields: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The name under which a table for a spreadsheet is kept; nothing for other answers."""
    asked = dict(fields)
    name = asked.get("file", "")
    if form == "xlsx" or (form == "csv" and "spreadsheet" in asked):
        return (("file", f"xpkg-{name if _FILE.fullmatch(name) else 'answer'}.{form}"),)
    return ()


def _plan_update(request: Request, settings: Settings, fields: Sequence[tuple[str, str]]) -> Job | Response:
    refusal = write_refusal(request, settings)
    if refusal is not None:
        return refusal
    text = _single(fields, "update")
    guard.check(text, length=settings.body_size, nesting=settings.nesting, allow_service=())
    updates.refuse_load(text)
    default = [graph_name(value) for name, value in fields if name == "using-graph-uri"]
    named = [graph_name(value) for name, value in fields if name == "using-named-graph-uri"]
    if default or named:
        text = updates.with_dataset(text, default, named)
    return Job("update", text, "UPDATE", "", "", request.url, timeout=settings.timeout)


def failure(outcome: Outcome) -> Response:
    """The error response for a job that failed."""
    status, message = (outcome.status, "") if outcome.kind == "refused" else _FAILURES[outcome.kind]
    retry = (("Retry-After", "1"),) if status == 503 else ()
    return error(status, outcome.message or message, retry)


def success_headers(job: Job) -> tuple[tuple[str, str], ...]:
    """The headers of a result that depend on neither its body nor the snapshot."""
    charset = "; charset=utf-8" if job.content_type.startswith("text/") else ""
    return (("Content-Type", job.content_type + charset), ("Vary", "Accept, Accept-Encoding"), *CORS)


def filled_in(fields: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """``fields`` without the empty ones that an HTML form sends for inputs that nobody filled in."""
    return [(name, value) for name, value in fields if value or name not in _MAY_BE_EMPTY]


def _has_more_than_a_query(fields: Sequence[tuple[str, str]]) -> bool:
    """Whether ``fields`` say more than the text of one query, as they seldom do."""
    return len(fields) != 1 or fields[0][0] != "query"


def _decode(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise RefusedError(400, "the body is not UTF-8") from None


def _no_text(fields: Sequence[tuple[str, str]]) -> None:
    if any(name in ("query", "update") for name, _ in fields):
        raise RefusedError(400, "the text stands in the body and in the address")


def _single(fields: Sequence[tuple[str, str]], name: str) -> str:
    found = [value for key, value in fields if key == name]
    if len(found) != 1:
        raise RefusedError(400, f"exactly one {name} is needed, not {len(found)}")
    return found[0]


def graph_name(value: str) -> str:
    """``value``, if it is an absolute IRI. Raises RefusedError (400)."""
    if not _IRI.match(value):
        raise RefusedError(400, "a graph must be named by an absolute IRI")
    return value


def content_type(request: Request, fields: Sequence[tuple[str, str]], types: dict[str, str]) -> str:
    """The media type of the response: one of ``types``, by form field, else by Accept. Raises RefusedError (406)."""
    if found := requested_type(fields, types):
        return found
    chosen = choose(request.header("accept"), tuple(types))
    if chosen is None:
        raise RefusedError(406, "available are " + ", ".join(types))
    return chosen


def requested_type(fields: Sequence[tuple[str, str]], types: dict[str, str]) -> str | None:
    """The first of ``types`` that a form field names, or None.

    No standard says how. Clients send ``format``, ``output`` or ``results``, some all three, with names that other
    servers know. An unknown name is ignored.
    """
    if not _has_more_than_a_query(fields):
        return None
    named = (value for wanted in _FORMAT for name, value in fields if name == wanted)
    return next((found for value in named if (found := media_type(value, types))), None)


def _timeout(fields: Sequence[tuple[str, str]], settings: Settings) -> float:
    asked = [value for name, value in fields if name == "timeout"]
    if not asked:
        return settings.timeout
    if not re.fullmatch(r"\d{1,6}(\.\d{1,6})?", asked[0]):
        raise RefusedError(400, "timeout is a number of seconds")
    return min(float(asked[0]) or settings.timeout, settings.timeout)  # 0 means: the default
