"""Personal pronouns: whom they mean, or why nobody."""

from __future__ import annotations

import pytest

from tests.coreference.stories import given, marked_view, says
from xpkg.coreference.personal_pronouns import resolve_personal_pronouns
from xpkg.model import Attribution, Gender, Mode

HE, SHE = Gender.MASCULINE, Gender.FEMININE
GENDERS = {"Ann Carter": SHE, "Eva Holm": SHE, "Bo Reed": HE, "Jan Kubis": HE}


def resolved(marked: str, labels: list[str | None], *said: Attribution) -> tuple[list[str], list[str]]:
    """The labels of the pronouns that are resolved, and the reasons for the others."""
    view = marked_view(marked, *said)
    resolution = given(view, [*labels, *[None] * (len(view.mentions) - len(labels))], GENDERS)
    decisions = resolve_personal_pronouns(view, resolution)
    assert decisions.entities is None
    found = [resolution.entities.label(decisions.entity_of[number]) for number in sorted(decisions.entity_of)]
    return found, [decisions.unresolved[number] for number in sorted(decisions.unresolved)]


@pytest.mark.parametrize(
    ("marked", "labels", "expected"),
    [
        ("[Ann Carter] was late. [She] left.", ["Ann Carter"], ["Ann Carter"]),
        ("[Ann Carter] was late. [She] left. [Her] brother stayed.", ["Ann Carter"], ["Ann Carter"] * 2),
        ("[Ann Carter] met [Bo Reed]. [He] left and [she] stayed.", ["Ann Carter", "Bo Reed"],
         ["Bo Reed", "Ann Carter"]),
        # Before its subject.
        ("Known for [his] temper, Mayor [Bo Reed] left.", [None, "Bo Reed"], ["Bo Reed"]),
        # A gender that a pronoun told.
        ("[Tavrin Zelk] left. [She] was late. [Bo Reed] came, and [Tavrin Zelk] saw [him].",
         ["Tavrin Zelk", None, "Bo Reed", "Tavrin Zelk"], ["Tavrin Zelk", "Bo Reed"]),
    ],
)  # fmt: skip
def test_pronouns(marked: str, labels: list[str | None], expected: list[str]) -> None:
    assert resolved(marked, labels)[0] == expected


def test_the_text_may_tell_it_in_brackets() -> None:
    view = marked_view("It was late when [She] ([Ann Carter]) left.")
    decisions = resolve_personal_pronouns(view, given(view, [None, "Ann Carter"], GENDERS))
    assert decisions.entity_of == {0: 0}
    man = marked_view("It was late when [He] ([Ann Carter]) left.")
    assert not resolve_personal_pronouns(man, given(man, [None, "Ann Carter"], GENDERS)).entity_of


@pytest.mark.parametrize(
    ("marked", "labels", "reason"),
    [
        ("It rained. [She] left.", [], "nobody who can be meant is named near before it"),
        ("[Bo Reed] was late. [She] left.", ["Bo Reed"], "nobody who can be meant is named near before it"),
        ("[Ann Carter] and [Eva Holm] met. [She] left.", ["Ann Carter", "Eva Holm"],
         "Ann Carter and Eva Holm may be meant alike"),
        ("The dam of [Ann Carter] fell. [She] left.", ["Ann Carter"],
         "of Ann Carter the sentences before it speak only in passing"),
        ("[Bo Reed] was ill. Later [he] sued [Reed].", ["Bo Reed", None, "Bo Reed"],
         "Bo Reed is the other part of its clause"),
        ("[Bo Reed] spoke. The driver fled. [He] was shot.", ["Bo Reed"], "“The driver” may be meant, or Bo Reed"),
    ],
)  # fmt: skip
def test_why_a_pronoun_is_left_open(marked: str, labels: list[str | None], reason: str) -> None:
    found, reasons = resolved(marked, labels)
    assert found == []
    assert reasons == [reason]


def test_his_relation_is_not_he() -> None:
    found, _ = resolved("[Jan Kubis] sang. [His] brother, [Bo Reed], left.", ["Jan Kubis", None, "Bo Reed"])
    assert found == ["Jan Kubis"]
    alone, reasons = resolved("It rained. [His] brother, [Bo Reed], left.", [None, "Bo Reed"])
    assert alone == []
    assert reasons == ["nobody who can be meant is named near before it"]


def test_the_object_is_not_the_subject() -> None:
    found, _ = resolved("[Jan Kubis] sang. [Bo Reed] sued [him].", ["Jan Kubis", "Bo Reed"])
    assert found == ["Jan Kubis"]


def test_who_speaks_the_words_is_not_meant_in_them() -> None:
    marked = "[Jan Kubis] sang. [Bo Reed] said: “[He] is ill.”"
    labels: list[str | None] = ["Jan Kubis", "Bo Reed"]
    assert resolved(marked, labels, says(marked, "Bo Reed", "“He is ill.”", Mode.DIRECT))[0] == ["Jan Kubis"]


def test_things_and_groups_are_left_to_others() -> None:
    view = marked_view("[Ann Carter] sued [Orm Gazette/o]. [It] paid.")
    decisions = resolve_personal_pronouns(view, given(view, ["Ann Carter", "Orm Gazette", None], GENDERS))
    assert not decisions.entity_of
    assert not decisions.unresolved
