"""Finds the speaker in the source phrase of an attribution: the referent of its head, not of its modifiers."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence

from xpkg.coreference.document_view import DocumentView
from xpkg.coreference.phrase_heads import PhraseHeads
from xpkg.coreference.resolution import Decisions, Resolution
from xpkg.lexicon import closed_classes
from xpkg.model import Attribution, Kind, Mention, Mode, Span
from xpkg.text.overlaps import stretches

_CLOSED = closed_classes.Trait

_BESIDE = re.compile(r"\.?,? ?(?:\([^)]*\),? |[-–—]+ )?")
_HUNG = re.compile(r"\.?(?:, (?:an?|the) | of | at | from )(?:(?! and | who )[^.;:“”\"\n]){1,80},? ")
_FIRST_PERSON = closed_classes.having(_CLOSED.FIRST_PERSON)
_RELATIVE = closed_classes.having(_CLOSED.RELATIVE_PRONOUN)


def resolve_source_phrases(view: DocumentView, resolution: Resolution) -> Decisions:
    """Who speaks in each source phrase that says so."""
    phrases = SourcePhrases(view.source, view.mentions, resolution.entity_of)
    return Decisions(phrases=phrases.speakers(view.attributions))


class SourcePhrases:
    """Reads source phrases by the mentions in them. ``entity_of`` is the entity of each mention by its number."""

    def __init__(self, source: str, mentions: Sequence[Mention], entity_of: Mapping[int, int]) -> None:
        self._source = source
        self._mentions = mentions
        self._entity_of = entity_of
        self._starts = [mention.span.start for mention in mentions]
        self._heads = PhraseHeads(source, mentions)

    def speakers(self, attributions: Sequence[Attribution]) -> dict[Span, tuple[int, ...]]:
        """The entities of each source phrase that has some; ``I`` is the speaker of the words in which it stands."""
        found: dict[Span, tuple[int, ...]] = {}
        for attribution in attributions:
            if attribution.source is not None and attribution.source not in found:
                entities = self.bearers(attribution.source)
                if entities:
                    found[attribution.source] = entities
        quoting = [each for each in attributions if each.mode is not Mode.INDIRECT and each.source is not None]
        parts = sorted((part, number) for number, each in enumerate(quoting) for part in each.content)
        quoted = stretches(part for part, _ in parts)
        for attribution in attributions:
            span = attribution.source
            if span is None or span in found or span.cut(self._source).lower() not in _FIRST_PERSON:
                continue
            for number in sorted(parts[at][1] for at in quoted.over(span) if quoted.spans[at].contains(span)):
                source = quoting[number].source
                if source is not None and source in found:
                    found[span] = found[source]
        return found

    def bearers(self, phrase: Span) -> tuple[int, ...]:
        """The entities that the heads of ``phrase`` denote: both of "X and Y", none of "a spokesman for X"."""
        if phrase.cut(self._source).lower() in _RELATIVE:
            entity = self._antecedent(phrase)
            return () if entity is None else (entity,)
        entities = (self._entity_of.get(number) for number in self._heads.of(phrase))
        return tuple(dict.fromkeys(entity for entity in entities if entity is not None))

    def _antecedent(self, phrase: Span) -> int | None:
        """What stands right before a relative pronoun."""
        who = phrase.cut(self._source).lower() in ("who", "whom")
        last = bisect_left(self._starts, phrase.start) - 1
        for number in range(last, max(-1, last - 4), -1):
            mention = self._mentions[number]
            if mention.span.end > phrase.start or (who and mention.kind not in (Kind.PERSON, Kind.GROUP)):
                continue
            between = self._source[mention.span.end : phrase.start]
            if _BESIDE.fullmatch(between) or (who and mention.kind is Kind.PERSON and _HUNG.fullmatch(between)):
                return self._entity_of.get(number)
            return None
        return None
