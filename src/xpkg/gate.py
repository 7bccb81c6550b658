"""Looks at the words of a query before any parser does, and refuses what could hurt."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

# What can hide a keyword or a bracket from a naive search: comments, IRIs, strings, variables, language tags and the
# local part of a prefixed name. Possessive, so that no text takes longer than its length. A colon and the beginning
# of an IRI stay visible.
_QUIET = re.compile(
    r"""
      \#[^\r\n]*+
    | (?P<iri><)[^<>"{}|^`\x00-\x20]*+>
    | \"{3}(?:[^"\\]|\\.|"(?!""))*+\"{3}
    | '{3}(?:[^'\\]|\\.|'(?!''))*+'{3}
    | "(?:[^"\\\r\n]|\\.)*+"
    | '(?:[^'\\\r\n]|\\.)*+'
    | [?$]\w++
    | @[A-Za-z]++(?:-[A-Za-z0-9]++)*+
    | (?P<colon>:)(?:[\w:.-]|%[0-9A-Fa-f]{2}|\\[-_~.!$&'()*+,;=/?\#@%])*+
    """,
    re.VERBOSE | re.DOTALL,
)
_VISIBLE = r" \g<colon>\g<iri> "
# The engine's parser needs no blank after a keyword ("SERVICESILENT<…>" is SERVICE), so keywords are looked for
# without regard to where words end.
_PROLOGUE = re.compile(r"\s*+(?:(?:PREFIX\s*+[\w.-]*+\s*+:\s*+<|BASE\s*+<|VERSION)\s*+)*+", re.IGNORECASE)
_FORM = re.compile(
    r"(?P<query>SELECT|ASK|CONSTRUCT|DESCRIBE)|INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY|WITH", re.IGNORECASE
)
_DATASET = re.compile(r"(?<![\w.-])(?:FROM|USING)\s*+(?:NAMED)?\s*+[\w.-]*+\s*+[<:]", re.IGNORECASE)
# Two runs of a query with one of these may differ: no ETag, no cache.
_VOLATILE = re.compile(r"(?:NOW|RAND|UUID|BNODE)\s*+\(", re.IGNORECASE)
_SERVICE = re.compile(r"SERVICE\s*+(?:SILENT)?\s*+(?:<(?P<endpoint>[^<>]*+)>)?", re.IGNORECASE)
_BRACKETS = re.compile(r"[{}()\[\]]")
_SHORT = 4096
_PLACE = re.compile(r"error at (\d+):(\d+): ")
_NAME = re.compile(r"([\w.-]*):[\w:.%\\-]*$")
_CLASSES = re.compile(r"expected (?:one of )?\[[^\]]*\](?:, \[[^\]]*\])*")
_LONGEST_LINE = 200
_BEGINNING = 16_384


class Refused(ValueError):  # noqa: N818 - an answer, not a fault of ours
    """The query may not run here; ``status`` is the HTTP status that says so."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True, slots=True)
class Facts:
    """What can be told from the words alone. ``form`` is SELECT, ASK, CONSTRUCT, DESCRIBE, UPDATE or ''."""

    form: str
    has_dataset: bool
    volatile: bool
    services: tuple[str, ...]
    loads: bool
    depth: int


def facts(text: str) -> Facts:
    """Read ``text`` once, in time proportional to its length, whatever it is. Raises Refused (400).

    A SERVICE whose endpoint is no plain IRI is reported as ``''``; so is the word where it is no more than the label
    of a prefix, to be on the safe side.

    >>> facts("PREFIX : <http://e.org/> SELECT * FROM <http://e.org/g> { SERVICE:x { ?s ?p 'SERVICE <http://b/>' } }")
    Facts(form='SELECT', has_dataset=True, volatile=False, services=('',), loads=False, depth=2)
    """
    return _remembered(text) if len(text) <= _SHORT else _facts(text)


def form_of(text: str) -> str:
    """The form of a query, from its beginning alone; '' where that does not tell."""
    visible = _QUIET.sub(_VISIBLE, text[:_BEGINNING])
    prologue = _PROLOGUE.match(visible)
    form = _FORM.match(visible, prologue.end() if prologue else 0)
    return "" if form is None else form["query"].upper() if form["query"] else "UPDATE"


def _facts(text: str) -> Facts:
    visible = _QUIET.sub(_VISIBLE, text)
    if "\\" in visible:
        # Escapes outside strings and IRIs could spell a keyword: the grammar has no use for them.
        raise Refused(400, "a backslash may stand only in strings, IRIs and local names")
    return Facts(
        form=form_of(text),
        has_dataset=bool(_DATASET.search(visible)),
        volatile=bool(_VOLATILE.search(visible)),
        services=_services(text) if "service" in visible.lower() else (),
        loads="load" in visible.lower(),
        depth=_depth(visible),
    )


_remembered = lru_cache(maxsize=1024)(_facts)


def _depth(visible: str) -> int:
    depth = deepest = 0
    for bracket in _BRACKETS.findall(visible):
        if bracket in "{([":
            depth += 1
            deepest = max(deepest, depth)
        else:
            depth -= 1
    return deepest


def _services(text: str) -> tuple[str, ...]:
    return tuple(endpoint for endpoint, _ in _asked(text))


def _asked(text: str) -> Iterator[tuple[str, int]]:
    """The endpoint of each SERVICE in ``text`` and where it begins; an empty one where it is no plain IRI."""

    def blank(found: re.Match[str]) -> str:
        if found["iri"]:
            return found.group()
        return ":" + " " * (len(found.group()) - 1) if found["colon"] else " " * len(found.group())

    with_iris = _QUIET.sub(blank, text)
    # An IRI can have the word in it; only what stands outside counts.
    outside = re.sub(r"<[^<>]*+>", lambda found: "<" + " " * (len(found.group()) - 2) + ">", with_iris)
    for place in re.finditer("service", outside, re.IGNORECASE):
        match = _SERVICE.match(with_iris, place.start())
        endpoint = match["endpoint"] if match else None
        plain = bool(match and endpoint and "\\" not in endpoint)
        yield (endpoint or "", match.start("endpoint")) if match and plain else ("", place.start())


def redirected(text: str, addresses: Mapping[str, str]) -> str:
    """``text``, which has passed the gate, with each SERVICE asking the address that is given for it.

    >>> redirected("ASK { SERVICE <http://a/> { ?s ?p <http://a/> } }", {"http://a/": "http://b/"})
    'ASK { SERVICE <http://b/> { ?s ?p <http://a/> } }'
    """
    pieces, done = [], 0
    for endpoint, start in _asked(text):
        pieces += [text[done:start], addresses[endpoint]]
        done = start + len(endpoint)
    return "".join(pieces) + text[done:]


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
    if facts(text).loads:
        raise Refused(403, "LOAD is not allowed here")


_TOKEN = re.compile(
    rf"(?P<quiet>{_QUIET.pattern})|(?P<word>\w++)|(?P<open>[{{(\[])|(?P<close>[}})\]])|(?P<other>\S)",
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word of an update with its place (code points)."""

    kind: str
    text: str
    start: int


def tokens(text: str) -> Iterator[Token]:
    """The tokens of ``text`` without blanks; never fails, whatever the text is."""
    for match in _TOKEN.finditer(text):
        yield Token(next(kind for kind in ("quiet", "word", "open", "close", "other") if match[kind] is not None),
                    match.group(), match.start())  # fmt: skip


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


def complaint(message: str, text: str) -> str:
    """What the parser's ``message`` says of the query ``text``, for people: one short line, with the place.

    >>> complaint("error at 1:14: expected one of Prefix not found, ['%']", "ASK { ?a :b:c ?d }")
    'prefix : is not declared (line 1, column 10)'
    >>> complaint("error at 2:3: expected one of '}',\\n['a']", "ASK {")
    "line 2, column 3: expected one of '}', ['a']"
    >>> complaint("error at 1:6: expected [_]", "SELEC")
    'line 1, column 6: not understood'
    """
    found = _PLACE.match(message)
    if found is None:
        return one_line(message)
    line, column = int(found[1]), int(found[2])
    if "Prefix not found" in message:
        before = "".join(text.split("\n")[line - 1 : line])[: column - 1]
        if name := _NAME.search(before, max(0, len(before) - _LONGEST_LINE)):
            return f"prefix {name[1]}: is not declared (line {line}, column {name.start() + 1})"
    said = message[found.end() :]
    # Classes of characters mean something to the parser alone.
    return one_line(f"line {line}, column {column}: {'not understood' if _CLASSES.fullmatch(said) else said}")


def one_line(message: str) -> str:
    """``message`` on one line, cut off where it is long."""
    words = " ".join(message[: 10 * _LONGEST_LINE].split())
    return words if len(words) <= _LONGEST_LINE else words[: _LONGEST_LINE - 1] + "…"
