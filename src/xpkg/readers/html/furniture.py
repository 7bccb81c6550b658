"""Tells the furniture of a page by the names of its elements, by how much of it is links, and by how its lines open."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from xpkg.lexicon.alternation import alternation
from xpkg.lexicon.page_furniture import Trait, furniture, is_furniture_line
from xpkg.readers.html.dom import Block

_ASIDE = frozenset({"aside", "nav", "footer", "form", "figcaption"})
_NAME_PARTS = re.compile(r"[^a-z0-9-]+|--|__")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_LONGEST, _LONGEST_BETWEEN = 40, 14
"""Words: what opens like furniture and is longer is a paragraph, behind the story and between its paragraphs."""
_LINKED = 0.8
_ENDED = re.compile(r"[.!?…][\"”’')\]]*+$")


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{alternation(furniture(Trait.OPENING))})(?!\w)", re.I)


def named_as_furniture(element: Any, but: frozenset[str] = frozenset()) -> bool:
    """Whether the class or the id of ``element`` says that it holds furniture, in words that are not ``but``."""
    if element.tag in _ASIDE:
        return True
    known = furniture(Trait.ELEMENT) - but
    for attribute in ("class", "id"):
        for name in _NAME_PARTS.split(_HUMP.sub("-", element.get(attribute) or "").lower()):
            if name in known or any(part in known for part in name.split("-")):
                return True
    return False


def stands_in_furniture(block: Block, home: Any) -> bool:
    """Whether an element between ``block`` and ``home``, which holds the story, is furniture by its name."""
    for element in block.above:
        if element is home:
            return False
        if named_as_furniture(element):
            return True
    return False


def is_furniture(block: Block, *, ended: bool) -> bool:
    """Whether the words of ``block`` are no story, whatever they stand in: they lead elsewhere or ask for something.

    ``ended`` says that no paragraph of the story follows.
    """
    words = block.words.split()
    linked = block.linked >= _LINKED * len(block.words)
    if is_furniture_line(block.words):
        return True
    if linked and len(words) > 2 and not block.within("blockquote", "td") and not _ENDED.search(block.words):
        return True
    most = _LONGEST if ended else _LONGEST_BETWEEN
    return bool(_opening().match(block.words.replace("’", "'"))) and (linked or len(words) <= most)
