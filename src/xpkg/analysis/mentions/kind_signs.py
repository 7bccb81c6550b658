"""Weighs what stands beside a name for and against each kind: a body, a place, a person, or a thing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from xpkg.analysis.mentions import body_grammar as used
from xpkg.analysis.mentions import body_syntax as body
from xpkg.analysis.mentions import body_words as words
from xpkg.analysis.mentions import place_syntax as place
from xpkg.analysis.mentions import team_syntax as team
from xpkg.analysis.mentions.appositions import NOUNS
from xpkg.analysis.mentions.name_syntax import (
    BODIES,
    HUMAN,
    TITLES,
    Named,
    belongs,
    has_verb,
    is_set_off,
    relative,
    several_before,
)
from xpkg.lexicon import kinship, noun_kinds, nouns, occupations, places, publishing
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.event_classes import concrete_nouns
from xpkg.model import Gender, Kind
from xpkg.syntax.tree import ROOT

_SHARED = occupations.having(occupations.Trait.ALSO_OF_BODIES)
_WORKS = nouns.having(nouns.Trait.BEARS_NAME)
_PLACES = places.having(places.Trait.ANAPHORIC, places.Trait.SETTLEMENT)
_THINGS = _WORKS | (concrete_nouns() - HUMAN)
_KIN = kinship.having(kinship.Trait.APPOSED)
_REFLEXIVE = having(Trait.REFLEXIVE_PRONOUN) & having(Trait.MASCULINE, Trait.FEMININE)


class Sign(NamedTuple):
    """What speaks for a kind: how much, and for which."""

    name: str
    shows: Callable[[Named], bool]
    weights: dict[Kind | None, float]
    """By kind; None is a thing that is no person. What is less than nothing speaks against a kind."""
    example: str


def _is_relative(name: Named) -> bool:
    """Whether it is what a relative is called: "her brother, Rustam, was released", "his cousin Rustam"."""
    parse = name.parse
    if parse.word(name.first - 1) in _KIN and not name.is_long and name.first > 1 and not belongs(name):
        return parse.first(name.first - 1, "nmod:poss") is not None or parse.first(name.head, "nmod:poss") is not None
    apposed = name.governor != ROOT and parse.relations[name.head] == "appos" and name.after() in (",", ".")
    return apposed and parse.word(name.governor) in _KIN and parse.first(name.governor, "nmod:poss") is not None


def _is_called(name: Named) -> bool:
    """Whether somebody calls himself so."""
    return name.before() in _REFLEXIVE


def _is_credited(name: Named) -> bool:
    """Whether a credit begins before it: "By Chad Low and Paris Reed", "Editing by Austin Reed"; not "of Dunn"."""
    parse = name.parse
    if name.before() in _NO_CREDIT:
        return False
    begins = range(max(0, name.first - _CREDITS), name.first)
    return any(parse.word(at) == "by" and (at == 0 or parse.word(at - 1) in _MADE) for at in begins)


def _is_somebody(name: Named) -> bool:
    """Whether it is what the bearer of a trade or an office is called: "the head of the bank, Hoop Low, left"."""
    parse, noun = name.parse, name.governor
    if noun == ROOT or noun > name.first or parse.relations[name.head] != "appos" or name.before() != ",":
        return False
    if parse.relation(noun) == "nmod":
        noun = parse.heads[noun]  # "of the bank" has taken the name for its own
    return parse.xpos[noun] == "NN" and parse.word(noun) in HUMAN


def _is_born(name: Named) -> bool:
    """Whether a bracket behind it tells of a birth."""
    return name.after() == "(" and name.after(1) == "born"


def _aged(name: Named) -> bool:
    parse, at = name.parse, name.last + 1
    if name.after() != "," or at + 1 >= len(parse) or not parse.word(at).isdigit():
        return False
    return parse.upos[at + 1] == "PUNCT" or parse.word(at + 1) == "of"  # not "Lodz, 40 miles from"


def _titled(name: Named) -> bool:
    return name.before().removesuffix(".") in TITLES and name.parse.tokens[name.first - 1].text[0].isupper()


_SPEAKS, _RELATIVE, _CALLED, _WORK = "speaks", "relative", "called", "work before"
_CALLED_THING = "called thing"
NAMED_THING = frozenset({_CALLED_THING})
"""Signs that take from bodies the names of which their form alone tells."""
TITLED = "title"
THING = "which"
"""The sign of what is no person."""
TEAM, TOPIC, TOPIC_LAST, FIELD = "team", "topic first", "topic last", "field last"
OF_PLACES = frozenset({TEAM, TOPIC, TOPIC_LAST, FIELD})
"""Signs that say more where a place's name begins or ends the name: "the Boston Lanterns", "Health Manitoba"."""
NO_BODY = _WORK
"""The sign of a ship or a work, which can do what bodies do."""
BY_ITSELF = frozenset({_RELATIVE, _CALLED})
"""Signs by which a single word that no rule knows is somebody's name."""
WEAK = frozenset({_SPEAKS})
"""Signs that speak for a body as for a person."""
_MADE = publishing.having(publishing.Trait.CREDIT)
_NO_CREDIT = having(Trait.PREPOSITION) - having(Trait.AGENTIVE)
_CREDITS = 12
"""Words within which a credit names the next."""
_ONLY_BODIES, _EITHER, _ONLY_THINGS = BODIES - HUMAN, BODIES & HUMAN, _THINGS - BODIES
_OF_FIRMS = _EITHER - noun_kinds.person_nouns()
"""Nouns for people and firms that seldom stand beside somebody's name."""
_ONLY_HUMAN = HUMAN - BODIES - _SHARED
_ORG, _PLACE, _PERSON = Kind.ORGANIZATION, Kind.PLACE, Kind.PERSON

SIGNS = (
    Sign("body noun behind", lambda n: n.behind in _ONLY_BODIES, {_ORG: 4.0}, "Zontek, a firm he owns, sued"),
    Sign("either noun behind", lambda n: n.behind in _EITHER, {_ORG: 1.5}, "Zontek, a publisher,"),
    Sign("firm's noun behind", lambda n: n.behind in _OF_FIRMS, {_ORG: 2.0}, "Zontek, a maker of pumps,"),
    Sign("human noun behind", lambda n: n.behind in _ONLY_HUMAN, {_PERSON: 4.0}, "Low, a nurse, sued"),
    Sign("place noun behind", lambda n: n.behind in _PLACES, {_PLACE: 4.0}, "Zontek, a village, burned"),
    Sign("thing behind", lambda n: n.behind in _ONLY_THINGS, {None: 2.0}, "Zontek, a lantern, broke"),
    Sign("body noun before", lambda n: n.ahead in _ONLY_BODIES, {_ORG: 2.5}, "the daily Dagen"),
    Sign("either noun before", lambda n: n.ahead in _EITHER, {_ORG: 1.5}, "the broadcaster Zontek"),
    Sign("human noun before", lambda n: n.ahead in _ONLY_HUMAN, {_PERSON: 2.0}, "the poet Ann Low"),
    Sign(_WORK, lambda n: n.ahead in _WORKS, {None: 2.0}, "the frigate Thora"),
    Sign("place noun before", lambda n: n.ahead in place.SETTLEMENTS, {_PLACE: 1.0}, "the village Tamsin"),
    Sign("among bodies", body.is_among_bodies, {_ORG: 3.5}, "two funds, Copper Wren and Pell Garvey,"),
    Sign("several before", several_before, {_ORG: 2.5}, "the solicitors Finch Reed"),
    Sign("set off", is_set_off, {_ORG: 1.0}, "her solicitors, Finch Reed, said"),
    Sign("first word of bodies", words.begins_as_body, {_ORG: 2.0}, "Banco Solero"),
    Sign("ampersand", words.has_ampersand, {_ORG: 1.0}, "Velm & Low"),
    Sign("house", body.stands_for_house, {_ORG: 2.0}, "Moody's put it lower"),
    Sign("saint's", body.is_saints, {_ORG: 1.5}, "she died at St Brigid's."),
    Sign("held", body.is_held, {_ORG: 2.0}, "the state-owned Senna Rail"),
    Sign("trade", words.ends_in_trade, {_ORG: 1.5}, "Senna Rail"),
    Sign("long trade", words.is_long_trade, {_ORG: 0.5}, "Blue Strait Lines"),
    Sign("one of rivals", body.is_one_of_rivals, {_ORG: 1.5}, "left for a rival, Coldwater Gear"),
    Sign("related", body.is_related, {_ORG: 2.5}, "its competitor, Gasolinas Unidas"),
    Sign("related behind", body.behind_related, {_ORG: 1.0}, "KBR Talbot, a rival of Zontek"),
    Sign("known as", body.is_known_as, {_ORG: 3.0}, "a gang known as Los Delfines"),
    Sign(THING, lambda n: relative(n, "which") is not None, {None: 2.0}, "Zontek, which closed"),
    Sign("which acts", body.which_acts, {_ORG: 2.0}, "Zontek, which bought it"),
    Sign(_CALLED_THING, body.is_called_thing, {None: 2.0}, "a program called RustStop"),
    Sign("verb inside", has_verb, {_PERSON: -3.0, None: 2.0}, "Ardia Sues Ann Low"),
    Sign("who", lambda n: n.after() == "," and n.after(1) == "who", {_PERSON: 3.0}, "Low, who sued"),
    Sign("shares or chair", body.has_shares_or_chair, {_ORG: 2.5}, "shares of Zontek rose"),
    Sign("works at", body.works_at, {_ORG: 1.5, None: 1.0}, "an analyst at Zontek"),
    Sign("works at it whole", lambda n: n.is_long and body.works_at(n), {_ORG: 1.0}, "an analyst at Pell Garvey"),
    Sign("works there", used.works_there, {_ORG: 1.5, None: 1.0}, "She works at Zontek"),
    Sign("works there whole", lambda n: n.is_long and used.works_there(n), {_ORG: 1.0}, "She works at Clear Ocean"),
    Sign("sends", used.sends, {_ORG: 1.0, _PLACE: 0.75, None: 2.0}, "bankers from Velvet Anchor"),
    Sign("plural verb", used.takes_plural, {_ORG: 2.0, None: 2.0}, "the Tulsa Rain were late"),
    Sign("and its", used.has_its_own, {_ORG: 2.0, None: 2.0}, "Clear Path and its partners"),
    Sign("letters first", words.opens_with_letters, {_ORG: 1.0}, "KBR Talbot"),
    Sign(TOPIC, words.opens_with_topic, {_ORG: 1.5}, "Health Tambala"),
    Sign(FIELD, words.has_field_last, {_ORG: 0.0}, "Statistics Tambala"),
    Sign(TOPIC_LAST, words.ends_in_topic, {_ORG: 0.0}, "Ardia Health"),
    Sign(TEAM, team.is_team, {_ORG: 1.0}, "the Malmo Otters"),
    Sign("team of players", team.is_team_of_players, {_ORG: 1.0}, "the Malmo Otters"),
    Sign("plays for", team.plays_for, {_ORG: 2.0}, "She plays for Real Umbria"),
    Sign("coached", team.is_coached, {_ORG: 1.5}, "Umbria's goalkeeper"),
    Sign("meets team", team.meets_team, {_ORG: 1.0}, "The Malmo Otters beat Crelan Hasselt 3-1"),
    Sign("score", team.has_score, {_ORG: 2.0}, "beat Real Umbria 3-1"),
    Sign("thing first", words.opens_with_thing, {_ORG: 0.5, None: 2.0}, "Copper Wren"),
    Sign("thing acts", body.thing_acts, {_ORG: 1.5}, "They told Copper Wren"),
    Sign("acquired", body.is_acquired, {_ORG: 1.5, None: 1.0}, "agreed to buy Pell Garvey"),
    Sign("somebody's", body.is_somebodys, {_ORG: 1.5, _PLACE: 0.5, _PERSON: -3.0, None: 2.0}, "Ann Low of Dunn Whitby"),
    Sign("article", body.articled, {None: 2.0}, "the Harbour Wire"),
    Sign("foreign article", words.has_foreign_article, {None: 2.0}, "Il Mattone"),
    Sign("article acts", body.articled_acts, {_ORG: 2.5}, "seen by the Harbour Wire"),
    Sign(_SPEAKS, body.speaks, {_ORG: 0.5, _PERSON: 0.5}, "Zontek said so"),
    Sign("founded", body.is_founded, {_ORG: 1.0, None: 2.0}, "Zontek was founded in 1998"),
    Sign("founded whole", lambda n: n.is_long and body.is_founded(n), {_ORG: 1.0}, "Bright Anvil was founded"),
    Sign("led", body.is_led, {_ORG: 1.0, None: 1.0}, "who heads Zontek"),
    Sign("its", body.owns, {_ORG: 0.5, None: 1.5}, "Zontek sold its mine"),
    Sign("says it", body.says_it, {_ORG: 0.5}, "KBR Talbot said it would cut jobs"),
    Sign("officer", body.has_officer, {_ORG: 1.0}, "Zontek's finance director"),
    Sign("dateline", body.is_dateline, {_ORG: 3.0}, "LODZ, May 3 (Harbour Wire) — It rained."),
    Sign("settlement of", place.is_settlement, {_PLACE: 3.0}, "the villages of Tamsin and Dole"),
    Sign("lies", place.lies, {_PLACE: 1.0}, "in Tessary"),
    Sign("lies about", place.lies_about, {_PLACE: 0.4}, "from Tessary"),
    Sign("leads there", place.leads_there, {_PLACE: 0.75}, "They fled to Tessary"),
    Sign("street", place.is_street, {_PLACE: 3.5}, "a flat on Tanner Row"),
    Sign("region", place.is_region, {_PLACE: 2.0}, "the Huallpa basin"),
    Sign("last word", place.ends_as_place, {_PLACE: 1.0}, "Kestrel Point"),
    Sign("last word led", place.lies_by_last_word, {_PLACE: 1.0}, "at Kestrel Point"),
    Sign("first word", place.is_river, {_PLACE: 2.5}, "the River Sedd"),
    Sign("qualified", place.is_qualified, {_PLACE: 1.0}, "in Upper Senna"),
    Sign("site", place.is_site, {_PLACE: 2.0}, "the beach at Caleta Honda"),
    Sign("dateline of place", place.is_dateline, {_PLACE: 3.0}, "LODZ — It rained all day."),
    Sign("settlement beside", place.is_apposed_place, {_PLACE: 2.5}, "the capital, Tessary, burned"),
    Sign("of age", place.is_of_age, {_PLACE: 2.5}, "Ann Low, 61, of Harrogate, sued"),
    Sign(_RELATIVE, _is_relative, {_PERSON: 3.0}, "her brother, Rustam, left"),
    Sign(_CALLED, _is_called, {_PERSON: 3.0}, "who calls himself Abu Tayr"),
    Sign("age", _aged, {_PERSON: 3.0}, "Low, 61, sued"),
    Sign("apposed to human noun", _is_somebody, {_PERSON: 1.0}, "the head of the bank, Hoop Low,"),
    Sign("born", _is_born, {_PERSON: 3.0}, "Oleander Low (born Olga Lind) was a pilot"),
    Sign("says he", body.says_he, {_PERSON: 1.0}, "Copper Low said she was sorry"),
    Sign("credit", _is_credited, {_PERSON: 3.0}, "Editing by Austin Reed"),
    Sign(TITLED, _titled, {_PERSON: 3.0}, "Judge Low"),
)  # fmt: skip


def subtype_beside(name: Named) -> str:
    """What sort of body a noun beside the name says that it is; empty where none does."""
    told = NOUNS.get(name.behind, "") or NOUNS.get(name.ahead, "")
    return told or ("company" if words.ends_in_trade(name) or words.has_ampersand(name) else "")


def gender_beside(name: Named) -> Gender | None:
    """The gender of a relative: "her brother, Rustam"."""
    return kinship.genders().get(name.parse.word(name.governor)) if _is_relative(name) else None


def signs_beside(name: Named) -> Iterator[Sign]:
    """The signs of the kind of what bears ``name``, where it stands."""
    return (sign for sign in SIGNS if sign.shows(name))
