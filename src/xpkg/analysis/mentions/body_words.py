"""Reads in a name's own words what tells of bodies: "Banco Solero", "Senna Rail", "Statistics Tambala"."""

from __future__ import annotations

import re

from xpkg.analysis.mentions.given_names import family_names, may_be_given
from xpkg.analysis.mentions.name_syntax import HUMAN, TITLES, Named
from xpkg.lexicon import organizations, other_names, places
from xpkg.lexicon.event_classes import concrete_nouns
from xpkg.lexicon.gazetteer import country_codes

_PERSONS_WORDS = 2
_TRADES = organizations.names_having(organizations.Trait.MAY_END_NAME)
_INITIAL = organizations.names_having(organizations.Trait.NAME_INITIAL)
_TOPICS = organizations.having(organizations.Trait.TOPIC)
_REGIONS = places.having(places.Trait.NAME_HEAD)
_QUALIFIERS = places.having(places.Trait.QUALIFIES)
_NOUNS = concrete_nouns()
_OF_PEOPLE = HUMAN | TITLES
_THINGS = _NOUNS - _OF_PEOPLE
_FOREIGN = other_names.having(other_names.Trait.FOREIGN_ARTICLE)
_ELIDED = re.compile(r"L['’][AEIOUÀÉÈÊH]")


def begins_as_body(name: Named) -> bool:
    """Whether its first word is one of names of bodies: "Banco Solero", "Radio Ozod-Dil"."""
    return name.last - name.first > 1 and name.parse.tokens[name.first].text in _INITIAL


def ends_in_trade(name: Named) -> bool:
    """Whether its last word is a firm's trade: "Senna Rail"."""
    return name.last - name.first > 1 and name.parse.tokens[name.last - 1].text in _TRADES


def is_long_trade(name: Named) -> bool:
    """Whether such a name has three words or more: "Blue Strait Lines"."""
    return ends_in_trade(name) and name.last - name.first > _PERSONS_WORDS


def has_ampersand(name: Named) -> bool:
    """Whether an ampersand stands in it."""
    return any(name.parse.word(at) == "&" for at in range(name.first, name.last))


def opens_with_letters(name: Named) -> bool:
    """Whether three capitals or more begin it, and a word follows: "KBR Talbot"."""
    opening, *others = (token.text for token in name.parse.tokens[name.first : name.last])
    return len(opening) > _PERSONS_WORDS and opening.isupper() and bool(others) and others[0].istitle()


def opens_with_topic(name: Named) -> bool:
    """Whether the field that it works in stands before one word more: "Health Tambala"."""
    parse, opening = name.parse, name.parse.tokens[name.first].text
    if name.last - name.first != _PERSONS_WORDS or not opening.istitle() or opening.lower() not in _TOPICS:
        return False
    last = parse.word(name.last - 1)
    place = last in _REGIONS or parse.tokens[name.last - 1].text in country_codes()
    plain = last in _OF_PEOPLE or (last in _NOUNS and not place)
    return parse.xpos[name.last - 1] == "NNP" and not plain


def opens_with_thing(name: Named) -> bool:
    """Whether a thing that nobody is called after begins it: "Copper Wren", not "Rose Field" or "Brother Low"."""
    opening = name.parse.tokens[name.first].text
    if not name.is_long or not opening.istitle() or opening.lower() not in _THINGS:
        return False
    return not may_be_given(opening) and opening not in family_names()


def has_foreign_article(name: Named) -> bool:
    """Whether an article of another language begins it that begins nobody's name: "Il Mattone"."""
    opening = name.parse.tokens[name.first].text
    return name.last - name.first > 1 and (opening in _FOREIGN or _ELIDED.match(opening) is not None)


def ends_in_topic(name: Named) -> bool:
    """Whether the field that it works in ends it: "Ardia Health"."""
    last = name.parse.tokens[name.last - 1].text
    return name.is_long and last.istitle() and last.lower() in _TOPICS


def has_field_last(name: Named) -> bool:
    """Whether what it works on stands before its last word, a place's: "Statistics Tambala", "Legal Aid Ardia"."""
    if not name.is_long or name.parse.xpos[name.last - 1] != "NNP":
        return False
    field = name.parse.tokens[name.last - 2].text
    word = field.lower()
    if not field.istitle() or word in _OF_PEOPLE or word in _QUALIFIERS or may_be_given(field):
        return False
    return word in _TOPICS or word in _THINGS or word.removesuffix("s") in _TOPICS | _THINGS
