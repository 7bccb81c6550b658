"""Words beside a name: an office of a known person's own, somebody else's, or nothing."""

from __future__ import annotations

import pytest

from tests.coreference.stories import marked_view
from xpkg.coreference.name_context import Fit, NameContext
from xpkg.model import Authority, AuthorityEntry, Gender, Kind

AUTHORITY = Authority(
    (
        AuthorityEntry(Kind.PERSON, "Rosa Vidal", gender=Gender.FEMININE, kin="Ruritania",
                       titles=("President", "Senator")),
        AuthorityEntry(Kind.PLACE, "Ruritania", adjectives=("Ruritanian",), subtype="country"),
        AuthorityEntry(Kind.PLACE, "Nord Ardia", adjectives=("Ardian",), subtype="country"),
    )
)  # fmt: skip


def fit(marked: str) -> Fit:
    view = marked_view(marked, authority=AUTHORITY)
    return NameContext(view).fit(view.mentions[0], AUTHORITY.entries[0])


@pytest.mark.parametrize(
    "marked",
    [
        "Then President [Vidal] spoke.",
        "Then the former president, [Vidal], spoke.",
        "Ruritanian President [Vidal] spoke.",
        "Ruritania’s President Ms. [Vidal] spoke.",
        "Outgoing Senator [Vidal] spoke.",
        "[Vidal], the Ruritanian president, spoke.",
        "[Vidal], president of Ruritania, spoke.",
        "The [Vidal] administration fell.",
        "Ruritanian leaders, including Ms. [Vidal], met.",
        "The party leaders such as [Vidal] met.",
        "President [Vidal] of Ruritania spoke.",
    ],
)
def test_an_office_of_her_own(marked: str) -> None:
    assert fit(marked) is Fit.FITS


@pytest.mark.parametrize(
    "marked",
    [
        "It rained. [Vidal] spoke.",
        "Then Ms. [Vidal] spoke.",
        "Then she met [Vidal], of whom we knew.",
        "The garden leaders, including [Vidal], met.",
        "[Vidal], the dam and the house fell.",
    ],
)
def test_nothing_is_told(marked: str) -> None:
    assert fit(marked) is Fit.OPEN


@pytest.mark.parametrize(
    "marked",
    [
        "Ardian President [Vidal] spoke.",
        "Nord Ardia’s President [Vidal] spoke.",
        "Vice President [Vidal] spoke.",
        "The club president, [Vidal], spoke.",
        "The student president, [Vidal], spoke.",
        "Sgt [Vidal] spoke.",
        "Mayor [Vidal] spoke.",
        "Dr. [Vidal] spoke.",
        "The plumber, [Vidal], spoke.",
        "[Vidal], a nurse, spoke.",
        "[Vidal], 34, spoke.",
        "[Vidal], aged 51, spoke.",
        "[Vidal], in her thirties, spoke.",
        "[Vidal] from Larkham spoke.",
        "[Vidal], who works in a bakery, spoke.",
        "[Vidal] (not her real name) spoke.",
        "[Vidal], whose name has been changed, spoke.",
        "[Vidal] & Sons spoke.",
        "[Vidal] and Daughters spoke.",
        "Pike & [Vidal] spoke.",
        "A man called [Vidal] spoke.",
        "She was known only as [Vidal].",
        "It was some Ms. [Vidal].",
        "[Vidal] said he was ill.",
        "It was said that Mr. [Vidal/m] spoke.",
        "President [Vidal] from Larkham spoke.",
        "The brothers [Vidal] spoke.",
    ],
)
def test_somebody_else(marked: str) -> None:
    assert fit(marked) is Fit.AGAINST


@pytest.mark.parametrize(
    ("marked", "other"),
    [
        ("Sgt [Vidal] spoke.", True),
        ("Judge [Vidal] spoke.", True),
        ("A plumber, [Vidal], spoke.", True),
        ("[Vidal], a plumber, spoke.", True),
        ("[Vidal] & Sons spoke.", True),
        ("President [Vidal] spoke.", False),
        ("[Vidal], 34, spoke.", False),
        ("Mayor [Vidal] spoke.", False),
    ],
)
def test_whoever_is_named_in_full_it_is_another(marked: str, other: bool) -> None:
    view = marked_view(marked, authority=AUTHORITY)
    assert NameContext(view).is_other(view.mentions[0], AUTHORITY.entries[0]) is other


@pytest.mark.parametrize(
    ("marked", "everyday"),
    [
        ("[Rosa Vidal], 43, a plumber, spoke.", True),
        ("Sgt [Rosa Vidal] spoke.", True),
        ("Baker [Rosa Vidal] spoke.", True),
        ("A woman called [Rosa Vidal] spoke.", True),
        ("[Rosa Vidal] (not her real name) spoke.", True),
        ("[Rosa Vidal], 43, of Larkham, spoke.", True),
        ("[Rosa Vidal] (43), from Larkham, spoke.", True),
        ("[Rosa Vidal], a student from Larkham, spoke.", True),
        ("[Rosa Vidal], a member of the Larkham party, spoke.", False),
        ("[Rosa Vidal], 43, a senator, spoke.", False),
        ("Captain [Rosa Vidal] spoke.", False),
        ("[Rosa Vidal] spoke.", False),
    ],
)
def test_everyday_people(marked: str, everyday: bool) -> None:
    view = marked_view(marked, authority=AUTHORITY)
    assert NameContext(view).is_everyday(view.mentions[0], AUTHORITY.entries[0]) is everyday


def test_words_of_the_sentence_before_are_not_beside_the_name() -> None:
    assert fit("It was the president. [Vidal] spoke.") is Fit.OPEN


def test_the_gender_of_a_title_or_pronoun() -> None:
    marked = "Mr. [Vidal/m] spoke. [Vidal] believed that he sang. [Vidal] said she sang."
    view = marked_view(marked, authority=AUTHORITY)
    context, entry = NameContext(view), AUTHORITY.entries[0]
    assert [context.other_gender(mention, entry) for mention in view.mentions] == [True, True, False]
