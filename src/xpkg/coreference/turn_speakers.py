"""Decides who speaks in the turns of a transcript, and whom "I", "we" and "you" mean there."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping

from xpkg.coreference.answerers import Answerers
from xpkg.coreference.document_view import DocumentView
from xpkg.coreference.resolution import Decisions, Resolution
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.model import Kind, Mention, MentionForm, Span, SpeakerLabel, Turn, TurnRole
from xpkg.text.transcript_heads import named_at_head

_FIRST_PERSON = having(Trait.FIRST_PERSON)
_PLURAL = having(Trait.FIRST_PERSON_PLURAL)
_SECOND_PERSON = having(Trait.SECOND_PERSON)
_ARTICLE = re.compile(r"the\s+", re.I)
_NEAR = 60
"""Characters beside a name in which its office stands."""


def resolve_turns(view: DocumentView, resolution: Resolution) -> Decisions:
    """The speakers of the labels that name nobody, and the first and second persons of all turns."""
    if not view.text.turns:
        return Decisions()
    return _Turns(view, resolution).decide()


class _Turns:
    """The turns of one document. ``entity_of`` is the entity of each mention by its number."""

    def __init__(self, view: DocumentView, resolution: Resolution) -> None:
        self._view = view
        self._resolution = resolution
        self._entity_of = resolution.entity_of
        self._starts = [mention.span.start for mention in view.mentions]
        self._head = [
            (mention, resolution.entity_of[number])
            for number, mention in named_at_head(view.text, view.mentions)
            if number in resolution.entity_of
        ]
        names = [turn.label.own_name for turn in view.text.turns if turn.label]
        self._labelled = {self._entity_of.get(self._at(name)) for name in names if name is not None}

    def decide(self) -> Decisions:
        """Who speaks in each turn, and whom its pronouns mean."""
        phrases: dict[Span, tuple[int, ...]] = {}
        speakers: list[int | None] = []
        examiner: int | None = None
        answerers = Answerers(self._view, self._resolution)
        held: dict[str, int] = {}  # "first minister", once a label has named who that is
        for turn in self._view.text.turns:
            answerer = answerers.of(turn)
            if answerers.answers(turn):
                speaker = answerer
            else:
                speaker = self._speaker(turn) if turn.role is not TurnRole.QUESTION else examiner
            if (label := turn.label) is not None and turn.role is not TurnRole.QUESTION:
                office = self._office(label)
                if speaker is None:
                    speaker = held.get(office)
                elif label.name is not None and label.own_name is None:
                    held[office] = speaker
            if turn.role is TurnRole.NAMED and not turn.content:
                examiner = speaker  # "BY MR. DAHL:"
            if speaker is not None and label and label.own_name is None:
                phrases[label.words] = (speaker,)
            speakers.append(speaker)
        found: dict[int, int] = {}
        pairs = list(zip(self._view.text.turns, speakers, strict=True))
        for place, (turn, speaker) in enumerate(pairs):
            if speaker is not None and self._resolution.entities.entities[speaker].kind is Kind.PERSON:
                found.update((number, speaker) for number in self._first_persons(turn))
            phrases.update(self._sources(turn, speaker, self._hearer(pairs, place)))
        unresolved = {
            number: "who speaks is not known"
            for turn, speaker in pairs
            if speaker is None
            for number in self._first_persons(turn)
        }
        return Decisions(found, phrases, unresolved=unresolved)

    def _speaker(self, turn: Turn) -> int | None:
        label = turn.label
        if label is not None and label.name is not None:
            return self._entity_of.get(self._at(label.name))
        return self._holder(label) if label is not None else None

    def _at(self, name: Span) -> int:
        """The number of the mention that ``name`` is, or -1."""
        number = bisect_left(self._starts, name.start)
        mentions = self._view.mentions
        return number if number < len(mentions) and name.contains(mentions[number].span) else -1

    def _holder(self, label: SpeakerLabel) -> int | None:
        """Who holds the office of a label, as the head says or the document does elsewhere, and of nobody else.

        Whoever has a label with the own name is somebody else.
        """
        office = self._office(label)
        people = {entity for mention, entity in self._head if self._has_office(mention, office)}
        if not people:
            for position in self._view.positions:
                if position.role.lower() == office and not position.former:
                    people |= {self._entity_of[at] for at in (self._at(position.holder),) if at in self._entity_of}
        people -= self._labelled
        return people.pop() if len(people) == 1 else None

    def _office(self, label: SpeakerLabel) -> str:
        """The words of a label without an article, in lower case."""
        return _ARTICLE.sub("", label.words.cut(self._view.source)).lower()

    def _has_office(self, mention: Mention, office: str) -> bool:
        source, span = self._view.source, mention.span
        before = source[max(0, span.start - _NEAR) : span.start].lower()
        behind = source[span.end : span.end + _NEAR].lower()
        held = re.escape(office)
        return (
            re.search(rf"\b{held}[ .]*\Z", before) is not None
            or re.match(rf",? \(?(?:the )?(?:[\w-]+ ){{0,2}}?{held}\b", behind) is not None
        )

    def _first_persons(self, turn: Turn) -> Iterator[int]:
        """The numbers of the mentions that are forms of "I" in a turn."""
        for span in turn.content:
            for number in range(bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)):
                mention = self._view.mentions[number]
                if mention.form is MentionForm.PRONOUN and mention.name in _FIRST_PERSON:
                    yield number

    def _sources(self, turn: Turn, speaker: int | None, hearer: int | None) -> Mapping[Span, tuple[int, ...]]:
        """Who "we" and "you" are where they are said to speak: "we believe that ...", "you told me that ..."."""
        found: dict[Span, tuple[int, ...]] = {}
        for attribution in self._view.attributions:
            source = attribution.source
            if source is None or not any(span.contains(source) for span in turn.content):
                continue
            if any(quote.span.contains(source) for quote in self._view.text.quotations_over(source)):
                continue
            word = source.cut(self._view.source).lower()
            who = speaker if word in _PLURAL else hearer if word in _SECOND_PERSON else None
            if who is not None:
                found[source] = (who,)
        return found

    def _hearer(self, pairs: list[tuple[Turn, int | None]], place: int) -> int | None:
        """Who is spoken to: the other of two people who speak in the text; where there are more, nobody can tell."""
        speaker = pairs[place][1]
        others = {other for turn, other in pairs if turn.content and other is not None and other != speaker}
        strangers = any(other is None and turn.role is not TurnRole.QUESTION for turn, other in pairs)
        return others.pop() if len(others) == 1 and not strangers else None
