"""Mends what the parser is known to get wrong in noun phrases: names, offices and sums beside other words."""

from __future__ import annotations

from collections.abc import Iterator

from xpkg.analysis.positions.role_nouns import role_of
from xpkg.lexicon import name_particles, office_verbs, verb_classes
from xpkg.lexicon.noun_kinds import kinds, person_nouns
from xpkg.model import Kind
from xpkg.syntax.tree import ROOT, Parse, ancestors

_DITRANSITIVE = verb_classes.having(verb_classes.Trait.DITRANSITIVE)
_GIVES = office_verbs.having(office_verbs.Trait.GIVES)
_RESULTATIVE = verb_classes.having(verb_classes.Trait.RESULTATIVE)
_PARTICLES = name_particles.having(name_particles.Trait.PARTICLE)
_OBJECT = "obj"
_SIGNS = frozenset("$£€¥")

Change = tuple[int, int, str, str]
"""A token's place, and the head, the relation and the Penn tag that it is given."""


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


def name_behind_office(tree: Parse) -> Iterator[Change]:
    """ "The ambassador of Kartia in Riga, Jane Doe, met him": a name between commas is that of who has the office, and
    not of the place before it."""
    for at in range(3, len(tree) - 1):
        host = tree.heads[at]
        named = tree.relation(at) == "appos" or (tree.relation(at) == "conj" and not tree.having(at, "cc"))
        if not named or tree.upos[at] != "PROPN" or tree.word(at - 1) != "," or host == ROOT:
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


def particle_in_name(tree: Parse) -> Iterator[Change]:
    """ "a clerk of Minas del Norte in 2019": a small word between two names is a part of the name, and no verb."""
    for at in range(1, len(tree) - 1):
        small = tree.tokens[at].text in _PARTICLES and tree.upos[at] in {"VERB", "AUX", "X", "NOUN"}
        if not small or tree.upos[at - 1] != "PROPN" or not tree.tokens[at + 1].text[:1].isupper():
            continue
        head = _top(tree, at - 1)
        above = tree.heads[head]
        if head == at or above in {at, ROOT}:
            continue
        yield at, head, "flat", "NNP"
        yield at + 1, head, "flat", "NNP"
        for each in tree.dependents[at]:
            if each > at + 1:
                yield each, above, tree.relations[each], tree.xpos[each]


def _is_rank(tree: Parse, at: int) -> bool:
    """Whether an infinitive without an object is what somebody was made: "promoted to | major"."""
    verb = tree.heads[at]
    infinitive = tree.xpos[at] == "VB" and tree.word(at - 1) == "to" and tree.relation(at) in {"xcomp", "advcl"}
    made = infinitive and verb != ROOT and tree.word(verb) in _GIVES and bool(role_of(tree.word(at)))
    return made and not tree.having(at, _OBJECT, "ccomp", "xcomp", "nsubj")


def rank_read_as_verb(tree: Parse) -> Iterator[Change]:
    """ "was promoted to lieutenant general", "to captain in 1906": an office behind "to" is no infinitive."""
    for at in range(2, len(tree) - 1):
        if _is_rank(tree, at):
            verb = tree.heads[at]
            yield at - 1, at, "case", "IN"
            yield at, verb, "obl", "NN"
            for each in tree.dependents[at]:
                if each > at:
                    yield each, verb, tree.relations[each], tree.xpos[each]
            continue
        verb, rank = tree.heads[at], at + 1
        infinitive = tree.xpos[at] == "VB" and tree.word(at - 1) == "to" and tree.heads[rank] == at
        if not infinitive or verb == ROOT or not (role_of(tree.word(at)) and role_of(tree.word(rank))):
            continue
        yield at - 1, rank, "case", "IN"
        yield at, rank, "compound", "NN"
        yield rank, verb, "obl", tree.xpos[rank]
        for each in tree.dependents[at]:
            if each not in {at - 1, rank}:
                yield each, verb, tree.relations[each], tree.xpos[each]


def body_behind_body(tree: Parse) -> Iterator[Change]:
    """ "Jane Doe, head of the Acme Fund, a charity that sued": the charity is the fund, and not the person."""
    for at in range(len(tree)):
        head = tree.heads[at]
        if tree.relation(at) != "appos" or head == ROOT or tree.upos[head] != "PROPN":
            continue
        if kinds().get(tree.word(at)) is not Kind.ORGANIZATION:
            continue
        offices = [each for each in tree.having(head, "appos") if each < at and tree.word(each) in person_nouns()]
        bodies = [each for office in offices[-1:] for each in tree.having(office, "nmod") if office < each < at]
        if bodies and tree.upos[bodies[-1]] == "PROPN":
            yield at, bodies[-1], "appos", tree.xpos[at]


def kept_object(tree: Parse) -> Iterator[Change]:
    """ "was given a suspended sentence", "was denied a lawyer": a noun behind the passive of a verb with two objects
    is the one that it keeps."""
    for at in range(len(tree)):
        verb = tree.heads[at]
        if tree.relation(at) != "xcomp" or tree.upos[at] != "NOUN" or verb == ROOT or tree.having(at, "cop", "case"):
            continue
        if verb < at and tree.word(verb) in _DITRANSITIVE and tree.having(verb, "aux:pass"):
            yield at, verb, _OBJECT, tree.xpos[at]


def found_guilty(tree: Parse) -> Iterator[Change]:
    """ "found Jane Doe, once the head of a bank, | guilty": an adjective behind the comma that closes what tells of an
    object is what the verb makes of it."""
    for at in range(2, len(tree)):
        head = tree.heads[at]
        if tree.xpos[at] != "JJ" or tree.word(at - 1) != "," or not ROOT < head < at or tree.having(at, "cop", "cc"):
            continue
        verb = next((each for each in (head, *ancestors(tree, at)) if tree.word(each) in _RESULTATIVE), None)
        if verb is None or tree.having(verb, "xcomp", "ccomp"):
            continue
        whom = tree.first(verb, _OBJECT)
        if whom is not None and verb < whom < at and (head in {verb, whom} or tree.heads[head] in {verb, whom}):
            yield at, verb, "xcomp", "JJ"
            for each in tree.having(at, "advcl"):
                yield each, verb, "advcl", tree.xpos[each]


def hyphened_number(tree: Parse) -> Iterator[Change]:
    """ "Thirty-one were convicted": the two words of a number are one phrase."""
    for at in range(len(tree) - 2):
        last = at + 2
        number = {tree.upos[at], tree.upos[last]} == {"NUM"} and tree.word(at).isalpha() and tree.word(last).isalpha()
        if not number or tree.word(at + 1) != "-" or tree.heads[at] == last or tree.heads[last] == at:
            continue
        top = next(each for each in (last, at, at + 1) if tree.heads[each] not in {at, at + 1, last})
        yield last, tree.heads[top], tree.relations[top], "CD"
        yield at, last, "compound", "CD"
        yield at + 1, at, "punct", tree.xpos[at + 1]


def relative_of_what_is_beside(tree: Parse) -> Iterator[Change]:
    """ "Jane Doe, head of Acme Bank, | which failed", "Ann, Bo and Cyd (| who left)": "which" is nobody, and brackets
    tell of what stands right before them."""
    for verb in range(len(tree)):
        head = tree.heads[verb]
        if tree.relations[verb] != "acl:relcl" or head == ROOT:
            continue
        opens = next((each for each in tree.having(verb, "nsubj") if tree.word(each) in {"which", "who"}), None)
        if opens is None or opens < 2 or tree.word(opens - 1) not in {",", "("}:
            continue
        bracketed, host = tree.word(opens - 1) == "(", _top(tree, opens - 2)
        misread = tree.word(opens) == "which" and tree.word(opens - 1) == "," and _is_person(tree, head)
        if host == head or not (bracketed or misread) or tree.upos[host] not in {"NOUN", "PROPN"}:
            continue
        if host > head and head in ancestors(tree, host):
            yield verb, host, "acl:relcl", tree.xpos[verb]


def _is_person(tree: Parse, place: int) -> bool:
    """Whether the noun at ``place`` is of a person's name, or an office."""
    named = any(each.first <= place < each.last and each.kind == "person" for each in tree.names)
    return named or bool(tree.upos[place] == "NOUN" and role_of(tree.word(place)))
