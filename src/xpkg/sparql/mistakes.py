"""Tells in a person's words why a query is not SPARQL: the mistakes that people make, each looked for by itself.

Only a query that a parser has refused is looked at. What no function here knows is left to the parser's place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import pairwise

from xpkg.sparql.pieces import Piece, pieces
from xpkg.sparql.wording import Wording, message

_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH")
_OPENING = dict(zip("{([", "})]", strict=True))
_GROUPS = ("WHERE", "OPTIONAL", "MINUS", "UNION")
"""Keywords that a group in braces follows."""
_BREAKS = frozenset("FILTER OPTIONAL BIND VALUES UNION MINUS GRAPH SERVICE WHERE LATERAL".split())
"""Keywords that end a pattern of triples."""
_COUNTING = frozenset("COUNT SUM MIN MAX AVG SAMPLE GROUP_CONCAT".split())
_MODIFIERS = frozenset("ORDER GROUP HAVING LIMIT OFFSET".split())
"""Keywords after which a query has no patterns any more."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong, and where (code points from the beginning)."""

    start: int
    wording: Wording

    @property
    def words(self) -> str:
        """What is wrong, in English."""
        return self.wording.told()


def mistake(text: str, *, unbound: bool = False) -> Mistake | None:
    """The first mistake that is known in the query ``text``, which a parser refused.

    With ``unbound`` the parser said that SELECT has a variable without a value.

    >>> mistake("SELECT ?s { ?s xpkg:speaker }").words
    'a pattern has three parts: a thing, a property and a value; here stand only ?s xpkg:speaker'
    """
    found = list(pieces(text))
    for look in (_grouped,) if unbound else _MISTAKES:
        if (seen := next(iter(look(found)), None)) is not None:
            return seen
    return None


def _wrong(start: int, pattern: str, **values: str) -> Mistake:
    return Mistake(start, Wording(pattern, values))


def _quotation(found: Sequence[Piece]) -> Iterator[Mistake]:
    for each in found:
        if each.kind == "sign" and each.text in "\"'":
            yield _wrong(each.start, message("the text that begins with this quotation mark does not end on its line"))


def _address(found: Sequence[Piece]) -> Iterator[Mistake]:
    for sign, after in pairwise(found):
        if sign.text == "<" and after.start == sign.start + 1 and after.text.lower().startswith(("http", "urn:")):
            yield _wrong(sign.start, message("an address in %(brackets)s has no blanks, quotation marks or brackets"),
                         brackets="<…>")  # fmt: skip


def _brackets(found: Sequence[Piece]) -> Iterator[Mistake]:
    opened: list[Piece] = []
    for each in found:
        if each.kind == "open":
            opened.append(each)
        elif each.kind == "close":
            if not opened:
                yield _wrong(each.start, message("this %(bracket)s closes nothing"), bracket=each.text)
            elif _OPENING[opened[-1].text] != each.text:
                yield _wrong(
                    opened[-1].start, message("this %(bracket)s is not closed before a %(other)s comes"),
                    bracket=opened[-1].text, other=each.text,
                )  # fmt: skip
            else:
                opened.pop()
                continue
            return
    if opened:
        yield _wrong(opened[-1].start, message("this %(bracket)s is never closed"), bracket=opened[-1].text)


def _beginning(found: Sequence[Piece]) -> Iterator[Mistake]:
    at = 0
    while at < len(found) and found[at].keyword in ("PREFIX", "BASE"):
        named = found[at].keyword == "PREFIX"
        if named and (at + 1 >= len(found) or not found[at + 1].text.endswith(":")):
            told = message("PREFIX is followed by a name with a colon and an address: %(example)s")
            yield _wrong(found[at].start, told, example="PREFIX ex: <…>")
            return
        at += 3 if named else 2
    first = found[at] if at < len(found) else None
    if first is None:
        yield _wrong(found[-1].start if found else 0, message("a query asks with SELECT, ASK, CONSTRUCT or DESCRIBE"))
    elif first.keyword in _UPDATES:
        told = message("%(keyword)s changes a graph; a query asks with SELECT, ASK or CONSTRUCT")
        yield _wrong(first.start, told, keyword=first.keyword)
    elif first.keyword not in _FORMS:
        near = get_close_matches(first.text.upper(), _FORMS, n=1)
        told = message("a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE, not with %(word)s")
        if near:
            told = message(
                "a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE, not with %(word)s; did you mean %(form)s?"
            )
        yield _wrong(first.start, told, word=first.text, form=near[0] if near else "")


def _selected(found: Sequence[Piece]) -> Iterator[Mistake]:
    at = next((at for at, each in enumerate(found) if each.keyword == "SELECT"), len(found)) + 1
    begun = found[at - 1] if at <= len(found) else None
    at += at < len(found) and found[at].keyword in ("DISTINCT", "REDUCED")
    first = at
    while at < len(found) and found[at].text != "{" and found[at].keyword not in ("WHERE", "FROM"):
        each = found[at]
        if each.text == ",":
            yield _wrong(each.start, message("what SELECT shows is not separated by commas, but by blanks"))
            return
        if each.kind == "word":
            told = message("%(word)s is no variable; a variable begins with a question mark: ?%(word)s")
            yield _wrong(each.start, told, word=each.text)
            return
        if each.text == "(":
            end = _end(found, at)
            if not any(inner.keyword == "AS" for inner in found[at:end]):
                yield _wrong(each.start, message("what is counted or computed needs a name: (COUNT(?x) AS ?number)"))
                return
            at = end
        at += 1
    if begun and at == first:
        yield _wrong(begun.start, message("SELECT says what to show: variables such as ?who, or * for all"))


def _end(found: Sequence[Piece], at: int) -> int:
    """The place of the bracket that closes the one ``at``; the last place where none does."""
    depth = 0
    for place in range(at, len(found)):
        depth += (found[place].kind == "open") - (found[place].kind == "close")
        if depth == 0:
            return place
    return len(found) - 1


def _keywords(found: Sequence[Piece]) -> Iterator[Mistake]:
    nothing = Piece("sign", "", found[-1].start if found else 0)
    for each, after in zip(found, (*found[1:], nothing), strict=True):
        word = each.keyword
        if word in _GROUPS and after.text != "{":
            told = message("%(keyword)s is followed by {, not by %(word)s")
            ending = message("%(keyword)s is followed by {, and here the query ends")
            yield _wrong(each.start, ending if after is nothing else told, keyword=word, word=after.text)
        elif word in ("ORDER", "GROUP") and after.keyword != "BY":
            yield _wrong(each.start, message("%(keyword)s is followed by BY: %(keyword)s BY ?x"), keyword=word)
        elif word == "BY" and (after is nothing or after.text in ("{", "}")):
            yield _wrong(each.start, message("BY is followed by variables such as ?x"))
        elif word in ("LIMIT", "OFFSET") and after.kind != "number":
            told = message("%(keyword)s is followed by a number, not by %(word)s")
            ending = message("%(keyword)s is followed by a number, and here the query ends")
            yield _wrong(each.start, ending if after is nothing else told, keyword=word, word=after.text)
        elif word == "FILTER" and after.text != "(" and after.kind not in ("word", "name", "iri"):
            told = message("FILTER is followed by a condition in brackets: %(example)s")
            yield _wrong(each.start, told, example="FILTER(?x > 3)")
        elif word == "BIND" and after.text != "(":
            yield _wrong(each.start, message("BIND is followed by a value and a name in brackets: BIND(?x + 1 AS ?y)"))


def _patterns(found: Sequence[Piece]) -> Iterator[Mistake]:
    """Patterns of more or fewer than three parts. What has quoted triples is not looked at."""
    if any(each.text == "<" and after.text == "<" for each, after in pairwise(found)):
        return
    begin = next((at for at, each in enumerate(found) if each.text == "{"), len(found))
    parts: list[str] = []  # of the pattern as far as it goes
    kept, at, whole = 0, begin, False
    end = _end(found, begin) if begin < len(found) else begin
    while at < len(found):
        each = found[at]
        if each.keyword == "SELECT":  # a query in the query
            at = next((place for place in range(at, len(found)) if found[place].text == "{"), len(found))
            continue
        if each.keyword in _MODIFIERS:  # at the end of a query in the query
            after = (place for place in range(at, len(found)) if found[place].text in "{}")
            parts, kept, at = [], 0, next(after, len(found))
            continue
        if each.text == "." and 0 < at < len(found) - 1 and _within_number(*found[at - 1 : at + 2]):
            at += 2
            continue
        if each.text in "{}." or each.text in (";", ",") or each.keyword in _BREAKS:
            if kept < len(parts) < 3 and not whole:
                told = message("a pattern has three parts: a thing, a property and a value; here stand only %(parts)s")
                yield _wrong(each.start, told, parts=" ".join(parts))
                return
            parts, whole = parts[: {";": 1, ",": 2}.get(each.text, 0)], False
            kept = len(parts)
            if each.keyword in ("GRAPH", "SERVICE"):
                at += 2 if at + 1 < len(found) and found[at + 1].keyword == "SILENT" else 1
            elif each.keyword == "VALUES":
                start = next((place for place in range(at, len(found)) if found[place].text == "{"), len(found) - 1)
                at = _end(found, start)
            elif each.keyword in ("FILTER", "BIND"):
                at = next((place for place in range(at, len(found)) if found[place].kind == "open"), len(found) - 1)
                at = _end(found, at) if found[at].text != "{" else at - 1
            elif each.text == "}" and at == end:
                return  # what comes after it is no pattern
        elif each.kind == "open":  # a list, a nameless thing, or a path in brackets
            parts.append(each.text + "…" + _OPENING[each.text])
            whole = len(parts) == 1
            at = _end(found, at)
        elif each.kind == "sign" and each.text in "/|":
            parts = parts[:-1]
        elif each.text == "^" and at + 1 < len(found) and found[at + 1].text == "^":
            at += 2  # the type of a literal
        elif each.is_term:
            if len(parts) == 3:
                yield _wrong(each.start, message("a full stop, or ; or , is missing before %(word)s"), word=each.text)
                return
            parts.append(each.text)
        at += 1


def _within_number(before: Piece, point: Piece, after: Piece) -> bool:
    return before.kind == after.kind == "number" and (before.start + len(before.text) == point.start == after.start - 1)


def _grouped(found: Sequence[Piece]) -> Iterator[Mistake]:
    start = next((at for at, each in enumerate(found) if each.keyword == "SELECT"), len(found))
    end = next((at for at in range(start, len(found)) if found[at].text == "{"), len(found))
    plain, counts, at = [], False, start
    while at < end:
        if found[at].text == "(":
            end_of_it = _end(found, at)
            counts = counts or any(each.keyword in _COUNTING for each in found[at:end_of_it])
            at = end_of_it
        elif found[at].kind == "variable":
            plain.append(found[at])
        at += 1
    by = next((at for at in range(end, len(found)) if found[at].keyword == "GROUP"), len(found))
    grouped = {each.text[1:] for each in found[by:] if each.kind == "variable"}
    missing = [each for each in plain if each.text[1:] not in grouped]
    if counts and missing:
        name = missing[0].text
        told = message("%(variable)s stands beside what is counted: add GROUP BY %(variable)s")
        yield _wrong(missing[0].start, told, variable=name)


_MISTAKES: tuple[Callable[[Sequence[Piece]], Iterator[Mistake]], ...] = (
    _quotation, _address, _brackets, _beginning, _selected, _keywords, _patterns
)  # fmt: skip
