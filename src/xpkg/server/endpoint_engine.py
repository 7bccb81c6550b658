"""Queries over the endpoint of another store, in the place of a snapshot (``engine``), inside a worker."""

from __future__ import annotations

import http.client
import socket
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from typing import IO, Any, cast
from urllib.parse import urlencode, urlsplit

from pyoxigraph import (
    DefaultGraph,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    parse,
    parse_query_results,
    serialize,
)

from xpkg.errors import XpkgError
from xpkg.iris import DEFAULT_BASE
from xpkg.server.endpoint_search import EndpointIndex
from xpkg.server.pages.query_results import with_prefixes
from xpkg.server.settings import Settings
from xpkg.sparql import guard
from xpkg.sparql.errors import RefusedError

_TABLE, _GRAPH = "application/sparql-results+json", "application/n-triples"


def snapshot_of(endpoint: str) -> str:
    """What stands for the digest of a snapshot where ``endpoint`` is served: nobody can say in which state it is."""
    return f"endpoint-{blake2b(endpoint.encode(), digest_size=8).hexdigest()}"


class EndpointEngine:
    """What ``Engine`` is for a snapshot, for the endpoint of ``settings``; asked through the relay of the server.

    Its search is a plain filter over names and statements, and it has no ``xpkg:matches``.
    """

    def __init__(self, store_dir: Path, settings: Settings) -> None:
        self.store_dir, self.settings = store_dir, settings
        self.snapshot = snapshot_of(settings.endpoint)
        self.base = settings.base or DEFAULT_BASE
        self.merged = self.as_built = False
        self.failures: list[XpkgError] = []
        self.functions: dict[NamedNode, Any] = {}
        self.index = EndpointIndex(self._select)
        self.store = cast("Store", _Quads(self))
        self._relay = dict(settings.relays)[settings.endpoint]
        self._empty = Store()

    def execute(
        self,
        query: str,
        *,
        base: str | None = None,
        default: tuple[str, ...] | None = None,
        named: tuple[str, ...] | None = None,
        has_dataset: bool | None = None,
    ) -> QuerySolutions | QueryBoolean | QueryTriples:
        """The results of ``query``, which the guard has checked, as the endpoint gives them.

        Raises SyntaxError for what is no SPARQL, RefusedError (502) where the endpoint does not answer as it should.
        """
        text = with_prefixes(query)
        if base and "BASE" not in query.upper():
            text = f"BASE <{base}>\n{text}"
        self._empty.query(text)  # what is no SPARQL is said here, in our words
        form = guard.form_of(query)
        fields = [("query", text)]
        fields += [("default-graph-uri", iri) for iri in default or ()]
        fields += [("named-graph-uri", iri) for iri in named or ()]
        body = self._ask(fields, _TABLE if form in ("SELECT", "ASK") else _GRAPH)
        try:
            if form in ("SELECT", "ASK"):
                return parse_query_results(body, format=QueryResultsFormat.JSON)
            return _as_results(list(parse(body, format=RdfFormat.N_TRIPLES)))
        except (SyntaxError, ValueError) as error:
            raise RefusedError(502, "the endpoint answers otherwise than SPARQL says") from error

    def _select(self, query: str) -> QuerySolutions:
        found = self.execute(query)
        assert isinstance(found, QuerySolutions)
        return found

    def _ask(self, fields: list[tuple[str, str]], accept: str) -> bytes:
        address = urlsplit(self._relay)
        connection = http.client.HTTPConnection("127.0.0.1", address.port or 80, timeout=self.settings.timeout)
        # The name resolution of http.client would ask for sockets that a worker may not have.
        connection.sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        try:
            connection.sock.settimeout(self.settings.timeout)
            connection.sock.connect(("127.0.0.1", address.port or 80))
            headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": accept}
            connection.request("POST", address.path, urlencode(fields), headers)
            response = connection.getresponse()
            body = response.read()
        except (OSError, http.client.HTTPException) as error:
            raise RefusedError(502, "the endpoint does not answer") from error
        finally:
            connection.close()
        if response.status != 200:
            raise RefusedError(502, "the endpoint does not answer, or it refuses the query")
        return body


def _as_results(triples: list[Quad]) -> QueryTriples:
    """``triples`` as what the engine gives for a CONSTRUCT."""
    store = Store()
    store.extend(Quad(each.subject, each.predicate, each.object, DefaultGraph()) for each in triples)
    found = store.query("CONSTRUCT WHERE { ?s ?p ?o }")
    assert isinstance(found, QueryTriples)
    return found


class _Quads:
    """The few readings of a store that the server makes without a query."""

    def __init__(self, engine: EndpointEngine) -> None:
        self._engine = engine

    def quads_for_pattern(
        self, subject: NamedNode | None, predicate: NamedNode | None, value: NamedNode | None,
        graph: NamedNode | DefaultGraph | None = None,
    ) -> Iterator[Quad]:  # fmt: skip
        """The quads of the named graphs that fit, as ``Store.quads_for_pattern`` gives them."""
        if isinstance(graph, DefaultGraph):
            raise RefusedError(501, "this server shows another store; ask that one for its default graph")
        place = str(graph) if graph is not None else "?g"
        given = {"?s": subject, "?p": predicate, "?o": value, "?g": graph}
        pattern = " ".join(str(term) if term is not None else name for name, term in list(given.items())[:3])
        found = self._engine.execute(f"SELECT * WHERE {{ GRAPH {place} {{ {pattern} }} }}")
        assert isinstance(found, QuerySolutions)
        names = {variable.value for variable in found.variables}
        for row in found:
            terms: list[Any] = [term if term is not None else row[name[1:]] if name[1:] in names else None
                                for name, term in given.items()]  # fmt: skip
            yield Quad(*terms)

    def contains_named_graph(self, graph: NamedNode) -> bool:
        """Whether there is a quad in ``graph``."""
        return bool(self._engine.execute(f"ASK {{ GRAPH {graph} {{ ?s ?p ?o }} }}"))

    def dump(
        self, output: IO[bytes], *, format: RdfFormat, from_graph: NamedNode | DefaultGraph, prefixes: dict[str, str]
    ) -> None:
        """Write one graph."""
        quads = self.quads_for_pattern(None, None, None, from_graph)
        serialize((Triple(q.subject, q.predicate, q.object) for q in quads), output, format=format, prefixes=prefixes)
