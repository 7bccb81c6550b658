"""Tells the story's own paragraphs from the teasers of other stories that a web page puts after it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from xpkg.model import Block, BlockType

_KICKER = re.compile(r"[‘'\"“]?[A-Z][A-Z0-9’' ,&-]{3,40}[’'\"”]?: \S")
_ENDED = re.compile(r"[.!?…][\"”’')\]]*(?:\s*\[\d{1,3}\])*$")
_NAME = re.compile(r"(?<![.!?:] )(?<!^)\b[A-Z][\w’'-]{2,}|\b[A-Z]{2,}\b")
_SUFFIX = re.compile(r"[’']s?$")
_LEAST_CUT = 200
"""A shorter line without a full stop is a heading, a caption or a verse, not a text that was cut off."""
_NEW_NAMES = 0.35
"""A teaser brings its own names: at least this share of them does not stand in the story."""
_NEW_NAMES_AFTER_SIGN_OFF = 0.2


def mark_teasers(text: str, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """``blocks`` with closing paragraphs that belong to other stories made teasers, ``in_story`` false.

    Such a paragraph stands at the end of the text, brings names of its own, and either follows the line that signs
    the story off (contributors, boilerplate), or is cut off in mid sentence, or opens with a kicker in capitals.
    A single paragraph that is merely cut off is the story's own end unless a sign-off precedes it.
    """
    last = len(blocks)
    while last and blocks[last - 1].type in (BlockType.BOILERPLATE, BlockType.CREDIT):
        last -= 1
    signed_off = _sign_off(blocks, last)
    first = last
    while first > signed_off and _like_a_teaser(text, blocks, first - 1, after_sign_off=signed_off > 0):
        first -= 1
    run = blocks[first:last]
    if not run or first == 0 or (signed_off == 0 and len(run) == 1 and not _KICKER.match(run[0].span.cut(text))):
        return blocks
    teasers = tuple(replace(block, type=BlockType.TEASER, in_story=False) for block in run)
    return blocks[:first] + teasers + blocks[last:]


def _sign_off(blocks: Sequence[Block], last: int) -> int:
    """The place after the last contributors or boilerplate line that closes a story of some length, or 0."""
    for at in range(last - 1, 2, -1):
        if blocks[at].type in (BlockType.CONTRIBUTORS, BlockType.BOILERPLATE):
            return at + 1
        if blocks[at].type is not BlockType.PARAGRAPH:
            return 0
    return 0


def _like_a_teaser(text: str, blocks: Sequence[Block], at: int, *, after_sign_off: bool) -> bool:
    block = blocks[at]
    words = block.span.cut(text)
    if block.type is not BlockType.PARAGRAPH:
        return False
    story = {name for other in blocks[: max(1, at)] if other.in_story for name in _names(other.span.cut(text))}
    names = _names(words)
    new = len(names - story) / len(names) if names else 0.0
    if after_sign_off:
        return new >= _NEW_NAMES_AFTER_SIGN_OFF or bool(_KICKER.match(words))
    cut_off = len(words) >= _LEAST_CUT and not _ENDED.search(words)
    return (cut_off or bool(_KICKER.match(words))) and new >= _NEW_NAMES


def _names(words: str) -> set[str]:
    return {_SUFFIX.sub("", match.group()) for match in _NAME.finditer(words)}
