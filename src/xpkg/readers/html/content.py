"""Tells which blocks of a page are its story: trafilatura votes, and the blocks around what it chose decide with it."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from xpkg.readers.html.dom import Block
from xpkg.readers.html.furniture import is_furniture, stands_in_furniture
from xpkg.readers.reader import library

_WORD = re.compile(r"\w+")
_RUN = 4
"""Words in a row that two texts must share for one to have been taken from the other."""
_SHARED = 0.6
"""Of the runs of a block: so many stand in what trafilatura chose."""
_CORE = 8
"""Words: a shorter block says nothing of where the story stands."""
_MOST = 0.9
"""Of the words that were chosen: so many stand in the element that holds the story."""
_LINKED = 0.5
_LONG = 200
"""Characters: what a page says twice in as many words, it says to two kinds of screens."""


def words_of(text: str) -> list[str]:
    """The words of ``text`` in small letters."""
    return _WORD.findall(text.lower())


def runs_of(words: Sequence[str]) -> set[tuple[str, ...]]:
    """All runs of four words."""
    return {tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)}


def story_of(data: bytes | Any, blocks: Sequence[Block], name: str) -> tuple[list[bool], Any]:
    """For each block whether it is of the story, and the element that holds that; None where there is no story.

    ``data`` are the bytes of the page. Raises InputError where trafilatura is not installed.
    """
    chosen = _votes(data, blocks, name)
    core = [at for at, block in enumerate(blocks) if chosen[at] and _is_core(block)]
    home = _home(blocks[at] for at in core)
    if home is None:
        return chosen, None
    core = [at for at in core if home in blocks[at].above]
    homes = {blocks[at].above[1] for at in core if len(blocks[at].above) > 1}
    first, last = core[0], core[-1]
    found = []
    for at, block in enumerate(blocks):
        inside = home in block.above
        beside = stands_in_furniture(block, home) and not block.within("blockquote")
        told = chosen[at] and (inside or (block.tag == "p" and _is_core(block) and not beside))
        if not told and inside and first < at < last and not beside:
            linked = block.linked >= _LINKED * len(block.words)
            told = any(element in homes for element in block.above) and (not linked or block.within("blockquote"))
        found.append(told and (not beside or _is_core(block)))
    return _without_furniture(blocks, _once(blocks, found)), home


def _without_furniture(blocks: Sequence[Block], found: list[bool]) -> list[bool]:
    """``found`` without lines of furniture; behind the last paragraph of the story longer ones are taken for that."""
    ended = True
    for at in range(len(blocks) - 1, -1, -1):
        if not found[at]:
            continue
        if is_furniture(blocks[at], ended=ended):
            found[at] = False
        elif _is_core(blocks[at]):
            ended = False
    return found


def _votes(data: bytes | Any, blocks: Sequence[Block], name: str) -> list[bool]:
    """Whether each block stands in what trafilatura takes for the main text, with a leaning to leave out."""
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    trafilatura = library("trafilatura", name)
    text = trafilatura.extract(data, favor_precision=True, include_comments=False) or ""
    runs = runs_of(words_of(text))
    lines = {"".join(words_of(line)) for line in text.split("\n")}
    found = []
    for block in blocks:
        words = words_of(block.words)
        own = runs_of(words)
        found.append(len(own & runs) >= _SHARED * len(own) if own else "".join(words) in lines and bool(words))
    return found


def _is_core(block: Block) -> bool:
    return len(words_of(block.words)) >= _CORE and block.linked < _LINKED * len(block.words)


def _home(core: Iterable[Block]) -> Any:
    """The innermost element that holds nearly all of the words of ``core``."""
    sizes: Counter[Any] = Counter()
    depths: dict[Any, int] = {}
    total = 0
    for block in core:
        total += len(block.words)
        for depth, element in enumerate(reversed(block.above)):
            sizes[element] += len(block.words)
            depths[element] = depth
    holding = [element for element, size in sizes.items() if size >= _MOST * total]
    return max(holding, key=lambda element: depths[element], default=None)


def _once(blocks: Sequence[Block], found: list[bool]) -> list[bool]:
    """``found`` without blocks of many words that repeat an earlier one: pages have copies for small screens."""
    seen: set[str] = set()
    for at, block in enumerate(blocks):
        if found[at] and len(block.words) > _LONG:
            plain = "".join(words_of(block.words))
            found[at] = plain not in seen
            seen.add(plain)
    return found
