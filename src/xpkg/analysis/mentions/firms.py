"""Finds the firms that are named after people: "Pike & Sons", "Marks & Spencer"."""

from __future__ import annotations

from collections.abc import Iterator

from xpkg.analysis.mentions.gazetteer import Gazetteer
from xpkg.analysis.mentions.given_names import family_names
from xpkg.analysis.mentions.name_sentences import Found, Line, is_calendar, is_opener
from xpkg.lexicon import organizations, titles
from xpkg.model import Kind, MentionForm

_HONORIFICS = titles.forms_of_address()
_TITLES = titles.titles_before_names()

_PARTNERS = organizations.names_having(organizations.Trait.PARTNER)
_HOUSES = organizations.names_having(organizations.Trait.LEGAL_FORM)


def find_firms(line: Line, runs: list[tuple[int, int]], gazetteer: Gazetteer) -> Iterator[Found]:
    """ "Pike & Sons", "Marks & Spencer", "Pike and Sons Ltd": surnames that an ampersand makes a firm's."""
    if line.titled or line.shouted:
        return
    words = line.words
    ends = {last: first for first, last in runs}
    begins = dict(runs)
    for place in range(1, len(words)):
        joint = place - 1 if words[place].gap == " " and words[place - 1].text == "and" else place
        first, last = ends.get(joint), begins.get(place)
        if first is None or last is None or words[joint - 1].possessive:
            continue
        if joint == place and words[place].gap not in (" & ", "&", " + "):
            continue
        while first < joint and (is_opener(line, first) or is_calendar(words[first])):
            first += 1
        titled = first < joint and (words[first].text in _TITLES or words[first].text in _HONORIFICS)
        if not 0 < joint - first <= 3 or titled:
            continue
        kin = words[place].text in _PARTNERS
        housed = words[last - 1].text in _HOUSES
        alone = joint == place and joint - first == last - place == 1
        alone = alone and all(_family(words[at].text, gazetteer) for at in (first, place))
        if kin or alone or (housed and joint == place):
            stop = last if not kin or housed else place + 1
            yield Found(first, stop, Kind.ORGANIZATION, MentionForm.NAME, "pattern:firm", subtype="company")


def _family(word: str, gazetteer: Gazetteer) -> bool:
    return word in family_names() or word in gazetteer.families
