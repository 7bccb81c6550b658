"""Every page of a real text, as files: each link leads to a page, each link to a passage to its place on it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from test_site import broken

from xpkg.resources import folder
from xpkg.server.engine import Engine
from xpkg.server.settings import Settings
from xpkg.site import Pages, write_site

pytestmark = pytest.mark.slow
TEXT = "wikipedia-xinjiang-papers-extract.txt"


def test_every_link_leads_to_a_page(xpkg: Callable[..., Result], tmp_path: Path) -> None:
    built = xpkg("build", folder("data") / TEXT, "--store", tmp_path / "db")
    assert built.exit_code == 0, built.stderr
    engine = Engine(tmp_path / "db", Settings())
    written = write_site(Pages(engine, engine.base, engine.snapshot, "1.0"), tmp_path / "public")
    assert written.pages > 150
    assert written.missing == ()  # of the things that pages name, all have theirs
    assert broken((tmp_path / "public").resolve()) == []
