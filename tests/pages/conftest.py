"""The story, opened once, and a browser."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from browser import started
from story import StoryEngine, open_story


@pytest.fixture(scope="session")
def story(tmp_path_factory: pytest.TempPathFactory) -> StoryEngine:
    return open_story(tmp_path_factory.mktemp("story"))


@pytest.fixture(scope="session")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The driver of a browser; what a test sets in it, it sets back."""
    with started(tmp_path_factory.mktemp("profile")) as chrome:
        yield chrome
