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
                _line(_from_a_word(told, max(0, start - _BESIDE), start)),
                _line(told[start:stop]).strip(),
                _line(_to_a_word(told, stop, min(len(told), stop + _BESIDE))),
            )
        )
    return tuple(sorted(dict.fromkeys(found), key=lambda each: (each.name[:1].islower(), -len(each.name)))[:_MOST])


def _from_a_word(text: str, start: int, end: int) -> str:
    """The characters from ``start`` to ``end``, without the end of a word that begins before them.

    >>> _from_a_word("Northline denied it", 3, 19)
    'denied it'
    """
    if start and text[start - 1 : start + 1].strip() == text[start - 1 : start + 1]:
        start = next((at for at in range(start, end) if text[at].isspace()), start - 1) + 1
    return text[start:end]


def _to_a_word(text: str, start: int, end: int) -> str:
    """The same without the beginning of a word that goes on behind them.

    >>> _to_a_word("denied it twice", 0, 12)
    'denied it '
    """
    if text[end - 1 : end + 1].strip() == text[end - 1 : end + 1] and end < len(text):
        end = next((at for at in range(end, start, -1) if text[at - 1].isspace()), end)
    return text[start:end]


def _line(words: str) -> str:
    blank = " "
    return blank.join(words.split()).join(
        (blank if words[:1].isspace() else "", blank if words[-1:].isspace() and words.strip() else "")
    )
