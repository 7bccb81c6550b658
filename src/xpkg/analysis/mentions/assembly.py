"""Turns a found name into a mention: its span and words, what is introduced beside it, the gender of its title."""

from __future__ import annotations

import re
from collections.abc import Sequence

from xpkg.analysis.mentions.abbreviations import acronym_after, native_after, tag_of
from xpkg.analysis.mentions.candidates import Sight
from xpkg.analysis.mentions.document_evidence import Clues
from xpkg.analysis.mentions.gazetteer import Gazetteer
from xpkg.analysis.mentions.given_names import family_names, gender_of, is_given
from xpkg.analysis.mentions.name_sentences import Found, Line
from xpkg.analysis.mentions.speakers import METHOD, is_initials, written_small
from xpkg.analysis.mentions.surname_first import METHOD as SURNAME_FIRST
from xpkg.analysis.mentions.surname_first import in_order
from xpkg.lexicon import ambiguous_names, occupations, organizations, titles
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.written import capitalized
from xpkg.model import Gender, Kind, Mention, Span

_INITIALS = 3
"""A word of so many capitals may be initials: "JFK"."""
_LONGEST_ACRONYM = 5
_BODY_WORDS = organizations.names_having(*organizations.Trait)
_LINKS = having(Trait.PREPOSITION, Trait.ARTICLE, Trait.COORDINATOR)
_HONORIFICS = titles.forms_of_address()
_FAMILY_FIRST = ambiguous_names.east_asian_family_names()
_TITLES = titles.titles_before_names()
_OFFICES = occupations.having(occupations.Trait.SUBNATIONAL)
_SUBNATIONAL = occupations.titles_having(occupations.Trait.SUBNATIONAL) | {
    capitalized(short) for short, title in titles.expansions().items() if title in _OFFICES
}
_FAR = 6
"""Words before a place within which an office names whose it is: "Senator Ann B. Low of New York"."""


def natives_of(text: str, sights: Sequence[Sight], chosen: Sequence[Sequence[Found]]) -> list[str]:
    """The names in other scripts that stand in brackets after names."""
    found = []
    for sight, founds in zip(sights, chosen, strict=True):
        for each in founds:
            native = native_after(text, sight.line.words[each.last - 1].stop)
            if native is not None:
                found.append(native[0])
    return found


def mark(text: str, line: Line, found: Found, natives: Sequence[str], clues: Clues, gazetteer: Gazetteer) -> Mention:
    """The mention that ``found`` is, with what stands in brackets beside it; ``natives`` help to distinguish
    scripts."""
    words = line.words
    first, last = words[found.first], words[found.last - 1]
    name = re.sub(r"\s+", " ", text[first.start : last.end])
    if found.method == SURNAME_FIRST:
        name = " ".join(written_small(word) for word in in_order(words[found.first : found.last]))
    elif found.kind is Kind.PERSON and not found.bearers and name.isupper() and len(name) > _INITIALS:
        name = written_small(name)
    elif found.kind is Kind.ORGANIZATION and not found.bearers and name.isupper() and " " in name:
        name = " ".join(_small_body(word) for word in name.split(" "))
    elif found.kind is Kind.PLACE and not found.bearers and name.isupper() and len(name) > _LONGEST_ACRONYM:
        name = written_small(name)
    native: tuple[tuple[str, str], ...] = ()
    acronym = ""
    if not last.possessive:
        script = native_after(text, last.stop)
        if script is not None:
            native = ((tag_of(script[0], natives), script[0]),)
        elif found.kind in (Kind.ORGANIZATION, Kind.PLACE, Kind.GROUP):
            short = acronym_after(text, last.stop, name)
            acronym = short[0] if short is not None else ""
    gender = None
    if found.kind is Kind.PERSON:
        name = written_small(name) if found.method == METHOD and not is_initials(name) else name
        gender = _gender(line, found, name, clues, gazetteer)
    return Mention(
        Span(first.start, last.end),
        found.kind,
        found.form,
        name,
        native=native,
        acronym=acronym,
        gender=gender,
        method=found.method,
        subtype=found.subtype,
        authority=_bearer(line, found, name, gazetteer),
    )


def _bearer(line: Line, found: Found, name: str, gazetteer: Gazetteer) -> int | None:
    """The entry of the authority that has the name, if there is but one.

    Beside an office of states, a name that a city and a state share is the state's: "Senator Low of New York".
    """
    if len(found.bearers) != 1:
        return None
    if name not in gazetteer.states or found.kind is not Kind.PLACE:
        return found.bearers[0]
    words = [word.text for word in line.words]
    behind = words[found.last : found.last + 2]
    before = words[max(0, found.first - _FAR) : found.first]
    held = before[-1:] == ["of"] and any(word in _SUBNATIONAL for word in before)
    return gazetteer.states[name] if held or any(word in _SUBNATIONAL for word in behind[:1]) else found.bearers[0]


def _small_body(word: str) -> str:
    """A word of an organization's name in capitals, written small where it is a word or too long for initials."""
    if word.lower() in _LINKS:
        return word.lower()
    name = word.capitalize()
    known = name in _BODY_WORDS or name in family_names() or is_given(name)
    return name if known or len(word) > _LONGEST_ACRONYM else word


def _gender(line: Line, found: Found, name: str, clues: Clues, gazetteer: Gazetteer) -> Gender | None:
    words = line.words
    place = found.first - 1
    while place >= max(0, found.first - 3):
        title = written_small(words[place].text) if found.method == METHOD else words[place].text
        if title not in _TITLES and title not in _HONORIFICS:
            break
        gender = _HONORIFICS.get(title)
        if gender is not None:
            return gender
        place -= 1
    if name in clues.genders:
        return clues.genders[name]
    if len(found.bearers) == 1 and not found.short:
        return gazetteer.authority.entries[found.bearers[0]].gender
    head = name.split(" ", maxsplit=1)[0]
    if " " in name and head not in _FAMILY_FIRST:
        return gender_of(head)
    return None
