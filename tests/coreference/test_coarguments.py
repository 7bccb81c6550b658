"""Coarguments: subject and object of a clause, speaker and addressee are two, and the worse borne out goes."""

from __future__ import annotations

import pytest

from tests.coreference.stories import given, marked_view, says
from xpkg.coreference.coarguments import withdraw_addressees, withdraw_coarguments


def withdrawn(marked: str) -> list[str]:
    """The mentions that are withdrawn where all denote one person."""
    view = marked_view(marked)
    decisions = withdraw_coarguments(view, given(view, ["Bo Reed"] * len(view.mentions)))
    return [view.mentions[number].span.cut(view.source) for number in decisions.withdrawn]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[Bo Reed] sued [him].", ["him"]),
        ("[He] sued [Bo Reed].", ["He"]),
        ("[Reed] often attacked [Bo Reed].", ["Reed"]),
        ("The [mayor/n] sued [him].", ["him"]),
        ("[Reed] was sued by [him].", ["him"]),
        ("[Reed] listened to [him].", ["him"]),
        ("[He] had sentenced [him] to death.", ["him"]),
        ("Did [Reed] sue [him]?", ["him"]),
        ("[Reed] did not trust [him].", ["him"]),
        ("[Reed] left and sued [him].", ["him"]),
        ("[Reed] and his wife sued [him].", ["him"]),
        ("[Reed] gave [him] a letter.", ["him"]),
        ("[Reed] testified against [him].", ["him"]),
        ("[Reed] shouted at [him].", ["him"]),
        ("[Reed], who had sued [him], won.", ["him"]),
        ("It was [Reed] who fired [him].", ["him"]),
        # who does what an infinitive tells is told by the verb above it
        ("[Reed] wanted to kill [him].", ["him"]),
        ("[Reed] promised to help [him].", ["him"]),
        ("[Reed] persuaded [him] to leave.", ["him"]),
        ("[Reed] ordered police to arrest [him].", []),
        ("[Reed] said the court let [him] go.", []),
        ("[Reed] read the letter that the judge sent [him].", []),
        ("[Reed] feared the men who hated [him].", []),
        ("[Reed] took his dog with [him].", []),
        ("[Reed]’s brother sued [him].", []),
        # A reflexive says so; a possessive is no object; "said" opens a clause; another clause, another subject.
        ("[Reed] sued [himself].", []),
        ("[Reed] sued [his] sister.", []),
        ("[Reed] said [he] was ill.", []),
        ("[Reed] hoped [he] had won.", []),
        ("[Reed] left. It rained on [him].", []),
        ("[Reed] let the men stop [him].", []),
    ],
)
def test_subject_and_object_are_two(marked: str, expected: list[str]) -> None:
    assert withdrawn(marked) == expected


def test_two_people_are_left_alone() -> None:
    view = marked_view("[Bo Reed] sued [him].")
    assert not withdraw_coarguments(view, given(view, ["Bo Reed", "Jan Kubis"])).withdrawn
    assert not withdraw_coarguments(view, given(view, ["Bo Reed", None])).withdrawn


@pytest.mark.parametrize(("marked", "hearer", "expected"), [
    ("[Bo Reed] promised [him] that it would rain.", "him", ["him"]),
    ("[He] promised [Reed] that it would rain.", "Reed", ["He"]),
    ("[Reed] promised [himself] that it would rain.", "himself", []),
])  # fmt: skip
def test_who_speaks_is_not_spoken_to(marked: str, hearer: str, expected: list[str]) -> None:
    source = marked.split("]", maxsplit=1)[0].strip("[")
    view = marked_view(marked, says(marked, source, "it would rain", addressee=hearer))
    decisions = withdraw_addressees(view, given(view, ["Bo Reed", "Bo Reed"]))
    assert [view.mentions[number].name for number in decisions.withdrawn] == [name.lower() if name == "He" else name
                                                                             for name in expected]  # fmt: skip


def test_a_reason_is_told() -> None:
    view = marked_view("[Bo Reed] sued [him].")
    decisions = withdraw_coarguments(view, given(view, ["Bo Reed"] * 2))
    assert decisions.withdrawn == {1: "subject and object of a clause are two"}
