"""Chooses a representation from an Accept header (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

# Media type -> short name of the format; the first type of a format is that of responses.
RESULT_TYPES: dict[str, str] = {
    "application/sparql-results+json": "json",
    "application/json": "json",
    "application/sparql-results+xml": "xml",
    "application/xml": "xml",
    "text/xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
}
"""The media types of SELECT and ASK results, in the server's order of preference."""

GRAPH_TYPES: dict[str, str] = {
    "text/turtle": "ttl",
    "application/x-turtle": "ttl",
    "application/n-triples": "nt",
    "text/plain": "nt",
    "application/rdf+xml": "rdf",
    "application/xml": "rdf",
    "text/xml": "rdf",
    "application/ld+json": "jsonld",
    "application/json": "jsonld",
    "application/trig": "trig",
    "application/n-quads": "nq",
    "text/n3": "n3",
}
"""The media types of graphs: of CONSTRUCT and DESCRIBE results, and of what can be written."""

_TABLE_NAMES = {"sparql-json": "json", "srj": "json", "sparql-xml": "xml", "srx": "xml"}
_GRAPH_NAMES = {
    "turtle": "ttl", "n-triples": "nt", "ntriples": "nt", "n-quads": "nq", "nquads": "nq", "xml": "rdf",
    "rdf+xml": "rdf", "rdf/xml": "rdf", "rdfxml": "rdf", "json": "jsonld", "json-ld": "jsonld", "ld+json": "jsonld",
}  # fmt: skip
"""Other names of formats that clients send, such as those of SPARQLWrapper and file endings."""


def media_type(name: str, types: dict[str, str]) -> str | None:
    """The media type of ``types`` that a ``name`` (``csv``, ``json-ld``) or a whole media type stands for, or None.

    >>> media_type("rdf+xml", GRAPH_TYPES), media_type("JSON", RESULT_TYPES), media_type("auto", RESULT_TYPES)
    ('application/rdf+xml', 'application/sparql-results+json', None)
    """
    # A plus sign that was not percent-encoded arrives as a blank.
    name = name.partition(";")[0].strip().lower().replace(" ", "+")
    if name in types:
        name = types[name]
    name = (_TABLE_NAMES if types is RESULT_TYPES else _GRAPH_NAMES).get(name, name)
    return next((kind for kind, short in types.items() if short == name), None)


@lru_cache(maxsize=512)
def parse_accept(header: str) -> tuple[tuple[str, float, int], ...]:
    """The ranges of an Accept header as (range, q, how specific). A malformed q counts as 0: never preferred.

    >>> parse_accept("text/turtle;q=0.5, */*;q=0.1")
    (('text/turtle', 0.5, 2), ('*/*', 0.1, 0))
    """
    ranges = []
    for part in header.split(","):
        kind, *parameters = (piece.strip() for piece in part.split(";"))
        kind = kind.lower()
        if not kind:
            continue
        quality, profile = 1.0, 0
        for parameter in parameters:
            name, _, value = parameter.partition("=")
            if name.strip().lower() == "q":
                try:
                    quality = float(value)
                except ValueError:
                    quality = 0.0
                if not 0 <= quality <= 1:  # also refuses NaN
                    quality = 0.0
                break
            profile = 1
        specific = 0 if kind == "*/*" else 1 if kind.endswith("/*") else 2 + profile
        ranges.append((kind, quality, specific))
    return tuple(ranges)


def _aliases() -> dict[str, frozenset[str]]:
    """The other media types of formats, each with the types that responses in these formats have."""
    found: dict[str, frozenset[str]] = {}
    for types in (RESULT_TYPES, GRAPH_TYPES):
        first: dict[str, str] = {}
        for kind, name in types.items():
            if first.setdefault(name, kind) != kind:
                found[kind] = found.get(kind, frozenset()) | {first[name]}
    return found


_ALIASES = _aliases()


@lru_cache(maxsize=1024)
def _choose(header: str, offered: tuple[str, ...]) -> str | None:
    best, best_key = None, (0.0, 0)
    ranges = parse_accept(header)
    for kind in offered:
        quality, specific = 0.0, -1
        for wanted, q, how in ranges:
            fits = wanted in (kind, "*/*") or (wanted.endswith("/*") and kind.startswith(wanted[:-1]))
            if fits and how > specific:
                quality, specific = q, how
        if specific < 2 and not _ALIASES.get(kind, frozenset()).isdisjoint(offered):
            continue  # a wildcard selects a format, not another name of it
        # At equal quality a named type goes before one that matches a wildcard.
        key = (quality, specific)
        if quality > 0 and key > best_key:
            best, best_key = kind, key
    return best


def choose(header: str | None, offered: Sequence[str]) -> str | None:
    """The media type of ``offered`` that ``header`` prefers, or None when it accepts none of them (status 406).

    Ties go to the order of ``offered``; no header, or an empty one, accepts everything.

    >>> choose("text/csv;q=0.5, application/json", ["application/sparql-results+json", "application/json", "text/csv"])
    'application/json'
    >>> choose("image/png", ["text/csv"]) is None
    True
    >>> choose("application/*", list(GRAPH_TYPES)), choose("text/turtle;q=0, */*", list(GRAPH_TYPES))
    ('application/n-triples', 'application/n-triples')
    """
    if not header or not header.strip():
        return offered[0]
    return _choose(header, tuple(offered))


def accepts_gzip(header: str | None) -> bool:
    """Whether an Accept-Encoding header allows gzip."""
    return bool(header) and any(kind in ("gzip", "*") and q > 0 for kind, q, _ in parse_accept(header or ""))
