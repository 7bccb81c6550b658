"""How right tags and trees are, by words, as the CoNLL shared task of 2018 counts them (punctuation counts)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from xpkg.network.parser import Parser, Reading, read_sentences
from xpkg.training.parsing.treebank import Tree


@dataclass(frozen=True, slots=True)
class Accuracy:
    """Shares of words that are right: tags, head, head and plain relation, head and full relation."""

    upos: float
    xpos: float
    uas: float
    las: float
    full: float
    words: int

    def __str__(self) -> str:
        shares = (self.upos, self.xpos, self.uas, self.las, self.full)
        named = zip(("UPOS", "XPOS", "UAS", "LAS", "full"), shares, strict=True)
        return " ".join(f"{name} {100 * share:.2f}" for name, share in named)


def compare(pairs: Iterable[tuple[Tree, Reading]]) -> Accuracy:
    """How right readings are, each beside the tree of its sentence."""
    right = np.zeros(5)
    total = 0
    for tree, reading in pairs:
        for at, (head, relation) in enumerate(zip(tree.heads, tree.relations, strict=True)):
            attached = reading.heads[at] + 1 == head
            alike = reading.relations[at].partition(":")[0] == relation.partition(":")[0]
            same = reading.relations[at] == relation
            tags = reading.upos[at] == tree.upos[at], reading.xpos[at] == tree.xpos[at]
            right += [*tags, attached, attached and alike, attached and same]
            total += 1
    upos, xpos, uas, las, full = (right / max(total, 1)).tolist()
    return Accuracy(upos, xpos, uas, las, full, total)


def score(parser: Parser, trees: Sequence[Tree]) -> Accuracy:
    """How right ``parser`` is on ``trees``, given their words, as it runs in xpkg."""
    return compare(zip(trees, read_sentences(parser, [tree.words for tree in trees]), strict=True))
