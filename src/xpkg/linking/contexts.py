"""The words around the passages that name a thing, for a person who has to judge what it is."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode, QuerySolutions, Store

from xpkg.vocab import NAMESPACES

_BESIDE = 90  # code points on each side
_MOST = 3

_QUERY = """
SELECT DISTINCT ?title ?text ?begin ?end WHERE {
  { ?passage xpkg:denotes ?thing } UNION { ?event xpkg:eventType ?thing ; xpkg:evidence ?passage }
  ?passage nif:referenceContext ?source ; nif:beginIndex ?begin ; nif:endIndex ?end .
  ?source xpkg:text ?text .
  OPTIONAL { ?source dcterms:title ?title }
} ORDER BY ?source ?begin
"""


@dataclass(frozen=True, slots=True)
class Context:
    """A passage that names a thing: the source's title, and the words before, in and after it, on one line."""

    title: str
    before: str
    name: str
    after: str


def contexts(database: Store, thing: NamedNode) -> tuple[Context, ...]:
    """Up to three passages that name ``thing``, or tell events of that type.

    Names go before nouns, and longer ones, which tell most, before others.
    """
    query = _QUERY.replace("?thing", str(thing))
    solutions = database.query(query, prefixes=NAMESPACES, use_default_graph_as_union=True)
    assert isinstance(solutions, QuerySolutions)
    found = []
    for title, text, begin, end in solutions:
        start, stop = int(begin.value), int(end.value)
        told = text.value
        found.append(
            Context(
                title.value if title else "",
                _line(told[max(0, start - _BESIDE) : start]),
                _line(told[start:stop]).strip(),
                _line(told[stop : stop + _BESIDE]),
            )
        )
    return tuple(sorted(dict.fromkeys(found), key=lambda each: (each.name[:1].islower(), -len(each.name)))[:_MOST])


def _line(words: str) -> str:
    blank = " "
    return blank.join(words.split()).join(
        (blank if words[:1].isspace() else "", blank if words[-1:].isspace() and words.strip() else "")
    )
