"""What is known while the personal pronouns of one document are resolved, one after the other."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter

from xpkg.coreference.document_view import DocumentView
from xpkg.coreference.genders import GenderEvidence
from xpkg.coreference.resolution import Resolution
from xpkg.coreference.speech_context import SpeechContext
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.model import Gender, Kind, Mention, SpeakerLabel

_SECOND_PERSON = having(Trait.SECOND_PERSON)
_WORD = re.compile(r"\w+")
_CLOSING = " \n”\"’)]"


class PronounContext:
    """``entity_of`` grows with each pronoun. ``sentences`` and ``stories`` are those of each mention, by its number;
    ``count`` is how often the document names each entity, ``people`` those that are people, the most named first.
    ``named_at`` is where each was last named or described so far."""

    def __init__(self, view: DocumentView, resolution: Resolution) -> None:
        self.view = view
        self.source = view.source
        self.mentions = view.mentions
        self.scopes = view.scopes
        self.roles = view.roles
        self._starts = [mention.span.start for mention in view.mentions]
        self._phrases = resolution.phrases
        self.sentences = [view.scopes.sentence(mention.span.start) for mention in view.mentions]
        self.stories = [view.scopes.story(mention.span.start) for mention in view.mentions]
        self.entities = resolution.entities
        self.entity_of = dict(resolution.entity_of)
        self.count = Counter(self.entity_of.values())
        self.people = [each for each in self.count.most_common() if self.entities.kind(each[0]) is Kind.PERSON]
        self.genders = GenderEvidence(resolution.entities.genders)
        self.speech = SpeechContext(view.mentions, view.attributions, self.entity_of, view.scopes, view.source)
        self.named_at: dict[int, int] = {}
        # gender -> where such a pronoun last stayed unresolved, and who cannot have been meant there
        self.last_unresolved: dict[Gender | None, tuple[int, frozenset[int]]] = {}

    def label(self, entity: int) -> str:
        """The label of an entity."""
        return self.entities.label(entity)

    def sentence(self, mention: Mention) -> int:
        """The number of the sentence in which a mention stands."""
        return self.scopes.sentence(mention.span.start)

    def leads(self, number: int) -> bool:
        """Whether a sentence, clause or statement is about the mention ``number`` or by its referent."""
        return number in self.speech.sources or self.roles.leads(number)

    def asker(self, at: int) -> tuple[int | None, bool]:
        """Who has just put a question to whoever speaks at the code point ``at`` of a transcript; and whether by "you".

        "MS. LOW: Who told you? MR. ORM: He did": hardly Low. In a chamber, where none says "you", it may be Low all
        the same.
        """
        turns = self.view.text.turns
        place = bisect_right(turns, at, key=lambda turn: turn.start) - 2
        words = " ".join(part.cut(self.source) for part in turns[place].content) if place >= 0 else ""
        if not words.rstrip(_CLOSING).endswith("?"):
            return None, False
        label = turns[place].label
        if label is None or self.view.text.turn_at(at) is not turns[place + 1]:
            return None, False
        return self._named(label), not _SECOND_PERSON.isdisjoint(_WORD.findall(words.lower()))

    def _named(self, label: SpeakerLabel) -> int | None:
        """Whom a speaker's label means."""
        if label.words in self._phrases:
            return self._phrases[label.words][0]
        number = bisect_left(self._starts, label.name.start) if label.name is not None else len(self._starts)
        return self.entity_of.get(number)

    def may_be(self, entity: int, gender: Gender | None) -> bool:
        """Whether an entity may be of ``gender``, as far as either is known."""
        known = self.genders.gender(entity)
        return known is None or gender is None or known is gender
