"""Mends what the parser is known to get wrong in the clauses that tell happenings, before events are read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from xpkg.analysis.events.clause_repairs import (
    base_among_pasts,
    joined_across_aside,
    joined_past,
    joined_to_last_clause,
    later_before_subject,
    not_oneself,
    opening_of_first_clause,
    subject_after_date,
    subject_as_oblique,
    subject_of_first_clause,
    that_month,
    verb_behind_aside,
)
from xpkg.analysis.events.phrase_repairs import (
    Change,
    body_behind_body,
    found_guilty,
    hyphened_number,
    kept_object,
    name_behind_office,
    office_before_name,
    particle_in_name,
    rank_read_as_verb,
    relative_of_what_is_beside,
    sum_as_object,
    title_before_name,
)
from xpkg.analysis.events.triggers import Form, triggers
from xpkg.lexicon import modifiers, verb_classes
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.irregular_verbs import irregular_pasts, irregular_verbs
from xpkg.syntax.tree import ROOT, Parse, subtree

_DITRANSITIVE = verb_classes.having(verb_classes.Trait.DITRANSITIVE)
_RANKING = modifiers.having(modifiers.Trait.RANKING)
_CONJUNCTIONS = having(Trait.TEMPORAL_SUBORDINATOR)
_REFLEXIVE = having(Trait.REFLEXIVE_PRONOUN)
_PAST = frozenset(("VBD", "VBN"))
_OBJECT = "obj"


def mended(tree: Parse) -> Parse:
    """``tree`` after each of ``REPAIRS``, done to what the one before left; ``tree`` itself where none fits."""
    for repair in REPAIRS:
        changes = list(repair(tree))
        if changes and _is_tree(changed := _changed(tree, changes)):
            tree = changed
    return tree


def _is_tree(tree: Parse) -> bool:
    """Whether each token leads up to a root, and none to itself."""
    sound: set[int] = {ROOT}
    for at in range(len(tree)):
        path: list[int] = []
        while at not in sound:
            path.append(at)
            sound.add(at)
            at = tree.heads[at]
            if at in path:
                return False
    return True


def _changed(tree: Parse, changes: list[Change]) -> Parse:
    heads, relations, xpos, upos = list(tree.heads), list(tree.relations), list(tree.xpos), list(tree.upos)
    for place, head, relation, tag in changes:
        if tag.startswith("VB") and not xpos[place].startswith("VB"):
            upos[place] = "VERB"
        if tag.startswith("NN") and upos[place] == "VERB":
            upos[place] = "NOUN"
        heads[place], relations[place], xpos[place] = head, relation, tag
    return replace(tree, heads=tuple(heads), relations=tuple(relations), xpos=tuple(xpos), upos=tuple(upos))


def last_done(tree: Parse) -> Iterator[Change]:
    """ "was last seen": the participle is the predicate, and not the adjective before it."""
    for at in range(len(tree) - 1):
        verb = at + 1
        said = tree.word(at) in _RANKING and tree.heads[verb] == at and tree.xpos[verb] == "VBN"
        if not said or tree.first(at, "cop") is None:
            continue
        passive = {"cop": "aux:pass", "nsubj": "nsubj:pass"}
        yield verb, tree.heads[at], tree.relations[at], "VBN"
        yield at, verb, "advmod", tree.xpos[at]
        for each in tree.dependents[at]:
            if each != verb:
                yield each, verb, passive.get(tree.relations[each], tree.relations[each]), tree.xpos[each]


def past_read_otherwise(tree: Parse) -> Iterator[Change]:
    """ "When the army overthrew him": what has a subject and an irregular past's form is neither noun nor present."""
    for at in sorted(set(_with_subjects(tree))):
        noun = tree.xpos[at].startswith("NN") and tree.upos[at] != "PROPN"
        if not (noun or tree.xpos[at] == "VBP"):
            continue
        if not tree.having(at, "det", "cop", "case", "nmod:poss", "amod", "aux") and _is_past(tree.word(at)):
            yield at, tree.heads[at], tree.relations[at], "VBD"


def _with_subjects(tree: Parse) -> list[int]:
    """The places of what has a subject, one for each subject."""
    relations = tree.relations
    return [head for at, head in enumerate(tree.heads) if relations[at].startswith("nsubj") and head != ROOT]


def _is_past(word: str) -> bool:
    """Whether a word is a past and no base: "overthrew", not "read"."""
    told = any(row.form is Form.PAST and row.finite for row in triggers().get(word, ()))
    return told or (word in irregular_pasts() and word not in irregular_verbs())


def two_subjects(tree: Parse) -> Iterator[Change]:
    """ "A founder of the club, Jane Doe was elected", "Soon after his arrival Jane Doe was hired": of two subjects
    before a verb the last is its own, and the first tells of it or of the time."""
    subjects = _with_subjects(tree)
    for verb in sorted({each for each in subjects if subjects.count(each) > 1}):
        own = [each for each in tree.having(verb, "nsubj") if each < verb]
        if len(own) != 2 or tree.upos[own[0]] not in {"NOUN", "PROPN"} or tree.upos[own[1]] not in {"PROPN", "PRON"}:
            continue
        first, last = own
        if tree.word(last) in _REFLEXIVE:
            yield last, verb, "advmod", tree.xpos[last]  # "Her lawyer, Jane Doe, herself received"
            continue
        mark = next((each for each in tree.having(verb, "mark") if each < first), None)
        if mark is not None and tree.word(mark) in _CONJUNCTIONS:
            yield first, verb, "obl", tree.xpos[first]
            yield mark, first, "case", "IN"
        elif any(tree.word(each) == "," for each in range(first, last)):
            yield first, last, "appos", tree.xpos[first]
            yield from _of_the_last_name(tree, first)


def _of_the_last_name(tree: Parse, noun: int) -> Iterator[Change]:
    """ "The pupil of Jane Doe, who | died in 1984, Ann Hill was": who is told of has a name right before "who"."""
    for verb in tree.having(noun, "acl:relcl"):
        before = [each for each in tree.having(noun, "nmod") if each < verb and tree.upos[each] == "PROPN"]
        opens = min(subtree(tree, verb, ("punct",)))
        if before and max(subtree(tree, before[-1], ("punct", "acl:relcl"))) == opens - 2:
            yield verb, before[-1], "acl:relcl", tree.xpos[verb]


def active_after_passive(tree: Parse) -> Iterator[Change]:
    """ "was summoned and left the town": a past with an object of its own does not share the passive before it."""
    for at in range(len(tree)):
        if tree.xpos[at] != "VBN" or tree.relation(at) != "conj" or tree.having(at, "aux", "nsubj"):
            continue
        if tree.having(at, _OBJECT) and tree.word(at) not in _DITRANSITIVE and _also_past(tree.word(at)):
            yield at, tree.heads[at], tree.relations[at], "VBD"


def _also_past(participle: str) -> bool:
    return participle.endswith("ed") or any(participle in verb.past for verb in irregular_verbs().values())


def passive_without_auxiliary(tree: Parse) -> Iterator[Change]:
    """ "Jane Doe, who was never charged, died": a verb that takes no object has no passive."""
    for at in range(len(tree)):
        if tree.xpos[at] != "VBN" or not tree.having(at, "nsubj:pass") or tree.having(at, "aux"):
            continue
        own = [row for row in triggers().get(tree.word(at), ()) if not row.open and row.complement is None]
        if own and all(row.intransitive and len(row.objects) == 1 for row in own) and tree.relation(at) != "conj":
            yield at, tree.heads[at], tree.relations[at], "VBD"
            for each in tree.having(at, "nsubj:pass"):
                yield each, at, "nsubj", tree.xpos[each]


def listed_participle(tree: Parse) -> Iterator[Change]:
    """ "was arrested in May, charged and freed": a participle in a list of passives is joined to the first of them."""
    for at in range(2, len(tree)):
        head = tree.heads[at]
        if tree.relation(at) != "advcl" or tree.xpos[at] != "VBN" or tree.word(at - 1) != "," or head > at:
            continue
        listed = bool(tree.having(at, "conj") and tree.having(head, "aux:pass"))
        if listed and not tree.having(at, "mark", "nsubj", "aux"):
            yield at, head, "conj", "VBN"
            for each in tree.having(at, "conj"):
                yield each, head, "conj", tree.xpos[each]


def noun_clause(tree: Parse) -> Iterator[Change]:
    """ "the theory that police arrested her": "that" is no pronoun where the verb has a subject and an object."""
    for at in range(len(tree)):
        if tree.relations[at] != "acl:relcl" or not tree.having(at, "nsubj"):
            continue
        objects = tree.having(at, _OBJECT)
        that = next((each for each in objects if tree.word(each) == "that" and tree.heads[each] == at), None)
        if that is not None and that < at and any(each > at for each in objects):
            yield that, at, "mark", "IN"
            yield at, tree.heads[at], "acl", tree.xpos[at]


def subject_after_conjunction(tree: Parse) -> Iterator[Change]:
    """ "ended after rebels killed him": what the tree takes for a phrase with "after" is the subject of the verb."""
    for verb in range(len(tree)):
        if tree.xpos[verb] != "VBD" or tree.relation(verb) not in {"conj", "advcl"}:
            continue
        if tree.having(verb, "nsubj", "cc", "aux", "mark"):
            continue
        for each in tree.having(verb, "obl"):
            case = tree.first(each, "case")
            opens = case is not None and tree.word(case) in _CONJUNCTIONS
            if opens and case is not None and each < verb and "," not in map(tree.word, range(each, verb)):
                yield case, verb, "mark", "IN"
                yield each, verb, "nsubj", tree.xpos[each]
                yield verb, tree.heads[verb], "advcl", "VBD"
                break


REPAIRS: tuple[Callable[[Parse], Iterator[Change]], ...] = (
    hyphened_number,
    particle_in_name,
    past_read_otherwise,
    that_month,
    verb_behind_aside,
    rank_read_as_verb,
    two_subjects,
    last_done,
    passive_without_auxiliary,
    active_after_passive,
    joined_past,
    base_among_pasts,
    joined_to_last_clause,
    joined_across_aside,
    not_oneself,
    opening_of_first_clause,
    subject_of_first_clause,
    title_before_name,
    sum_as_object,
    listed_participle,
    noun_clause,
    office_before_name,
    name_behind_office,
    subject_after_conjunction,
    subject_after_date,
    subject_as_oblique,
    later_before_subject,
    kept_object,
    found_guilty,
    body_behind_body,
    relative_of_what_is_beside,
)
"""What is done to each tree, in order."""
