"""Ambiguous pronouns: who else may be meant, with a name and without."""

from __future__ import annotations

import pytest

from tests.coreference.stories import given, marked_view
from xpkg.coreference.pronoun_ambiguity import Ambiguity
from xpkg.coreference.pronoun_candidates import find_candidates
from xpkg.coreference.pronoun_context import PronounContext
from xpkg.model import Gender

HE, SHE = Gender.MASCULINE, Gender.FEMININE
GENDERS = {"Ann Carter": SHE, "Eva Holm": SHE, "Bo Reed": HE, "Jan Kubis": HE}


def reason(marked: str, labels: list[str | None]) -> str:
    """Why the last mention may not mean its best candidate; empty where it does."""
    view = marked_view(marked)
    context = PronounContext(view, given(view, [*labels, None], GENDERS))
    for number, mention in enumerate(view.mentions[:-1]):
        if number in context.entity_of and mention.form != "pronoun":
            context.named_at[context.entity_of[number]] = mention.span.start
    number = len(view.mentions) - 1
    candidates = find_candidates(context, number, frozenset())
    return Ambiguity(context).reason(number, candidates.best(), candidates)


@pytest.mark.parametrize(
    ("marked", "labels"),
    [
        ("[Ann Carter] was late. [She] left.", ["Ann Carter"]),
        ("[Ann Carter] went to [Eva Holm]’s house, where [she] slept.", ["Ann Carter", "Eva Holm"]),
        ("[Ann Carter] went with [Eva Holm] to the town where [she] slept.", ["Ann Carter", "Eva Holm"]),
        ("[Bo Reed] was late. A woman came in. [He] left.", ["Bo Reed"]),
        ("[Bo Reed] was a driver. [He] left.", ["Bo Reed"]),
        ("The driver fled. [Bo Reed] spoke first. [He] left.", ["Bo Reed"]),
        ("[Bo Reed] spoke of the driver. [He] left.", ["Bo Reed"]),
        ("[Bo Reed] spoke. “The driver fled.” [He] left.", ["Bo Reed"]),
        ("[Bo Reed] agreed that a driver would teach [him].", ["Bo Reed"]),
    ],
)
def test_nobody_else(marked: str, labels: list[str | None]) -> None:
    assert reason(marked, labels) == ""


@pytest.mark.parametrize(
    ("marked", "labels", "expected"),
    [
        ("[Ann Carter] told [Eva Holm] that [she] was ill.", ["Ann Carter", "Eva Holm"],
         "Ann Carter and Eva Holm may be meant alike"),
        ("[Ann Carter] helped [Eva Holm] with [her] case.", ["Ann Carter", "Eva Holm"],
         "Ann Carter and Eva Holm may be meant alike"),
        # One sentence nearer, alone of the gender.
        ("[Ann Carter] spoke of [Ann Carter] and [Ann Carter]. [Bo Reed] met [Eva Holm]. [She] left.",
         ["Ann Carter", "Ann Carter", "Ann Carter", "Bo Reed", "Eva Holm"],
         "Eva Holm was named since, and Ann Carter was not"),
        ("[Bo Reed] was late. A man then came in. [He] left.", ["Bo Reed"], "“A man” may be meant, or Bo Reed"),
        ("[Bo Reed] was late. Zorvane was born there. [He] left.", ["Bo Reed"], "“Zorvane” may be meant, or Bo Reed"),
        ("[Bo Reed] was late. There was no news of the driver or what moved [him].", ["Bo Reed"],
         "“the driver” may be meant, or Bo Reed"),
    ],
)  # fmt: skip
def test_somebody_else(marked: str, labels: list[str | None], expected: str) -> None:
    assert reason(marked, labels) == expected


def test_a_noun_that_stands_for_somebody_named_is_no_other() -> None:
    marked = "[Bo Reed] spoke. The [driver/n] was ill. [He] left."
    assert reason(marked, ["Bo Reed", "Bo Reed"]) == ""
    assert reason(marked, ["Bo Reed", None]) == "“The driver” may be meant, or Bo Reed"


def test_one_who_was_named_long_ago_is_not_meant_by_a_row_of_pronouns() -> None:
    marked = "[Bo Reed] came. " + "[He] sat. " * 12 + "[He] left."
    assert reason(marked, ["Bo Reed"] * 13) == "Bo Reed was named too long before it"
    assert reason(marked.replace("[He] sat. ", "", 1), ["Bo Reed"] * 12) == ""


def test_a_doubt_stays_until_somebody_is_named() -> None:
    view = marked_view("[Bo Reed] came. It rained. [He] left.")
    context = PronounContext(view, given(view, ["Bo Reed", None], {}))
    context.named_at[0] = 0
    candidates = find_candidates(context, 1, frozenset())
    ambiguity = Ambiguity(context)
    assert ambiguity.reason(1, 0, candidates) == ""
    context.last_unresolved[HE] = (20, frozenset())
    assert ambiguity.reason(1, 0, candidates).startswith("such a pronoun before it was left open too")
