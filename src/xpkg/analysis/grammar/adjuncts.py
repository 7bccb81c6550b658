"""Reads when and where a clause says that something was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xpkg.analysis.grammar.complements import Line, Phrase
from xpkg.analysis.grammar.words import ARTICLES, HARD, PREPOSITIONS, past_like
from xpkg.lexicon import nouns
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.model import Kind, Span, TimeExpression

_LOCATIVE = having(Trait.LOCATIVE)
_QUOTES = frozenset('“ ” " « »'.split())
_PARTS_OF_PLACES = nouns.having(nouns.Trait.PART_OF_PLACE)
BOUNDS = having(Trait.TEMPORAL_SUBORDINATOR) & PREPOSITIONS
"""A date after these bounds what happened; it is not its date."""
_BEFORE_DATES = having(Trait.TEMPORAL) | {"of"}


def place_of(line: Line, start: int, end: int, skip: Sequence[Phrase] = ()) -> Span | None:
    """The first place named after a preposition of place in tokens ``start`` to ``end``, and not a participant."""
    for at in range(start, end):
        token = line.tokens[at]
        if line.by_doing(at) or token.low in _QUOTES or (at > start and _describes(line, at)):
            return None
        if token.low == "to" and token.mention is None and not _leads(line, at + 1):
            return None
        if token.mention is None or line.mentions[token.mention].kind is not Kind.PLACE:
            continue
        if at and line.tokens[at - 1].mention == token.mention:
            continue
        follows = line.whole(at)[1]
        if line.low(follows) == "'s" or (
            follows < end
            and line.nounlike(follows)
            and not line.finite(follows)
            and line.tokens[follows].mention is None
        ):
            continue
        if any(phrase.mention == token.mention for phrase in skip):
            continue
        if _placed(line, at, start):
            return line.mentions[token.mention].span
    return None


def _describes(line: Line, at: int) -> bool:
    """Whether a participle at ``at`` describes the noun before it: "by a company | based in Paris"."""
    plain = line.tokens[at].mention is None and not line.adjectival(at)
    described = past_like(line.low(at)) or line.low(at) == "based"
    return plain and described and line.low(at - 1) not in {"and", "or", ","}


def _leads(line: Line, at: int) -> bool:
    """Whether "to" leads to a place and not to a verb."""
    return at < len(line.tokens) and (line.tokens[at].mention is not None or line.low(at) in ARTICLES)


def _placed(line: Line, at: int, start: int) -> bool:
    """Whether a preposition of place leads to the name at ``at``, over an article and adjectives."""
    for back in range(at - 1, max(start - 2, at - 6, -1), -1):
        low = line.low(back)
        if low in _LOCATIVE:
            return True
        if low == "of" and line.low(back - 1) in _PARTS_OF_PLACES:
            continue
        if not (line.nounlike(back) or low in ARTICLES or low in {",", "city", "town"}) and low not in {"’s", "'s"}:
            return False
        if low == "," and not (back and (index := line.tokens[back - 1].mention) is not None
                               and line.mentions[index].kind is Kind.PLACE):  # fmt: skip
            return False
    return False


def dates_in(line: Line, start: int, end: int) -> Iterator[tuple[int, TimeExpression]]:
    """The dates in tokens ``start`` to ``end``, each with the index of its first token."""
    seen: int | None = None
    for at in range(start, end):
        time = line.tokens[at].time
        if time is not None and time != seen:
            seen = time
            yield at, line.times[time]


def date_of(line: Line, trigger: int, left: int, right: int) -> TimeExpression | None:
    """The date of the clause from ``left`` to ``right`` that stands nearest to the trigger, after it before all."""
    after = [(at, time) for at, time in dates_in(line, trigger, right) if _dates(line, at, trigger)]
    if after:
        return after[0][1]
    before = [(at, time) for at, time in dates_in(line, left, trigger) if _dates(line, at, trigger)]
    before = [(at, time) for at, time in before if not _set_aside(line, at, trigger)]
    return before[-1][1] if before else None


def _dates(line: Line, at: int, trigger: int) -> bool:
    """Whether the date at ``at`` can be that of the clause: no bound, in no bracket, no noun's, not of what is done
    besides ("for robbing a bank in 2011"), and on the trigger's side of quotation marks."""
    if _of_a_noun(line, at) or line.low(at - 1) in BOUNDS or _bracketed(line, at):
        return False
    if any(line.by_doing(here) for here in range(trigger + 1, at)):
        return False
    between = [line.low(here) for here in range(min(at, trigger), max(at, trigger))]
    straight = between.count('"') % 2
    return not straight and between.count("“") == between.count("”")


def _bracketed(line: Line, at: int) -> bool:
    """Whether a bracket that opens at most four words before holds the date at ``at``."""
    for here in range(at - 1, max(-1, at - 5), -1):
        if line.low(here) == ")":
            return False
        if line.low(here) == "(":
            return True
    return False


def _set_aside(line: Line, at: int, trigger: int) -> bool:
    """Whether a date before the verb belongs to a description: "Jane Doe, the candidate in 2008, resigned"."""
    close = next((here for here in range(at, trigger) if line.low(here) == ","), None)
    start = line.group(trigger).start
    if close is None or close + 1 != start:
        return False
    edge = next((here for here in range(at - 1, -1, -1) if line.low(here) in {",", *HARD} or line.finite(here)), None)
    opened = edge if line.low(edge or 0) == "," else None  # "a dam burst on Monday, killing 12": no description
    words = [here for here in range((opened or 0) + 1, at) if line.tokens[here].time is None]
    return opened is not None and any(line.low(here) not in _BEFORE_DATES | {"the", "early", "late"} for here in words)


def _of_a_noun(line: Line, at: int) -> bool:
    """Whether a date qualifies a noun that follows ("a 2014 report", "last year's vote") and dates nothing else."""
    end = line.past_dates(at)
    if line.low(end) == "'s":
        return True
    low = line.low(at - 1)
    is_year = line.tokens[at].word.isdigit() and end == at + 1
    if not is_year:
        return False
    return (low not in _BEFORE_DATES | {",", "early", "late", ""} and line.nounlike(end)) or low == "of"
