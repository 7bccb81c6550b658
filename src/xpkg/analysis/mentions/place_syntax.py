"""Reads in the tree what tells places: "the villages of Tamsin and Dole", "in Tessary", "the Huallpa basin"."""

from __future__ import annotations

from xpkg.analysis.mentions.given_names import may_be_given
from xpkg.analysis.mentions.name_syntax import Named, belongs
from xpkg.lexicon import event_types, nouns, places
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.dwelling import dwelling_words
from xpkg.lexicon.event_classes import concrete_nouns, event_classes
from xpkg.lexicon.event_triggers import Part
from xpkg.lexicon.inflection import forms
from xpkg.lexicon.plurals import singulars
from xpkg.syntax.nominals import prepositions
from xpkg.syntax.tree import ROOT

SETTLEMENTS = places.having(places.Trait.SETTLEMENT)
_NEAR = frozenset({"in", "near"})
_ABOUT = having(Trait.DIRECTIONAL, Trait.LOCATIVE) - _NEAR
_REGIONS = frozenset(word.lower() for word in places.having(places.Trait.NAME_FINAL)) & concrete_nouns()
_ENDS = places.having(places.Trait.NAME_FINAL, places.Trait.MAY_END_NAME)
_BEGINS = places.having(places.Trait.NAME_HEAD)

_STREETS = places.having(places.Trait.STREET)
_DWELLING = dwelling_words()
_BUILT = concrete_nouns()
_QUALIFIERS = places.having(places.Trait.QUALIFIES)
_WAYS = nouns.having(nouns.Trait.LEADS_SOMEWHERE)
_JOURNEYS = event_types.having(event_types.Trait.GOING)
_GOING = _DWELLING | {
    form for verb, kind in event_classes(Part.VERB).items() if kind in _JOURNEYS for form in forms(verb)
}
_SENTENCE = 4
"""Words at least of the sentence behind a dateline."""
_THERE = having(Trait.LOCATIVE)


def leads_there(name: Named) -> bool:
    """Whether somebody goes there, or a way: "fled to Tessary", "the road to Tessary"."""
    parse, at = name.parse, name.governor
    if not lies_about(name) or at == ROOT or at > name.first:
        return False
    return parse.word(at) in (_GOING if parse.upos[at] == "VERB" else _WAYS)


def is_settlement(name: Named) -> bool:
    """Whether "of" leads to it from a noun for settlements: "the villages of Tamsin and Dole"."""
    parse, at = name.parse, name.head
    while parse.relation(at) == "conj":
        at = parse.heads[at]
    noun = parse.heads[at]
    if noun == ROOT or parse.relation(at) != "nmod" or "of" not in prepositions(parse, at):
        return False
    if name.before() == "the" and name.last - name.first == 1:
        return False  # "the oil capital of the World"
    word = parse.word(noun)
    return word in SETTLEMENTS or word.removesuffix("s") in SETTLEMENTS or word.removesuffix("ies") + "y" in SETTLEMENTS


def lies(name: Named) -> bool:
    """Whether "in" or "near" leads to it."""
    return (
        name.before() in _NEAR
        and name.parse.relation(name.head) in ("obl", "nmod")
        and not name.after().startswith("'")
    )


def lies_about(name: Named) -> bool:
    """Whether another preposition of place leads to it."""
    return name.before() in _ABOUT and name.parse.relation(name.head) in ("obl", "nmod")


def is_region(name: Named) -> bool:
    """Whether what lies there is called after it: "the Huallpa basin", "the Alto Verde dam"."""
    return (
        name.after() in _REGIONS
        and name.before() == "the"
        and belongs(name)
        and name.parse.heads[name.head] == name.last
    )


def ends_as_place(name: Named) -> bool:
    """Whether its last word is one of places and its first no given name: "Kestrel Point"."""
    words = [token.text for token in name.parse.tokens[name.first : name.last]]
    return len(words) > 1 and words[-1].lower() in _ENDS and not may_be_given(words[0])


def lies_by_last_word(name: Named) -> bool:
    """Whether such a name stands where a place does: "at Kestrel Point", "the Old Quay"."""
    led = lies(name) or lies_about(name) or (name.before() == "the" and not belongs(name))
    return led and ends_as_place(name)


def is_street(name: Named) -> bool:
    """Whether its last word is a street's, where houses stand or people live: "a flat on Tanner Row"."""
    parse, noun = name.parse, name.governor
    if name.last - name.first < 2 or parse.word(name.last - 1) not in _STREETS or noun == ROOT:
        return False
    if name.before() not in _THERE | _NEAR or parse.relation(name.head) not in ("obl", "nmod"):
        return False
    if name.before() != "on":
        return True
    return parse.word(noun) in _DWELLING or bool({parse.word(noun), *singulars(parse.word(noun))} & _BUILT)


def is_river(name: Named) -> bool:
    """Whether its first word is one of places, behind "the"."""
    return name.before() == "the" and name.last - name.first > 1 and name.parse.word(name.first) in _BEGINS


def is_qualified(name: Named) -> bool:
    """Whether its first word tells it from another: "in Upper Senna"."""
    led = lies(name) or lies_about(name)
    return led and name.last - name.first > 1 and name.parse.word(name.first) in _QUALIFIERS


def is_site(name: Named) -> bool:
    """Whether a part of the land is there: "the beach at Caleta Honda"."""
    parse, noun = name.parse, name.governor
    if noun == ROOT or noun > name.first or parse.relation(name.head) != "nmod" or parse.word(noun) not in _REGIONS:
        return False
    return not _THERE.isdisjoint(prepositions(parse, name.head))


def is_dateline(name: Named) -> bool:
    """Whether it begins the text of a report, in capitals before a dash: "MARLOW FALLS — The board voted"."""
    parse = name.parse
    shouted = all(token.text.isupper() for token in parse.tokens[name.first : name.last])
    return name.first == 0 and shouted and name.after() in ("—", "–", "--") and len(parse) > name.last + _SENTENCE


def is_apposed_place(name: Named) -> bool:
    """Whether a noun for settlements stands before its comma: "in the capital, Tessary, people wept"."""
    parse = name.parse
    if name.before() != "," or name.after() not in (",", ".") or parse.relation(name.head) != "appos":
        return False
    return name.before(2) in SETTLEMENTS and name.holds(name.head) and parse.word(name.governor) in SETTLEMENTS


def is_of_age(name: Named) -> bool:
    """Whether somebody with an age is of it: "Ann Low, 61, of Harrogate"."""
    parse = name.parse
    return name.before() == "of" and name.before(2) == "," and name.first > 2 and parse.word(name.first - 3).isdigit()
