"""Finds the offices and roles that a text gives to people.

role_nouns          the nouns that say what office, post or trade somebody has
role_phrases        what a role phrase says: role, body, place, whether it is over
role_tails          what follows the head of a role phrase
titled              the name right behind a role, as its title
beside_names        the name that a comma parts from a role
listed_names        the names that a list gives for a role
by_verbs            the verb that tells a role
led_bodies          the body that somebody leads by a verb
terms               since when and until when
succession          who came before, after or under the one whose office is told
departures          the end of an office that was left
country_adjectives  the land that an adjective names
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from xpkg.analysis.positions.beside_names import beside_names, over_dates, passed_on, with_body_behind
from xpkg.analysis.positions.by_verbs import by_verbs, with_entered_body
from xpkg.analysis.positions.country_adjectives import with_land
from xpkg.analysis.positions.departures import with_departures
from xpkg.analysis.positions.led_bodies import leaders, of_list
from xpkg.analysis.positions.role_nouns import VAGUE
from xpkg.analysis.positions.role_phrases import RolePhrase, read_role
from xpkg.analysis.positions.succession import with_successions
from xpkg.analysis.positions.terms import further_terms, with_term
from xpkg.analysis.positions.titled import titled
from xpkg.lexicon.nouns import NounKind, kinds_of
from xpkg.model import BlockType, Kind, Mention, Position, Span, Text, TimeExpression
from xpkg.syntax import read
from xpkg.syntax.annotated import AnnotatedParse, annotate

__all__ = ["find_positions", "with_departures", "with_successions"]

_READ = (BlockType.PARAGRAPH, BlockType.TEASER, BlockType.CAPTION, BlockType.TITLE)
_OPENING = frozenset("“ \" ‘ `` '' «".split())
_CLOSED = "''"
"""The tag of a mark that ends a quotation."""
_ENDING = frozenset((",", ".", "!", "?"))
_HEADED = frozenset((NounKind.BODY, NounKind.PLACE, NounKind.THING))
_NOMINAL = frozenset(("NOUN", "PROPN", "ADJ"))


def find_positions(
    text: Text,
    mentions: tuple[Mention, ...],
    times: tuple[TimeExpression, ...],
    adjectives: Collection[str] = frozenset(),
) -> tuple[Position, ...]:
    """The positions stated in ``text``, in order. Only who is named, or meant by a pronoun, holds one.

    ``adjectives`` are those of countries; one before an office of state ("Australian Foreign Minister") is its place.
    """
    starts = [mention.span.start for mention in mentions if mention.kind is Kind.PERSON]
    found: dict[tuple[int, int, str], Position] = {}
    first = 0
    words = text.source.text
    for sentence, parse in zip(text.sentences, read(text).parses, strict=True):
        while first < len(starts) and starts[first] < sentence.span.start:
            first += 1
        if first == len(starts):
            break
        if starts[first] >= sentence.span.end or text.block_of(sentence).type not in _READ:
            continue
        annotated = annotate(words, parse, mentions, times)
        for position in _positions(annotated):
            at = position.holder.start, position.role_span.start
            whole = found.setdefault((*at, ""), with_land(position, words, adjectives))
            for further in further_terms(whole, annotated):
                found.setdefault((*at, further.date.edtf if further.date else ""), further)
    return tuple(sorted(found.values(), key=lambda position: (position.evidence.start, position.holder.start)))


def _positions(sentence: AnnotatedParse) -> Iterator[Position]:
    parse = sentence.parse
    ends: dict[int, int] = {}
    open_ones: dict[int, RolePhrase] = {}  # whose holder has not been found, by one past their last place
    for noun in range(len(parse)):
        role = read_role(sentence, noun) if parse.upos[noun] in _NOMINAL else None
        if role is None:
            continue
        role = of_list(sentence, role)
        beside = list(titled(sentence, role))
        if not beside and _is_quoted(sentence, role):
            continue
        told = [] if beside else list(by_verbs(sentence, role))
        for index, verb, over in told:
            if not _is_vague(sentence, role) or verb != role.head:
                ends[role.end] = index
                role = with_entered_body(sentence, role, verb)
                yield with_term(_position(sentence, index, role, verb, over=over), sentence, role.head, verb, role.end)
        if told or (_is_vague(sentence, role) and not beside):
            continue
        beside = beside or list(beside_names(sentence, role))
        if (before := passed_on(sentence, role)) is not None:
            yield _position(sentence, before, role, role.noun, over=True)
        last = over_dates(sentence, role.start - 1)
        alone = role.end >= len(parse) or parse.upos[role.end] != "NOUN"  # no "veteran politician"
        if not beside and not role.plural and alone and last in ends and sentence.low(role.start - 1) in {"and", ","}:
            beside = [(ends[last], role, role.end)]  # "co-founder and former chairman of"
        if not beside and not role.plural:
            open_ones[role.end] = role
        for index, completed, end in beside:
            ends[role.end] = index
            whole = with_body_behind(sentence, completed)
            yield with_term(_position(sentence, index, whole, end - 1, over=False), sentence, role.head, None, role.end)
            earlier = open_ones.pop(role.start - 1, None) if sentence.low(role.start - 1) == "and" else None
            if earlier is not None:  # "its founder and chairman, Jane Doe"
                yield _position(sentence, index, earlier, end - 1, over=False)
    for verb, body, position in leaders(sentence):
        yield with_term(position, sentence, body, verb)


def _is_vague(sentence: AnnotatedParse, role: RolePhrase) -> bool:
    """Whether the role says too little without its body: "member", "head"; but "village head", "her driver"."""
    words = role.role.lower().split()
    if sentence.parse.having(role.noun, "nmod:poss"):
        return False
    return words[-1] in VAGUE and not (role.organization or role.place or set(kinds_of(words[-2:][0])) & _HEADED)


def _is_quoted(sentence: AnnotatedParse, role: RolePhrase) -> bool:
    """Whether a quotation begins with the phrase: what somebody is called (“a postman with stars”) is no office."""
    before = role.start - 1
    closed = sentence.parse.xpos[before] == _CLOSED or sentence.low(before - 1) in _ENDING
    return sentence.low(before) in _OPENING and not closed


def _position(sentence: AnnotatedParse, index: int, role: RolePhrase, other: int, *, over: bool) -> Position:
    """The position of the holder ``index``; its evidence goes from the holder, the role or ``other`` to the last."""
    holder = sentence.mentions[index].span
    phrase = sentence.cut(min(role.start, other), max(role.end, other + 1))
    spans = [holder, phrase, *(each for each in (role.organization, role.place) if each)]
    return Position(
        holder=holder,
        role=role.role,
        evidence=Span(min(each.start for each in spans), max(each.end for each in spans)),
        role_span=role.role_span,
        organization=role.organization,
        place=role.place,
        former=role.former or over,
    )
