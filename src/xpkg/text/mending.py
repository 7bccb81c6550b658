"""Reads damaged characters as what they were: words parted at line ends, HTML entities, doubly decoded UTF-8.

The stored text stays as it is. What was damaged is read in a mended text, and all that is found there is led back to
the characters that are stored.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from xpkg.lexicon.closed_classes import Trait, having
from xpkg.model import Damage, Mend, Span
from xpkg.text.compounds import is_compound

_ENTITY = re.compile(r"&(?:amp;)?(?:[A-Za-z]{2,8}|#\d{1,6}|#[xX][0-9A-Fa-f]{1,5});")
_SUSPENDED = having(Trait.COORDINATOR) | {"to"}
"""Behind a hyphen that stands for a part to come: "pre- and post-war"."""
_PARTED = re.compile(r"(?<![^\W\d_])(?P<left>[^\W\d_]+)(?P<gap>[-\u2010\u00ad]\r?\n[ \t]{0,40})(?P<right>[^\W\d_]+)")
_PARAGRAPH_END = re.compile(r"\n[ \t\r]*\n|\Z")
_LINE_END = re.compile(r"[ \t]*\r?\n[ \t]*(?=[^\W\d_]|[\"“‘(])")
_LONGEST_LINE = 130
"""Characters of a line that was broken for want of room."""


def _bytes() -> dict[str, int]:
    """The byte of each character that Windows-1252, or else Latin-1, makes of the bytes above 127."""
    found = {chr(byte): byte for byte in range(0x80, 0x100)}
    for byte in range(0x80, 0x100):
        try:
            found[bytes([byte]).decode("cp1252")] = byte
        except UnicodeDecodeError:
            continue
    return found


_BYTES = _bytes()
_BEHIND = "".join(map(re.escape, sorted(each for each, byte in _BYTES.items() if byte < 0xC0)))
_MISREAD = re.compile(
    f"[\u00c2-\u00df][{_BEHIND}]|[\u00e0-\u00ef][{_BEHIND}]{{2}}|[\u00f0-\u00f4][{_BEHIND}]{{3}}|\u00e2\u20ac(?![{_BEHIND}])"
)
_TELLING = re.compile(f"\u00e2\u20ac|(?<![A-Z\u00c0-\u00de])\u00c3[{_BEHIND}](?![A-Z])")
"""What only doubly decoded text has: a quotation mark or dash, or an accented letter, of two characters or three."""


def find_mends(text: str) -> tuple[Mend, ...]:
    """What of ``text`` is read in another way than it is written, in order; empty for nearly every text."""
    found = list(_of_entities(text)) if "&" in text and ";" in text else []
    if not text.isascii() and _TELLING.search(text):
        found += _of_encoding(text)
    found += _of_line_ends(text)
    found.sort(key=lambda mend: mend.span)
    return tuple(mend for at, mend in enumerate(found) if not at or found[at - 1].span.end <= mend.span.start)


def _of_entities(text: str) -> Iterator[Mend]:
    for match in _ENTITY.finditer(text):
        words = html.unescape(html.unescape(match.group()))
        if ";" not in words and "&" not in words[:-1]:
            yield Mend(Span(*match.span()), words, Damage.ENTITY)


def _of_encoding(text: str) -> Iterator[Mend]:
    for match in _MISREAD.finditer(text):
        words = match.group()
        try:
            read = bytes(_BYTES[each] for each in words).decode() if len(words) > 2 or words[0] != "â" else "”"
        except UnicodeDecodeError:
            continue
        yield Mend(Span(*match.span()), read, Damage.ENCODING)


def _of_line_ends(text: str) -> Iterator[Mend]:
    """The words that a hyphen parts at the end of a line, and the other line ends of their paragraphs."""
    if not any(f"{hyphen}\n" in text or f"{hyphen}\r\n" in text for hyphen in "-\u2010\u00ad"):
        return
    joined = 0
    for match in _PARTED.finditer(text):
        left, right = match["left"], match["right"]
        if right in _SUSPENDED:
            continue
        keeps = right[0].isupper() or is_compound(text, left, right)
        yield Mend(Span(*match.span("gap")), "-" if keeps else "", Damage.LINE_END)
        if match.start() >= joined:
            start, joined = _paragraph(text, match.start())
            yield from _line_breaks(text, start, joined)


def _paragraph(text: str, at: int) -> tuple[int, int]:
    """Where the lines around ``at`` begin and end that no blank line parts."""
    start = max((match.end() for match in _PARAGRAPH_END.finditer(text, 0, at) if match.end() < at), default=0)
    end = _PARAGRAPH_END.search(text, at)
    return start, end.start() if end else len(text)


def _line_breaks(text: str, start: int, end: int) -> Iterator[Mend]:
    """The line ends of a paragraph that was broken to fit a column; none where a line is longer than columns are."""
    if max(map(len, text[start:end].split("\n")), default=0) > _LONGEST_LINE:
        return
    for match in _LINE_END.finditer(text, start, end):
        if not _PARTED.match(text, _word_start(text, match.start())):
            yield Mend(Span(*match.span()), " ", Damage.LINE_BREAK)


def _word_start(text: str, at: int) -> int:
    """Where the word begins whose hyphen stands before ``at``; ``at`` itself where there is none."""
    start = at - 1
    while start > 0 and text[start - 1].isalpha():
        start -= 1
    return max(start, 0)


@dataclass(frozen=True, slots=True)
class Reading:
    """The mended text; ``first`` and ``last`` give for each of its code points the stored ones, ends exclusive."""

    text: str
    first: Sequence[int]
    last: Sequence[int]

    def stored(self, span: Span) -> Span:
        """The stored characters that ``span`` of the mended text was read from."""
        return Span(self.first[span.start], self.last[span.end - 1])


def read(text: str, mends: Sequence[Mend]) -> Reading:
    """``text`` with what ``mends`` put in the place of what they name.

    >>> text = "Peter Mey-\\nden &amp; Co"
    >>> reading = read(text, find_mends(text))
    >>> reading.text, reading.stored(Span(6, 12)).cut(text)
    ('Peter Meyden & Co', 'Mey-\\nden')
    """
    if not mends:
        return Reading(text, range(len(text)), range(1, len(text) + 1))
    parts: list[str] = []
    first: list[int] = []
    last: list[int] = []
    at = 0
    for span, words in chain(((mend.span, mend.words) for mend in mends), ((None, ""),)):
        stop = span.start if span else len(text)
        parts.append(text[at:stop])
        first.extend(range(at, stop))
        last.extend(range(at + 1, stop + 1))
        if span:
            parts.append(words)
            first.extend([span.start] * len(words))
            last.extend([span.end] * len(words))
            at = span.end
    return Reading("".join(parts), first, last)
