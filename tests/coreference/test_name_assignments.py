"""Where each entity is named in full while names are resolved, story by story."""

from __future__ import annotations

from tests.coreference.stories import given, marked_view
from xpkg.coreference.entities import EntityTableBuilder
from xpkg.coreference.name_assignments import NameAssignments

VIEW = marked_view("[Ann Carter] met [Bo Reed]. [Carter] sang. [Ann Carter] left.")


def test_decided_names_are_full_names_in_the_order_of_the_text() -> None:
    before = given(VIEW, ["Ann Carter", "Bo Reed", None, "Ann Carter"])
    names = NameAssignments(VIEW, before.entity_of, EntityTableBuilder(before.entities))
    assert names.in_full == {0: [0, 3], 1: [1]}
    starts = [VIEW.mentions[0].span.start, VIEW.mentions[3].span.start]
    assert names.named_in_full_at(0, story=0) == starts
    assert names.named_in_full_at(0, story=1) == []
    assert names.named_in_full_at(7, story=0) == []
    names.entity_of[2] = 0
    assert 2 not in before.entity_of


def test_a_full_name_that_comes_later_is_noted() -> None:
    before = given(VIEW, ["Ann Carter", None, None, None])
    names = NameAssignments(VIEW, before.entity_of, EntityTableBuilder(before.entities))
    assert names.named_in_full_at(0, story=0) == [0]
    names.add_full_name(3, 0)
    assert names.named_in_full_at(0, story=0) == [0, VIEW.mentions[3].span.start]
    assert list(names.in_full) == [0]
