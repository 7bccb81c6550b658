"""Sentences to learn from, as numbers, and the order in which they come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xpkg.training.parsing.treebank import Tree


@dataclass(frozen=True, slots=True)
class Inventory:
    """The names of tags and relations, in the order of their numbers."""

    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    relations: tuple[str, ...]


def make_inventory(trees: Sequence[Tree]) -> Inventory:
    """The tags and relations of ``trees``."""
    found = ({name for tree in trees for name in getattr(tree, kind)} for kind in ("upos", "xpos", "relations"))
    return Inventory(*(tuple(sorted(names)) for names in found))


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence to learn from: its words and, by name, arrays with a row a word."""

    words: tuple[str, ...]
    columns: dict[str, NDArray[Any]]


def encode_trees(trees: Sequence[Tree], names: Inventory, most: int = 150) -> list[Example]:
    """``trees`` as numbers; sentences of more than ``most`` words are left out."""
    upos, xpos, relations = (
        {name: at for at, name in enumerate(kind)} for kind in (names.upos, names.xpos, names.relations)
    )
    return [
        Example(
            tree.words,
            {
                "upos": np.array([upos.get(tag, 0) for tag in tree.upos]),
                "xpos": np.array([xpos.get(tag, 0) for tag in tree.xpos]),
                "relations": np.array([relations.get(name, 0) for name in tree.relations]),
                "heads": np.array(tree.heads),
            },
        )
        for tree in trees
        if len(tree.words) <= most
    ]


def batches(lengths: Sequence[int], words: int, random: np.random.Generator) -> list[list[int]]:
    """The numbers of sentences of like length, together at most ``words`` with their padding, in random order."""
    noisy = np.array(lengths) * (1 + 0.1 * random.random(len(lengths)))
    groups: list[list[int]] = []
    longest = 0
    for at in np.argsort(noisy, kind="stable").tolist():
        longest = max(longest, lengths[at])
        if not groups or (len(groups[-1]) + 1) * longest > words:
            groups.append([])
            longest = lengths[at]
        groups[-1].append(at)
    return [groups[at] for at in random.permutation(len(groups))]


def endless(lengths: Sequence[int], words: int, random: np.random.Generator) -> Iterator[list[int]]:
    """``batches`` again and again."""
    while True:
        yield from batches(lengths, words, random)
