"""Whether a capitalised word acts as only people do."""

from __future__ import annotations

import pytest
from named import line

from xpkg.analysis.mentions.human_acts import acts_human


@pytest.mark.parametrize(
    "words",
    [
        # What only people do, with an adverb between.
        "Zorvane died in May.",
        "Zorvane later married a nurse.",
        "Zorvane reportedly resigned.",
        "Zorvane himself laughed.",
        # What is done to people alone.
        "Zorvane was born there.",
        "Zorvane is buried in the yard.",
        # A role that no body has.
        "Zorvane was a young lawyer.",
        "Zorvane became the mayor.",
        # A verb with a pronoun that can mean nobody else.
        "Zorvane returned to the town with his books.",
        "Zorvane had lost her keys.",
        "Zorvane took him home.",
        "Zorvane would wash her hands.",
    ],
)
def test_people_act_so(words: str) -> None:
    assert acts_human(line(words).words, 1)


@pytest.mark.parametrize(
    "words",
    [
        "Zorvane grew in May.",
        "Zorvane’s died in May.",
        "Zorvane, died in May.",
        "Zorvane was founded there.",
        "Zorvane was a leader of the market.",
        "Zorvane was a Valmoran lawyer’s firm.",
        "Zorvane became the market.",
        # The pronoun may mean somebody else, or stands too far away.
        "Zorvane returned to Marta with his books.",
        "Zorvane hired a man who sold his books.",
        "Zorvane moved, and his books were sold.",
        "Zorvane moved all of the old red and blue and green books of his.",
        "Zorvane books his flights.",
        "Zorvane, later died in May.",
        "Zorvane later, died in May.",
        "Zorvane saw born calves.",
        "Zorvane met a lawyer.",
        "Zorvane was no lawyer of theirs.",
        "Zorvane was the, lawyer of theirs.",
        "Zorvane Red his flights.",
        "Zorvane",
    ],
)
def test_bodies_and_places_may_act_so(words: str) -> None:
    assert not acts_human(line(words).words, 1)


def test_nobody_acts_before_the_first_word() -> None:
    assert not acts_human(line("Died in May.").words, 0)
