"""Neuter and plural pronouns: the body, place or group of which the sentence is, or nothing."""

from __future__ import annotations

import pytest

from tests.coreference.stories import decided, given, marked_view
from xpkg.coreference.neuter_pronouns import resolve_neuter_pronouns


def resolved(marked: str) -> str:
    """What the last mention stands for, where each other denotes what it is called."""
    view = marked_view(marked)
    labels = [mention.name if number < len(view.mentions) - 1 else None for number, mention in enumerate(view.mentions)]
    found = decided(resolve_neuter_pronouns, view, given(view, labels))
    return next(iter(found.values()), "")


@pytest.mark.parametrize(
    ("marked", "label"),
    [
        ("The [Orm Echo/o] was sold. [It] lost the house.", "Orm Echo"),
        ("The [Orm Echo/o] lost [its] house.", "Orm Echo"),
        ("[Valberg/p] lost [its] bridge.", "Valberg"),
        ("The [Orm Echo/o] said that [it] was founded in May.", "Orm Echo"),
        ("The [Dancers/g] came. [They] sang.", "Dancers"),
        ("The [Dancers/g] lost [their] house.", "Dancers"),
        # Two sentences back, another story, another kind, the middle of its own sentence.
        ("The [Orm Echo/o] was sold. It rained. [It] lost the house.", ""),
        ("The [Orm Echo/o] was sold. The mayor said [it] lost the house.", ""),
        ("The [Dancers/g] came. [It] lost the house.", ""),
        ("The [Orm Echo/o] was sold. [They] sang.", ""),
        # The sentence is of a person, or of none.
        ("[Ann Carter] said that [it] had won.", ""),
        ("The town near the [Orm Echo/o] lost [its] bridge.", ""),
        ("The [Senate/o] Leader lost [its] bridge.", ""),
        # No thing is meant.
        ("The [Orm Echo/o] was sold. [It] was late.", ""),
        ("The [Orm Echo/o] was sold. [It]’s clear.", ""),
        ("The [Orm Echo/o] was sold. [It] is likely that it rains.", ""),
        ("The [Orm Echo/o] was sold. [It] seems that it rains.", ""),
        ("The [Orm Echo/o] was sold. [It] took a year.", ""),
        ("The [Orm Echo/o] was sold. [It] turned out so.", ""),
        ("The [Orm Echo/o] was sold. [It] was founded in May.", "Orm Echo"),
        ("The [Orm Echo/o] was sold. [It] was agreed that it rains.", ""),
        # An object.
        ("The [Orm Echo/o] saw the house and sold [it].", ""),
        # In somebody's words.
        ("The [Orm Echo/o] was sold. “[It] lost the house,” he said.", ""),
    ],
)
def test_it_is_the_subject_or_nothing(marked: str, label: str) -> None:
    assert resolved(marked) == label


def test_one_leads_to_the_next() -> None:
    view = marked_view("The [Orm Echo/o] was sold. [It] lost the house. [It] lost the dog.")
    decisions = resolve_neuter_pronouns(view, given(view, ["Orm Echo", None, None]))
    assert decisions.entity_of == {1: 0, 2: 0}


def test_people_are_left_to_others() -> None:
    view = marked_view("[Ann Carter] was late. [She] left.")
    assert not resolve_neuter_pronouns(view, given(view, ["Ann Carter", None])).entity_of
