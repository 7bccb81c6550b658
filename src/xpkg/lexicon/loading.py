"""Loads a table of the lexicon into checked, frozen rows; an error in a table is reported with its file and line."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, TypeVar, get_args, get_origin, get_type_hints

from xpkg.errors import LexiconError

Row = TypeVar("Row")
_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class OneOf:
    """What a field's type is annotated with where its words are known only when the program runs."""

    known: Callable[[], Collection[str]]


def load(table: str, row: type[Row], *, key: Sequence[str] = ()) -> tuple[Row, ...]:
    """The rows of ``table`` ("kinship"), in the order of its file, each an instance of the frozen dataclass ``row``.

    The fields of ``row`` are the columns, by name. A cell is read as its field's type says. That is str, int, bool
    ("yes" or nothing), a StrEnum, or one of these or None (for nothing). Parted by blanks, it is a tuple or frozenset
    of str or of a StrEnum. A line that begins with "#" is a comment.

    ``key`` names the columns that together identify a row. The first of them may not be empty. Without
    ``key``, that is the first field.

    Raises LexiconError, whose message begins with file and line. Causes are a column too many, missing or twice, and
    a row with too many or too few cells. So are a value that is not of its column's type, and a key that is empty or
    an earlier row's.
    """
    return read(_FOLDER / f"{table}.tsv", row, key=key)


def read(path: Path, row: type[Row], *, key: Sequence[str] = ()) -> tuple[Row, ...]:
    """The rows of the table at ``path``; see ``load``."""
    types = get_type_hints(row, include_extras=True)
    columns = [field.name for field in fields(row)]  # type: ignore[arg-type]  # a type variable cannot say "dataclass"
    # Few combinations of traits stand in many rows: each is read once.
    readers = {name: cache(_reader(types[name])) for name in columns}
    keys = tuple(key) or (columns[0],)
    header: list[str] = []
    found: list[Row] = []
    lines: dict[tuple[str, ...], int] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line or line.startswith("#"):
            continue
        where = f"{path.name}:{number}"
        cells = line.split("\t")
        if not header:
            header = _checked_header(cells, columns, where)
            continue
        if len(cells) != len(header):
            raise LexiconError(f"{where}: {len(cells)} cells for {len(header)} columns")
        named = dict(zip(header, cells, strict=True))
        own = tuple(named[name] for name in keys)
        if not own[0]:
            raise LexiconError(f"{where}: no {keys[0]}")
        if own in lines:
            raise LexiconError(f"{where}: {' '.join(filter(None, own))!r} stands in line {lines[own]}, too")
        lines[own] = number
        values: dict[str, Any] = {}
        for name, cell in named.items():
            try:
                values[name] = readers[name](cell)
            except ValueError as error:
                raise LexiconError(f"{where}: {name}: {error}") from None
        found.append(row(**values))
    if not header:
        raise LexiconError(f"{path.name}:1: no line that names the columns")
    return tuple(found)


def _checked_header(cells: Sequence[str], columns: Sequence[str], where: str) -> list[str]:
    for name in cells:
        if name not in columns:
            raise LexiconError(f"{where}: unknown column {name!r}; known: {', '.join(columns)}")
    for name in columns:
        if cells.count(name) != 1:
            raise LexiconError(f"{where}: column {name!r} stands there {cells.count(name)} times, not once")
    return list(cells)


def _reader(kind: Any) -> Callable[[str], Any]:
    """What makes a value of the type ``kind`` of a cell. Raises TypeError for a type that no cell can hold."""
    if get_origin(kind) in {tuple, frozenset}:
        one = _reader(get_args(kind)[0])
        return (
            (lambda cell: tuple(_each(one, cell))) if get_origin(kind) is tuple else lambda cell: _distinct(one, cell)
        )
    if get_origin(kind) is Annotated:
        members = {word: word for each in kind.__metadata__ if isinstance(each, OneOf) for word in each.known()}
        return lambda cell: _member(members, cell)
    if kind is str:
        return str
    if kind is int:
        return _number
    if kind is bool:
        return _yes
    if get_origin(kind) is UnionType and get_args(kind)[1:] == (type(None),):
        given = _reader(get_args(kind)[0])
        return lambda cell: given(cell) if cell else None
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        traits = {member.value: member for member in kind}
        return lambda cell: _member(traits, cell)
    raise TypeError(f"no cell of a table holds {kind}")


def _each(one: Callable[[str], Any], cell: str) -> list[Any]:
    words = cell.split(" ") if cell else []
    if "" in words:
        raise ValueError(f"a blank too many in {cell!r}")
    return [one(word) for word in words]


def _distinct(one: Callable[[str], Any], cell: str) -> frozenset[Any]:
    values = _each(one, cell)
    for value in values:
        if values.count(value) > 1:
            raise ValueError(f"{str(value)!r} stands there twice")
    return frozenset(values)


def _number(cell: str) -> int:
    if not cell.isdecimal():
        raise ValueError(f"{cell!r} is no number")
    return int(cell)


def _yes(cell: str) -> bool:
    if cell not in {"yes", ""}:
        raise ValueError(f"{cell!r} is neither 'yes' nor empty")
    return bool(cell)


def _member(members: Mapping[str, str], cell: str) -> str:
    if cell not in members:
        raise ValueError(f"unknown {cell!r}; known: {', '.join(sorted(members))}")
    return members[cell]
