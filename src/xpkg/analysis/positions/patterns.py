"""Reads a role from the words beside a name: before it, after a comma, or after "is", "became", "served as"."""

from __future__ import annotations

from collections.abc import Iterator

from xpkg.analysis.grammar.adjuncts import date_of
from xpkg.analysis.grammar.complements import ShallowParse
from xpkg.analysis.grammar.words import (
    CONJUNCTIONS,
    DETERMINERS,
    HARD,
    MODALS,
    PREPOSITIONS,
    SUBORDINATORS,
    adverb,
    auxiliary,
    negated,
)
from xpkg.analysis.positions.role_nouns import role_of, roles_having
from xpkg.analysis.positions.role_phrases import ROLE_COMPLEMENTS, position_of, read_role
from xpkg.lexicon import closed_classes, verb_classes
from xpkg.lexicon.closed_classes import having
from xpkg.lexicon.occupations import Trait
from xpkg.model import Kind, Position, Span, TimeExpression

_EQUATIVE = verb_classes.having(verb_classes.Trait.EQUATIVE)
_HOLDS_OFFICE = verb_classes.having(verb_classes.Trait.HOLDS_OFFICE)
_SERVES_AS = verb_classes.having(verb_classes.Trait.SERVES_AS)
_OPENS_ROLE = having(closed_classes.Trait.ARTICLE, closed_classes.Trait.POSSESSIVE_DETERMINER)
_VAGUE = roles_having(Trait.VAGUE)


def after_name(parse: ShallowParse, end: int, index: int) -> Iterator[Position]:
    """ "Jane Doe, foreign affairs spokesperson for the Seaside Party, said"."""
    at = _over_brackets(parse, end)
    if parse.low(at) != ",":
        return
    if parse.low(at + 1).isdigit() and parse.low(at + 2) == ",":
        at += 2  # "Jane Doe, 58, a surgeon at the hospital"
    end = _role_end(parse, at + 1)
    if end < len(parse.tokens) and (parse.finite(end) or auxiliary(parse.low(end))):
        return  # "According to Jane Doe, a banker was seen": the phrase after the comma is a subject
    yield from _roles(parse, at + 1, index, parse.mentions[index].span, None)


def introduced(parse: ShallowParse, start: int, end: int, index: int) -> Iterator[Position]:
    """ "a new chief of the party in Ruritania, Jane Doe": a role that names its holder after a comma."""
    if parse.low(start - 1) != "," or start < 2:
        return
    after = parse.low(_over_brackets(parse, end))
    begin = start - 1
    while (
        begin > 0
        and parse.low(begin - 1) not in HARD | {",", "(", ")", "and", "“", "”", '"'}
        and not parse.finite(begin - 1)
    ):
        if parse.tokens[begin - 1].mention is None and parse.low(begin - 1) in SUBORDINATORS:
            break
        begin -= 1
        if parse.low(begin) in _OPENS_ROLE and _opens_role(parse, begin, start - 1):
            break
    role = read_role(parse, begin, start - 1)
    if (
        role
        and not role.plural
        and (after in {",", ".", ""} or after in HARD)
        and (parse.low(role.start) in DETERMINERS | {"'s"} or _owned(parse, role.start))
    ):
        yield position_of(parse, index, role, role.start, end, role.organization, role.place, None)


def _owned(parse: ShallowParse, at: int) -> bool:
    """Whether a name with a possessive stands at ``at``: "Ruritania's foreign minister, Jane Doe"."""
    return parse.tokens[at].mention is not None and parse.low(parse.whole(at)[1]) == "'s"


def _opens_role(parse: ShallowParse, begin: int, stop: int) -> bool:
    """Whether the head before the first preposition after ``begin`` is a role."""
    at = begin + 1
    while at < stop and (parse.tokens[at].mention is not None or parse.low(at) not in PREPOSITIONS):
        at += 1
    return bool(role_of(parse.low(at - 1)))


def by_verb(parse: ShallowParse, start: int, end: int, index: int) -> Iterator[Position]:
    """ "Jane Doe was the mayor of Strelsau", "who served as", "the appointment of Jane Doe as"."""
    if start and auxiliary(parse.low(start - 1)) and parse.low(len(parse.tokens) - 1) == "?":
        return  # "Did Jane Doe become mayor?"
    at = _over_brackets(parse, end)
    if parse.low(at) == "," and parse.low(at + 1) == "who":
        at += 2
    elif parse.low(at) == "who":
        at += 1
    verb = at
    while verb < min(len(parse.tokens), at + 5) and _in_verb_group(parse.low(verb)):
        verb += 1
    words = [parse.low(here) for here in range(at, verb)]
    if any(negated(word) or word in MODALS or word == "to" for word in words):
        return
    here = verb
    copula = bool(words) and words[-1] in _EQUATIVE
    if parse.low(verb) in _HOLDS_OFFICE:
        here = verb + 1
        here += parse.low(here) == "in" and parse.low(here + 1) == "as"  # "was sworn in as"
        if parse.low(here) == "as":
            here += 1
        elif parse.low(verb) in _SERVES_AS or not copula:
            return
    elif parse.low(at) == "as" and parse.low(start - 1) == "of":
        here = at + 1
    elif not copula:
        return
    if parse.conditional(max(at, here - 1)):
        return  # "if she is elected president"
    limit = parse.right(max(at, here - 1))
    date = date_of(parse, here, parse.left(at), limit)
    yield from _roles(parse, here, index, parse.mentions[index].span, date)


def _in_verb_group(word: str) -> bool:
    return auxiliary(word) or adverb(word) or negated(word) or word in _EQUATIVE


def _over_brackets(parse: ShallowParse, at: int) -> int:
    if parse.low(at) == "(":
        while at < len(parse.tokens) and parse.low(at) != ")":
            at += 1
        return at + 1
    return at


def _roles(parse: ShallowParse, at: int, index: int, holder: Span, date: TimeExpression | None) -> Iterator[Position]:
    """The roles from ``at`` on, joined by "and" or ",": "an expert on trade and a professor at the university"."""
    for _ in range(3):
        end = _role_end(parse, at)
        role = read_role(parse, at, end) if end > at else None
        if role and role.role.lower().split()[-1] in _VAGUE and not (role.organization or role.place):
            return
        if role is None or role.plural or _before_a_name(parse, role.end):
            return
        first = next(here for here, token in enumerate(parse.tokens) if token.start >= holder.start)
        yield position_of(parse, index, role, first, role.end, role.organization, role.place, date)
        at = role.end
        if parse.low(at) not in {"and", ","}:
            return
        at += 1
        if parse.low(at) == "and":
            at += 1


def _before_a_name(parse: ShallowParse, at: int) -> bool:
    """Whether a role stands before a name of its own: "Jane Doe, senator Richard Roe"."""
    index = parse.tokens[at].mention if at < len(parse.tokens) else None
    return index is not None and parse.mentions[index].kind is Kind.PERSON


def _role_end(parse: ShallowParse, at: int) -> int:
    end = at
    while end < len(parse.tokens):
        token = parse.tokens[end]
        if token.mention is None:
            if (
                token.low in HARD | {",", "(", ")", "“", "”", '"'}
                or token.low in SUBORDINATORS
                or token.time is not None
            ):
                break
            if token.low in CONJUNCTIONS and (parse.low(end + 1) in DETERMINERS or role_of(parse.low(end + 1))):
                break
            if end > at and (parse.finite(end) or auxiliary(token.low)) and token.low != "to":
                break
        elif end > at and parse.mentions[token.mention].kind is Kind.PERSON:
            break
        end += 1
    while end > at and parse.low(end - 1) in ROLE_COMPLEMENTS | CONJUNCTIONS:
        end -= 1
    return end
