"""Finds the candidates of one sentence: names of the authority files, organizations, places, possible people."""

from __future__ import annotations

from dataclasses import dataclass

from xpkg.analysis.mentions.appositions import find_apposed, find_introduced
from xpkg.analysis.mentions.extended_bodies import find_branches, find_causes, find_partisans
from xpkg.analysis.mentions.firms import find_firms, find_firms_of_officers
from xpkg.analysis.mentions.gazetteer import Gazetteer, Match
from xpkg.analysis.mentions.impersonal_subjects import find_impersonal
from xpkg.analysis.mentions.name_sentences import Found, Line, is_calendar, is_opener, is_participle
from xpkg.analysis.mentions.organizations import find_bodies
from xpkg.analysis.mentions.people import Candidate, find_people
from xpkg.analysis.mentions.surname_first import find_surname_first
from xpkg.lexicon import abbreviations, other_names, places, titles

_CITING = abbreviations.having(abbreviations.Trait.IN_CITATION)
_FINDERS = (
    *(find_bodies, find_firms, find_firms_of_officers, find_apposed, find_introduced, find_impersonal),
    *(find_surname_first, find_causes, find_partisans),
)
_HONORIFICS = titles.forms_of_address()
_NATIVES_FINAL = other_names.having(other_names.Trait.NAME_FINAL)
_ATTRIBUTES = titles.having(titles.Trait.ATTRIBUTE)
_NO_PERSON = places.names_having(places.Trait.NO_PERSON)
_TITLES = titles.titles_before_names()


@dataclass(frozen=True, slots=True)
class Sight:
    """A line with its rows of capitals and its candidates; ``matches`` by their first word."""

    line: Line
    runs: list[tuple[int, int]]
    matches: dict[int, Match]
    bodies: list[Found]
    people: list[Candidate]


def see(line: Line, gazetteer: Gazetteer) -> Sight:
    """All candidates of ``line``, whatever the rest of the document says."""
    runs = list(line.runs)
    matches = _matches(line, gazetteer)
    bodies = [found for find in _FINDERS for found in find(line, runs, gazetteer)]
    bodies += find_branches(line, runs, bodies, matches, gazetteer)
    found = find_people(line, runs, matches, gazetteer)
    people = [each for each in found if line.words[each.first].text not in _NO_PERSON]
    return Sight(line, runs, matches, bodies, people)


def name_of(line: Line, first: int, last: int) -> str:
    """The words ``first`` to ``last`` (exclusive) of ``line``."""
    return " ".join(word.text for word in line.words[first:last])


def nameable(line: Line, place: int) -> bool:
    """Whether word ``place`` can be a name at all: no title, no month, no shout."""
    word = line.words[place]
    return (
        len(word.text) > 1
        and word.text[0].isupper()
        and not is_calendar(word)
        and word.text not in _TITLES
        and word.text not in _HONORIFICS
        and word.text not in _NATIVES_FINAL
        and not (word.shouted and len(word.text) > 3 and not line.shouted)
        and not word.text.endswith(".")
    )


def explained(line: Line, place: int, gazetteer: Gazetteer) -> bool:
    """Whether the capital of word ``place`` is a title's, an adjective's, a party's or a sentence's, and no name's."""
    word = line.words[place]
    return (
        word.text in _TITLES
        or word.text in _HONORIFICS
        or word.text in gazetteer.adjectives
        or word.text in _ATTRIBUTES
        or word.text == "Democrat"
        or is_opener(line, place)
        or is_participle(line, place)
        or is_calendar(word)
    )


def _matches(line: Line, gazetteer: Gazetteer) -> dict[int, Match]:
    """The authority's names in ``line`` by their first word, the longest at each."""
    found: dict[int, Match] = {}
    end = 0
    for place, word in enumerate(line.words):
        if place < end:
            continue
        if word.text in _CITING and place + 1 < len(line.words) and line.words[place + 1].gap == ". ":
            continue  # "Fed. R. Evid. 404", "Const. art. 2"
        match = gazetteer.longest(line.words, place)
        dateline = line.shouted or (place == 0 and line.opening)
        alone = match is None and (dateline or len(word.text) > 5)
        if word.shouted and len(word.text) > 2 and (alone or _shouts(line, place + 1)):
            other = gazetteer.longest(line.words, place, shouted=True)
            if other is not None and all(each.shouted for each in line.words[other.first : other.last]):
                match = other if match is None or other.last > match.last else match
        if match is not None:
            found[place] = match
            # A single word may begin a longer name that is none of the authority's: later words stay open.
            end = match.last if match.last - match.first > 1 else place + 1
    return found


def _shouts(line: Line, place: int) -> bool:
    """Whether the word at ``place`` is in capitals and follows at once."""
    return place < len(line.words) and line.words[place].shouted and line.words[place].gap == " "
