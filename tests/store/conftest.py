"""What the tests of the store share."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result

from tests.store.small_ontology import PLACE, few_terms


@pytest.fixture(autouse=True, scope="module")
def small_ontology() -> Iterator[None]:
    """Builds of this process have few terms."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(PLACE, few_terms)
        yield


@pytest.fixture(scope="module")
def made(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, xpkg: Callable[..., Result],
    small_ontology: None,
) -> Path:  # fmt: skip
    """A store of the texts of the module's ``STORIES``; not to be written."""
    folder = tmp_path_factory.mktemp("made")
    (folder / "texts").mkdir()
    for name, text in request.module.STORIES.items():
        (folder / "texts" / f"{name}.txt").write_text(text)
    result = xpkg("build", folder / "texts", "--annotator", "rules", "--store", folder / "db")
    assert result.exit_code == 0, result.output
    return folder / "db"


@pytest.fixture
def begun(made: Path, tmp_path: Path) -> Path:
    """A copy of that store, to be written."""
    return Path(shutil.copytree(made, tmp_path / "db"))
