"""Candidates for a personal pronoun: who is near enough and fits, and how well."""

from __future__ import annotations

import pytest

from tests.coreference.stories import given, marked_view, says
from xpkg.coreference.pronoun_candidates import Candidates, find_candidates
from xpkg.coreference.pronoun_context import PronounContext
from xpkg.model import Attribution, Gender

HE, SHE = Gender.MASCULINE, Gender.FEMININE
GENDERS = {"Ann Carter": SHE, "Eva Holm": SHE, "Bo Reed": HE, "Jan Kubis": HE}


def candidates(
    marked: str, labels: list[str | None], *said: Attribution, without: str = ""
) -> tuple[dict[str, float], set[str], str]:
    """The scores of the candidates for the last mention, those who lead, and the best."""
    view = marked_view(marked, *said)
    resolution = given(view, [*labels, None], GENDERS)
    context = PronounContext(view, resolution)
    names = [entity.label for entity in resolution.entities.entities]
    excluded = frozenset((names.index(without),)) if without else frozenset()
    found = find_candidates(context, len(view.mentions) - 1, excluded)
    best = names[found.best()] if found.scores else ""
    return {names[each]: score for each, score in found.scores.items()}, {names[each] for each in found.leading}, best


def test_gender_kind_and_exclusion_leave_who_can_be_meant() -> None:
    marked = "[Ann Carter], [Bo Reed] and [Eva Holm] of [Orm/p] met. [She] left."
    labels: list[str | None] = ["Ann Carter", "Bo Reed", "Eva Holm", "Orm"]
    assert set(candidates(marked, labels)[0]) == {"Ann Carter", "Eva Holm"}
    assert set(candidates(marked, labels, without="Eva Holm")[0]) == {"Ann Carter"}


def test_nobody_is_looked_for_far_away_or_in_another_story() -> None:
    near = "[Ann Carter] left. It rained. It snowed. It froze. [She] came."
    far = "[Ann Carter] left. It rained. It snowed. It froze. It thawed. [She] came."
    assert set(candidates(near, ["Ann Carter"])[0]) == {"Ann Carter"}
    assert candidates(far, ["Ann Carter"])[0] == {}


@pytest.mark.parametrize(
    ("marked", "labels", "better"),
    [
        # A subject before an object, the nearer sentence before the farther.
        ("[Ann Carter] met [Eva Holm]. [She] left.", ["Ann Carter", "Eva Holm"], "Ann Carter"),
        ("[Ann Carter] left. [Eva Holm] came. [She] sat.", ["Ann Carter", "Eva Holm"], "Eva Holm"),
        # Whoever has the thing is not who the sentence is of.
        ("[Ann Carter]’s friend [Eva Holm] left. [She] sat.", ["Ann Carter", "Eva Holm"], "Eva Holm"),
        # What stands in brackets is told aside.
        ("[Ann Carter] (and [Eva Holm]) left. [She] sat.", ["Ann Carter", "Eva Holm"], "Ann Carter"),
        # "While X was away, she …"
        ("It rained. While [Eva Holm] was away, [she] wrote.", ["Eva Holm"], "Eva Holm"),
        # One who is often named.
        ("[Eva Holm] and [Ann Carter] met. [Eva Holm] and [Eva Holm] spoke. It rained on [Ann Carter] and [Eva Holm]. "
         "[She] sat.", ["Eva Holm", "Ann Carter", "Eva Holm", "Eva Holm", "Ann Carter", "Eva Holm"], "Eva Holm"),
    ],
)  # fmt: skip
def test_the_part_of_the_sentence_weighs(marked: str, labels: list[str | None], better: str) -> None:
    scores, _, best = candidates(marked, labels)
    assert best == better
    assert sorted(scores.values())[-1] == scores[better]


def test_the_speaker_of_indirect_words_is_likely_meant_in_them() -> None:
    marked = "[Ann Carter] met [Eva Holm] and said that [she] was ill."
    labels: list[str | None] = ["Ann Carter", "Eva Holm"]
    bare, _, _ = candidates(marked, labels)
    told, _, _ = candidates(marked, labels, says(marked, "Ann Carter", "that she was ill"))
    assert told["Ann Carter"] > bare["Ann Carter"] + 2
    assert told["Eva Holm"] == bare["Eva Holm"]


def test_an_unknown_gender_weighs_less() -> None:
    known, _, _ = candidates("[Ann Carter] left. [She] sat.", ["Ann Carter"])
    unknown, _, _ = candidates("[Ann Carter] left. [She] sat.", ["Tavrin Zelk"])
    assert known["Ann Carter"] - unknown["Tavrin Zelk"] == pytest.approx(1)


def test_quoted_words_are_told_aside() -> None:
    bare, _, _ = candidates("The town loved [Ann Carter]. [She] sat.", ["Ann Carter"])
    quoted, _, _ = candidates("The town: “Love [Ann Carter]!” [She] sat.", ["Ann Carter"])
    assert quoted["Ann Carter"] < bare["Ann Carter"] - 2


def test_an_object_is_nobody_of_its_own_clause() -> None:
    assert candidates("[Bo Reed] sued [him].", ["Bo Reed"])[0] == {}
    assert set(candidates("When [Bo Reed] came, it hit [him].", ["Bo Reed"])[0]) == {"Bo Reed"}
    assert candidates("His father, [Bo Reed], sued [him].", ["Bo Reed"])[0] == {}


def test_who_only_hangs_on_a_preposition_of_a_sentence_before_leads_nothing() -> None:
    assert candidates("The dam of [Ann Carter] fell. [She] sat.", ["Ann Carter"])[1] == set()
    assert candidates("The dam fell. [Ann Carter] sat. [She] left.", ["Ann Carter"])[1] == {"Ann Carter"}
    assert candidates("The dam of [Ann Carter] fell when [she] left.", ["Ann Carter"])[1] == {"Ann Carter"}


def test_of_two_alike_the_first_is_the_best() -> None:
    assert Candidates({3: 1.0, 2: 1.0, 5: 0.5}, {}, frozenset()).best() == 2
