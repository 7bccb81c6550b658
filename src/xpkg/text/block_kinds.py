"""Says more closely what blocks are: decks, by-lines, lists, tables, pull quotes, author boxes, notes of the site."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from xpkg.lexicon import occupations, publishing
from xpkg.lexicon.alternation import alternation
from xpkg.lexicon.page_notes import asks_to_follow, note_in
from xpkg.model import Block, BlockType
from xpkg.text.end_matter import mark_end_matter
from xpkg.text.quotations import CLOSING

_BYLINE = re.compile(r"\s*+by\b", re.I)
_DAY_LINE = re.compile(
    rf"(?:{alternation(publishing.having(publishing.Trait.DATING))}\b:?\s*)?(?:on\s+)?(?:\w+day,?\s+)?"
    r"(?:\d{1,2}(?:st|nd|rd|th)?\s+[A-Z][a-z]{2,8}\.?,?\s+\d{4}|"
    r"[A-Z][a-z]{2,8}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}|\d{4}-\d\d-\d\d)"
    r"(?:,?\s+(?:at\s+)?\d{1,2}[:.]\d\d.{0,20})?\W*$",
    re.I,
)
_ITEM = re.compile(r"(?:[•▪◦‣*·–-]|\(?(?:\d{1,2}|[a-z])[.)])\s+\S")
_BULLET = re.compile(r"[•▪◦‣]\s+\S")
_CELLS = re.compile(r"\S(?:\s\|\s|\t)\S")
_ABOUT = re.compile(r"about the authors?\W*$", re.I)
_WORK = publishing.having(publishing.Trait.BESIDE_MEDIUM) | occupations.having(occupations.Trait.POSITION)
_WRITERS = alternation(_WORK)
_BOX = re.compile(
    rf"(?P<name>(?:[^\W\d_a-z][\w.’'-]*\s){{1,3}}[^\W\d_a-z][\w.’'-]*)\s(?:is|was)\s[^.]{{0,90}}?\b"
    rf"(?i:{_WRITERS})\b"
)
_WORD = re.compile(r"\w+")
_ENDED = re.compile(rf"[.!?…][{CLOSING})\]]*$")
_QUOTED_SIGN = re.compile(r"\s[—–-]+\s*(?=[A-Z][^.!?]{2,60}$)")
_HEAD, _TAIL = 6, 5
"""Blocks from the beginning and from the end in which decks and author boxes stand."""
_DECK = 300
"""Characters of the longest deck."""
_FEWEST, _MOST = 8, 45
"""Words of a pull quote."""
_MUCH_LONGER = 1.3
"""How much longer the paragraph is from which a pull quote was taken."""
_NOTE = 60
"""Words of the longest note of a site."""
_BARE = 8
"""Words of a line that leads elsewhere; a longer one, or a sentence, may be of the story."""
_SET_APART = (BlockType.PARAGRAPH, BlockType.CAPTION, BlockType.HEADING)
"""What a pull quote may be taken for."""
_PAGES = re.compile(
    r"\W*(?:page\s+\d{1,3}\s+of\s+\d{1,3}|1\s+2(?:\s+(?:\d{1,3}|…|\.\.\.))*(?:\s+[^\W\d]{4,8}){0,2})\W*", re.I
)
"""A line that counts the pages of a story: "Page 2 of 3", "1 2 3 Next"."""
_FILING = (BlockType.TAGS, BlockType.PAGER)
_LONGEST_FILING = 25
"""Words."""
_ASKING = (BlockType.COOKIE_NOTE, BlockType.NEWSLETTER, BlockType.PAYWALL_NOTE)
"""Notes that no story opens a paragraph with."""


def with_kinds(text: str, blocks: Sequence[Block], seen: Sequence[bool] = ()) -> tuple[Block, ...]:
    """``blocks``, each with what it is more closely, where its words and its place tell.

    A pull quote, an author box and a note of the site stand beside the story. What they say the story says itself, or
    it is nobody's word. So do by-line and date line, which tell of the story.
    ``seen`` tells of which blocks a reader saw what they are; these stay so.
    """
    found = list(blocks)
    for at, block in enumerate(blocks):
        if block.number is not None or block.kind is not None:
            continue
        if at < len(seen) and seen[at]:
            kind = _asked_for(block.span.cut(text)) if block.type is BlockType.HEADING and at > 0 else None
        else:
            kind = _kind(text, blocks, at)
        if kind is not None:
            beside = kind.broad in (BlockType.BOILERPLATE, BlockType.CREDIT)
            found[at] = replace(block, type=kind.broad, kind=kind, in_story=block.in_story and not beside)
    _mark_deck(text, found)
    _mark_pull_quotes(text, found, seen)
    mark_end_matter(text, found)
    return tuple(found)


def _kind(text: str, blocks: Sequence[Block], at: int) -> BlockType | None:
    block = blocks[at]
    words = block.span.cut(text)
    if block.type in (BlockType.TITLE, BlockType.TEASER):
        return None
    if block.type is BlockType.CREDIT:
        return BlockType.BYLINE if _BYLINE.match(words) else None
    if at < _HEAD and len(words) < 80 and block.in_story and _DAY_LINE.match(words):
        return BlockType.DATELINE
    if _PAGES.fullmatch(words):
        return BlockType.PAGER
    if len(words.split()) <= _NOTE and (note := note_in(words)):
        kind = BlockType(note)
        if kind in _FILING:
            return kind if _files(words, kind, blocks[at + 1 :]) else None
        bare = len(words.split()) <= _BARE and not _ENDED.search(words)
        sure = kind in _ASKING or block.type is BlockType.BOILERPLATE or asks_to_follow(words)
        return kind if sure or bare else None
    if block.in_story and at >= len(blocks) - _TAIL and at > 1 and _is_author_box(text, blocks, at):
        return BlockType.AUTHOR_BOX
    if block.in_story and _in_run(text, blocks, at, _CELLS):
        return BlockType.TABLE_ROW
    if block.in_story and (_in_run(text, blocks, at, _ITEM) or (_BULLET.match(words) and at > 0)):
        return BlockType.LIST_ITEM
    return None


def _asked_for(words: str) -> BlockType | None:
    """What a heading is that no story has: sites set their offers as headings, too."""
    note = note_in(words)
    return BlockType(note) if note and BlockType(note) in _ASKING else None


def _files(words: str, kind: BlockType, following: Sequence[Block]) -> bool:
    """Whether a line that opens as one of tags or pages is one: no sentence; short, with a colon, or the last."""
    if len(words.split()) > _LONGEST_FILING or _ENDED.search(words):
        return False
    told = any(block.in_story and block.type is BlockType.PARAGRAPH for block in following)
    return len(words.split()) <= _BARE if kind is BlockType.PAGER else ":" in words or not told


def _in_run(text: str, blocks: Sequence[Block], at: int, pattern: re.Pattern[str]) -> bool:
    """Whether the block and a neighbour have the form of a list's items, or of a table's rows."""
    find = pattern.search if pattern is _CELLS else pattern.match
    return bool(find(blocks[at].span.cut(text))) and any(
        0 <= near < len(blocks) and blocks[near].in_story and find(blocks[near].span.cut(text))
        for near in (at - 1, at + 1)
    )


def _is_author_box(text: str, blocks: Sequence[Block], at: int) -> bool:
    """Whether the block tells of who wrote the story: named in its by-line, or under a heading that says so."""
    words = blocks[at].span.cut(text)
    if _ABOUT.match(words) or _ABOUT.match(blocks[at - 1].span.cut(text)):
        return True
    if not (match := _BOX.match(words)):
        return False
    name = match["name"].casefold()
    return any(name in each.span.cut(text).casefold() for each in blocks[:_HEAD] if each.type is BlockType.CREDIT)


def _mark_deck(text: str, found: list[Block]) -> None:
    """Marks the sentence below the title and above the by-line or the day."""
    if len(found) < 4 or found[0].type is not BlockType.TITLE:
        return
    deck, after = found[1], found[2]
    words = deck.span.cut(text)
    if deck.kind is None and deck.type in (BlockType.PARAGRAPH, BlockType.CAPTION, BlockType.HEADING) and deck.in_story:
        headed = after.kind in (BlockType.BYLINE, BlockType.DATELINE)
        if headed and len(words) <= _DECK and len(words.split()) >= 5:
            found[1] = replace(deck, type=BlockType.PARAGRAPH, kind=BlockType.DECK)


def _mark_pull_quotes(text: str, found: list[Block], seen: Sequence[bool]) -> None:
    """Marks short blocks whose words all stand in one longer paragraph: a page shows them twice."""
    candidates: dict[int, list[str]] = {}
    paragraphs: dict[tuple[str, ...], list[int]] = {}
    for at, block in enumerate(found):
        if block.type not in _SET_APART or not block.in_story or block.kind is not None:
            continue
        words = block.span.cut(text)
        if block.type is BlockType.PARAGRAPH:
            paragraphs.setdefault((*_plain(words),), []).append(at)
        if at < 2 or (at < len(seen) and seen[at]) or len(words.split()) > _MOST:
            continue
        quoted = _plain(_QUOTED_SIGN.split(words)[0])
        if len(quoted) >= _FEWEST:
            candidates[at] = quoted
    holders = _holders(candidates.values(), paragraphs)
    for at, quoted in candidates.items():
        plain = " ".join(quoted)
        rarest = min((holders[gram] for gram in _grams(quoted)), key=len)
        if any(
            len(other) + 2 > _MUCH_LONGER * len(plain) and f" {plain} " in f" {other} " and paragraphs[key] != [at]
            for key, other in ((key, " ".join(key)) for key in rarest)
        ):
            found[at] = replace(found[at], type=BlockType.BOILERPLATE, kind=BlockType.PULL_QUOTE, in_story=False)


def _holders(
    candidates: Iterable[Sequence[str]], paragraphs: Iterable[tuple[str, ...]]
) -> dict[tuple[str, ...], list[tuple[str, ...]]]:
    """The paragraphs that have each run of words of ``candidates``: each is then held against few."""
    found: dict[tuple[str, ...], list[tuple[str, ...]]] = {gram: [] for each in candidates for gram in _grams(each)}
    for paragraph in paragraphs if found else ():
        for gram in {*_grams(paragraph)} & found.keys():
            found[gram].append(paragraph)
    return found


def _grams(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(words[at : at + _FEWEST]) for at in range(len(words) - _FEWEST + 1))


def _plain(words: str) -> list[str]:
    return _WORD.findall(words.casefold())
