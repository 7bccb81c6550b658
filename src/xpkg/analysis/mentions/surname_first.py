"""Finds people in lists that put the family name first: "Present: Alder, Joan; Brisk, Thomas R."."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xpkg.analysis.mentions.gazetteer import Gazetteer
from xpkg.analysis.mentions.given_names import is_given, may_be_given
from xpkg.analysis.mentions.name_sentences import Found, Line, is_calendar
from xpkg.analysis.mentions.words import Word
from xpkg.lexicon import name_particles
from xpkg.model import Kind, MentionForm

METHOD = "pattern:surname-first"
_PARTICLES = name_particles.having(name_particles.Trait.PARTICLE)
_FAMILY, _GIVEN = 3, 3
"""The most words of a family name, and of given names with initials."""


def find_surname_first(line: Line, runs: Sequence[tuple[int, int]], gazetteer: Gazetteer) -> Iterator[Found]:
    """The people of each list of two or more, parted by semicolons, of which half or more have a known given name.

    It is none where as many begin with one: "Joan Alder, Zontek Mills; Mercy Brisk, Grace Hospital".
    """
    if not any(";" in word.gap for word in line.words):
        return
    for people in _lists(line.words):
        known = sum(_christened(line.words[comma].text) for _, comma, _ in people)
        turned = sum(comma - first > 1 and _christened(line.words[first].text) for first, comma, _ in people)
        places = any(_placed(line, comma, gazetteer) for _, comma, _ in people)
        if len(people) > 1 and 2 * known >= len(people) and known > turned and not places:
            for first, _, last in people:
                yield Found(first, last, Kind.PERSON, MentionForm.NAME, METHOD)


def in_order(words: Sequence[Word]) -> list[str]:
    """The words of a name that stands family name first, as they stand elsewhere: "Joan Alder" of "Alder, Joan"."""
    comma = next((at for at, word in enumerate(words) if at and word.gap.startswith(",")), 0)
    return [word.text for word in (*words[comma:], *words[:comma])]


def _lists(words: Sequence[Word]) -> Iterator[list[tuple[int, int, int]]]:
    """Rows of "Family, Given" parted by semicolons: the first word, the first behind the comma, and the end of each."""
    found: list[tuple[int, int, int]] = []
    place = 0
    while place < len(words):
        person = _person(words, place) if found or place == 0 or _opens(words[place].gap) else None
        if person is None:
            if len(found) > 1:
                yield found
            found = []
            place += 1
            continue
        found.append(person)
        place = person[2]
        # what stands in brackets behind a name ("(chair)") is passed over
        while place < len(words) and not _opens(words[place].gap):
            place += 1
    if len(found) > 1:
        yield found


def _opens(gap: str) -> bool:
    return gap.rstrip()[-1:] in (";", ":") or "\n" in gap


def _person(words: Sequence[Word], first: int) -> tuple[int, int, int] | None:
    comma = first
    while comma < len(words) and comma - first < _FAMILY + 1 and not words[comma].gap.startswith(","):
        word = words[comma]
        if comma > first and word.gap != " ":
            return None
        if not word.capital and word.text not in _PARTICLES:
            return None
        comma += 1
    if comma in (first, len(words)) or words[comma].gap != ", " or not words[comma - 1].capital:
        return None
    last = comma
    while last < len(words) and words[last].capital and last - comma < _GIVEN and not is_calendar(words[last]):
        if last > comma and words[last].gap not in (" ", ". "):
            break
        last += 1
    closed = last == len(words) or words[last].gap.lstrip(".").lstrip()[:1] in (";", "(", "[")
    return (first, comma, last) if last > comma and closed else None


def _christened(word: str) -> bool:
    return is_given(word) or may_be_given(word)


def _placed(line: Line, comma: int, gazetteer: Gazetteer) -> bool:
    """Whether a place stands behind the comma: "Oslo, Norway; Lima, Peru"."""
    match = gazetteer.longest(line.words, comma)
    if match is None or _christened(line.words[comma].text):
        return False
    return gazetteer.authority.entries[match.bearers[0].entry].kind is Kind.PLACE
