"""Finds the notes of a web page that raised marks in its text lead to, and lists of references under their heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from xpkg.model import BlockType
from xpkg.readers.html.dom import HEADINGS, Block
from xpkg.readers.reader import Piece
from xpkg.text.reference_lists import HEADING, find_references

_MARK = re.compile(r"\d{1,3}|[*†‡§]|[a-z]")
_AROUND = "[]() \n\t\u00a0"
_LEADING = re.compile(r"(?:[\^↑↩]\s*)?(?:\[?(?:\d{1,3}|[*†‡§])(?:\]|[.)])?\s+)?")
_TRAILING = re.compile(r"\s*(?:[↩↑⤴^]\ufe0e?\s*)+(?:\d+\s*)?$")
_NOTEREF = ("doc-noteref", "footnote", "noteref")
_HOLDERS = frozenset({"li", "p", "div", "dd", "td", "aside", "section"})
_MOST = 3_000
"""Links of a page that are looked at."""


def mark_notes(tree: Any) -> Mapping[Any, str]:
    """The mark of each note of the page, by its element; the marks in the text are set in square brackets."""
    links = [*islice(tree.iterfind(".//a[@href]"), _MOST)]
    if not any("#" in link.get("href") and _is_raised(link) for link in links):
        return {}
    order = {element: at for at, element in enumerate(tree.iter())}
    named = {element.get("id") or element.get("name"): element for element in reversed(order)
             if element.get("id") or element.get("name")}  # fmt: skip
    found: dict[Any, str] = {}
    for link in links:
        mark = link.text_content().strip(_AROUND)
        target = named.get(link.get("href").rpartition("#")[2])
        if target is None or not _MARK.fullmatch(mark) or not _is_raised(link) or order[target] < order[link]:
            continue
        note = _holder(target)
        if note is None or note in link.iterancestors() or found.get(note, mark) != mark:
            continue
        found[note] = mark
        _set_in_brackets(link, mark)
    return found


def _is_raised(link: Any) -> bool:
    parent = link.getparent()
    told = " ".join(link.get(name) or "" for name in ("class", "role", "rel", "epub:type"))
    raised = (parent is not None and parent.tag == "sup") or link.find(".//sup") is not None
    return raised or any(each in told for each in _NOTEREF)


def _holder(target: Any) -> Any:
    """The element of the note at whose beginning ``target`` stands, or which it is."""
    return next((each for each in (target, *target.iterancestors()) if each.tag in _HOLDERS), None)


def _set_in_brackets(link: Any, mark: str) -> None:
    parent = link.getparent()
    around = parent.text_content().strip() if parent is not None and parent.tag == "sup" else ""
    if f"[{mark}]" in (around, link.text_content().strip()):
        return
    for child in [*link]:
        link.remove(child)
    link.text = f"[{mark}]"


def is_note(block: Block, notes: Mapping[Any, str]) -> bool:
    """Whether ``block`` stands in one of the ``notes``."""
    return bool(notes) and any(element in notes for element in block.above)


def note_pieces(blocks: Sequence[Block], notes: Mapping[Any, str]) -> Iterator[Piece]:
    """The notes, each with its mark; a further paragraph of one has none."""
    told: set[Any] = set()
    for block in blocks:
        note = next((element for element in block.above if element in notes), None)
        words = _TRAILING.sub("", _LEADING.sub("", block.words, count=1)) if note is not None else ""
        if note is None or not words:
            continue
        label = "" if note in told else f"[{notes[note]}] "
        told.add(note)
        yield Piece(f"{label}{words}", BlockType.FOOTNOTE if label else BlockType.BOILERPLATE, path=block.path,
                    link=block.link(), title=title_of(block))  # fmt: skip


def title_of(block: Block) -> str:
    """What is set in italics in a reference that has no quotation marks."""
    if any(mark in block.words for mark in "\"“”"):
        return ""
    italics = (" ".join(each.text_content().split()) for each in block.element.iter("i", "em"))
    return next((each for each in italics if len(each) > 2 and each in block.words and each != block.words), "")


def listed_references(blocks: Sequence[Block]) -> Iterator[Piece]:
    """The references under a heading for such among ``blocks``, with that heading; none where they read otherwise."""
    for at, block in enumerate(blocks):
        if block.tag not in HEADINGS or not HEADING.match(block.words):
            continue
        under = []
        for each in blocks[at + 1 :]:
            if each.tag in HEADINGS or not each.within("li", "p", "dd"):
                break
            under.append(each)
        found = find_references(["", block.words, *(each.words for each in under)])
        if under and len(found) >= len(under) / 2:
            yield Piece(block.words, BlockType.HEADING, path=block.path)
            for number, each in enumerate(under, start=2):
                kind = BlockType.REFERENCE if number in found else BlockType.LIST_ITEM
                yield Piece(each.words, kind, path=each.path, link=each.link(), title=title_of(each))
            return
