"""Gives an office its end where somebody left it and the text tells but one: "Jane Doe, who resigned in May".

It runs once it is known whom the pronouns mean.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import takewhile

from xpkg.analysis.positions.by_verbs import marks_of, person
from xpkg.analysis.positions.role_nouns import OFFICES
from xpkg.analysis.positions.role_tails import ROLE_COMPLEMENTS
from xpkg.lexicon import closed_classes, modifiers, nouns, office_verbs
from xpkg.model import Identities, Mention, Position, Span, Text, TimeExpression
from xpkg.syntax import read
from xpkg.syntax.annotated import AnnotatedParse, annotate
from xpkg.syntax.arguments import subject
from xpkg.syntax.clauses import is_asserted
from xpkg.syntax.tree import Parse

_ENTERS = office_verbs.having(office_verbs.Trait.ENTERS, office_verbs.Trait.GIVES, office_verbs.Trait.TAKES)
_DEPARTS = office_verbs.having(office_verbs.Trait.DEPARTS)
_DOWN = frozenset(("down", "aside"))
_POSTS = nouns.of_kind(nouns.NounKind.POST)
_BOUNDS = closed_classes.having(closed_classes.Trait.TEMPORAL_SUBORDINATOR)
_INDEFINITE = closed_classes.having(closed_classes.Trait.INDEFINITE)
_THEN = modifiers.having(modifiers.Trait.CURRENT) & modifiers.having(modifiers.Trait.FORMER)
_REACH = 3
"""Sentences back from which an office is still meant."""
_PAST = frozenset(("VBD", "VBN"))


def with_departures(
    text: Text,
    mentions: tuple[Mention, ...],
    times: tuple[TimeExpression, ...],
    positions: tuple[Position, ...],
    identities: Identities,
) -> tuple[Position, ...]:
    """``positions``, those of them over that a verb without an office says were left."""
    of = dict(identities.denotes)
    held: dict[int, list[Position]] = {}
    for position in positions:
        if position.holder in of:
            held.setdefault(of[position.holder], []).append(position)
    left: dict[Position, Position] = {}
    words = text.source.text
    starts = [sentence.span.start for sentence in text.sentences]
    for number, parse in enumerate(read(text).parses if held else ()):
        if _DEPARTS.isdisjoint(token.text.lower() for token in parse.tokens):
            continue
        sentence = annotate(words, parse, mentions, times)
        for index, verb in _departures(sentence):
            who = of.get(mentions[index].span, -1)
            if who in {of.get(mentions[each].span) for each in _entering(sentence, verb)}:
                continue  # "joined the board in 2013 and stepped down in 2015"
            told = held.get(who, [])
            told = [each for each in told if _is_office(words, each)]
            near = any(starts[max(0, number - _REACH)] <= each.evidence.start < sentence.span.end for each in told)
            told = [each for each in told if not _is_of_then(words, each, sentence.span)]
            for office in _office(told, of) if near else ():
                if (ended := _ended(sentence, office, verb)) is not None:
                    left.setdefault(office, ended)
    return tuple(left.get(each, each) for each in positions)


def _departures(sentence: AnnotatedParse) -> Iterator[tuple[int, int]]:
    """Who left an office, by a verb that names none; with the place of the verb."""
    parse = sentence.parse
    for verb in range(len(parse)):
        told = parse.word(verb) in _DEPARTS and parse.upos[verb] == "VERB" and parse.xpos[verb] in _PAST
        if not told or not is_asserted(parse, verb) or _names_another(parse, verb):
            continue
        particles = {parse.word(each) for each in parse.having(verb, "compound:prt", "advmod")}
        if parse.word(verb).startswith("st") and not particles & _DOWN:
            continue
        if (index := person(sentence, subject(parse, verb))) is not None:
            yield index, verb


def _entering(sentence: AnnotatedParse, until: int) -> Iterator[int]:
    """Who comes into something in the sentence before the place ``until``."""
    parse = sentence.parse
    for verb in range(until):
        if parse.word(verb) in _ENTERS and parse.upos[verb] == "VERB":
            index = person(sentence, subject(parse, verb))
            yield from () if index is None else (index,)


def _names_another(parse: Parse, verb: int) -> bool:
    """Whether the clause says what was left, so that it need not be the office: "resigned from the party"."""
    for each in parse.having(verb, "obj", "obl", "xcomp", "nmod"):
        marks = marks_of(parse, each)
        leaves = parse.relation(each) == "obj" or marks & {"as", "from"}
        if leaves and parse.word(each) not in _POSTS and parse.relations[each] != "obl:unmarked":
            return True
    return False


def _office(positions: list[Position], of: Mapping[Span, int]) -> list[Position]:
    """What is told of the one office among ``positions``; nothing where there are several, or none that one leaves."""
    whose = {of.get(each.organization, -1) for each in positions if each.organization is not None}
    one = len({each.role.lower() for each in positions}) == 1 and len(whose) < 2
    return positions if one and all(each.end is None for each in positions) else []


def _is_office(words: str, position: Position) -> bool:
    """Whether it is one that is resigned: no trade or rank, nor what somebody is beside others, "a lawyer". But "a
    former minister" was one."""
    before = words[: position.role_span.start].split()[-1:]
    several = not position.former and bool(before) and before[0].lower() in _INDEFINITE
    head = list(takewhile(lambda word: word not in ROLE_COMPLEMENTS, position.role.lower().split()))
    return not several and bool(head) and head[-1] in OFFICES


def _is_of_then(words: str, position: Position, sentence: Span) -> bool:
    """Whether another sentence tells what somebody was at some time, which need not be what was left later: "then
    chief engineer"."""
    start = max(0, position.evidence.start - 5)
    before = words[start : position.role_span.start].lower().split()
    return not sentence.contains(position.evidence) and not _THEN.isdisjoint(before)


def _ended(sentence: AnnotatedParse, office: Position, verb: int) -> Position | None:
    """``office`` with the day on which it was left, if one is told; None where it had not begun by then."""
    parse = sentence.parse
    own = (
        time
        for place, time in sentence.dates()
        if time.resolved and parse.heads[place] == verb and not marks_of(parse, place) & _BOUNDS
    )
    end = next(own, None)
    start = office.start
    if end is not None and start is not None and (start.earliest or "") > (end.latest or ""):
        return None
    clause = sentence.cut(verb, verb + 1)
    beside = office.evidence.contains(clause)
    return replace(office, end=end, former=True, office=office.office if beside else sentence.span)
