"""Pairs quotation marks, block by block, so that a broken pair never swallows the rest of the document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from xpkg.model import Block, BlockType, Quotation, Span

CLOSING = "\"”’'“‘«»›‹"
"""Marks that can end a quotation in one language or another, behind the sentence's own stop."""

_MARK = re.compile(r"``|''|[“”„\"«»]|[‘’'`]")
_OPENING_CONTEXT = set(" \t\n\r\u00a0([{—–-/“‘\"'")
_SENTENCE_STOP = re.compile(r"[.!?…](?=\s+[A-Z“\"‘]|\s*$|\s*\[\d)")
_SINGLE = re.compile(r"‘|['’](?!\w)")
_LONGEST_SINGLE = 800
"""Characters within which a single mark closes."""
_BEHIND_CLOSING = frozenset(("", ",", ".", ":", ";", '"', "”", ")", "?", "!"))
_QUOTED_BLOCKS = (
    BlockType.TITLE,
    BlockType.HEADING,
    BlockType.PARAGRAPH,
    BlockType.CAPTION,
    BlockType.TEASER,
)


@dataclass(frozen=True, slots=True)
class _Open:
    """A mark that waits for its counterpart; ``single`` for ‘ and ', of which ``close`` is where that stands."""

    start: int
    end: int
    single: bool
    close: int = -1


def find_quotations(text: str, blocks: Sequence[Block]) -> tuple[Quotation, ...]:
    """The quoted stretches of ``text`` in order of their start, nested ones after the ones that hold them.

    Marks “ ”, " ", '' '', `` '', « », „ “ and the single ‘ ’, ' ' are known. An opening mark without its
    counterpart quotes to the end of its block where the next block takes the quotation up (by an opening mark, as
    newspapers do, or by a stray closing mark at its head), else to the end of its sentence; ``closed`` is false then.
    """
    found: list[Quotation] = []
    for at, block in enumerate(blocks):
        if block.type not in _QUOTED_BLOCKS:
            continue
        taken_up = at + 1 < len(blocks) and _takes_up(text, blocks[at + 1])
        found += _in_block(text, block, taken_up=taken_up)
    return tuple(sorted(found, key=lambda quotation: (quotation.span.start, -quotation.span.end)))


def _takes_up(text: str, block: Block) -> bool:
    return (block.type in _QUOTED_BLOCKS and block.span.cut(text)[0] in '“"”„«') or block.span.cut(text)[:2] == "''"


def _in_block(text: str, block: Block, *, taken_up: bool) -> list[Quotation]:
    start, end = block.span.start, block.span.end
    stack: list[_Open] = []
    found: list[Quotation] = []
    for match in _MARK.finditer(text, start, end):
        mark, here, after = match.group(), match.start(), match.end()
        single = mark in ("‘", "’", "'", "`")
        role = _role(text, mark, here, after, start, end, stack)
        if role == "open":
            if not single and any(not waiting.single for waiting in stack):
                # A second double mark opens: the first was never closed, or marks nest without change of style.
                if mark in ("“", "«", "„") and _closers_ahead(text, after, end) > 1:
                    stack.append(_Open(here, after, single))
                    continue
                found += _unclosed(text, stack, here, block, to_end=False)
                stack.clear()
            stack.append(_Open(here, after, single, _single_close(text, after, end) if single else -1))
        elif role == "close":
            while stack and stack[-1].single != single:
                stack.pop()
            if stack:
                opened = stack.pop()
                if here > opened.end:
                    level = 1 + len(stack)
                    found.append(Quotation(Span(opened.start, after), Span(opened.end, here), True, level))
    found += _unclosed(text, stack, end, block, to_end=taken_up)
    return found


def _closers_ahead(text: str, at: int, end: int) -> int:
    """How many more closing than opening marks stand between ``at`` and ``end``."""
    return sum(text.count(mark, at, end) for mark in "”»") - sum(text.count(mark, at, end) for mark in "“«")


def _role(text: str, mark: str, here: int, after: int, start: int, end: int, stack: Sequence[_Open]) -> str:
    """Whether a mark opens, closes, or is none (an apostrophe, an inch sign, a stray mark at a block's head)."""
    before = text[here - 1] if here > start else " "
    behind = text[after] if after < end else " "
    opening = before in _OPENING_CONTEXT and not behind.isspace()
    open_double = any(not waiting.single for waiting in stack)
    if mark in ("“", "„", "«", "``"):
        if mark == "“" and any(text[o.start] == "„" for o in stack):
            return "close"
        turned = before not in _OPENING_CONTEXT and (behind.isspace() or behind in ",.;:!?)")
        return "close" if turned and open_double else "open"  # “We were asked,“ said Ann Low
    if mark in ("”", "»"):
        begins = opening and behind.isalnum() and before not in "“”\"‘'"
        return "open" if begins and not open_double else "close"  # ”We were asked,” said Ann Low
    if mark == "‘" or (mark == "`" and opening):
        return "open" if _single_close(text, after, end) >= 0 else "none"
    if mark in ("’", "'", "`"):
        waiting = stack[-1] if stack and stack[-1].single else None
        if waiting and not behind.isalnum() and not before.isspace():
            return "close" if here >= waiting.close else "none"  # ‘It’s the residents’ choice.’
        if mark == "'" and opening and before != "'" and not behind.isdigit() and _single_close(text, after, end) >= 0:
            return "open"
        return "none"
    # straight double marks: the spaces round them tell, and where they do not, whether one is open
    if before.isdigit() and not open_double and (behind.isspace() or behind in ",.;"):
        return "none"  # inches
    if here == start and (behind in "[ \t" or behind.isspace()):
        return "none"  # the closing mark of the block before
    if opening and not (open_double and (behind.isspace() or behind in ",.;:!?)")):
        return "open" if not open_double or before.isspace() or before in "([—–" else "close"
    return "close"


def _single_close(text: str, at: int, end: int) -> int:
    """Where the single mark opened before ``at`` closes, or -1; a plural's apostrophe is passed over where it can."""
    fallback = -1
    for match in _SINGLE.finditer(text, at, min(end, at + _LONGEST_SINGLE)):
        here = match.start()
        if match.group() == "‘":
            if fallback >= 0:
                return fallback
            continue
        if here == at:
            return -1
        behind = text[here + 1 : here + 2]
        plural = text[here - 1] == "s"
        if text[here - 1] in ".,!?…" or not plural or (behind in _BEHIND_CLOSING and fallback < 0):
            return here
        if fallback < 0:
            fallback = here
    return fallback


def _unclosed(text: str, stack: Sequence[_Open], limit: int, block: Block, *, to_end: bool) -> list[Quotation]:
    """The quotation whose closing mark is missing, if a double mark is waiting; single ones were apostrophes."""
    for level, opened in enumerate(stack, start=1):
        if opened.single:
            continue
        stop = limit
        if not to_end and (match := _SENTENCE_STOP.search(text, opened.end, limit)):
            stop = match.end()
        while stop > opened.end and text[stop - 1].isspace():
            stop -= 1
        if stop > opened.end:
            return [Quotation(Span(opened.start, stop), Span(opened.end, stop), False, level)]
    return []
