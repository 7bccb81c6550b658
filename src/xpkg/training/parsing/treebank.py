"""Reads dependency trees from CoNLL-U files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Tree:
    """A sentence of a treebank, by syntactic words.

    ``heads`` holds the number of each word's head, counted from 1; 0 is the root.
    """

    words: tuple[str, ...]
    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    heads: tuple[int, ...]
    relations: tuple[str, ...]


def read_trees(paths: Iterable[Path]) -> Iterator[Tree]:
    """The sentences of CoNLL-U files, without ranges of multi-word tokens and without empty nodes."""
    for path in paths:
        for block in path.read_text(encoding="utf-8").split("\n\n"):
            rows = [line.split("\t") for line in block.split("\n") if line and not line.startswith("#")]
            rows = [row for row in rows if row[0].isdecimal()]
            if rows:
                yield Tree(
                    tuple(row[1] for row in rows),
                    tuple(row[3] for row in rows),
                    tuple(row[4] for row in rows),
                    tuple(int(row[6]) for row in rows),
                    tuple(row[7] for row in rows),
                )


def split_documents(folder: Path, every: int = 5) -> tuple[list[Path], list[Path]]:
    """The documents of a folder to learn from, and every fifth (sorted by name) to measure on."""
    paths = sorted(folder.glob("*.conllu"))
    aside = paths[every - 1 :: every]
    return [path for path in paths if path not in aside], aside
