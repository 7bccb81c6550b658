"""Name variants: whom a part of a name calls, of those whom the document names in full."""

from __future__ import annotations

import pytest

from tests.coreference.stories import given, marked_view
from xpkg.coreference.entities import EntityTableBuilder
from xpkg.coreference.name_assignments import NameAssignments
from xpkg.coreference.name_variants import NameVariants
from xpkg.model import Authority, AuthorityEntry, Gender, Kind

HE, SHE = Gender.MASCULINE, Gender.FEMININE


def called(marked: str, genders: dict[str, Gender] | None = None) -> str | None:
    """Whom the last mention calls, where those named in full are who they are called; "?" where two may be meant."""
    view = marked_view(marked)
    full = [mention.name if " " in mention.name else None for mention in view.mentions[:-1]]
    before = given(view, [*full, None], genders)
    variants = NameVariants(NameAssignments(view, before.entity_of, EntityTableBuilder(before.entities)))
    for number, entity in before.entity_of.items():
        variants.introduce(view.mentions[number].name, entity)
    last = len(view.mentions) - 1
    found = variants.find(last)
    return before.entities.label(found) if found is not None else "?" if last in variants.ambiguous else None


@pytest.mark.parametrize(
    ("marked", "label"),
    [
        ("[Rosa Vidal] left. [Vidal] sang.", "Rosa Vidal"),
        ("[Rosa Vidal] left. [Rosa] sang.", "Rosa Vidal"),
        ("[Anna de Villiers] left. [de Villiers] sang.", "Anna de Villiers"),
        ("[Andrés Manuel López Obrador] left. [López Obrador] sang.", "Andrés Manuel López Obrador"),
        ("[Rosa Maria Vidal] left. [Maria] sang.", "Rosa Maria Vidal"),
        ("[Rosa Vidal] left. [Zorvane] sang.", None),
        # A family name rather than a given one, who was named before rather than after.
        ("[Rosa Vidal] met [Vidal Orm]. [Vidal] sang.", "Rosa Vidal"),
        # Two of one name.
        ("[Rosa Vidal] met [Eva Vidal]. [Vidal] sang.", "?"),
        ("[Rosa Vidal] left. [Rosa Vidal] and [Rosa Vidal] met [Eva Vidal]. [Vidal] sang.", "Rosa Vidal"),
        ("[Rosa Vidal] left. [Vidal] sat. [Eva Vidal] came. [Vidal] sang.", "Rosa Vidal"),
        # Generations.
        ("[Tom Hart Sr] met [Tom Hart Jr]. [Hart] Jr. sang.", "Tom Hart Jr"),
        ("[Tom Hart Sr] met [Tom Hart Jr]. The younger [Hart] sang.", "Tom Hart Jr"),
        ("[Tom Hart Sr] met [Tom Hart Jr]. The elder Mr. [Hart] sang.", "Tom Hart Sr"),
        ("[Rosa Vidal] left. The younger [Vidal] sang.", "?"),
        # Whoever came in as a relation when another was called so already.
        ("[Zorvane] sat. His wife, [Marta Zorvane], came. [Zorvane] sang.", None),
    ],
)
def test_short_names(marked: str, label: str | None) -> None:
    assert called(marked) == label


@pytest.mark.parametrize(
    ("marked", "label"),
    [
        ("[Rosa Vidal] met [Jan Vidal]. Mr. [Vidal/m] sang.", "Jan Vidal"),
        ("[Rosa Vidal] met [Jan Vidal]. Later [Vidal] said she sang.", "Rosa Vidal"),
        ("[Rosa Vidal] met [Jan Vidal]. Later [Vidal] told us that he sang.", "Jan Vidal"),
        ("[Rosa Vidal] met [Jan Vidal]. Later [Vidal] heard she sang.", "?"),
        ("[Rosa Vidal] left. Mr. [Vidal/m] sang.", None),
    ],
)
def test_a_title_or_pronoun_tells_the_gender(marked: str, label: str | None) -> None:
    assert called(marked, {"Rosa Vidal": SHE, "Jan Vidal": HE}) == label


def test_the_files_know_short_names() -> None:
    entry = AuthorityEntry(Kind.PERSON, "Rosa Vidal", short=("Evita",))
    view = marked_view("[Rosa Vidal] left. [Evita] sang.", authority=Authority((entry,)))
    table = EntityTableBuilder(given(view, [None, None]).entities)
    known = table.known(0)
    variants = NameVariants(NameAssignments(view, {0: known}, table))
    variants.introduce("Rosa Vidal", known)
    assert variants.find(1) == known


def test_a_known_person_whom_the_text_never_names_in_full() -> None:
    entries = (
        AuthorityEntry(Kind.PLACE, "Zorvanova"),
        AuthorityEntry(Kind.PERSON, "Rosa Zorvanova", short=("Zorvanova",), titles=("President",)),
    )
    view = marked_view("President [Zorvanova] spoke. Nurse [Zelk] left.", authority=Authority(entries))
    table = EntityTableBuilder(given(view, []).entities)
    variants = NameVariants(NameAssignments(view, {}, table))
    found = variants.find(0)
    assert found is not None
    assert table.entities[found].label == "Rosa Zorvanova"
    assert variants.find(1) is None


def test_of_very_many_nobody_is_guessed() -> None:
    names = [f"[Rosa{chr(97 + at // 26)}{chr(97 + at % 26)} Vidal]" for at in range(101)]
    assert called(f"{' sat. '.join(names)} sat. [Vidal] sang.") == "?"
