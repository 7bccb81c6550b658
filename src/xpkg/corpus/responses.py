"""What is kept beside a fetched file: where it came from, when, and the headers that it came with."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

SUFFIX = ".headers"
"""Behind the file's whole name: ``dam.html.headers``."""
_LARGEST = 1_000_000
_URL = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


@dataclass(frozen=True, slots=True)
class ResponseRecord:
    """How a file was fetched. ``url`` answered with it; ``requested`` was asked for, and led there by ``redirects``.

    ``retrieved`` is a time in UTC (``2021-03-03T10:00:00Z``), ``sha256`` that of the file's bytes.
    """

    url: str
    requested: str
    redirects: tuple[str, ...]
    retrieved: str
    media_type: str
    charset: str
    sha256: str
    agent: str
    headers: tuple[tuple[str, str], ...]

    def written(self) -> bytes:
        """As the file beside the fetched one has it: JSON in UTF-8."""
        return (json.dumps(asdict(self), ensure_ascii=False, indent=2) + "\n").encode()


def beside(path: Path) -> Path:
    """The file with the record of the fetched file ``path``."""
    return path.with_name(path.name + SUFFIX)


def read_response(path: Path, data: bytes) -> ResponseRecord | None:
    """The record beside the file ``path``; None where there is none of just these bytes."""
    record = _read(beside(path))
    return record if record is not None and record.sha256 == hashlib.sha256(data).hexdigest() else None


def _read(path: Path) -> ResponseRecord | None:
    try:
        if path.stat().st_size > _LARGEST:
            return None
        read: Any = json.loads(path.read_text("utf-8"))
        names = ("url", "requested", "retrieved", "media_type", "charset", "sha256", "agent")
        words = {name: read[name] for name in names}
        redirects = tuple(str(each) for each in read["redirects"])
        headers = tuple((str(key), str(value)) for key, value in read["headers"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    if not all(isinstance(each, str) for each in words.values()):
        return None
    if not _URL.fullmatch(words["url"]) or not _TIME.fullmatch(words["retrieved"]):
        return None
    return ResponseRecord(redirects=redirects, headers=headers, **words)
