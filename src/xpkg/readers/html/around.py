"""Tells what stands around a page's story: deck, by-line and date line above it, notes in it and below."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from xpkg.analysis.times.absolute import read_absolute
from xpkg.lexicon import publishing
from xpkg.lexicon.alternation import alternation
from xpkg.lexicon.page_furniture import Trait, furniture
from xpkg.lexicon.page_notes import note_in
from xpkg.model import BlockType
from xpkg.readers.html.dom import Block
from xpkg.readers.reader import Piece

HEAD = 5
"""Blocks from the first of the story on, among which its by-line may stand."""
_ABOVE, _BELOW = 14, 8
"""Blocks between headline and story, and behind the story, that are looked at."""
_MADE = alternation(publishing.having(publishing.Trait.CREDIT, publishing.Trait.DATING))
_BY = re.compile(rf"\W*+(?i:(?:{_MADE}\s++)?by)\b:?\s++\W*+[A-Z]")
_SENTENCE = re.compile(r"[^\W\d_]{3,}[.!?][\"”’)]*$")
_LONGEST_LINE = 160
_LONGEST_DECK = 60
"""Words."""
_OTHER_WORDS = 8
"""Words beside the date in a line that gives it."""
_PARTS = re.compile(r"[^a-z0-9]+")
_LONGEST_NOTE = 80
_TIME = re.compile(r"\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?", re.I)
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b", re.I)


def above_story(blocks: Sequence[Block], start: int, taken: str) -> Iterator[Piece]:
    """The deck, by-line, date line, captions and notes before the block ``start``, from the headline on.

    ``taken`` is the path of what the title was taken from.
    """
    first = max(0, start - _ABOVE)
    headline = next((at for at in range(start - 1, first - 1, -1) if blocks[at].tag == "h1"), None)
    if headline is None:
        return
    for at in range(max(first, headline - 2), start):
        block = blocks[at]
        if block.path == taken or block.tag == "h1":
            continue
        kind = kind_above(block, behind=at > headline)
        if kind is None and at > headline:
            kind = BlockType.CAPTION if block.within("figcaption") else note_of(block)
        if kind:
            yield Piece(block.words, kind, path=block.path)


def kind_above(block: Block, *, behind: bool = True) -> BlockType | None:
    """What of by-line, date line and deck ``block`` is, if any; a deck stands ``behind`` the headline."""
    words = block.words
    if len(words) <= _LONGEST_LINE:
        if _BY.match(words) and not _SENTENCE.search(words):
            return BlockType.BYLINE
        if day_in(words) and len(_TIME.sub("", words).split()) <= _OTHER_WORDS:
            return BlockType.DATELINE
    short = 5 <= len(words.split()) <= _LONGEST_DECK and 2 * block.linked < len(words)
    return BlockType.DECK if behind and short and _named(block, Trait.DECK) and not note_in(words) else None


def day_in(words: str) -> str:
    """The one day that a line gives with its year, as ISO 8601; the empty string where it gives none, or several.

    >>> day_in("Posted: Fri 6:45 PM, Feb 16, 2018"), day_in("in 2018")
    ('2018-02-16', '')
    """
    days = {
        when.low.isoformat()
        for _, _, when in read_absolute(_ORDINAL.sub("", words))
        if when.low is not None and when.low == when.high
    }
    return next(iter(days)) if len(days) == 1 else ""


def note_of(block: Block) -> BlockType | None:
    """What a block that is no story is, where it is a note, a pull quote or an author box; None for other furniture."""
    if len(block.words.split()) > _LONGEST_NOTE:
        return None
    if note := note_in(block.words):
        return BlockType(note)
    if is_pull_quote(block):
        return BlockType.PULL_QUOTE
    return BlockType.AUTHOR_BOX if _named(block, Trait.AUTHOR) and len(block.words.split()) > 3 else None


def is_pull_quote(block: Block) -> bool:
    """Whether the block shows words of the story a second time, by the name of its element."""
    return len(block.words.split()) <= _LONGEST_NOTE and _named(block, Trait.PULL_QUOTE)


def below_story(blocks: Sequence[Block], end: int) -> Iterator[Piece]:
    """The author box and the notes that follow the story."""
    for block in blocks[end : end + _BELOW]:
        if (kind := note_of(block)) in (BlockType.AUTHOR_BOX, BlockType.PAYWALL_NOTE, BlockType.NEWSLETTER):
            yield Piece(block.words, kind, path=block.path)


def _named(block: Block, trait: Trait) -> bool:
    """Whether the element of ``block``, or one of the two around it, is called so by class or id."""
    known = furniture(trait)
    for element in block.above[:3]:
        for attribute in ("class", "id"):
            name = (element.get(attribute) or "").lower()
            if name and ({*_PARTS.split(name)} & known or {*name.split()} & known):
                return True
    return False
