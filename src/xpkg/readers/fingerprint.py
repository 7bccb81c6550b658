"""Tells one state of a reader from another: what of the program and around it may change the documents it makes."""

from __future__ import annotations

import ast
import hashlib
import sys
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path

from xpkg.installed import distributions
from xpkg.readers import READERS
from xpkg.readers.reader import Reader

_ROOT = Path(__file__).parent.parent
_FRAME = (_ROOT / "readers" / "__init__.py", _ROOT / "readers" / "reader.py")


@lru_cache(maxsize=len(READERS))
def fingerprint(reader: Reader) -> str:
    """A digest of the reader's name, version and code, and of what is installed that it may use.

    Where a reader has others read what is inside a file, theirs counts as well.
    """
    concerned = READERS if reader.opens else (reader,)
    told = [sys.version, *distributions()]
    for each in concerned:
        told += each.described(), each.besides()
    found = hashlib.sha256("\0".join(told).encode("utf-8", "surrogateescape"))
    for path in sorted(_reached({sys.modules[each.read.__module__].__file__ or "" for each in concerned})):
        found.update(f"{path.relative_to(_ROOT)}\0".encode() + _digest(path))
    return found.hexdigest()


def _reached(modules: Iterable[str]) -> set[Path]:
    """The files of the program that those of ``modules`` import, and theirs in turn, with the data beside them."""
    found: set[Path] = set()
    waiting = [*map(Path, modules), *_FRAME]
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            # What the frame imports are the readers, of which each counts for itself.
            waiting += [] if path in _FRAME else _imported(path)
    return found | {data for place in {path.parent for path in found} for data in _data(place)}


def _data(place: Path) -> Iterator[Path]:
    yield from (path for path in place.iterdir() if path.is_file() and path.suffix != ".py")


@cache
def _imported(path: Path) -> tuple[Path, ...]:
    """The files of the program's modules that the module at ``path`` names in its imports."""
    names: list[str] = []
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.ImportFrom) and node.module:
            names += (node.module, *(f"{node.module}.{alias.name}" for alias in node.names))
        elif isinstance(node, ast.Import):
            names += (alias.name for alias in node.names)
    return tuple(each for name in names if name.startswith("xpkg.") and (each := _file(name)))


def _file(module: str) -> Path | None:
    """Where ``module`` stands; None for what is no module but a name in one."""
    place = _ROOT.joinpath(*module.split(".")[1:])
    return next((each for each in (place.with_suffix(".py"), place / "__init__.py") if each.is_file()), None)


@cache
def _digest(path: Path) -> bytes:
    return hashlib.sha256(path.read_bytes()).digest()
