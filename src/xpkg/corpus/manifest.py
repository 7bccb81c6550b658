"""Reads what a corpus records about its texts: ``manifest.toml``, a table a file."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from xpkg.errors import InputError
from xpkg.model import Metadata
from xpkg.validation.edtf import bounds

MANIFEST = "manifest.toml"
_KEYS = tuple(field.name for field in fields(Metadata))
_BCP47 = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_URL = re.compile(r"https?://[^\s<>\"{}|\\^`]+")


@dataclass(frozen=True, slots=True)
class Manifest:
    """The tables of a manifest by the file they are about, and where it stands, for errors."""

    path: Path
    tables: Mapping[str, Mapping[str, Any]]
    lines: tuple[str, ...]

    def fault(self, name: str, why: str) -> InputError:
        """An error about the table ``name``, with its line."""
        header = re.compile(rf"\s*\[\s*([\"']?){re.escape(name)}\1\s*\]")
        line = next((number for number, line in enumerate(self.lines, start=1) if header.match(line)), None)
        return InputError(f"{self.path}{f', line {line}' if line else ''}, table {name!r}: {why}")

    def metadata(self, name: str, language: str) -> Metadata | None:
        """What is recorded about the file ``name``, in ``language`` unless it says otherwise; None when nothing is.

        Raises InputError for a faulty table.
        """
        table = self.tables.get(name)
        if table is None:
            return None
        if fault := _fault(table):
            raise self.fault(name, fault)
        values: dict[str, Any] = {key: tuple(v) if isinstance(v, list) else v for key, v in table.items()}
        return Metadata(**{"language": language} | values)


def read_manifest(path: Path) -> Manifest:
    """The manifest in the file ``path``. Raises InputError, with the line, when it is no TOML of tables."""
    try:
        text = path.read_text("utf-8")
        read = tomllib.loads(text)
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: {error}") from error
    for name, table in read.items():
        if not isinstance(table, dict):
            raise InputError(f"{path}: {name!r} stands outside the tables, of which each file has one: [\"FILE.txt\"]")
    return Manifest(path, read, tuple(text.splitlines()))


def _fault(table: Mapping[str, Any]) -> str | None:
    """What is wrong with a table, if anything."""
    unknown = sorted(set(table) - set(_KEYS))
    if unknown or not table.get("title"):
        fault = f"unknown key {unknown[0]!r}" if unknown else "no title"
        return f"{fault}; the keys are {', '.join(_KEYS)}"
    for key, value in table.items():
        if key == "creators":
            if not isinstance(value, list) or not all(isinstance(each, str) and each.strip() for each in value):
                return f"{key!r} is not a list of texts in quotation marks"
        elif not isinstance(value, str):
            return f"{key!r} is not text in quotation marks"
    if "language" in table and not _BCP47.fullmatch(table["language"]):
        return f"'language' is no language tag like 'en': {table['language']!r}"
    if "url" in table and not _URL.fullmatch(table["url"]):
        return f"'url' is no http(s) address: {table['url']!r}"
    if "issued" in table:
        try:
            bounds(table["issued"])
        except ValueError:
            return f"'issued' is no date like '2019-11-16' or '2019-11' (EDTF): {table['issued']!r}"
    return None
