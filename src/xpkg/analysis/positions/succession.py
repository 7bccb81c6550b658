"""Gives an office that was told of one person to whom came before or after: "her predecessor, X", "was succeeded by X".

It runs once it is known whom the pronouns mean.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from xpkg.analysis.positions.by_verbs import begins, marks_of, person
from xpkg.analysis.positions.listed_names import named_person
from xpkg.analysis.positions.role_nouns import CALLINGS
from xpkg.analysis.positions.terms import with_term
from xpkg.lexicon import closed_classes, nouns, office_verbs
from xpkg.model import Identities, Kind, Mention, Position, Span, Text, TimeExpression
from xpkg.syntax import read
from xpkg.syntax.annotated import AnnotatedParse, annotate
from xpkg.syntax.arguments import is_passive, object_of, oblique, passive_agent, subject
from xpkg.syntax.clauses import is_asserted
from xpkg.syntax.nominals import possessor
from xpkg.syntax.tree import ROOT, Parse

_SUCCEEDS = office_verbs.having(office_verbs.Trait.SUCCEEDS)
_TAKES_OVER = office_verbs.having(office_verbs.Trait.TAKES_OVER)
_SUCCESSORS = nouns.having(nouns.Trait.SUCCESSOR) & nouns.of_kind(nouns.NounKind.PERSON)
_PREDECESSORS = nouns.having(nouns.Trait.PREDECESSOR)
_DEPUTY = "deputy"
_NOUNS = _SUCCESSORS | _PREDECESSORS | {_DEPUTY}
_CUES = _NOUNS | _SUCCEEDS | _TAKES_OVER
_INDEFINITE = closed_classes.having(closed_classes.Trait.ARTICLE) & closed_classes.having(
    closed_classes.Trait.INDEFINITE
)
_REACH = 5
"""Sentences back from which an office is still meant."""


@dataclass(frozen=True, slots=True)
class _Told:
    """That ``holder`` came before, after or under ``known``; both are mentions by index.

    ``noun`` or ``verb`` is the place of the word that tells it. ``relation`` is "deputy", or says whether the office
    of the holder is over: "predecessor", "successor".
    """

    holder: int
    known: int
    relation: str
    noun: int | None
    verb: int | None


def with_successions(
    text: Text,
    mentions: tuple[Mention, ...],
    times: tuple[TimeExpression, ...],
    positions: tuple[Position, ...],
    identities: Identities,
) -> tuple[Position, ...]:
    """``positions`` and those of predecessors, successors and deputies whose office is told of another one."""
    of = dict(identities.denotes)
    words = text.source.text
    held: dict[int, list[tuple[int, Position]]] = {}
    starts = [sentence.span.start for sentence in text.sentences]
    for position in positions:
        if position.holder in of:
            held.setdefault(of[position.holder], []).append((_number(starts, position.holder.start), position))
    found: list[Position] = []
    if not held:
        return positions
    for number, parse in enumerate(read(text).parses):
        if _CUES.isdisjoint(token.text.lower() for token in parse.tokens):
            continue
        sentence = annotate(words, parse, mentions, times)
        followed: set[int] = set()  # verbs by which somebody has come into an office
        for told in (*_by_nouns(sentence), *_by_verbs(sentence)):
            if told.verb in followed:
                continue
            whose = held.get(of.get(mentions[told.known].span, -1), [])
            office = _office(words, [each for each in whose if number - _REACH <= each[0] <= number], told, sentence)
            own = held.get(of.get(mentions[told.holder].span, -1), [])
            if office is not None and all(each.role.lower() != office.role.lower() for _, each in own):
                position = _position(sentence, told, office)
                found.append(position)
                held.setdefault(of.get(position.holder, -1), []).append((number, position))
                followed |= {told.verb} if told.noun is None and told.verb is not None else set()
    return tuple(sorted((*positions, *found), key=lambda each: (each.evidence.start, each.holder.start)))


def _number(starts: list[int], offset: int) -> int:
    return bisect_right(starts, offset) - 1


def _by_nouns(sentence: AnnotatedParse) -> Iterator[_Told]:
    """Whom a noun with a possessive tells: "her predecessor, Jane Doe", "his successor is Jane Doe"."""
    parse = sentence.parse
    for noun in range(len(parse)):
        owner = possessor(parse, noun) if parse.word(noun) in _NOUNS else None
        known = None if owner is None else sentence.mention_on[owner]
        if known is None or sentence.mentions[known].kind is not Kind.PERSON:
            continue
        head = parse.heads[noun]
        predicate = parse.relation(noun) == "nsubj" and bool(parse.having(head, "cop"))
        holder = named_person(sentence, head) if predicate else person(sentence, noun)
        if holder is None or holder == known or (predicate and not is_asserted(parse, head)):
            continue
        verb = head if parse.relation(noun) == "nsubj" and head != ROOT and not predicate else None
        word = parse.word(noun)
        yield _Told(holder, known, _DEPUTY if word == _DEPUTY else _relation(word in _PREDECESSORS), noun, verb)


def _relation(before: bool) -> str:
    return "predecessor" if before else "successor"


def _by_verbs(sentence: AnnotatedParse) -> Iterator[_Told]:
    """Who followed whom by a verb that names no office: "Jane Doe succeeded him", "was replaced by Jane Doe"."""
    parse = sentence.parse
    for verb in range(len(parse)):
        over = _takes_over(parse, verb)
        if not (over or parse.word(verb) in _SUCCEEDS) or parse.upos[verb] != "VERB" or not _is_told(parse, verb):
            continue
        if over:
            old, new = oblique(parse, verb, "from"), subject(parse, verb)
        elif is_passive(parse, verb):
            old, new = subject(parse, verb), passive_agent(parse, verb)
        else:
            old, new = object_of(parse, verb), subject(parse, verb)
        before, after = person(sentence, old), person(sentence, new)
        named = any("as" in marks_of(parse, each) for head in (verb, old) for each in _phrases(parse, head))
        if before is None or after is None or before == after or named:
            continue
        yield _Told(after, before, _relation(before=False), None, verb)  # first: what is told of who left it counts
        yield _Told(before, after, _relation(before=True), None, verb)


def _takes_over(parse: Parse, verb: int) -> bool:
    """Whether somebody takes over from another one: "took over from Jane Doe"."""
    with_particle = any(parse.word(each) == "over" for each in parse.dependents[verb])
    return parse.word(verb) in _TAKES_OVER and with_particle and not parse.having(verb, "obj")


def _is_told(parse: Parse, verb: int) -> bool:
    """Whether the clause, or the one that a participle hangs on, asserts it: "became dean, replacing Jane Doe"."""
    beside = parse.xpos[verb] == "VBG" and parse.relation(verb) == "advcl" and not parse.having(verb, "mark")
    return is_asserted(parse, parse.heads[verb] if beside else verb)


def _phrases(parse: Parse, head: int | None) -> tuple[int, ...]:
    return () if head is None else parse.having(head, "obl", "nmod", "advcl")


def _office(
    words: str, positions: list[tuple[int, Position]], told: _Told, sentence: AnnotatedParse
) -> Position | None:
    """The office that is meant: the last one told of ``positions``, which are those of who is known, each with the
    number of its sentence.

    None for a trade, for one among several ("a partner"), and where a sentence tells two offices last.
    """
    beside = told.verb is not None and sentence.parse.xpos[told.verb] == "VBG"  # "became dean, replacing"
    start = sentence.parse.tokens[told.verb or 0].start if beside else sentence.span.start
    here = sentence.mentions[told.known].span.start
    offices = [each for each in positions if not _is_loose(words, each[1]) and each[1].evidence.start <= here]
    if beside and told.verb is not None:  # of "was made dean, replacing Jane Doe" the office that is given
        at = sentence.parse.tokens[sentence.parse.heads[told.verb]].start
        offices = [each for each in offices if each[1].evidence.start <= at < each[1].evidence.end] or offices
    if told.relation == "predecessor" and told.noun is None:  # of who came after: what he has by now
        offices = [each for each in offices if not each[1].former and each[1].evidence.start < start]
    last = max((number for number, _ in offices), default=None)
    latest = [position for number, position in offices if number == last]
    begun = [each for each in latest if each.start is not None] or latest
    return begun[-1] if len({each.role.lower() for each in begun}) == 1 else None


def _is_loose(words: str, position: Position) -> bool:
    """Whether many can hold the position at one time: a trade, or a role with an indefinite article."""
    before = words[: position.role_span.start].split()[-1:]
    return position.role.lower() in CALLINGS or bool(before and before[0].lower() in _INDEFINITE)


def _position(sentence: AnnotatedParse, told: _Told, office: Position) -> Position:
    holder = sentence.mentions[told.holder].span
    place = told.verb if told.noun is None else told.noun
    assert place is not None
    spans = (holder, sentence.mentions[told.known].span, sentence.cut(place, place + 1))
    evidence = Span(min(each.start for each in spans), max(each.end for each in spans))
    deputy = told.relation == _DEPUTY
    position = Position(
        holder=holder,
        role=_DEPUTY if deputy else office.role,
        evidence=evidence,
        role_span=sentence.cut(place, place + 1),
        organization=office.organization,
        place=office.place,
        former=told.relation == "predecessor" or (deputy and office.former),
        office=office.evidence,
    )
    noun = sentence.mention_on.index(told.holder) if told.noun is None else place
    risen = deputy and told.verb is not None and begins(sentence.parse, told.verb)  # "her deputy took over from her"
    return with_term(position, sentence, noun, None if risen else told.verb)
