"""Finds bodies whose names go on: "Greenpeace Norway", "the Norwegian Red Cross", "Lawyers Beyond Walls"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from xpkg.analysis.mentions.fields_of_work import is_field
from xpkg.analysis.mentions.gazetteer import Gazetteer, Match
from xpkg.analysis.mentions.name_sentences import Found, Line, begins_line, is_calendar
from xpkg.analysis.mentions.state_bodies import stands_alone
from xpkg.analysis.mentions.words import Word
from xpkg.lexicon import noun_kinds, organizations, titles
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.plurals import singulars
from xpkg.model import Kind, MentionForm

METHOD = "pattern:extended"
"""Of a body of which a known name, or a rule's, is a part."""
_PEOPLE = noun_kinds.human_nouns()
_CREEDS = frozenset(word for word in titles.having(titles.Trait.ATTRIBUTE) if word.lower() in noun_kinds.human_nouns())
_PUBLISHED = organizations.having(organizations.Trait.PUBLISHES)
_TITLES = titles.titles_before_names()
_PREPOSITIONS = having(Trait.PREPOSITION)
_CAUSES = having(Trait.OF_A_CAUSE)
"""What leads from people to what they stand for: "Parents for Choice"."""
_STATES = having(Trait.LOCATIVE)
"""What leads from people to what they are in: "Artists at Sea"."""
_ARTICLES = having(Trait.ARTICLE)


def find_branches(
    line: Line, runs: Sequence[tuple[int, int]], bodies: Sequence[Found], matches: Mapping[int, Match],
    gazetteer: Gazetteer,
) -> Iterator[Found]:  # fmt: skip
    """The bodies of a land or town that ``bodies`` and known bodies have: behind their name, or before it."""
    if line.titled or line.shouted:
        return
    entries = gazetteer.authority.entries
    known = [(each.first, each.last, entries[each.bearers[0].entry]) for each in matches.values()]
    lands = {first: last for first, last, entry in known if entry.kind is Kind.PLACE}
    ends = {last for _, last in runs}
    for first, last, entry in known:
        if entry.kind is not Kind.ORGANIZATION or entry.subtype in _PUBLISHED:
            continue
        if _is_branch(line, last, lands, ends):
            yield _body(first, lands[last], entry.subtype)
        elif entry.subtype == "ngo" and last - first > 1 and _is_national(line, first):
            yield _body(first - 1, last, entry.subtype)
    for found in bodies:
        if found.kind is Kind.ORGANIZATION and _is_branch(line, found.last, lands, ends):
            yield _body(found.first, lands[found.last], found.subtype)


def _is_branch(line: Line, at: int, lands: Mapping[int, int], ends: set[int]) -> bool:
    """Whether the name of a place, and no noun behind it, follows at once: "University Hospital | Ardia"."""
    if at not in lands or lands[at] not in ends or line.words[at].gap != " " or line.words[at - 1].possessive:
        return False
    return stands_alone(line, lands[at] - 1)


def _is_national(line: Line, first: int) -> bool:
    """Whether an adjective with a capital stands before: "Norwegian | Red Cross"."""
    if first == 0 or line.words[first].gap != " " or begins_line(line, first - 1):
        return False
    before = line.words[first - 1]
    return before.capital and not before.possessive and before.text not in _TITLES


def find_causes(line: Line, runs: Sequence[tuple[int, int]], gazetteer: Gazetteer) -> Iterator[Found]:
    """Bodies called after people and what they stand for or are: "Parents for Choice", "Artists at Sea"."""
    if line.titled or line.shouted:
        return
    words = line.words
    for first, last in runs:
        for place in range(first, last):
            if _are_people(words[place], gazetteer) and (end := _cause(line, place + 1, gazetteer)):
                begin = place - 1 if place > first and words[place - 1].text not in _TITLES else place
                yield _body(begin if begin >= first and not begins_line(line, begin) else place, end, "")
                break


def find_partisans(line: Line, runs: Sequence[tuple[int, int]], gazetteer: Gazetteer) -> Iterator[Found]:
    """Those of a party or a creed, by the plural of what they are: "the Conservatives", "Socialists"."""
    if line.titled or line.shouted:
        return
    for first, last in runs:
        word = line.words[last - 1]
        led = last - first == 1 or (last - first == 2 and line.words[first].text == "The")
        plural = word.text[-1] == "s" and word.text[:-1] in _CREEDS and not gazetteer.bearers(word.text)
        if led and plural and not word.possessive and not begins_line(line, last - 1):
            yield Found(last - 1, last, Kind.GROUP, MentionForm.NAME, "pattern:partisans")


def _are_people(word: Word, gazetteer: Gazetteer) -> bool:
    """Whether a word with a capital is a plural for people, and none of a land or a party."""
    small = word.text.lower()
    if word.possessive or word.shouted or gazetteer.bearers(word.text) or word.text in gazetteer.adjectives:
        return False
    return not _PEOPLE.isdisjoint(singulars(small))


def _cause(line: Line, at: int, gazetteer: Gazetteer) -> int:
    """Where the name ends that goes on with a preposition at word ``at``; 0 where it does not."""
    words = line.words
    if at + 1 >= len(words) or words[at].gap != " " or words[at].text.lower() not in _PREPOSITIONS:
        return 0
    link, start = words[at].text, at + 1
    while words[start].text.lower() in _ARTICLES and start + 1 < len(words):
        start += 1
    end = start
    while end < len(words) and words[end].capital and words[end].gap == " " and not is_calendar(words[end]):
        end += 1
        if words[end - 1].possessive:
            return 0
    if end == start:
        return 0
    if link[0].isupper():
        return end  # within a sentence only a name has its preposition with a capital
    if begins_line(line, at - 1):
        return 0
    state = link in _STATES and is_field(words[start].text) and not gazetteer.bearers(words[start].text)
    return end if link in _CAUSES or state else 0


def _body(first: int, last: int, subtype: str) -> Found:
    return Found(first, last, Kind.ORGANIZATION, MentionForm.NAME, METHOD, subtype=subtype)
