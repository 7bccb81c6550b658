"""The SPARQL 1.1 Graph Store HTTP Protocol: from a request to a job that reads or writes a graph."""

from __future__ import annotations

from xpkg.server.authorization import write_refusal
from xpkg.server.http_messages import Request, Response, error, form_fields, options
from xpkg.server.jobs import Job
from xpkg.server.negotiation import GRAPH_TYPES
from xpkg.server.settings import Settings
from xpkg.server.sparql_protocol import content_type, graph_name
from xpkg.sparql.errors import RefusedError

PATH = "store"
"""The path of the graph store. ``?graph=IRI`` names any graph; an address below the path names the graph itself."""

_METHODS = {"PUT": "put", "POST": "post", "DELETE": "delete", "PATCH": "patch"}


def plan(request: Request, settings: Settings) -> Job | Response:
    """The job that a request to the graph store asks for, or the response where there is nothing to run."""
    allow = "GET, HEAD, OPTIONS" + (", PUT, POST, DELETE, PATCH" if settings.writable else "")
    if request.method == "OPTIONS":
        return options(allow, ", ".join(GRAPH_TYPES), "application/sparql-update")
    reading = request.method in ("GET", "HEAD")
    if not reading and request.method not in _METHODS:
        return error(405, f"the graph store takes {allow}", (("Allow", allow),))
    if not reading and (refusal := write_refusal(request, settings)) is not None:
        return refusal
    try:
        return _read(request, settings) if reading else _write(request, settings)
    except RefusedError as refusal:
        return error(refusal.status, str(refusal))


def _graph(request: Request) -> str | None:
    """The IRI of the graph that the request names; "" for the default graph, None for the store itself."""
    fields = form_fields(request.query_string)
    names = [graph_name(value) for name, value in fields if name == "graph"]
    default = any(name == "default" for name, _ in fields)
    if len(names) + default > 1:
        raise RefusedError(400, "either one graph, or the default graph")
    if names:
        return names[0]
    if default:
        return ""
    return None if request.url.rstrip("/") == request.root + PATH else request.url


def _read(request: Request, settings: Settings) -> Job:
    name = _graph(request)
    fields = form_fields(request.query_string)
    chosen = content_type(request, fields, GRAPH_TYPES)
    kind = "dump" if name is None else "graph"
    return Job(kind, name or "", format=GRAPH_TYPES[chosen], content_type=chosen, timeout=settings.timeout)


def _write(request: Request, settings: Settings) -> Job:
    name, kind = _graph(request), _METHODS[request.method]
    if name is None and kind != "post":
        raise RefusedError(400, "say which graph: ?graph=IRI or ?default")
    given = (request.header("content-type") or "").lower()
    media, _, parameters = given.partition(";")
    media = media.strip()
    charset = parameters.replace('"', "").rpartition("charset=")[2].strip() if "charset=" in parameters else "utf-8"
    form = ""
    if kind == "patch":
        if media != "application/sparql-update":
            raise RefusedError(415, "PATCH takes application/sparql-update")
        form = "update"
    elif kind != "delete":
        if media == "multipart/form-data":
            form = given if "boundary" in given else ""
            form = (request.header("content-type") or "") if form else ""
        elif not media:
            # RFC 9110 lets a server guess the type. The Graph Store Protocol (4.1) asks for it, so nothing is guessed.
            raise RefusedError(415, "say what the body is with Content-Type")
        else:
            form = GRAPH_TYPES.get(media, "")
        if not form or charset not in ("utf-8", "utf8", "us-ascii"):
            raise RefusedError(415, "available are " + ", ".join(GRAPH_TYPES))
    return Job(
        kind,
        name or "",
        form=form,
        fields=(("new", "1"),) if name is None else (),
        base=name or request.url,
        root=request.root,
        timeout=settings.timeout,
    )
