"""Weighs the signs that a row of capitals is a person's name: given name, title, role, apposition, verb of saying."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from xpkg.analysis.names.given import FAMILY_FIRST, family_names, is_given, may_be_given
from xpkg.analysis.names.introductions import foreign
from xpkg.analysis.names.lexicon import Lexicon, Match
from xpkg.analysis.names.lines import Line, begins_line, is_calendar, is_opener
from xpkg.analysis.names.triggers import (
    CALENDAR,
    HONORIFICS,
    NATIVES_FINAL,
    OFFICE_ONLY,
    OPENERS,
    ORG_FINAL,
    ORG_HEAD,
    PARTICLES,
    PLACE_FINAL,
    ROLES,
    SPEECH,
    SUFFIXES,
    TITLES,
)
from xpkg.analysis.names.words import Word
from xpkg.model import Gender, Kind

ENOUGH = 3.0
"""Weight from which a row of capitals is a person."""

_CALLING = re.compile(r"(?:ist|ian|crat|can|ive|ant|ent|eer|[^aeiou]er|or|man|woman|partisan)s?$")
"""Endings of words for what somebody is."""

_LIFE = re.compile(r"\d{3,4}[-–]\d{2,4}")

_SYLLABLE = re.compile(
    r"(?:(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh|ts|hs)?(?:[aeiouü]{1,3})(?:ng|n|r)?(?:-|$|(?=[bpmfdtnlgkhjqxrzcsyw]))){1,3}",
    re.IGNORECASE,
)


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
    lexicon: Lexicon,
    families: frozenset[str],
) -> list[Candidate]:
    """The rows of capitals of ``line`` that may be people. ``matches``: authority names by their first word."""
    found: list[Candidate] = []
    for first, last in runs:
        place = first
        while place < last:
            start, titled, gender = _begin(line, place, last, matches, lexicon)
            if start >= last:
                break
            stop = _end(line, start, last, matches, lexicon)
            if stop > start:
                signs = _signs(line, start, stop, titled, lexicon, families)
                if stop - start > 1 and _listed(found, line, start):
                    signs["list"] = 1.5
                found.append(Candidate(start, stop, signs, titled, gender))
            place = max(stop, start + 1)
    found.extend(_small_starts(line))
    return found


def _listed(found: Sequence[Candidate], line: Line, first: int) -> bool:
    """Whether a given name with its family name stands right before in a list ("Ann Carter and …")."""
    if not found or "given" not in found[-1].signs or found[-1].signs["given"] < ENOUGH or found[-1].weight < ENOUGH:
        return False
    between = line.words[found[-1].last : first]
    gap = line.words[first].gap
    return (not between and gap == ", ") or (len(between) == 1 and between[0].text == "and" and gap == " ")


def _begin(
    line: Line, place: int, last: int, matches: Mapping[int, Match], lexicon: Lexicon
) -> tuple[int, bool, Gender | None]:
    """Past what stands before a name: openers, titles, nationalities, and bodies with a title after them."""
    words = line.words
    titled, gender = False, None
    if place > 1 and words[place - 1].text == "of" and _titles(words[place - 2].text):
        # "Chief of Staff Ann Carter", "Director of Public Affairs Ann Carter": a given name ends the office.
        given = next((at for at in range(place, last - 1) if is_given(words[at].text)), place)
        place, titled = given, given > place
    while place < last:
        word = words[place]
        match = matches.get(place)
        if word.text in HONORIFICS and place + 1 < last:
            titled, gender = True, gender or HONORIFICS[word.text]
            place += 1
        elif _titles(word.text) and word.text not in HONORIFICS and not (is_given(word.text) and place + 1 < last):
            # "State Senator", but not "State" alone: an office word counts with a title after it.
            if word.text not in OFFICE_ONLY or (titled and place + 1 < last):
                titled = True
            place += 1
            if place < last and words[place - 1].text == "State" and words[place].text not in TITLES:
                titled = True
        elif (is_opener(line, place) and (match is None or match.last - match.first < 2)) or (
            is_calendar(word) and not _christened(words, place, last)
        ):
            titled = False
            place += 1
        elif word.text in lexicon.adjectives or (word.text in _PARTISAN and place + 2 < last):
            place += 1
        elif (
            match is not None
            and match.last < last
            and _entry_kind(match, lexicon) is not Kind.PERSON
            and (match.last - match.first > 1 or _titles(words[match.last].text) or not may_be_given(word.text))
            and (
                _titles(words[match.last].text)
                or _calls(words[match.last].text)
                or is_given(words[match.last].text)
                or words[match.last].text in lexicon.adjectives
            )
        ):
            place = match.last
        elif word.shouted and len(word.text) > 2 and place + 2 < last and not word.text.endswith("."):
            place += 1  # a body's letters
        elif _formerly(word.text):
            titled = True
            place += 1
        elif place + 2 < last and _role(word.text) and not may_be_given(word.text):
            place += 1
        elif place + 2 < last and _calls(word.text) and is_given(words[place + 1].text):
            place += 1  # "Scientologist Ann Carter", "Pan-democrat Gary Fan"
        else:
            break
    return place, titled, gender


def _end(line: Line, start: int, last: int, matches: Mapping[int, Match], lexicon: Lexicon) -> int:
    words = line.words
    match = matches.get(start)
    if match is not None and _entry_kind(match, lexicon) is Kind.PERSON and match.last - match.first > 1:
        stop = match.last
        return stop + 1 if stop < last and words[stop].text in SUFFIXES else stop
    for place in range(start + 1, last):
        word = words[place]
        inner = matches.get(place)
        if word.text in TITLES and not may_be_given(word.text) and place - start >= 2:
            return place
        if inner is not None and inner.last - inner.first > 1 and place - start >= 2:
            return place
        if words[place - 1].possessive:
            return place
    return last


def _signs(
    line: Line, first: int, last: int, titled: bool, lexicon: Lexicon, families: frozenset[str]
) -> dict[str, float]:
    words = line.words
    name = words[first:last]
    signs: dict[str, float] = {}
    if titled:
        signs["title"] = 3.0
    if len(name) > 1:
        head = name[0].text
        if is_given(head) or (len(head) == 2 and head[1] == "." and is_given(name[1].text)):
            signs["given"] = 3.0
        elif may_be_given(head):
            signs["given"] = 1.5
        elif head.endswith(".") and len(head) <= 4 and head not in ("U.S.", "U.N.", "U.K.", "E.U.", "D.C."):
            signs["initials"] = 2.0
        if any(len(word.text) == 2 and word.text[1] == "." for word in name[1:-1]):
            signs["initial"] = 2.0
        if name[-1].text in SUFFIXES:
            signs["suffix"] = 3.0
        if any(word.text in PARTICLES for word in name[1:-1]):
            signs["particle"] = 1.0
        if _eastern(name):
            signs["family first"] = 2.0 if may_be_given(head) or head in OPENERS or head in _BOTH else 3.0
        if name[-1].text in families or name[-1].text in family_names():
            signs["family"] = 1.5
    signs.update(_around(line, first, last))
    signs.update(_against(line, first, last, lexicon))
    return signs


def _eastern(name: Sequence[Word]) -> bool:
    """Whether ``name`` looks like "Zhao Liying", "Lee Jae-myung", "Nguyen Van Troi"."""
    if name[0].text not in FAMILY_FIRST or not 2 <= len(name) <= 3:
        return False
    return all(_SYLLABLE.fullmatch(word.text.replace("'", "").replace("-", "")) for word in name[1:])


def _around(line: Line, first: int, last: int) -> dict[str, float]:
    """Signs in the words beside a name."""
    words = line.words
    signs: dict[str, float] = {}
    if first > 0:
        before, gap = words[first - 1], words[first].gap
        role = _role(before.text)
        if role and gap == " ":
            signs["role before"] = 3.0
        elif role and gap == ", ":
            signs["role before"] = 2.0
        elif before.text in SPEECH and gap == " " and before.text not in ("called", "described", "believes", "calls"):
            signs["said before"] = 1.5
        elif before.text == "named" and gap == " ":
            signs["role before"] = 2.0
    if last < len(words):
        after, gap = words[last], words[last].gap
        if after.text in SPEECH and gap == " " and not words[last - 1].possessive:
            signs["says"] = 1.5
        if gap == ", ":
            if after.text in ("who", "whose", "whom"):
                signs["who"] = 2.5
            elif after.text.isdigit() and 2 <= len(after.text) <= 2 and words[last + 1 : last + 2]:
                signs["age"] = 3.0 if words[last + 1].gap.startswith(",") or words[last + 1].text == "of" else 0.0
            elif _apposed(words, last):
                signs["apposition"] = 3.0
            elif after.text in ("a", "an"):
                signs["apposition"] = 1.0
        elif gap == " (" and (_day(words, last) or _LIFE.fullmatch(after.text)):
            signs["born"] = 3.0
        elif gap == " (" and foreign(after.text):
            signs["native"] = 2.0
    return signs


def _day(words: Sequence[Word], place: int) -> bool:
    """Whether "(2 May 1872" or "(born 1872" begins at ``place``."""
    word, after = words[place].text, words[place + 1].text if place + 1 < len(words) else ""
    return word in CALENDAR or word in ("born", "b", "c", "ca") or (word.isdigit() and after in CALENDAR)


def _apposed(words: Sequence[Word], place: int) -> bool:
    """Whether ", an expert on" or ", president of" begins at ``place``: a role before the next comma."""
    for step in range(place, min(place + 9, len(words))):
        word = words[step]
        if step > place and word.gap != " " and not word.gap.startswith("-"):
            return False
        if _role(word.text):
            following = words[step + 1 : step + 2]
            # "…, officials said" is the next clause, not the name's apposition.
            return not (following and following[0].text in SPEECH and step == place)
        if word.text in ("its", "of", "said", "says", "and", "for", "in", "on", "who", "which", "that") and (
            step > place or word.text == "its"
        ):
            return False
    return False


def _against(line: Line, first: int, last: int, lexicon: Lexicon) -> dict[str, float]:
    words = line.words
    name = words[first:last]
    signs: dict[str, float] = {}
    if first > 0 and words[first - 1].text in ("the", "The", "a", "an", "this", "these") and words[first].gap == " ":
        signs["article"] = -3.0
    if first > 0 and words[first - 1].text in ("in", "near", "at", "across", "outside", "throughout"):
        signs["place before"] = -1.0
    tail = name[-1].text
    headed = tail in ORG_FINAL or tail in PLACE_FINAL or tail in NATIVES_FINAL or name[0].text in ORG_HEAD
    if len(name) > 1 and headed:
        signs["head"] = -2.5
    if any(word.text in _NEVER or (word.text in OPENERS and not may_be_given(word.text)) for word in name):
        signs["word"] = -4.0
    if any(word.shouted and word.text not in SUFFIXES and not word.text.endswith(".") for word in name):
        signs["capitals"] = -3.0
    others = name[1:-1] if is_given(name[0].text) else name[1:]  # Mark Cuban is a name
    if any(word.text in lexicon.adjectives for word in others):
        signs["adjective"] = -3.0
    if len(name) > 4:
        signs["long"] = -3.0
    if len(name) == 1 and begins_line(line, first):
        signs["first"] = -1.0
    return signs


_PARTISAN = frozenset(
    "Democratic Republican Conservative Liberal Libertarian Labour Progressive Independent Incumbent Retired Late "
    "Former Christian Evangelical Muslim Catholic Jewish Socialist Communist".split()
)
"""What stands before the name or title of a politician and is no part of it."""

_BOTH = frozenset("Long Sun Park Law Ma Do He You Song Young Ho Bai Fan Gong Guan Hung Hong Lin Ting Yan Mo".split())
"""Family names that are words or places as well."""

_NEVER = frozenset(
    """
    House White Street Wall Super Tuesday Monday Wednesday Thursday Friday Saturday Sunday Amendment Lives Matter Air
    American Nation World Cup Series Bowl League Team Game Games Show Award Awards Prize Medal Act Treaty
    Accord Agreement War Wars Revolution Empire Kingdom Republic State States Democracy Project Plan Program Programme
    Policy Report Papers Files List Cables Leaks Week Month Year Night Morning Central South East
    Northern Southern Eastern Western Middle Human Rights Right Affairs Security Relations Studies Science Sciences
    The Of And For In Online Internet Web Digital Global International National Federal Regional Local Public Social
    Health Care Medicare Medicaid Education Budget Economic Economy Climate Energy Nuclear Minister's Center
    Centre Building Tower House's Convention Delegates Caucuses Primary Election Elections Campaign Debate Debates
    Question Answer Chapter Part Volume Episode Season Twitter Facebook Google Airlines Flight Line Bay Beach
    Constitution Congress Senate Parliament Party Democrats Republicans Muslims Christians Jews Latinos Americans
    Voting Fund Union Army Navy Force Corps Church University College School Institute Hospital Library Museum
    Universe World Mission Operation Exercise Mysteries Podcast Girls Boys Sox Research Archive Archives Standard Point
    Junction Festival Catholic Protestant Orthodox Jewish Minor Today Show Song Songs Hotel Hotels
    Statue Monument Memorial Turnpike
    Planned Parenthood Affordable Obamacare Dream Dreams Reform Control Defense Defence Intelligence Homeland
    """.split()
)
"""Words that stand in the names of everything but people."""


def _christened(words: Sequence[Word], place: int, last: int) -> bool:
    """Whether a month is a given name here: "Jan Novak", "June Carter"; never before a number or another month."""
    if words[place].text not in ("Jan", "April", "May", "June", "August") or place + 1 >= last:
        return False
    after = words[place + 1].text
    return after.isalpha() and after not in CALENDAR and after not in OPENERS


def _formerly(word: str) -> bool:
    return "-" in word and word.split("-", maxsplit=1)[0].lower() in ("then", "ex", "former", "co", "vice")


def _titles(word: str) -> bool:
    return word in TITLES or word in HONORIFICS or ("-" in word and all(part in TITLES for part in word.split("-")))


def _calls(word: str) -> bool:
    return bool(_CALLING.search(word)) and not may_be_given(word)


def _role(word: str) -> bool:
    word = word.lower()
    if word.endswith("men"):
        return word[:-2] + "an" in ROLES
    return word in ROLES or (word.endswith("s") and word[:-1] in ROLES)


def _small_starts(line: Line) -> list[Candidate]:
    """ "Mr. de Villiers", "President von Holt": a particle in small letters after a title."""
    words = line.words
    found = []
    for place in range(1, len(words) - 1):
        before, word, after = words[place - 1], words[place], words[place + 1]
        if word.text in PARTICLES and after.capital and (before.text in HONORIFICS or before.text in TITLES):
            joined = word.gap in (" ", ". ") and after.gap == " "
            if joined and before.text not in OFFICE_ONLY and word.text not in ("i", "e", "y", "do"):
                gender = HONORIFICS.get(before.text)
                found.append(Candidate(place, place + 2, {"title": 3.0}, True, gender))
    return found


def _entry_kind(match: Match, lexicon: Lexicon) -> Kind:
    return lexicon.authority.entries[match.bearers[0].entry].kind
