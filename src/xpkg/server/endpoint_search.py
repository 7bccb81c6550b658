"""Searches another store by a plain filter of SPARQL, where there is no full-text index."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, QuerySolutions

from xpkg.search import CLASSES, KINDS, Hit, Hits
from xpkg.search.making import NAMING
from xpkg.search.words import END, START, asked_words

_AROUND = 80  # characters of an excerpt before and after what was found
_MOST = 10_000  # that are counted


@dataclass(frozen=True, slots=True)
class EndpointIndex:
    """Finds things by words that all stand in one of their names, or in the content of a statement.

    ``select`` runs a query. There is no stemming, no rank, and no search in the texts themselves.
    """

    select: Callable[[str], QuerySolutions]

    def search(self, words: str, kind: str | None, limit: int, offset: int) -> Hits:
        """What has all of ``words``, by IRI; see ``xpkg.search.search``."""
        parts = asked_words(words)
        if not parts:
            return Hits(0, ())
        wanted = (kind,) if kind else KINDS
        total = min(_MOST, sum(number for each, number in self.counts(words).items() if each in wanted))
        query = (
            f"SELECT ?thing (SAMPLE(?class) AS ?kind) (MIN(STR(?words)) AS ?found) (MIN(STR(?name)) AS ?label) WHERE {{"
            f" {_found(parts, wanted)} OPTIONAL {{ ?thing rdfs:label ?name }} }}"
            f" GROUP BY ?thing ORDER BY ?thing LIMIT {limit} OFFSET {offset}"
        )
        return Hits(total, tuple(_hits(self.select(query), parts)))

    def counts(self, words: str) -> dict[str, int]:
        """How many things of each kind have all of ``words``; see ``xpkg.search.counts``."""
        parts = asked_words(words)
        if not parts:
            return {}
        query = f"SELECT ?class (COUNT(DISTINCT ?thing) AS ?n) WHERE {{ {_found(parts, KINDS)} }} GROUP BY ?class"
        numbers = dict.fromkeys(KINDS, 0)
        for row in self.select(query):
            cls, number = row["class"], row["n"]
            if isinstance(cls, NamedNode) and isinstance(number, Literal) and cls.value in _KIND_OF:
                numbers[_KIND_OF[cls.value]] += int(number.value)
        return {kind: number for kind, number in numbers.items() if number}


_KIND_OF = {cls.value: kind for cls, kind in CLASSES.items()}


def _found(parts: list[str], kinds: tuple[str, ...]) -> str:
    classes = " ".join(str(cls) for cls, kind in CLASSES.items() if kind in kinds)
    terms = " ".join(map(str, NAMING))
    tests = " && ".join(f"CONTAINS(LCASE(STR(?words)), {Literal(part.lower())})" for part in parts)
    return f"VALUES ?class {{ {classes} }} VALUES ?term {{ {terms} }} ?thing a ?class ; ?term ?words FILTER({tests})"


def _hits(rows: QuerySolutions, parts: list[str]) -> Iterator[Hit]:
    marks = re.compile("|".join(re.escape(part) for part in parts), re.IGNORECASE)
    for row in rows:
        thing, kind, found, label = row["thing"], row["kind"], row["found"], row["label"]
        if isinstance(thing, NamedNode) and isinstance(kind, NamedNode) and isinstance(found, Literal):
            name = label.value if isinstance(label, Literal) else found.value[:200]
            yield Hit(thing.value, _KIND_OF.get(kind.value, ""), name, _excerpt(found.value, marks))


def _excerpt(words: str, marks: re.Pattern[str]) -> str:
    words = words.replace(START, " ").replace(END, " ")
    first = marks.search(words)
    start = max(0, first.start() - _AROUND) if first else 0
    end = min(len(words), start + 2 * _AROUND)
    shown = marks.sub(lambda found: f"{START}{found.group()}{END}", words[start:end])
    return f"{'…' * (start > 0)}{shown}{'…' * (end < len(words))}"
