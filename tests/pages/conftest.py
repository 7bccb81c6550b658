"""The story, opened once."""

from __future__ import annotations

import pytest
from story import StoryEngine, open_story


@pytest.fixture(scope="session")
def story(tmp_path_factory: pytest.TempPathFactory) -> StoryEngine:
    return open_story(tmp_path_factory.mktemp("story"))
