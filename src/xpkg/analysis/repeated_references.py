"""Finds the references that stand for another one: "Ibid., 16.", "Nye (n 3) 50", "Low, supra note 4"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from xpkg.model import Block, Reference

_HEAD = re.compile(r"\s*(?:(?:\[\d+\]|\d+\.)\s*)?(?:[\^↑]\s*(?:[a-z]{1,2}\s+)*)?")
_SAME = re.compile(r"(?:ibid(?:em)?|id)\b\.?(?=$|[\s,.;\[(])[^“”\"]{0,60}$", re.I)
_SAME_IN_SHORT = re.compile(r"id\b(?!\.)", re.I)
_NUMBERED = re.compile(
    r"(?P<name>[^\W\d_a-z][^\d()“”\"]{1,80}?),?\s(?:\(n\s(?P<n>\d{1,3})\)|(?:supra|above)\s(?:note|n\.?)\s(?P<note>\d{1,3}))"
)
_SHORT = re.compile(
    r"(?P<family>(?:[a-z]{1,3}\s){0,2}[^\W\d_a-z][\w’'-]+(?:\s(?:and|&)\s[^\W\d_a-z][\w’'-]+)?),\s[“\"‘']?(?P<title>[^“”\"‘\d]{3,80}?)[,.]?[”\"’']?"
    r",?\s(?:pp?\.\s)?\d[\d–, -]{0,20}\.?$"
)


def repeated(
    text: str,
    blocks: Sequence[Block],
    records: Mapping[int | None, Reference | None],
    notes: Mapping[int | None, int | None],
) -> Mapping[int | None, int]:
    """By the number of each reference that stands for another, the number of that one.

    ``records`` are those that were read, ``notes`` the short notes that lead to a work by its year.
    """
    return dict(_repeated(text, blocks, records, notes))


def _repeated(
    text: str,
    blocks: Sequence[Block],
    records: Mapping[int | None, Reference | None],
    notes: Mapping[int | None, int | None],
) -> Iterator[tuple[int | None, int]]:
    last: int | None = None
    seen: list[Reference] = []
    for block in blocks:
        words = block.span.cut(text)
        words = words[_HEAD.match(words).end() :]  # type: ignore[union-attr]
        record = records.get(notes.get(block.number) or block.number)
        if record is not None:
            seen.append(record)
            last = record.number
            continue
        meant = _meant(words, last, records, seen)
        if meant is not None:
            yield block.number, meant
            last = meant
        elif not block.label:
            last = None


def _meant(
    words: str, last: int | None, records: Mapping[int | None, Reference | None], seen: Sequence[Reference]
) -> int | None:
    if _SAME.match(words) and not _SAME_IN_SHORT.fullmatch(words):
        return last
    if match := _NUMBERED.match(words):
        number = int(match["n"] or match["note"])
        return number if records.get(number) else None
    if match := _SHORT.match(words):
        family = match["family"].split(" and ")[0].split(" & ")[0]
        title = match["title"].casefold()
        same = {
            each.number
            for each in seen
            if each.authors and family in each.authors[0].name and title in each.title.casefold()
        }
        return next(iter(same)) if len(same) == 1 else None
    return None
