"""Every page of the bundled texts, as files: each link leads to a page, each link to a passage to its place on it."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_site import broken

from xpkg.server.engine import Engine
from xpkg.server.settings import Settings
from xpkg.site import Pages, write_site

pytestmark = pytest.mark.slow


def test_every_link_leads_to_a_page(seeds: Path, tmp_path: Path) -> None:
    engine = Engine(seeds, Settings())
    written = write_site(Pages(engine, engine.base, engine.snapshot, "1.0"), tmp_path / "public")
    assert written.pages > 500
    assert written.missing == ()  # of the things that pages name, all have theirs
    assert broken((tmp_path / "public").resolve()) == []
