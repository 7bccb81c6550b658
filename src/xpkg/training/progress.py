"""Tells how far training has come."""

from __future__ import annotations

import sys


def say(line: str) -> None:
    """Writes ``line`` to standard error at once."""
    print(line, file=sys.stderr, flush=True)
