"""What is known while the personal pronouns of one document are resolved, one after the other."""

from __future__ import annotations

from collections import Counter

from xpkg.coreference.document_view import DocumentView
from xpkg.coreference.genders import GenderEvidence
from xpkg.coreference.resolution import Resolution
from xpkg.coreference.speech_context import SpeechContext
from xpkg.model import Gender, Kind, Mention


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

    def may_be(self, entity: int, gender: Gender | None) -> bool:
        """Whether an entity may be of ``gender``, as far as either is known."""
        known = self.genders.gender(entity)
        return known is None or gender is None or known is gender
