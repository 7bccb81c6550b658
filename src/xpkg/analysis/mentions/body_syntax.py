"""Reads in the tree what only bodies have or do: "shares of Zontek", "Zontek, which sold", "the Harbour Wire said"."""

from __future__ import annotations

from xpkg.analysis.mentions.body_words import has_foreign_article, opens_with_thing
from xpkg.analysis.mentions.name_syntax import BODIES, HUMAN, TITLES, Named, belongs, goes_on, relative
from xpkg.lexicon import body_verbs, noun_kinds, nouns, occupations, organizations, other_names, places
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.event_classes import concrete_nouns
from xpkg.lexicon.plurals import singulars
from xpkg.lexicon.reporting import personal_forms
from xpkg.syntax import Parse
from xpkg.syntax.nominals import prepositions
from xpkg.syntax.tree import ROOT

_OF_PEOPLE = HUMAN | TITLES
_LANDS = places.having(places.Trait.NAME_HEAD, places.Trait.NAME_FINAL)
_BODIES_ALONE = BODIES - HUMAN
_ITS = having(Trait.NEUTER) & having(Trait.POSSESSIVE_DETERMINER)
_IT = having(Trait.NEUTER) - _ITS
_HE = having(Trait.SUBJECT_PRONOUN) & (having(Trait.MASCULINE) | having(Trait.FEMININE))
_SPEECH = personal_forms()
_PEOPLE = noun_kinds.person_nouns()
_OFFICERS = frozenset(
    noun.lower() for noun in occupations.having(occupations.Trait.OF_FIRMS, occupations.Trait.OF_BODIES)
)
_SPEAKING_FOR = occupations.having(occupations.Trait.SPEAKS_FOR)
_HELD = nouns.having(nouns.Trait.HELD_IN)
_OWNED = nouns.having(nouns.Trait.OF_BODIES) | _HELD
_COMPARED = having(Trait.EXCEPTIVE, Trait.BEFORE_POSSESSIVE)
_SAINTS = places.having(places.Trait.SAINT)
_HELD_BY = body_verbs.having(body_verbs.Trait.AFTER_HYPHEN)
_RELATED = organizations.having(organizations.Trait.RELATED)
_NO_BODIES = other_names.having(other_names.Trait.NO_BODY)
_CALLED = body_verbs.having(body_verbs.Trait.NAMES)
_SAID = ("ccomp", "obj", "parataxis")
_FOUNDED = body_verbs.having(body_verbs.Trait.DONE_TO_BODIES)
_DONE = body_verbs.having(body_verbs.Trait.DONE_BY_BODIES)
_LED = body_verbs.having(body_verbs.Trait.LED_BY_PEOPLE)
_ACQUIRES = body_verbs.having(body_verbs.Trait.ACQUIRES)
_POSTS = occupations.having(occupations.Trait.POSITION) - occupations.having(occupations.Trait.ALSO_OF_BODIES)
_NOUNS = concrete_nouns()
_OF_PEOPLE = HUMAN | TITLES


def stands_for_house(name: Named) -> bool:
    """Whether its possessive has nothing behind it that is had: "Moody's put", "St Brigid's said"; not "of Low's"."""
    parse, at = name.parse, name.last
    if parse.tokens[at - 1].text in _NO_BODIES:
        return False  # "to cure Alzheimer's"
    if at + 1 >= len(parse) or parse.word(at) != "'s" or parse.xpos[at] != "POS" or name.before() in _COMPARED:
        return False
    if parse.xpos[at + 1] in ("VBN", "VBG"):
        return False  # "Low's gone"
    return parse.upos[at + 1] in ("VERB", "AUX", "ADP", "SCONJ") or parse.tokens[at + 1].text in (",", ".", ";")


def is_saints(name: Named) -> bool:
    """Whether such a name is a saint's."""
    return (
        name.parse.word(name.first).removesuffix(".") in _SAINTS
        and name.last - name.first > 1
        and stands_for_house(name)
    )


def is_held(name: Named) -> bool:
    """Whether a hyphen says whose it is: "the state-owned Senna Rail", "the Oslo-listed Norrland"."""
    return name.before() in _HELD_BY and name.before(2) == "-"


def is_among_bodies(name: Named) -> bool:
    """Whether it is one of so many bodies: "two funds, Copper Wren and Pell Garvey,"."""
    return any(_is_one_of(name.parse, at, name.first) for at in {name.head, name.last - 1})


def _is_one_of(parse: Parse, at: int, first: int) -> bool:
    while parse.relation(at) in ("conj", "appos") and parse.heads[at] < at:
        at = parse.heads[at]
        several = parse.xpos[at] == "NNS" and parse.first(at, "nummod") is not None and parse.word(at + 1) == ","
        if several and not _BODIES_ALONE.isdisjoint(singulars(parse.word(at))):
            return all(parse.upos[between] not in ("VERB", "AUX") for between in range(at, first))
    return False


def is_one_of_rivals(name: Named) -> bool:
    """Whether it is what one of several rivals is called: "left for a rival, Coldwater Gear"."""
    parse, noun = name.parse, name.governor
    beside = noun != ROOT and noun < name.first and parse.relation(name.head) == "appos"
    return beside and parse.word(noun) in _RELATED and parse.first(noun, "det") is not None


def is_related(name: Named) -> bool:
    """Whether it is what a body's rival or parent is called: "its competitor, Zontek"."""
    parse, noun = name.parse, name.governor
    if noun == ROOT or noun > name.first or parse.word(noun) not in _RELATED or parse.relation(name.head) != "appos":
        return False
    return any(parse.word(each) in _ITS for each in parse.having(noun, "nmod"))


def behind_related(name: Named) -> bool:
    """Whether what it is to another body stands behind it: "KBR Talbot, a rival of Zontek"."""
    return name.behind in _RELATED


def is_known_as(name: Named) -> bool:
    """Whether a body's noun is called so: "a gang known as Los Delfines", "the group called Tall Orchard"."""
    parse = name.parse
    verb = name.first - 2 if name.before() == "as" else name.first - 1
    if verb < 1 or parse.word(verb) not in _CALLED or parse.xpos[verb] != "VBN":
        return False
    return parse.relation(verb) == "acl" and parse.word(parse.heads[verb]) in BODIES - HUMAN


def which_acts(name: Named) -> bool:
    """Whether it has done something to somebody or something: "Zontek, which bought the mine"."""
    parse = name.parse
    verb = relative(name, "which")
    if verb is None or parse.heads[name.last + 1] != verb or parse.relations[name.last + 1] != "nsubj":
        return False
    return parse.first(verb, "obj", "ccomp", "xcomp") is not None


def is_called_thing(name: Named) -> bool:
    """Whether a thing is called so: "a program called RustStop", "The scheme, known as the Clean Field Standard,"."""
    parse = name.parse
    verb = name.first - 1 - (name.before() == "the")
    verb -= parse.word(verb) == "as" if verb > 0 else 0
    if verb < 1 or parse.word(verb) not in _CALLED or parse.xpos[verb] != "VBN" or parse.relation(verb) != "acl":
        return False
    noun = parse.heads[verb]
    return parse.upos[noun] == "NOUN" and parse.word(noun) not in BODIES | _OF_PEOPLE


def has_shares_or_chair(name: Named) -> bool:
    """Whether it has a chairman, shares or the like: "the chief executive of Zontek", "shares in Zontek"."""
    parse, noun = name.parse, name.governor
    if noun == ROOT or parse.relation(name.head) != "nmod" or noun > name.first or goes_on(name):
        return False
    case = prepositions(parse, name.head)
    word = parse.word(noun)
    full = f"{parse.word(noun - 1)} {word}" if noun else word
    if word in _OFFICERS or full in _OFFICERS:
        return "of" in case or "at" in case
    return ("of" in case and word in _OWNED) or ("in" in case and word in _HELD)


def is_acquired(name: Named) -> bool:
    """Whether somebody buys it."""
    verb = name.governor
    return verb != ROOT and name.parse.relations[name.head] == "obj" and name.parse.word(verb) in _ACQUIRES


def is_somebodys(name: Named) -> bool:
    """Whether "of" leads to it from somebody's name: "Ann Low of Crane Whitlock said"."""
    parse, noun = name.parse, name.governor
    if noun == ROOT or parse.relation(name.head) != "nmod" or name.before() != "of" or noun > name.first:
        return False
    end = name.first - 1 - (name.before(2) == ",")
    return any(
        each.kind == "person" and each.first <= noun < each.last == end and each.last - each.first > 1
        for each in parse.names
    )  # fmt: skip


def works_at(name: Named) -> bool:
    """Whether somebody works at it or speaks for it: "an analyst at Zontek", "a spokesman for Zontek"."""
    parse, noun = name.parse, name.governor
    if noun == ROOT or parse.relation(name.head) != "nmod" or noun > name.first or goes_on(name):
        return False
    case, word = prepositions(parse, name.head), parse.word(noun)
    trade = word in _PEOPLE or word.removesuffix("s") in _PEOPLE
    return ("at" in case and trade) or ("for" in case and word in _SPEAKING_FOR)


def articled(name: Named) -> bool:
    """Whether an article belongs to a name of two words or more: "the Harbour Wire", not "the Prime Minister"."""
    parse, at = name.parse, name.first - 1
    if at < 0 or name.last - name.first < 2 or parse.word(at) != "the" or not name.holds(parse.heads[at]):
        return False
    last = parse.word(name.last - 1)
    return last not in HUMAN and last not in TITLES and parse.xpos[name.last - 1] == "NNP" and not belongs(name)


def articled_acts(name: Named) -> bool:
    """Whether such a name speaks, or is told or has done something: "seen by the Harbour Wire"."""
    parse, verb = name.parse, name.governor
    if verb == ROOT or not (articled(name) or has_foreign_article(name)):
        return False
    relation = parse.relations[name.head]
    return (
        (
            relation == "nsubj"
            and (parse.word(verb) in _SPEECH or has_foreign_article(name))
            and parse.first(verb, "ccomp", "obj", "parataxis") is not None
        )
        or (relation == "obl:agent" and parse.word(verb) in _DONE)
        or relation == "iobj"
        or (relation == "obj" and parse.word(verb) == "told")
    )


def speaks(name: Named) -> bool:
    verb = name.governor
    return verb != ROOT and name.parse.relations[name.head] == "nsubj" and name.parse.word(verb) in _SPEECH


def is_founded(name: Named) -> bool:
    """Whether it was founded: "Zontek was founded", "Zontek, founded in 1998,"."""
    parse, verb = name.parse, name.governor
    if verb != ROOT and parse.relations[name.head] == "nsubj:pass" and parse.word(verb) in _FOUNDED:
        return True
    return any(parse.word(each) in _FOUNDED and parse.xpos[each] == "VBN" for each in parse.having(name.head, "acl"))


def is_led(name: Named) -> bool:
    """Whether somebody heads, chairs or joins it."""
    verb = name.governor
    return verb != ROOT and name.parse.relations[name.head] == "obj" and name.parse.word(verb) in _LED


def owns(name: Named) -> bool:
    """Whether "its" goes back to it as the subject: "Zontek said its pumps were safe"."""
    parse, verb = name.parse, name.governor
    if verb < name.last or parse.relations[name.head] not in ("nsubj", "nsubj:pass"):
        return False
    for at in range(name.last, min(len(parse), verb + 8)):
        if parse.word(at) in _ITS:
            return parse.relation(at) == "nmod" and at > name.last + 1
        if at > verb and parse.upos[at] in ("NOUN", "PROPN"):
            return False  # of another thing: "Low said the firm lost its case"
    return False


def says_it(name: Named) -> bool:
    """Whether it says what "it" does: "KBR Talbot said it would cut jobs"."""
    return said_of(name) in _IT


def says_he(name: Named) -> bool:
    """Whether it says what "he" or "she" does."""
    return said_of(name) in _HE


def thing_acts(name: Named) -> bool:
    """Whether what begins with a thing speaks, or is told something: "They told Copper Wren"."""
    verb = name.governor
    told = verb != ROOT and name.parse.relations[name.head] in ("obj", "iobj") and name.parse.word(verb) == "told"
    return (told or speaks(name)) and opens_with_thing(name) and name.parse.word(name.first) not in _LANDS


def said_of(name: Named) -> str:
    """The subject of what it says, in lower case; empty where there is none."""
    parse = name.parse
    said = parse.first(name.governor, "ccomp") if speaks(name) else None
    subject = None if said is None else parse.first(said, "nsubj")
    return "" if subject is None else parse.word(subject)


def has_officer(name: Named) -> bool:
    """Whether it has a director, an editor or the like: "Zontek's finance director"."""
    parse, noun = name.parse, name.governor
    if noun == ROOT or name.after() != "'s" or parse.relations[name.head] != "nmod:poss":
        return False
    return parse.word(noun) in _POSTS


def is_dateline(name: Named) -> bool:
    """Whether it stands in the brackets of a dateline: "LODZ, May 3 (Harbour Wire) —"."""
    return name.before() == "(" and name.after() == ")" and name.after(1) in ("—", "–", "-", "--") and name.last < 20
