"""Finds the same words by the same speaker in several sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from pyoxigraph import Literal, NamedNode

from xpkg.inference.statements import Statement
from xpkg.inference.wording import contains, quoted, telling
from xpkg.iris import Iris
from xpkg.vocab import PROV, RDF, RDFS, XPKG

RULE = "same words, same speaker"
"""Quoted words of one speaker, at least three and two of them meaningful, found in two or more sources. Capitals,
punctuation and insertions in brackets do not count; words quoted as part of a longer quotation count as found there.
Where one statement stands in another, the words are those of the inner speaker; but what a document is said to show
is in the words of who says so."""

Words = tuple[str, ...]
Triple = tuple[NamedNode, NamedNode, NamedNode | Literal]


def find_utterances(statements: Sequence[Statement], iris: Iris) -> Iterator[Triple]:
    """Each utterance with the statements as which it occurs, by :data:`RULE`."""
    by_speaker: dict[NamedNode, list[tuple[Words, Statement]]] = defaultdict(list)
    written: dict[Words, str] = {}
    for statement, quotations in _own_words(statements):
        for words, as_written in quotations:
            written.setdefault(words, as_written)
            for speaker in sorted(statement.speakers, key=lambda each: each.value):
                by_speaker[speaker].append((words, statement))
    for speaker, said in sorted(by_speaker.items(), key=lambda each: each[0].value):
        for words, members in _occurrences(said):
            node = iris.thing("utterance", " ".join(words), speaker.value)
            yield node, RDF.type, XPKG.Utterance
            yield node, RDF.type, PROV.Entity
            yield node, RDFS.label, Literal(written[words])
            yield node, XPKG.utteredBy, speaker
            yield node, XPKG.rule, Literal(RULE)
            for statement in members:
                yield node, XPKG.occursAs, statement.node
                for passage in statement.passages or statement.evidence:
                    yield node, XPKG.evidence, passage


def _own_words(statements: Sequence[Statement]) -> Iterator[tuple[Statement, list[tuple[Words, str]]]]:
    """What each statement quotes, but for the words that belong to a statement inside it or around it."""
    quotations = {one.node: quoted(one.content) for one in statements if not one.negated}
    others: dict[NamedNode, set[Words]] = defaultdict(set)
    known = {one.node: one for one in statements}
    for outer in statements:
        for inner in (known[node] for node in outer.embeds if node in known):
            less, more = (inner, outer) if inner.by_document and not outer.by_document else (outer, inner)
            others[less.node] |= {words for words, _ in quoted(more.content)}
    for one in statements:
        if one.node in quotations:
            yield one, [(words, written) for words, written in quotations[one.node] if words not in others[one.node]]


def _occurrences(said: Sequence[tuple[Words, Statement]]) -> Iterator[tuple[Words, tuple[Statement, ...]]]:
    """The words that several sources quote, with the statements that do; of two that occur as the same, the longer."""
    found: dict[frozenset[NamedNode], tuple[Words, tuple[Statement, ...]]] = {}
    beginning: dict[Words, list[tuple[Words, Statement]]] = defaultdict(list)  # where each three words stand
    for words, one in said:
        for three in {words[at : at + 3] for at in range(len(words) - 2)}:
            beginning[three].append((words, one))
    for words in sorted({words for words, _ in said if telling(words)}, key=lambda each: (len(each), each)):
        members = {one.node: one for other, one in beginning[words[:3]] if contains(other, words)}
        if len({one.source for one in members.values()}) < 2:
            continue
        # Sorted by length, so that the longer words for the same statements come last and stay.
        order = sorted(members.values(), key=lambda one: (one.source.value, one.start, one.node.value))
        found[frozenset(members)] = (words, tuple(order))
    yield from sorted(found.values(), key=lambda each: each[0])
