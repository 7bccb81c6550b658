"""What the tests of the store share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.store.small_ontology import PLACE, few_terms


@pytest.fixture(autouse=True, scope="module")
def small_ontology() -> Iterator[None]:
    """Builds of this process have few terms."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(PLACE, few_terms)
        yield
