"""Cuts a source into blocks and says which part each plays: title, heading, paragraph, caption, reference, teaser."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from xpkg.lexicon import publishing
from xpkg.lexicon.alternation import alternation
from xpkg.lexicon.page_furniture import is_furniture_line
from xpkg.model import Block, BlockType, Part, Span
from xpkg.text.block_kinds import with_kinds
from xpkg.text.citation_styles import read_record
from xpkg.text.quotations import CLOSING
from xpkg.text.reference_lists import HEADING, NUMBERED, find_references
from xpkg.text.teasers import mark_teasers

_EDIT = re.compile(r"(?<!\s)\s*+\[\s*+edit(?:\s++source)?\s*+\]\s*+$")
_CREDIT = re.compile(
    rf"(?:file )?{alternation(publishing.having(publishing.Trait.PICTURE))}"
    r"(?:\s*(?::|by\b|courtesy\b|from\b)|\s*[/—–-])\s*\S",
    re.I,
)
_BYLINE = re.compile(r"By (?:[A-Z][\w.’'-]+ ){1,4}(?:[A-Z][\w.’'-]++|and |, )*+[^.!?]{0,60}$")
_CONTRIBUTORS = re.compile(
    r"(?:(?:additional|further|with additional|with|more)\s+)?"
    rf"{alternation(publishing.having(publishing.Trait.CONTRIBUTION))}\s+by\b"
    r"|.{3,160}\bcontributed(?: \w+)?(?: to| from| reporting)?(?: (?:to )?this (?:report|story|article|post))?\.?$",
    re.I,
)
_BOILERPLATE = re.compile(
    r"from wikipedia|(?:©|\(c\)|copyright)\b|.*\ball rights reserved\b|advertisement\b|read more\b|read next\b|"
    r"sign up\b|subscribe\b|share this\b|follow us\b|click here\b|most (?:read|popular|viewed)\b|"
    r"related (?:stories|articles|news|content|coverage)|more (?:stories|news)\W*$|"
    r"you (?:may|might) also (?:like|be interested in)|more from\b|comments\W*$|"
    r"jump to (?:navigation|search)|continue reading|"
    r"retrieved from \"?https?:|this (?:article|story) (?:was|has been) (?:originally|first) published",
    re.I,
)
_SENTENCE_END = re.compile(rf"[.!?…:;][{CLOSING})\]]*(?:\s*\[\d{{1,3}}\])*$")
_CAPTION_WORDS = re.compile(
    rf"\b(?:{alternation(publishing.having(publishing.Trait.CAPTION))}|"
    r"in a|at a|at the|map of|logo of|\w+ing|in (?:19|20)\d\d)\b",
    re.I,
)
_DATELINE = re.compile(
    r"[A-Z][\w.’'-]*(?:[ ,/]+[A-Z][\w.’'-]*){0,4}(?:,? \d{1,2}\b)?(?:,? \d{4})?,?(?:\s*\([^)\n]{2,40}\))?"
    r"\s*(?:—|–|\s--?)\s*(?=[\"“‘'A-Z])"
)
_LONGEST_HEADLINE_SENTENCE = 8
"""Words: a longer first line that ends in a full stop is the story's first paragraph."""
_LONGEST_TITLE = 200
_FULL_LINE = 0.8
"""Of the longest line: a shorter one was not broken for want of room."""
_LABEL = re.compile(r"\[([^\[\]\n]{1,30})\](?=\s)")
"""What a note is marked with, there and in the text: "[a]", "[note 1]"."""
_INDENT = 2
"""Blanks before the first line of a paragraph."""
_LONGEST_HEADING = 90
_LONGEST_BLOCK = 4000
"""Characters: longer blocks are cut in pieces, so that nothing that is looked for within a block grows with the text.

The longest paragraph of 840 news stories has 2,573.
"""
_STOP = re.compile(rf"[.!?…][{CLOSING})\]]*+\s")
_BLANK = re.compile(r"\s")
_BESIDE = (BlockType.BOILERPLATE, BlockType.TEASER, BlockType.CAPTION, BlockType.CREDIT)
"""Where a reader saw a block to be one of these, it stands beside the story for sure."""
_MARK = re.compile(r"[^\s\ufeff]")
"""What makes a line more than a blank one."""


def find_blocks(
    text: str, title: str = "", turns: Collection[int] = (), parts: Sequence[Part] = ()
) -> tuple[Block, ...]:
    """The blocks of ``text`` in order; ``title`` is the title that the corpus records, if any.

    ``turns`` are the places where somebody's turn begins in a transcript: there begins a paragraph. ``parts`` are the
    blocks that a reader saw, if one made the text: all of it lies in them, and what type they give stands.

    Spans leave out surrounding blanks and a heading's ``[edit]``. Every character that is not a blank or part of
    an ``[edit]`` lies in exactly one block.

    What would be a block of more than 4,000 characters becomes several. It is cut where a sentence ends outside
    quotation marks, else where one ends, else at a blank, else anywhere. The first piece has the type that the whole
    would have, the others are paragraphs (boilerplate in a list of references).
    """
    chunks = [(part.span, True) for part in parts] or _chunks(text, turns)
    edits = any(_EDIT.search(span.cut(text)) for span, _ in chunks)
    listed = find_references([_EDIT.sub("", span.cut(text)) for span, _ in chunks])
    if parts:  # a note that a reader saw has its own number
        listed = {at: number for at, number in listed.items() if parts[at].type is not BlockType.FOOTNOTE}
    taken = set(listed.values())
    blocks: list[Block] = []
    for order, (span, apart) in enumerate(chunks):
        words = span.cut(text)
        seen = parts[order].type if parts else None
        cited = seen is BlockType.LIST_ITEM and order in listed
        if seen is not None and seen.broad is not BlockType.REFERENCE and not cited:
            fine = seen if seen.broad is not seen else None
            blocks.append(Block(seen.broad, span, order, in_story=seen.broad not in _BESIDE, kind=fine))
            continue
        if seen is BlockType.FOOTNOTE or (seen is BlockType.REFERENCE and order not in listed):
            blocks.append(_note(words, span, order, seen, taken))
            continue
        if number := listed.get(order):
            blocks.append(Block(BlockType.REFERENCE, span, order, number=number))
            continue
        if span.start in turns:
            blocks.append(Block(BlockType.PARAGRAPH, span, order))
            continue
        following = chunks[order + 1][0].cut(text) if order + 1 < len(chunks) else ""
        kind = _kind(words, order, title, edits=edits, apart=apart, following=following)
        if kind is BlockType.HEADING and (edit := _EDIT.search(words)):
            span = Span(span.start, span.start + edit.start())
        blocks.append(Block(kind, span, order))
    if parts:
        blocks = [_with_origin(each, part) for each, part in zip(blocks, parts, strict=True)]
    parted = tuple(_furniture_out(_cut(text, blocks)))
    if turns:
        return parted
    reader_told = [part.type is not None for part in parts] if len(parts) == len(parted) else []
    return with_kinds(text, _teasers_marked(text, parted, reader_told), reader_told)


def _with_origin(block: Block, part: Part) -> Block:
    """``block`` with where it stands in the original; of a reference also what that leads to and its title."""
    if block.type is BlockType.REFERENCE:
        return replace(block, page=part.page, path=part.path, link=part.link, title=part.title)
    return replace(block, page=part.page, path=part.path)


def _teasers_marked(text: str, blocks: tuple[Block, ...], told: Sequence[bool]) -> tuple[Block, ...]:
    """``blocks`` with teasers marked. What a reader saw to be furniture signs no story off: it knew where that ends."""
    aside = {at for at, block in enumerate(blocks) if at < len(told) and told[at] and not block.in_story}
    rest = iter(mark_teasers(text, tuple(block for at, block in enumerate(blocks) if at not in aside)))
    return tuple(block if at in aside else next(rest) for at, block in enumerate(blocks))


def _note(words: str, span: Span, order: int, seen: BlockType, taken: set[int]) -> Block:
    """A note or a reference as a reader saw it, with its own number where no other has that, else with the next."""
    label = match.group(1) if (match := _LABEL.match(words)) else ""
    if not label and (numbered := NUMBERED.match(words)):
        label = numbered.group(1) or numbered.group(2)
    own = int(label) if label.isdecimal() and int(label) not in taken else 0
    number = own or max(taken, default=0) + 1
    taken.add(number)
    kind = seen if seen is BlockType.FOOTNOTE else None
    return Block(BlockType.REFERENCE, span, order, number=number, kind=kind, label="" if own else label)


def _cut(text: str, blocks: Sequence[Block]) -> Sequence[Block]:
    """``blocks`` with the overlong ones in pieces."""
    if all(block.span.end - block.span.start <= _LONGEST_BLOCK for block in blocks):
        return blocks
    pieces: list[Block] = []
    for block in blocks:
        rest = BlockType.BOILERPLATE if block.type is BlockType.REFERENCE else BlockType.PARAGRAPH
        for number, span in enumerate(_pieces(text, block.span)):
            piece = replace(block, span=span) if number == 0 else Block(rest, span, 0, page=block.page, path=block.path)
            pieces.append(replace(piece, order=len(pieces)))
    return pieces


def _pieces(text: str, span: Span) -> Iterator[Span]:
    start = span.start
    while span.end - start > _LONGEST_BLOCK:
        end = _last_stop(text, start, start + _LONGEST_BLOCK)
        yield Span(start, end)
        start = end
        while text[start].isspace():  # the span ends with a character that is none
            start += 1
    yield Span(start, span.end)


def _last_stop(text: str, start: int, limit: int) -> int:
    """The best place between ``start`` and ``limit`` to cut, in the second half where there is one."""
    middle = (start + limit) // 2
    stops = [match.end() - 1 for match in _STOP.finditer(text, middle, limit)]
    for stop in reversed(stops):
        marks = Counter(text[start:stop])
        if marks["“"] == marks["”"] and marks['"'] % 2 == 0 and marks["«"] == marks["»"]:
            return stop
    blanks = stops or [match.start() for match in _BLANK.finditer(text, middle, limit)]
    end = blanks[-1] if blanks else limit
    while text[end - 1].isspace():
        end -= 1
    return end


def opens_story(line: str) -> bool:
    """Whether a text's first line is no headline but its first paragraph: by a dateline, or as a long sentence.

    >>> opens_story("OSLO, May 3, 2021 - The mayor resigned"), opens_story("The mayor of Oslo resigns")
    (True, False)
    """
    ended = bool(re.search(rf"\.[{CLOSING})\]]*(?:\s*\[\d{{1,3}}\])*$", line))
    if ended and len(line.split()) > _LONGEST_HEADLINE_SENTENCE:
        return True
    if not (match := _DATELINE.match(line)):
        return False
    capitals = bool(re.match(r"[A-Z][A-Z.’'-]+(?![a-z])", line))
    dated = bool(re.search(r"\d|\(", match.group()))
    return (capitals or dated) if ended else (capitals and dated)


def _furniture_out(blocks: Sequence[Block]) -> list[Block]:
    """Boilerplate says nothing of the story's matter."""
    return [replace(block, in_story=False) if block.type is BlockType.BOILERPLATE else block for block in blocks]


def _chunks(text: str, turns: Collection[int]) -> list[tuple[Span, bool]]:
    """Lines, or in hard-wrapped text whole paragraphs, each with whether blank lines set it apart on both sides."""
    lines = [
        line
        for match in re.finditer(r"[^\n\r\u2028\u2029\f]+", text)
        if _MARK.search(match.group())
        for line in _at_turns(text, _stripped(text, *match.span()), turns)
    ]
    gaps = [("blank" if _blank_between(text[a[1] : b[0]]) else "line") for a, b in pairwise(lines)]
    opening = {at for at, line in enumerate(lines) if line[0] in turns} | _indented(text, lines)
    if not _hard_wrapped(text, lines, ["blank" if at + 1 in opening else gap for at, gap in enumerate(gaps)]):
        before = ["blank", *gaps]
        after = [*gaps, "blank"]
        return [(Span(*line), before[at] == "blank" and after[at] == "blank") for at, line in enumerate(lines)]
    width = max(end - start for start, end in lines)
    apart = "blank" in gaps
    joined: list[tuple[Span, bool]] = []
    heading = next((at for at, line in enumerate(lines) if HEADING.match(text[line[0] : line[1]])), len(lines))
    opening |= {at for at in range(heading + 1, len(lines)) if read_record(text, *lines[at]) is not None}
    for at, line in enumerate(lines):
        ended = at == 0 or gaps[at - 1] == "blank" or (not apart and _ends_paragraph(text, lines, at - 1, width))
        if ended or at in opening or NUMBERED.match(text[line[0] : line[1]]):
            joined.append((Span(*line), True))
        else:
            joined[-1] = (Span(joined[-1][0].start, line[1]), True)
    return joined


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip())


def _at_turns(text: str, line: tuple[int, int], turns: Collection[int]) -> Iterator[tuple[int, int]]:
    """``line`` in pieces, where several turns stand on it: "Q. Why? A. I was ill."."""
    start, end = line
    for at in sorted(at for at in turns if start < at < end and text[at - 1].isspace()):
        yield _stripped(text, start, at)
        start = at
    yield start, end


def _indented(text: str, lines: Sequence[tuple[int, int]]) -> set[int]:
    """The lines that open paragraphs by their indent: each stands before one without, and they are the fewer."""
    starts = [text.rfind("\n", 0, line[0]) + 1 for line in lines]
    inset = [line[0] - start >= _INDENT for line, start in zip(lines, starts, strict=True)]
    found = {at for at in range(len(lines) - 1) if inset[at] and not inset[at + 1]}
    if inset and inset[-1]:
        found.add(len(lines) - 1)
    return found if len(found) == sum(inset) and 2 * len(found) <= len(lines) else set()


def _blank_between(gap: str) -> bool:
    return gap.replace("\r\n", "\n").replace("\r", "\n").count("\n") > 1


def _ends_paragraph(text: str, lines: Sequence[tuple[int, int]], at: int, width: int) -> bool:
    """Whether a paragraph ends with a line where no blank lines tell: a short line, closed or above all others."""
    line, following = lines[at], lines[at + 1]
    short = line[1] - line[0] < _FULL_LINE * width
    closed = bool(_SENTENCE_END.search(text[line[0] : line[1]]))
    return short and (closed or (at == 0 and not text[following[0]].islower()))


def _hard_wrapped(text: str, lines: Sequence[tuple[int, int]], gaps: Sequence[str]) -> bool:
    """Whether line ends fall inside sentences: lines of much the same length, most going on in the next one.

    Where the lines are few, or no blank line sets paragraphs apart, one more thing must hold. The next line must
    begin in small letters about as often as in running text.
    """
    inner = [at for at, gap in enumerate(gaps) if gap == "line"]
    if not inner:
        return False
    lengths = [lines[at][1] - lines[at][0] for at in inner]
    going_on = [at for at in inner if not _SENTENCE_END.search(text[lines[at][0] : lines[at][1]])]
    if len(going_on) < 0.6 * len(inner) or not 20 <= median(lengths) <= 100 or max(lengths) > 130:
        return False
    small = sum(text[lines[at + 1][0]].islower() for at in going_on)
    if median(lengths) < 40 and (len(inner) < 3 or max(lengths) > 1.6 * median(lengths)):
        return False  # verse, or a list
    return (len(inner) >= 4 and "blank" in gaps and median(lengths) >= 40) or 2 * small >= len(going_on)


def _kind(words: str, order: int, title: str, *, edits: bool, apart: bool, following: str) -> BlockType:
    """The part that one chunk plays, from its form and its neighbours."""
    short = len(words) <= _LONGEST_TITLE
    ended = bool(_SENTENCE_END.search(words))
    headline = order == 0 and bool(following) and not opens_story(words)
    if order == 0 and following and words == title:
        return BlockType.TITLE
    if headline and short and not ended:
        return BlockType.TITLE
    if headline and short and apart and len(words) * 1.2 < len(following) and len(words.split()) <= 22:
        return BlockType.TITLE
    if edits and _EDIT.search(words):
        return BlockType.HEADING
    if short and _CREDIT.match(words):
        return BlockType.CREDIT
    if short and _CONTRIBUTORS.match(words):
        return BlockType.CONTRIBUTORS
    if short and (_BOILERPLATE.match(words) or is_furniture_line(words)):
        return BlockType.BOILERPLATE
    if short and order <= 3 and _BYLINE.match(words):
        return BlockType.CREDIT
    if not ended and len(words) <= _LONGEST_HEADING and not words.startswith(("“", '"', "-", "•", "*")):
        headed = not edits and apart and following and not _CAPTION_WORDS.search(words)
        if headed and len(words.split()) <= 10 and (len(following) > len(words) or not following):
            return BlockType.HEADING
        if HEADING.match(words) or words.lower() in {"see also", "external links", "further reading"}:
            return BlockType.HEADING
        return BlockType.CAPTION
    return BlockType.PARAGRAPH
