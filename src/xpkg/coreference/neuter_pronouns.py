"""Decides what "it", "its" and "they" stand for: the organization, place or group that is the subject."""

from __future__ import annotations

import re

from xpkg.coreference.document_view import DocumentView
from xpkg.coreference.resolution import Decisions, Resolution
from xpkg.coreference.scopes import NEAREST
from xpkg.lexicon import closed_classes, verb_classes
from xpkg.lexicon.alternation import alternation
from xpkg.lexicon.irregular_verbs import irregular_pasts
from xpkg.model import Kind, Mention, MentionForm

_CLOSED = closed_classes.Trait
_MODALS = alternation(closed_classes.having(_CLOSED.MODAL))
_FINITE = closed_classes.having(_CLOSED.BE, _CLOSED.HAVE, _CLOSED.DO, _CLOSED.MODAL) - closed_classes.having(
    _CLOSED.NONFINITE
)
_IS = (closed_classes.having(_CLOSED.BE) - closed_classes.having(_CLOSED.NONFINITE)) | verb_classes.having(
    verb_classes.Trait.LINKING
)
_ADVERBS = closed_classes.having(_CLOSED.VERB_GROUP_ADVERB, _CLOSED.NEGATOR)
_OPENERS = closed_classes.having(_CLOSED.SUBORDINATOR, _CLOSED.CLAUSE_OPENER, _CLOSED.WH_WORD)
_BEING = (
    rf" (?:{alternation(_ADVERBS)} )?"
    rf"(?:{alternation(_IS)}|{_MODALS} be|{alternation(closed_classes.having(_CLOSED.HAVE))} been)"
)
_CLAUSE = alternation(_OPENERS | {"to"})
_PARTICIPLE = rf" (?:[a-z]+ly )?(?:not )?(?!likely|being|having)[a-z]+(?:ed|ing)\b(?! {_CLAUSE}\b)"
_IMPERSONAL = alternation(verb_classes.having(verb_classes.Trait.IMPERSONAL))
_OPEN = closed_classes.having(_CLOSED.SUBORDINATOR, _CLOSED.NEGATOR, _CLOSED.NUMERAL, _CLOSED.QUANTIFIER)
_EXPLETIVE = _OPEN | {"a", "an", "sense", "to", "out", "only", "just"}
_NOTHING = re.compile(
    rf"(?:[’']s|{_BEING})\b(?!{_PARTICIPLE})"
    rf"| (?:{alternation(_ADVERBS)} )?{_IMPERSONAL} (?:like|{alternation(_EXPLETIVE)})\b"
)
"""What follows an "it" that may stand for no thing: "it is likely that …", "it turned out"; not "it was founded"."""

_DOES = re.compile(
    rf" (?:(?>{alternation(_ADVERBS | _FINITE)}\b|[a-z]+ly\b) )*"
    rf"(?:{alternation(_FINITE | irregular_pasts())}|[a-z]+ed|[a-z]{{3,}}s)\b"
)
"""What makes "it" the subject of its clause."""

_OPENED = re.compile(rf"\b{alternation(_OPENERS)} $")
"""What opens a clause of which "it" is the subject."""


def resolve_neuter_pronouns(view: DocumentView, resolution: Resolution) -> Decisions:
    """The neuter and plural pronouns that stand for the subject of their sentence or of the one before."""
    pronouns = _NeuterPronouns(view, resolution)
    found = {}
    for number, mention in enumerate(view.mentions):
        if mention.form is MentionForm.PRONOUN and mention.kind is not Kind.PERSON:
            entity = pronouns.find(number)
            if entity is not None:
                found[number] = pronouns.entity_of[number] = entity
    return Decisions(found)


class _NeuterPronouns:
    """The neuter and plural pronouns of one document; ``entity_of`` is what is decided, theirs with it."""

    def __init__(self, view: DocumentView, resolution: Resolution) -> None:
        self._source = view.source
        self._mentions = view.mentions
        self._scopes = view.scopes
        self._subjects = view.roles.subjects
        self._entities = resolution.entities
        self.entity_of = dict(resolution.entity_of)

    def find(self, number: int) -> int | None:
        """The subject of the sentence, or of the one before when the pronoun opens its own; nothing else is safe."""
        pronoun = self._mentions[number]
        at = pronoun.span.start
        sentence, story = self._scopes.sentence(at), self._scopes.story(at)
        if self._scopes.quoted(at) is not None or self._means_nothing(pronoun):
            return None
        body = pronoun.kind is Kind.ORGANIZATION
        kinds = (Kind.ORGANIZATION, Kind.PLACE) if body else (Kind.GROUP,)
        for other in range(number - 1, max(-1, number - 1 - NEAREST), -1):
            mention = self._mentions[other]
            back = sentence - self._scopes.sentence(mention.span.start)
            if back > 1 or self._scopes.story(mention.span.start) != story:
                return None
            if back == 1 and not self._opens(pronoun):
                return None
            if other in self._subjects and other in self.entity_of:
                if re.match(r" [A-Z]", self._source[mention.span.end : mention.span.end + 2]):
                    return None  # "Senate Majority Leader Ann Carter": the sentence is about her
                entity = self.entity_of[other]
                return entity if self._entities.kind(entity) in kinds else None
        return None

    def _means_nothing(self, pronoun: Mention) -> bool:
        """Whether "it" stands for no thing, or is the object of its clause, where the subject can hardly be meant."""
        if pronoun.name != "it":
            return False
        start, end = pronoun.span.start, pronoun.span.end
        if _NOTHING.match(self._source, end):
            return True
        return not (_DOES.match(self._source, end) or _OPENED.search(self._source, max(0, start - 12), start))

    def _opens(self, pronoun: Mention) -> bool:
        return pronoun.name in ("it", "its", "they", "their") and self._source[pronoun.span.start].isupper()
