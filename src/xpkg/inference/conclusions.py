"""Concludes anew what the statements and events that came and went may have changed, and leaves all else as it is."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from pyoxigraph import NamedNode

from xpkg.inference.concluded import Conclusion
from xpkg.inference.disagreements import find_disagreements, opposed, ties_of
from xpkg.inference.happenings import connected, find_happenings
from xpkg.inference.known import Known, threes
from xpkg.inference.packing import number
from xpkg.inference.places import located
from xpkg.inference.utterances import utterance, utterance_of
from xpkg.inference.wording import telling
from xpkg.iris import Iris

INFERRED = "inferred"
"""The graph of what is concluded."""
_UTTERANCE, _DISAGREEMENT, _HAPPENING, _PLACE = "utterance", "disagreement", "happening", "place"


def update(known: Known, iris: Iris) -> None:
    """Makes the conclusions of ``known`` what follows from all that it knows."""
    for gone in (*known.gone_statements, *known.gone_events):
        known.concluded.drop(known.concluded.about(gone))
    _disagreements(known, iris)
    _Utterances(known, iris).update()
    _happenings(known, iris)
    _places(known, iris)
    known.settle()


def _graph(iris: Iris) -> NamedNode:
    return iris.graph(INFERRED)


def _disagreements(known: Known, iris: Iris) -> None:
    """Whether two statements disagree depends on no third: those are looked at of which one is new."""
    new = known.new_statements
    numbers = {number(node.value) for node in new}
    others = {
        node
        for one in new.values()
        for role, ties in ties_of(one)
        for node in known.tied(ties, opposed(role))
        if node not in numbers
    }
    looked_at = [*new.values(), *(known.statement(node) for node in others)]
    looked_at.sort(key=lambda one: (one.source.value, one.start, one.node.value))
    for node, members, said in find_disagreements(looked_at, iris):
        if any(one.node in new for one in members):
            of = frozenset(one.node for one in members)
            known.concluded.add(Conclusion(node, _DISAGREEMENT, of, tuple(said)), _graph(iris))


def _happenings(known: Known, iris: Iris) -> None:
    events = connected(known.new_events.values(), known.gone_events.values(), known.alike)
    for told in events:
        known.concluded.drop(known.concluded.about(told.node, _HAPPENING))
    for node, members, said in find_happenings(events, iris):
        of = frozenset(each.node for each in members)
        known.concluded.add(Conclusion(node, _HAPPENING, of, tuple(said)), _graph(iris))


def _places(known: Known, iris: Iris) -> None:
    for changed in sorted(known.changed_places):
        node, spot = known.place(changed)
        known.concluded.drop([changed])
        if node is not None and spot is not None:
            said = tuple(located(node, spot, iris))
            known.concluded.add(Conclusion(node, _PLACE, frozenset(), said), _graph(iris))


class _Utterances:
    """Words that several sources quote of one speaker.

    The statements that quote some words are a set; of words with the same set the longest are the utterance. A
    statement that comes or goes changes the sets of the words that it quotes, and of those that stand in them.
    """

    def __init__(self, known: Known, iris: Iris) -> None:
        self._known, self._iris = known, iris
        self._saying = lru_cache(maxsize=10_000)(known.saying)
        self._inside = lru_cache(maxsize=10_000)(self._words_inside)

    def update(self) -> None:
        """Makes the utterances what follows from what is known."""
        known = self._known
        new = {number(node.value) for node in known.new_statements}
        sets: set[tuple[str, frozenset[int]]] = set()
        for speaker, words in sorted(self._touched()):
            known.concluded.drop([number(utterance_of(NamedNode(speaker), words, self._iris).value)])
            now = self._saying(speaker, words)
            sets |= {(speaker, now), (speaker, now - new)}
        for speaker, nodes in sorted(sets, key=lambda each: (each[0], sorted(each[1]))):
            if nodes:
                self._conclude(speaker, nodes)

    def _touched(self) -> set[tuple[str, str]]:
        """The words, each with a speaker, whose statements or spelling may be others than they were."""
        known = self._known
        changed = [(one, known.quoted_by(number(node.value))) for node, one in known.new_statements.items()]
        changed += [(one, [*quoted]) for one, quoted in known.gone_statements.values()]
        found: set[tuple[str, str]] = set()
        for one, quotations in changed:
            for words in quotations:
                found |= {(speaker, words) for speaker in known.concluded.speakers(words)}
                for speaker in (each.value for each in one.speakers):
                    found |= {(speaker, inside) for inside in self._inside(speaker, words)}
                    if telling(tuple(words.split(" "))):
                        found.add((speaker, words))
        return found

    def _words_inside(self, speaker: str, words: str) -> frozenset[str]:
        """What ``speaker`` says that stands in ``words`` and is long enough to be known again."""
        return frozenset(
            found
            for three in threes(tuple(words.split(" ")))
            for found in self._known.beginning(speaker, three)
            if f" {found} " in f" {words} " and telling(tuple(found.split(" ")))
        )

    def _conclude(self, speaker: str, nodes: frozenset[int]) -> None:
        """The utterance that occurs as ``nodes`` and no others, where there is one."""
        known, by = self._known, NamedNode(speaker)
        first = min(nodes)
        concluded = known.concluded
        concluded.drop([each for each in concluded.utterances(speaker, first) if concluded.members(each) == nodes])
        if known.sources(nodes) < 2:
            return
        words = max(self._candidates(speaker, first, nodes), key=_length, default="")
        if not words:
            return
        members = sorted(map(known.statement, nodes), key=lambda one: (one.source.value, one.start, one.node.value))
        said = utterance(by, words, known.written(words), members, self._iris)
        node = utterance_of(by, words, self._iris)
        of = frozenset(one.node for one in members)
        concluded.add(Conclusion(node, _UTTERANCE, of, tuple(said), words, speaker), _graph(self._iris))

    def _candidates(self, speaker: str, member: int, nodes: frozenset[int]) -> Iterator[str]:
        for quoted in self._known.quoted_by(member):
            yield from (each for each in self._inside(speaker, quoted) if self._saying(speaker, each) == nodes)


def _length(words: str) -> tuple[int, list[str]]:
    each = words.split(" ")
    return len(each), each
