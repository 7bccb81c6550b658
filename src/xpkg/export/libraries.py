"""Imports the library that a format needs, or says what to install."""

from __future__ import annotations

import importlib
from typing import Any

from xpkg.errors import OutputError


def needed(module: str, extra: str) -> Any:
    """The module of an optional library of the extra ``extra``. Raises OutputError where it is not installed."""
    try:
        return importlib.import_module(module)
    except ImportError as error:
        name = module.partition(".")[0]
        raise OutputError(f"this format needs {name}, which is not installed: pip install 'xpkg[{extra}]'") from error
