"""Parts of the sentence: of whom a sentence is, who acts, who hangs on a preposition, who is the object."""

from __future__ import annotations

import pytest

from tests.coreference.stories import marked_view


def subjects(marked: str) -> list[str]:
    view = marked_view(marked)
    return [view.mentions[number].name for number in sorted(view.roles.subjects)]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[Ann Carter] sued [Reed].", ["Ann Carter"]),
        ("Later the mayor, [Ann Carter], sued [Reed].", ["Ann Carter"]),
        ("In the town of [Orm/p], [Ann Carter] sued [Reed].", ["Ann Carter"]),
        ("Within [Orm/p] it rained on [Ann Carter].", []),
        ("[Reed]’s brother sued [Ann Carter].", ["Ann Carter"]),
        ("The mayor said [Ann Carter] was ill.", []),
        ("The mayor claimed [Ann Carter] was ill.", []),
        ("Despite the news that [Ann Carter] was ill, it rained.", ["Ann Carter"]),
        ("Will [Ann Carter] be ill?", ["Ann Carter"]),
        # What stands in quotation marks opens no sentence; nor does where a report was written.
        ("“[Ann Carter] was ill,” [Reed] said.", ["Reed"]),
        ("[Orm/p], May 4 — [Ann Carter] was ill.", ["Ann Carter"]),
    ],
)
def test_subjects(marked: str, expected: list[str]) -> None:
    assert subjects(marked) == expected


@pytest.mark.parametrize(
    ("marked", "acts"),
    [
        ("[Carter] sued Reed.", True),
        ("[Carter] later also wrote to Reed.", True),
        ("[Carter] will never sue Reed.", True),
        ("[Carter] has not slept.", True),
        ("[Carter] overslept.", False),
        ("[Carter], a lawyer, sued Reed.", False),
        ("It was [Carter] who sued Reed.", False),
        ("The house of [Carter] fell.", False),
    ],
)
def test_who_acts_has_a_verb_right_behind(marked: str, acts: bool) -> None:
    view = marked_view(marked)
    assert view.roles.acts(view.mentions[0]) is acts


@pytest.mark.parametrize(
    ("marked", "leads", "hangs"),
    [
        ("Reed and the [Carter], too.", True, False),
        ("It was of [Carter].", False, True),
        ("It was of the late Mayor [Carter].", True, False),
        ("It was of the [Carter].", False, True),
        ("It was of young [Carter].", True, True),
        ("It was by [Carter].", False, False),
        ("It was sent to Mayor Tom Hart [Carter].", False, False),
        ("It was, of course, a [Carter].", True, False),
        ("It was [Carter]’s book.", False, False),
        ("The house of [Carter] fell.", False, True),
        ("To Mayor [Carter] wrote us.", True, False),
    ],
)
def test_who_hangs_on_a_preposition_leads_no_clause(marked: str, leads: bool, hangs: bool) -> None:
    view = marked_view(f"It rained on us. {marked}")
    assert view.roles.leads(0) is leads
    assert view.roles.hangs(view.mentions[0]) is hangs


@pytest.mark.parametrize(
    ("marked", "objective"),
    [
        ("Reed saw [him].", True),
        ("Reed saw [her].", True),
        ("Reed saw [her] again and again.", True),
        ("Reed saw [her] when it rained.", True),
        ("Reed gave [her] the book.", True),
        ("Reed saw [her] mother.", False),
        ("Reed saw [her] younger brother.", False),
        ("Reed saw [his] book.", False),
        ("[He] saw Reed.", False),
    ],
)
def test_objects(marked: str, objective: bool) -> None:
    view = marked_view(marked)
    assert view.roles.objective(view.mentions[0]) is objective


@pytest.mark.parametrize(
    ("between", "joined"),
    [
        (" sued ", True),
        (" quickly voted for ", True),
        (" has been sued by Mayor ", True),
        (" said that ", False),
        (" came, ", False),
        (" and ", False),
        (" said ", True),
        (" sat beside ", True),
        (" sold the book of ", True),
        ("’s lawyer sued ", False),
    ],
)
def test_what_lies_between_two_parts_of_a_clause(between: str, joined: bool) -> None:
    view = marked_view(f"[Carter]{between}[him].")
    subject, other = (mention.span for mention in view.mentions)
    assert view.roles.joined(subject.end, other.start) is joined


def test_brackets_are_closed_before_the_pronoun() -> None:
    view = marked_view("The mayor (of whom [Carter] spoke) said [he] was ill (with [Reed] and [him]).")
    carter, he, reed, him = view.mentions
    assert view.roles.bracketed(carter, he)
    assert not view.roles.bracketed(reed, him)
    assert not view.roles.bracketed(he, him)
