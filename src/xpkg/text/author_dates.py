"""Reads citations by author and date, "(Doe 2012, p. 14)", and finds the reference that each leads to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from xpkg.model import Block, BlockType, Span

_YEAR = r"(?:1[5-9]|20)\d\d[a-z]?"
_NAME = r"(?:(?:[a-z]{1,3}\s){0,2}[^\W\d_a-z][^\W\d_]+(?:[’'-][^\W\d_]+)*)"
_PAGES = r"(?:\s?[,:]\s*(?:(?:pp?|ch|chap|sec|§)\.?\s*)?\d[\d–-]*(?:,\s?\d[\d–-]*)*)?"
_NAMES = rf"{_NAME}(?:(?:,\s{_NAME}){{0,2}},?\s(?:and|&)\s{_NAME}|\set\sal\.?)?"
_ONE = rf"(?P<names>{_NAMES}),?\s\(?(?P<year>{_YEAR})\)?{_PAGES}"
_CITED = re.compile(_ONE)
_BRACKETS = re.compile(r"\((?:[^()]|\([^()]{0,40}\)){4,300}\)")
"""What may be a citation by author and date, or several: "(Doe 2012, p. 14; Roe 2013)"."""
_TOLD = re.compile(rf"(?P<names>{_NAMES})(?:[’']s?)?\s\((?P<year>{_YEAR}){_PAGES}\)")
"""Doe (2012, p. 14)"""
_SHORT = re.compile(rf"\s*+(?:[\[\d.\]]{{1,6}}\s*+)?(?:[\^↑]\s*+(?:[a-z]{{1,2}}\s++)*)?{_ONE}\.?\s*$")
"""All of a short note: "3. ^ Doe 2012, p. 14."."""
PARTING = re.compile(r";\s+(?:(?:and|see|cf\.)\s+)*")
"""What may stand between two works in one reference."""
_RECORD = re.compile(
    rf"\s*+(?:(?:\[\d+\]|\d+\.)\s*+)?(?:[\^↑]\s*+(?:[a-z]{{1,2}}\s++)*)?(?P<names>[^()“\"]{{2,300}}?)[,.]?\s\(?(?:\d{{1,2}}\s)?"
    rf"(?:[A-Z][a-z]{{2,8}}\s(?:\d{{1,2}},\s)?)?(?P<year>{_YEAR})\b"
)
_AROUND = re.compile(r"^(?:[a-z]{1,3}\s)+|[’']s$")
"""What stands around the name itself: small words before it, which may be its particles, and the sign of a genitive."""
_SAME = 40
"""Characters behind the year in which two references agree that are to one work."""
_FAMILY = re.compile(rf"{_NAME}(?=,|\s|$)")


@dataclass(frozen=True, slots=True)
class AuthorDate:
    """A citation by author and date: where it stands, and the number of the reference that it leads to."""

    span: Span
    number: int


class Works:
    """The references of a text by the family name of who made them first and the year."""

    def __init__(self, text: str, blocks: Sequence[Block]) -> None:
        self._numbers: dict[tuple[str, str], list[tuple[int, str, str]]] = {}
        for block in blocks:
            if block.type is not BlockType.REFERENCE or block.number is None:
                continue
            words = block.span.cut(text)
            if _SHORT.match(PARTING.split(words, maxsplit=1)[0]) or not (match := _RECORD.match(words)):
                continue
            if family := _FAMILY.match(match["names"].strip()):
                key = _key(family.group()), match["year"]
                told = words[match.end("year") :][:_SAME].casefold()
                self._numbers.setdefault(key, []).append((block.number, match["names"], told))

    def __bool__(self) -> bool:
        return bool(self._numbers)

    def number(self, match: re.Match[str]) -> int | None:
        """The number of the one reference that the names and the year of ``match`` mean."""
        names = match["names"]
        family = _FAMILY.match(names)
        name = _key(family.group()) if family else ""
        found = self._numbers.get((name, match["year"]), [])
        others = [each for each in re.findall(_NAME, names) if each != (family.group() if family else "")]
        if len(found) > 1:
            found = [each for each in found if all(other in each[1] for other in others)]
        return found[0][0] if len({told for _, _, told in found}) == 1 else None


def _key(family: str) -> str:
    return _AROUND.sub("", family).casefold()


def short_notes(words: str, works: Works) -> tuple[int, ...]:
    """The numbers of the references that a short note stands for: "Doe 2012, p. 14.", "Doe 2012; Roe 2015".

    None, where one of its parts is no short note or leads to no reference.
    """
    matches = [_SHORT.match(part) for part in PARTING.split(words)]
    numbers = [works.number(match) if match else None for match in matches]
    return tuple(number for number in numbers if number is not None) if None not in numbers else ()


def author_dates(text: str, block: Block, works: Works) -> Iterator[AuthorDate]:
    """The citations by author and date in ``block``, in order, as far as they lead to a reference."""
    start, end = block.span.start, block.span.end
    found: list[AuthorDate] = []
    for match in _TOLD.finditer(text, start, end):
        if (number := works.number(match)) is not None:
            found.append(AuthorDate(Span(match.start("year") - 1, match.end()), number))
    for brackets in _BRACKETS.finditer(text, start, end):
        cited = [
            AuthorDate(Span(*each.span()), number)
            for each in _CITED.finditer(text, brackets.start() + 1, brackets.end() - 1)
            if (number := works.number(each)) is not None
        ]
        if len(cited) == 1:
            cited = [AuthorDate(Span(*brackets.span()), cited[0].number)]
        found.extend(cited)
    yield from sorted(found, key=lambda each: each.span)
