"""Finds what stands behind the story of a press release: who sends it says who it is, and whom to ask."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from xpkg.lexicon.alternation import alternation
from xpkg.lexicon.end_matter import EndPart, part_opened_by
from xpkg.lexicon.page_notes import Note, asks_to_follow, note_in
from xpkg.lexicon.reporting import personal_forms
from xpkg.model import Block, BlockType
from xpkg.text.author_boxes import author_boxes
from xpkg.text.quotations import CLOSING

_ABOUT_LINE = re.compile(r"\W*about\s+(?:the\s+)?(?P<name>[^.!?:\n]{2,80}?)\W*$", re.I)
_ABOUT_RUN_IN = re.compile(
    r"\W*about\s+(?:the\s+)?(?P<name>[^.!?:\n]{2,80}?)\W*\s(?:the\s+)?(?P=name)(?!\w)|"
    r"\W*about\s+(?:the\s+)?(?P<named>[^.!?:\n]{2,80}?):\s+\S",
    re.I,
)
_PROFILE = re.compile(
    r"(?:The\s)?(?P<name>[A-Z0-9][\w.&’'-]*(?:\s(?:of|for|and|&|the|[A-Z0-9][\w.&’'-]*)){0,7})[®™]?"
    r"(?:\s\([^)\n]{1,40}\))?,?\s(?:is|are)\s(?:an?|the|one\sof)\s"
)
_MARK = re.compile(r"#(?:\s?#){1,6}|[-–—*(\[]+\s?30\s?[-–—*)\]]+")
_CAPITAL = re.compile(r"[A-Z]|[a-z]\d|[a-z][A-Z]")
_REACHED = re.compile(
    r"[^\s@]{1,60}@[^\s@]{2,60}\.\w{2,}|https?://|\bwww\.|\b[\w-]{2,40}\.(?:com|org|net|gov|edu|int|co\.\w\w)\b|"
    r"(?<![\d.])\+?\(?\d(?:[\s().–-]{0,2}\d){7,14}(?!\d)"
)
"""An address, a site or a telephone number."""
_ENDED = re.compile(rf"[.!?…][{CLOSING})\]]*$")
_WORD = re.compile(r"\w+")
_QUOTES = re.compile('["“«]')
_SAID = re.compile(r"[\"“«][^\"”»]{1,400}?[.,!?][\"”»]")
"""A quotation with a sign of its own: nobody speaks in what a firm says of itself."""
_SENTENCES = re.compile(r"(?<=[.!?])\s+")
_REPORTED = re.compile(rf"\b(?:{alternation(personal_forms())})\b", re.I)
_HERE = re.compile(r"\bhere\b", re.I)
_OFFERS = (Note.NEWSLETTER, Note.PAYWALL_NOTE)
_CALLS = 3
"""Blocks at the end of the story that may ask for something."""
_LONGEST_OFFER = 40
"""Words before the sentence that asks."""
_NEAR = 160
"""Characters within which what a firm says of itself names it."""
_SHORT = 3
"""Letters of a word that names nothing."""
_FEWEST_BEFORE = 40
"""Words of the story that must stand before."""
_NEAREST = 6
"""Blocks within which the line stands that says whom to ask."""
_LONGEST_CONTACT = 14
"""Words of a line that gives a name, an office or a number."""
_MOST = {
    EndPart.CONTACT: (12, 160), EndPart.LEGAL_NOTE: (16, 1500), EndPart.EDITORS_NOTES: (40, 1500),
    EndPart.END: (60, 2000), BlockType.ABOUT_FIRM: (5, 350),
}  # fmt: skip
"""Blocks and words that a part has at most; a longer one is of the story."""
_Part = EndPart | BlockType


def mark_end_matter(text: str, found: list[Block]) -> None:
    """Marks the parts behind the story in ``found``; each reaches to the next one, the last to the end of the text.

    Only what the text ends with is such a part: from the last one back, up to the first that fits none.
    """
    places = [at for at, block in enumerate(found) if _is_open(block)]
    words = {at: found[at].span.cut(text) for at in places}
    counts = {at: len(words[at].split()) for at in places}
    total, before = sum(counts.values()), 0
    openers: list[tuple[int, _Part]] = []
    for number, at in enumerate(places):
        following = words[places[number + 1]] if number + 1 < len(places) else ""
        if before >= _FEWEST_BEFORE and (part := _opened(words[at], following)):
            openers.append((number, part))
        before += counts[at]
    end = len(places)
    for number, part in reversed(openers):
        section = [words[at] for at in places[number:end]]
        rest = sum(counts[at] for at in places[number:])
        if part is EndPart.END and rest > total - rest:
            break
        if not _fits(part, section):
            break
        _mark(found, places[number:end], part)
        end = number
    _mark_writers(found, places[:end], words)
    _mark_calls(found, [at for at in places[max(2, end - _CALLS) : end] if found[at].in_story], words)
    _mark_profile(text, found, places, words, end)
    _mark_writers(found, [at for at in places[:end] if found[at].in_story], words)


def _is_open(block: Block) -> bool:
    return block.in_story and block.number is None and block.type is not BlockType.TITLE


def _opened(words: str, following: str) -> _Part | None:
    if _MARK.fullmatch(words.strip()):
        return EndPart.END
    if _tells_of_itself(words, following):
        return BlockType.ABOUT_FIRM
    part = part_opened_by(words)
    if part is EndPart.LEGAL_NOTE and _QUOTES.search(words):
        return None  # somebody says it
    return part


def _tells_of_itself(words: str, following: str) -> bool:
    """Whether ``words`` are "About NAME", and what follows, on the same line or below, tells of that name."""
    if match := _ABOUT_LINE.match(words):
        name = match["name"]
        heads = _WORD.findall(name)
        near = {each.lower() for each in _WORD.findall(following[:_NEAR])}
        told = any(each.lower() in near for at, each in enumerate(heads) if at == 0 or len(each) > _SHORT)
        return bool(_CAPITAL.search(name)) and told
    if match := _ABOUT_RUN_IN.match(words):
        return bool(_CAPITAL.search(match["name"] or match["named"]))
    return False


def _fits(part: _Part, section: Sequence[str]) -> bool:
    """Whether the blocks ``section`` may be ``part``: no longer than that, and contacts of nothing else."""
    blocks, words = _MOST[part]
    if len(section) > blocks or sum(len(each.split()) for each in section) > words:
        return False
    if part is BlockType.ABOUT_FIRM:
        return not any(_SAID.search(each) for each in section)
    if part is not EndPart.CONTACT:
        return True
    reached = [bool(_REACHED.search(each)) for each in section]
    short = [len(each.split()) <= _LONGEST_CONTACT and not _ENDED.search(each) for each in section]
    return any(reached) and all(map(any, zip(reached, short, strict=True)))


def _mark(found: list[Block], places: Sequence[int], part: _Part) -> None:
    kind = BlockType.EDITORS_NOTES if part is EndPart.END else BlockType(part.value)
    for number, at in enumerate(places):
        own = None if part is EndPart.END and number == 0 else kind
        found[at] = replace(found[at], type=BlockType.BOILERPLATE, kind=own, in_story=False)


def _mark_profile(text: str, found: list[Block], places: Sequence[int], words: dict[int, str], end: int) -> None:
    """Marks what a firm says of itself without a heading: beside the line that says whom to ask, up to ``end``.

    The first block opens with a name that the story has, too, and "is a"; all to the end open with that name.
    """
    for number in range(max(0, end - 4), end):
        match = _PROFILE.match(words[places[number]])
        if not match or _QUOTES.search(words[places[number]]):
            continue
        first = match["name"].split()[0]
        opening = re.compile(rf"(?:The\s)?{re.escape(first)}(?!\w)")
        named = sum(first in words[at] for at in places[:number])
        if named < 2 or not all(opening.match(words[at]) for at in places[number:end]):
            continue
        asked = end < len(places) or any(_is_contact(words[at]) for at in places[max(0, number - _NEAREST) : number])
        if asked and _fits(BlockType.ABOUT_FIRM, [words[at] for at in places[number:end]]):
            _mark(found, places[number:end], BlockType.ABOUT_FIRM)
        return


def _mark_writers(found: list[Block], places: Sequence[int], words: dict[int, str]) -> None:
    """Marks the last of ``places`` as author boxes, where they tell of somebody of whom the story does not."""
    for at in places[author_boxes([words[at] for at in places]) :]:
        found[at] = replace(found[at], type=BlockType.BOILERPLATE, kind=BlockType.AUTHOR_BOX, in_story=False)


def _mark_calls(found: list[Block], places: Sequence[int], words: dict[int, str]) -> None:
    """Marks the last blocks of the story that end by asking for something: "Click here for more.", "Follow us on …"."""
    for at in reversed(places):
        *others, last = _SENTENCES.split(words[at])
        told = sum(len(each.split()) for each in others)
        note = note_in(last)
        asks = note in _OFFERS or asks_to_follow(last) or (note is Note.RELATED and _HERE.search(last))
        if note is None or not asks or told > _LONGEST_OFFER or _REPORTED.search(words[at]):
            return
        found[at] = replace(found[at], type=BlockType.BOILERPLATE, kind=BlockType(note), in_story=False)


def _is_contact(words: str) -> bool:
    return part_opened_by(words) is EndPart.CONTACT and bool(_REACHED.search(words))
