"""Mends what the parser is known to get wrong in the clauses that tell happenings, before events are read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from xpkg.analysis.positions.role_nouns import role_of
from xpkg.lexicon import modifiers, verb_classes
from xpkg.lexicon.calendar import Unit, numbers
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.irregular_verbs import irregular_verbs
from xpkg.syntax.tree import ROOT, Parse, ancestors

_DITRANSITIVE = verb_classes.having(verb_classes.Trait.DITRANSITIVE)
_RANKING = modifiers.having(modifiers.Trait.RANKING)
_CONJUNCTIONS = having(Trait.TEMPORAL_SUBORDINATOR)
_PAST = frozenset(("VBD", "VBN"))
_NONFINITE = frozenset(("VBG", "VB"))
_OBJECT = "obj"
_MONTHS = frozenset(month.lower() for month in (*numbers(Unit.MONTH), *numbers(Unit.MONTH, abbreviated=True)))
_SIGNS = frozenset("$£€¥")

Change = tuple[int, int, str, str]
"""A token's place, and the head, the relation and the Penn tag that it is given."""


def mended(tree: Parse) -> Parse:
    """``tree`` after each of ``REPAIRS``, done to what the one before left; ``tree`` itself where none fits."""
    for repair in REPAIRS:
        if changes := list(repair(tree)):
            tree = _changed(tree, changes)
    return tree


def _changed(tree: Parse, changes: list[Change]) -> Parse:
    heads, relations, xpos = list(tree.heads), list(tree.relations), list(tree.xpos)
    for place, head, relation, tag in changes:
        heads[place], relations[place], xpos[place] = head, relation, tag
    return replace(tree, heads=tuple(heads), relations=tuple(relations), xpos=tuple(xpos))


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


def active_after_passive(tree: Parse) -> Iterator[Change]:
    """ "was summoned and left the town": a past with an object of its own does not share the passive before it."""
    for at in range(len(tree)):
        if tree.xpos[at] != "VBN" or tree.relation(at) != "conj" or tree.having(at, "aux", "nsubj"):
            continue
        if tree.having(at, _OBJECT) and tree.word(at) not in _DITRANSITIVE and _also_past(tree.word(at)):
            yield at, tree.heads[at], tree.relations[at], "VBD"


def _also_past(participle: str) -> bool:
    return participle.endswith("ed") or any(participle in verb.past for verb in irregular_verbs().values())


def joined_past(tree: Parse) -> Iterator[Change]:
    """ "was charged with lying and freed": a past joined to a gerund or infinitive is joined to the past above it."""
    for at in range(len(tree)):
        head = tree.heads[at]
        if tree.relation(at) != "conj" or tree.xpos[at] not in _PAST or tree.upos[at] != "VERB" or head == ROOT:
            continue
        if tree.xpos[head] not in _NONFINITE or tree.having(head, "aux") or tree.having(at, "nsubj", "aux"):
            continue
        above = next((each for each in ancestors(tree, head) if tree.xpos[each] in _PAST), None)
        if above is not None and above < head:
            yield at, above, "conj", tree.xpos[at]


def title_before_name(tree: Parse) -> Iterator[Change]:
    """ "Colonel Jane Doe resigned", "founded the website Example": what stands before a name with the same relation is
    a part of it."""
    for at in range(len(tree) - 1):
        head, relation = tree.heads[at], tree.relation(at)
        if relation not in {"nsubj", _OBJECT} or head == ROOT:
            continue
        name = at + 1
        while name < len(tree) - 1 and tree.relation(name) == "compound" and tree.heads[name] > name:
            name = tree.heads[name]
        if tree.heads[name] != head or tree.relation(name) != relation or tree.upos[name] != "PROPN":
            continue
        if tree.upos[at] == "PROPN" or (tree.upos[at] == "NOUN" and tree.having(at, "det")):
            yield at, name, "compound", tree.xpos[at]
            for each in tree.dependents[at]:
                yield each, name, tree.relations[each], tree.xpos[each]


def sum_as_object(tree: Parse) -> Iterator[Change]:
    """ "lent it £20 million", "fined Jane Doe 90 crowns": a sum behind whoever gets it is an object of its own."""
    for at in range(2, len(tree)):
        sign = tree.word(at) in _SIGNS
        if not (sign or tree.relation(at) == "nummod") or tree.upos[at - 1] not in {"PRON", "PROPN"}:
            continue
        sum_, receiver = (at, _top(tree, at - 1)) if sign else (tree.heads[at], _top(tree, at - 1, tree.heads[at]))
        verb = tree.heads[sum_ if tree.heads[receiver] == sum_ else receiver]
        if verb == ROOT or tree.word(verb) not in _DITRANSITIVE or receiver > at or sum_ < at:
            continue
        yield receiver, verb, "iobj", tree.xpos[receiver]
        yield sum_, verb, _OBJECT, "$" if sign else tree.xpos[sum_]
        for each in range(at + 1, len(tree)) if sign else ():
            if tree.xpos[each] != "CD":
                break
            yield each, sum_, "nummod", "CD"


def _top(tree: Parse, place: int, below: int = ROOT) -> int:
    """The head of the name that ``place`` is a part of; no higher than right below ``below``."""
    while tree.relations[place] in {"flat", "compound"} and tree.heads[place] not in {below, ROOT}:
        if tree.upos[tree.heads[place]] != "PROPN":
            break
        place = tree.heads[place]
    return place


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
        loose = tree.relation(verb) in {"conj", "advcl"} and not tree.having(verb, "nsubj", "cc", "aux", "mark")
        if tree.xpos[verb] != "VBD" or not loose:
            continue
        for each in tree.having(verb, "obl"):
            case = tree.first(each, "case")
            opens = case is not None and tree.word(case) in _CONJUNCTIONS
            if opens and case is not None and each < verb and "," not in map(tree.word, range(each, verb)):
                yield case, verb, "mark", "IN"
                yield each, verb, "nsubj", tree.xpos[each]
                yield verb, tree.heads[verb], "advcl", "VBD"
                break


def subject_after_date(tree: Parse) -> Iterator[Change]:
    """ "On 9 July 2018 police detained her": the date is no part of the subject, which is no phrase with "on"."""
    for verb in range(len(tree)):
        if tree.upos[verb] != "VERB":
            continue
        for each in tree.having(verb, "obl", "nsubj"):
            day = next((at for at in tree.dependents[each] if at < each and _dates(tree, at)), None)
            case = None if day is None else tree.first(each, "case")
            case = tree.first(day, "case") if day is not None and case is None else case
            if day is None or each > verb or case is None or day != case + 1:
                continue
            swallowed = tree.relation(each) == "obl"
            if swallowed and (tree.xpos[verb] not in _PAST or tree.having(verb, "nsubj", "aux", "cop")):
                continue
            yield day, verb, "obl", tree.xpos[day]
            yield case, day, "case", tree.xpos[case]
            if swallowed:
                yield each, verb, "nsubj", tree.xpos[each]
                yield verb, tree.heads[verb], tree.relations[verb], "VBD"
            break


def _dates(tree: Parse, at: int) -> bool:
    """Whether the token, or one that hangs on it, is the name of a month."""
    return any(tree.word(each) in _MONTHS for each in (at, *tree.dependents[at]))


def name_behind_office(tree: Parse) -> Iterator[Change]:
    """ "The ambassador of Kartia in Riga, Jane Doe, met him": a name between commas is that of who has the office, and
    not of the place before it."""
    for at in range(3, len(tree) - 1):
        host = tree.heads[at]
        if tree.relation(at) != "appos" or tree.upos[at] != "PROPN" or tree.word(at - 1) != "," or host == ROOT:
            continue
        office = tree.heads[host]
        while office != ROOT and tree.relation(host) == "nmod" and not role_of(tree.word(office)):
            host, office = office, tree.heads[office]
        if office == ROOT or tree.relation(host) != "nmod" or not tree.having(office, "det"):
            continue
        last = max((at, *(each for each in range(at, len(tree)) if _under(tree, each, at))))
        if role_of(tree.word(office)) and office < host < at and tree.word(min(last + 1, len(tree) - 1)) == ",":
            yield at, office, "appos", tree.xpos[at]


def _under(tree: Parse, place: int, at: int) -> bool:
    return at in ancestors(tree, place)


def office_before_name(tree: Parse) -> Iterator[Change]:
    """ "The ministry spokesman Jane Doe resigned": the name is the head of what stands before it, with its office."""
    for at in range(2, len(tree)):
        head = tree.heads[at]
        if tree.relation(at) != "appos" or tree.upos[at] != "PROPN" or tree.heads[at - 1] != head or head >= at - 1:
            continue
        of_whom = bool(tree.having(at - 1, "case")) and tree.upos[head] != "PROPN"  # "the son of the mayor Jane Doe"
        if of_whom or tree.upos[at - 1] != "NOUN" or not role_of(tree.word(at - 1)):
            continue
        yield at, tree.heads[head], tree.relations[head], tree.xpos[at]
        yield head, at, "compound", tree.xpos[head]
        yield at - 1, at, "compound", tree.xpos[at - 1]
        for case in tree.having(head, "case"):
            if case < head:
                yield case, at, "case", tree.xpos[case]


REPAIRS: tuple[Callable[[Parse], Iterator[Change]], ...] = (
    last_done,
    active_after_passive,
    joined_past,
    title_before_name,
    sum_as_object,
    listed_participle,
    noun_clause,
    office_before_name,
    name_behind_office,
    subject_after_conjunction,
    subject_after_date,
)
"""What is done to each tree, in order."""
