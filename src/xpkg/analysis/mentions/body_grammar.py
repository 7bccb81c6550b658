"""Reads in the tree how a name is used that only a body's can be: "the Tulsa Rain were late", "Clear Path and its"."""

from __future__ import annotations

from xpkg.analysis.mentions.name_syntax import Named, goes_on
from xpkg.lexicon import body_verbs, noun_kinds
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.syntax.nominals import prepositions
from xpkg.syntax.tree import ROOT

_ITS = having(Trait.NEUTER) & having(Trait.POSSESSIVE_DETERMINER)
_AT = body_verbs.having(body_verbs.Trait.AT_BODIES)
_PEOPLE = noun_kinds.person_nouns()


def takes_plural(name: Named) -> bool:
    """Whether a name in the singular has a verb in the plural, as a team or band has: "the Tulsa Rain were late"."""
    parse, verb = name.parse, name.governor
    if verb == ROOT or verb < name.last or parse.xpos[name.last - 1] != "NNP" or parse.having(name.head, "conj"):
        return False
    if parse.relations[name.head] not in ("nsubj", "nsubj:pass") or parse.first(verb, "mark", "expl") is not None:
        return False
    if parse.word(name.last - 1).endswith("s") or parse.upos[name.last] == "PUNCT":
        return False  # "Thais are", "The recipients, said Low, are"
    helps = [at for at in (*parse.having(verb, "aux"), *parse.having(verb, "cop")) if name.last <= at < verb]
    plural = bool(helps) and (parse.xpos[min(helps)] == "VBP" or parse.word(min(helps)) == "were")
    return plural and not _joined(name, min(helps))


def _joined(name: Named, end: int) -> bool:
    """Whether "and" stands in the name or between it and token ``end``, or before it."""
    parse = name.parse
    return any(parse.upos[at] == "CCONJ" for at in range(max(0, name.first - 2), end))


def has_its_own(name: Named) -> bool:
    """Whether "and its" follows: "Clear Path and its partners"."""
    return name.is_long and name.after() == "and" and name.after(1) in _ITS


def works_there(name: Named) -> bool:
    """Whether somebody works, teaches or learns at it."""
    verb = name.governor
    at = verb != ROOT and "at" in prepositions(name.parse, name.head)
    return at and name.parse.word(verb) in _AT and not goes_on(name)


def sends(name: Named) -> bool:
    """Whether people of a trade are from it: "bankers from Velvet Anchor"."""
    parse, noun = name.parse, name.governor
    if noun == ROOT or noun > name.first or parse.relation(name.head) != "nmod" or goes_on(name):
        return False
    word = parse.word(noun)
    return name.before() == "from" and bool({word, word.removesuffix("s")} & _PEOPLE)
