"""Finds the thing that a name or an IRI means, and all that the graph says about it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from xpkg.errors import QueryError
from xpkg.iris import Iris
from xpkg.search import search
from xpkg.search.spelling import spellings
from xpkg.store import Manifest
from xpkg.vocab import DCTERMS, NIF, RDF, RDFS, SKOS, XPKG

_NAMED = (
    XPKG.Person, XPKG.Organization, XPKG.Group, XPKG.Place, XPKG.Source, XPKG.Document, XPKG.Event, XPKG.Position,
    XPKG.Statement, XPKG.Utterance, XPKG.Block, XPKG.Passage,
)  # fmt: skip
_FIRST = ("person", "organization", "group", "place", "document", "event")
_MERGE = DefaultGraph()
_NEAR = 3  # names that are proposed for one that is misspelt
_MOST = 20
_LONGEST = 80  # of a name in a list


@dataclass(frozen=True, slots=True)
class Found:
    """A thing with what tells it from others. ``kind`` is the local name of its class, ``note`` a phrase or nothing."""

    node: NamedNode
    kind: str
    label: str
    note: str = ""


def one(database: Store, index: Path, words: str, manifest: Manifest, kind: str = "") -> NamedNode:
    """The one thing that ``words`` mean, of that ``kind`` where one is given.

    Raises QueryError when there is none, or several: these are listed.
    """
    every = candidates(database, index, words, manifest)
    found = tuple(each for each in every if kind in ("", each.kind))
    if len(found) == 1:
        return found[0].node
    if every and not found:
        others = ", ".join(f"{each.label} ({each.kind})" for each in every)
        raise QueryError(f"{words!r} is no {kind} here, but: {others}")
    if not found:
        near = " or ".join(repr(name) for name in near_names(index, words))
        raise QueryError(f"nothing here is called {words!r}" + (f"; did you mean {near}?" if near else ""))
    notes = (", ".join(filter(None, (each.kind, each.note))) for each in found)
    lines = [f"  {_short(each.label)} ({note}) {each.node}" for each, note in zip(found, notes, strict=True)]
    more = "" if len(found) < _MOST else "\n  …"
    raise QueryError(f"{words!r} may mean several things; name one by its IRI:\n" + "\n".join(lines) + more)


def near_names(index: Path, words: str) -> tuple[str, ...]:
    """Up to three labels of people, bodies, places and documents that are spelt nearly as ``words``."""
    return tuple(dict.fromkeys(each.label for each in spellings(index).near(words, _MOST)))[:_NEAR]


def _short(label: str) -> str:
    return label if len(label) <= _LONGEST else label[: _LONGEST - 1].rsplit(" ", 1)[0] + "…"


def candidates(database: Store, index: Path, words: str, manifest: Manifest) -> tuple[Found, ...]:
    """What ``words`` may mean, best first.

    They may be an IRI (whole, or after ``BASE`` or ``BASEid/``), a name, the name of a source's file, or words of a
    name.
    """
    if (node := _by_iri(database, words, manifest.base)) is not None:
        return (describe(database, node),)
    wanted = folded(words)
    exact = {
        quad.subject
        for term in (RDFS.label, SKOS.altLabel, DCTERMS.title)
        for quad in database.quads_for_pattern(None, term, None)
        if isinstance(quad.object, Literal) and folded(quad.object.value) == wanted
    }
    nodes = {node for node in exact if isinstance(node, NamedNode) and _kind(database, node)}
    if not nodes and (source := manifest.source(words)):
        return (describe(database, Iris(manifest.base).source(source.name)),)
    if not nodes:
        hits = tuple(h for kind in _FIRST for h in search(index, words, kind, limit=_MOST).hits)
        parts = tuple(describe(database, NamedNode(hit.iri)) for hit in hits)
        # What bears the words in its name goes before texts and statements in which they stand.
        return tuple(each for each in parts if set(wanted.split()) <= set(folded(each.label).split())) or parts
    found = sorted((describe(database, node) for node in nodes), key=lambda each: (each.label, each.node.value))
    # A name that is somebody's own goes before one that is only another name of somebody else.
    own = tuple(each for each in found if folded(each.label) == wanted)
    return own or tuple(found)


def describe(database: Store, node: NamedNode) -> Found:
    """``node`` with its kind, label and note."""
    label = first(database, node, RDFS.label) or first(database, node, NIF.anchorOf) or node.value
    return Found(node, _kind(database, node) or "thing", label, first(database, node, SKOS.scopeNote))


def first(database: Store, node: NamedNode, term: NamedNode) -> str:
    """The value of ``term``, the first in order where there are several; empty when there is none."""
    values = sorted(
        quad.object.value
        for quad in database.quads_for_pattern(node, term, None)
        if isinstance(quad.object, (Literal, NamedNode))
    )
    return values[0] if values else ""


def around(database: Store, node: NamedNode) -> Iterator[Quad]:
    """What is said of ``node``, what points to it, and the passages that both name."""
    said = [quad for quad in database.quads_for_pattern(node, None, None) if quad.graph_name != _MERGE]
    pointing = [quad for quad in database.quads_for_pattern(None, None, node) if quad.graph_name != _MERGE]
    yield from said
    yield from pointing
    passages = {quad.object for quad in said} | {quad.subject for quad in pointing}
    for passage in sorted((each for each in passages if isinstance(each, NamedNode)), key=str):
        if "#char=" in passage.value and passage != node:
            details = database.quads_for_pattern(passage, None, None)
            yield from (quad for quad in details if quad.graph_name != _MERGE)


def _by_iri(database: Store, words: str, base: str) -> NamedNode | None:
    for prefix in ("", base, f"{base}id/"):
        try:
            node = NamedNode(prefix + words)
        except ValueError:
            continue
        if next(database.quads_for_pattern(node, None, None), None) is not None:
            return node
    return None


def _kind(database: Store, node: NamedNode) -> str:
    for cls in _NAMED:
        if next(database.quads_for_pattern(node, RDF.type, cls), None) is not None:
            return cls.value.rsplit("#", 1)[-1].lower()
    return ""


def folded(words: str) -> str:
    """``words`` in small letters, without accents and double blanks."""
    plain = unicodedata.normalize("NFKD", " ".join(words.replace("’", "'").split()).casefold())
    return "".join(character for character in plain if not unicodedata.combining(character))
