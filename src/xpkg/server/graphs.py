"""The SPARQL 1.1 Graph Store HTTP Protocol as a function of a request: what to read or to write."""

from __future__ import annotations

from xpkg.gate import Refused
from xpkg.server.jobs import Job
from xpkg.server.negotiation import GRAPH_TYPES
from xpkg.server.protocol import (
    Request,
    Response,
    content_type,
    error,
    form_fields,
    graph_name,
    may_write,
    options,
)
from xpkg.server.settings import Settings

PATH = "store"
"""Where the graph store is; a graph of any name by ``?graph=``, one named by its own address below the path."""

READ_TYPES = GRAPH_TYPES
"""What can be put: what can be had."""
_METHODS = {"PUT": "put", "POST": "post", "DELETE": "delete", "PATCH": "patch"}


def plan(request: Request, settings: Settings) -> Job | Response:
    """What a request to the graph store asks for, or the response where there is nothing to run."""
    allow = "GET, HEAD, OPTIONS" + (", PUT, POST, DELETE, PATCH" if settings.writable else "")
    if request.method == "OPTIONS":
        return options(allow, ", ".join(READ_TYPES), "application/sparql-update")
    reading = request.method in ("GET", "HEAD")
    if not reading and request.method not in _METHODS:
        return error(405, f"the graph store takes {allow}", (("Allow", allow),))
    if not reading and (refusal := may_write(request, settings)) is not None:
        return refusal
    try:
        return _read(request, settings) if reading else _write(request, settings)
    except Refused as refusal:
        return error(refusal.status, str(refusal))


def _graph(request: Request) -> str | None:
    """The IRI of the graph that the request is on, "" for the default graph, None for the store itself."""
    fields = form_fields(request.query_string)
    names = [graph_name(value) for name, value in fields if name == "graph"]
    default = any(name == "default" for name, _ in fields)
    if len(names) + default > 1:
        raise Refused(400, "either one graph, or the default graph")
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
        raise Refused(400, "say which graph: ?graph=IRI or ?default")
    given = (request.header("content-type") or "").lower()
    media, _, parameters = given.partition(";")
    media = media.strip()
    charset = parameters.replace('"', "").rpartition("charset=")[2].strip() if "charset=" in parameters else "utf-8"
    form = ""
    if kind == "patch":
        if media != "application/sparql-update":
            raise Refused(415, "PATCH takes application/sparql-update")
        form = "update"
    elif kind != "delete":
        if media == "multipart/form-data":
            form = given if "boundary" in given else ""
            form = (request.header("content-type") or "") if form else ""
        elif not media:
            # RFC 9110 lets a server guess; RDF has a default (SPARQL 1.1 Graph Store Protocol, 4.1 in its own words
            # asks for a type), so nothing is guessed.
            raise Refused(415, "say what the body is with Content-Type")
        else:
            form = READ_TYPES.get(media, "")
        if not form or charset not in ("utf-8", "utf8", "us-ascii"):
            raise Refused(415, "available are " + ", ".join(READ_TYPES))
    return Job(
        kind,
        name or "",
        form=form,
        fields=(("new", "1"),) if name is None else (),
        base=name or request.url,
        root=request.root,
        timeout=settings.timeout,
    )
