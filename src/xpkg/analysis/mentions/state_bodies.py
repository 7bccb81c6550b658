"""Finds bodies of a state that are told by description: "the Kenyan army", "the government of Norway"."""

from __future__ import annotations

from collections.abc import Iterator

from xpkg.analysis.mentions.gazetteer import Gazetteer
from xpkg.analysis.mentions.name_sentences import Found, Line
from xpkg.lexicon import organizations
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.irregular_verbs import irregular_pasts
from xpkg.lexicon.reporting import personal_forms
from xpkg.model import Kind, MentionForm

METHOD = "pattern:state-body"
_NOUNS = organizations.having(organizations.Trait.STATE_BODY)
_MODIFIERS = organizations.having(organizations.Trait.GENERIC) | {"high"}
_SUBTYPES = organizations.subtypes()
_FOLLOWS = having(
    Trait.BE, Trait.COORDINATOR, Trait.DO, Trait.HAVE, Trait.MODAL, Trait.NEGATOR, Trait.PREPOSITION,
    Trait.RELATIVE_PRONOUN, Trait.SUBORDINATOR, Trait.VERB_GROUP_ADVERB,
)  # fmt: skip
_VERBS = personal_forms() | irregular_pasts()


def find_state_bodies(line: Line, gazetteer: Gazetteer) -> Iterator[Found]:
    """The bodies that a country's adjective, or "of" and the country, tell with a noun in small letters.

    A noun that is a mere modifier tells none ("the Kenyan army chief").
    """
    words = line.words
    lands = gazetteer.lands()
    for place, word in enumerate(words):
        noun = word.text.lower()
        if noun not in _NOUNS or place == 0 or word.shouted:
            continue
        if place + 2 < len(words) and words[place + 1].text == "of" and word.text == noun:
            start = place + 3 if words[place + 2].text == "the" and place + 3 < len(words) else place + 2
            last = _country(line, start, gazetteer)
            if last and not words[last - 1].possessive and words[place - 1].text.lower() == "the":
                yield _found(place, last, noun)
            continue
        first = place - 1
        while first > 0 and words[first].text.lower() in _MODIFIERS and words[first + 1].gap == " ":
            first -= 1
        if words[first].text not in lands or any(words[at].gap != " " for at in range(first + 1, place + 1)):
            continue
        if stands_alone(line, place):
            yield _found(first, _with_town(line, place, gazetteer), noun)


def _country(line: Line, start: int, gazetteer: Gazetteer) -> int:
    """Where the country's name ends that begins at word ``start``; 0 where there is none."""
    match = gazetteer.longest(line.words, start)
    entries = gazetteer.authority.entries
    if match is None or match.first != start or len(match.bearers) != 1:
        return 0
    entry = entries[match.bearers[0].entry]
    return match.last if entry.kind is Kind.PLACE and entry.subtype in {"country", "territory"} else 0


def _with_town(line: Line, place: int, gazetteer: Gazetteer) -> int:
    """Where the name ends: an embassy is that "in" its town."""
    words = line.words
    if words[place].text.lower() not in {"embassy", "consulate"} or place + 2 >= len(words):
        return place + 1
    match = gazetteer.longest(words, place + 2) if words[place + 1].text == "in" else None
    if match is None or match.first != place + 2 or words[match.last - 1].possessive:
        return place + 1
    return match.last if gazetteer.authority.entries[match.bearers[0].entry].kind is Kind.PLACE else place + 1


def stands_alone(line: Line, place: int) -> bool:
    """Whether nothing behind the noun at word ``place`` makes it a modifier."""
    words = line.words
    if place + 1 == len(words) or words[place].possessive or words[place + 1].gap.strip():
        return True
    after = words[place + 1].text
    return after in _FOLLOWS or after in _VERBS or after.endswith(("ed", "ly"))


def _found(first: int, last: int, noun: str) -> Found:
    return Found(first, last, Kind.ORGANIZATION, MentionForm.NAME, METHOD, subtype=_SUBTYPES.get(noun.capitalize(), ""))
