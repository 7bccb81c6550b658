"""Reads pages of MediaWiki, as Wikipedia's are, with every citation marker and every reference."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from xpkg.model import BlockType
from xpkg.readers.html.dom import HEADINGS, Block
from xpkg.readers.reader import Piece

_CONTENT = "mw-parser-output"
_BESIDE = frozenset("navbox vertical-navbox infobox sidebar toc metadata ambox mbox noprint catlinks hatnote thumb "
                    "authority-control printfooter navbox-styles portalbox sistersitebox mw-editsection "
                    "mw-empty-elt shortdescription".split())  # fmt: skip
"""Classes of what stands in an article and is not told by it."""
_EDIT = re.compile(r"\s*\[\s*edit(?:\s*\|[^\]]{0,40})?\s*\]\s*$")


def is_wiki(tree: Any) -> bool:
    """Whether the page has an article as MediaWiki writes it."""
    return tree.find(f".//div[@class='{_CONTENT}']") is not None or any(
        _CONTENT in (each.get("class") or "").split() for each in tree.iterfind(".//div[@class]")
    )


def wiki_pieces(blocks: Sequence[Block]) -> Iterator[Piece]:
    """The article's blocks; those of its list of references with their numbers, as the page shows them."""
    for block in blocks:
        classes = [set((element.get("class") or "").split()) for element in block.above]
        inside = next((at for at, each in enumerate(classes) if _CONTENT in each), None)
        if inside is None or any(each & _BESIDE for each in classes[:inside]) or block.tag in ("td", "th", "caption"):
            continue
        if number := _number(block):
            yield Piece(f"{number}. {block.words}", BlockType.REFERENCE, path=block.path)
        elif block.within("figcaption"):
            yield Piece(block.words, BlockType.CAPTION, path=block.path)
        else:
            words = _EDIT.sub("", block.words)
            yield Piece(words, BlockType.HEADING if block.tag in HEADINGS else None, path=block.path)


def _number(block: Block) -> int:
    """The number of a reference, 0 for what is none: its place in the list of those without a group."""
    for at, element in enumerate(block.above[:-1]):
        above = block.above[at + 1]
        if element.tag == "li" and above.tag == "ol" and "references" in (above.get("class") or "").split():
            wrapped = next((each for each in block.above if "mw-references-wrap" in (each.get("class") or "")), above)
            if (above.get("data-mw-group") or wrapped.get("data-mw-group") or above.get("type")) is not None:
                return 0
            return 1 + sum(1 for each in element.itersiblings("li", preceding=True))
    return 0
