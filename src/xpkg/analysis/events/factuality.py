"""Decides whether a sentence asserts an event: not where it is denied, false, fictional or narrowly avoided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xpkg.analysis.events.nominal_factuality import clause_heads, to_infinitive
from xpkg.analysis.events.sentence_tree import SentenceTree
from xpkg.analysis.events.word_classes import DETERMINERS, HARD
from xpkg.lexicon import closed_classes
from xpkg.lexicon.factuality_cues import Trait, having
from xpkg.model import Attribution, Span, SpeechAct
from xpkg.syntax.arguments import subject
from xpkg.syntax.clauses import modality, negation
from xpkg.syntax.nominals import first_conjunct, prepositions
from xpkg.syntax.tree import ROOT, Parse, ancestors, subtree

_DENYING = frozenset((SpeechAct.DENIES, SpeechAct.REFUSES, SpeechAct.OPPOSES))
_NEGATIVE_SUBJECTS = closed_classes.having(closed_classes.Trait.NEGATIVE_SUBJECT)
_CONJUNCTIONS = closed_classes.having(closed_classes.Trait.COORDINATOR)
_NOBODY = _NEGATIVE_SUBJECTS - DETERMINERS - _CONJUNCTIONS - {"nothing"}
_WHERE_HOW = closed_classes.having(closed_classes.Trait.WH_WORD) - closed_classes.having(
    closed_classes.Trait.RELATIVE_PRONOUN
) | {"whose"}
_FACTIVE = having(Trait.FACTIVE)
_NONVERIDICAL = having(Trait.NONVERIDICAL)
_REFUTES_SUBJECT = having(Trait.REFUTES_SUBJECT)
_CLAIMS = having(Trait.CLAIM)
_ACCOUNTS = having(Trait.ACCOUNT)
_HYPOTHESES = having(Trait.HYPOTHESIS)
_WORKS_OF_FICTION = having(Trait.FICTION)
_FICTIONAL = having(Trait.FICTIONAL)
_ANTICIPATORY = having(Trait.ANTICIPATORY)
_APPROXIMATIVE = having(Trait.APPROXIMATIVE)
_HEARSAY = having(Trait.HEARSAY)
_BESIDE = ("advmod", "aux", "det", "amod", "cop", "nsubj", "obj", "expl")
"""What hangs on a verb or noun and may say whether the clause under it is true."""


def denied(attributions: Sequence[Attribution], words: str) -> list[Span]:
    """What somebody denies, refuses or opposes, did not say, or what nobody says: the spans in order."""
    return sorted(
        span
        for each in attributions
        if each.act in _DENYING or each.negated or (each.source is not None and _nobody(each.source.cut(words)))
        for span in each.content
    )


def _nobody(source: str) -> bool:
    return (source.split() or [""])[0].lower() in _NEGATIVE_SUBJECTS


def unreal(view: SentenceTree, at: int, *, verb: bool, said: bool) -> bool:
    """Whether the sentence does not assert the event of the word at ``at``.

    ``verb`` says whether that word is a verb, ``said`` whether it lies in the content of an attribution. An
    attributed assertion remains one; an assertion without a source does not count.
    """
    tree = view.tree
    if any(_withheld(tree, clause, said=said) for clause in _that_clauses(tree, at)) or _fiction(view, at):
        return True
    return verb and (_missed(tree, at) or _nobody_did(tree, at))


def ahead(view: SentenceTree, at: int) -> bool:
    """Whether a named event at ``at`` is only wished for, planned or still to come in its sentence.

    "calls to boycott the 2034 Games", "will attend the summit"; but "attended the Games", "during the war".
    """
    tree = view.tree
    words = {view.low(place) for place in range(view.first(at), at) if view.mention_on[place] is None}
    heads = tuple(clause_heads(tree, at))
    for each in ancestors(tree, at):
        words.add(tree.word(each))
        if each in heads or tree.upos[each] == "VERB":
            break
    if words & _ANTICIPATORY:
        return True
    governed = bool(tree.having(at, "case")) or tree.relation(at) != "obj"
    for verb in heads:
        could = any(tree.word(each) in {"could", "would"} for each in tree.having(verb, "aux"))
        if modality(tree, verb) is not None and not could:
            return True
        if not governed and to_infinitive(tree, verb):
            return True
    return False


def _that_clauses(tree: Parse, at: int) -> Iterator[int]:
    """The head of each clause with "that" around the token at ``at``, or of the one that it is joined to."""
    for each in (at, *ancestors(tree, at)):
        clause = first_conjunct(tree, each)
        if tree.relation(clause) in {"ccomp", "acl", "csubj", "advcl", "parataxis"} and any(
            tree.word(mark) == "that" for mark in tree.having(clause, "mark")
        ):
            yield clause


def _withheld(tree: Parse, clause: int, *, said: bool) -> bool:
    """Whether what the clause hangs on leaves open whether it is true, or denies it."""
    head = tree.heads[clause]
    if head == ROOT:
        return False
    words, negated = _told_by(tree, head, clause)
    if _FACTIVE & words:
        return False
    if negated or words & (_NEGATIVE_SUBJECTS | _NONVERIDICAL):
        return True
    noun = tree.word(head)
    if noun in _HYPOTHESES or (noun in _CLAIMS and not said):
        return True
    return noun in _CLAIMS | _ACCOUNTS and _refuted(tree, clause)


def _told_by(tree: Parse, head: int, clause: int) -> tuple[frozenset[str], bool]:
    """The words that say how true the ``clause`` under ``head`` is, and whether they are negated.

    They are those of its own head, of what stands beside it, and of what this is a part of: "failed | to show that".
    """
    words: set[str] = set()
    negated = False
    while head != ROOT:
        beside = [each for each in tree.having(head, *_BESIDE) if each < clause and each != clause]
        words |= {tree.word(each) for each in (head, *beside)}
        words |= {tree.word(below) for each in beside for below in tree.having(each, "det", "advmod", "amod")}
        negated = negated or negation(tree, head) is not None
        if tree.relation(head) not in {"xcomp", "obj", "obl", "nmod", "nsubj"} or tree.relation(head) == "conj":
            break
        head = tree.heads[head]
    return frozenset(words), negated


def _refuted(tree: Parse, clause: int) -> bool:
    """Whether words behind the clause deny what the noun above it claims: "the report that it sank | was false"."""
    return any(
        tree.word(here) in _REFUTES_SUBJECT or (tree.word(here) == "true" and _not(tree, here - 1))
        for here in range(clause + 1, len(tree))
    )


def _not(tree: Parse, at: int) -> bool:
    return tree.word(at) in closed_classes.having(closed_classes.Trait.NEGATOR)


def _fiction(view: SentenceTree, at: int) -> bool:
    """Whether it is the plot of a play or novel: "the play, in which …", "In the novel …"; or the clause presents it
    as pretended."""
    tree = view.tree
    start = at
    while start > 0 and view.low(start - 1) not in HARD:
        start -= 1
    for here in range(start, at):
        if view.low(here) in _FICTIONAL:
            return True
        noun = view.low(here) in _WORKS_OF_FICTION and view.mention_on[here] is None
        if not noun or tree.relation(here) == "compound":
            continue
        if "in" in prepositions(tree, here) and view.first(here) <= start + 2:
            return True
        if any(at in subtree(tree, each) and _in_which(tree, each) for each in tree.having(here, "acl:relcl")):
            return True
    return False


def _in_which(tree: Parse, verb: int) -> bool:
    """Whether the relative clause of ``verb`` is opened by "where", "in which", "whose"."""
    inside = subtree(tree, verb)
    return any(
        tree.word(each) in _WHERE_HOW or (tree.word(each) == "which" and "in" in prepositions(tree, each))
        for each in inside
        if each < verb
    )


def _missed(tree: Parse, verb: int) -> bool:
    """ "almost died", "was nearly killed", "allegedly shot"; but "almost immediately resigned" happened."""
    here = verb - 1
    auxiliaries = tree.having(verb, "aux", "mark")
    while here >= 0 and (here in auxiliaries or tree.upos[here] == "ADV" or tree.word(here) in _APPROXIMATIVE):
        if tree.word(here) in _HEARSAY:
            return True
        before = here + 1 == verb or here + 1 in auxiliaries or tree.word(here + 1) == "certainly"
        if tree.word(here) in _APPROXIMATIVE and before:
            return True
        here -= 1
    return False


def _nobody_did(tree: Parse, verb: int) -> bool:
    """Whether the subject is nobody: "Neither … nor …", "No officer …", "None of them …", "Not one of them …"."""
    doer = subject(tree, verb)
    if doer is None:
        return False
    places = subtree(tree, doer, ("acl:relcl", "acl"))
    opened, then = tree.word(places[0]), tree.word(places[min(1, len(places) - 1)])
    if {tree.word(each) for each in places} & _NOBODY or opened == "no":
        return True
    return opened == "not" and then in DETERMINERS
