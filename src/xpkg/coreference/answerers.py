"""Decides who answers in a transcript: who is called or sworn, spoken to in a question, or named at its head."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from xpkg.coreference.document_view import DocumentView
from xpkg.coreference.resolution import Resolution
from xpkg.lexicon import speaker_labels
from xpkg.lexicon.alternation import alternation
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.model import Kind, Mention, MentionForm, Span, Turn, TurnRole
from xpkg.text.transcript_heads import may_answer

_INTERVIEWED = re.compile(
    r"\b(?:interview\w*|Q&A|conversation|questions?|examination|deposition|testimony|evidence)"
    rf"(?: {alternation(having(Trait.PREPOSITION))})?:? ",
    re.I,
)
_CALLED = re.compile(
    r"\b(?:(?:re)?calls?|call(?:ing|ed)|sw(?:ore|orn) in)\s+(?:(?:the|to the stand|back|[A-Z][\w.]*)\s+){0,3}\Z"
)
_SWORN = re.compile(r"[^.\n]{0,40}\b(?:sworn|affirmed|took the stand)\b")
"""What makes somebody the witness: "The State calls Officer Low", "ANN LOW, having been sworn"."""
_NEAR = 60
"""Characters beside a name in which such words stand."""
_ANSWERS = speaker_labels.having(speaker_labels.Trait.ANSWER)
_FIRST_PERSON = having(Trait.FIRST_PERSON)
_ASKING = having(Trait.WH_WORD)
_SECOND_PERSON = having(Trait.SECOND_PERSON)
_OPENS = re.compile(r"(?:[A-Z][\w’']*,\s+)?(?:[A-Z][\w.’']*\s+){0,3}\Z")
_GOES_ON = re.compile(rf",\s+(?!{alternation(having(Trait.DETERMINER))}\b)")
"""What stands before and behind a name that is spoken to: "Now, Agent |Low|, when did you ...?"."""


class Answerers:
    """Who answers in one document, turn by turn: what is called, sworn or asked last counts."""

    def __init__(self, view: DocumentView, resolution: Resolution) -> None:
        self._view = view
        self._entity_of = resolution.entity_of
        self._starts = [mention.span.start for mention in view.mentions]
        turns = view.text.turns
        self._at = turns[0].start
        self._hearing = any(turn.label and turn.role in (TurnRole.NAMED, TurnRole.OFFICE) for turn in turns)
        self._witness: int | None = None
        self._interviewed = self._told_at_head()

    def of(self, turn: Turn) -> int | None:
        """Who answers at ``turn``, which comes behind all that were asked for before; None where nobody tells it."""
        told = self._called(self._at, turn.start)
        self._at = turn.start
        if turn.role is TurnRole.QUESTION and (asked := self._addressed(turn)) is not None:
            told = asked
        self._witness = told if told is not None else self._witness
        return self._witness if self._witness is not None else self._interviewed

    def answers(self, turn: Turn) -> bool:
        """Whether whoever answers speaks in ``turn``: "A.", "THE WITNESS:"."""
        if turn.role is not TurnRole.OFFICE or turn.label is None:
            return turn.role is TurnRole.ANSWER
        return turn.label.words.cut(self._view.source).split()[-1].lower() in _ANSWERS

    def _people(self, start: int, end: int) -> Iterator[tuple[Mention, int]]:
        """The people who are named between the code points ``start`` and ``end``, with their entities."""
        for number in range(bisect_left(self._starts, start), bisect_left(self._starts, end)):
            mention, entity = self._view.mentions[number], self._entity_of.get(number)
            if mention.kind is Kind.PERSON and mention.form is not MentionForm.PRONOUN and entity is not None:
                yield mention, entity

    def _called(self, start: int, end: int) -> int | None:
        """Who is called or sworn between the code points ``start`` and ``end``."""
        source, found = self._view.source, None
        for mention, entity in self._people(start, end):
            name = mention.span
            called = _CALLED.search(source, max(start, name.start - _NEAR), name.start)
            if called or _SWORN.match(source, name.end, end):
                found = entity
        return found

    def _addressed(self, turn: Turn) -> int | None:
        """The one person to whom a question speaks by name: "Agent Low, when did you meet him?"."""
        text, found = self._view.text, set()
        for span in turn.content:
            for mention, entity in self._people(span.start, span.end):
                sentence = text.sentence_at(mention.span.start)
                if sentence is None or not sentence.span.cut(text.source.text).rstrip("\"”’)").endswith("?"):
                    continue
                opens = _OPENS.match(text.source.text, max(sentence.span.start, span.start), mention.span.start)
                spoken = any(token.text.lower() in _SECOND_PERSON for token in sentence.tokens)
                if opens and spoken and _GOES_ON.match(text.source.text, mention.span.end):
                    found.add(entity)
        return found.pop() if len(found) == 1 else None

    def _told_at_head(self) -> int | None:
        """Whom the head names as the one who is asked; or alone, where nobody else speaks and some answer has an "I".

        Else a paper answers its own questions: "Q: Why did she go? A: An audit found that she had lied."
        """
        named = [(mention, self._entity_of.get(at)) for at, mention in may_answer(self._view.text, self._view.mentions)]
        people = {entity for _, entity in named if entity is not None}
        if len(people) > 1 or self._hearing or not self._says_i():
            people = {entity for mention, entity in named if entity is not None and self._is_interviewed(mention)}
        return people.pop() if len(people) == 1 else None

    def _says_i(self) -> bool:
        """Whether one of the answers has an "I" that is not quoted."""
        text = self._view.text
        spans = (span for turn in text.turns if turn.role is TurnRole.ANSWER for span in turn.content)
        words = (token for span in spans for token in text.tokens_over(span) if token.text.lower() in _FIRST_PERSON)
        return any(not text.touches_quotation(Span(token.start, token.end)) for token in words)

    def _is_interviewed(self, mention: Mention) -> bool:
        before = self._view.source[max(0, mention.span.start - _NEAR) : mention.span.start]
        between = (before[match.end() :].strip().lower() for match in _INTERVIEWED.finditer(before))
        return any(" " not in word and word not in _ASKING for word in between)  # not "Q&A: Why Low went"
