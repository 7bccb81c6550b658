"""The arguments of a verb: subject, objects, agent, complement clause, and who is meant where none is written."""

from __future__ import annotations

from functools import cache

from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.inflection import forms
from xpkg.lexicon.reporting import Frame, reporting_verbs
from xpkg.syntax.nominals import antecedent, first_conjunct, prepositions
from xpkg.syntax.tree import ROOT, Parse


@cache
def _subject_control() -> frozenset[str]:
    """The forms of verbs whose infinitive is the subject's own, also beside an object: "She promised him to stay"."""
    own = (
        verb.lemma
        for verb in reporting_verbs()
        if Frame.INFINITIVE in verb.frames and Frame.HEARER_INFINITIVE not in verb.frames
    )
    return frozenset(form for lemma in own for form in forms(lemma))


def is_passive(parse: Parse, verb: int) -> bool:
    """Whether the verb at ``verb`` is passive: a passive subject or auxiliary, or a participle on a noun."""
    if parse.having(verb, "nsubj:pass", "aux:pass", "csubj:pass", "obl:agent"):
        return True
    if parse.having(verb, "nsubj", "obj", "aux"):
        return False
    if parse.relation(verb) == "conj" and parse.xpos[verb] == "VBN":
        return is_passive(parse, first_conjunct(parse, verb))
    return parse.relation(verb) == "acl" and parse.xpos[verb] == "VBN"


def is_participle(parse: Parse, verb: int) -> bool:
    """Whether the verb at ``verb`` is a participle without an auxiliary: "saying" of "she left, saying so"."""
    return parse.xpos[verb] in {"VBG", "VBN"} and not parse.having(verb, "aux")


def own_subject(parse: Parse, verb: int) -> int | None:
    """The subject that hangs on the verb at ``verb`` itself, active or passive; a relative pronoun is one."""
    return parse.first(verb, "nsubj")


def subject(parse: Parse, verb: int) -> int | None:
    """The noun or pronoun that is the subject of the verb at ``verb``, where the tree tells it.

    Its own; the antecedent for a relative pronoun; that of the verb that it is joined to; the noun that a participle
    modifies; for an infinitive or an open clause the object or subject of the verb above it (control). None for a
    clause as subject, for "it" without meaning and "there" (``expl``), and where nothing tells it.
    """
    seen: set[int] = set()
    while verb not in seen:
        seen.add(verb)
        own = own_subject(parse, verb)
        if own is not None:
            if parse.word(own) in having(Trait.RELATIVE_PRONOUN) and (noun := antecedent(parse, verb)) is not None:
                return noun
            return own
        if parse.having(verb, "csubj", "expl"):
            return None
        head = parse.heads[verb]
        relation = parse.relation(verb)
        if head == ROOT:
            return None
        if parse.relations[verb] == "acl:relcl":
            return None  # the antecedent is its object: "the town they left"
        if relation == "acl":
            return head if parse.xpos[verb] in {"VBN", "VBG"} else None
        if relation == "xcomp":
            governed = parse.first(head, "obj", "iobj")
            if governed is not None and parse.word(head) not in _subject_control():
                return governed
        elif relation not in {"conj", "advcl"} or (
            relation == "advcl" and parse.having(verb, "mark") and parse.xpos[verb] not in {"VBG", "VBN", "VB"}
        ):
            return None
        verb = head
    return None


def object_of(parse: Parse, verb: int) -> int | None:
    """The direct object of the verb at ``verb``; for a relative clause that lacks one, and whose pronoun it is, the
    antecedent."""
    own = parse.first(verb, "obj")
    if own is not None and parse.word(own) in having(Trait.RELATIVE_PRONOUN):
        noun = antecedent(parse, verb)
        return own if noun is None else noun
    return own


def passive_agent(parse: Parse, verb: int) -> int | None:
    """Who does what the passive verb at ``verb`` tells: "police" of "was held by police"."""
    own = parse.first(verb, "obl:agent")
    return own if own is not None else oblique(parse, verb, "by") if is_passive(parse, verb) else None


def agent(parse: Parse, verb: int) -> int | None:
    """Who does what the verb at ``verb`` tells: the subject of an active verb, the agent of a passive one."""
    return passive_agent(parse, verb) if is_passive(parse, verb) else subject(parse, verb)


def patient(parse: Parse, verb: int) -> int | None:
    """To whom it is done: the object of an active verb, the subject of a passive one."""
    return subject(parse, verb) if is_passive(parse, verb) else object_of(parse, verb)


def oblique(parse: Parse, verb: int, preposition: str) -> int | None:
    """The head of the phrase with ``preposition`` that hangs on the verb at ``verb``."""
    return next((each for each in parse.having(verb, "obl") if preposition in prepositions(parse, each)), None)


def opens_adjunct(parse: Parse, at: int, verb: int) -> bool:
    """Whether the word at ``at`` begins a phrase of the verb that is no object of it: "**on** Monday", "**twice**"."""
    head = at
    while parse.relation(head) in {"case", "det", "amod", "nummod"}:
        head = parse.heads[head]
    return parse.heads[head] == verb and (parse.relation(head) in {"obl", "advmod"} or parse.upos[head] == "ADP")


def complement_clause(parse: Parse, verb: int) -> int | None:
    """The head of the clause that the verb at ``verb`` takes: "rained" of "said that it rained" (``ccomp``), "leave" of
    "asked him to leave" (``xcomp``)."""
    found = parse.first(verb, "ccomp")
    if found is not None:
        return found
    return next((each for each in parse.having(verb, "xcomp") if parse.upos[each] in {"VERB", "AUX"}), None)
