"""Keeps what of one document's names is settled: whose each is, and where each bearer is named in full."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from xpkg.analysis.mentions.gazetteer import Lexicon
from xpkg.coreference.entities import Registry
from xpkg.coreference.kinship import Relation
from xpkg.coreference.scopes import Stories
from xpkg.model import Mention, Text


class Ledger:
    """``of``: the entity of each settled mention, by its number; ``full``: the numbers of an entity's full names.

    ``relations`` are the mentions that introduce somebody by what he or she is to another.
    """

    def __init__(
        self,
        text: Text,
        mentions: Sequence[Mention],
        lexicon: Lexicon,
        registry: Registry,
        stories: Stories,
        relations: Mapping[int, Relation],
    ) -> None:
        self.text = text
        self.mentions = mentions
        self.lexicon = lexicon
        self.registry = registry
        self.stories = stories
        self.relations = relations
        self.of: dict[int, int] = {}
        self.full: dict[int, list[int]] = defaultdict(list)
        self._spots: dict[int, tuple[dict[int, list[int]], int]] = {}

    def spots(self, place: int, story: int) -> list[int]:
        """Where the bearer ``place`` is named in full in a story."""
        by_story, noted = self._spots.get(place, ({}, 0))
        numbers = self.full[place]
        for number in numbers[noted:]:
            start = self.mentions[number].span.start
            by_story.setdefault(self.stories.story(start), []).append(start)
        self._spots[place] = by_story, len(numbers)
        return by_story.get(story, [])
