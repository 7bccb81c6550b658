"""Finds the speakers around a pronoun: whom it cannot refer to, and whom it likely refers to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from xpkg.coreference.phrase_heads import PhraseHeads
from xpkg.coreference.scopes import Scopes
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.model import Attribution, Kind, Mention, MentionForm, Mode, Span
from xpkg.text.overlaps import stretches

_POSSESSIVE = having(Trait.POSSESSIVE_DETERMINER)
_GOES_ON = 2
"""Sentences after a speaker's quoted words in which quoted words without a speaker may still be theirs."""


class SpeechContext:
    """The speakers of one document. ``entity_of`` is the entity of each mention by its number, as far as it is known.

    ``sources`` are the numbers of the mentions that head the source phrase of an attribution;
    ``apposed`` those of them whose phrase opens with other words: "a former aide to the governor, |Ann Carter|, said".
    """

    def __init__(
        self,
        mentions: Sequence[Mention],
        attributions: Sequence[Attribution],
        entity_of: Mapping[int, int],
        scopes: Scopes,
        source: str,
    ) -> None:
        self._mentions = mentions
        self._attributions = attributions
        self._entity_of = entity_of
        self._scopes = scopes
        self._source = source
        self._starts = [mention.span.start for mention in mentions]
        self._heads = PhraseHeads(source, mentions)
        self._opening: dict[int, list[Attribution]] = {}  # where a source phrase begins -> what it says
        self.sources, self.apposed = self._source_mentions()
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
                self._opening.setdefault(each.source.start, []).append(each)
            for part in each.content:
                for number in range(scopes.sentence(part.start), scopes.sentence(part.end) + 1):
                    self._by_sentence.setdefault(number, []).append(each)

    def _source_mentions(self) -> tuple[frozenset[int], frozenset[int]]:
        """The mentions that head source phrases; and those of them that are no subject by their place."""
        sources, apposed = set(), set()
        for each in self._attributions:
            if each.source is None:
                continue
            opening = (number for number in self._inside(each.source)[:1] if self._opens(number, each.source))
            heads = [*self._heads.of(each.source), *opening]
            if not heads:
                continue
            first = heads[0]
            sources.add(first)
            if not self._opens(first, each.source) and each.cue and each.source < each.cue[0]:
                apposed.add(first)
        return frozenset(sources), frozenset(apposed)

    def _opens(self, number: int, phrase: Span) -> bool:
        return self._mentions[number].span.start == phrase.start

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

    def speaks_as(self, entity: int, span: Span) -> bool:
        """Whether ``span`` opens a source phrase that means ``entity``: "|A nurse| who was there, Ann Carter, said"."""
        return any(entity in self._speakers(each) for each in self._opening.get(span.start, ()))

    def _speakers(self, attribution: Attribution) -> set[int]:
        """The referents of the heads of the source phrase, else the first settled one in it."""
        if attribution.source is not None:
            heads = (self._entity_of.get(number) for number in self._heads.of(attribution.source))
            found = {entity for entity in heads if entity is not None}
            if found:
                return found
            for number in self._inside(attribution.source):
                if number in self._entity_of and not self._possesses(self._mentions[number]):
                    return {self._entity_of[number]}
        return set()

    def _possesses(self, mention: Mention) -> bool:
        """Whether somebody of theirs speaks: "|Carter|’s lawyer", "|his| lawyer"."""
        at = mention.span.end
        return mention.name in _POSSESSIVE or self._source[at : at + 2] in ("'s", "’s")

    def _inside(self, span: Span) -> range:
        """The numbers of the mentions that begin in ``span``."""
        return range(bisect_left(self._starts, span.start), bisect_left(self._starts, span.end))
