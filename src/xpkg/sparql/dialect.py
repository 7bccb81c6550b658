"""Rewrites a query where the engine departs from SPARQL; ``server/DIALECT.md`` lists all departures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from xpkg.sparql.errors import RefusedError
from xpkg.sparql.tokens import Token, closing_brackets, tokens
from xpkg.sparql.wording import Wording, message

_GRAPH_OF_ANY = re.compile(r"GRAPH\s*+[?$]", re.IGNORECASE)
_LANG = re.compile(r"LANG\s*+\(", re.IGNORECASE)
_SELECT = ("SELECT", "SELECTDISTINCT", "SELECTREDUCED")  # the engine needs no blank between keywords
_LONGEST_LIST = 100  # words
_TAG = re.compile(r"""("{3}|'{3}|"|')[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*\1\Z""")


def rewritten(query: str) -> str:
    """``query`` rewritten, without a change of length, so that the engine answers it as SPARQL says.

    The engine keeps language tags in lower case, which RDF allows. A tag that is compared with LANG(…) is lowered too.
    Raises RefusedError (400) where the engine's answer would be wrong and no rewriting is known.

    >>> rewritten('ASK { ?s ?p ?o FILTER(LANG(?o) = "zh-Hans" && STR(?o) = "AB") }')
    'ASK { ?s ?p ?o FILTER(LANG(?o) = "zh-hans" && STR(?o) = "AB") }'
    """
    lang, graph = _LANG.search(query), _GRAPH_OF_ANY.search(query)
    if lang is None and graph is None:
        return query
    words = list(tokens(query))
    if graph is not None and _has_select_in_any_graph(words):
        told = message(
            "the engine asks a SELECT inside GRAPH ?g once over all graphs, not in each; "
            "put GRAPH ?g inside the SELECT, with ?g among its variables and in its GROUP BY"
        )
        raise RefusedError(400, Wording(told))
    pieces, done = [], 0
    for token in _tags(words) if lang is not None else ():
        end = token.start + len(token.text)
        pieces += [query[done : token.start], token.text.lower()]
        done = end
    return "".join(pieces) + query[done:]


def _has_select_in_any_graph(words: Sequence[Token]) -> bool:
    """Whether a GRAPH with a variable contains a subquery."""
    inside: list[bool] = []  # for each open bracket: whether it is inside such a GRAPH
    for number, token in enumerate(words):
        if token.kind == "open":
            name, keyword = (words[number - back] if number >= back else None for back in (1, 2))
            named = keyword is not None and keyword.text.upper() == "GRAPH" and keyword.kind == "word"
            fixed = named and name is not None and name.text[:1] not in ("?", "$")
            begins = named and not fixed
            inside.append(token.text == "{" and not fixed and (begins or (bool(inside) and inside[-1])))
        elif token.kind == "close" and inside:
            inside.pop()
        elif inside and inside[-1] and token.text.upper() in _SELECT and not _at(words, number + 1).startswith(":"):
            return True
    return False


def _tags(words: Sequence[Token]) -> Iterator[Token]:
    """The strings that are compared with the value of LANG, in order of place."""
    found: dict[int, Token] = {}
    closing = closing_brackets(words)
    for number, token in enumerate(words):
        if token.kind != "word" or token.text.upper() != "LANG" or _at(words, number + 1) != "(":
            continue
        after = closing.get(number + 1, len(words)) + 1
        candidates: list[int] = []
        if (skipped := _equals(words, after)) is not None:
            candidates.append(skipped)
        else:
            listed = after + (_at(words, after).upper() == "NOT")
            if _at(words, listed).upper() == "IN" and _at(words, listed + 1) == "(":
                candidates += range(listed + 2, min(closing.get(listed + 1, 0), listed + _LONGEST_LIST))
        if _at(words, number - 1) == "=":
            candidates.append(number - 2 - (_at(words, number - 2) == "!"))
        for each in candidates:
            if 0 <= each < len(words) and _TAG.match(words[each].text) and _at(words, each + 1)[:1] not in ("@", "^"):
                found[each] = words[each]
    return (found[number] for number in sorted(found))


def _at(words: Sequence[Token], number: int) -> str:
    return words[number].text if 0 <= number < len(words) else ""


def _equals(words: Sequence[Token], number: int) -> int | None:
    """The index of the operand after ``=`` or ``!=``; None where neither is at ``number``."""
    unequal = _at(words, number) == "!"
    return number + unequal + 1 if _at(words, number + unequal) == "=" else None
