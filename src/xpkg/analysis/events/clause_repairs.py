"""Mends how the parser joins clauses: a verb to the wrong one before it, a subject or a date to the wrong verb."""

from __future__ import annotations

from collections.abc import Iterator

from xpkg.analysis.events.phrase_repairs import Change
from xpkg.analysis.events.triggers import Form, triggers
from xpkg.analysis.times.incomplete import UNITS
from xpkg.lexicon import nouns
from xpkg.lexicon.calendar import Unit, numbers
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.irregular_verbs import irregular_pasts
from xpkg.syntax.nominals import first_conjunct
from xpkg.syntax.tree import ROOT, Parse, ancestors, subtree

_PAST = frozenset(("VBD", "VBN"))
_NONFINITE = frozenset(("VBG", "VB"))
_MONTHS = frozenset(month.lower() for month in (*numbers(Unit.MONTH), *numbers(Unit.MONTH, abbreviated=True)))
_SEASONS = frozenset(season.lower() for season in numbers(Unit.SEASON))
_TIMES = frozenset((*_MONTHS, *_SEASONS, *UNITS, *(each.lower() for each in numbers(Unit.WEEKDAY)), "time"))
_TIMES |= nouns.having(nouns.Trait.PART_OF_DAY)
_SEQUENTIAL = having(Trait.SEQUENTIAL) | {"earlier"}
_SUBJECTS = having(Trait.SUBJECT_PRONOUN)
_OBJECTS = having(Trait.OBJECT_PRONOUN)
_GENDERS = tuple(having(each) for each in (Trait.MASCULINE, Trait.FEMININE, Trait.THIRD_PERSON_PLURAL))
_TOLD = frozenset(("ccomp", "acl", "advcl"))


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


def base_among_pasts(tree: Parse) -> Iterator[Change]:
    """ "They surrounded him, beat him and left", "bought the firm and cut jobs": what is joined to a past and may be
    one is no infinitive or present."""
    for at in range(len(tree)):
        if tree.relation(at) != "conj" or tree.xpos[at] not in {"VB", "VBP"} or tree.having(at, "nsubj", "aux", "mark"):
            continue
        first = first_conjunct(tree, at)
        if tree.xpos[first] == "VBD" and tree.word(at) in irregular_pasts():
            yield at, tree.heads[at], "conj", "VBD"


def joined_to_last_clause(tree: Parse) -> Iterator[Change]:
    """ "He stepped down in May; she was hired in June and | left": what "and" joins behind a semicolon belongs to the
    clause there that has a subject of its own."""
    for at in range(len(tree)):
        head = tree.heads[at]
        if tree.relation(at) != "conj" or tree.upos[at] != "VERB" or head == ROOT or tree.having(at, "nsubj"):
            continue
        between = (each for each in tree.having(head, "parataxis") if head < each < at and tree.upos[each] == "VERB")
        clause = max((each for each in between if tree.having(each, "nsubj")), default=None)
        if clause is None or not tree.having(at, "cc"):
            continue
        own = min(tree.having(clause, "nsubj"))
        if any(tree.word(mark) in {";", ":"} for mark in range(head, own)):
            yield at, clause, "conj", tree.xpos[at]


def subject_of_first_clause(tree: Parse) -> Iterator[Change]:
    """ "A plan to kill him failed: a student threw a bomb": of two subjects the first is that of the verb before the
    colon."""
    for verb in range(len(tree)):
        head = tree.heads[verb]
        if tree.relation(verb) != "parataxis" or head == ROOT or tree.having(head, "nsubj"):
            continue
        own = tree.having(verb, "nsubj")
        if len(own) == 2 and own[0] < head < own[1] < verb and tree.upos[head] == "VERB":
            yield own[0], head, "nsubj", tree.xpos[own[0]]


def subject_after_date(tree: Parse) -> Iterator[Change]:
    """ "On 9 July 2018 police detained her", "On the morning of 9 July soldiers came": the date is no part of the
    subject, which is no phrase with "on"."""
    if not any(_of_date(tree, at) for at in range(len(tree))):
        return
    for verb in range(len(tree)):
        if tree.upos[verb] == "VERB" and tree.xpos[verb] in _PAST:
            yield from _dated_subject(tree, verb)


def _dated_subject(tree: Parse, verb: int) -> Iterator[Change]:
    for top in tree.having(verb, "obl", "nsubj"):
        for each in (top, *tree.having(top, "nmod")):
            days = _date_before(tree, each)
            if each > verb or not days:
                continue
            swallowed = each != top or tree.relation(top) == "obl"
            if swallowed and (tree.having(verb, "nsubj", "cop") or not _passive_or_bare(tree, verb)):
                continue
            case, first = days[0] - 1, days[0]
            yield first, top if each != top else verb, "nmod" if each != top else "obl", tree.xpos[first]
            yield case, first, "case", tree.xpos[case]
            for part in days[1:]:
                yield part, first, "nmod:unmarked", tree.xpos[part]
            if swallowed:
                passive = bool(tree.having(verb, "aux:pass"))
                yield each, verb, "nsubj:pass" if passive else "nsubj", tree.xpos[each]
                yield verb, tree.heads[verb], tree.relations[verb], "VBN" if passive else "VBD"
            return


def _passive_or_bare(tree: Parse, verb: int) -> bool:
    return not tree.having(verb, "aux") or bool(tree.having(verb, "aux:pass"))


def _date_before(tree: Parse, noun: int) -> tuple[int, ...]:
    """The tokens of a date with a preposition that the tree takes for a part of the noun at ``noun``, right before it;
    none where there is no such."""
    start = noun
    while start > 0 and _of_date(tree, start - 1) and noun in {start - 1, *ancestors(tree, start - 1)}:
        start -= 1
    if start in {noun, 0} or tree.xpos[start - 1] != "IN" or not tree.having(noun, "nummod", "compound", "nmod"):
        return ()
    year = noun - start == 1 and len(tree.word(start)) == 4 and tree.word(start - 1) == "of"
    return tuple(range(start, noun)) if year or any(tree.word(at) in _MONTHS for at in range(start, noun)) else ()


def _of_date(tree: Parse, at: int) -> bool:
    return tree.word(at) in _MONTHS or tree.word(at).isdigit()


def that_month(tree: Parse) -> Iterator[Change]:
    """ "bought the firm that November for a crown": "that" before a month or season is no relative pronoun."""
    for at in range(1, len(tree) - 1):
        named = at + 1
        if tree.word(at) != "that" or tree.relation(at) == "det" or tree.word(named) not in _MONTHS | _SEASONS:
            continue
        verb = next((each for each in ancestors(tree, named) if each < at and tree.xpos[each] in _PAST), None)
        beside = {tree.upos[at - 1], tree.upos[min(named + 1, len(tree) - 1)]}
        if verb is None or tree.xpos[at] == "IN" or beside & {"VERB", "AUX"}:
            continue  # "said that November was cold"
        yield at, named, "det", "DT"
        yield named, verb, "obl:unmarked", "NNP"
        above = tree.heads[named]
        if above > named and above != ROOT and tree.upos[above] != "VERB":
            yield above, verb, "obl", tree.xpos[above]
        for each in tree.dependents[named]:
            if each > named:
                yield each, verb, tree.relations[each], tree.xpos[each]


def later_before_subject(tree: Parse) -> Iterator[Change]:
    """ "Ten days later the mayor resigned": a time before a subject is no part of it."""
    for at in range(1, len(tree)):
        head = tree.heads[at]
        if tree.relation(at) != "advmod" or head == ROOT or head < at or not tree.relation(head).startswith("nsubj"):
            continue
        if tree.word(at) in _SEQUENTIAL and tree.having(at, "obl:unmarked", "obl"):
            yield at, tree.heads[head], "advmod", tree.xpos[at]


def joined_across_aside(tree: Parse) -> Iterator[Change]:
    """ "She resigned, days after troops shelled the port, and | fled": what follows a clause between commas is joined
    to the verb before it."""
    for at in range(len(tree)):
        head = tree.heads[at]
        if tree.relation(at) != "conj" or tree.xpos[at] not in _PAST or head == ROOT or tree.having(at, "nsubj", "aux"):
            continue
        main = tree.heads[head]
        if tree.relation(head) != "advcl" or main == ROOT or not main < head < at or tree.xpos[main] != "VBD":
            continue
        joint = tree.first(at, "cc")
        opens = min(subtree(tree, head, ("punct", "conj")))
        if joint is not None and tree.word(joint - 1) == "," and tree.word(opens - 1) == "," and opens > main:
            yield at, main, "conj", "VBD"


def opening_of_first_clause(tree: Parse) -> Iterator[Change]:
    """ "On 9 June its guns fired; a nurse | was killed": what stands before the first of two clauses is no part of the
    second."""
    for at in range(len(tree)):
        verb = tree.heads[at]
        if verb == ROOT or tree.relation(at) != "obl" or tree.relation(verb) != "conj":
            continue
        first = tree.heads[verb]
        own, other = tree.first(first, "nsubj"), tree.first(verb, "nsubj")
        if own is not None and other is not None and at < own < first < other < verb:
            yield at, first, tree.relations[at], tree.xpos[at]


def _from_name(tree: Parse, top: int, at: int) -> Iterator[Change]:
    """What is changed where the past at ``at`` is taken for an adjective of what it is done to: "Jane Doe, a nurse, |
    treated guards and was held"."""
    own = tree.first(at, "obj")
    noun = tree.heads[at] if own is None else own
    joined = [each for each in tree.having(top, "conj") if each > noun] + list(tree.having(at, "conj"))
    finite = any(tree.having(each, "aux") or tree.xpos[each] == "VBD" for each in joined)
    if noun < at or not finite or tree.having(noun, "det", "case", "nmod:poss"):
        return
    yield at, ROOT, "root", "VBD"
    yield top, at, "nsubj", tree.xpos[top]
    yield noun, at, "obj", tree.xpos[noun]
    for each in joined:
        yield each, at, "conj", tree.xpos[each]


def verb_behind_aside(tree: Parse) -> Iterator[Change]:
    """ "Jane Doe, who left in 2013 and was never charged, | died", "Jane Doe, a judge, | left": the past
    behind a comma is the verb. So it is where the tree has only a name and what is told of it by the way."""
    top = next((at for at in range(len(tree)) if tree.heads[at] == ROOT), ROOT)
    if top == ROOT or tree.upos[top] not in {"PROPN", "NOUN"} or tree.having(top, "cop", "nsubj", "case"):
        return
    aside = next((each for each in tree.having(top, "acl:relcl", "appos") if each > top), None)
    if aside is None or tree.word(min(subtree(tree, aside, ("punct",))) - 1) != ",":
        return
    for at in range(aside + 1, len(tree)):
        if tree.relation(at) == "amod" and tree.xpos[at] == "VBN" and tree.word(at - 1) == ",":
            yield from _from_name(tree, top, at)
            return
        loose = tree.relation(at) in {"advcl", "conj", "parataxis"} and aside in ancestors(tree, at)
        loose = loose or (tree.relations[at] == "acl" and tree.heads[at] == top and _stands_alone(tree.word(at)))
        if not loose or tree.word(at - 1) != "," or tree.xpos[at] not in _PAST:
            continue
        if tree.having(at, "nsubj", "aux", "mark", "cc"):
            continue
        yield at, ROOT, "root", "VBD"
        yield top, at, "nsubj", tree.xpos[top]
        return


def _stands_alone(word: str) -> bool:
    """Whether a past may do without an object: "left", not "arrested"."""
    return any(row.intransitive and row.form is Form.PAST for row in triggers().get(word, ()) if not row.open)


def subject_as_oblique(tree: Parse) -> Iterator[Change]:
    """ "In March its minister, Jane Doe, | summoned him": what has no preposition before a verb without a subject is
    its subject, and no circumstance."""
    for verb in range(len(tree)):
        if tree.xpos[verb] not in _PAST:
            continue
        passive = tree.having(verb, "aux:pass")
        if tree.xpos[verb] != ("VBN" if passive else "VBD") or tree.having(verb, "nsubj", "expl", "csubj"):
            continue
        bare = [each for each in tree.having(verb, "obl") if each < verb and not tree.having(each, "case", "mark")]
        for each in bare[-1:]:
            told = tree.relations[each] == "obl" and tree.upos[each] in {"NOUN", "PROPN"}
            if told and tree.having(each, "det", "nmod:poss", "appos", "flat") and not _tells_time(tree, each):
                yield each, verb, "nsubj:pass" if passive else "nsubj", tree.xpos[each]


def _tells_time(tree: Parse, noun: int) -> bool:
    words = {tree.word(each).removesuffix("s") for each in (noun, *tree.dependents[noun])}
    return bool(words & _TIMES) or any(word.isdigit() for word in words)


def not_oneself(tree: Parse) -> Iterator[Change]:
    """ "They told his sons that he had died and | buried him": nobody does it to himself without a reflexive, and so
    the verb is joined to the one above."""
    for at in range(len(tree)):
        first = tree.heads[at]
        joined = tree.relation(at) == "conj" and tree.xpos[at] in _PAST and first != ROOT
        if not joined or tree.having(at, "nsubj", "aux"):
            continue
        above = next((each for each in ancestors(tree, first) if tree.xpos[each] == "VBD"), None)
        if tree.relation(first) not in _TOLD or above is None or not tree.having(above, "nsubj"):
            continue
        doers = {tree.word(each) for each in tree.having(first, "nsubj", "nsubj:pass")} & _SUBJECTS
        done_to = {tree.word(each) for each in tree.having(at, "obj")} & _OBJECTS
        if any(doers & gender and done_to & gender for gender in _GENDERS):
            yield at, above, "conj", "VBD"
