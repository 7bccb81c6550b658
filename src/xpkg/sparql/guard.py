"""Checks a query before any parser sees it, and refuses what could harm the server."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from xpkg.sparql.errors import RefusedError
from xpkg.sparql.federation import service_clauses
from xpkg.sparql.tokens import MASKED
from xpkg.sparql.wording import Wording, message

_SHOWN = {"colon": " : ", "iri": " < ", None: "  "}
"""What a masked text still shows, by the group of MASKED."""
# The engine's parser needs no blank after a keyword: "SERVICESILENT<…>" is SERVICE. So no pattern here asks for the end
# of a word.
_PROLOGUE = re.compile(r"\s*+(?:(?:PREFIX\s*+[\w.-]*+\s*+:\s*+<|BASE\s*+<|VERSION)\s*+)*+", re.IGNORECASE)
_FORM = re.compile(
    r"(?P<query>SELECT|ASK|CONSTRUCT|DESCRIBE)|INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY|WITH", re.IGNORECASE
)
_DATASET = re.compile(r"(?<![\w.-])(?:FROM|USING)\s*+(?:NAMED)?\s*+[\w.-]*+\s*+[<:]", re.IGNORECASE)
# Two runs of a query with one of these may differ: no ETag, no cache.
_VOLATILE = re.compile(r"(?:NOW|RAND|UUID|BNODE)\s*+\(", re.IGNORECASE)
_VARIABLE = "{?}"
"""Stands for the endpoint of a SERVICE that a variable names; no IRI has these characters."""
_BRACKETS = re.compile(r"[{}()\[\]]")
_LONGEST_CACHED = 4096
_BEGINNING = 16_384


@dataclass(frozen=True, slots=True)
class Facts:
    """What the tokens of a query or update tell without parsing.

    ``form`` is SELECT, ASK, CONSTRUCT, DESCRIBE, UPDATE or '' (not known). ``volatile`` says that two runs may differ.
    ``services`` are the endpoints of its SERVICE clauses. ``depth`` counts brackets inside brackets.
    """

    form: str
    has_dataset: bool
    volatile: bool
    services: tuple[str, ...]
    loads: bool
    depth: int


def facts(text: str) -> Facts:
    """The facts of ``text``, in time linear in its length. Raises RefusedError (400).

    A SERVICE whose endpoint is neither a plain IRI nor a variable is reported as ``''``. To be safe, so is the word
    where it is only the name of a prefix.

    >>> facts("PREFIX : <http://e.org/> SELECT * FROM <http://e.org/g> { SERVICE:x { ?s ?p 'SERVICE <http://b/>' } }")
    Facts(form='SELECT', has_dataset=True, volatile=False, services=('',), loads=False, depth=2)
    """
    return _cached(text) if len(text) <= _LONGEST_CACHED else _facts(text)


def form_of(text: str) -> str:
    """The form of a query, read from its first 16,384 characters; '' where these do not tell."""
    return _form(_visible(text[:_BEGINNING]))


def _visible(text: str) -> str:
    return MASKED.sub(lambda match: _SHOWN[match.lastgroup], text)


def _form(visible: str) -> str:
    prologue = _PROLOGUE.match(visible)
    form = _FORM.match(visible, prologue.end() if prologue else 0)
    return "" if form is None else form["query"].upper() if form["query"] else "UPDATE"


def _facts(text: str) -> Facts:
    visible = _visible(text)
    lower = visible.lower()
    # Most queries do without the words that the patterns look for, which takes longer than to see that. A letter that
    # is not ASCII may stand for one that is.
    may_choose = "from" in lower or "using" in lower or not lower.isascii()
    if "\\" in visible:
        # Escapes outside strings and IRIs could spell a keyword: the grammar has no use for them.
        raise RefusedError(400, Wording(message("a backslash may stand only in strings, IRIs and local names")))
    return Facts(
        form=_form(visible) if len(text) <= _BEGINNING else form_of(text),
        has_dataset=may_choose and bool(_DATASET.search(visible)),
        volatile="(" in visible and bool(_VOLATILE.search(visible)),
        services=_endpoints(text) if "service" in lower else (),
        loads="load" in lower,
        depth=_depth(visible),
    )


_cached = lru_cache(maxsize=1024)(_facts)


def _depth(visible: str) -> int:
    depth = deepest = 0
    for bracket in _BRACKETS.findall(visible):
        if bracket in "{([":
            depth += 1
            deepest = max(deepest, depth)
        else:
            depth -= 1
    return deepest


def _endpoints(text: str) -> tuple[str, ...]:
    return tuple(clause.endpoint or (_VARIABLE if clause.variable else "") for clause in service_clauses(text))


def check(text: str, *, length: int, nesting: int, allow_service: Sequence[str]) -> Facts:
    """The facts of a text that may go to a worker. Raises RefusedError (400, 403 or 413) for any other.

    ``SERVICE`` may name only the exact endpoints of ``allow_service``, or a variable where there are any, which
    ``federation`` replaces. A prefixed name and an IRI with escapes are refused.
    """
    if len(text) > length:
        raise RefusedError(413, Wording(message("the query is longer than %(number)s characters"), {"number": length}))
    found = facts(text)
    if found.depth > nesting:
        told = message("the query is nested deeper than %(number)s levels")
        raise RefusedError(400, Wording(told, {"number": nesting}))
    for endpoint in found.services:
        if endpoint not in allow_service and not (endpoint == _VARIABLE and allow_service):
            raise RefusedError(403, Wording(message("SERVICE is not allowed here")))
    return found
