"""Rewrites SERVICE clauses, so that the engine only calls the addresses it is given (SPARQL 1.1 Federated Query)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from xpkg.sparql.errors import RefusedError
from xpkg.sparql.tokens import MASKED, tokens

_SERVICE = re.compile(
    r"SERVICE\s*+(?P<silent>SILENT)?\s*+(?:<(?P<endpoint>[^<>]*+)>\s*+(?P<group>\{)?|(?P<variable>[?$]\w++)\s*+(?P<each>\{))?",
    re.IGNORECASE,
)
_ABSOLUTE = re.compile(r"[A-Za-z][\w+.-]*+:[^\\]*+")


@dataclass(frozen=True, slots=True)
class ServiceClause:
    """A SERVICE of a query, with its ``endpoint`` (an IRI) or its ``variable``.

    Both are empty where it is plainly neither. ``start`` is where the clause begins, ``endpoint_start`` where its IRI
    or variable does. ``group`` is its group graph pattern (code points, end exclusive; empty where there is none).
    """

    endpoint: str
    variable: str
    silent: bool
    start: int
    endpoint_start: int
    group: tuple[int, int]


@dataclass(frozen=True, slots=True)
class _MaskedText:
    """A query whose masked spans are blanks, so that every place stays the same.

    ``with_names`` still shows IRIs and variables, ``bare`` does not. ``ends`` gives the end of each group (exclusive)
    by the place of its opening brace. ``braces`` are the places of all braces in order. ``around`` has, for each of
    them, the opening brace of the innermost group open behind it (-1 outside all groups).
    """

    with_names: str
    bare: str
    ends: Mapping[int, int]
    braces: Sequence[int]
    around: Sequence[int]

    def group_around(self, place: int) -> int:
        """The opening brace of the innermost group that contains ``place``, or -1."""
        number = bisect_left(self.braces, place)
        return self.around[number - 1] if number else -1

    def end(self, opening: int) -> int:
        """The end (exclusive) of the group with this opening brace; the end of the text where it is not closed."""
        return self.ends.get(opening, len(self.bare))


def _masked(text: str) -> _MaskedText:
    def blank(found: re.Match[str]) -> str:
        if found["iri"] or found.group()[0] in "?$":
            return found.group()
        return ":" + " " * (len(found.group()) - 1) if found["colon"] else " " * len(found.group())

    def hide(found: re.Match[str]) -> str:
        return found.group()[0] + " " * (len(found.group()) - 1)

    names = MASKED.sub(blank, text)
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
    return _MaskedText(names, bare, ends, braces, around)


def service_clauses(text: str) -> Iterator[ServiceClause]:
    """Each SERVICE clause of ``text`` in order, nested ones included."""
    masked = _masked(text)
    for place in re.finditer("service", masked.bare, re.IGNORECASE):
        match = _SERVICE.match(masked.with_names, place.start())
        endpoint, variable = (match["endpoint"] or "", match["variable"] or "") if match else ("", "")
        if match is None or "\\" in endpoint or not (endpoint or variable):
            yield ServiceClause("", "", False, place.start(), place.start(), (0, 0))
            continue
        opening = match.start("group" if match["group"] else "each")
        yield ServiceClause(
            endpoint,
            variable,
            bool(match["silent"]),
            place.start(),
            match.start("endpoint" if endpoint else "variable"),
            (opening, masked.end(opening)) if opening >= 0 else (0, 0),
        )


def with_addresses(text: str, addresses: Mapping[str, str]) -> str:
    """``text``, which the guard has checked, with each SERVICE endpoint replaced by its address in ``addresses``.

    The engine cannot bind a variable endpoint. Such a SERVICE becomes a UNION with one SERVICE for each endpoint, or
    for each that a VALUES in the same group names. So only ``addresses`` are ever called. The pattern inside a SERVICE
    is for its endpoint to read and stays as it is. Raises RefusedError (403) where no endpoint is left.

    >>> with_addresses("ASK { SERVICE <http://a/> { ?s ?p <http://a/> } }", {"http://a/": "http://b/"})
    'ASK { SERVICE <http://b/> { ?s ?p <http://a/> } }'
    >>> with_addresses("ASK { SERVICE ?e { ?s ?p 1 } }", {"http://a/": "http://b/"})
    'ASK { { VALUES ?e { <http://a/> } SERVICE <http://b/> { ?s ?p 1 } } }'
    """
    masked = _masked(text)
    pieces, done = [], 0
    for clause in service_clauses(text):
        if clause.start < done:
            continue  # nested in the clause before
        if clause.variable:
            named = _values_for(masked, clause)
            chosen = [each for each in addresses if named is None or each in named]
            if not chosen:
                raise RefusedError(403, "SERVICE is not allowed here")
            group, silent = text[slice(*clause.group)], "SILENT " * clause.silent
            pieces += [text[done : clause.start], " UNION ".join(
                f"{{ VALUES {clause.variable} {{ <{endpoint}> }} SERVICE {silent}<{addresses[endpoint]}> "
                f"{_with_labels(group, number)} }}"
                for number, endpoint in enumerate(chosen)
            )]  # fmt: skip
            done = clause.group[1]
        else:
            after = clause.endpoint_start + len(clause.endpoint)
            end = max(after, clause.group[1])
            pieces += [text[done : clause.endpoint_start], addresses[clause.endpoint], text[after:end]]
            done = end
    return "".join(pieces) + text[done:]


def _values_for(masked: _MaskedText, clause: ServiceClause) -> set[str] | None:
    """The endpoints that VALUES in the same group allow for the variable of ``clause``; None without VALUES."""
    outer = masked.group_around(clause.start)
    if outer < 0:
        return None
    values = re.compile(rf"\bVALUES\s*+[?$]{re.escape(clause.variable[1:])}(?!\w)\s*+\{{([^{{}}]*+)\}}", re.IGNORECASE)
    found: set[str] | None = None
    for match in values.finditer(masked.with_names, outer, masked.end(outer)):
        iris = match[1].split()
        if masked.group_around(match.start()) == outer and all(
            iri[0] == "<" and iri[-1] == ">" and _ABSOLUTE.fullmatch(iri[1:-1]) for iri in iris
        ):
            named = {iri[1:-1] for iri in iris}
            found = named if found is None else found & named
    return found


def _with_labels(group: str, number: int) -> str:
    """``group`` with renamed blank node labels: SPARQL allows one label in one basic graph pattern only."""
    pieces, done, before = [], 0, None
    for token in tokens(group) if number else ():
        label = before is not None and before.text == "_" and before.start + 1 == token.start
        if label and token.text.startswith(":"):
            pieces += [group[done : token.start], f":n{number}"]
            done = token.start + 1
        before = token
    return "".join(pieces) + group[done:]
