"""Resolutions: values that grow by the decisions of resolvers, and what they come to by span."""

from __future__ import annotations

import pytest

from tests.coreference.stories import given, marked_view
from xpkg.coreference.resolution import Decisions, Example, identities
from xpkg.model import Span

VIEW = marked_view("[Ann Carter] met [Reed]. [She] left.")
CARTER, REED, SHE = (mention.span for mention in VIEW.mentions)
PHRASE = Span(0, 15)


def test_decisions_are_added_with_the_name_of_their_resolver() -> None:
    before = given(VIEW, ["Ann Carter", None, None])
    after = before.extended(Decisions({2: 0}, {PHRASE: (0,)}, unresolved={1: "two may be meant"}), "pronouns")
    assert after.entity_of == {0: 0, 2: 0}
    assert after.phrases == {PHRASE: (0,)}
    assert after.unresolved == {1: "two may be meant"}
    assert after.decided_by == {2: "pronouns", 1: "pronouns", PHRASE: "pronouns"}
    assert before.entity_of == {0: 0}


def test_a_withdrawn_decision_leaves_the_mention_open() -> None:
    before = given(VIEW, ["Ann Carter", None, "Ann Carter"]).extended(Decisions(), "nobody")
    after = before.extended(Decisions(withdrawn={2: "subject and object are two"}), "coarguments")
    assert after.entity_of == {0: 0}
    assert after.unresolved == {2: "subject and object are two"}
    assert after.decided_by == {2: "coarguments"}


def test_a_phrase_stays_as_it_was_decided_first() -> None:
    first = given(VIEW, ["Ann Carter", "Bo Reed", None]).extended(Decisions(phrases={PHRASE: (0,)}), "one")
    second = first.extended(Decisions(phrases={PHRASE: (1,)}), "other")
    assert second.phrases == {PHRASE: (0,)}
    assert second.decided_by == {PHRASE: "one"}


def test_a_resolution_cannot_be_changed() -> None:
    resolution = given(VIEW, ["Ann Carter", None, None]).extended(Decisions(), "nobody")
    with pytest.raises(TypeError):
        resolution.entity_of[2] = 0  # type: ignore[index]


def test_identities_go_by_span() -> None:
    decisions = Decisions({2: 0}, {PHRASE: (0, 1)}, unresolved={1: "two may be meant"})
    found = identities(VIEW, given(VIEW, ["Ann Carter", None, None]).extended(decisions, "pronouns"))
    assert found.denotes == ((CARTER, 0), (PHRASE, 0), (PHRASE, 1), (SHE, 0))
    assert found.unresolved == ((REED, "two may be meant"),)
    assert found.decided_by == ((PHRASE, "pronouns"), (REED, "pronouns"), (SHE, "pronouns"))


def test_a_mention_goes_before_a_phrase_of_the_same_span() -> None:
    resolution = given(VIEW, ["Ann Carter", "Bo Reed", None])
    found = identities(VIEW, resolution.extended(Decisions({2: 0}, {SHE: (1,), REED: (0,)}), "both"))
    assert dict(found.denotes)[SHE] == 0
    assert dict(found.denotes)[REED] == 1


def test_what_a_phrase_denotes_is_not_unresolved() -> None:
    decisions = Decisions(phrases={REED: (0,)}, unresolved={1: "nobody is named before it"})
    found = identities(VIEW, given(VIEW, ["Ann Carter", None, None]).extended(decisions, "one"))
    assert found.unresolved == ()


def test_an_example_marks_its_words() -> None:
    example = Example("Ann Carter left. |She| was late.", "Ann Carter")
    assert example.text == "Ann Carter left. She was late."
    assert example.span == Span(17, 20)
