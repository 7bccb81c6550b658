"""Evaluates queries: the one place that decides which graphs a query sees, for commands, server and pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pyoxigraph import NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Store

from xpkg.sparql import dialect, guard
from xpkg.vocab import NAMESPACES


def evaluate(
    store: Store,
    query: str,
    *,
    merged: bool,
    functions: Mapping[NamedNode, Callable[..., Any]],
    base: str | None = None,
    default: Sequence[str] | None = None,
    named: Sequence[str] | None = None,
    has_dataset: bool | None = None,
) -> QuerySolutions | QueryBoolean | QueryTriples:
    """The results of ``query``, which the guard has checked.

    The default graph is the merge of all graphs, unless the query (FROM, FROM NAMED) or the request (``default``,
    ``named``) chooses a dataset; the request goes first. ``merged`` says that the store's own default graph is that
    merge. ``has_dataset`` says whether the query chooses a dataset; None: not known yet. The known prefixes need no
    declaration, and the query's own declarations go first.
    Raises SyntaxError, ValueError or OSError; RefusedError (a ValueError) where the answer would be wrong.
    """
    if has_dataset is None:
        has_dataset = guard.facts(query).has_dataset
    chosen = default is not None or named is not None or has_dataset
    return store.query(
        dialect.rewritten(query),
        prefixes=_prefixes(query),
        base_iri=base,
        use_default_graph_as_union=not chosen and not merged,
        default_graph=None if default is None else [NamedNode(iri) for iri in default],
        named_graphs=None if named is None else [NamedNode(iri) for iri in named],
        custom_functions=dict(functions),
    )


def _prefixes(query: str) -> dict[str, str]:
    """The known prefixes that ``query`` may use: to declare them all takes longer than a small query.

    >>> sorted(_prefixes("ASK { <https://e.org/1> rdf:value ?o }"))
    ['rdf']
    """
    # No prefix is meant by the end of "https:".
    others = query.replace("https:", " ").replace("http:", " ")
    return {name: iri for name, iri, used in _KNOWN if used in others} if ":" in others else {}


_KNOWN = tuple((name, iri, f"{name}:") for name, iri in NAMESPACES.items())
