"""Finds the offices and roles that a text gives to people."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from xpkg.analysis.grammar.complements import ShallowParse
from xpkg.analysis.positions.country_adjectives import with_land
from xpkg.analysis.positions.offices import offices, with_term
from xpkg.analysis.positions.patterns import after_name, by_verb, introduced
from xpkg.analysis.positions.titles import before_name, letters_behind
from xpkg.model import BlockType, Kind, Mention, MentionForm, Position, Text, TimeExpression
from xpkg.syntax import read

__all__ = ["find_positions"]

_READ = (BlockType.PARAGRAPH, BlockType.TEASER, BlockType.CAPTION, BlockType.TITLE)


def find_positions(
    text: Text,
    mentions: tuple[Mention, ...],
    times: tuple[TimeExpression, ...],
    adjectives: Collection[str] = frozenset(),
) -> tuple[Position, ...]:
    """The positions stated in ``text``, in order. Only who is named, or meant by a pronoun, holds one.

    ``adjectives`` are those of countries; one before an office of state ("Australian Foreign Minister") is its place.
    """
    people = [at for at, mention in enumerate(mentions) if mention.kind is Kind.PERSON]
    starts = [mentions[at].span.start for at in people]
    found: dict[tuple[int, str, int], Position] = {}
    first = 0
    parses = read(text).parses
    for number, sentence in enumerate(text.sentences):
        while first < len(people) and starts[first] < sentence.span.start:
            first += 1
        if first == len(people):
            break
        if starts[first] >= sentence.span.end or text.block_of(sentence).type not in _READ:
            continue
        parse = ShallowParse(text.source.text, sentence, mentions, times)
        for position in (*_in_line(parse), *offices(parse, parses[number])):
            position = with_land(with_term(position, parse, parses[number]), text.source.text, adjectives)
            found.setdefault((position.holder.start, position.role.lower(), position.role_span.start), position)
    return tuple(sorted(found.values(), key=lambda position: (position.evidence.start, position.holder.start)))


def _in_line(parse: ShallowParse) -> Iterator[Position]:
    for start, end, index in parse.names():
        mention = parse.mentions[index]
        if mention.kind is not Kind.PERSON:
            continue
        if mention.form in (MentionForm.NAME, MentionForm.SHORT):
            yield from before_name(parse, start, end, index)
            yield from after_name(parse, end, index)
            yield from letters_behind(parse, end, index)
            yield from introduced(parse, start, end, index)
        if mention.form is not MentionForm.NOMINAL:
            yield from by_verb(parse, start, end, index)
