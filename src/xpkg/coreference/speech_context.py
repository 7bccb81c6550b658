"""Finds the speakers around a pronoun: whom it cannot refer to, and whom it likely refers to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from xpkg.coreference.scopes import Scopes
from xpkg.model import Attribution, Kind, Mention, MentionForm, Mode, Span
from xpkg.text.overlaps import stretches

_GOES_ON = 2
"""Sentences after a speaker's quoted words in which quoted words without a speaker may still be theirs."""


class SpeechContext:
    """The speakers of one document. ``entity_of`` is the entity of each mention by its number, as far as it is known.

    ``sources`` are the numbers of the mentions that open the source phrase of an attribution.
    """

    def __init__(
        self,
        mentions: Sequence[Mention],
        attributions: Sequence[Attribution],
        entity_of: Mapping[int, int],
        scopes: Scopes,
    ) -> None:
        self._mentions = mentions
        self._attributions = attributions
        self._entity_of = entity_of
        self._scopes = scopes
        self._starts = [mention.span.start for mention in mentions]
        inside = (self._inside(each.source) for each in attributions if each.source is not None)
        self.sources = frozenset(numbers[0] for numbers in inside if numbers)
        self._direct = [each for each in attributions if each.mode is not Mode.INDIRECT]
        parts = sorted((part, number) for number, each in enumerate(self._direct) for part in each.content)
        self._owners = [number for _, number in parts]
        self._parts = stretches(part for part, _ in parts)
        self._ended = sorted(range(len(self._direct)), key=lambda number: self._direct[number].content[-1].end)
        self._ends = [self._direct[number].content[-1].end for number in self._ended]
        self._by_source: dict[Span, list[Attribution]] = {}
        self._by_sentence: dict[int, list[Attribution]] = {}
        for each in attributions:
            if each.source is not None:
                self._by_source.setdefault(each.source, []).append(each)
            for part in each.content:
                for number in range(scopes.sentence(part.start), scopes.sentence(part.end) + 1):
                    self._by_sentence.setdefault(number, []).append(each)

    def excluded(self, span: Span) -> frozenset[int]:
        """Who cannot be meant by a pronoun at ``span``: who speaks around it, and whom the quoted words name."""
        return self._speakers_around(span) | self._named_in_content(span)

    def _speakers_around(self, span: Span) -> frozenset[int]:
        """Who cannot be meant: the speaker of the direct words in which the pronoun at ``span`` stands.

        Where no speaker is named, it is likely the one whose words were quoted before them.
        """
        turn = self._scopes.turn(span.start)
        quote = self._scopes.quoted(span.start) or turn
        if quote is None:
            return frozenset()
        inside = [self._direct[self._owners[at]] for at in self._parts.over(quote)]
        if not inside and turn is None and self._utters(quote):
            begin = self._scopes.sentence(quote.start)
            at = bisect_right(self._ends, quote.start) - 1
            last = self._direct[self._ended[bisect_left(self._ends, self._ends[at])]] if at >= 0 else None
            if last is not None and begin - self._scopes.sentence(last.content[-1].start) <= _GOES_ON:
                inside = [last]
        return frozenset(entity for each in inside for entity in self._speakers(each))

    def _utters(self, quote: Span) -> bool:
        """Whether the quoted words open a sentence, and so are not a word or two that the text takes up."""
        return quote.start - self._scopes.start(self._scopes.sentence(quote.start)) <= 1

    def _named_in_content(self, span: Span) -> frozenset[int]:
        """Who cannot be meant either: whom the words of "he" name ("he said Ann Carter was ill")."""
        found = set()
        for attribution in self._by_source.get(span, ()):
            for part in attribution.content:
                for other in self._inside(part):
                    mention = self._mentions[other]
                    named = mention.form in (MentionForm.NAME, MentionForm.SHORT) and mention.kind is Kind.PERSON
                    told = mention.span.start > span.start or self._scopes.quoted(mention.span.start) is not None
                    if named and told and other in self._entity_of:
                        found.add(self._entity_of[other])
        return frozenset(found)

    def speakers(self, span: Span) -> frozenset[int]:
        """Who is likely meant: the speaker in whose indirect words the pronoun stands ("X said that he …")."""
        found: set[int] = set()
        if self._scopes.quoted(span.start) is None:
            for attribution in self._by_sentence.get(self._scopes.sentence(span.start), ()):
                source = attribution.source
                if source is None or source.end > span.start:
                    continue
                if any(part.contains(span) for part in attribution.content):
                    found |= self._speakers(attribution)
        return frozenset(found)

    def _speakers(self, attribution: Attribution) -> set[int]:
        """The first settled referent in the source phrase."""
        if attribution.source is not None:
            for number in self._inside(attribution.source):
                if number in self._entity_of:
                    return {self._entity_of[number]}
        return set()

    def _inside(self, span: Span) -> range:
        """The numbers of the mentions that begin in ``span``."""
        return range(bisect_left(self._starts, span.start), bisect_left(self._starts, span.end))
