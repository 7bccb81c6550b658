"""Records the entity of each name resolved so far, and where each entity is named in full."""

from __future__ import annotations

from collections.abc import Mapping

from xpkg.coreference.document_view import DocumentView
from xpkg.coreference.entities import EntityTableBuilder


class NameAssignments:
    """``entity_of`` is the entity of each name decided so far, by the mention's number; ``in_full`` are the numbers of
    an entity's full names. ``decided`` are all decided before, which were full names."""

    def __init__(self, view: DocumentView, decided: Mapping[int, int], table: EntityTableBuilder) -> None:
        self.view = view
        self.table = table
        self.entity_of = dict(decided)
        self.in_full: dict[int, list[int]] = {}
        for number, entity in decided.items():
            self.add_full_name(number, entity)
        self._starts: dict[int, tuple[dict[int, list[int]], int]] = {}

    def add_full_name(self, number: int, entity: int) -> None:
        """Notes that the mention ``number`` names ``entity`` in full."""
        self.in_full.setdefault(entity, []).append(number)

    def named_in_full_at(self, entity: int, story: int) -> list[int]:
        """Where ``entity`` is named in full in a story: the first code points, in order."""
        by_story, noted = self._starts.get(entity, ({}, 0))
        numbers = self.in_full.get(entity, [])
        for number in numbers[noted:]:
            start = self.view.mentions[number].span.start
            by_story.setdefault(self.view.scopes.story(start), []).append(start)
        self._starts[entity] = by_story, len(numbers)
        return by_story.get(story, [])
