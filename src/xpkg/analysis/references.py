"""Reads the records of a reference list in Wikipedia's citation style (CS1) as plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from xpkg.analysis.reference_authors import authors_in
from xpkg.analysis.reference_styles import listed, note, styled, told_title
from xpkg.analysis.repeated_references import repeated
from xpkg.lexicon import calendar
from xpkg.model import Block, BlockType, Reference, Span, Text
from xpkg.text.author_dates import PARTING, Works, short_notes
from xpkg.text.citation_styles import without_kind

_HEAD = re.compile(r"\s*(?:(?:\[\d+\]|\d+\.)\s*(?:[\^↑]\s*(?:[a-z]{1,2}\s+)*)?|[\^↑]\s*(?:[a-z]{1,2}\s+)*)")
_MARKS = ('"', "“")
_TITLE_OPENS = re.compile(r"(?:^|(?<=[.)] )|(?<=\) \. ))[\"“]")
_TITLE_ENDS = re.compile(r"[\"”](?=\.(?:\s|$|\{))")
_DATE_AT_END = re.compile(r"\(([^()]*\d{4}[^()]*)\)\.?\s*$")
_SEGMENT = re.compile(r"(?:[^.]|\.(?!\s)|(?<=\b[A-Z])\.(?=\s)|(?<=\bp)\.(?=\s\d)|(?<=\bpp)\.(?=\s\d))++")
_BOOK = re.compile(r"[^()]*?(?:\([^()\d]{2,20}\)[^()]*?)?\((?P<date>[^()]*\d{4}[^()]*)\)\.\s+(?=[^\W\d_])")
"""Makers and year of a record whose title stands without marks."""
_PLACE = re.compile(r"[A-Z][\w.’' -]*(?:,\s*[A-Z][\w. ]*)?(?:;[^:]+)?:\s+(?=\S)")
_MONTHS = tuple(name.lower() for name in calendar.numbers(calendar.Unit.MONTH))
_SEASONS = {name.lower(): number for name, number in calendar.numbers(calendar.Unit.SEASON).items()}
_FIELDS = (
    ("archived", re.compile(r"archived (?:from the original )?(?:on )?(?P<date>.+?)(?: at .+)?$", re.I)),
    ("retrieved", re.compile(r"(?:retrieved|accessed)(?: on)? (?P<date>.+)$", re.I)),
    ("doi", re.compile(r"doi:\s*(?P<value>10\.\S+)$", re.I)),
    ("issn", re.compile(r"ISSN:?\s*(?P<value>\d{4}-\d{3}[\dX])$", re.I)),
    ("isbn", re.compile(r"ISBN:?\s*(?P<value>[\dX][\dX -]{8,})$", re.I)),
    ("s2cid", re.compile(r"S2CID:?\s*(?P<value>\d+)$", re.I)),
)
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`]*[^\s<>\"{}|\\^`.,;:!?)\]]")
_FOLDED = re.compile(r"\W+")
_QUOTED = re.compile(r"[\"“](.+)[\"”]")
_MOST_PARTS = 8
"""Works in one reference."""
_TITLE_WORDS = 2
"""A link on fewer words ("here", "PDF") says not what it leads to."""
_VOLUME = re.compile(r"(?P<volume>\d+)\s*(?:\((?P<issue>[^()]+)\))?(?::\s*(?P<pages>[\w–-]+))?$")
_PAGES = re.compile(r"pp?\.?\s*(?P<pages>\d[\d–-]*)$")


def parse_references(text: Text) -> tuple[Reference, ...]:
    """The records of each reference block that has a title, in order; what a record does not give stays empty.

    A short note ("Doe 2012, p. 14.") has the record of the work that it means. Semicolons may part a
    block: it has a record for each part where each is a short note, or each names makers and a date.
    """
    words = text.source.text
    blocks = [block for block in text.blocks if block.type is BlockType.REFERENCE]
    works = Works(words, text.blocks)
    noted = {block.number: short_notes(block.span.cut(words), works) for block in blocks} if works else {}
    notes = {number: found[0] if found else None for number, found in noted.items()}
    parted = {block.number: _parted(words, block) for block in blocks if not noted.get(block.number)}
    records = {number: found[0] for number, found in parted.items()}
    notes.update(repeated(words, blocks, records, notes))
    found = []
    for block in blocks:
        own = [records.get(notes.get(block.number) or block.number), *parted.get(block.number, ())[1:]]
        own += [records.get(number) for number in noted.get(block.number, ())[1:]]
        several = dict.fromkeys(record for record in own if record is not None)
        found += [replace(record, number=block.number or 0, span=block.span) for record in several]
    return tuple(found)


def _parted(text: str, block: Block) -> tuple[Reference | None, ...]:
    """The records of ``block``: one, or one for each part where semicolons part full references."""
    cuts = [match.span() for match in islice(PARTING.finditer(text, block.span.start, block.span.end), _MOST_PARTS)]
    found: list[Reference | None] = []
    start = block.span.start
    for end, following in cuts:
        records = [_record(text, replace(block, span=Span(*at))) for at in ((start, end), (following, block.span.end))]
        if all(record and record.authors and record.issued for record in records):
            found.append(_linked(text, replace(block, span=Span(start, end))))
            start = following
    last = replace(block, span=Span(start, block.span.end), link=None if found else block.link)
    return (*found, _linked(text, last))


def _linked(text: str, block: Block) -> Reference | None:
    """The record of ``block`` with the address of its work: that of the link on the title, or one that is written out.

    Where the record's words have no form that is known, the words of the link are the title.
    """
    record = _as_set_apart(text, block, _record(text, block))
    link = block.link
    if record is not None:
        if link is not None and (words := _FOLDED.sub("", link.words)) and words in _FOLDED.sub("", record.title):
            return replace(record, url=link.url)
        written = _ADDRESS.search(text, block.span.start, block.span.end)
        return replace(record, url=written.group()) if written and not record.url else record
    if bare := _bare_address(text, block):
        return Reference(block.number or 0, block.span, bare.cut(text), bare, url=bare.cut(text))
    if link is None or len(link.words.split()) < _TITLE_WORDS:
        return None
    start = text.find(link.words, block.span.start, block.span.end)
    if start < 0:
        return None
    span = Span(start, start + len(link.words))
    if quoted := _QUOTED.fullmatch(link.words):
        span = Span(start + quoted.start(1), start + quoted.end(1))
    return Reference(block.number or 0, block.span, span.cut(text), span, url=link.url)


def _bare_address(text: str, block: Block) -> Span | None:
    """The address that is all that a reference says."""
    head = _HEAD.match(text, block.span.start, block.span.end)
    start = head.end() if head else block.span.start
    address = _ADDRESS.match(text, start, block.span.end)
    return Span(*address.span()) if address and block.span.end - address.end() <= 1 else None


def _as_set_apart(text: str, block: Block, record: Reference | None) -> Reference | None:
    """``record`` with the title that the original sets apart, where it has no marks in the text."""
    if record is None or record.title_span is None or block.title in ("", record.title):
        return record
    if text[record.title_span.start - 1 : record.title_span.start] in _MARKS:
        return record
    at = record.title.find(block.title)
    if at < 0:
        return told_title(text, block, block.span.start, block.span.end, edtf_date)
    start = record.title_span.start + at
    return replace(record, title=block.title, title_span=Span(start, start + len(block.title)))


def _record(text: str, block: Block) -> Reference | None:
    head = _HEAD.match(text, block.span.start, block.span.end)
    start = head.end() if head else block.span.start
    template = text.find("{{", start, block.span.end)
    end = template if template >= 0 else block.span.end
    opens = _TITLE_OPENS.search(text[start:end])
    if not opens:
        return _unquoted(text, block, start, end)
    title_start = start + opens.end()
    ends = _TITLE_ENDS.search(text, title_start, end)
    if ends is None and (record := styled(text, block, start, end, edtf_date)):
        return record
    title_end = ends.start() if ends else max(text.rfind('"', title_start, end), text.rfind("”", title_start, end))
    if title_end <= title_start:
        return None
    issued, authors_end = "", start + opens.start()
    if date := _DATE_AT_END.search(text[start:authors_end]):
        issued, authors_end = edtf_date(date.group(1)), start + date.start()
    values: dict[str, str] = {}
    others: list[Span] = []
    for span in _segments(text, title_end + 1, end):
        words = span.cut(text)
        found = _field(words)
        if found:
            values.update({key: value for key, value in found.items() if value and key not in values})
        else:
            others.append(span)
    container = others[0] if others else None
    publisher = others[1] if len(others) > 1 else None
    return Reference(
        number=block.number or 0,
        span=block.span,
        title=text[title_start:title_end],
        title_span=Span(title_start, title_end),
        authors=tuple(authors_in(text, start, authors_end)),
        container=container.cut(text) if container else "",
        container_span=container,
        publisher=publisher.cut(text) if publisher else "",
        publisher_span=publisher,
        issued=issued or values.pop("issued", ""),
        **{key: value for key, value in values.items() if key != "issued"},
    )


def _unquoted(text: str, block: Block, start: int, end: int) -> Reference | None:
    """The record of a reference that has no title in double marks behind a full stop."""
    return (
        note(text, block, start, end, edtf_date)
        or styled(text, block, start, end, edtf_date)
        or _book(text, block, start, end)
        or listed(text, block, start, end, edtf_date)
        or told_title(text, block, start, end, edtf_date)
    )


def _book(text: str, block: Block, start: int, end: int) -> Reference | None:
    """The record of a book, ``Makers (year). Title. Place: Publisher. ISBN``, or None where it is none."""
    head = _BOOK.match(text, start, end)
    if not head or not (issued := edtf_date(head.group("date"))):
        return None
    title, *rest = _segments(text, head.end(), end)
    if _field(title.cut(text)):
        return None  # the pages of a short reference
    title = without_kind(text, title)
    values: dict[str, str] = {}
    publisher: Span | None = None
    for span in rest:
        if found := _field(span.cut(text)):
            values.update({key: value for key, value in found.items() if value and key not in values})
        elif publisher is None:
            place = _PLACE.match(text, span.start, span.end)
            publisher = Span(place.end(), span.end) if place else span
    values.pop("issued", None)
    return Reference(
        number=block.number or 0,
        span=block.span,
        title=title.cut(text),
        title_span=title,
        authors=tuple(authors_in(text, start, head.start("date") - 1)),
        container_span=None,
        publisher=publisher.cut(text) if publisher else "",
        publisher_span=publisher,
        issued=issued,
        **values,
    )


def _segments(text: str, start: int, end: int) -> Iterator[Span]:
    """The stretches between full stops, without surrounding blanks; a stop after an initial ends nothing."""
    for match in _SEGMENT.finditer(text, start, end):
        left, right = match.start(), match.end()
        while left < right and text[left] in " .\t\n\u00a0":
            left += 1
        while right > left and text[right - 1] in " .\t\n\u00a0":
            right -= 1
        if left < right:
            yield Span(left, right)


def _field(words: str) -> dict[str, str]:
    for name, pattern in _FIELDS:
        if match := pattern.match(words):
            groups = match.groupdict()
            return {name: edtf_date(groups["date"])} if "date" in groups else {name: groups["value"].strip()}
    if date := edtf_date(words):
        return {"issued": date}
    if match := _VOLUME.fullmatch(words) or _PAGES.fullmatch(words):
        return {key: value for key, value in match.groupdict().items() if value}
    return {}


def edtf_date(words: str) -> str:
    """A date of a bibliographic record as EDTF level 1, or the empty string where it is none.

    >>> edtf_date("16 November 2019"), edtf_date("Winter 2019–2020"), edtf_date("yesterday")
    ('2019-11-16', '2019-24', '')
    """
    words = words.strip().rstrip(".").lower()
    if re.fullmatch(r"\d{4}(?:-\d\d){0,2}", words):
        return words
    parts = re.findall(r"[a-z]+|\d+", words)
    if re.fullmatch(r"[a-z]+ \d{4}(?:[–-]\d{2,4})?", words) and parts[0] in _SEASONS:
        return f"{parts[1]}-{_SEASONS[parts[0]]}"  # a winter over two years is named by the one in which it begins
    names = [part for part in parts if part.isalpha()]
    first = names[0] if names and len(names[0]) >= 3 else "-"
    month = next((at for at, name in enumerate(_MONTHS, 1) if name.startswith(first)), 0)
    numbers = [part for part in parts if part.isdigit()]
    year = next((number for number in numbers if len(number) == 4), "")
    days = [number for number in numbers if len(number) <= 2]
    if not month or not year or len(names) != 1 or len(numbers) > 2 or len(days) != len(numbers) - 1:
        return ""
    return f"{year}-{month:02}" + (f"-{int(days[0]):02}" if days else "")
