"""Decides what "it", "its" and "they" stand for: the body, place or group of which the sentence is, or nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from xpkg.identity.registry import Registry
from xpkg.identity.stories import Stories
from xpkg.model import Kind, Mention


class Things:
    """The bodies, places and groups of one document; ``subjects`` are the mentions of which a sentence is."""

    def __init__(
        self,
        source: str,
        mentions: Sequence[Mention],
        of: Mapping[int, int],
        registry: Registry,
        stories: Stories,
        subjects: Collection[int],
    ) -> None:
        self._source = source
        self._mentions = mentions
        self._of = of
        self._registry = registry
        self._stories = stories
        self._subjects = subjects

    def find(self, number: int) -> int | None:
        """The subject of the sentence, or of the one before when the pronoun opens its own; nothing else is safe."""
        pronoun = self._mentions[number]
        at = pronoun.span.start
        sentence, story = self._stories.sentence(at), self._stories.story(at)
        if self._stories.quoted(at) is not None:
            return None
        body = pronoun.kind is Kind.ORGANIZATION
        kinds = (Kind.ORGANIZATION, Kind.PLACE) if body else (Kind.GROUP,)
        for other in range(number - 1, -1, -1):
            mention = self._mentions[other]
            back = sentence - self._stories.sentence(mention.span.start)
            if back > 1 or self._stories.story(mention.span.start) != story:
                return None
            if back == 1 and not self._opens(pronoun):
                return None
            if other in self._subjects and other in self._of:
                place = self._of[other]
                return place if self._registry.entities[place].kind in kinds else None
        return None

    def _opens(self, pronoun: Mention) -> bool:
        return pronoun.name in ("it", "they") and self._source[pronoun.span.start].isupper()
