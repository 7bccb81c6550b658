"""Tells which distributions are installed beside the program, with their versions."""

from __future__ import annotations

import os
import sys


def distributions() -> tuple[str, ...]:
    """The names of the folders in which distributions record themselves, place by place; a version is part of each."""
    found: list[str] = []
    for place in sys.path:
        try:
            names = os.listdir(place or ".")
        except OSError:
            continue  # an archive, or nothing
        found += sorted(name for name in names if name.endswith((".dist-info", ".egg-info")))
    return tuple(found)
