"""Reads when and where a clause says that something was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xpkg.analysis.grammar.complements import NounPhrase, ShallowParse
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


def place_of(parse: ShallowParse, start: int, end: int, skip: Sequence[NounPhrase] = ()) -> Span | None:
    """The first place named after a preposition of place in tokens ``start`` to ``end``, and not a participant."""
    for at in range(start, end):
        token = parse.tokens[at]
        if parse.by_doing(at) or token.low in _QUOTES or (at > start and _describes(parse, at)):
            return None
        if token.low == "to" and token.mention is None and not _leads(parse, at + 1):
            return None
        if token.mention is None or parse.mentions[token.mention].kind is not Kind.PLACE:
            continue
        if at and parse.tokens[at - 1].mention == token.mention:
            continue
        follows = parse.whole(at)[1]
        if parse.low(follows) == "'s" or (
            follows < end
            and parse.nounlike(follows)
            and not parse.finite(follows)
            and parse.tokens[follows].mention is None
        ):
            continue
        if any(phrase.mention == token.mention for phrase in skip):
            continue
        if _placed(parse, at, start):
            return parse.mentions[token.mention].span
    return None


def _describes(parse: ShallowParse, at: int) -> bool:
    """Whether a participle at ``at`` describes the noun before it: "by a company | based in Paris"."""
    plain = parse.tokens[at].mention is None and not parse.adjectival(at)
    described = past_like(parse.low(at)) or parse.low(at) == "based"
    return plain and described and parse.low(at - 1) not in {"and", "or", ","}


def _leads(parse: ShallowParse, at: int) -> bool:
    """Whether "to" leads to a place and not to a verb."""
    return at < len(parse.tokens) and (parse.tokens[at].mention is not None or parse.low(at) in ARTICLES)


def _placed(parse: ShallowParse, at: int, start: int) -> bool:
    """Whether a preposition of place leads to the name at ``at``, over an article and adjectives."""
    for back in range(at - 1, max(start - 2, at - 6, -1), -1):
        low = parse.low(back)
        if low in _LOCATIVE:
            return True
        if low == "of" and parse.low(back - 1) in _PARTS_OF_PLACES:
            continue
        if not (parse.nounlike(back) or low in ARTICLES or low in {",", "city", "town"}) and low not in {"’s", "'s"}:
            return False
        if low == "," and not (back and (index := parse.tokens[back - 1].mention) is not None
                               and parse.mentions[index].kind is Kind.PLACE):  # fmt: skip
            return False
    return False


def dates_in(parse: ShallowParse, start: int, end: int) -> Iterator[tuple[int, TimeExpression]]:
    """The dates in tokens ``start`` to ``end``, each with the index of its first token."""
    seen: int | None = None
    for at in range(start, end):
        time = parse.tokens[at].time
        if time is not None and time != seen:
            seen = time
            yield at, parse.times[time]


def date_of(parse: ShallowParse, trigger: int, left: int, right: int) -> TimeExpression | None:
    """The date of the clause from ``left`` to ``right`` that stands nearest to the trigger, after it before all."""
    after = [(at, time) for at, time in dates_in(parse, trigger, right) if _dates(parse, at, trigger)]
    if after:
        return after[0][1]
    before = [(at, time) for at, time in dates_in(parse, left, trigger) if _dates(parse, at, trigger)]
    before = [(at, time) for at, time in before if not _set_aside(parse, at, trigger)]
    return before[-1][1] if before else None


def _dates(parse: ShallowParse, at: int, trigger: int) -> bool:
    """Whether the date at ``at`` can be that of the clause. It is no bound, in no bracket, and on the trigger's side
    of quotation marks. It belongs neither to a noun nor to another act ("for robbing a bank in 2011")."""
    if _of_a_noun(parse, at) or parse.low(at - 1) in BOUNDS or _bracketed(parse, at):
        return False
    if any(parse.by_doing(here) for here in range(trigger + 1, at)):
        return False
    between = [parse.low(here) for here in range(min(at, trigger), max(at, trigger))]
    straight = between.count('"') % 2
    return not straight and between.count("“") == between.count("”")


def _bracketed(parse: ShallowParse, at: int) -> bool:
    """Whether a bracket that opens at most four words before holds the date at ``at``."""
    for here in range(at - 1, max(-1, at - 5), -1):
        if parse.low(here) == ")":
            return False
        if parse.low(here) == "(":
            return True
    return False


def _set_aside(parse: ShallowParse, at: int, trigger: int) -> bool:
    """Whether a date before the verb belongs to a description: "Jane Doe, the candidate in 2008, resigned"."""
    close = next((here for here in range(at, trigger) if parse.low(here) == ","), None)
    start = parse.group(trigger).start
    if close is None or close + 1 != start:
        return False
    edge = next((here for here in range(at - 1, -1, -1) if parse.low(here) in {",", *HARD} or parse.finite(here)), None)
    opened = edge if parse.low(edge or 0) == "," else None  # "a dam burst on Monday, killing 12": no description
    words = [here for here in range((opened or 0) + 1, at) if parse.tokens[here].time is None]
    return opened is not None and any(parse.low(here) not in _BEFORE_DATES | {"the", "early", "late"} for here in words)


def _of_a_noun(parse: ShallowParse, at: int) -> bool:
    """Whether a date qualifies a noun that follows ("a 2014 report", "last year's vote") and dates nothing else."""
    end = parse.past_dates(at)
    if parse.low(end) == "'s":
        return True
    low = parse.low(at - 1)
    is_year = parse.tokens[at].word.isdigit() and end == at + 1
    if not is_year:
        return False
    return (low not in _BEFORE_DATES | {",", "early", "late", ""} and parse.nounlike(end)) or low == "of"
