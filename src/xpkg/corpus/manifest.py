"""Reads what a corpus records about its texts: ``manifest.toml``, a table a file."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

from xpkg.edtf import bounds
from xpkg.errors import InputError
from xpkg.iris import is_web_address
from xpkg.model import Metadata

MANIFEST = "manifest.toml"
_LARGEST = 10_000_000  # bytes of the file
_LONGEST = 2_000  # characters of a value
_SHOWN = 60  # characters of a value in a warning
_KEYS = tuple(field.name for field in fields(Metadata))
_BCP47 = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_TIME_OF_DAY = re.compile(r"(?<=\d)[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d(:?\d\d)?)?(?=/|$)", re.I)


@dataclass(frozen=True, slots=True)
class Manifest:
    """The tables of a manifest by the file they are about, and where it stands, for warnings.

    ``stray`` are the keys that stand outside the tables, where they are about no file.
    """

    path: Path
    tables: Mapping[str, Mapping[str, Any]]
    lines: tuple[str, ...]
    stray: tuple[str, ...] = ()

    def fault(self, name: str, why: str) -> str:
        """A line about the table ``name``, with the number of its line."""
        header = re.compile(rf"\s*\[\s*([\"']?){re.escape(name)}\1\s*\]")
        line = next((number for number, line in enumerate(self.lines, start=1) if header.match(line)), None)
        return f"{self.path}{f', line {line}' if line else ''}, table {_shown(name)}: {why}"

    def fields(self, name: str) -> tuple[str, ...]:
        """The fields that are recorded about the file ``name``."""
        return tuple(key for key in self.tables.get(name, ()) if key in _KEYS)

    def metadata(self, name: str, otherwise: Metadata) -> tuple[Metadata, tuple[str, ...]]:
        """What is recorded about the file ``name``, and a warning for each field that is ignored.

        ``otherwise`` is what is known of the file without the manifest; it stands where nothing good is recorded.
        """
        table = self.tables.get(name)
        if table is None:
            return otherwise, ()
        values: dict[str, Any] = {key: getattr(otherwise, key) for key in _KEYS}
        warnings = []
        for key, value in table.items():
            if key not in _KEYS:
                warnings.append(f"unknown key {_shown(key)} ignored; the keys are {', '.join(_KEYS)}")
                continue
            try:
                values[key] = read_field(key, value)
            except ValueError as error:
                warnings.append(f"{key!r} ignored: {error}")
        if "title" not in table:
            warnings.append(f"no title; it is called {_shown(otherwise.title)}")
        return Metadata(**values), tuple(self.fault(name, each) for each in warnings)


def read_manifest(path: Path) -> Manifest:
    """The manifest in the file ``path``. Raises InputError, with the line, when it is no TOML."""
    try:
        if path.stat().st_size > _LARGEST:
            raise InputError(f"{path}: more than {_LARGEST:,} bytes; split the folder")
        text = path.read_text("utf-8")
        read = tomllib.loads(text)
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from error
    except RecursionError as error:
        raise InputError(f"{path}: a value is nested too deep; no key needs more than a list") from error
    except ValueError as error:  # no TOML, no UTF-8, or a number of thousands of digits
        raise InputError(f"{path}: {error}") from error
    tables = {name: table for name, table in read.items() if isinstance(table, dict)}
    return Manifest(path, tables, tuple(text.splitlines()), tuple(name for name in read if name not in tables))


def read_field(field: str, value: object) -> Any:
    """``value`` as the metadata has the field ``field``. Raises ValueError, saying why, where it is not fit."""
    return _READ.get(field, _words)(value)


def _words(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f"not text in quotation marks: {_shown(value)}")
    if not value.strip():
        raise ValueError("it is empty")
    if len(value) > _LONGEST:
        raise ValueError(f"{len(value):,} characters; {_LONGEST:,} at most")
    return value


def _names(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueError(f'not a list of texts in quotation marks, like ["Jane Doe"]: {_shown(value)}')
    if len(value) > _LONGEST:
        raise ValueError(f"{len(value):,} names; {_LONGEST:,} at most")
    return tuple(map(_words, value))


def _language(value: object) -> str:
    if not _BCP47.fullmatch(tag := _words(value)):
        raise ValueError(f"no language tag like 'en': {_shown(tag)}")
    return tag


def _url(value: object) -> str:
    if not is_web_address(address := _words(value)):
        raise ValueError(f"no http(s) address: {_shown(address)}")
    return address


def _issued(value: object) -> str:
    """The day or days, without the time of day: dates in a text are counted from the day on which it came out."""
    # Both of TOML's own kinds, a date and a date with a time.
    written = value.isoformat() if isinstance(value, date) else _words(value).strip()
    day = _TIME_OF_DAY.sub("", written)
    try:
        bounds(day)
    except ValueError as error:
        raise ValueError(f"no date like '2019-11-16' or '2019-11' (EDTF): {_shown(written)}") from error
    return day


_READ: dict[str, Callable[[object], Any]] = {
    "creators": _names, "issued": _issued, "language": _language, "url": _url, "retrieved": _issued,
}  # fmt: skip


def _shown(value: object) -> str:
    """``value`` as far as a line has room for it."""
    try:
        words = repr(value)
    except (RecursionError, ValueError):
        return "a value too deep or too long to show"
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"
