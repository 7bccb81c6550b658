"""Looks at the words of a query before any parser does, and refuses what could hurt."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

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
_SERVICE = re.compile(
    r"SERVICE\s*+(?P<silent>SILENT)?\s*+(?:<(?P<endpoint>[^<>]*+)>\s*+(?P<group>\{)?|(?P<variable>[?$]\w++)\s*+(?P<each>\{))?",
    re.IGNORECASE,
)
_ABSOLUTE = re.compile(r"[A-Za-z][\w+.-]*+:[^\\]*+")
_VARIABLE = "{?}"
"""Stands for the endpoint of a SERVICE that a variable names; no IRI has these characters."""
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

    A SERVICE whose endpoint is no plain IRI and no variable is reported as ``''``; so is the word where it is no more
    than the label of a prefix, to be on the safe side.

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
    return tuple(call.endpoint or (_VARIABLE if call.variable else "") for call in _asked(text))


@dataclass(frozen=True, slots=True)
class _Call:
    """A SERVICE of a query: its ``endpoint`` or its ``variable``; both empty where it is neither plainly.

    It stands from ``start``; the words of its endpoint begin at ``named`` and its group is ``group`` (code points, end
    exclusive, empty where there is none).
    """

    endpoint: str
    variable: str
    silent: bool
    start: int
    named: int
    group: tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Views:
    """A query with all that is no syntax blanked, place by place: ``names`` shows IRIs and variables, ``bare`` none.

    ``ends`` has where each group ends by where it opens (end exclusive), ``braces`` the places of all braces in order,
    and ``around`` beside each of these the opening of the innermost group behind it (-1 outside all).
    """

    names: str
    bare: str
    ends: Mapping[int, int]
    braces: Sequence[int]
    around: Sequence[int]

    def group_around(self, place: int) -> int:
        """Where the innermost group with ``place`` in it opens, or -1."""
        number = bisect_left(self.braces, place)
        return self.around[number - 1] if number else -1

    def end(self, opening: int) -> int:
        """Where the group that opens there ends (end exclusive): with the text, where it is not closed."""
        return self.ends.get(opening, len(self.bare))


def _views(text: str) -> _Views:
    def blank(found: re.Match[str]) -> str:
        if found["iri"] or found.group()[0] in "?$":
            return found.group()
        return ":" + " " * (len(found.group()) - 1) if found["colon"] else " " * len(found.group())

    def hide(found: re.Match[str]) -> str:
        return found.group()[0] + " " * (len(found.group()) - 1)

    names = _QUIET.sub(blank, text)
    # An IRI or a variable can have a keyword in it; only what stands outside counts.
    bare = re.sub(r"<[^<>]*+>|[?$]\w++", hide, names)
    ends, braces, around, open_groups = {}, [], [], [-1]
    for brace in re.finditer(r"[{}]", bare):
        if brace.group() == "{":
            open_groups.append(brace.start())
        elif len(open_groups) > 1:
            ends[open_groups.pop()] = brace.end()
        braces.append(brace.start())
        around.append(open_groups[-1])
    return _Views(names, bare, ends, braces, around)


def _asked(text: str) -> Iterator[_Call]:
    """Each SERVICE in ``text``, also those inside another."""
    views = _views(text)
    for place in re.finditer("service", views.bare, re.IGNORECASE):
        match = _SERVICE.match(views.names, place.start())
        endpoint, variable = (match["endpoint"] or "", match["variable"] or "") if match else ("", "")
        if match is None or "\\" in endpoint or not (endpoint or variable):
            yield _Call("", "", False, place.start(), place.start(), (0, 0))
            continue
        opening = match.start("group" if match["group"] else "each")
        yield _Call(
            endpoint,
            variable,
            bool(match["silent"]),
            place.start(),
            match.start("endpoint" if endpoint else "variable"),
            (opening, views.end(opening)) if opening >= 0 else (0, 0),
        )


def redirected(text: str, addresses: Mapping[str, str]) -> str:
    """``text``, which has passed the gate, with each SERVICE asking the address that is given for it.

    The engine knows no variable for an endpoint. Such a SERVICE is written out as one for each endpoint that there is
    (or that VALUES beside it names), so that no address is ever called but those of ``addresses``. What stands inside
    a SERVICE is for the endpoint to read, and left as it is. Raises Refused (403) where no endpoint is left.

    >>> redirected("ASK { SERVICE <http://a/> { ?s ?p <http://a/> } }", {"http://a/": "http://b/"})
    'ASK { SERVICE <http://b/> { ?s ?p <http://a/> } }'
    >>> redirected("ASK { SERVICE ?e { ?s ?p 1 } }", {"http://a/": "http://b/"})
    'ASK { { VALUES ?e { <http://a/> } SERVICE <http://b/> { ?s ?p 1 } } }'
    """
    views = _views(text)
    pieces, done = [], 0
    for call in _asked(text):
        if call.start < done:
            continue  # inside the one before
        if call.variable:
            named = _named_beside(views, call)
            chosen = [each for each in addresses if named is None or each in named]
            if not chosen:
                raise Refused(403, "SERVICE is not allowed here")
            group, silent = text[slice(*call.group)], "SILENT " * call.silent
            pieces += [text[done : call.start], " UNION ".join(
                f"{{ VALUES {call.variable} {{ <{endpoint}> }} SERVICE {silent}<{addresses[endpoint]}> "
                f"{_own_labels(group, number)} }}"
                for number, endpoint in enumerate(chosen)
            )]  # fmt: skip
            done = call.group[1]
        else:
            after = call.named + len(call.endpoint)
            pieces += [text[done : call.named], addresses[call.endpoint], text[after : max(after, call.group[1])]]
            done = max(after, call.group[1])
    return "".join(pieces) + text[done:]


def _named_beside(views: _Views, call: _Call) -> set[str] | None:
    """The endpoints to which a VALUES in the same group holds the call's variable; None where none does so plainly."""
    outer = views.group_around(call.start)
    if outer < 0:
        return None
    values = re.compile(rf"\bVALUES\s*+[?$]{re.escape(call.variable[1:])}(?!\w)\s*+\{{([^{{}}]*+)\}}", re.IGNORECASE)
    found: set[str] | None = None
    for match in values.finditer(views.names, outer, views.end(outer)):
        iris = match[1].split()
        if views.group_around(match.start()) == outer and all(
            iri[0] == "<" and iri[-1] == ">" and _ABSOLUTE.fullmatch(iri[1:-1]) for iri in iris
        ):
            named = {iri[1:-1] for iri in iris}
            found = named if found is None else found & named
    return found


def _own_labels(group: str, number: int) -> str:
    """``group`` with labels of blank nodes of its own: one label may not stand in two groups of a query."""
    pieces, done, before = [], 0, None
    for token in tokens(group) if number else ():
        label = before is not None and before.text == "_" and before.start + 1 == token.start
        if label and token.text.startswith(":"):
            pieces += [group[done : token.start], f":n{number}"]
            done = token.start + 1
        before = token
    return "".join(pieces) + group[done:]


def check(text: str, *, length: int, nesting: int, allow_service: Sequence[str]) -> Facts:
    """The facts of a text that may go to a worker. Raises Refused with 400, 403 or 413 otherwise.

    ``SERVICE`` is let through to the exact endpoints of ``allow_service`` alone, and to a variable where there are any
    (:func:`redirected` writes them out): not to a prefixed name, not to an IRI with escapes.
    """
    if len(text) > length:
        raise Refused(413, f"the query is longer than {length} characters")
    found = facts(text)
    if found.depth > nesting:
        raise Refused(400, f"the query is nested deeper than {nesting} levels")
    for endpoint in found.services:
        if endpoint not in allow_service and not (endpoint == _VARIABLE and allow_service):
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


def with_lenient_clear(update: str) -> str:
    """``update`` in which CLEAR of a graph that is not there clears nothing, instead of failing.

    A store that remembers empty graphs should fail there, one that does not cannot; clients (and the test suite of
    the W3C) count on the latter. DROP, MOVE and CREATE still fail.

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
