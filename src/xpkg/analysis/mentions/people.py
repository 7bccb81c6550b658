"""Finds the rows of capitals that may be people, less the titles, roles and organizations that stand before a name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from xpkg.analysis.mentions.before_names import HONORIFICS, MEMBERS, OFFICE_ONLY, TITLES, begin_name, kind_of_entry
from xpkg.analysis.mentions.evidence import ENOUGH, signs_of
from xpkg.analysis.mentions.gazetteer import Gazetteer, Match
from xpkg.analysis.mentions.given_names import may_be_given
from xpkg.analysis.mentions.name_sentences import Line, less_credit
from xpkg.analysis.mentions.words import Word
from xpkg.lexicon import name_particles, organizations
from xpkg.lexicon.reporting import personal_forms
from xpkg.model import Gender, Kind

_SPEECH = personal_forms()
_PARTICLES = name_particles.having(name_particles.Trait.PARTICLE)
_SUFFIXES = name_particles.having(name_particles.Trait.SUFFIX)
_TRADES = organizations.names_having(organizations.Trait.MAY_END_NAME)
_JOINING = name_particles.having(name_particles.Trait.JOINING)


class Candidate(NamedTuple):
    """Words ``first`` to ``last`` (exclusive) that may name a person; ``signs`` are the weights for it, by name."""

    first: int
    last: int
    signs: Mapping[str, float]
    titled: bool  # an honorific or a title stands before it
    gender: Gender | None = None

    @property
    def weight(self) -> float:
        """The sum of the signs."""
        return sum(self.signs.values())


def find_people(
    line: Line,
    runs: Sequence[tuple[int, int]],
    matches: Mapping[int, Match],
    gazetteer: Gazetteer,
) -> list[Candidate]:
    """The rows of capitals of ``line`` that may be people. ``matches``: authority names by their first word."""
    found: list[Candidate] = []
    for first, end in runs:
        place, last = first, less_credit(line, first, end)
        while place < last:
            start, titled, gender = begin_name(line, place, last, matches, gazetteer)
            if start >= last:
                break
            stop = _end(line, start, last, matches, gazetteer)
            if stop > start:
                signs = signs_of(line, start, stop, titled, gazetteer)
                if stop - start > 1 and _listed(found, line, start):
                    signs["list"] = 1.5
                    if found[-1].signs.get("credit"):
                        signs["credit"] = 3.0  # "By Georgia Reed and Paris Lees"
                found.append(Candidate(start, stop, signs, titled, gender))
            place = max(stop, start + 1)
    found.extend(_small_starts(line))
    return found


def _listed(found: Sequence[Candidate], line: Line, first: int) -> bool:
    """Whether a full name stands right before in a list ("Ann Carter and …")."""
    if not found or found[-1].weight < ENOUGH or found[-1].last - found[-1].first < 2:
        return False
    between = [word for word in line.words[found[-1].last : first] if not word.text.isdigit()]  # less an age
    gap = line.words[first].gap
    return (not between and gap == ", ") or ([word.text for word in between] == ["and"] and gap == " ")


def _end(line: Line, start: int, last: int, matches: Mapping[int, Match], gazetteer: Gazetteer) -> int:
    words = line.words
    match = matches.get(start)
    if match is not None and kind_of_entry(match, gazetteer) is Kind.PERSON and match.last - match.first > 1:
        stop = match.last
        return stop + 1 if stop < last and words[stop].text in _SUFFIXES else stop
    for place in range(start + 1, last):
        word = words[place]
        inner = matches.get(place)
        if word.text in MEMBERS or (place - start >= 2 and word.text.lower() in _SPEECH):
            return place  # "Ann Carter MP", "Ann Carter Says"
        if (
            word.text in TITLES
            and not may_be_given(word.text)
            and place - start >= 2
            and not _ends_firm(words, place, last)
        ):
            return place
        if inner is not None and inner.last - inner.first > 1 and place - start >= 2:
            return place
        if words[place - 1].possessive:
            return place
    return last


def _ends_firm(words: Sequence[Word], place: int, last: int) -> bool:
    """Whether a word of offices is a firm's trade at the end of its name: "Silver Birch Health"."""
    return place == last - 1 and words[place].text in _TRADES


def _small_starts(line: Line) -> list[Candidate]:
    """ "Mr. de Villiers", "President von Holt": a particle in small letters after a title."""
    words = line.words
    found = []
    for place in range(1, len(words) - 1):
        before, word, after = words[place - 1], words[place], words[place + 1]
        if word.text in _PARTICLES and after.capital and (before.text in HONORIFICS or before.text in TITLES):
            joined = word.gap in (" ", ". ") and after.gap == " "
            if joined and before.text not in OFFICE_ONLY and word.text not in _JOINING:
                gender = HONORIFICS.get(before.text)
                found.append(Candidate(place, place + 2, {"title": 3.0}, True, gender))
    return found
