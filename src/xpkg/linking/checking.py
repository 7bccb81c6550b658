"""Finds links whose item has gone: merged into another, deleted, or of another kind than the thing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from xpkg.folding import folded
from xpkg.linking.comparison import MEANT_FOR
from xpkg.linking.index.lookup import found, now
from xpkg.model import Kind, Link

_ITEM = "http://www.wikidata.org/entity/Q"


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with a link, in words."""

    link: Link
    what: str


def check_links(connection: sqlite3.Connection, links: Iterable[Link]) -> Iterator[Finding]:
    """What the index says against ``links``; one that it has nothing against is passed over.

    An item that is missing may be deleted, or of a class that the index leaves out. A name is told where no name of the
    item is the thing's: the item may have become another.
    """
    for link in links:
        if not link.object.startswith(_ITEM) or link.negated:
            continue
        number = int(link.object.removeprefix(_ITEM))
        if (left := now(connection, number)) != number:
            yield Finding(link, f"merged into Q{left}")
            continue
        item = found(connection, number)
        if item is None:
            yield Finding(link, "not in the index: deleted, or left out of it")
            continue
        named = link.subject.partition("/")[0]
        kind = MEANT_FOR.get(Kind(named)) if named in {*Kind} else MEANT_FOR[Kind.EVENT]
        if item.kinds and kind not in item.kinds:
            yield Finding(link, f"of another kind: {', '.join(sorted(item.kinds))}")
        elif link.subject_label and folded(link.subject_label) not in {folded(name) for name in item.names}:
            yield Finding(link, f"called otherwise: {item.label}")
