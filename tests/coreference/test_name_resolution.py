"""Names: which stand for themselves, and who bears what nothing explains."""

from __future__ import annotations

import pytest

from tests.coreference.stories import denoted, given, marked_view, read
from xpkg.coreference.name_resolution import note_kinship_genders, resolve_full_names, resolve_unexplained_names
from xpkg.coreference.resolution import Resolution
from xpkg.model import Authority, AuthorityEntry, Entity, Gender, Kind

AUTHORITY = Authority(
    (
        AuthorityEntry(Kind.PERSON, "Rosa Vidal", gender=Gender.FEMININE, kin="Ruritania", titles=("President",)),
        AuthorityEntry(Kind.PLACE, "Ruritania", adjectives=("Ruritanian",), subtype="country"),
        AuthorityEntry(Kind.ORGANIZATION, "Government of Ruritania", kin="Ruritania", subtype="government"),
    )
)


def full(marked: str) -> list[tuple[str, str] | None]:
    """Label and phrase of the entity of each mention that is decided as a full name."""
    view = marked_view(marked, authority=AUTHORITY)
    decisions = resolve_full_names(view, given(view, []))
    assert decisions.entities is not None
    table = decisions.entities.entities
    entities = [decisions.entity_of.get(number) for number in range(len(view.mentions))]
    return [None if entity is None else (table[entity].label, table[entity].phrase) for entity in entities]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[Bo Reed] left.", [("Bo Reed", "")]),
        ("[Bo Reed] and [B. Reed] left. [Bo Reed] sat.", [("Bo Reed", ""), ("B. Reed", ""), ("Bo Reed", "")]),
        ("[Rosa Vidal] left.", [("Rosa Vidal", "")]),
        ("[Rosa Vidal], a plumber, left.", [("Rosa Vidal", "story")]),
        ("President [Rosa Maria Vidal] left.", [("Rosa Vidal", "")]),
        ("[Rosa Maria Vidal] left.", [("Rosa Maria Vidal", "")]),
        ("[Tom Hart Sr] met [Tom Hart Jr] there. [Tom Hart] left.", [("Tom Hart Sr", ""), ("Tom Hart Jr", ""), None]),
        ("[Reed] left.", [None]),
        # Bodies: one of many countries needs its country; a part of a longer name that name.
        ("The [Orm Bakery/o] fell.", [("Orm Bakery", "")]),
        ("The Ruritanian [Interior Ministry/o] fell.", [("Interior Ministry", "Ruritania")]),
        ("Ruritania’s [Interior Ministry/o] fell.", [("Interior Ministry", "Ruritania")]),
        ("The [Interior Ministry/o] fell.", [None]),
        ("The [Orm Daily Echo/o] fell. The [Daily Echo/o] fell.", [("Orm Daily Echo", ""), None]),
    ],
)
def test_full_names(marked: str, expected: list[tuple[str, str] | None]) -> None:
    assert full(marked) == expected


def test_a_government_is_that_of_its_country() -> None:
    found = read("The Ruritania federal government was late.", AUTHORITY)
    assert "Government of Ruritania" in {entity.label for entity in found.entities}


def test_what_nothing_explains_is_its_own_and_of_this_document() -> None:
    view = marked_view("[Brandvold] met Mr. [Kelin/m] and Ms. [Kelin/f]. [Kelin] left. [X] sat.")
    decisions = resolve_unexplained_names(view, given(view, []))
    assert decisions.entities is not None
    assert decisions.entities.entities == (
        Entity(Kind.PERSON, "Brandvold", "story"),
        Entity(Kind.PERSON, "Kelin", "story m"),
        Entity(Kind.PERSON, "Kelin", "story f"),
    )
    assert decisions.entity_of == {0: 0, 1: 1, 2: 2}
    assert decisions.unresolved == {3: "two people may be called Kelin"}
    assert decisions.entities.genders == {1: Gender.MASCULINE, 2: Gender.FEMININE}


def test_what_is_open_between_two_stays_open() -> None:
    view = marked_view("[Brandvold] left.")
    before = given(view, [])
    decisions = resolve_unexplained_names(view, Resolution(before.entities, unresolved={0: "two may be meant"}))
    assert not decisions.entity_of


def test_kinship_tells_genders() -> None:
    view = marked_view("His sister, [Tavrin Zelk], met his brother, [Zelka Holm], and the boss, [Orm Kelin].")
    decisions = note_kinship_genders(view, given(view, ["Tavrin Zelk", "Zelka Holm", "Orm Kelin"]))
    assert decisions.entities is not None
    assert decisions.entities.genders == {0: Gender.FEMININE, 1: Gender.MASCULINE}
    assert not decisions.entity_of


def test_acronyms_go_first_as_a_headline_has_them_alone() -> None:
    text = "NWA wants a dam\n\nThe National Water Agency (NWA) wants a dam. The NWA said so."
    found = read(text)
    spans = [span for span, _ in found.denotes if span.cut(text) == "NWA"]
    assert len(spans) == 3
    assert {denoted(found, span) for span in spans} == {"National Water Agency"}
