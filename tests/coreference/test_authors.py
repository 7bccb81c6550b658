"""Whom "I" means in the author's own words."""

from __future__ import annotations

import pytest

from xpkg.analysis.attributions import ANNOTATORS
from xpkg.annotators import DEFAULT
from xpkg.model import Authority, Metadata, Source
from xpkg.pipeline.graphs import analyse

COLUMN = "I think that the wall will hold.\n\nMy aunt has seen it.\n\nI have not, and I may be wrong.\n"


def speakers(words: str, creators: tuple[str, ...] = ()) -> list[str]:
    """Whom the sources of the statements denote; "" for nobody."""
    source = Source("column", words, "0", Metadata("The wall", creators=creators))
    found = analyse(source, Authority(), ANNOTATORS[DEFAULT])
    denoted = dict(found.identities.denotes)
    entities = found.identities.entities
    sources = [each.source for each in found.attributions if each.source is not None]
    return [entities[denoted[span]].label if span in denoted else "" for span in sources]


def test_the_one_author_that_the_metadata_name() -> None:
    assert speakers(COLUMN, ("Marta Oleksy",))[0] == "Marta Oleksy"


@pytest.mark.parametrize("creators", [(), ("Marta Oleksy", "Tavrin Zelk"), ("Staff",), ("Harbour Board",)])
def test_two_authors_or_none_leave_it_open(creators: tuple[str, ...]) -> None:
    assert set(speakers(COLUMN, creators)) == {""}


@pytest.mark.parametrize(
    "words",
    [
        "I think that the wall will hold.\n\nThe council met.\n\nThe pier was shut.\n",
        COLUMN + "\nI was there. — Tavrin Zelk (@zelk)\n",
        "Q. Why now?\n\nA. I think that the wall will hold.\n\nQ. And then?\n\nA. My aunt saw it, I think.\n",
    ],
)
def test_the_first_person_of_others_is_not_the_author(words: str) -> None:
    assert "Marta Oleksy" not in speakers(words, ("Marta Oleksy",))
