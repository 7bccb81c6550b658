"""Programs and libraries of others: a test skips where one is missing, unless XPKG_INTEROP says that all are here."""

from __future__ import annotations

import importlib
import os
import shutil
import subprocess
from pathlib import Path
from types import ModuleType
from typing import NoReturn

import pytest

NODE_MODULES = Path(__file__).parent / "node_modules"
"""What `npm ci` puts beside package.json."""


def library(name: str) -> ModuleType:
    """The Python library ``name``, of the extra ``interop``."""
    try:
        return importlib.import_module(name)
    except ImportError as error:
        return absent(f"the library {name} ({error})")


def program(name: str) -> str:
    """The path of the program ``name``."""
    return shutil.which(name) or absent(f"the program {name}")


def node(script: Path, *arguments: str | Path, given: str = "") -> str:
    """What the script, run by Node with the packages of package.json, writes on its standard output.

    Raises AssertionError with its standard error where it fails.
    """
    if not NODE_MODULES.is_dir():
        absent(f"{NODE_MODULES} (npm ci --prefix {NODE_MODULES.parent})")
    ran = subprocess.run(
        [program("node"), str(script), *map(str, arguments)], input=given, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def absent(what: str) -> NoReturn:
    """Skips the test, or fails it where XPKG_INTEROP is set, as in CI: nothing is skipped there for want of a tool."""
    if os.environ.get("XPKG_INTEROP"):
        pytest.fail(f"XPKG_INTEROP is set, and {what} is not here")
    pytest.skip(f"{what} is not here")
