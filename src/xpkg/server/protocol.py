"""The SPARQL 1.1 Protocol as a function of a request: what to run, and what to say of how it went."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote_to_bytes

from xpkg import gate
from xpkg.server.jobs import Job, Outcome
from xpkg.server.negotiation import GRAPH_TYPES, RESULT_TYPES, choose, media_type
from xpkg.server.settings import Settings

CORS = (("Access-Control-Allow-Origin", "*"), ("Access-Control-Expose-Headers", "ETag, Link, Location, Retry-After"))
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`]*\Z")
_QUERY_FORM = ("query", "default-graph-uri", "named-graph-uri")
_UPDATE_FORM = ("update", "using-graph-uri", "using-named-graph-uri")
_MAY_BE_EMPTY = ("default-graph-uri", "named-graph-uri", "using-graph-uri", "using-named-graph-uri", "timeout")
_FORMAT = ("format", "output", "results")
_MOST_FIELDS = 1000
_LONG = 8192  # characters
DOWNLOAD = "xpkg-answer.csv"
"""The name of the file in which a table goes to a spreadsheet."""
_FORM_BODY = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Request:
    """An HTTP request; names of ``headers`` are in lower case, ``url`` is where it was sent, without the query.

    ``root`` is the address of the server as clients see it, ending in ``/``, and ``url`` starts with it.
    """

    method: str
    url: str
    root: str = "http://localhost/"
    query_string: bytes = b""
    headers: Mapping[str, str] | None = None
    body: bytes = b""

    @property
    def path(self) -> str:
        """What follows the root; as sent, with its percent signs."""
        return self.url[len(self.root) :]

    def header(self, name: str) -> str | None:
        """A header's value, or None; ``name`` in lower case."""
        return (self.headers or {}).get(name)


@dataclass(frozen=True, slots=True)
class Response:
    """An HTTP response whose whole body is known."""

    status: int
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""

    def header(self, name: str) -> str | None:
        """The first value of a header, or None; ``name`` in any case."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)


_ENDINGS: dict[str, tuple[int, str]] = {
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
    """What a request asks for, or the response where there is nothing to run; reads no store."""
    try:
        return _plan(request, settings)
    except gate.Refused as refusal:
        return error(refusal.status, str(refusal))


def _plan(request: Request, settings: Settings) -> Job | Response:
    allow = "GET, HEAD, OPTIONS, POST"
    if request.method == "OPTIONS":
        return options(allow, f"{_FORM_BODY}, application/sparql-query, application/sparql-update")
    if request.method in ("GET", "HEAD"):
        fields = meant(form_fields(request.query_string))
        if any(name in _UPDATE_FORM for name, _ in fields):
            raise gate.Refused(400, "an update must be sent with POST")
        return _plan_query(request, settings, fields)
    if request.method != "POST":
        return error(405, "only GET, HEAD, OPTIONS and POST", (("Allow", allow),))
    kind, _, parameters = (request.header("content-type") or "").lower().partition(";")
    kind = kind.strip()
    charset = re.search(r'charset="?([\w-]+)', parameters)
    if charset and charset[1] not in ("utf-8", "utf8", "us-ascii"):
        raise gate.Refused(415, "only UTF-8 is read")
    fields = form_fields(request.query_string)
    if any(name == "update" for name, _ in fields):
        raise gate.Refused(400, "an update belongs in the body, not in the address")
    if kind == _FORM_BODY:
        fields += form_fields(request.body)
    elif kind == "application/sparql-query":
        _no_text(fields)
        fields.append(("query", _decode(request.body)))
    elif kind == "application/sparql-update":
        _no_text(fields)
        fields.append(("update", _decode(request.body)))
    else:
        raise gate.Refused(415, f"POST takes {_FORM_BODY}, application/sparql-query or application/sparql-update")
    fields = meant(fields)
    names = {name for name, _ in fields}
    if "update" in names or (kind == _FORM_BODY and "query" not in names and names & set(_UPDATE_FORM)):
        if names & set(_QUERY_FORM):
            raise gate.Refused(400, "a request is either a query or an update")
        return _plan_update(request, settings, fields)
    if names & set(_UPDATE_FORM):
        raise gate.Refused(400, "using-graph-uri belongs to updates")
    return _plan_query(request, settings, fields)


def _plan_query(request: Request, settings: Settings, fields: Sequence[tuple[str, str]]) -> Job:
    text = _single(fields, "query")
    if len(text) > settings.query_length:
        raise gate.Refused(413, f"the query is longer than {settings.query_length} characters")
    # A long text takes its time to look at: a worker does that, so that nobody waits for it here.
    unchecked = len(text) > _LONG
    facts = gate.Facts(gate.form_of(text), False, True, (), False, 0) if unchecked else gate.check(
        text, length=settings.query_length, nesting=settings.nesting, allow_service=settings.allow_service
    )  # fmt: skip
    if facts.form == "UPDATE":
        raise gate.Refused(400, "this is an update, not a query")
    types = RESULT_TYPES if facts.form in ("SELECT", "ASK") else GRAPH_TYPES
    chosen_type = content_type(request, fields, types)
    default = tuple(graph_name(value) for name, value in fields if name == "default-graph-uri")
    named = tuple(graph_name(value) for name, value in fields if name == "named-graph-uri")
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
        fields=(("file", DOWNLOAD),) if chosen_type == "text/csv" and "spreadsheet" in dict(fields) else (),
        has_dataset=None if unchecked else facts.has_dataset,
        volatile=facts.volatile or bool(facts.services),
        federated=bool(facts.services),
        unchecked=unchecked,
        timeout=_timeout(fields, settings),
    )


def _plan_update(request: Request, settings: Settings, fields: Sequence[tuple[str, str]]) -> Job | Response:
    refusal = may_write(request, settings)
    if refusal is not None:
        return refusal
    text = _single(fields, "update")
    gate.check(text, length=settings.body_size, nesting=settings.nesting, allow_service=())
    gate.refuse_load(text)
    default = [graph_name(value) for name, value in fields if name == "using-graph-uri"]
    named = [graph_name(value) for name, value in fields if name == "using-named-graph-uri"]
    if default or named:
        text = gate.with_dataset(text, default, named)
    return Job("update", text, "UPDATE", "", "", request.url, timeout=settings.timeout)


def may_write(request: Request, settings: Settings) -> Response | None:
    """None when the request bears the token of a writable server, else the refusal (403, 401)."""
    import hmac

    if not settings.writable or settings.token is None:
        return error(403, "this server is read-only")
    scheme, _, given = (request.header("authorization") or "").partition(" ")
    if scheme.lower() != "bearer" or not hmac.compare_digest(given.strip().encode(), settings.token.encode()):
        return error(401, "a bearer token is needed", (("WWW-Authenticate", 'Bearer realm="xpkg"'),))
    return None


def failure(outcome: Outcome) -> Response:
    """The response that tells how a job failed; never 200."""
    status, message = (outcome.status, "") if outcome.kind == "refused" else _ENDINGS[outcome.kind]
    retry = (("Retry-After", "1"),) if status == 503 else ()
    return error(status, outcome.message or message, retry)


def success_headers(job: Job) -> tuple[tuple[str, str], ...]:
    """The headers of a result, but for its length, its encoding and what depends on the snapshot."""
    charset = "; charset=utf-8" if job.content_type.startswith("text/") else ""
    return (("Content-Type", job.content_type + charset), ("Vary", "Accept, Accept-Encoding"), *CORS)


def error(status: int, message: str, headers: Sequence[tuple[str, str]] = ()) -> Response:
    """A refusal or failure as plain text that names no file, address or line of code."""
    body = (message + "\n").encode()
    plain = ("Content-Type", "text/plain; charset=utf-8")
    fixed = (plain, ("Content-Length", str(len(body))), ("Cache-Control", "no-store"))
    return Response(status, (*fixed, *CORS, *headers), body)


def options(allow: str, accept_post: str = "", accept_patch: str = "") -> Response:
    """The answer to OPTIONS, for people and for browsers that ask before they send."""
    preflight = (
        ("Access-Control-Allow-Methods", allow),
        ("Access-Control-Allow-Headers", "Accept, Authorization, Content-Type, If-None-Match"),
        ("Access-Control-Max-Age", "86400"),
    )
    accept = (("Accept-Post", accept_post), ("Accept-Patch", accept_patch))
    return Response(204, (("Allow", allow), *(pair for pair in accept if pair[1]), *CORS, *preflight))


def form_fields(encoded: bytes) -> list[tuple[str, str]]:
    """The fields of a form, in order. Raises Refused (400) when it is malformed."""
    return list(_fields(encoded) if len(encoded) < 4096 else _fields.__wrapped__(encoded))


@lru_cache(maxsize=64)  # a request's fields are wanted several times
def _fields(encoded: bytes) -> tuple[tuple[str, str], ...]:
    if not encoded:
        return ()
    # As urllib's parse_qsl, in a third of the time.
    pairs = encoded.replace(b"+", b" ").split(b"&")
    if len(pairs) > _MOST_FIELDS:
        raise gate.Refused(400, "the form has too many fields")
    try:
        return tuple(
            (unquote_to_bytes(name).decode(), unquote_to_bytes(value).decode())
            for name, _, value in (pair.partition(b"=") for pair in pairs if pair)
        )
    except UnicodeDecodeError:
        raise gate.Refused(400, "the form is not percent-encoded UTF-8") from None


def meant(fields: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """``fields`` without those that a client's form sends although nothing was filled in."""
    return [(name, value) for name, value in fields if value or name not in _MAY_BE_EMPTY]


def _decode(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise gate.Refused(400, "the body is not UTF-8") from None


def _no_text(fields: Sequence[tuple[str, str]]) -> None:
    if any(name in ("query", "update") for name, _ in fields):
        raise gate.Refused(400, "the text stands in the body and in the address")


def _single(fields: Sequence[tuple[str, str]], name: str) -> str:
    found = [value for key, value in fields if key == name]
    if len(found) != 1:
        raise gate.Refused(400, f"exactly one {name} is needed, not {len(found)}")
    return found[0]


def graph_name(value: str) -> str:
    """``value``, if it is an absolute IRI. Raises Refused (400)."""
    if not _IRI.match(value):
        raise gate.Refused(400, "a graph must be named by an absolute IRI")
    return value


def content_type(request: Request, fields: Sequence[tuple[str, str]], types: dict[str, str]) -> str:
    """The media type to answer with: by a field that names one of ``types``, else by Accept. Raises Refused (406)."""
    if found := asked_type(fields, types):
        return found
    chosen = choose(request.header("accept"), tuple(types))
    if chosen is None:
        raise gate.Refused(406, "available are " + ", ".join(types))
    return chosen


def asked_type(fields: Sequence[tuple[str, str]], types: dict[str, str]) -> str | None:
    """The first of ``types`` that a field asks for by name, or None.

    There is no standard for that: clients write ``format``, ``output`` or ``results``, some all three, and names that
    other servers know. What is none of ours is as if it were not there.
    """
    named = (value for wanted in _FORMAT for name, value in fields if name == wanted)
    return next((found for value in named if (found := media_type(value, types))), None)


def _timeout(fields: Sequence[tuple[str, str]], settings: Settings) -> float:
    asked = [value for name, value in fields if name == "timeout"]
    if not asked:
        return settings.timeout
    if not re.fullmatch(r"\d{1,6}(\.\d{1,6})?", asked[0]):
        raise gate.Refused(400, "timeout is a number of seconds")
    return min(float(asked[0]) or settings.timeout, settings.timeout)  # 0 asks for none of its own
