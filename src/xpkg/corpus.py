"""Reads text files and what the manifest records about them into sources."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

from xpkg.errors import InputError
from xpkg.model import Metadata, Source

MANIFEST = "manifest.toml"
_BOM = "\ufeff"


def read_corpus(paths: Iterable[Path]) -> tuple[tuple[Source, ...], tuple[InputError, ...]]:
    """The sources under ``paths`` (``.txt`` files, or folders of them), by name, and what could not be read.

    A folder's ``manifest.toml`` has a table for each file. A source's name is the file's path in its folder without
    the suffix. A file that fails is left out and reported; so is a second file of the same text or the same name.
    """
    sources: dict[str, Source] = {}
    problems: list[InputError] = []
    texts: dict[str, str] = {}
    for path, root in sorted(set(_files(paths, problems))):
        try:
            source = read_source(path, root)
        except InputError as error:
            problems.append(error)
            continue
        if source.sha256 in texts:
            problems.append(InputError(f"{path}: the same text as {texts[source.sha256]!r}; left out"))
        elif source.name in sources:
            problems.append(InputError(f"{path}: another source is named {source.name!r}; rename one; left out"))
        else:
            sources[source.name] = source
            texts[source.sha256] = source.name
    return tuple(sources[name] for name in sorted(sources)), tuple(problems)


def _files(paths: Iterable[Path], problems: list[InputError]) -> Iterable[tuple[Path, Path]]:
    for path in paths:
        if path.is_dir():
            inside = [(file, path) for file in path.rglob("*.txt") if file.is_file()]
            if not inside:
                problems.append(InputError(f"{path}: no .txt file in this folder"))
            yield from inside
        elif path.is_file():
            yield path, path.parent
        else:
            problems.append(InputError(f"{path}: no such file or folder"))


def read_source(path: Path, root: Path) -> Source:
    """The source in the file ``path`` of the folder ``root``. Raises InputError, saying where, if it is no text."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from error
    if b"\0" in data:
        raise InputError(f"{path}: byte {data.index(0)} is NUL: a binary file, or UTF-16; save it as UTF-8 text")
    try:
        text = data.decode("utf-8").removeprefix(_BOM)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(f"{path}, line {line}, byte {error.start}: not UTF-8; save the file as UTF-8") from error
    if not text.strip():
        raise InputError(f"{path}: the file is empty")
    name = path.relative_to(root).with_suffix("").as_posix()
    metadata = _metadata(path, root) or Metadata(_title(text, path))
    return Source(name, text, hashlib.sha256(text.encode()).hexdigest(), metadata)


def _title(text: str, path: Path) -> str:
    first: Sequence[str] = text.strip().splitlines()[0].strip()
    return str(first) if len(first) <= 120 else path.stem


def _metadata(path: Path, root: Path) -> Metadata | None:
    manifest = root / MANIFEST
    if not manifest.is_file():
        return None
    try:
        tables = tomllib.loads(manifest.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{manifest}: {error}") from error
    table = tables.get(path.relative_to(root).as_posix())
    if table is None:
        return None
    known = {field.name for field in fields(Metadata)}
    unknown = sorted(set(table) - known)
    if unknown or "title" not in table:
        fault = f"unknown key {unknown[0]!r}" if unknown else "no title"
        raise InputError(f"{manifest}, table {path.name!r}: {fault}; the keys are {', '.join(sorted(known))}")
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in table.items()}
    wrong = [k for k, v in values.items() if not isinstance(v, tuple if k == "creators" else str)]
    if wrong:
        due = "a list" if wrong[0] == "creators" else "text in quotation marks"
        raise InputError(f"{manifest}, table {path.name!r}: {wrong[0]!r} is not {due}")
    return Metadata(**values)
