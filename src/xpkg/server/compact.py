"""Writes triples as JSON-LD with the short names of the project's context, fast enough for whole texts.

``xpkg export`` has a library do this, which knows every context and takes a hundred times as long.
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
    """The document, nodes in order of their names; None where a triple needs more of JSON-LD than is known here.

    It carries its context, or refers to the one at ``address``.
    """
    nodes: dict[str, dict[str, Any]] = {}
    for triple in triples:
        subject, value = triple.subject, _value(triple)
        if value is None or not isinstance(subject, NamedNode | BlankNode):
            return None
        name = _identifier(subject)
        if _is_ambiguous(name):
            return None
        nodes.setdefault(name, {"id": name}).setdefault(value[0], []).append(value[1])
    context, _, _ = _known()
    graph = [{key: _alone(value) for key, value in nodes[name].items()} for name in sorted(nodes)]
    return (json.dumps({"@context": address or context, "@graph": graph}, ensure_ascii=False, indent=1) + "\n").encode()


def _alone(value: Any) -> Any:
    return value[0] if isinstance(value, list) and len(value) == 1 else value


def _identifier(node: NamedNode | BlankNode) -> str:
    return node.value if isinstance(node, NamedNode) else str(node)


def _value(triple: Triple) -> tuple[str, Any] | None:
    """The key and the value that stand for a triple's predicate and object."""
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
    """Whether a reader would take ``iri`` for a short name: its scheme is called like a prefix (``<xpkg:x>``)."""
    return _is_prefix(iri.partition(":")[0])


@lru_cache(maxsize=256)
def _is_prefix(name: str) -> bool:
    return name in _known()[2].values()


@lru_cache(maxsize=4096)
def _term(predicate: str) -> str:
    """The key for values that say for themselves what they are."""
    _, terms, prefixes = _known()
    return terms.get((predicate, "")) or _prefixed(predicate, prefixes)


@lru_cache(maxsize=4096)
def _short(iri: str) -> str:
    """A class or datatype: by its term, with a prefix, or as it is."""
    _, terms, prefixes = _known()
    return terms.get((iri, "")) or _prefixed(iri, prefixes)


def _prefixed(iri: str, prefixes: dict[str, str]) -> str:
    cut = max(iri.rfind("#"), iri.rfind("/")) + 1
    prefix = prefixes.get(iri[:cut])
    return f"{prefix}:{iri[cut:]}" if prefix is not None and iri[cut:] else iri


@lru_cache(maxsize=1)
def _known() -> tuple[dict[str, Any], Terms, dict[str, str]]:
    """The context; its terms by the IRI and the type that each stands for; its prefixes by their IRI."""
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
