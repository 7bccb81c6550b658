"""Reads references in the styles that people write.

These are AMA, APA, Bluebook, Chicago, Harvard, IEEE, MLA, OSCOLA and Vancouver.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from xpkg.lexicon import calendar, organizations
from xpkg.lexicon.alternation import alternation
from xpkg.model import Span
from xpkg.text.citation_makers import Maker, Makers, makers_at

_YEAR = r"(?:1[5-9]|20)\d\d"
_MONTH = rf"(?:{'|'.join(sorted({name[:3] for name in calendar.numbers(calendar.Unit.MONTH)}))})[a-z]{{0,6}}\.?"
_HAS_DATE = re.compile(rf"\b{_YEAR}[a-z]?\b|\bn\.\s?d\.|https?://|\bdoi\b", re.I)
_IN_BRACKETS = re.compile(
    rf"[.,]?\s\((?P<date>{_YEAR}[a-z]?(?:,\s[^()]{{3,30}})?|(?:\d{{1,2}}\s)?[^\W\d_]{{3,9}}\.?(?:\s\d{{1,2}},)?\s{_YEAR}"
    r"|n\.\s?d\.)\)[.,:]?\s+"
)
"""The date behind the makers: "(2016).", "(2021, March 3).", "(n.d.)"."""
_BARE_YEAR = re.compile(rf"[.,]?\s(?P<date>{_YEAR}[a-z]?)\.\s+")
_STOP = re.compile(r"[.,]\s+")
_BODY = re.compile(r"(?P<name>[^\W\d_a-z][^.,()“”\"‘’\d]{2,80}?)(?P<end>\.\s+|(?=[.,]?\s\())")
"""A body that made the work, up to a full stop or a date in brackets."""
_QUOTED = re.compile(r"(?P<open>[\"“‘'])(?P<title>.{2,300}?)[.,]?(?P<close>[\"”’'])(?=[\s.,;(]|$)[.,]?\s*")
_PAIRS = {"“": "”", '"': '"', "‘": "’", "'": "'"}
_SENTENCE = re.compile(
    r"(?P<title>[^\W_](?:[^.?!]|[.?!](?!\s|$)|(?<=\s[^\W\d_])\.|(?<=\bNo)\.|(?<=\bvs)\.)*+[?!]?)(?:\.?\s+|\.?$)"
)
"""A title that ends with a full stop, or with a mark of its own."""
_COMMA_TITLE = re.compile(
    r"(?P<title>[^\W\d_][^()“”\"‘\n]{2,200}?)(?=,?\s\(|,\s(?:\d{1,2}(?:st|nd|rd|th)\s(?:[Rr]ev\.\s)?[Ee]d|[Vv]ol|[Tt]rans|[Ee]d)\b"
    r"|,\s\d|,\s[^\W\d_a-z][^,()]{2,60},\s)"
)
"""A title in a note, up to its edition, publisher, volume or brackets."""
_BRACKETS = re.compile(r"\s?(?:\((?P<round>[^()]{1,80})\)|\[[^\[\]]{1,200}\])$")
_KIND = re.compile(r"\b(?:ed(?:ition)?|report|thesis|dissertation|maps?|film|video|speech)\b", re.I)
"""What stands in round brackets behind a title and is none of it. In square ones stands a translation."""
_IMPRINT = re.compile(rf"\((?P<inside>[^()]{{0,120}}?[,\s]?\s?{_YEAR}[^()]{{0,12}})\)")
_PLACE = re.compile(
    r"(?:[^,]{0,40}\b(?:diss|thesis|dissertation)\b\.?,\s)?"
    r"(?:[^\W\d_a-z][\w.’' -]*(?:,\s[A-Z][\w. ]*)?:\s)?(?P<publisher>[^\W\d_a-z][^:;]{1,80}?)[,.;]?\s*$"
)
_VOLUME = re.compile(
    r"(?P<volume>\d{1,4})\s?(?:\((?P<issue>[^()]{1,12})\))?(?:[:,]\s?(?:pp?\.\s?)?(?P<pages>[eA-Z]?\d+(?:[–-]\d+)?))?"
)
_NAMED_VOLUME = re.compile(
    r"\bvol\.\s?(?P<volume>\d+)(?:,\sno\.\s?(?P<issue>[\w-]+))?(?:,\spp?\.\s?(?P<pages>\d+(?:[–-]\d+)?))?", re.I
)
_JOURNAL = re.compile(
    r"(?:[Ii]n:?\s)?(?P<name>[^\W\d_a-z][^\d“”\"()]{1,100}?)[,.]?\s(?:(?P<year>(?:1[5-9]|20)\d\d)(?:\s[A-Z][a-z]{2}(?:\s\d+)?)?;)?"
    r"(?!(?:1[5-9]|20)\d\d\b)(?=\d{1,4}\s?[(:]|\d{1,4},\s(?:no|pp?)\.|\d{1,4},\s\d+[–-]|vol\.)"
)
"""A journal before its volume."""
_CONTAINER = re.compile(r"(?:[Ii]n:?\s)?(?P<name>[^\W\d_a-z][^,;()“”\"]{1,100}?)(?=[,;(]|\.\s|\s\(|\.?$)")
_EDITED = re.compile(r"In:?\s[^()]{2,120}?\(eds?\.\),?\s", re.I)
"""Who put together what the work is in."""
_DATES = re.compile(
    rf"(?:\b{_MONTH}\s\d{{1,2}},\s{_YEAR}|\b\d{{1,2}}\s{_MONTH}\s{_YEAR}|\b{_MONTH}\s{_YEAR}|\b{_YEAR}(?:-\d\d){{0,2}})\b"
)
_ONLY_DATE = re.compile(rf",\s{_DATES.pattern}\W*$")
_PAGES = re.compile(r"\bpp?\.?\s?(?P<pages>\d+(?:[–-]\d+)?)")
_RETRIEVED = re.compile(r"(?:[Rr]etrieved|[Aa]ccessed):?\s(?P<date>[^()]{6,24}?\d{4})")
_EDITION = re.compile(r"^(?:\d{1,2}(?:st|nd|rd|th)\s|rev\.\s)?ed(?:ition)?\.?,?\s+", re.I)
_NO_NAME = re.compile(r"^(?:https?:|www\.|doi\b|pp?\b|vol\b|published\b|available\b|retrieved\b|accessed\b)", re.I)
_CASE = re.compile(
    r"(?P<title>(?:Case\s[CT][–-]\d+/\d+\s)?[^\W\d_a-z][^\d\[\]()]{1,120}?\sv\.?\s[^\W\d_a-z][^\d\[\]()]{1,120}?),?\s"
    r"(?=[\[(]?\d|\[|\(|No\.)"
)
_UNION_CASE = re.compile(r"(?P<title>(?:Joined\s)?Cases?\s[CT][–-]\d+/\d+\s[^\[\]()\d]{3,120}?)\s(?=[\[(])")
_ACT_WORD = r"(?:[^\W\d_a-z][\w’'-]*+|[a-z]{2,3}|\([^()]{2,40}\))"
_ACT = re.compile(
    rf"(?P<title>{_ACT_WORD}(?:\s{_ACT_WORD}){{0,12}}\s(?:Act|Order|Regulations?|Rules|Code|Bill)\s(?:of\s)?(?P<date>{_YEAR}))"
    r"(?=[,.;]|\s\(|$)"
)
_CODE = re.compile(r"(?P<title>\d+\s(?:[A-Z]\.){2,4}\s§+\s?[\w().–-]+)(?:\s\((?P<date>\d{4})\))?")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_BODY_WORDS = re.compile(rf"\b{alternation(organizations.names_having(organizations.Trait.NO_SURNAME))}\b")
_IMPRINTED = re.compile(
    rf"(?:[^\W\d_a-z][\w’' -]{{1,40}}:\s)?(?P<publisher>[^\W\d_a-z][^.,;:()\d]{{2,60}})"
    rf"[.,]\s(?P<date>{_YEAR}|{_DATES.pattern})\W*$"
)
"""Who brought it out and when, and nothing else."""
_LONGEST = 900


@dataclass(frozen=True, slots=True)
class Record:
    """What a reference says of a work: where its title stands, who made it, what else; dates as they are written."""

    title: Span
    makers: tuple[Maker, ...] = ()
    body: Span | None = None
    container: Span | None = None
    publisher: Span | None = None
    date: str = ""
    retrieved: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""


def read_record(text: str, start: int, end: int) -> Record | None:
    """The record of the reference from ``start`` to ``end``; None where it has the form of no style."""
    if end - start > _LONGEST or end - start < 8:
        return None
    for record in (*_legal(text, start, end), *_by_makers(text, start, end), *_by_body(text, start, end)):
        return record
    return None


def without_kind(text: str, title: Span) -> Span:
    """``title`` without what stands in brackets behind it and is none of it: edition, kind of work, translation."""
    end = title.end
    while (extra := _BRACKETS.search(text[title.start : end])) and (
        extra["round"] is None or _KIND.search(extra["round"])
    ):
        end = title.start + extra.start()
    return Span(title.start, end)


def _legal(text: str, start: int, end: int) -> Iterator[Record]:
    for form in (_UNION_CASE, _CASE, _ACT, _CODE):
        if match := form.match(text, start, end):
            date = match.groupdict().get("date") or ""
            if not date and (year := _DATES.search(text, match.end("title"), end)):
                date = year.group()
            yield Record(Span(*match.span("title")), date=date)


def _by_makers(text: str, start: int, end: int) -> Iterator[Record]:
    for makers in makers_at(text, start, end):
        yield from _behind(text, makers, end)


def _behind(text: str, makers: Makers, end: int) -> Iterator[Record]:
    """The record behind the makers: by what parts them from the title."""
    at = makers.end
    if date := _IN_BRACKETS.match(text, at, end) or _BARE_YEAR.match(text, at, end):
        yield from _titled(text, date.end(), end, makers.names, date["date"])
    elif text[at - 1 : at] == "." and (blank := re.compile(r"\s+").match(text, at, end)):
        yield from _titled(text, blank.end(), end, makers.names)
    elif stop := _STOP.match(text, at, end):
        quoted = bool(_QUOTED.match(text, stop.end(), end))
        if quoted or (stop.group()[0] == "." and not makers.natural):
            yield from _titled(text, stop.end(), end, makers.names)
        elif stop.group()[0] == ",":
            yield from _noted(text, stop.end(), end, makers.names)


def _by_body(text: str, start: int, end: int) -> Iterator[Record]:
    """A work of a body, or one without a maker, whose title is in marks."""
    if _QUOTED.match(text, start, end):
        yield from _titled(text, start, end, ())
    body = _BODY.match(text, start, end)
    if body is None:
        return
    made = Span(*body.span("name"))
    if body["end"] and not _BODY_WORDS.search(made.cut(text)):
        if match := _IMPRINTED.match(text, body.end(), end):
            yield Record(made, publisher=Span(*match.span("publisher")), date=match["date"])
        return
    if date := _IN_BRACKETS.match(text, body.end(), end):
        found = _titled(text, date.end(), end, (), date["date"])
    else:
        found = _titled(text, body.end(), end, (), strict=True) if body["end"] else iter(())
    yield from (replace(each, body=made) for each in found)


def _titled(
    text: str, at: int, end: int, makers: tuple[Maker, ...], date: str = "", *, strict: bool = False
) -> Iterator[Record]:
    """The record whose title begins at ``at``, in marks or as a sentence; ``strict`` asks for a date behind it."""
    quoted = _QUOTED.match(text, at, end)
    if quoted and quoted["close"] == _PAIRS[quoted["open"]]:
        title, after = Span(*quoted.span("title")), quoted.end()
    elif match := _SENTENCE.match(text, at, end):
        title, after = without_kind(text, Span(*match.span("title"))), match.end()
    else:
        return
    dated = date or _HAS_DATE.search(text, after if strict else title.end, end)
    if dated and _LETTERS.search(text, title.start, title.end) and not _NO_NAME.match(title.cut(text)):
        yield _with_rest(text, Record(title, makers, date=date), after, end)


def _noted(text: str, at: int, end: int, makers: tuple[Maker, ...]) -> Iterator[Record]:
    """A note whose title stands without marks: it needs an imprint in brackets, or a date at its end."""
    match = _COMMA_TITLE.match(text, at, end)
    if match is None or not _HAS_DATE.search(text, match.end(), end) or _ONLY_DATE.match(text, match.end(), end):
        return
    title = Span(*match.span("title"))
    if title.cut(text)[:1].islower():
        return
    yield _with_rest(text, Record(title, makers), match.end(), end)


def _with_rest(text: str, record: Record, at: int, end: int) -> Record:
    """``record`` with where the work appeared, who brought it out and when."""
    while at < end and text[at] in " ,.":
        at += 1
    within = text[at : at + 3].lower() == "in "
    if edited := _EDITED.match(text, at, end):
        at = edited.end()
    if edition := _EDITION.match(text[at:end]):
        at += edition.end()
    found = record
    if retrieved := _RETRIEVED.search(text, at, end):
        found = replace(found, retrieved=retrieved["date"])
        end = retrieved.start()
    imprint = _IMPRINT.search(text, at, end)
    journal = _JOURNAL.match(text, at, end)
    volume = _NAMED_VOLUME.search(text, at, end) or (_VOLUME.match(text, journal.end(), end) if journal else None)
    if journal:
        found = replace(found, container=Span(*journal.span("name")))
    if volume:
        told = volume.groupdict(default="")
        found = replace(found, volume=told["volume"], issue=told["issue"], pages=told["pages"])
    if not found.pages and (pages := _PAGES.search(text, at, end)):
        found = replace(found, pages=pages["pages"])
    if not found.date and (date := _day(text, at, end, journal)):
        found = replace(found, date=date)
    if imprint and not journal:
        if within and (name := _CONTAINER.match(text, at, end)):
            found = replace(found, container=Span(*name.span("name")))
        inside = text[imprint.start("inside") : imprint.end("inside")]
        bare = _DATES.sub("", inside).rstrip(" ,;")
        if place := _PLACE.fullmatch(bare):
            begin = imprint.start("inside") + place.start("publisher")
            return replace(found, publisher=Span(begin, begin + len(place["publisher"])))
        return found
    if journal or _NO_NAME.match(text[at:end]):
        return found
    return _with_body(text, found, at, end, within=within)


def _day(text: str, at: int, end: int, journal: re.Match[str] | None) -> str:
    if journal and journal["year"]:
        return str(journal["year"])
    dates = [match.group() for match in _DATES.finditer(text, at, end)]
    return max(dates, key=len, default="")


def _with_body(text: str, record: Record, at: int, end: int, *, within: bool) -> Record:
    """``record`` with its container where the title is one of a part, else with its publisher."""
    stretch = text[at:end]
    if place := re.match(r"[^\W\d_a-z][\w’' -]{1,40}(?:,\s[A-Z][\w. ]{1,20})?:\s(?=[^\W\d_a-z])", stretch):
        at += place.end()
    name = _CONTAINER.match(text, at, end)
    if name is None or _DATES.fullmatch(name["name"]):
        return record
    span = Span(*name.span("name"))
    part = within or (record.title.start > 0 and text[record.title.start - 1] in _PAIRS)
    return replace(record, container=span) if part else replace(record, publisher=span)
