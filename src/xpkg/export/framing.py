"""Writes one thing as a tree of JSON-LD: what is said of it, and within that the statements and events with it."""

from __future__ import annotations

import json
from typing import Any

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, serialize

from xpkg.export.rdf import typed
from xpkg.resources import folder
from xpkg.vocab import XPKG

_REVERSE = {
    "statementsBy": XPKG.speaker, "statementsAbout": XPKG.about, "statementsTo": XPKG.addressee,
    "eventsWith": XPKG.participant, "eventsAt": XPKG.place, "positionsHeld": XPKG.holder,
    "positionsAt": XPKG.organization, "mentionedAt": XPKG.denotes,
}  # fmt: skip
"""What points to the thing, under names of the frame's own."""


def framed(database: Store, node: NamedNode) -> bytes:
    """JSON-LD 1.1 of what is said of ``node``, framed by it, with the project's context.

    Statements, events and positions that point to it stand whole inside it, each once; what these name is an IRI.
    """
    from pyld import jsonld  # costs a fifth of a second

    context = json.loads((folder("ontology") / "context.jsonld").read_text("utf-8"))["@context"]
    own = {name: {"@reverse": term.value} for name, term in _REVERSE.items()}
    frame: dict[str, Any] = {"@context": [context, own], "@id": node.value}
    quads = serialize(sorted(_around(database, node), key=str), format=RdfFormat.JSON_LD) or b"[]"
    tree = jsonld.frame(
        typed(json.loads(quads)), frame | {name: {"@embed": "@once"} for name in own}, {"omitDefault": True}
    )  # fmt: skip
    return (json.dumps(tree, ensure_ascii=False, indent=1) + "\n").encode()


def _around(database: Store, node: NamedNode) -> set[Quad]:
    said = {Quad(*quad.triple) for quad in database.quads_for_pattern(node, None, None)}
    for term in _REVERSE.values():
        for pointing in database.quads_for_pattern(None, term, node):
            said |= {Quad(*quad.triple) for quad in database.quads_for_pattern(pointing.subject, None, None)}
    return said
