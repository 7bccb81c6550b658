"""What many tests share: the store of the texts that come with xpkg, built once a session, and the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from xpkg.cli import main

Run = Callable[..., Result]


@pytest.fixture(scope="session")
def xpkg() -> Run:
    """Runs the command line in this process."""
    return lambda *arguments: CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture(scope="session")
def seeds(tmp_path_factory: pytest.TempPathFactory, xpkg: Run) -> Path:
    """A store of the texts that come with xpkg; not to be written."""
    store = tmp_path_factory.mktemp("seeds") / "db"
    result = xpkg("build", "--store", store)
    assert result.exit_code == 0, result.output
    return store
