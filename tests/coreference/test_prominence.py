"""Prominence: where a short name alone means a known person."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.coreference.stories import marked_view
from xpkg.coreference.document_view import DocumentView, view_of
from xpkg.coreference.prominence import Prominence
from xpkg.model import Authority, AuthorityEntry, Gender, Kind

AUTHORITY = Authority(
    (
        AuthorityEntry(Kind.PERSON, "Rosa Zorvanova", gender=Gender.FEMININE, kin="Ruritania", titles=("President",)),
        AuthorityEntry(Kind.ORGANIZATION, "Government of Ruritania", kin="Ruritania", subtype="government"),
        AuthorityEntry(Kind.ORGANIZATION, "Ruritanian Opera", kin="Ruritania", subtype="opera"),
        AuthorityEntry(Kind.PERSON, "Jan Zelk", kin="Ruritania"),
    )
)


def view(marked: str, **known: int) -> DocumentView:
    """The view of a text; ``known`` are the entries of mentions, by their names with "_" for blanks."""
    bare = marked_view(marked, authority=AUTHORITY)
    entries = {name.replace("_", " "): entry for name, entry in known.items()}
    mentions = tuple(replace(mention, authority=entries.get(mention.name)) for mention in bare.mentions)
    return view_of(bare.text, mentions, authority=AUTHORITY)


def denotes(story: DocumentView, number: int = 0, entry: int = 0) -> bool:
    return Prominence(story).denotes(story.mentions[number], entry)


def test_an_office_beside_the_name_tells_it() -> None:
    assert denotes(view("President [Zorvanova] spoke."))
    assert not denotes(view("Nurse [Zorvanova] spoke."))


def test_an_office_beside_another_use_of_the_name_tells_it() -> None:
    assert denotes(view("[Zorvanova] sat. President [Zorvanova] spoke."))
    assert not denotes(view("[Zorvanova] sat. Nurse [Zorvanova] spoke."))
    assert not denotes(view("[Zorvanova] sat."))


def test_a_text_on_the_affairs_of_her_country_tells_it() -> None:
    affairs = "The [Ruritanian Government/o] fell. [Zorvanova] sat."
    assert denotes(view(affairs, Ruritanian_Government=1), 1)
    assert denotes(view("[Jan Zelk] fell. [Zorvanova] sat.", Jan_Zelk=3), 1)
    assert not denotes(view("The [Ruritanian Opera/o] fell. [Zorvanova] sat.", Ruritanian_Opera=2), 1)
    assert not denotes(view(affairs + " Nurse [Zorvanova] spoke.", Ruritanian_Government=1), 1)
    # Who has no office is not known by a family name alone.
    assert not denotes(view("The [Ruritanian Government/o] fell. [Zelk] sat.", Ruritanian_Government=1), 1, entry=3)


def test_a_common_name_needs_more() -> None:
    story = view("The [Ruritanian Government/o] fell. [Smith] sat.", Ruritanian_Government=1)
    assert not denotes(story, 1)


@pytest.mark.parametrize(
    ("marked", "fits"),
    [
        ("President [Rosa Maria Zorvanova] spoke.", True),
        ("[Rosa Maria Zorvanova] spoke.", False),
        ("The [Ruritanian Government/o] fell. [Rosa Maria Zorvanova] spoke.", True),
        ("The [Ruritanian Government/o] fell. Sgt [Rosa Maria Zorvanova] spoke.", False),
        ("The [Ruritanian Government/o] fell. [Rosa Maria Zorvanova] said he sang.", False),
    ],
)
def test_a_middle_name_needs_an_office_or_the_country(marked: str, fits: bool) -> None:
    story = view(marked, Ruritanian_Government=1)
    assert Prominence(story).fits(("Rosa Maria Zorvanova",), 0) is fits


def test_one_use_as_an_everyday_persons_makes_a_namesake() -> None:
    prominence = Prominence(view("[Jan Zelk] sat. [Jan Zelk], a plumber, left. [Rosa Zorvanova] left."))
    assert prominence.is_namesake("Jan Zelk", 0)
    assert not prominence.is_namesake("Rosa Zorvanova", 0)
    assert not prominence.is_namesake("Nobody Known", 0)
