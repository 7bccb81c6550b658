"""Finds the same words by the same speaker in several sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from pyoxigraph import Literal, NamedNode

from xpkg.inference.statements import Statement
from xpkg.inference.wording import quoted
from xpkg.iris import Iris
from xpkg.vocab import PROV, RDF, RDFS, XPKG

RULE = "same words, same speaker"
"""Quoted words of one speaker, at least three and two of them meaningful, found in two or more sources. Capitals,
punctuation and insertions in brackets do not count; words quoted as part of a longer quotation count as found there.
Where one statement stands in another, the words are those of the inner speaker; but what a document is said to show
is in the words of who says so."""

Words = tuple[str, ...]
Triple = tuple[NamedNode, NamedNode, NamedNode | Literal]


def utterance(speaker: NamedNode, words: str, written: str, members: Sequence[Statement], iris: Iris) -> list[Triple]:
    """What is said of the utterance of ``words`` by ``speaker``, which occurs as ``members``, in order."""
    node = utterance_of(speaker, words, iris)
    said: list[Triple] = [
        (node, RDF.type, XPKG.Utterance),
        (node, RDF.type, PROV.Entity),
        (node, RDFS.label, Literal(written)),
        (node, XPKG.utteredBy, speaker),
        (node, XPKG.rule, Literal(RULE)),
    ]
    for statement in members:
        said.append((node, XPKG.occursAs, statement.node))
        said.extend((node, XPKG.evidence, passage) for passage in statement.passages or statement.evidence)
    return said


def utterance_of(speaker: NamedNode, words: str, iris: Iris) -> NamedNode:
    """The IRI of the utterance of ``words`` by ``speaker``."""
    return iris.thing("utterance", words, speaker.value)


def own_words(statements: Sequence[Statement]) -> Iterator[tuple[Statement, list[tuple[Words, str]]]]:
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
