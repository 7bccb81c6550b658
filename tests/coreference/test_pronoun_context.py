"""What is known while pronouns are resolved: counts, people, genders, who leads."""

from __future__ import annotations

from tests.coreference.stories import given, marked_view, says
from xpkg.coreference.pronoun_context import PronounContext
from xpkg.model import Gender

MARKED = "[Ann Carter] met [Bo Reed] in [Orm/p]. [Reed] and the house of [Carter] fell. [He] left."
VIEW = marked_view(MARKED, says(MARKED, "Carter fell", "He left"))
RESOLUTION = given(
    VIEW, ["Ann Carter", "Bo Reed", "Orm", "Bo Reed", "Ann Carter", None], {"Ann Carter": Gender.FEMININE}
)


def test_people_are_counted_the_most_named_first() -> None:
    context = PronounContext(VIEW, RESOLUTION)
    assert [(context.label(entity), count) for entity, count in context.people] == [("Ann Carter", 2), ("Bo Reed", 2)]
    assert context.count[2] == 1  # the town, which is no person
    assert context.sentence(VIEW.mentions[3]) == 1


def test_a_gender_that_is_not_known_may_be_any() -> None:
    context = PronounContext(VIEW, RESOLUTION)
    carter, reed = 0, 1
    assert not context.may_be(carter, Gender.MASCULINE)
    assert context.may_be(carter, Gender.FEMININE)
    assert context.may_be(carter, None)
    assert context.may_be(reed, Gender.MASCULINE)


def test_the_source_of_a_statement_leads_whatever_it_hangs_on() -> None:
    context = PronounContext(VIEW, RESOLUTION)
    assert context.leads(4)
    assert not PronounContext(marked_view(MARKED), RESOLUTION).leads(4)


def test_what_is_decided_leaves_the_resolution_alone() -> None:
    context = PronounContext(VIEW, RESOLUTION)
    context.entity_of[5] = 1
    assert 5 not in RESOLUTION.entity_of
