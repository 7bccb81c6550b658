"""Finds regular expressions that can take a time exponential in the length of a text.

A backtracking matcher tries every way in which a text can be read. Where one place of the expression can be left and
reached again by two ways over the same characters, the ways double with each round: ``(a+)+``, ``(a|ab?)*``. Such a
place is looked for in the product of the position automaton (Glushkov's) with itself: Weideman et al., Analyzing
Matching Time Behavior of Backtracking Regular Expression Matchers by Using Ambiguity of NFA, 2016.

Assertions are taken for nothing, so that more is found than there is. What is atomic or possessive is left by no
second way: it is looked at by itself. A repetition of at most a few is unrolled by nobody; from ``MANY`` on it counts
as one without end, since C(1000, 8) ways are no better than 2^1000.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from re import _constants as op  # type: ignore[attr-defined]  # isort: skip  # CPython's own, the same from 3.11 on
from re import _parser as parser  # type: ignore[attr-defined]  # isort: skip

MANY = 4
"""Times from which on a bounded repetition counts as one without end."""
_ALPHABET = "aAzZ5 \n\t.,;:!?'’\"“”‘()[]{}-–—_$£%&#@/\\|*+=<>^~`éßЖ習\u00a0\u200b"
_OTHER = "\ue000"
"""Stands for all characters that the expression does not tell apart."""


@dataclass(slots=True)
class _Part:
    """A part of an expression: the positions at which it can begin and end; ``empty`` where it may match nothing."""

    first: tuple[int, ...] = ()
    last: tuple[int, ...] = ()
    empty: bool = True


@dataclass(slots=True)
class _Automaton:
    """``takes`` are the characters of each position, ``ways`` the number of ways from one to the next."""

    flags: int
    alphabet: frozenset[str]
    many: int = MANY
    takes: list[frozenset[str]] = field(default_factory=list)
    ways: Counter[tuple[int, int]] = field(default_factory=Counter)
    atoms: list[Sequence[Any]] = field(default_factory=list)

    def add(self, characters: frozenset[str]) -> _Part:
        self.takes.append(characters)
        return _Part((len(self.takes) - 1,), (len(self.takes) - 1,), False)

    def join(self, left: _Part, right: _Part) -> _Part:
        self.ways.update((a, b) for a in left.last for b in right.first)
        return _Part(
            left.first + right.first if left.empty else left.first,
            right.last + left.last if right.empty else right.last,
            left.empty and right.empty,
        )

    def row(self, items: Sequence[Any]) -> _Part:
        whole = _Part()
        for item in items:
            whole = self.join(whole, self.part(item))
        return whole

    def part(self, item: tuple[Any, Any]) -> _Part:
        kind, value = item
        if kind in (op.LITERAL, op.NOT_LITERAL, op.IN, op.ANY):
            return self.add(self.characters(kind, value))
        if kind is op.SUBPATTERN:
            return self.row(value[3])
        if kind is op.BRANCH:
            rows = [self.row(each) for each in value[1]]
            return _Part(
                tuple(at for row in rows for at in row.first),
                tuple(at for row in rows for at in row.last),
                any(row.empty for row in rows),
            )
        if kind in (op.MAX_REPEAT, op.MIN_REPEAT):
            return self.repeated(*value)
        if kind in (op.POSSESSIVE_REPEAT, op.ATOMIC_GROUP):
            inside = value[2] if kind is op.POSSESSIVE_REPEAT else value
            self.atoms.append(inside)
            atom = self.add(frozenset((chr(0xF0000 + len(self.takes)),)))  # like no other
            return _Part(atom.first, atom.last, kind is op.POSSESSIVE_REPEAT and value[0] == 0)
        if kind in (op.ASSERT, op.ASSERT_NOT):
            self.atoms.append(value[1])
        elif kind not in (op.AT, op.GROUPREF, op.GROUPREF_EXISTS, op.FAILURE):
            raise ValueError(f"this Python's parser tells of {kind}, which is not known here")
        return _Part()

    def repeated(self, low: int, high: int, items: Sequence[Any]) -> _Part:
        part = self.row(items)
        if high >= self.many:
            self.ways.update((a, b) for a in part.last for b in part.first)
        return _Part(part.first, part.last, part.empty or low == 0)

    def characters(self, kind: Any, value: Any) -> frozenset[str]:
        if kind is op.ANY:
            return self.alphabet
        if kind is op.IN:
            negated = value[0][0] is op.NEGATE
            found = frozenset().union(*(self.characters(*each) for each in value[negated:]))
            return self.alphabet - found if negated else found
        if kind is op.NOT_LITERAL:
            return self.alphabet - self.characters(op.LITERAL, value)
        if kind is op.LITERAL:
            return self.folded({chr(value)})
        if kind is op.RANGE:
            return self.folded({each for each in self.alphabet if value[0] <= ord(each) <= value[1]})
        tests: dict[str, Callable[[str], bool]] = {"DIGIT": str.isdecimal, "SPACE": str.isspace, "WORD": _is_word}
        name = str(value).removeprefix("CATEGORY_")
        test = tests[name.removeprefix("NOT_")]
        return frozenset(each for each in self.alphabet if test(each) is not name.startswith("NOT_"))

    def folded(self, characters: set[str]) -> frozenset[str]:
        if self.flags & re.IGNORECASE:
            characters = characters | {each.lower() for each in characters} | {each.upper() for each in characters}
        return frozenset(characters) & self.alphabet


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def is_exponential(pattern: str, flags: int = 0) -> bool:
    """Whether some text may take a time exponential in its length.

    >>> [is_exponential(each) for each in (r"(?:a+)+b", r"(?:[.!?]|\\.\\.\\.)+x", r"(?:\\w+\\s?){0,9}x")]
    [True, True, True]
    >>> [is_exponential(each) for each in (r"(?:a+ )+b", r"(?:a++)+b", r"(?:\\w+\\s){0,9}x", r"(?:(?>\\w+)\\s?)*x")]
    [False, False, False, False]
    """
    return any(_doubles(each) for each in _automata(pattern, flags))


def is_polynomial(pattern: str, flags: int = 0) -> bool:
    """Whether some text may take the square of its length, or more, from one place on: two repetitions without end,
    one behind the other, that may share the same characters in many ways.

    >>> [is_polynomial(each) for each in (r"\\s*\\n\\s*x", r".*?x.*?y", r"(?:\\w+ )*(?:a )*b", r"\\w+\\w*x")]
    [True, True, True, True]
    >>> [is_polynomial(each) for each in (r"\\d+\\s+x", r"\\s*+\\n\\s*x", r"\\w{1,9}\\w{1,9}x", r"[^x]*x[^x]*y")]
    [False, False, False, False]
    """
    return any(_shares(each) for each in _automata(pattern, flags, many=int(parser.MAXREPEAT)))


def _automata(pattern: str, flags: int, many: int = MANY) -> Iterator[_Automaton]:
    """The automaton of the whole, and of each atomic part, which is matched by itself."""
    tree = parser.parse(pattern, flags)
    alphabet = frozenset(_ALPHABET) | frozenset(_told(tree.data)) | {_OTHER}
    waiting, seen = [tree], 0
    while seen < len(waiting):
        automaton = _Automaton(tree.state.flags, alphabet, many=many)
        automaton.row(waiting[seen])
        yield automaton
        waiting += automaton.atoms
        seen += 1


def _shares(automaton: _Automaton) -> bool:
    """Whether two places p and q have a word that leads from p to p, from p to q and from q to q (Weber and Seidl)."""
    after: dict[int, list[int]] = defaultdict(list)
    for a, b in automaton.ways:
        after[a].append(b)
    ring = _rings(after)
    reach = {p: _reached([p], lambda a: after.get(a, ())) for p in ring}
    takes = automaton.takes
    for p in ring:
        for q in reach[p] & ring.keys():
            if ring[q] == ring[p] or not takes[p] & takes[q]:
                continue

            def step(three: tuple[int, int, int], p: int = p, q: int = q) -> Iterator[tuple[int, int, int]]:
                for a in (each for each in after[three[0]] if ring.get(each) == ring[p]):
                    for c in (each for each in after[three[2]] if ring.get(each) == ring[q] and takes[a] & takes[each]):
                        yield from ((a, b, c) for b in after[three[1]] if takes[a] & takes[b] & takes[c])

            if (p, q, q) in _reached([(p, p, q)], step):
                return True
    return False


def _reached(starts: list[Any], step: Callable[[Any], Iterable[Any]]) -> set[Any]:
    found: set[Any] = set()
    while starts:
        for each in step(starts.pop()):
            if each not in found:
                found.add(each)
                starts.append(each)
    return found


def _told(items: Any) -> Iterator[str]:
    """The characters that an expression names, in both cases."""
    if isinstance(items, tuple) and len(items) == 2 and items[0] in (op.LITERAL, op.NOT_LITERAL):
        yield from {chr(items[1]), chr(items[1]).lower()[0], chr(items[1]).upper()[0]}
    elif isinstance(items, tuple) and len(items) == 2 and items[0] is op.RANGE:
        yield from map(chr, items[1])
    elif isinstance(items, (list, tuple, parser.SubPattern)):
        for each in items:
            yield from _told(each)


def _doubles(automaton: _Automaton) -> bool:
    after: dict[int, list[int]] = defaultdict(list)
    for a, b in automaton.ways:
        after[a].append(b)
    ring = _rings(after)
    inner = {a: [b for b in then if a in ring and ring[a] == ring.get(b)] for a, then in after.items()}
    if any(ways > 1 and b in inner.get(a, ()) for (a, b), ways in automaton.ways.items()):
        return True
    takes = automaton.takes
    pairs: dict[tuple[int, int], list[tuple[int, int]]] = {}
    waiting = [(a, a) for a, then in inner.items() if then]
    while waiting:
        pair = waiting.pop()
        if pair not in pairs:
            pairs[pair] = [(a, b) for a in inner[pair[0]] for b in inner[pair[1]] if a == b or takes[a] & takes[b]]
            waiting += pairs[pair]
    together = _rings(pairs)
    same = {together[pair] for pair in pairs if pair[0] == pair[1] and pair in together}
    return any(a != b and together.get((a, b)) in same for a, b in pairs if (a, b) in together)


def _rings(after: dict[Any, list[Any]]) -> dict[Any, int]:
    """The number of the strongly connected component of each node that lies on a cycle: Tarjan's algorithm."""
    index: dict[Any, int] = {}
    low: dict[Any, int] = {}
    stack: list[Any] = []
    held: set[Any] = set()
    ring: dict[Any, int] = {}
    for root in list(after):
        if root in index:
            continue
        work = [(root, iter(after.get(root, ())))]
        index[root] = low[root] = len(index)
        stack.append(root)
        held.add(root)
        while work:
            node, rest = work[-1]
            for other in rest:
                if other not in index:
                    index[other] = low[other] = len(index)
                    stack.append(other)
                    held.add(other)
                    work.append((other, iter(after.get(other, ()))))
                    break
                if other in held:
                    low[node] = min(low[node], index[other])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    members: list[Any] = []
                    while not members or members[-1] != node:
                        members.append(stack.pop())
                        held.discard(members[-1])
                    if len(members) > 1 or node in after.get(node, ()):
                        ring.update(dict.fromkeys(members, index[node]))
    return ring
