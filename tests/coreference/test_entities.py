"""The table of entities: each once, told apart by kind, label and phrase; what is known of it."""

from __future__ import annotations

import pytest

from xpkg.coreference.entities import EntityTable, EntityTableBuilder
from xpkg.model import Authority, AuthorityEntry, Gender, Kind

AUTHORITY = Authority(
    (
        AuthorityEntry(Kind.PERSON, "Rosa Vidal", gender=Gender.FEMININE, kin="Ruritania", aliases=("R. Vidal",)),
        AuthorityEntry(Kind.ORGANIZATION, "Orm Gazette", subtype="newspaper"),
    )
)


@pytest.fixture
def builder() -> EntityTableBuilder:
    return EntityTableBuilder(EntityTable(AUTHORITY))


def test_a_known_entity_stands_once_with_what_its_entry_tells(builder: EntityTableBuilder) -> None:
    first, second = builder.known(0), builder.known(0)
    assert first == second == 0
    assert builder.entry_of == {0: 0}
    assert builder.genders == {0: Gender.FEMININE}
    assert builder.country(0) == "Ruritania"
    assert builder.entities[0].known
    paper = builder.known(1)
    assert paper not in builder.genders
    assert builder.country(paper) == ""


def test_kind_label_and_phrase_tell_entities_apart(builder: EntityTableBuilder) -> None:
    numbers = [
        builder.new(Kind.PERSON, "Bo Reed"),
        builder.new(Kind.PERSON, "Bo Reed", "story"),
        builder.new(Kind.ORGANIZATION, "Bo Reed"),
        builder.new(Kind.PERSON, "Bo Reed"),
    ]
    assert numbers == [0, 1, 2, 0]
    assert builder.country(0) == ""


def test_either_apostrophe_writes_one_name(builder: EntityTableBuilder) -> None:
    assert builder.new(Kind.ORGANIZATION, "Teachers’ Union") == builder.new(Kind.ORGANIZATION, "Teachers' Union")


def test_names_in_brackets_are_added_once(builder: EntityTableBuilder) -> None:
    entity = builder.new(Kind.ORGANIZATION, "Bureau of Dams")
    for _ in range(2):
        builder.add_names(entity, (("zh", "水坝局"),), "BOD")
    builder.add_names(entity, (), "Bureau of Dams")
    assert builder.entities[entity].native == (("zh", "水坝局"),)
    assert builder.entities[entity].aliases == ("BOD",)


def test_what_the_files_know_of_an_entity_is_left_as_it_is(builder: EntityTableBuilder) -> None:
    entity = builder.known(0)
    builder.add_names(entity, (("zh", "罗莎"),), "RV")
    assert builder.entities[entity].aliases == ("R. Vidal",)
    assert builder.entities[entity].native == ()


def test_the_first_gender_stays(builder: EntityTableBuilder) -> None:
    entity = builder.new(Kind.PERSON, "Tavrin Zelk")
    for gender in (None, Gender.MASCULINE, Gender.FEMININE):
        builder.note_gender(entity, gender)
    assert builder.genders[entity] is Gender.MASCULINE


def test_a_table_is_a_value_that_a_builder_leaves_alone(builder: EntityTableBuilder) -> None:
    before = builder.built()
    builder.known(0)
    after = builder.built()
    assert before.entities == ()
    assert (after.kind(0), after.label(0)) == (Kind.PERSON, "Rosa Vidal")
    more = EntityTableBuilder(after)
    assert more.known(0) == 0
    assert more.new(Kind.PERSON, "Bo Reed") == 1
    assert len(after.entities) == 1
