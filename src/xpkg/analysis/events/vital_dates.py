"""Reads births and deaths from the dates after a name: "Jane Doe (4 May 1901 – 6 June 1999)", "(born 1950)"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xpkg.analysis.events.event_mention import EventMention
from xpkg.analysis.events.noun_phrases import NounPhrase, noun_phrase_of
from xpkg.analysis.events.sentence_tree import SentenceTree
from xpkg.analysis.events.triggers import Form, Trigger
from xpkg.analysis.events.word_classes import LOCATIVE
from xpkg.analysis.times.calendar import edge_of
from xpkg.model import EventMethod, Kind, Span, TimeExpression
from xpkg.syntax.finiteness import PRESENT_OR_PAST

_DASHES = frozenset(("–", "—", "-"))
_ON = frozenset(("on", "in", ":"))
_BIRTH = Trigger("birth", Form.NOUN, (), "Birth")
_DEATH = Trigger("death", Form.NOUN, (), "Death")


def find_vital_dates(view: SentenceTree) -> Iterator[EventMention]:
    """Birth and death by the dates after a name: "Jane Doe (4 May 1901 – 6 June 1999)", "(born 1950)"."""
    for start, end, index in view.names():
        if view.mentions[index].kind is not Kind.PERSON:
            continue
        phrase = noun_phrase_of(view, start, end)
        if view.low(end) == "of" and end + 1 < len(view.tree) and view.tree.tokens[end + 1].text[0].isupper():
            end = view.whole(end + 1)[1] if view.mention_on[end + 1] is not None else end + 2  # "Jane of Strelsau"
        while end < len(view.tree) and view.tree.tokens[end].text.isupper() and view.tree.tokens[end].text.isalpha():
            end += 1  # "Jane Doe DBE ("
        while end in view.markers:
            end += 1
        if view.low(end) != "(":
            yield from _footer(view, phrase, end)
            continue
        close = next((at for at in range(end, len(view.tree)) if view.low(at) == ")"), len(view.tree))
        dates = [(at, time) for at, time in view.dates_in(end, close) if time.resolved]
        if not dates:
            continue
        if spoken := [*_told(view, phrase, dates, close)]:
            yield from spoken
            continue
        at, time = dates[0]
        ends = time.edtf.split("/")
        if len(dates) == 1 and len(ends) == 1 and view.low(end + 1).rstrip(".") in {"born", "b"}:
            yield _vital(view, phrase, at, _BIRTH, time, close)
        elif len(dates) == 1 and len(ends) == 2 and (at == end + 1 or (len(ends[0]) > 4 and _opens(view, end, at))):
            last = max(here for here in range(at, close) if view.time_on[here] == view.time_on[at])
            for row, token, (edtf, low, high) in (
                (_BIRTH, at, edge_of(ends[0])),
                (_DEATH, last, edge_of(ends[1])),
            ):
                if low and high and _lived(time):
                    date = TimeExpression(time.span, edtf, low.isoformat(), high.isoformat())
                    yield _vital(view, phrase, token, row, date, close)
        elif len(dates) == 2 and _bounds_life(view, end, dates):
            yield _vital(view, phrase, at, _BIRTH, time, dates[1][0])
            yield _vital(view, phrase, dates[1][0], _DEATH, dates[1][1], close)


def _bounds_life(view: SentenceTree, opened: int, dates: Sequence[tuple[int, TimeExpression]]) -> bool:
    """Whether two dates in the bracket that opens at ``opened`` are those of a life. A dash stands between them.
    Before the first stands nothing, a place, or what a semicolon ends: "(Jan; 3 May 1887, Lvov – 4 June 1961)"."""
    (first, born), (second, died) = dates
    if not any(view.low(at) in _DASHES for at in range(first, second)):
        return False
    if first == opened + 1:
        return True
    days = len(born.edtf) == len(died.edtf) == len("2000-12-31")
    return _opens(view, opened, first) and days and _lived(TimeExpression(born.span, "", born.earliest, died.latest))


def _opens(view: SentenceTree, opened: int, first: int) -> bool:
    """Whether a date opens what the bracket says, or a part of it, but for a place: not "(in office 3 May 1887 –"."""
    start = max(at for at in range(opened, first) if view.low(at) in {"(", ";"}) + 1
    return all(at in view.proper or view.low(at) in {",", ":", "*"} for at in range(start, first))


def _told(
    view: SentenceTree, phrase: NounPhrase, dates: Sequence[tuple[int, TimeExpression]], stop: int
) -> Iterator[EventMention]:
    """Births and deaths by the words before dates: "; born 20 Nov 1952; died 3 May 2011"."""
    for at, time in dates:
        before = [view.low(here) for here in range(at - 1, at - 4, -1) if view.low(here) not in _ON]
        said = before[0].rstrip(".") if before else ""
        row = _BIRTH if said in {"born", "b"} else _DEATH if said in {"died", "d"} else None
        if row is not None and "/" not in time.edtf:
            yield _vital(view, phrase, at, row, time, next((each for each, _ in dates if each > at), stop))


def _footer(view: SentenceTree, phrase: NounPhrase, end: int) -> Iterator[EventMention]:
    """Births and deaths of a line that is no sentence: "Jane Doe, judge, born 20 November 1952; died 3 May 2011"."""
    lows = view.tree.words
    if phrase.start or "born" not in lows or ";" not in lows:
        return
    if any(view.tree.xpos[at] in PRESENT_OR_PAST for at in range(end, lows.index("born"))):
        return
    stop = len(view.tree)
    yield from _told(view, phrase, [(at, time) for at, time in view.dates_in(end, stop) if time.resolved], stop)


def _lived(time: TimeExpression) -> bool:
    """Whether the two ends of an interval can be those of a life."""
    return (
        bool(time.earliest and time.latest)
        and 15 <= int((time.latest or "")[:4]) - int((time.earliest or "")[:4]) <= 110
    )


def _vital(
    view: SentenceTree, phrase: NounPhrase, at: int, row: Trigger, date: TimeExpression, stop: int
) -> EventMention:
    """The birth or death stated at token ``at``; its place stands between there and ``stop``."""
    draft = EventMention(view, row, (at, at + 1), [("patient", phrase)], date=date, method=EventMethod.DATES)
    draft.event_type = row.event_type
    draft.place = _place(view, at, stop)
    draft.evidence = view.cut(phrase.start, min(stop + 1, len(view.tree)))
    return draft


def _place(view: SentenceTree, start: int, stop: int) -> Span | None:
    """The first place named after a preposition of place from ``start`` to ``stop``, or between commas and dashes."""
    for first, end, index in view.names():
        if start <= first < stop and view.mentions[index].kind is Kind.PLACE:
            apart = view.low(first - 1) == "," and (end >= stop or view.low(end) in _DASHES | {")"})
            if apart or view.low(first - 1) in LOCATIVE:
                return view.mentions[index].span
    return None
