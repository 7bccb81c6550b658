"""Finds places by the words that their names are made of, or that stand beside them: "Kent County", "the town of X"."""

from __future__ import annotations

from collections.abc import Iterator

from xpkg.analysis.mentions.evidence import addressed, is_two_syllables
from xpkg.analysis.mentions.gazetteer import Gazetteer
from xpkg.analysis.mentions.given_names import is_given
from xpkg.analysis.mentions.human_acts import acts_human
from xpkg.analysis.mentions.name_sentences import Found, Line, is_calendar
from xpkg.lexicon import ambiguous_names, organizations, places, titles
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.reporting import personal_forms
from xpkg.model import Kind, MentionForm

_PLACE_FINAL = places.names_having(places.Trait.NAME_FINAL)
_HAVE_DISTRICTS = organizations.names_having(organizations.Trait.HAS_DISTRICT)
_PLACE_HEAD = places.names_having(places.Trait.NAME_HEAD)
_SUBTYPES = places.subtypes()
_TITLES = titles.titles_before_names()
_ADDRESSES = titles.forms_of_address()
_SPEECH = personal_forms()
_FAMILIES = ambiguous_names.east_asian_family_names()
_INTO = having(Trait.DIRECTIONAL, Trait.LOCATIVE) | {"of"}
"""What leads to a place."""
_SETTLEMENTS = places.having(places.Trait.SETTLEMENT)


def find_place(line: Line, first: int, last: int) -> Iterator[Found]:
    """The place that the words ``first`` to ``last`` of ``line`` name by their own first or last word, if any."""
    words = line.words
    head = last - 1
    if words[head].text == "District" and last - first > 2 and words[head - 1].text in _HAVE_DISTRICTS:
        yield Found(first, last, Kind.ORGANIZATION, MentionForm.NAME, "pattern:body-final")
    elif last - first >= 2 and words[head].text in _PLACE_FINAL and not words[first].text[0].isdigit():
        while first < head - 1 and words[first].text in _TITLES:
            first += 1
        if last - first == 2 and words[first].text in _ADDRESSES and _acts(line, last):
            return  # "Miss Bridge told"
        if last - first == 3 and addressed(words, first + 1) and is_given(words[first + 1].text):
            return  # "Dame Ruth Castle"
        if last - first == 2 and words[head].text in _FAMILIES and is_two_syllables(words[first].text):
            return  # "Min-jun Park"
        yield _found(first, last, "pattern:place-final", words[head].text)
    elif words[first].text in _PLACE_HEAD and last - first in (2, 3) and words[first].text not in ("Camp", "River"):
        yield _found(first, last, "pattern:place-head", words[first].text)


def _acts(line: Line, place: int) -> bool:
    """Whether what stands before word ``place`` says something, or does what only people do."""
    words = line.words
    return acts_human(words, place) or (place < len(words) and words[place].text in _SPEECH)


def find_settlements(line: Line, runs: list[tuple[int, int]], gazetteer: Gazetteer) -> Iterator[Found]:
    """ "the town of Brezno", "Brezno, Slovakia": a name beside what says that it is a place."""
    words = line.words
    for first, last in runs:
        if last - first > 3 or is_calendar(words[first]) or words[first].text in _TITLES:
            continue
        before = words[max(0, first - 2) : first]
        named = (
            len(before) == 2
            and before[1].text == "of"
            and words[first].gap == " "
            and not words[last - 1].possessive  # "the state of Low's youth"
            and (before[0].text in _SETTLEMENTS or before[0].text == "Municipality")
        )
        inside = False
        if last < len(words) and words[last].gap == ", " and not words[last - 1].possessive:
            match = gazetteer.longest(words, last)
            if match is not None and gazetteer.authority.entries[match.bearers[0].entry].kind is Kind.PLACE:
                led = first > 0 and words[first].gap == " " and words[first - 1].text in _INTO
                led |= line.opening and first == 0 and words[first].shouted  # "KERRINGTON, Valmora (AP) -"
                inside = led and not words[match.last - 1].possessive
        if (named or inside) and not (words[first].shouted and len(words[first].text) < 4):
            yield Found(first, last, Kind.PLACE, MentionForm.NAME, "pattern:place-beside")


def _found(first: int, last: int, method: str, head: str) -> Found:
    return Found(first, last, Kind.PLACE, MentionForm.NAME, method, subtype=_SUBTYPES.get(head, ""))
