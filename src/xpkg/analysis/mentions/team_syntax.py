"""Reads in the tree what tells teams: "the Malmo Otters", "plays for Corvin Athletic", "a 3-1 win over Real Umbria"."""

from __future__ import annotations

from xpkg.analysis.mentions.name_syntax import TITLES, Named
from xpkg.lexicon import body_verbs, kinship, noun_kinds, nouns, occupations, other_names, places, verbs
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.event_classes import concrete_nouns
from xpkg.lexicon.plurals import singulars
from xpkg.syntax import Parse
from xpkg.syntax.nominals import prepositions
from xpkg.syntax.tree import ROOT

_PLACES = places.having(places.Trait.NAME_FINAL, places.Trait.MAY_END_NAME)
_OTHERS = frozenset(word.lower() for word in other_names.having(other_names.Trait.NAME_FINAL))
_PLAYS = body_verbs.having(body_verbs.Trait.PLAYS_FOR)
_TEXTS = {nouns.NounKind.AGREEMENT, nouns.NounKind.AWARD, nouns.NounKind.DOCUMENT, nouns.NounKind.EVENT,
          nouns.NounKind.LAW, nouns.NounKind.PLACE, nouns.NounKind.PLAN}  # fmt: skip
"""Kinds of things whose plural with a capital is no team's: "the House Rules", "the Panama Papers"."""
_DECIDES = verbs.forms_having(verbs.Trait.DECIDING)
_THERE = having(Trait.LOCATIVE)
_PLAYERS = (concrete_nouns("animal") | noun_kinds.human_nouns()) - kinship.having(kinship.Trait.APPOSED) - TITLES
_OF_TEAMS = occupations.having(occupations.Trait.OF_TEAMS)
_NEAR = 4
"""Words at most between a name and the score of its match."""
_VOTES = range(95, 101)
"""Sums of both sides that are rather of shares of votes: "a 51-49 win"."""
_MOST = 2
"""Digits at most of each side of a score."""


def is_team(name: Named) -> bool:
    """Whether "the" stands before a plural of two words or more that is no place's: "the Malmo Otters"."""
    parse, last = name.parse, name.last - 1
    if name.before() != "the" or last == name.first or parse.xpos[last] != "NNPS":
        return False
    word = parse.word(last)
    return not ({word, *singulars(word)} & (_PLACES | _OTHERS) or _TEXTS.intersection(nouns.kinds_of(word)))


def is_team_of_players(name: Named) -> bool:
    """Whether such a plural is of beasts or people, and of no family: "the Malmo Otters", "the Ardia Rangers"."""
    return is_team(name) and not _PLAYERS.isdisjoint(singulars(name.parse.word(name.last - 1)))


def plays_for(name: Named) -> bool:
    """Whether somebody plays for it."""
    verb = name.governor
    return verb != ROOT and name.parse.word(verb) in _PLAYS and "for" in prepositions(name.parse, name.head)


def meets_team(name: Named) -> bool:
    """Whether the other side of a match is a team by its name: "the Malmo Otters beat Crelan Hasselt 3-1"."""
    parse, verb = name.parse, name.governor
    if verb == ROOT or parse.relations[name.head] not in ("obj", "obl") or not has_score(name):
        return False
    other = parse.first(verb, "nsubj")
    return other is not None and parse.xpos[other] == "NNPS"


def is_coached(name: Named) -> bool:
    """Whether somebody plays in it, or trains it: "Ardia's goalkeeper", "the Tessary coach"."""
    parse, noun = name.parse, name.governor
    beside = noun != ROOT and parse.relation(name.head) in ("nmod:poss", "compound", "nmod")
    return beside and noun in (name.last, name.last + 1) and parse.word(noun) in _OF_TEAMS


def has_score(name: Named) -> bool:
    """Whether it stands beside the score of a match: "beat Corvin Athletic 3-1", "a 1-0 win over Real Umbria"."""
    parse, verb = name.parse, name.governor
    if name.parse.relations[name.head] in ("obj", "iobj") and any(_is_score(parse, name.last + at) for at in (0, 1)):
        return True
    if verb != ROOT and parse.relations[name.head] == "nsubj":
        behind = range(verb + 1, min(len(parse) - 2, verb + _NEAR + 2))
        return parse.word(verb) not in _DECIDES and any(_is_score(parse, at) for at in behind)
    if parse.relation(name.head) not in ("nmod", "obl") or name.before() in _THERE or parse.word(verb) in _DECIDES:
        return False
    return any(_is_score(parse, at) for at in range(max(0, name.first - _NEAR - 2), name.first - 3))


def _is_score(parse: Parse, at: int) -> bool:
    """Whether "3-1" stands at token ``at``."""
    if at + 2 >= len(parse):
        return False
    sides = [token.text for token in parse.tokens[at : at + 3 : 2]]
    short = all(side.isdecimal() and len(side) <= _MOST for side in sides)
    if not short or sum(map(int, sides)) in _VOTES:
        return False
    return parse.tokens[at + 1].text in ("-", "–") and _closed(parse, at)


def _closed(parse: Parse, at: int) -> bool:
    """Whether neither a further score nor a share follows: "6-4, 6-3", "52-48 percent"."""
    behind = [token.text for token in parse.tokens[at + 3 : at + 5]]
    return not any(text[0].isdigit() or text == "%" or text.startswith("per") for text in behind)
