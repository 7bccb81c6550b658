"""What is said on both sides of a saying that is put in: with its condition, time or reason."""

from __future__ import annotations

import pytest

import xpkg


def _said(words: str) -> list[tuple[str, str]]:
    """Who says what in ``words``, which stand among other paragraphs."""
    found = xpkg.analyse(f"News from the river town\n\nThe town has two bridges.\n\n{words}\n\nThe mill is old.\n")
    body = found.text.source.text
    return [
        (one.source.cut(body) if one.source else "", " … ".join(span.cut(body) for span in one.content))
        for one in found.attributions
    ]


@pytest.mark.parametrize(
    ("words", "source", "content"),
    [
        (
            "If the members reject the deal, Farrugia warned, the cranes will stop again.",
            "Farrugia",
            "If the members reject the deal … the cranes will stop again",
        ),
        (
            "When the dam opens, the minister said, every village will have light.",
            "the minister",
            "When the dam opens … every village will have light",
        ),
        (
            "Although the harvest was good, according to the ministry, prices rose.",
            "the ministry",
            "Although the harvest was good … prices rose",
        ),
        (
            "Once the bridge is open, Kessi told reporters, traffic will double.",
            "Kessi",
            "Once the bridge is open … traffic will double",
        ),
        (
            "While many villagers have fled, the Red Crescent said on Tuesday, hundreds of them remain trapped.",
            "the Red Crescent",
            "While many villagers have fled … hundreds of them remain trapped",
        ),
        (
            "As long as the strike lasts, she added, no ship will be unloaded.",
            "she",
            "As long as the strike lasts … no ship will be unloaded",
        ),
        (
            "Unless rents fall, the mayor, Aino Lahti, said, families will leave.",
            "the mayor, Aino Lahti",
            "Unless rents fall … families will leave",
        ),
    ],
)
def test_the_clause_before_a_saying_is_said_with_the_one_behind(words: str, source: str, content: str) -> None:
    assert _said(words) == [(source, content)]


@pytest.mark.parametrize(
    ("words", "source", "content"),
    [
        # the clause before has no subject: it tells of the saying
        ("When asked, Kessi said, the board fell silent.", "Kessi", "the board fell silent"),
        # what is said goes on at once behind the verb
        (
            "As the storm came nearer, Kessi noted that even in May, the town had no boats.",
            "Kessi",
            "that even in May, the town had no boats",
        ),
        # the saying itself is the clause
        ("As the minister, Paulo Kessi, said, the bridge is safe.", "the minister, Paulo Kessi", "the bridge is safe"),
    ],
)
def test_what_tells_of_the_saying_is_not_said(words: str, source: str, content: str) -> None:
    assert _said(words) == [(source, content)]
