"""Clauses: which one a token is in, what belongs to it, and whether it denies, supposes or asks."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache

from xpkg.lexicon import verb_classes
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.syntax.nominals import first_conjunct, prepositions
from xpkg.syntax.tree import Parse, subtree

_CLAUSAL = ("ccomp", "xcomp", "advcl", "acl", "csubj", "parataxis")
"""The relations by which one clause hangs on another or on a noun."""


class Modality(StrEnum):
    """What a modal auxiliary makes of its clause (Quirk et al. 1985, 4.49-4.60)."""

    POSSIBILITY = "possibility"
    NECESSITY = "necessity"
    PREDICTION = "prediction"


@cache
def _modalities() -> Mapping[str, Modality]:
    """The modality of each modal auxiliary, in lower case."""
    return {word: modality for modality in Modality for word in having(Trait(modality.value))}


def is_clause(parse: Parse, at: int) -> bool:
    """Whether the token at ``at`` heads a clause: the root, a subordinate clause, or a verb joined to one of these."""
    relation = parse.relation(at)
    if relation == "conj":
        return is_clause(parse, first_conjunct(parse, at)) and _predicates(parse, at)
    return relation == "root" or relation in _CLAUSAL


def _predicates(parse: Parse, at: int) -> bool:
    return parse.upos[at] in {"VERB", "AUX"} or bool(parse.having(at, "nsubj", "csubj", "cop"))


def clause(parse: Parse, head: int) -> tuple[int, ...]:
    """The places of the clause with the head ``head``, in order, without the clauses that hang on it or in it."""
    found = []
    waiting = [head]
    while waiting:
        place = waiting.pop()
        found.append(place)
        waiting.extend(each for each in parse.dependents[place] if not is_clause(parse, each))
    return tuple(sorted(found))


def negation(parse: Parse, head: int) -> int | None:
    """The place of the word that denies the clause with the head ``head``: "not", "never", "hardly"; "no" or "nobody"
    as its subject or object. The negation of "did not say or hint" holds for both verbs."""
    own = next((each for each in parse.dependents[head] if _denies(parse, each)), None)
    if own is not None or not _shares(parse, head):
        return own
    return negation(parse, first_conjunct(parse, head))


def is_delayed(parse: Parse, head: int) -> bool:
    """Whether the clause with the head ``head`` denies in the past only what came "until" something, so that it then
    happened: "was not charged until May", "did not return until 1946"."""
    past = any(parse.xpos[each] == "VBD" for each in parse.having(head, "aux"))
    until = (each for each in parse.having(head, "obl", "nmod", "advcl") if each > head)
    bound = any(parse.word(mark) == "until" for each in until for mark in parse.having(each, "case", "mark"))
    return past and bound and parse.first(head, "advmod") is not None and negation(parse, head) is not None


def _shares(parse: Parse, head: int) -> bool:
    """Whether the clause is joined to another one and shares its finite auxiliary: "would leave and be replaced"."""
    if parse.relation(head) != "conj" or parse.having(head, "nsubj", "csubj"):
        return False
    return all(parse.xpos[each] == "VB" for each in parse.having(head, "aux"))


def _denies(parse: Parse, at: int) -> bool:
    relation = parse.relation(at)
    word = parse.word(at)
    if relation in {"advmod", "cc"}:
        return word in having(Trait.NEGATOR)
    if relation in {"nsubj", "obj"}:
        if word in having(Trait.INDEFINITE_PRONOUN) and word.startswith("no"):
            return True
        denying = having(Trait.NEGATIVE, Trait.NEGATIVE_SUBJECT)
        return any(parse.word(each) in denying for each in parse.having(at, "det", "cc:preconj"))
    return False


def modality(parse: Parse, head: int) -> Modality | None:
    """What the modal auxiliaries of the clause with the head ``head`` make of it; its own or those it shares with the
    verb that it is joined to. None where there are none."""
    for each in parse.having(head, "aux"):
        if found := _modalities().get(parse.word(each)):
            return found if parse.xpos[each] == "MD" else None
    if _shares(parse, head):
        return modality(parse, first_conjunct(parse, head))
    return None


def is_question(parse: Parse, head: int) -> bool:
    """Whether the clause with the head ``head`` asks: a question mark ends it, or its auxiliary precedes its subject.

    Where another word turns the order, it does not ask ("Never had she said", "so did he").
    """
    if any(parse.tokens[each].text.endswith("?") for each in parse.having(head, "punct") if each > head):
        return True
    subject = parse.first(head, "nsubj")
    auxiliary = parse.first(head, "aux", "cop")
    if subject is None or auxiliary is None or auxiliary > subject or auxiliary > head:
        return False
    before = [each for each in subtree(parse, head) if each < auxiliary and parse.upos[each] != "PUNCT"]
    return all(parse.word(each) in having(Trait.WH_WORD) or parse.relation(each) == "cc" for each in before) and (
        parse.relation(head) not in {"advcl"}
    )


def is_conditional(parse: Parse, head: int) -> bool:
    """Whether the clause with the head ``head`` is a condition: "if", "unless" or "whether" opens it, or its order does
    ("Had she said so, …")."""
    if any(parse.word(each) in having(Trait.CONDITIONAL) for each in parse.having(head, "mark")):
        return True
    if parse.relation(head) != "advcl":
        return False
    subject = parse.first(head, "nsubj")
    auxiliary = parse.first(head, "aux", "cop")
    return auxiliary is not None and subject is not None and auxiliary < subject and not parse.having(head, "mark")


def is_outcome(parse: Parse, verb: int) -> bool:
    """Whether the infinitive at ``verb`` tells what came of the verb above: "rose to become", "went on to found".

    What somebody went somewhere to do is an aim.
    """
    head = parse.heads[verb]
    if not _is_infinitive(parse, verb) or head < 0 or parse.relation(verb) not in {"advcl", "xcomp"}:
        return False
    goals = (each for each in parse.having(head, "obl") if "to" in prepositions(parse, each))
    return parse.word(head) in verb_classes.having(verb_classes.Trait.OUTCOME) and next(goals, None) is None


def _is_infinitive(parse: Parse, verb: int) -> bool:
    """Whether the verb, or the "be" of a predicate noun, is an infinitive with "to"."""
    copula = parse.first(verb, "cop")
    tag = parse.xpos[verb if copula is None else copula]
    return tag == "VB" and any(parse.word(each) == "to" for each in parse.having(verb, "mark"))


def _is_to_be(parse: Parse, verb: int) -> bool:
    """Whether the auxiliaries say that something is to come: "is to be elected"."""
    to = next((each for each in parse.having(verb, "mark", "aux") if parse.word(each) == "to"), None)
    return to is not None and any(each < to for each in parse.having(verb, "aux"))


def is_asserted(parse: Parse, verb: int) -> bool:
    """Whether the clause of the verb (or predicate noun) at ``verb`` says that something is or was so.

    It neither denies, asks nor supposes. It has no modal, no bare infinitive or gerund as its verb, no "is to be", and
    no "when" before a present that means the future ("when she becomes mayor").
    """
    if negation(parse, verb) is not None or modality(parse, verb) is not None or _is_to_be(parse, verb):
        return False
    openers = having(Trait.TEMPORAL_SUBORDINATOR)
    opened = any(parse.word(each) in openers for each in parse.having(verb, "advmod", "mark"))
    if opened and parse.xpos[verb] in {"VBZ", "VBP"}:
        return False
    bare = parse.xpos[verb] in {"VB", "VBG"} and not parse.having(verb, "aux")
    bare = bare or _is_infinitive(parse, verb)  # "is unfit to be mayor"
    return not bare and not is_question(parse, verb) and not is_conditional(parse, verb)
