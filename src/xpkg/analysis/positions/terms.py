"""Reads since when and until when an office is held, from the dates of its clause."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from xpkg.analysis.positions.by_verbs import begins, ends, marks_of
from xpkg.analysis.times.readings import edge
from xpkg.lexicon import closed_classes, modifiers, nouns, office_verbs
from xpkg.lexicon.closed_classes import having
from xpkg.lexicon.numbers import NumberType, values
from xpkg.model import Position, TimeExpression
from xpkg.syntax.annotated import AnnotatedParse
from xpkg.syntax.nominals import first_conjunct
from xpkg.syntax.tree import ROOT

_UNTIL = having(closed_classes.Trait.TEMPORAL_SUBORDINATOR) & having(closed_classes.Trait.TERMINATIVE)
_SINCE = frozenset(("since", "from"))
_SUCCEEDS = office_verbs.having(office_verbs.Trait.SUCCEEDS)
_COUNTING = frozenset(values(NumberType.ORDINAL)) | modifiers.having(modifiers.Trait.RANKING)
_SEQUENTIAL = having(closed_classes.Trait.SEQUENTIAL)
_LONGEST = 40
"""Years; a longer stretch behind a role is a life: "Jane Doe, painter and minister, 1931–2020"."""
_JOINING = having(closed_classes.Trait.TEMPORAL) | {",", "and", "again", "between"}
_POSTS = nouns.of_kind(nouns.NounKind.POST)


def with_term(
    position: Position, sentence: AnnotatedParse, noun: int, verb: int | None, after: int | None = None
) -> Position:
    """``position`` with start, end and date, as the dates of its clause say: "since 2010", "became mayor in 2010".

    ``noun`` is the head of its role, ``verb`` that of the clause which tells it, where one does. ``after`` is one past
    the role; a date right there counts where a noun tells it ("the appointment of Jane Doe as mayor in 2010").
    """
    word = "" if verb is None or verb == noun else sentence.parse.word(verb)
    told = verb if word else None
    beginning = told is not None and begins(sentence.parse, told)
    ending = told is not None and ends(sentence.parse, told)
    start, end, when = position.start, position.end, position.date
    for marks, time in _dates(sentence, noun, verb, after):
        first, slash, last = time.edtf.partition("/")
        if slash:
            start, end = start or edge(time, first), end or edge(time, last)
            when = when or (time if beginning or not word else None) or time
        elif marks & _SINCE and (word in _SUCCEEDS or _is_counted(sentence, noun)):
            continue  # "replaced Jane Doe, director since 2008"; "the first woman since 1990 to head"
        elif marks & _SINCE:
            start = start or time
        elif marks & _UNTIL or ending or (position.former and beginning):
            end = end or time
        elif beginning:
            start, when = start or time, when or time
        elif verb is not None:
            when = when or time
    return replace(position, start=start, end=end, date=when)


def further_terms(position: Position, sentence: AnnotatedParse) -> Iterator[Position]:
    """``position`` for each further stretch that "and" joins to its first: "from 2014 to 2017 and 2019 to 2022"."""
    last = position.date
    if last is None or position.start is None or position.start.span != last.span:
        return
    for _, time in sentence.dates():
        if time.span.start < last.span.end:
            continue
        between = sentence.text[last.span.end : time.span.start].replace(",", " , ").split()
        first, slash, end = time.edtf.partition("/")
        if not slash or not between or not set(between) <= _JOINING:
            return
        last = time
        yield replace(position, start=edge(time, first), end=edge(time, end), date=time)


def _is_counted(sentence: AnnotatedParse, noun: int) -> bool:
    """Whether an ordinal or "only" counts the holders: "the third mayor since 2012" began at another time."""
    parse = sentence.parse
    return any(parse.word(each) in _COUNTING for each in parse.dependents[noun])


def _dates(
    sentence: AnnotatedParse, noun: int, verb: int | None, after: int | None
) -> Iterator[tuple[frozenset[str], TimeExpression]]:
    """The dates that hang on the role or its verb, with their prepositions, over a noun ("until her death in 1961")
    and from "a post that he held until 1989"."""
    parse = sentence.parse
    heads = {noun, *([] if verb is None else [verb])}
    for post in parse.having(noun, "appos"):
        if parse.word(post) in _POSTS:
            heads.update(parse.having(post, "acl"))
    dates = [(place, time) for place, time in sentence.dates() if time.resolved]
    own = [place for place, _ in dates if parse.heads[place] == noun]
    for place, time in dates:
        head = parse.heads[place]
        if (later := _role_behind(sentence, place)) is not None:
            if later == noun:
                yield marks_of(parse, place) or _mark_before(sentence, place), time
            continue  # "as a clerk and from 2010 as head of the bank"
        if noun != verb and head == verb and parse.having(head, "cop") and (own or place < noun):
            continue  # "was mayor from 1992 to 1996 and senator after that"
        marked = verb is not None and parse.upos[verb] == "NOUN"
        told = after is not None and place == after + 1 and (marked or (verb is None and parse.upos[after] == "ADP"))
        behind = after is not None and place in {after, after + (sentence.low(after) in {",", "("})}
        if behind and "/" in time.edtf and _years(time) <= _LONGEST:
            yield frozenset(), time  # "mayor of Strelsau, 1998–2001"
            continue
        if noun != verb and head == verb and own and parse.relation(noun) == "conj":
            continue  # "was named deputy in 1970, and in 1973 director"
        if verb is not None and parse.upos[verb] == "AUX" and parse.heads[verb] in {head, place}:
            yield marks_of(parse, place), time  # "whose director she was from 1990 to 1995"
        elif head in heads or told or (verb is not None and not own and _opens_for(sentence, place, verb)):
            yield marks_of(parse, place), time
        elif head != ROOT and parse.heads[head] in heads and marks_of(parse, head) & _UNTIL:
            yield marks_of(parse, head), time


def _years(time: TimeExpression) -> int:
    """How many years a stretch goes over; a whole life where that is unknown."""
    if time.earliest is None or time.latest is None:
        return _LONGEST + 1
    return int(time.latest[:4]) - int(time.earliest[:4])


def _opens_for(sentence: AnnotatedParse, date: int, verb: int) -> bool:
    """Whether the date opens what a verb is joined to: "In 1986 she recalled him and | made him minister"."""
    parse = sentence.parse
    first = first_conjunct(parse, verb)
    joined = first != verb and parse.heads[date] == first and date < first and not parse.having(verb, "nsubj", "aux")
    later = any(parse.word(each) in _SEQUENTIAL for each in parse.having(verb, "advmod", "cc"))
    dated = any(parse.heads[place] == verb for place, _ in sentence.dates())
    return joined and parse.xpos[verb] == "VBD" and not later and not dated


def _role_behind(sentence: AnnotatedParse, date: int) -> int | None:
    """What "as" right behind the date at ``date`` leads to: "from 2010 as | head of the bank"."""
    end = date
    while end < len(sentence.parse) and sentence.time_on[end] == sentence.time_on[date]:
        end += 1
    end += sentence.low(end) == ","
    joined = sentence.low(end) == "as" and sentence.parse.relation(end) == "case"
    before = date
    while before and sentence.time_on[before - 1] == sentence.time_on[date]:
        before -= 1
    joins = sentence.low(before - 2) in {"and", ","} and sentence.parse.upos[before - 1] in {"ADP", "SCONJ"}
    return sentence.parse.heads[end] if joined and joins else None


def _mark_before(sentence: AnnotatedParse, date: int) -> frozenset[str]:
    while date and sentence.time_on[date - 1] == sentence.time_on[date]:
        date -= 1
    return frozenset((sentence.low(date - 1),))

