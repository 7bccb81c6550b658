"""Reads births and deaths from the dates after a name: "Jane Doe (4 May 1901 – 6 June 1999)", "(born 1950)"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xpkg.analysis.events.event_mention import EventMention
from xpkg.analysis.events.triggers import Form, Trigger
from xpkg.analysis.grammar.adjuncts import dates_in, place_of
from xpkg.analysis.grammar.complements import NounPhrase, ShallowParse
from xpkg.analysis.times.calendar import edge_of
from xpkg.model import EventMethod, Kind, TimeExpression

_ON = frozenset(("on", "in", ":"))
_BIRTH = Trigger("birth", Form.NOUN, (), "Birth")
_DEATH = Trigger("death", Form.NOUN, (), "Death")


def find_vital_dates(parse: ShallowParse) -> Iterator[EventMention]:
    """Birth and death by the dates after a name: "Jane Doe (4 May 1901 – 6 June 1999)", "(born 1950)"."""
    for start, end, index in parse.names():
        if parse.mentions[index].kind is not Kind.PERSON:
            continue
        phrase = parse.phrase(start, end)
        if parse.low(end) == "of" and parse.tokens[end + 1 : end + 2] and parse.tokens[end + 1].word[0].isupper():
            end = (
                parse.whole(end + 1)[1] if parse.tokens[end + 1].mention is not None else end + 2
            )  # "Jane of Strelsau"
        while end < len(parse.tokens) and parse.tokens[end].word.isupper() and parse.tokens[end].word.isalpha():
            end += 1  # "Jane Doe DBE ("
        if parse.low(end) != "(":
            yield from _footer(parse, phrase, end)
            continue
        close = next((at for at in range(end, len(parse.tokens)) if parse.low(at) == ")"), len(parse.tokens))
        dates = [(at, time) for at, time in dates_in(parse, end, close) if time.resolved]
        if not dates:
            continue
        if spoken := [*_told(parse, phrase, dates, close)]:
            yield from spoken
            continue
        at, time = dates[0]
        ends = time.edtf.split("/")
        if len(dates) == 1 and len(ends) == 1 and parse.low(end + 1).rstrip(".") in {"born", "b"}:
            yield _vital(parse, phrase, at, _BIRTH, time, close)
        elif len(dates) == 1 and len(ends) == 2 and (at == end + 1 or len(ends[0]) > 4):
            last = max(here for here in range(at, close) if parse.tokens[here].time == parse.tokens[at].time)
            for row, token, (edtf, low, high) in (
                (_BIRTH, at, edge_of(ends[0])),
                (_DEATH, last, edge_of(ends[1])),
            ):
                if low and high and _lived(time):
                    date = TimeExpression(time.span, edtf, low.isoformat(), high.isoformat())
                    yield _vital(parse, phrase, token, row, date, close)
        elif (
            len(dates) == 2
            and at == end + 1
            and any(parse.low(here) in {"–", "—", "-"} for here in range(at, dates[1][0]))
        ):
            yield _vital(parse, phrase, at, _BIRTH, time, dates[1][0])
            yield _vital(parse, phrase, dates[1][0], _DEATH, dates[1][1], close)


def _told(
    parse: ShallowParse, phrase: NounPhrase, dates: Sequence[tuple[int, TimeExpression]], stop: int
) -> Iterator[EventMention]:
    """Births and deaths by the words before dates: "; born 20 Nov 1952; died 3 May 2011"."""
    for at, time in dates:
        before = [parse.low(here) for here in range(at - 1, at - 4, -1) if parse.low(here) not in _ON]
        said = before[0].rstrip(".") if before else ""
        row = _BIRTH if said in {"born", "b"} else _DEATH if said in {"died", "d"} else None
        if row is not None and "/" not in time.edtf:
            yield _vital(parse, phrase, at, row, time, next((each for each, _ in dates if each > at), stop))


def _footer(parse: ShallowParse, phrase: NounPhrase, end: int) -> Iterator[EventMention]:
    """Births and deaths of a line that is no sentence: "Jane Doe, judge, born 20 November 1952; died 3 May 2011"."""
    lows = [token.low for token in parse.tokens]
    if phrase.start or "born" not in lows or ";" not in lows:
        return
    if any(parse.finite(at) for at in range(end, lows.index("born"))):
        return
    stop = len(parse.tokens)
    yield from _told(parse, phrase, [(at, time) for at, time in dates_in(parse, end, stop) if time.resolved], stop)


def _lived(time: TimeExpression) -> bool:
    """Whether the two ends of an interval can be those of a life."""
    return (
        bool(time.earliest and time.latest)
        and 15 <= int((time.latest or "")[:4]) - int((time.earliest or "")[:4]) <= 110
    )


def _vital(
    parse: ShallowParse, phrase: NounPhrase, at: int, row: Trigger, date: TimeExpression, stop: int
) -> EventMention:
    """The birth or death stated at token ``at``; its place stands between there and ``stop``."""
    draft = EventMention(parse, row, (at, at + 1), [("patient", phrase)], date=date, method=EventMethod.DATES)
    draft.event_type = row.event_type
    draft.place = place_of(parse, at, stop)
    draft.evidence = parse.cut(phrase.start, min(stop + 1, len(parse.tokens)))
    return draft
