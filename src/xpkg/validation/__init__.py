"""Holds one graph at a time against the shapes, and says in plain words what is wrong and where."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from pyoxigraph import Quad

from xpkg.validation import places
from xpkg.validation.core import check
from xpkg.validation.graph import Graph
from xpkg.validation.native import CHECKS, beyond
from xpkg.validation.report import Report, Violation, merge, order, to_json, to_text, to_turtle
from xpkg.validation.rules import Rules, project_rules, read_rules, shapes_file

__all__ = [
    "Graph",
    "Report",
    "Rules",
    "Violation",
    "merge",
    "prepare",
    "project_rules",
    "read_rules",
    "shapes_file",
    "to_json",
    "to_text",
    "to_turtle",
    "validate",
]


def prepare(context: Iterable[Quad], rules: Rules | None = None) -> Graph:
    """The context of many documents (graph/authority, for instance) over the ontology, indexed once."""
    ontology = _ontology() if rules is None else Graph(rules.ontology)
    quads = tuple(context)
    return Graph(quads, ontology) if quads else ontology


@lru_cache(maxsize=1)
def _ontology() -> Graph:
    return Graph(project_rules().ontology)


def validate(
    document_graph: Iterable[Quad], context: Iterable[Quad] | Graph = (), rules: Rules | None = None
) -> Report:
    """Everything that is wrong with the nodes of ``document_graph``.

    ``context`` are the quads that the graph may point to, or what :func:`prepare` made of them; they are looked up,
    never checked. For a document's graph they are those of graph/authority, for graph/links and graph/inferred all
    others. ``rules`` are the project's own unless given. SHACL (https://www.w3.org/TR/shacl/) as far as the
    shapes use it, and the checks of :mod:`xpkg.validation.native`.
    """
    held = rules or project_rules()
    around = context if isinstance(context, Graph) else prepare(context, rules)
    graph = Graph(document_graph, around)
    found = [*check(graph, held.shapes, CHECKS), *beyond(graph)]
    unique = dict.fromkeys(places.placed(graph, found))
    return Report(tuple(sorted(unique, key=order)), places.titles(graph, unique))
