"""Writes triples as compacted JSON-LD with the project's context, fast enough for whole texts.

A library handles every context, and takes a hundred times as long; where a triple needs that, these functions say so.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from xpkg.resources import folder
from xpkg.vocab import RDF, XSD

Terms = dict[tuple[str, str], str]


def compact(triples: Iterable[Triple], address: str = "") -> bytes | None:
    """The JSON-LD document, nodes sorted by id; None where a triple needs a feature that is not supported here.

    It includes the context, or links to the one at ``address``.
    """
    nodes = nodes_of(triples)
    if nodes is None:
        return None
    document = {"@context": address or context(), "@graph": nodes}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def context() -> dict[str, Any]:
    """The project's context."""
    return _known()[0]


def nodes_of(triples: Iterable[Triple]) -> list[dict[str, Any]] | None:
    """The nodes of ``triples``, sorted by id; None where a triple needs a feature that is not supported here."""
    nodes: dict[str, dict[str, Any]] = {}
    for triple in triples:
        subject, value = triple.subject, _value(triple)
        if value is None or not isinstance(subject, NamedNode | BlankNode):
            return None
        name = _identifier(subject)
        if _is_ambiguous(name):
            return None
        nodes.setdefault(name, {"id": name}).setdefault(value[0], []).append(value[1])
    return [{key: _alone(value) for key, value in nodes[name].items()} for name in sorted(nodes)]


def _alone(value: Any) -> Any:
    return value[0] if isinstance(value, list) and len(value) == 1 else value


def _identifier(node: NamedNode | BlankNode) -> str:
    return node.value if isinstance(node, NamedNode) else str(node)


def _value(triple: Triple) -> tuple[str, Any] | None:
    """The key and the value for a triple's predicate and object; None where that is not supported."""
    _, terms, _ = _known()
    predicate, found = triple.predicate.value, triple.object
    if _is_ambiguous(predicate):
        return None
    if isinstance(found, NamedNode | BlankNode):
        name = _identifier(found)
        if _is_ambiguous(name):
            return None
        if predicate == RDF.type.value:
            return "type", _short(name)
        if term := terms.get((predicate, "@id")):
            return term, name
        return _term(predicate), {"id": name}
    if not isinstance(found, Literal) or found.direction is not None or _is_ambiguous(found.datatype.value):
        return None
    if found.language:
        return _term(predicate), {"@language": found.language, "@value": found.value}
    if found.datatype == XSD.string:
        return _term(predicate), found.value
    if term := terms.get((predicate, found.datatype.value)):
        return term, found.value
    return _term(predicate), {"@type": _short(found.datatype.value), "@value": found.value}


def _is_ambiguous(iri: str) -> bool:
    """Whether ``iri`` reads as a compact IRI, because its scheme is also a prefix (``<xpkg:x>``)."""
    return _is_prefix(iri.partition(":")[0])


@lru_cache(maxsize=256)
def _is_prefix(name: str) -> bool:
    return name in _known()[2].values()


@lru_cache(maxsize=4096)
def _term(predicate: str) -> str:
    """The key of a predicate whose values state their own type."""
    _, terms, prefixes = _known()
    return terms.get((predicate, "")) or _prefixed(predicate, prefixes)


@lru_cache(maxsize=4096)
def _short(iri: str) -> str:
    """A class or datatype as a term, as a compact IRI, or unchanged."""
    _, terms, prefixes = _known()
    return terms.get((iri, "")) or _prefixed(iri, prefixes)


def _prefixed(iri: str, prefixes: dict[str, str]) -> str:
    cut = max(iri.rfind("#"), iri.rfind("/")) + 1
    prefix = prefixes.get(iri[:cut])
    return f"{prefix}:{iri[cut:]}" if prefix is not None and iri[cut:] else iri


@lru_cache(maxsize=1)
def _known() -> tuple[dict[str, Any], Terms, dict[str, str]]:
    """The context; its terms by IRI and type; its prefixes by IRI."""
    context: dict[str, Any] = json.loads((folder("ontology") / "context.jsonld").read_text("utf-8"))["@context"]
    plain = {name: value for name, value in context.items() if isinstance(value, str) and not value.startswith("@")}
    prefixes = {value: name for name, value in plain.items() if value.endswith(("#", "/"))}

    def whole(name: str) -> str:
        prefix, _, local = name.partition(":")
        return plain[prefix] + local if prefix in plain and not local.startswith("//") else name

    terms: Terms = {(whole(value), ""): name for name, value in plain.items() if value not in prefixes}
    for name, value in context.items():
        if isinstance(value, dict):
            terms[whole(value["@id"]), whole(value.get("@type", ""))] = name
    return context, terms, prefixes
