"""The search of a static site: files that a script loads as far as a question needs them, also without a server.

The things are in order of kind and name, ``SIZE`` in a file: ``d-N.js``. The words are in files by their first two
signs: ``w-….js``, each word with the numbers of the things that have it. All are scripts, since a page that is opened
as a file may load scripts beside it and no other data.
"""

from __future__ import annotations

import json
import re
import sqlite3
import unicodedata
from array import array
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import quote

from xpkg.errors import StoreError
from xpkg.search import KINDS

SIZE = 100
"""Things in one file."""
_LABEL, _WORDS = 140, 400
_ROWS = "SELECT iri, kind, label, names, words FROM things"
_GAP = "\u200b"
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: the number of ``things``, the ``beginnings`` of words, and the things by kind as JSON."""

    things: int
    beginnings: tuple[str, ...]
    kinds: str


def script() -> bytes:
    """The script that searches."""
    return files("xpkg.site").joinpath("search.js").read_bytes()


def folded(words: str) -> list[str]:
    """The words of ``words`` as they are compared: without accents, in small letters. The script does the same.

    >>> folded("Ana Bélo’s 3 ships")
    ['ana', 'belo', 's', '3', 'ships']
    """
    plain = unicodedata.normalize("NFKD", words).replace(_GAP, " ").lower()
    return re.findall(r"[^\W_]+", "".join(sign for sign in plain if not unicodedata.combining(sign)))


def write(index: Path, folder: Path, led: Callable[[str], str]) -> Written:
    """Writes the files of the full-text ``index`` into ``folder``; ``led`` tells the address of an IRI, or nothing.

    Raises StoreError where the index cannot be read.
    """
    folder.mkdir(parents=True)
    found: dict[str, array[int]] = {}
    numbers: dict[str, int] = {}
    waiting: list[list[Any]] = []
    count = 0
    for kind, label, address, words, searched in _things(index, led):
        for word in sorted(set(folded(searched))):
            found.setdefault(word, array("I")).append(count)
        numbers[kind] = numbers.get(kind, 0) + 1
        waiting.append([KINDS.index(kind), label, address, words])
        count += 1
        if len(waiting) == SIZE:
            _put(folder / f"d-{(count - 1) // SIZE}.js", "xpkgThings", (count - 1) // SIZE, waiting)
            waiting = []
    if waiting:
        _put(folder / f"d-{count // SIZE}.js", "xpkgThings", count // SIZE, waiting)
    beginnings: dict[str, dict[str, str]] = {}
    for word in sorted(found):
        beginnings.setdefault(word[:2], {})[word] = _gaps(found[word])
    for beginning, words_of in beginnings.items():
        _put(folder / f"w-{beginning.encode().hex()}.js", "xpkgWords", beginning, words_of)
    return Written(count, tuple(beginnings), json.dumps([[KINDS.index(kind), n] for kind, n in numbers.items()]))


def _things(index: Path, led: Callable[[str], str]) -> Iterator[tuple[str, str, str, str, str]]:
    """Kind, label, address, words to show, and words to be found of each thing, people first."""
    order = " ".join(f"WHEN '{kind}' THEN {place}" for place, kind in enumerate(KINDS))
    statement = f"{_ROWS} ORDER BY CASE kind {order} END, label, iri"
    try:
        with closing(sqlite3.connect(f"file:{quote(str(index.absolute()))}?mode=ro&immutable=1", uri=True)) as opened:
            for iri, kind, label, names, words in opened.execute(statement):
                if address := led(iri):
                    shown = words.replace(_GAP, "").replace("\n", " … ")
                    short = label if len(label) <= _LABEL else label[: _LABEL - 1] + "…"
                    told = "" if shown in label else shown[:_WORDS]
                    yield kind, short, address, told, f"{names} {words}"
    except sqlite3.Error as error:
        raise StoreError(f"{index}: the search index cannot be read; build the store again") from error


def _gaps(numbers: array[int]) -> str:
    """``numbers``, which go up, as the steps between them, to the base 36."""
    last, steps = 0, []
    for number in numbers:
        steps.append(_base36(number - last))
        last = number
    return ",".join(steps)


def _base36(number: int) -> str:
    """``number`` to the base 36, as scripts read it.

    >>> _base36(0), _base36(35), _base36(36)
    ('0', 'z', '10')
    """
    digits = ""
    while True:
        number, rest = divmod(number, 36)
        digits = _DIGITS[rest] + digits
        if not number:
            return digits


def _put(path: Path, function: str, key: str | int, value: object) -> None:
    told = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    path.write_text(f"{function}({json.dumps(key, ensure_ascii=False)},{told});\n", "utf-8")
