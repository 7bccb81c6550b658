"""Tells the story's own paragraphs from the teasers of other stories that a web page puts after it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from xpkg.model import Block, BlockType

_KICKER = re.compile(r"[‘'\"“]?[A-Z][A-Z0-9’' ,&-]{3,40}[’'\"”]?: \S")
_ENDED = re.compile(r"[.!?…][\"”’')\]]*(?:\s*\[\d{1,3}\])*$")
_NAME = re.compile(r"(?<![.!?:] )(?<!^)\b[A-Z][\w’'-]{2,}|\b[A-Z]{2,}\b")
_WORD = re.compile(r"[\w-]+")
_SUFFIX = re.compile(r"[’']s?$")
_RELATED = re.compile(
    r"(?:related (?:stories|articles|news|content|coverage)|more from\b[^.:!?]{2,50}|"
    r"more (?:stories|news)|read (?:more|next)|"
    r"you (?:may|might) also (?:like|be interested in)|most (?:read|popular|viewed))\W*$",
    re.I,
)
_NOTES = re.compile(
    r"(?:notes and )?(?:references|citations|footnotes|endnotes|works cited|bibliography|sources|notes)\W*$", re.I
)
_ASIDE = (BlockType.PARAGRAPH, BlockType.CAPTION, BlockType.HEADING, BlockType.TITLE)
_LEAST_CUT = 200
"""A shorter line without a full stop is a heading, a caption or a verse, not a text that was cut off."""
_WHOLE = 12
"""Words of a paragraph that is no headline."""
_FEWEST_WHOLE = 2
"""Paragraphs with which a story goes on behind links: a single one may be another story's summary."""
_NEW_NAMES = 0.35
"""A teaser brings its own names: at least this share of them does not stand in the story."""
_NEW_NAMES_AFTER_SIGN_OFF = 0.2


def mark_teasers(text: str, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """``blocks`` with closing paragraphs that belong to other stories made teasers, ``in_story`` false.

    Such a paragraph stands at the end of the text and brings names of its own. Besides, it follows the line that signs
    the story off (contributors, boilerplate), is cut off in mid sentence, or opens with a kicker in capitals.
    A single paragraph that is merely cut off is the story's own end unless a sign-off precedes it. All that stands
    under a heading such as "Related stories" is of other stories, down to the references or the end.
    """
    if heading := _related_heading(text, blocks):
        end = _end_of_related(text, blocks, heading + 1)
        if goes_on := _story_goes_on(text, blocks, heading, end):
            beside = tuple(_beside(block) for block in blocks[heading:goes_on])
            rest = mark_teasers(text, blocks[:heading] + blocks[goes_on:])
            return rest[:heading] + beside + rest[heading:]
        beside = tuple(_beside(block) for block in blocks[heading:end])
        return mark_teasers(text, blocks[:heading]) + beside + blocks[end:]
    last = len(blocks)
    while last and blocks[last - 1].type in (BlockType.BOILERPLATE, BlockType.CREDIT):
        last -= 1
    signed_off = _sign_off(blocks, last)
    first = last
    told = _first_told(text, blocks)
    while first > signed_off and _like_a_teaser(text, blocks[first - 1], told, after_sign_off=signed_off > 0):
        first -= 1
    run = blocks[first:last]
    if not run or first == 0 or (signed_off == 0 and len(run) == 1 and not _KICKER.match(run[0].span.cut(text))):
        return blocks
    teasers = tuple(replace(block, type=BlockType.TEASER, in_story=False) for block in run)
    return blocks[:first] + teasers + blocks[last:]


def _related_heading(text: str, blocks: Sequence[Block]) -> int:
    """The place of the first heading over links to other stories that follows a paragraph and has any, or 0."""
    told = False
    for at, block in enumerate(blocks[:-1]):
        told = told or block.type is BlockType.PARAGRAPH
        if told and block.type is BlockType.BOILERPLATE and _RELATED.match(block.span.cut(text)):
            return at
    return 0


def _story_goes_on(text: str, blocks: Sequence[Block], heading: int, end: int) -> int:
    """The place of the paragraph with which the story goes on behind a line of links that stands in it, or 0.

    Behind the links there are whole paragraphs, and most of them speak of what the story spoke of before.
    """
    whole = [at for at in range(heading + 1, end) if _is_whole(text, blocks[at])]
    if len(whole) < _FEWEST_WHOLE:
        return 0
    before = {name for block in blocks[:heading] if block.in_story for name in _names(block.span.cut(text))}
    of_story = 0
    first = 0
    for at in whole:
        words = blocks[at].span.cut(text)
        if before & set(_WORD.findall(words)) or (not _names(words) and of_story):
            of_story += 1
            first = first or at
    return first if 2 * of_story >= len(whole) and of_story >= _FEWEST_WHOLE else 0


def _is_whole(text: str, block: Block) -> bool:
    words = block.span.cut(text)
    return block.type is BlockType.PARAGRAPH and len(words.split()) >= _WHOLE and bool(_ENDED.search(words))


def _end_of_related(text: str, blocks: Sequence[Block], start: int) -> int:
    for at in range(start, len(blocks)):
        if blocks[at].type is BlockType.REFERENCE or _NOTES.match(blocks[at].span.cut(text)):
            return at
    return len(blocks)


def _beside(block: Block) -> Block:
    return replace(block, type=BlockType.TEASER if block.type in _ASIDE else block.type, in_story=False)


def _sign_off(blocks: Sequence[Block], last: int) -> int:
    """The place after the last contributors or boilerplate line that closes a story of some length, or 0."""
    for at in range(last - 1, 2, -1):
        if blocks[at].type in (BlockType.CONTRIBUTORS, BlockType.BOILERPLATE):
            return at + 1
        if blocks[at].type is not BlockType.PARAGRAPH:
            return 0
    return 0


def _first_told(text: str, blocks: Sequence[Block]) -> dict[str, int]:
    """The order of the first block of the story in which each name stands."""
    told: dict[str, int] = {}
    for at, block in enumerate(blocks):
        if block.in_story:
            for name in _names(block.span.cut(text)):
                told.setdefault(name, at)
    return told


def _like_a_teaser(text: str, block: Block, told: Mapping[str, int], *, after_sign_off: bool) -> bool:
    words = block.span.cut(text)
    if block.type is not BlockType.PARAGRAPH:
        return False
    names = _names(words)
    new = sum(told.get(name, block.order) >= max(1, block.order) for name in names) / len(names) if names else 0.0
    if after_sign_off:
        return new >= _NEW_NAMES_AFTER_SIGN_OFF or bool(_KICKER.match(words))
    cut_off = len(words) >= _LEAST_CUT and not _ENDED.search(words)
    return (cut_off or bool(_KICKER.match(words))) and new >= _NEW_NAMES


def _names(words: str) -> set[str]:
    return {_SUFFIX.sub("", match.group()) for match in _NAME.finditer(words)}
