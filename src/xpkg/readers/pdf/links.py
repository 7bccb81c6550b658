"""The links of a printed page: where they lie, and to which web addresses they lead."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from xpkg.model import Hyperlink
from xpkg.readers.pdf.characters import Characters
from xpkg.readers.pdf.lines import Line

_LONGEST = 4_000
"""Bytes of an address."""
_MOST = 2_000
"""Links of a page."""


def with_links(lines: Sequence[Line], page: Any, seen: Characters, raw: Any) -> list[Line]:
    """``lines`` of ``page``, each with the first link that lies on it; ``raw`` are the functions of PDFium."""
    found = list(lines)
    place, link = ctypes.c_int(0), raw.FPDF_LINK()
    for _ in range(_MOST):
        if not raw.FPDFLink_Enumerate(page.raw, ctypes.byref(place), ctypes.byref(link)):
            break
        box = raw.FS_RECTF()
        url = _address(page, link, raw)
        if not url or not raw.FPDFLink_GetAnnotRect(link, ctypes.byref(box)):
            continue
        left, low, right, high = seen.turned((box.left, box.bottom, box.right, box.top))
        middle = (low + high) / 2
        for at, line in enumerate(found):
            across = line.left < right and left < line.right
            if line.link is None and across and line.bottom <= middle <= line.top:
                words = seen.text_page.get_text_bounded(box.left, box.bottom, box.right, box.top)
                found[at] = replace(line, link=Hyperlink(" ".join(words.split()), url))
                break
    return found


def _address(page: Any, link: Any, raw: Any) -> str:
    action = raw.FPDFLink_GetAction(link)
    if not action:
        return ""
    size = raw.FPDFAction_GetURIPath(page.pdf.raw, action, None, 0)
    if not 1 < size <= _LONGEST:
        return ""
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFAction_GetURIPath(page.pdf.raw, action, buffer, size)
    url = buffer.value.decode("utf-8", "replace")
    return url if url.startswith(("http://", "https://")) else ""
