"""What is decided of one document so far: which entity each mention and phrase denotes, and which resolver said so."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeVar

from xpkg.coreference.document_view import DocumentView
from xpkg.coreference.entities import EntityTable
from xpkg.model import Identities, Span

_K = TypeVar("_K")
_V = TypeVar("_V")


@dataclass(frozen=True, slots=True)
class Decisions:
    """What one resolver decides; mentions go by their number.

    ``entity_of`` are the entities of mentions that had none, ``phrases`` those of other spans. ``withdrawn`` are
    mentions whose entity, decided before, is taken back, ``unresolved`` mentions of which nobody later may decide
    either, both with the reason in words. ``judged`` are those that a user's judgement decided, with its file and line.
    ``entities`` is the table with new ones; None where there are none.
    """

    entity_of: Mapping[int, int] = field(default_factory=dict)
    phrases: Mapping[Span, tuple[int, ...]] = field(default_factory=dict)
    withdrawn: Mapping[int, str] = field(default_factory=dict)
    unresolved: Mapping[int, str] = field(default_factory=dict)
    judged: Mapping[int, str] = field(default_factory=dict)
    entities: EntityTable | None = None


@dataclass(frozen=True, slots=True)
class Resolution:
    """All that was decided. ``decided_by`` names the resolver of each mention (resolved or not) and phrase."""

    entities: EntityTable
    entity_of: Mapping[int, int] = field(default_factory=dict)
    phrases: Mapping[Span, tuple[int, ...]] = field(default_factory=dict)
    unresolved: Mapping[int, str] = field(default_factory=dict)
    decided_by: Mapping[int | Span, str] = field(default_factory=dict)
    judged: Mapping[int, str] = field(default_factory=dict)

    def extended(self, decisions: Decisions, resolver: str) -> Resolution:
        """This resolution with what ``resolver`` decided. A phrase that was decided before stays as it is."""
        entity_of = {**self.entity_of, **decisions.entity_of}
        for number in decisions.withdrawn:
            del entity_of[number]
        phrases = {span: entities for span, entities in decisions.phrases.items() if span not in self.phrases}
        decided: tuple[int | Span, ...] = (*decisions.entity_of, *decisions.withdrawn, *decisions.unresolved, *phrases)
        return Resolution(
            decisions.entities or self.entities,
            MappingProxyType(entity_of),
            _joined(self.phrases, phrases),
            _joined(self.unresolved, {**decisions.unresolved, **decisions.withdrawn}),
            _joined(self.decided_by, dict.fromkeys(decided, resolver)),
            _joined(self.judged, decisions.judged),
        )


def _joined(one: Mapping[_K, _V], other: Mapping[_K, _V]) -> Mapping[_K, _V]:
    return MappingProxyType({**one, **other})


@dataclass(frozen=True, slots=True)
class Example:
    """A made-up text with bars around words of it, and the label of what these denote; empty for nothing.

    >>> example = Example("Marta Oleksy spoke. Later |Oleksy| left.", "Marta Oleksy")
    >>> example.span.cut(example.text)
    'Oleksy'
    """

    marked: str
    label: str = ""

    @property
    def text(self) -> str:
        """The text without the bars."""
        return self.marked.replace("|", "")

    @property
    def span(self) -> Span:
        """Where the words stand in the text."""
        start = self.marked.index("|")
        return Span(start, self.marked.index("|", start + 1) - 1)


@dataclass(frozen=True, slots=True)
class Resolver:
    """One step of coreference: its name, what it decides, and an example that it alone decides."""

    name: str
    decide: Callable[[DocumentView, Resolution], Decisions]
    example: Example


def identities(view: DocumentView, resolution: Resolution) -> Identities:
    """``resolution`` by span. The spans of documents discussed are left to these."""
    documents = {span for work in view.works for span in work.mentions}
    spans = {view.mentions[number].span: (entity,) for number, entity in resolution.entity_of.items()}
    denotes = {**resolution.phrases, **spans}
    unresolved = {view.mentions[number].span: reason for number, reason in resolution.unresolved.items()}
    decided = {key: name for key, name in resolution.decided_by.items() if isinstance(key, Span)}
    for key, name in resolution.decided_by.items():
        if isinstance(key, int):
            decided[view.mentions[key].span] = name
    return Identities(
        resolution.entities.entities,
        tuple(sorted((span, each) for span, found in denotes.items() if span not in documents for each in found)),
        tuple(sorted((span, reason) for span, reason in unresolved.items() if span not in denotes)),
        decided_by=tuple(sorted((span, name) for span, name in decided.items() if span not in documents)),
        judged=tuple(sorted((view.mentions[number].span, origin) for number, origin in resolution.judged.items())),
    )
