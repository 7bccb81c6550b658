"""Reads statements back from the graph as values that can be compared across sources."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, fields

from pyoxigraph import Literal, NamedNode, Quad

from xpkg.vocab import NIF, RDF, RDFS, XPKG

NEEDED = frozenset(
    {
        RDF.type, RDFS.label, XPKG.statedIn, XPKG.speaker, XPKG.speakerText, XPKG.content, XPKG.speechAct,
        XPKG.negated, XPKG.about, XPKG.contentPassage, XPKG.evidence, XPKG.embeds, NIF.beginIndex,
    }
)  # fmt: skip
"""The properties that conclusions are drawn from; quads of others may be left out."""
_ACT = re.compile(r"act-(\w+)$")


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement as it is in the graph. ``start`` is the first code point of its content in its source."""

    node: NamedNode
    source: NamedNode
    speakers: frozenset[NamedNode]
    speaker_text: str
    content: str
    act: str
    negated: bool
    about: frozenset[NamedNode]
    passages: tuple[NamedNode, ...]
    evidence: tuple[NamedNode, ...]
    start: int
    embeds: frozenset[NamedNode]
    names: tuple[str, ...]  # labels of speakers and of what it is about
    by_document: bool = False  # no person or organization speaks, but a document

    @property
    def voice(self) -> frozenset[str]:
        """Who speaks: the speakers' IRIs, or the words for a speaker who has none."""
        return frozenset(each.value for each in self.speakers) or frozenset({self.speaker_text.casefold()} - {""})

    def body(self) -> str:
        """All of it as JSON."""
        return json.dumps([_plain(getattr(self, each.name)) for each in fields(self)])

    @classmethod
    def read(cls, body: str) -> Statement:
        """What ``body`` wrote."""
        node, source, speakers, speaker_text, content, act, negated, *others = json.loads(body)
        about, passages, evidence, start, embeds, names, by_document = others
        return cls(
            NamedNode(node),
            NamedNode(source),
            frozenset(map(NamedNode, speakers)),
            speaker_text,
            content,
            act,
            negated,
            frozenset(map(NamedNode, about)),
            tuple(map(NamedNode, passages)),
            tuple(map(NamedNode, evidence)),
            start,
            frozenset(map(NamedNode, embeds)),
            tuple(names),
            by_document,
        )


def _plain(value: object) -> object:
    if isinstance(value, NamedNode):
        return value.value
    if isinstance(value, frozenset):
        return sorted(map(_plain, value), key=str)
    return [_plain(each) for each in value] if isinstance(value, tuple) else value


@dataclass(slots=True)
class StatementReader:
    """Collects the statements of triples that others read, too.

    Each kind of fact is kept in as little room as it takes: passages are by far the most.
    """

    statements: set[NamedNode] = field(default_factory=set)
    documents: set[NamedNode] = field(default_factory=set)
    starts: dict[NamedNode, int] = field(default_factory=dict)
    labels: dict[NamedNode, tuple[str, ...]] = field(default_factory=dict)
    others: dict[NamedNode, dict[NamedNode, list[NamedNode | Literal]]] = field(default_factory=dict)

    def read(self, subject: NamedNode, predicate: NamedNode, value: NamedNode | Literal) -> None:
        """Keeps what a triple says of a statement, or of what is named in one."""
        if predicate not in NEEDED:
            return
        if predicate == RDF.type:
            if value == XPKG.Statement:
                self.statements.add(subject)
            elif value == XPKG.Document:
                self.documents.add(subject)
        elif predicate == NIF.beginIndex:
            start = int(value.value)
            self.starts[subject] = min(start, self.starts.get(subject, start))
        elif predicate == RDFS.label:
            labels = self.labels.get(subject, ())
            if value.value not in labels:  # a thing has its label in every graph that names it
                self.labels[subject] = (*labels, value.value)
        else:
            self.others.setdefault(subject, {}).setdefault(predicate, []).append(value)

    def found(self) -> tuple[Statement, ...]:
        """The statements, by source and place."""
        found = [
            _statement(node, known, self)
            for node, known in self.others.items()
            if node in self.statements and XPKG.content in known and XPKG.statedIn in known
        ]
        return tuple(sorted(found, key=lambda each: (each.source.value, each.start, each.node.value)))


def read_statements(quads: Iterable[Quad]) -> tuple[Statement, ...]:
    """The statements of ``quads``, by source and place."""
    reader = StatementReader()
    for subject, predicate, value, _ in quads:
        if isinstance(subject, NamedNode) and isinstance(value, NamedNode | Literal):
            reader.read(subject, predicate, value)
    return reader.found()


def _statement(node: NamedNode, known: dict[NamedNode, list[NamedNode | Literal]], facts: StatementReader) -> Statement:
    def nodes(term: NamedNode) -> list[NamedNode]:
        values = {each for each in known.get(term, ()) if isinstance(each, NamedNode)}
        return sorted(values, key=lambda each: each.value)

    def words(term: NamedNode) -> str:
        return min((each.value for each in known.get(term, ())), default="")

    def place(passage: NamedNode) -> int:
        return facts.starts.get(passage, 0)

    passages = sorted(nodes(XPKG.contentPassage), key=lambda each: (place(each), each.value))
    speakers, about = nodes(XPKG.speaker), nodes(XPKG.about)
    act = _ACT.search(words(XPKG.speechAct))
    return Statement(
        node,
        nodes(XPKG.statedIn)[0],
        frozenset(speakers),
        words(XPKG.speakerText),
        words(XPKG.content),
        act.group(1) if act else "says",
        words(XPKG.negated) == "true",
        frozenset(about),
        tuple(passages),
        tuple(nodes(XPKG.evidence)),
        place(passages[0]) if passages else 0,
        frozenset(nodes(XPKG.embeds)),
        tuple(label for thing in (*speakers, *about) for label in facts.labels.get(thing, ())),
        bool(speakers) and facts.documents.issuperset(speakers),
    )
