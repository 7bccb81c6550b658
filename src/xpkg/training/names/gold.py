"""Reads the names in a treebank whose words carry entities, as UD English GUM has them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from xpkg.lexicon import closed_classes, name_particles, titles
from xpkg.training.names.marked import Marked, Name, without_overlap

_PROPER = frozenset({"NNP", "NNPS"})
_COMMON = frozenset({"NN", "NNS"})
_JOINING = (
    closed_classes.having(closed_classes.Trait.PREPOSITION, closed_classes.Trait.ARTICLE)
    | name_particles.having(name_particles.Trait.PARTICLE)
    | {"and", "'s", "’s", "-", "–", "&"}
)
_KINDS = {"person": "person", "organization": "organization", "place": "place", "event": "event", "time": ""}
"""The kinds of GUM that are ours by another name; those not here are ``other``."""
_MARK = re.compile(r"\(([^()]+)\)|\(([^()]+?)(?=\(|\||$|\d+\))|(\d+)\)")
_TITLES = titles.titles_before_names() | frozenset(titles.forms_of_address())


class Row(NamedTuple):
    """A word of the treebank; ``head`` is the place of its head in the sentence, -1 for the root's."""

    word: str
    xpos: str
    head: int
    relation: str
    misc: str


class Entity(NamedTuple):
    """Words ``first`` to ``last`` (exclusive) with GUM's kind and the title of the article they are linked to."""

    first: int
    last: int
    kind: str
    link: str


def read_gold(paths: Iterable[Path]) -> Iterator[Marked]:
    """The sentences of CoNLL-U files with the names among their entities."""
    for path in paths:
        for block in path.read_text(encoding="utf-8").split("\n\n"):
            cells = [line.split("\t") for line in block.split("\n") if line and not line.startswith("#")]
            rows = [Row(row[1], row[4], int(row[6]) - 1, row[7], row[9]) for row in cells if row[0].isdecimal()]
            if rows:
                yield _marked(rows)


def _marked(rows: Sequence[Row]) -> Marked:
    entities = list(find_entities(rows))
    places = [(each.first, each.last) for each in entities if each.kind in ("place", "organization")]
    found = [name for each in entities if (name := _name(rows, each, places)) is not None]
    names = without_overlap(found)
    inside = {at for name in names for at in range(name.first, name.last)}
    timed = {at for each in entities if each.kind == "time" for at in range(each.first, each.last)}
    # a capital that no entity explains: an adjective ("Afghan"), a title, or a name that was passed over
    doubtful = frozenset(
        at
        for at, row in enumerate(rows)
        if at not in inside and at not in timed and row.word not in _TITLES
        and (row.xpos in _PROPER or (row.xpos == "JJ" and row.word[0].isupper() and at))
    )  # fmt: skip
    return Marked(tuple(row.word for row in rows), names, doubtful, gold=True)


def find_entities(rows: Sequence[Row]) -> Iterator[Entity]:
    """The entities whose beginnings and ends the last column tells."""
    waiting: list[tuple[int, list[str]]] = []
    for at, row in enumerate(rows):
        marks = next((part[7:] for part in row.misc.split("|") if part.startswith("Entity=")), "")
        for match in _MARK.finditer(marks):
            whole, begins, ends = match.groups()
            if whole or begins:
                fields = (whole or begins).split("-", 7)
                if whole:
                    yield _entity(at, at + 1, fields)
                else:
                    waiting.append((at, fields))
                continue
            for number in range(len(waiting) - 1, -1, -1):
                first, fields = waiting[number]
                if fields[0] == ends:
                    del waiting[number]
                    yield _entity(first, at + 1, fields)
                    break


def _entity(first: int, last: int, fields: Sequence[str]) -> Entity:
    return Entity(first, last, fields[1], unquote(fields[7]) if len(fields) > 7 else "")


def _name(rows: Sequence[Row], entity: Entity, places: Sequence[tuple[int, int]]) -> Name | None:
    first, last, kind, link = entity
    kind = _KINDS.get(kind, "other")
    if not kind:
        return None
    head = next((at for at in range(first, last) if not first <= rows[at].head < last), first)
    shown = {word.lower() for word in re.split(r"[\W_]+", link)}
    if rows[head].xpos in _COMMON:
        beside = head + 1
        led = beside < last and rows[beside].xpos in _PROPER and rows[beside].relation in ("flat", "appos")
        if led and rows[beside].head == head:
            head = beside
        elif not (link and rows[head].word.lower() in shown and rows[head].word[0].isupper()):
            return None
    elif rows[head].xpos not in _PROPER:
        return None
    begin, end = _widened(rows, entity, head, shown)
    if kind == "person":
        begin = _past_titles(rows, begin, end, places)
        if begin == end:
            return None
        if rows[head].xpos == "NNPS":
            kind = "group"
    elif rows[begin].word in ("The", "the") and end - begin > 1:
        begin += 1
    if not rows[begin].word[0].isalpha() and kind != "other":
        return None
    return Name(begin, end, kind)


def _widened(rows: Sequence[Row], entity: Entity, head: int, shown: set[str]) -> tuple[int, int]:
    """The row of proper nouns round ``head``, over small words where the link or the kind speaks for them."""

    def inner(at: int) -> bool:
        row = rows[at]
        return row.xpos in _PROPER or (row.word[0].isupper() and row.word.lower() in shown and row.xpos != "DT")

    def joins(at: int) -> bool:
        word = rows[at].word.lower()
        if word not in _JOINING or (entity.kind == "person" and word in ("&", "and")):
            return False
        tight = word in ("-", "–", "&") or word in shown
        return tight or (entity.kind == "organization" and not entity.link) or (word in ("'s", "’s") and bool(shown))

    begin, end = head, head + 1
    while True:
        if begin > entity.first and inner(begin - 1):
            begin -= 1
        elif begin - 1 > entity.first and joins(begin - 1) and inner(begin - 2):
            begin -= 2
        elif end < entity.last and inner(end):
            end += 1
        elif end + 1 < entity.last and joins(end) and inner(end + 1):
            end += 2
        elif end + 2 < entity.last and joins(end) and joins(end + 1) and inner(end + 2):
            end += 3
        else:
            return begin, end


def _past_titles(rows: Sequence[Row], begin: int, end: int, places: Sequence[tuple[int, int]]) -> int:
    """Where the name of a person begins behind titles and the places and bodies that stand before it."""
    while begin < end:
        ends = [last for first, last in places if first == begin and last < end]
        if rows[begin].word.rstrip(".") in _TITLES or rows[begin].word in _TITLES:
            begin += 1
        elif ends:
            begin = max(ends)
        else:
            break
    return begin
