"""Has tesseract read the picture of a page that has no text, where that program is installed."""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

from xpkg.readers.pdf.lines import Line, Place

_PROGRAM = "tesseract"
_SCALE = 300 / 72
"""Dots of the picture for each point of the page: what tesseract was made for."""
_WIDEST = 6_000
"""Dots: a larger page is shown smaller."""
_SECONDS = 120
"""For one page."""
_VERSION = re.compile(r"tesseract\s+v?([\w.-]+)")


@dataclass(frozen=True, slots=True)
class PageRead:
    """The lines of a page as tesseract reads them, and how sure it is of each word, 0 to 100."""

    lines: tuple[Line, ...]
    confidences: tuple[float, ...]


def installed() -> str:
    """The version of tesseract; the empty string where it is not installed, or does not run."""
    if shutil.which(_PROGRAM) is None:
        return ""
    try:
        done = subprocess.run([_PROGRAM, "--version"], capture_output=True, text=True, timeout=20, check=False)
    except (OSError, subprocess.SubprocessError):
        return ""
    match = _VERSION.search(done.stdout + done.stderr)
    return match[1] if match else ""


def read_page(page: Any) -> PageRead:
    """What tesseract reads on a page of pypdfium2. A page that it fails on, or takes too long for, has no lines."""
    width, height = page.get_size()
    scale = min(_SCALE, _WIDEST / max(width, height, 1.0))
    picture = page.render(scale=scale, grayscale=True)
    return _seen(_table(_portable(picture), ("--dpi", str(round(72 * scale)))), scale, height)


def read_picture(data: bytes) -> PageRead:
    """What tesseract reads in a picture, whose bytes are ``data``; a dot counts as a point."""
    rows = [*_table(data)]
    page = next((row for row in rows if row.get("level") == "1"), {})
    return _seen(rows, 1.0, float(page.get("height") or 0))


def _seen(table: Iterable[dict[str, str]], scale: float, height: float) -> PageRead:
    rows = [row for row in table if row.get("level") == "5" and (row.get("text") or "").strip()]
    return PageRead(tuple(_lines(rows, scale, height)), tuple(float(row["conf"]) for row in rows))


def _portable(picture: Any) -> bytes:
    """The picture as a portable greymap, which needs no library of pictures."""
    row = picture.width
    data = bytes(picture.buffer)
    if picture.stride != row:
        data = b"".join(data[at * picture.stride : at * picture.stride + row] for at in range(picture.height))
    return b"P5\n%d %d\n255\n" % (row, picture.height) + data


def _table(picture: bytes, options: Sequence[str] = ()) -> Iterator[dict[str, str]]:
    # One thread: the same bytes each time, and no more than the time that the file's process may take.
    command = [_PROGRAM, "stdin", "stdout", *options, "-l", "eng", "tsv"]
    try:
        done = subprocess.run(
            command, input=picture, capture_output=True, timeout=_SECONDS, check=False,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return
    if done.returncode == 0:
        text = io.StringIO(done.stdout.decode("utf-8", "replace"))
        yield from csv.DictReader(text, delimiter="\t", quoting=csv.QUOTE_NONE)


def _lines(rows: list[dict[str, str]], scale: float, height: float) -> Iterator[Line]:
    """The lines of words in the order in which tesseract has them, in points from the lower left corner."""
    joined: dict[tuple[str, ...], list[dict[str, str]]] = {}
    for row in rows:
        joined.setdefault((row["block_num"], row["par_num"], row["line_num"]), []).append(row)
    for words in joined.values():
        left = min(int(each["left"]) for each in words)
        right = max(int(each["left"]) + int(each["width"]) for each in words)
        bottom = max(int(each["top"]) + int(each["height"]) for each in words)
        top = min(int(each["top"]) for each in words)
        shown = " ".join(each["text"].strip() for each in words)
        places = tuple(
            Place(int(each["left"]) / scale, (int(each["left"]) + int(each["width"])) / scale) for each in words
        )
        at = (left / scale, right / scale, height - bottom / scale, height - top / scale, height)
        yield Line(shown, *at, places=places if len(shown.split()) == len(places) else ())


def mean(confidences: list[float]) -> int:
    """How sure tesseract is of the words on average, 0 to 100."""
    return round(fmean(confidences)) if confidences else 0
