"""Reads births and deaths from the dates after a name: "Jane Doe (4 May 1901 – 6 June 1999)", "(born 1950)"."""

from __future__ import annotations

from collections.abc import Iterator

from xpkg.analysis.events.event_mention import Draft
from xpkg.analysis.events.triggers import Form, Trigger
from xpkg.analysis.grammar.adjuncts import dates_in, place_of
from xpkg.analysis.grammar.complements import Line, Phrase
from xpkg.analysis.times.calendar import edge_of
from xpkg.model import Kind, TimeExpression

_BIRTH = Trigger("birth", Form.NOUN, (), "Birth")
_DEATH = Trigger("death", Form.NOUN, (), "Death")


def find_life(line: Line) -> Iterator[Draft]:
    """Birth and death by the dates after a name: "Jane Doe (4 May 1901 – 6 June 1999)", "(born 1950)"."""
    for start, end, index in line.names():
        if line.mentions[index].kind is not Kind.PERSON:
            continue
        phrase = line.phrase(start, end)
        if line.low(end) == "of" and line.tokens[end + 1 : end + 2] and line.tokens[end + 1].word[0].isupper():
            end = line.whole(end + 1)[1] if line.tokens[end + 1].mention is not None else end + 2  # "Jane of Strelsau"
        while end < len(line.tokens) and line.tokens[end].word.isupper() and line.tokens[end].word.isalpha():
            end += 1  # "Jane Doe DBE ("
        if line.low(end) != "(":
            continue
        close = next((at for at in range(end, len(line.tokens)) if line.low(at) == ")"), len(line.tokens))
        dates = [(at, time) for at, time in dates_in(line, end, close) if time.resolved]
        if not dates:
            continue
        at, time = dates[0]
        ends = time.edtf.split("/")
        if len(dates) == 1 and len(ends) == 1 and line.low(end + 1).rstrip(".") in {"born", "b"}:
            yield _vital(line, phrase, at, _BIRTH, time, close)
        elif len(dates) == 1 and len(ends) == 2 and (at == end + 1 or len(ends[0]) > 4):
            last = max(here for here in range(at, close) if line.tokens[here].time == line.tokens[at].time)
            for row, token, (edtf, low, high) in (
                (_BIRTH, at, edge_of(ends[0])),
                (_DEATH, last, edge_of(ends[1])),
            ):
                if low and high and _lived(time):
                    date = TimeExpression(time.span, edtf, low.isoformat(), high.isoformat())
                    yield _vital(line, phrase, token, row, date, close)
        elif (
            len(dates) == 2
            and at == end + 1
            and any(line.low(here) in {"–", "—", "-"} for here in range(at, dates[1][0]))
        ):
            yield _vital(line, phrase, at, _BIRTH, time, dates[1][0])
            yield _vital(line, phrase, dates[1][0], _DEATH, dates[1][1], close)


def _lived(time: TimeExpression) -> bool:
    """Whether the two ends of an interval can be those of a life."""
    return (
        bool(time.earliest and time.latest)
        and 15 <= int((time.latest or "")[:4]) - int((time.earliest or "")[:4]) <= 110
    )


def _vital(line: Line, phrase: Phrase, at: int, row: Trigger, date: TimeExpression, stop: int) -> Draft:
    """The birth or death told at token ``at``; its place stands between there and ``stop``."""
    draft = Draft(line, row, (at, at + 1), [("patient", phrase)], date=date, method="dates after a name")
    draft.event_type = row.event_type
    draft.place = place_of(line, at, stop)
    draft.evidence = line.cut(phrase.start, min(stop + 1, len(line.tokens)))
    return draft
