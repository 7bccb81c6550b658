"""Asks the engine: the one place that says which graphs a query sees, in the command line, the server and its pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pyoxigraph import NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Store

from xpkg import dialect, gate
from xpkg.vocab import NAMESPACES


def ask(
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
    """The results of ``query``, which has passed the gate.

    The default graph is the merge of all, unless the query chooses its dataset (FROM, FROM NAMED) or the request does
    (``default``, ``named``; these go before those of the query). ``merged`` says that the store's own default graph
    is that merge, ``has_dataset`` whether the query chooses its own, where the gate has told it already. The known
    prefixes need no declaration; a query's own declarations come first.
    Raises SyntaxError, ValueError, OSError; gate.Refused, a ValueError, where the answer would be wrong (``dialect``).
    """
    if has_dataset is None:
        has_dataset = gate.facts(query).has_dataset
    chosen = default is not None or named is not None or has_dataset
    return store.query(
        dialect.mended(query),
        prefixes=NAMESPACES,
        base_iri=base,
        use_default_graph_as_union=not chosen and not merged,
        default_graph=None if default is None else [NamedNode(iri) for iri in default],
        named_graphs=None if named is None else [NamedNode(iri) for iri in named],
        custom_functions=dict(functions),
    )
