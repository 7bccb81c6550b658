"""Parts of names: what something can be called by that has a longer name."""

from __future__ import annotations

import pytest

from xpkg.coreference.name_parts import is_generic, parts_of, shortened_names
from xpkg.model import Kind, Mention, MentionForm, Span


def name(words: str, kind: Kind = Kind.ORGANIZATION, form: MentionForm = MentionForm.NAME, method: str = "") -> Mention:
    return Mention(Span(0, len(words)), kind, form, words, method=method)


def test_every_run_of_words_is_a_part() -> None:
    assert list(parts_of("Larkham Daily Echo", 0)) == [
        "Larkham", "Larkham Daily", "Larkham Daily Echo", "Daily", "Daily Echo", "Echo",
    ]  # fmt: skip
    assert list(parts_of("Larkham", 1)) == []
    assert max(len(part.split()) for part in parts_of(" ".join("abcdefghijklmnop"), 0)) == 12


@pytest.mark.parametrize(
    ("words", "kind", "generic"),
    [
        ("Interior Ministry", Kind.ORGANIZATION, True),
        ("Ministry of Foreign Affairs", Kind.ORGANIZATION, True),
        ("Larkham Ministry", Kind.ORGANIZATION, False),
        ("Ministry", Kind.PLACE, False),
    ],
)
def test_a_generic_name_is_one_that_many_countries_have(words: str, kind: Kind, generic: bool) -> None:
    assert is_generic(name(words, kind)) is generic


def test_a_body_is_shortened_to_any_part_and_others_to_their_ends() -> None:
    found = shortened_names([name("Larkham Daily Echo"), name("Ann Mary Carter", Kind.PERSON)])
    assert {part for kind, part in found if kind is Kind.ORGANIZATION} == {"Daily", "Daily Echo", "Echo"}
    assert {part for kind, part in found if kind is Kind.PERSON} == {"Mary Carter", "Carter"}


def test_short_names_and_governments_shorten_nothing() -> None:
    short = name("Daily Echo", form=MentionForm.SHORT)
    assert shortened_names([short, name("Orm federal government", method="pattern:government")]) == frozenset()
