"""Checks SPARQL updates, and rewrites them where the engine has no parameter for what is meant."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from xpkg.sparql.errors import RefusedError
from xpkg.sparql.guard import facts
from xpkg.sparql.tokens import closing_brackets, tokens


def refuse_load(text: str) -> None:
    """Refuse an update that would LOAD: the server fetches nothing for a client. Raises RefusedError (403)."""
    if facts(text).loads:
        raise RefusedError(403, "LOAD is not allowed here")


def with_lenient_clear(update: str) -> str:
    """``update`` in which CLEAR of a graph that does not exist does nothing instead of failing.

    SPARQL lets a store that keeps no empty graphs succeed there. Clients and the W3C test suite rely on it.
    DROP, MOVE and CREATE still fail.

    >>> with_lenient_clear("clear GRAPH <http://a/> ; CLEAR ALL")
    'clear SILENT GRAPH <http://a/> ; CLEAR ALL'
    """
    words = list(tokens(update))
    places = [
        after.start
        for each, after in pairwise(words)
        if each.kind == after.kind == "word" and (each.text.upper(), after.text.upper()) == ("CLEAR", "GRAPH")
    ]
    pieces = [update[start:end] for start, end in pairwise([0, *places, len(update)])]
    return "SILENT ".join(pieces)


def with_dataset(update: str, default: Sequence[str], named: Sequence[str]) -> str:
    """``update`` with USING clauses for the protocol's ``using-graph-uri`` and ``using-named-graph-uri``.

    The engine takes them in no other way. Raises RefusedError (400) when the update chooses its own dataset (SPARQL 1.1
    Protocol, 2.2.3).
    """
    words = list(tokens(update))
    if any(token.kind == "word" and token.text.upper() in ("USING", "WITH") for token in words):
        raise RefusedError(400, "using-graph-uri together with USING or WITH in the update")
    clauses = "".join([f" USING <{iri}>" for iri in default] + [f" USING NAMED <{iri}>" for iri in named]) + " "
    closing = closing_brackets(words)
    pieces, done, depth = [], 0, 0
    for index, token in enumerate(words):
        depth += (token.kind == "open") - (token.kind == "close")
        if depth or token.kind != "word" or token.text.upper() != "WHERE":
            continue
        before = words[index - 1] if index else None
        if before is not None and before.text.upper() == "DELETE":
            # DELETE WHERE {P} takes no USING; DELETE {P} USING … WHERE {P} means the same.
            if index + 1 not in closing:
                raise RefusedError(400, "a bracket is not closed")
            end = words[closing[index + 1]].start + 1
            pattern = update[words[index + 1].start : end]
            pieces.append(update[done : token.start] + pattern + clauses)
        else:
            pieces.append(update[done : token.start] + clauses)
        done = token.start
    return "".join(pieces) + update[done:]
