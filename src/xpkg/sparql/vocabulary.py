"""Finds the terms in a query that the ontology does not define: a query with a misspelt term has no results."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from functools import lru_cache
from itertools import pairwise

from pyoxigraph import NamedNode

from xpkg.resources import folder, read_turtle
from xpkg.sparql.tokens import Token, tokens
from xpkg.sparql.wording import Translate, Wording, english, message
from xpkg.vocab import NAMESPACES

_ONTOLOGY = NAMESPACES["xpkg"]
_LOCAL_NAME = re.compile(r":([\w-]+(?:\.[\w-]+)*)\.*\Z")
_MAX_QUERY = 200_000
"""Characters of the longest query that is searched for terms."""


def warnings(query: str, translate: Translate = english) -> tuple[str, ...]:
    """A line for each name in the ontology's namespace that the ontology does not define, in order, each once.

    ``translate`` gives their patterns in another language.

    >>> warnings("SELECT * { ?s xpkg:speeker ?who ; xpkg:cue ?cue }")
    ('xpkg:speeker is no term of the ontology; did you mean xpkg:speaker?',)
    """
    if len(query) > _MAX_QUERY:
        return ()
    unknown = dict.fromkeys(name for name in _names(query) if name not in terms())
    return tuple(_warning(name).told(translate) for name in unknown)


def _warning(name: str) -> Wording:
    by_folded = {term.casefold(): term for term in sorted(terms())}
    near = get_close_matches(name.casefold(), by_folded, n=1)
    if not near:
        return Wording(message("%(term)s is no term of the ontology"), {"term": f"xpkg:{name}"})
    told = message("%(term)s is no term of the ontology; did you mean %(other)s?")
    return Wording(told, {"term": f"xpkg:{name}", "other": f"xpkg:{by_folded[near[0]]}"})


@lru_cache(maxsize=1)
def terms() -> frozenset[str]:
    """The local names of all terms that the ontology defines."""
    path = folder("ontology") / "xpkg.ttl"
    subjects = (quad.subject for quad in read_turtle(path))
    iris = (node.value for node in subjects if isinstance(node, NamedNode))
    return frozenset(iri.removeprefix(_ONTOLOGY) for iri in iris if iri.startswith(_ONTOLOGY))


def _names(query: str) -> Iterator[str]:
    """The local names in the ontology's namespace, from prefixed names and from whole IRIs."""
    words = list(tokens(query))
    prefixes = {"xpkg": _ONTOLOGY, **dict(_declared(words))}
    for before, token in pairwise([Token("other", "", -1), *words]):
        if token.kind != "masked":
            continue
        if token.text.startswith(f"<{_ONTOLOGY}"):
            name = token.text[len(_ONTOLOGY) + 1 : -1]
        elif (found := _LOCAL_NAME.match(token.text)) and prefixes.get(_prefix(query, before, token)) == _ONTOLOGY:
            name = found[1]
        else:
            continue
        if name:
            yield name


def _declared(words: list[Token]) -> Iterator[tuple[str, str]]:
    """The prefixes that the query declares: name and namespace."""
    for keyword, name, colon, iri in zip(words, words[1:], words[2:], words[3:], strict=False):
        if keyword.text.upper() == "PREFIX" and colon.text == ":" and iri.text.startswith("<"):
            yield name.text, iri.text[1:-1]


def _prefix(query: str, before: Token, token: Token) -> str:
    """The prefix before the colon with which ``token`` begins; '' where it has none, or one of several words."""
    start = before.start
    is_whole = before.kind == "word" and start + len(before.text) == token.start
    return before.text if is_whole and query[start - 1 : start] not in ("-", ".") else ""
