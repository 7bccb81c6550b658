"""Values for the parameters of the catalogue's queries, taken from a user's own store."""

from __future__ import annotations

from functools import cache, cached_property

from pyoxigraph import Literal

from xpkg.answers import rows
from xpkg.catalogue import Parameter, Query
from xpkg.store import Snapshot
from xpkg.vocab import NAMESPACES

_TERMS = ("xpkg:speaker", "xpkg:about", "xpkg:reportedBy", "xpkg:participant", "xpkg:patient", "xpkg:denotes")
"""What ties a name to what queries ask about."""
_BEHIND = (" ?thing", " ?by", "/(rdfs:label")
"""How the queries go on behind the term whose thing is asked for by its name."""
_HEAD = f"PREFIX xpkg: <{NAMESPACES['xpkg']}> PREFIX rdfs: <{NAMESPACES['rdfs']}> "
_KNOWN = "SELECT ?name WHERE {{ VALUES ?name {{ {name} {name}@en }} ?who rdfs:label ?name . ?s {term} ?who }} LIMIT 1"
_MOST = """SELECT (SAMPLE(?label) AS ?name) WHERE {{ ?s {term} ?who . ?who rdfs:label ?label }}
GROUP BY ?who ORDER BY DESC(COUNT(DISTINCT ?s)) ?name LIMIT 1"""
_DAYS = """SELECT (MIN(?from) AS ?first) (MAX(?to) AS ?last) WHERE {{ ?s xpkg:earliest ?from ; xpkg:latest ?to }}"""


class OwnValues:
    """Names and days of the store that ``snapshot`` has open."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._most = cache(lambda term: self._asked(_MOST, term=term))

    def of(self, query: Query) -> dict[str, str]:
        """A value for each parameter of ``query``: of names that of its file where the store knows it.

        Else it is the most frequent of those that the query asks about. Where there is none, it is left out.
        """
        days = iter(self._days)
        found = {each.name: next(days, each.default) if each.kind == "day" else each.default
                 for each in query.parameters}  # fmt: skip
        tied = [term for term in _TERMS if any(term + behind in query.text for behind in _BEHIND)]
        for each in query.parameters:
            if each.kind == "label":
                known = any(self._asked(_KNOWN, term=term, name=str(Literal(each.default))) for term in tied)
                found[each.name] = each.default if known else next((n for term in tied for n in self._most(term)), "")
        return {name: value for name, value in found.items() if value}

    @cached_property
    def _days(self) -> list[str]:
        return self._asked(_DAYS)

    def _asked(self, text: str, **values: str) -> list[str]:
        found = rows(_HEAD + text.format(**values), self._snapshot)
        return [term.value for row in (found.rows if found else ()) for term in row if isinstance(term, Literal)]


def placeholder(parameter: Parameter) -> str:
    """What stands for a value that the reader has to choose."""
    return parameter.name.upper() if parameter.kind == "label" else parameter.default
