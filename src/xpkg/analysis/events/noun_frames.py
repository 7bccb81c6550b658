"""Reads from the tree what stands around a noun that names a happening: its phrase, its verb, what depends on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from xpkg.analysis.events.sentence_tree import SentenceTree
from xpkg.lexicon import nouns, verb_classes
from xpkg.syntax.arguments import is_passive
from xpkg.syntax.nominals import first_conjunct, prepositions
from xpkg.syntax.tree import ROOT, Parse

_NAMING = verb_classes.having(verb_classes.Trait.NAMING)
_SEQUENCES = nouns.having(nouns.Trait.SEQUENCE)


class Slot(StrEnum):
    """What a noun is to the verb above it."""

    OBJECT = "object"
    SUBJECT = "subject"
    PASSIVE_SUBJECT = "passive subject"
    OBLIQUE = "oblique"
    NONE = ""


@dataclass(frozen=True, slots=True)
class NounFrame:
    """A noun at ``noun`` whose phrase begins at ``start``; ``top`` is the noun of that phrase which hangs on ``verb``.

    ``top`` is another where the noun is counted or joined: "a series of | raids", "raids and | ambushes".
    """

    view: SentenceTree
    noun: int
    start: int
    top: int
    verb: int | None
    slot: Slot

    @property
    def marks(self) -> tuple[str, ...]:
        """The prepositions before the phrase."""
        return prepositions(self.view.tree, self.top)

    def before(self) -> Iterator[int]:
        """The places of what stands in the phrase before the noun and is no part of a name."""
        return (at for at in range(self.start, self.noun) if self.view.mention_on[at] is None)

    def words_before(self) -> frozenset[str]:
        """The same as words in lower case."""
        return frozenset(map(self.view.low, self.before()))


def noun_frame(view: SentenceTree, noun: int) -> NounFrame:
    """The frame of the noun at ``noun``."""
    tree = view.tree
    top, start = noun, view.first(noun)
    while True:
        head = tree.heads[top]
        if tree.relation(top) == "conj" and head != ROOT and tree.upos[head] not in {"VERB", "AUX"}:
            top = first_conjunct(tree, top)
        elif head != ROOT and tree.relations[head] == "acl:relcl" and _names_it(tree, head):
            top = tree.heads[head]  # "conducted what it called exercises"
        elif tree.relation(top) == "nmod" and head != ROOT and tree.word(head) in _SEQUENCES:
            top, start = head, min(start, view.first(head))
        else:
            break
    head, relation = tree.heads[top], tree.relations[top]
    if head == ROOT or tree.upos[head] not in {"VERB", "AUX"}:
        return NounFrame(view, noun, start, top, None, Slot.NONE)
    return NounFrame(view, noun, start, top, head, _slot(view, head, relation))


def _names_it(tree: Parse, verb: int) -> bool:
    """Whether the relative clause of ``verb`` says what something is called: "what it called"."""
    return tree.word(verb) in _NAMING and tree.word(tree.heads[verb]) == "what"


def _slot(view: SentenceTree, verb: int, relation: str) -> Slot:
    plain = relation.partition(":")[0]
    if plain == "obj":
        return Slot.OBJECT
    if plain == "nsubj":
        passive = relation == "nsubj:pass" or is_passive(view.tree, verb)
        return Slot.PASSIVE_SUBJECT if passive else Slot.SUBJECT
    return Slot.OBLIQUE if plain == "obl" else Slot.NONE
