"""The documentation's site is made without a warning, and has what it promises."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from xpkg.catalogue import catalogue
from xpkg.cli import COMMANDS

pytestmark = pytest.mark.slow
if "XPKG_INTEROP" not in os.environ:  # .ci/run sets it: there, what is missing is a failure
    for library in ("sphinx", "furo", "myst_parser", "sphinx_click"):
        pytest.importorskip(library, reason="the extra 'docs' is not installed")

DOCS = Path(__file__).parent.parent / "docs"


def test_the_site_is_made_from_what_is_there(tmp_path: Path) -> None:
    program = [sys.executable, "-W", "ignore", "-m", "sphinx", "-q", "-W", "--keep-going", "-d", str(tmp_path / "kept")]
    made = subprocess.run([*program, str(DOCS), str(tmp_path / "site")], capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stderr
    pages = {path.stem: path.read_text("utf-8") for path in (tmp_path / "site" / "made").glob("*.html")}
    assert {"own_texts", "questions", "python", "commands", "ontology", "design"} <= set(pages)
    for name in COMMANDS:
        assert f'id="xpkg-{name}"' in pages["commands"], name
    for query in catalogue():
        assert query.kind != "question" or query.name in pages["questions"], query.name
    assert "xpkg:Statement" in pages["ontology"]
    assert "xpkg.api.open" in pages["python"]
    index = (tmp_path / "site" / "index.html").read_text("utf-8")
    assert "_images/picture.png" in index
    assert index.count('class="toctree-l1"') >= len(pages)
