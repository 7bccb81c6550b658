"""Puts Python's search for reference cycles off while a text is worked on."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """No search for cycles until the end; what nothing refers to is freed as ever.

    A text becomes many small values, none of which leads back to itself: to go through them time and again finds
    nothing. Where two threads work at once, the search is on again as soon as the first has done.
    """
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searching:
            gc.enable()
