"""Turns overlapping marks over a text into a tree of nested pieces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of the text to mark (code points, end exclusive).

    ``names`` are its CSS classes, ``title`` is its tooltip, ``href`` makes it a link. ``passage`` says that a link to
    its characters leads here. Of marks over the same characters the one with the lower ``rank`` is the outer.
    """

    start: int
    end: int
    names: tuple[str, ...] = ()
    href: str | None = None
    title: str = ""
    rank: int = 0
    passage: bool = True
    notes: tuple[tuple[str, str, str], ...] = ()  # address, class and label of the links after the mark


@dataclass(slots=True)
class Node:
    """A piece of a mark with its content: text and nested pieces. ``first``: the mark begins here."""

    mark: Mark
    start: int
    end: int
    first: bool
    parts: list[str | Node] = field(default_factory=list)
    last: bool = False  # the mark ends here
    led: frozenset[str] = frozenset()  # targets of the nested links: HTML has no link in a link, so the inner one stays

    @property
    def fragment(self) -> str:
        """The id of the mark as the target of links; empty for its later pieces."""
        return f"char={self.mark.start},{self.mark.end}" if self.first and self.mark.passage else ""


def nest_marks(text: str, start: int, end: int, marks: Iterable[Mark]) -> list[str | Node]:
    """The characters ``start`` to ``end`` of ``text`` with ``marks`` over them, as a tree.

    A mark that begins inside another and ends outside is split at the end of the other. Marks are cut at ``start`` and
    ``end``. The tree has all characters, once and in order.
    """
    cut = sorted(_clipped(marks, start, end), key=lambda node: (node.start, -node.end, node.mark.rank))
    root: list[str | Node] = []
    open_nodes: list[Node] = []
    at = start
    waiting = cut[::-1]
    while waiting:
        node = waiting.pop()
        while open_nodes and open_nodes[-1].end <= node.start:
            at = _close(text, open_nodes, root, at)
        if open_nodes and node.end > open_nodes[-1].end:
            edge = open_nodes[-1].end
            _put_back(waiting, Node(node.mark, edge, node.end, first=False, last=node.last))
            node = Node(node.mark, node.start, edge, node.first)
        parts = open_nodes[-1].parts if open_nodes else root
        if node.start > at:
            parts.append(text[at : node.start])
            at = node.start
        parts.append(node)
        open_nodes.append(node)
    while open_nodes:
        at = _close(text, open_nodes, root, at)
    if at < end:
        root.append(text[at:end])
    return root


def _clipped(marks: Iterable[Mark], start: int, end: int) -> Iterator[Node]:
    for mark in marks:
        if mark.start < end and mark.end > start:
            whole = (mark.start >= start, mark.end <= end)
            yield Node(mark, max(mark.start, start), min(mark.end, end), first=whole[0], last=whole[1])


def _close(text: str, open_nodes: list[Node], root: list[str | Node], at: int) -> int:
    node = open_nodes.pop()
    if node.end > at:
        node.parts.append(text[at : node.end])
        at = node.end
    if open_nodes:
        own = {node.mark.href} if node.mark.href else set()
        open_nodes[-1].led |= node.led | own | {address for address, _, _ in node.mark.notes}
    return at


def _put_back(waiting: list[Node], rest: Node) -> None:
    # ``waiting`` is in reverse order: the next node is its last.
    index = len(waiting)
    key = (rest.start, -rest.end, rest.mark.rank)
    while index and (waiting[index - 1].start, -waiting[index - 1].end, waiting[index - 1].mark.rank) < key:
        index -= 1
    waiting.insert(index, rest)
