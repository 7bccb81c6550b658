"""Splits blocks into sentences, past abbreviations, initials, citation markers and quoted full stops."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from xpkg.lexicon import abbreviations, sentence_openers
from xpkg.model import Block, BlockType, Quotation, Sentence, Span, SpeakerLabel
from xpkg.text.markers import PAGED
from xpkg.text.quotations import CLOSING

_STOP = re.compile(rf"[.!?…]++[{CLOSING})\]]*+(?:\s?(?>" + PAGED + r"))*(?=\s|\Z)")
_HEAD = re.compile(r"[\"”’»]?" + PAGED + r"++\s*+|[”»]\s*+|\"\s++|[•‣▪●◦]\s++")
"""What may stand at a block's head and is of none of its sentences: a bullet, what belongs to the block before."""
_BAR = re.compile(r"(?:^|\s)\|(?=\s|$)|\t", re.M)
_NEXT = re.compile(r"\s++[\"“‘'`(\[«»„‚›‹]*([A-Z0-9À-ÖØ-Þ\u0370-\uffff])")
_CLOSING = re.compile(f"[{CLOSING}]")
_NOTHING = re.compile(r"\s*+\Z")
_WORD_BEFORE = re.compile(r"([\w’'&-]++(?:\.\w++)*+)$")

_NEVER_LAST = abbreviations.having(abbreviations.Trait.NEVER_LAST)
"""Abbreviations that stand before what they belong to, so that no sentence ends with them."""
_LIFE = abbreviations.having(abbreviations.Trait.OF_A_LIFE)
"""Abbreviations that open a bracket with the dates of a life: "(b. March 2009)"."""
_SELDOM_LAST = abbreviations.having(abbreviations.Trait.SELDOM_LAST)
"""Abbreviations that may end a sentence: they do where the next word usually opens one."""
_CITING = abbreviations.having(abbreviations.Trait.IN_CITATION)
_BEFORE_NUMBER = abbreviations.having(abbreviations.Trait.BEFORE_NUMBER) | _CITING
_INITIALS = re.compile(r"(?:[A-Za-z]\.)++[A-Za-z]")
_NEXT_WORD = re.compile(r"[\w’']+")
_NAME_BEFORE = re.compile(r"\b([A-Z][\w’'-]+),? \Z")
_NAME_BEHIND = re.compile(r"(?:[A-Z][\w’'.-]+ ){1,3}")
"""The row of capitals that may be somebody's name."""
_BEFORE_LETTER = re.compile(r"[a-z] \Z")
_ABBREVIATED = re.compile(r"[A-Z][a-z]{0,4}\.")
"""What goes on with a citation: "Fed. | Crim. P. 8"."""
_OPENERS = sentence_openers.having(sentence_openers.Trait.USUAL)
_LONGEST = 2000
"""Characters: what goes on for longer without an end is cut, so that no work on a sentence grows with the text.

The longest sentence of 840 news stories has 1,395.
"""
_JOINT = re.compile(r"[;:,—–]\s")
_BLANK = re.compile(r"\s")
_PROSE = (BlockType.PARAGRAPH, BlockType.TEASER)


def find_sentences(
    text: str, blocks: Sequence[Block], quotations: Sequence[Quotation], labels: Sequence[SpeakerLabel] = ()
) -> tuple[Sentence, ...]:
    """The sentences of ``text`` in order; a block that is not prose is one sentence, and so is a speaker's label.

    Each cell of a table's row is a sentence or several. A full stop inside a closed quotation ends no sentence, since
    the sentence that quotes goes on. Closing marks and citation markers at the head of a block belong to what stands
    before it and are left out, as are bullets. What would be a sentence of more than 2,000 characters becomes several.
    It is cut behind a comma, semicolon, colon or dash, else at a blank, else anywhere.
    """
    closed = [quotation for quotation in quotations if quotation.closed and quotation.level == 1]
    starts = [quotation.span.start for quotation in closed]

    def quoted(at: int) -> bool:
        before = bisect_right(starts, at) - 1
        return before >= 0 and closed[before].inner.start <= at < closed[before].inner.end - 1

    labelled = {label.span.start: label.span.end for label in labels}
    found: list[Sentence] = []
    for block in blocks:
        begin, last = block.span.start, block.span.end
        if begin in labelled:
            _append(found, text, begin, labelled[begin], block.order)
            begin = labelled[begin]
        for start, end in _cells(text, begin, last) if block.kind is BlockType.TABLE_ROW else ((begin, last),):
            at = start
            if block.type in _PROSE:
                if head := _HEAD.match(text, start, end):
                    at = head.end()
                for match in _STOP.finditer(text, at, end):
                    stop = match.start()
                    if not _is_number(text, at, stop) and not quoted(stop) and _ends(text, match, end):
                        _append(found, text, at, match.end(), block.order)
                        at = match.end()
            _append(found, text, at, end, block.order)
    return tuple(found)


def _cells(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a table's row: no sentence goes from one cell into the next."""
    for match in _BAR.finditer(text, start, end):
        yield start, match.start()
        start = match.end()
    yield start, end


def _is_number(text: str, start: int, stop: int) -> bool:
    """Whether a sentence would be nothing but the number of a list's item: "2. The harbour"."""
    return stop - start < 4 and text[start:stop].strip().isdecimal()


def find_inner_ends(text: str, sentence: Sentence) -> list[int]:
    """Where sentences end inside ``sentence``: in a quotation of several, or in a block that is not prose.

    What a closing mark follows ends none, since the sentence that quotes goes on ("“What?” she asked").
    """
    start, end = sentence.span.start, sentence.span.end
    found: list[int] = []
    if sum(text.count(mark, start, end - 1) for mark in ".!?…") == 0:
        return found  # as in most sentences
    for match in _STOP.finditer(text, start, end):
        if match.end() < end and not _CLOSING.search(match.group()) and _ends(text, match, end):
            before = text[found[-1] if found else start : match.start()]
            if any(character.isalpha() for character in before):  # not the number of a heading
                found.append(match.end())
    return found


def _append(found: list[Sentence], text: str, start: int, end: int, block: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > _LONGEST:
        cut = _joint(text, start, start + _LONGEST)
        _append(found, text, start, cut, block)
        start = cut
        while text[start].isspace():
            start += 1
    if start < end:
        found.append(Sentence(Span(start, end), block))


def _joint(text: str, start: int, limit: int) -> int:
    """The last place before ``limit`` where an overlong sentence can be cut, in its second half where there is one."""
    middle = (start + limit) // 2
    places = [match.start() + 1 for match in _JOINT.finditer(text, middle, limit)]
    places = places or [match.start() for match in _BLANK.finditer(text, middle, limit)]
    return places[-1] if places else limit


def _ends(text: str, stop: re.Match[str], end: int) -> bool:
    """Whether the full stop of ``stop`` ends its sentence."""
    following = _NEXT.match(text, stop.end(), end)
    if not following:
        return _NOTHING.match(text, stop.end(), end) is not None
    if not stop.group().startswith(".") or stop.group().startswith(".."):
        return True
    if len(stop.group().rstrip()) > 1:
        return True  # a closing mark or a citation marker follows: no abbreviation
    word = _WORD_BEFORE.search(text, max(0, stop.start() - 24), stop.start())
    if not word:
        return True
    last = word.group(1).rpartition("’")[0] or word.group(1)
    if last in _NEVER_LAST:
        return False
    if len(last) == 1 and last.isupper() and last != "I":
        return _is_letter(text, word.start(1)) and _opens(text, following.start(1))
    if len(last) == 1 and following.group(1).isdigit():
        return False  # "p. 12", "c. 1920"
    if last in _BEFORE_NUMBER and following.group(1).isdigit():
        return False
    if last in _CITING and _ABBREVIATED.match(text, following.start(1)):
        return False
    if last in _LIFE and text[max(0, word.start() - 2) : word.start()].strip()[-1:] in {"(", ";"}:
        return False
    if last in _SELDOM_LAST or _INITIALS.fullmatch(last):
        return _opens(text, following.start(1)) or _comes_again(text, word.start(1), following.start(1))
    return True


def _is_letter(text: str, at: int) -> bool:
    """Whether a single capital is the end of "Plan B" or the like, and neither an initial's nor an item's."""
    return _BEFORE_LETTER.search(text, max(0, at - 24), at) is not None


def _comes_again(text: str, abbreviation: int, at: int) -> bool:
    """Whether the name before an abbreviation comes again behind it: "said Low Jr. | Low Sr. denied that"."""
    before = _NAME_BEFORE.search(text, max(0, abbreviation - 24), abbreviation)
    behind = _NAME_BEHIND.match(text, at, at + 60)
    return before is not None and behind is not None and before.group(1) in behind.group().split()


def _opens(text: str, at: int) -> bool:
    """Whether the word at ``at`` usually opens a sentence."""
    word = _NEXT_WORD.match(text, at, at + 20)
    return word is not None and word.group() in _OPENERS and text[word.end() : word.end() + 1] != "."
