"""Routes requests: the one function from a request to a job or to a response that needs no job."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import quote, unquote_to_bytes

from xpkg.description import DUMPS
from xpkg.server import graph_store, jsonld_context, page_adapter, sparql_protocol
from xpkg.server.http_messages import Request, Response, error, form_fields, options
from xpkg.server.jobs import Job
from xpkg.server.judging import requests as judging
from xpkg.server.negotiation import GRAPH_TYPES, RESULT_TYPES, choose
from xpkg.server.reconciliation import requests as reconciliation
from xpkg.server.settings import Settings
from xpkg.sparql.errors import RefusedError
from xpkg.vocab import ONTOLOGY_VERSION

HTML = "text/html"
ENDINGS = {"html": HTML, "ttl": "text/turtle", "nt": "application/n-triples", "rdf": "application/rdf+xml",
           "jsonld": "application/ld+json", "trig": "application/trig", "nq": "application/n-quads",
           "n3": "text/n3"}  # fmt: skip
"""File endings of things and graphs, and the media types that they stand for."""
_FOR_MACHINES_OR_PEOPLE = (*GRAPH_TYPES, "application/sparql-results+json", HTML)
_THING_TYPES = (*GRAPH_TYPES, HTML)


def plan(request: Request, settings: Settings, is_page: Callable[[str], bool] = lambda path: False) -> Job | Response:
    """The job or response for ``request``. Reads no store. ``is_page`` says which paths have a page."""
    try:
        path = unquote_to_bytes(request.path).decode("utf-8")
    except UnicodeDecodeError:
        return error(400, "the address is not percent-encoded UTF-8")
    if any(character < " " or character == "\x7f" for character in path):
        return error(400, "the address has control characters")
    if path in ("sparql", "sparql/"):
        return _sparql(request, settings)
    if reconciliation.is_here(path):
        return reconciliation.plan(request, settings, path)
    if path == graph_store.PATH or path.startswith(graph_store.PATH + "/"):
        return graph_store.plan(request, settings)
    if path == judging.PATH:
        return judging.plan(request, settings)
    if request.method == "OPTIONS":
        return options("GET, HEAD, OPTIONS")
    if request.method not in ("GET", "HEAD"):
        return error(405, "this address can only be read", (("Allow", "GET, HEAD, OPTIONS"),))
    try:
        return _read(request, settings, path, is_page)
    except RefusedError as refusal:
        return error(refusal.status, str(refusal))


def _sparql(request: Request, settings: Settings) -> Job | Response:
    if request.method in ("GET", "HEAD"):
        try:
            fields = sparql_protocol.filled_in(form_fields(request.query_string))
        except RefusedError as refusal:
            return error(refusal.status, str(refusal))
        names = {name for name, _ in fields}
        wants_html = choose(request.header("accept"), _FOR_MACHINES_OR_PEOPLE) == HTML
        asked = any(sparql_protocol.requested_type(fields, types) for types in (RESULT_TYPES, GRAPH_TYPES))
        if wants_html and not asked and "update" not in names:
            # A browser gets the query form, with the results where there is a query.
            return Job("page", "query", content_type=HTML, base=request.url, root=request.root,
                       fields=tuple(fields), volatile=True, timeout=settings.timeout)  # fmt: skip
        if not names & {"query", "update", "default-graph-uri", "named-graph-uri"}:
            return _described("service", request, settings)
    return sparql_protocol.plan(request, settings)


def _described(kind: str, request: Request, settings: Settings) -> Job | Response:
    try:
        chosen = sparql_protocol.content_type(request, form_fields(request.query_string), GRAPH_TYPES)
    except RefusedError as refusal:
        return error(refusal.status, str(refusal))
    return Job(kind, format=GRAPH_TYPES[chosen], content_type=chosen, root=request.root, timeout=settings.timeout)


def _read(request: Request, settings: Settings, path: str, is_page: Callable[[str], bool]) -> Job | Response:
    if path in (".well-known/void", "void"):
        return _described("void", request, settings)
    dump = {f"dump.{ending}{gz}": (ending, gz) for ending in DUMPS for gz in ("", ".gz")}.get(path)
    if dump:
        ending, gz = dump
        kind = next(kind for kind, short in GRAPH_TYPES.items() if short == ending)
        return Job("dump", format=ending, content_type="application/gzip" if gz else kind, gzip=bool(gz),
                   fields=(("file", path),), timeout=settings.timeout)  # fmt: skip
    if path == jsonld_context.PATH:
        return jsonld_context.answer(request)
    version = f"ontology/{ONTOLOGY_VERSION}"
    if path == version or path.startswith(version + "."):
        path = "ontology" + path.removeprefix(version)
    thing = path == "ontology" or path.startswith(("id/", "graph/", "ontology."))
    if thing:
        return _thing(request, settings, path)
    if path in page_adapter.ASSETS:
        # Its address contains its digest, so it never changes.
        headers = (("Content-Type", page_adapter.ASSETS[path]), ("Cache-Control", "max-age=31536000, immutable"))
        body = page_adapter.asset(path)
        return Response(200, (*headers, ("Content-Length", str(len(body)))), b"" if request.method == "HEAD" else body)
    if path in page_adapter.FILES:
        return Job("page", path, content_type=page_adapter.FILES[path], base=request.url, root=request.root,
                   fields=tuple(form_fields(request.query_string)), timeout=settings.timeout)  # fmt: skip
    # For a browser an unknown address is a page, too: one of status 404.
    if is_page(path) or choose(request.header("accept"), ["text/plain", HTML]) == HTML:
        fields = tuple(form_fields(request.query_string))
        # What users keep changes at any time, and what a build changed is told just after its snapshot is there.
        volatile = (path == "query" and bool(settings.queries)) or path == "new" or any(k == "new" for k, _ in fields)
        return Job("page", path, content_type=HTML, base=request.url, root=request.root, fields=fields,
                   timeout=settings.timeout, volatile=volatile)  # fmt: skip
    return error(404, "there is nothing at this address")


def _thing(request: Request, settings: Settings, path: str) -> Job | Response:
    """A thing, a graph or the ontology: by ending, else by what the client accepts.

    Answered with 200 and ``Content-Location``, not with 303, which saves a round trip. The address with the ending is
    that of the document, the one without that of the thing.
    """
    name, dot, ending = path.rpartition(".")
    is_graph = path.startswith("graph/") or path.startswith("ontology")
    if dot and ending in ENDINGS:
        path, chosen = name, ENDINGS[ending]
    else:
        found = choose(request.header("accept"), _THING_TYPES)
        if found is None:
            raise RefusedError(406, "available are " + ", ".join(_THING_TYPES))
        chosen = found
    asked = tuple(form_fields(request.query_string))
    # A page has form fields of its own; JSON-LD may link to its context instead of including it.
    fields = asked if chosen == HTML else tuple(pair for pair in asked if pair == ("context", "link"))[:1]
    if chosen == HTML:
        kind = "page"
    elif path == "ontology":
        kind, path = "graph", "graph/ontology"
    else:
        kind = "graph" if is_graph else "thing"
    job = Job(kind, path, format=GRAPH_TYPES.get(chosen, ""), content_type=chosen, base=request.url,
              root=request.root, fields=fields, timeout=settings.timeout)  # fmt: skip
    # Its IRI is under the base IRI of the graph, whatever the address of the server is.
    return job if kind == "page" else replace(job, form="base")


def links(job: Job) -> tuple[tuple[str, str], ...]:
    """The Link and Content-Location headers of the response for a thing or graph."""
    path = job.text
    if job.form != "base" and (job.kind != "page" or not (path == "ontology" or path.startswith(("id/", "graph/")))):
        return ()
    path = "ontology" if path == "graph/ontology" else path
    short = next((ending for ending, kind in ENDINGS.items() if kind == job.content_type), job.format)
    here = job.root + quote(path, safe="/:@!$&'()*+,;=~-._%")
    others = [f'<{here}.{ending}>; rel="alternate"; type="{kind}"'
              for ending, kind in ENDINGS.items() if ending != short]  # fmt: skip
    return (("Link", ", ".join(others)), ("Content-Location", f"{here}.{short}"))
