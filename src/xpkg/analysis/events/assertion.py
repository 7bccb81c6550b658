"""Decides from the tree whether a clause says that what its verb tells did happen."""

from __future__ import annotations

from xpkg.lexicon import factuality_cues, modifiers, verb_classes
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.syntax.clauses import is_conditional, is_delayed, is_outcome, is_question, modality, negation
from xpkg.syntax.tree import ROOT, Parse, ancestors

_IMPLICATIVE = verb_classes.having(verb_classes.Trait.IMPLICATIVE)
_RESULTATIVE = verb_classes.having(verb_classes.Trait.RESULTATIVE)
_PERCEPTION = verb_classes.having(verb_classes.Trait.PERCEPTION)
_RANKING = modifiers.having(modifiers.Trait.RANKING)
_PRESENT = having(Trait.PRESENT)
_FACTUAL_MARKS = having(Trait.FACTUAL_GERUND)
_NONVERIDICAL = factuality_cues.having(factuality_cues.Trait.NONVERIDICAL)
_PERFECT = having(Trait.HAVE) | (having(Trait.BE) & having(Trait.NONFINITE)) - {"be"}
"""Auxiliaries that make of a present what has happened, or is going on: "has been", "is being"."""


def asserts(tree: Parse, verb: int) -> bool:
    """Whether the clause of the verb at ``verb`` says that this happened, as far as its own words tell.

    It does where the verb is finite and past, perfect or in progress. A participle or an infinitive asserts only
    with the clause that it hangs on. What is denied, asked, supposed, planned or habitual is not asserted.
    """
    if (negation(tree, verb) is not None and not is_delayed(tree, verb)) or _modal(tree, verb):
        return False
    if is_question(tree, verb) or is_conditional(tree, verb) or doubting(tree, verb) is not None:
        return False
    own = [tree.word(each) for each in tree.having(verb, "aux")]
    if _marked_infinitive(tree, verb):
        return _infinitive(tree, verb)
    if own:
        return _auxiliaries(tree, verb, own)
    tag = tree.xpos[verb]
    if tree.relation(verb) == "conj" and not tree.having(verb, "nsubj"):
        return tag not in {"VB", "VBP", "VBZ"} and _joined(tree, verb)
    if tag == "VBD" or (tree.upos[verb] == "NOUN" and tree.having(verb, "nsubj") and not tree.having(verb, "cop")):
        return True  # "A dam burst" is at times read as a noun
    if tag == "VBN":
        return _participle(tree, verb)
    return tag == "VBG" and _gerund(tree, verb)


def doubting(tree: Parse, verb: int) -> int | None:
    """The verb that doubts or denies the clause of the verb at ``verb``: "doubt that he had him killed"."""
    head = tree.heads[verb]
    if head == ROOT or tree.relation(verb) != "ccomp":
        return None
    doubts = tree.upos[head] == "VERB" and tree.word(head) in _NONVERIDICAL and negation(tree, head) is None
    return head if doubts else None


def _modal(tree: Parse, verb: int) -> bool:
    """Whether a modal verb makes it possible, needful or to come; "who’d been arrested" has none."""
    had = {tree.word(each) for each in tree.having(verb, "aux")}
    return modality(tree, verb) is not None and not ({"'d", "been"} <= had and "have" not in had)


def _joined(tree: Parse, verb: int) -> bool:
    """Whether a verb that is joined to another without a subject of its own is asserted as that one is."""
    first = tree.heads[verb]
    if tree.xpos[verb] == "VBD" and tree.xpos[first] == "VBD":
        return not is_question(tree, first) and not is_conditional(tree, first)
    return asserts(tree, first) or (tree.xpos[verb] == "VBD" and tree.upos[first] not in {"VERB", "AUX"})


def _auxiliaries(tree: Parse, verb: int, own: list[str]) -> bool:
    """Whether the auxiliaries ``own`` of a verb are of a tense in which things have happened."""
    tag = tree.xpos[verb]
    if tag == "VB":
        return "did" in own
    if own[0] in _PRESENT and not _PERFECT & set(own):
        return False  # "is held every year", "is leaving"
    if own[0] in {"be", "having"} and tree.heads[verb] != ROOT:
        return own[0] == "having" and asserts(tree, tree.heads[verb])
    if own[0] == "being" and _perceived(tree, verb):
        return True
    if own[0] == "being":
        return tree.relation(verb) in {"advcl", "acl"} and _gerund(tree, verb)
    return own[0] not in {"be", "to"}


def _marked_infinitive(tree: Parse, verb: int) -> bool:
    return any(tree.word(each) == "to" for each in tree.having(verb, "mark", "aux"))


def _infinitive(tree: Parse, verb: int) -> bool:
    """Whether an infinitive is what somebody managed, or was made, to do; or was the first to do."""
    head = tree.heads[verb]
    if head == ROOT:
        return False
    if is_outcome(tree, verb):
        return asserts(tree, head)
    if tree.relation(verb) == "xcomp":
        return tree.word(head) in _IMPLICATIVE and asserts(tree, head)
    if tree.relations[verb] == "acl" and _ranked(tree, head):
        return _said_of(tree, head)
    return tree.relation(verb) == "conj" and _marked_infinitive(tree, head) and _infinitive(tree, head)


def _ranked(tree: Parse, noun: int) -> bool:
    """Whether the noun is "the first", "the only one", so that its infinitive tells what this one did."""
    words = {tree.word(noun), *(tree.word(each) for each in tree.having(noun, "amod", "det", "nummod", "conj"))}
    joined = {tree.word(each) for amod in tree.having(noun, "amod") for each in tree.having(amod, "conj")}
    return bool((words | joined) & _RANKING)


def _said_of(tree: Parse, noun: int) -> bool:
    """Whether it is said of somebody that he was such a one: "She was the first woman to", "became the first"."""
    copula = tree.first(noun, "cop")
    if copula is not None:
        return tree.xpos[copula] != "VB" and _is(tree, noun)
    head = tree.heads[noun]
    return tree.relation(noun) == "appos" or (head != ROOT and tree.upos[head] == "VERB" and asserts(tree, head))


def _participle(tree: Parse, verb: int) -> bool:
    """Whether a participle without auxiliaries tells what happened: "a man killed in the war", "had him poisoned"."""
    head, relation = tree.heads[verb], tree.relation(verb)
    if head == ROOT:
        return True  # "killed in the war"
    if relation == "acl":
        return _stands(tree, head)
    if relation in {"xcomp", "ccomp"}:
        return tree.word(head) in _RESULTATIVE and asserts(tree, head)
    if relation == "advcl":
        return not tree.having(verb, "mark") and asserts_or_is(tree, head)
    return relation in {"parataxis", "dep"}


def _gerund(tree: Parse, verb: int) -> bool:
    """Whether a gerund tells what happened beside its clause: ", killing 12", "after leaving the town"."""
    head, relation = tree.heads[verb], tree.relation(verb)
    if head == ROOT:
        return False
    if relation == "advcl":
        marks = {tree.word(each) for each in tree.having(verb, "mark", "case")}
        return marks <= _FACTUAL_MARKS and asserts_or_is(tree, head)
    if _perceived(tree, verb):
        return True
    if relation == "xcomp":
        return tree.word(head) in _IMPLICATIVE and asserts(tree, head)
    return False


def _perceived(tree: Parse, verb: int) -> bool:
    """Whether the clause is what somebody saw or heard: "saw soldiers beating him", "was seen being led away"."""
    head = tree.heads[verb]
    relation = tree.relation(verb)
    told = relation in {"xcomp", "ccomp"} or (relation == "advcl" and not tree.having(verb, "mark"))
    return told and head != ROOT and tree.word(head) in _PERCEPTION and asserts(tree, head)


def asserts_or_is(tree: Parse, head: int) -> bool:
    """Whether the clause of ``head``, a verb or what somebody is said to be, is asserted."""
    return asserts(tree, head) if tree.upos[head] in {"VERB", "AUX"} else _is(tree, head)


def _is(tree: Parse, predicate: int) -> bool:
    """Whether somebody is said to be what the noun or adjective at ``predicate`` tells."""
    return negation(tree, predicate) is None and modality(tree, predicate) is None


def _stands(tree: Parse, noun: int) -> bool:
    """Whether no modal verb or condition above ``noun`` leaves open whether there is any such thing."""
    for each in ancestors(tree, noun):
        if tree.upos[each] in {"VERB", "AUX"}:
            return modality(tree, each) is None and not is_conditional(tree, each)
    return True
