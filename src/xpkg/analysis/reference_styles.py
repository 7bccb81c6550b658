"""Reads records of other styles than Wikipedia's: notes with a title in marks, titles with their publisher."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from xpkg.analysis.reference_authors import author_of
from xpkg.lexicon import organizations
from xpkg.lexicon.alternation import alternation
from xpkg.model import Author, Block, Kind, Reference, Span
from xpkg.text.citation_styles import read_record

_NOTE = re.compile(
    r"(?P<authors>[^\"“”]{3,200}?),\s*+[\"“](?P<title>[^\"“”]{3,300}?)[,.]?[\"”],?\s*+"
    r"(?P<container>[A-Z][^,()]{1,80})(?:[,(]\s*+|\s*+$)"
)
"""Joan Alder, “Dam breaks,” The Larkham Courier, March 3, 2021."""
_LISTED = re.compile(
    r"(?P<title>[^,\"“”()]{4,200}),\s++(?P<publisher>[A-Z][^,()]{1,80}),\s++(?P<date>[^()]{4,40}?)\.?\s*+$"
)
"""Dam breaks at Orm, The Larkham Courier, 3 March 2021"""
_DATE = re.compile(r"[A-Z][a-z]{2,8}\.?\s\d{1,2},\s\d{4}|(?:\d{1,2}\s)?[A-Z][a-z]{2,8}\.?\s\d{4}|\d{4}(?:-\d\d){0,2}")
_NAME = re.compile(r"(?:[A-Z][\w.’'-]*\s)(?:(?:[A-Z]\.|[a-z]{2,3}|[A-Z][\w’'-]+)\s){0,3}[A-Z][\w’'-]+$")
_JOINED = re.compile(r",\s(?:and\s)?|\sand\s|\s&\s")
_BODY_WORDS = re.compile(rf"\b{alternation(organizations.names_having(organizations.Trait.NO_SURNAME))}\b")
_NUMBERS = (
    ("doi", re.compile(r"\bdoi(?:\.org/|:\s?)(?P<value>10\.\d{4,9}/[^\s\"<>]*[^\s\"<>.,;)])", re.I)),
    ("isbn", re.compile(r"\bISBN:?\s(?P<value>[\dX][\dX -]{8,16}[\dX])")),
    ("issn", re.compile(r"\bISSN:?\s(?P<value>\d{4}-\d{3}[\dX])")),
)
Date = Callable[[str], str]


def note(text: str, block: Block, start: int, end: int, edtf_date: Date) -> Reference | None:
    """The record of a note that begins at ``start``: makers, a title in marks, where it appeared, perhaps a date."""
    match = _NOTE.match(text, start, end)
    if not match:
        return None
    authors = tuple(_authors(text, *match.span("authors")))
    if not authors:
        return None
    date = _DATE.search(text, match.end("container"), end)
    container = _stripped(text, *match.span("container"))
    return Reference(
        number=block.number or 0,
        span=block.span,
        title=match["title"],
        title_span=Span(*match.span("title")),
        authors=authors,
        container=container.cut(text),
        container_span=container,
        issued=edtf_date(date.group()) if date else "",
    )


def styled(text: str, block: Block, start: int, end: int, edtf_date: Date) -> Reference | None:
    """The record of a reference in one of the styles that people write."""
    record = read_record(text, start, end)
    if record is None:
        return None
    authors = tuple(
        Author(each.name, each.span, Kind.ORGANIZATION if _BODY_WORDS.search(each.span.cut(text)) else Kind.PERSON)
        for each in record.makers
    )
    if record.body:
        authors = (author_of(record.body.cut(text), record.body),)
    values = {name: match["value"].strip() for name, form in _NUMBERS if (match := form.search(text, start, end))}
    return Reference(
        number=block.number or 0,
        span=block.span,
        title=record.title.cut(text),
        title_span=record.title,
        authors=authors,
        container=record.container.cut(text) if record.container else "",
        container_span=record.container,
        publisher=record.publisher.cut(text) if record.publisher else "",
        publisher_span=record.publisher,
        issued=edtf_date(record.date.rstrip("abcdef")),
        retrieved=edtf_date(record.retrieved),
        volume=record.volume,
        issue=record.issue,
        pages=record.pages,
        **values,
    )


def told_title(text: str, block: Block, start: int, end: int, edtf_date: Date) -> Reference | None:
    """The record of a reference of which the original tells the title alone, by italics or by its markup."""
    at = text.find(block.title, start, end) if block.title else -1
    if at < 0:
        return None
    span = Span(at, at + len(block.title))
    date = _DATE.search(text, span.end, end)
    return Reference(
        number=block.number or 0,
        span=block.span,
        title=block.title,
        title_span=span,
        authors=tuple(_authors(text, start, at)) if at > start else (),
        issued=edtf_date(date.group()) if date else "",
    )


def listed(text: str, block: Block, start: int, end: int, edtf_date: Date) -> Reference | None:
    """The record of a title with its publisher and date, parted by commas; None where the first part is a name."""
    match = _LISTED.match(text, start, end)
    if not match or not (issued := edtf_date(match["date"])) or _NAME.match(match["title"]):
        return None
    publisher = _stripped(text, *match.span("publisher"))
    return Reference(
        number=block.number or 0,
        span=block.span,
        title=match["title"].strip(),
        title_span=_stripped(text, *match.span("title")),
        container=publisher.cut(text),
        container_span=publisher,
        issued=issued,
    )


def _authors(text: str, start: int, end: int) -> Iterator[Author]:
    """The makers, in natural order; nobody where one of them has not the form of a name."""
    found = []
    at = start
    for piece in [*_JOINED.finditer(text, start, end), None]:
        span = _stripped(text, at, piece.start() if piece else end)
        words = span.cut(text)
        if not _NAME.match(words) and not _BODY_WORDS.search(words):
            return
        found.append(Author(words, span, Kind.ORGANIZATION if _BODY_WORDS.search(words) else Kind.PERSON))
        at = piece.end() if piece else end
    yield from found


def _stripped(text: str, start: int, end: int) -> Span:
    """The stretch without blanks and full stops around it."""
    while end - 1 > start and text[end - 1] in " \t\n.\u00a0":
        end -= 1
    while start < end - 1 and text[start] in " \t\n\u00a0":
        start += 1
    return Span(start, end)
