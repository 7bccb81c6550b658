"""Looks at the words of a query before any parser does, and refuses what could hurt."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

# The terminals of SPARQL 1.1 that can hide a keyword or a bracket from a naive search come first.
_TOKEN = re.compile(
    r"""
      (?P<comment>\#[^\r\n]*)
    | (?P<iri><[^<>"{}|^`\x00-\x20]*>)
    | (?P<string>\"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3}|'{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
        |"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\\\r\n]|\\.)*')
    | (?P<variable>[?$]\w+)
    | (?P<language>@[A-Za-z]+[A-Za-z0-9-]*)
    | (?P<prefixed>(?:\w[\w.-]*)?:(?:[\w:.-]|%[0-9A-Fa-f]{2}|\\[-_~.!$&'()*+,;=/?\#@%])*)
    | (?P<word>\w+)
    | (?P<open>[{(\[])
    | (?P<close>[})\]])
    | (?P<escape>\\)
    | (?P<other>[^\s])
    """,
    re.VERBOSE | re.DOTALL,
)
_FORMS = {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}
_UPDATES = {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"}
# Two runs of a query with one of these may differ: no ETag, no cache.
_VOLATILE = {"NOW", "RAND", "UUID", "STRUUID", "BNODE"}


class Refused(ValueError):  # noqa: N818 - an answer, not a fault of ours
    """The query may not run here; ``status`` is the HTTP status that says so."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a query with its place (code points)."""

    kind: str
    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Facts:
    """What can be told from the words alone. ``form`` is SELECT, ASK, CONSTRUCT, DESCRIBE, UPDATE or ''."""

    form: str
    has_dataset: bool
    volatile: bool
    services: tuple[str, ...]
    depth: int


def tokens(text: str) -> Iterator[Token]:
    """The tokens of ``text`` without comments and blanks; never fails, whatever the text is."""
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "other"
        if kind != "comment":
            yield Token(kind, match.group(), match.start())


@lru_cache(maxsize=2048)
def facts(text: str) -> Facts:
    """Read ``text`` once. A SERVICE whose endpoint is no plain IRI is reported as ``''``."""
    form, depth, deepest, services = "", 0, 0, []
    has_dataset = volatile = False
    expects_service = False
    for token in tokens(text):
        if token.kind == "escape":
            # Escapes outside strings and IRIs could spell a keyword: the grammar has no use for them.
            raise Refused(400, "a backslash may stand only in strings, IRIs and local names")
        word = token.text.upper() if token.kind == "word" else ""
        if expects_service and word != "SILENT":
            services.append(token.text[1:-1] if token.kind == "iri" and "\\" not in token.text else "")
            expects_service = False
        if token.kind == "open":
            depth += 1
            deepest = max(deepest, depth)
        elif token.kind == "close":
            depth -= 1
        elif word:
            if not form and word in _FORMS:
                form = word
            elif not form and word in _UPDATES:
                form = "UPDATE"
            if word == "SERVICE":
                expects_service = True
            elif word in {"FROM", "USING"}:
                has_dataset = True
            elif word in _VOLATILE:
                volatile = True
    if expects_service:
        services.append("")
    return Facts(form, has_dataset, volatile, tuple(services), deepest)


def check(text: str, *, length: int, nesting: int, allow_service: Sequence[str]) -> Facts:
    """The facts of a text that may go to a worker. Raises Refused with 400, 403 or 413 otherwise.

    ``SERVICE`` is let through to the exact endpoints of ``allow_service`` alone: not to a variable, not to a
    prefixed name, not to an IRI with escapes.
    """
    if len(text) > length:
        raise Refused(413, f"the query is longer than {length} characters")
    found = facts(text)
    if found.depth > nesting:
        raise Refused(400, f"the query is nested deeper than {nesting} levels")
    for endpoint in found.services:
        if endpoint not in allow_service or not endpoint:
            raise Refused(403, "SERVICE is not allowed here")
    return found


def refuse_load(text: str) -> None:
    """Raises Refused when an update would LOAD: this server fetches nothing for a client."""
    if any(token.kind == "word" and token.text.upper() == "LOAD" for token in tokens(text)):
        raise Refused(403, "LOAD is not allowed here")


def with_dataset(update: str, default: Sequence[str], named: Sequence[str]) -> str:
    """``update`` with USING clauses for the protocol's ``using-graph-uri`` and ``using-named-graph-uri``.

    The engine has no other way to take them. Raises Refused (400) when the update chooses its own dataset
    (SPARQL 1.1 Protocol, 2.2.3).
    """
    words = list(tokens(update))
    if any(token.kind == "word" and token.text.upper() in ("USING", "WITH") for token in words):
        raise Refused(400, "using-graph-uri together with USING or WITH in the update")
    clauses = "".join([f" USING <{iri}>" for iri in default] + [f" USING NAMED <{iri}>" for iri in named]) + " "
    pieces, done, depth = [], 0, 0
    for index, token in enumerate(words):
        depth += (token.kind == "open") - (token.kind == "close")
        if depth or token.kind != "word" or token.text.upper() != "WHERE":
            continue
        before = words[index - 1] if index else None
        if before is not None and before.text.upper() == "DELETE":
            # DELETE WHERE {P} takes no USING; DELETE {P} USING … WHERE {P} means the same.
            end = _closing(words, index + 1)
            pattern = update[words[index + 1].start : end]
            pieces.append(update[done : token.start] + pattern + clauses)
        else:
            pieces.append(update[done : token.start] + clauses)
        done = token.start
    return "".join(pieces) + update[done:]


def _closing(words: Sequence[Token], opening: int) -> int:
    depth = 0
    for token in words[opening:]:
        depth += (token.kind == "open") - (token.kind == "close")
        if depth == 0:
            return token.start + 1
    raise Refused(400, "a bracket is not closed")
