"""Reads offices from the tree, where they do not stand beside their holder, and since when and until when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from xpkg.analysis.grammar.complements import ShallowParse
from xpkg.analysis.positions.role_nouns import role_of, roles_having
from xpkg.analysis.positions.role_phrases import position_of, read_role
from xpkg.analysis.times.calendar import edge_of
from xpkg.lexicon import closed_classes, verb_classes
from xpkg.lexicon.closed_classes import having
from xpkg.lexicon.occupations import Trait
from xpkg.model import Kind, MentionForm, Position, Span, TimeExpression
from xpkg.syntax.arguments import is_passive, object_of, subject
from xpkg.syntax.clauses import is_conditional, is_question, modality, negation
from xpkg.syntax.nominals import first_conjunct, prepositions
from xpkg.syntax.tree import ROOT, Parse, head_of, subtree

_TAKES = verb_classes.having(verb_classes.Trait.TAKES_OFFICE)
_LEAVES = verb_classes.having(verb_classes.Trait.LEAVES_OFFICE)
_SUCCEEDS = verb_classes.having(verb_classes.Trait.SUCCEEDS)
_SERVES = verb_classes.having(verb_classes.Trait.SERVES_AS)
_VAGUE = roles_having(Trait.VAGUE)
_SINCE = frozenset(("since",))
_UNTIL = having(closed_classes.Trait.TEMPORAL_SUBORDINATOR) & having(closed_classes.Trait.TERMINATIVE)
_OUTSIDE = tuple("nsubj cop acl acl:relcl appos conj cc punct parataxis advcl aux mark case".split())


def offices(parse: ShallowParse, tree: Parse) -> Iterator[Position]:
    """What verbs and nouns of the sentence say that somebody was, became or no longer was.

    "lost her seat and became director", "was an engineer and politician", "replaced Richard Roe as mayor", "resigned as
    chairman". What is denied, asked, supposed or only possible is left out.
    """
    for verb in range(len(tree.tokens)):
        if tree.having(verb, "cop") and tree.upos[verb] == "NOUN":
            for noun in (verb, *(each for each in tree.having(verb, "conj") if tree.upos[each] == "NOUN")):
                yield from _office(parse, tree, verb, noun, subject(tree, verb))
        word = tree.word(verb)
        if tree.upos[verb] != "VERB" or word not in _TAKES | _LEAVES | _SUCCEEDS | _SERVES:
            continue
        passive = is_passive(tree, verb)
        holder = subject(tree, verb)
        if word in _TAKES and not passive and word not in _BECOMES:
            holder = object_of(tree, verb)
        for noun in _roles(tree, verb):
            yield from _office(parse, tree, verb, noun, holder)
            if word in _SUCCEEDS:
                yield from _office(parse, tree, verb, noun, object_of(tree, verb), former=True)


_BECOMES = verb_classes.having(verb_classes.Trait.EQUATIVE) | verb_classes.having(verb_classes.Trait.SERVES_AS)


def _roles(tree: Parse, verb: int) -> Iterator[int]:
    """The nouns of the roles that a verb gives or ends: its complement, and what follows "as"."""
    below = (each for noun in tree.having(verb, "obj") for each in tree.having(noun, "nmod"))
    for each in (*tree.having(verb, "xcomp", "obj", "obl", "advcl"), *below):
        behind_as = "as" in _marks(tree, each)
        complement = tree.word(verb) in _TAKES and tree.relation(each) in {"xcomp", "obj"}
        if tree.upos[each] == "NOUN" and (behind_as or complement):
            yield each


def _office(
    parse: ShallowParse, tree: Parse, verb: int, noun: int, holder: int | None, *, former: bool = False
) -> Iterator[Position]:
    index = _person(parse, tree, holder)
    if index is None or not role_of(tree.word(noun)):
        return
    if negation(tree, verb) is not None or modality(tree, verb) is not None:
        return
    if is_question(tree, verb) or is_conditional(tree, verb) or tree.xpos[verb] in {"VB", "VBG"}:
        return
    first, last = _extent(parse, tree, noun)
    role = read_role(parse, _index(parse, tree, first), _index(parse, tree, last) + 1)
    if role is None or role.plural:
        return
    if role.role.lower().split()[-1] in _VAGUE and not (role.organization or role.place):
        return
    start = _index(parse, tree, min(noun, verb))
    position = position_of(
        parse, index, role, start, max(role.end, _index(parse, tree, verb) + 1), role.organization, role.place, None
    )
    span = Span(min(position.evidence.start, position.holder.start), max(position.evidence.end, position.holder.end))
    yield replace(position, evidence=span, former=position.former or former or tree.word(verb) in _LEAVES)


def _marks(tree: Parse, place: int) -> frozenset[str]:
    """The prepositions and conjunctions before the phrase with the head at ``place``."""
    own = (tree.word(each) for each in tree.having(place, "case", "mark"))
    return frozenset((*prepositions(tree, place), *own))


def _extent(parse: ShallowParse, tree: Parse, noun: int) -> tuple[int, int]:
    """The first and last place of the phrase of a role, before a date in it."""
    inside = frozenset(subtree(tree, noun, _OUTSIDE)) | {noun}
    first = last = noun
    while first - 1 in inside and not _dated(parse, tree, first - 1):
        first -= 1
    while last + 1 in inside and not _dated(parse, tree, last + 1):
        last += 1
    while last > noun and tree.relation(last) in {"case", "det"}:
        last -= 1  # "in" of "minister of transport in November 1946"
    return first, last


def _person(parse: ShallowParse, tree: Parse, place: int | None) -> int | None:
    """The mention of the person that the noun or pronoun at ``place`` is, or that stands beside it as its name."""
    if place is None:
        return None
    first = first_conjunct(tree, place)
    if tree.having(first, "cop") and (own := subject(tree, first)) is not None:
        place = own  # "was a politician who served as minister"
    for each in (place, *tree.having(place, "appos", "flat")):
        index = parse.tokens[_index(parse, tree, each)].mention
        if index is not None and parse.mentions[index].kind is Kind.PERSON:
            return index if parse.mentions[index].form is not MentionForm.NOMINAL else None
    return None


def _index(parse: ShallowParse, tree: Parse, place: int) -> int:
    start = tree.tokens[place].start
    return next((at for at, word in enumerate(parse.tokens) if word.end > start), len(parse.tokens) - 1)


def _dated(parse: ShallowParse, tree: Parse, place: int) -> bool:
    return parse.tokens[_index(parse, tree, place)].time is not None


def with_term(position: Position, parse: ShallowParse, tree: Parse) -> Position:
    """``position`` with its start and end, where dates of its clause say so: "since 2010", "became mayor in 2010"."""
    noun = head_of(tree, position.role_span)
    if noun is None:
        return position
    verb = _governor(tree, noun)
    start, end, when = position.start, position.end, position.date
    for time in dict.fromkeys(parse.times[word.time] for word in parse.tokens if word.time is not None):
        place = head_of(tree, time.span)
        if place is None or not time.resolved or tree.heads[place] not in {verb, noun}:
            continue
        marks = _marks(tree, place)
        first, slash, last = time.edtf.partition("/")
        if slash:
            start, end, when = start or _edge(time, first), end or _edge(time, last), when or time
        elif marks & _SINCE:
            start = start or time
        elif marks & _UNTIL or tree.word(verb) in _LEAVES or (position.former and tree.word(verb) in _SUCCEEDS):
            end = end or time
        elif tree.word(verb) in _TAKES | _SUCCEEDS:
            start, when = start or time, when or time
    return replace(position, start=start, end=end, date=when)


def _governor(tree: Parse, noun: int) -> int:
    """The verb that gives or ends the role of the noun at ``noun``, or ``noun`` itself."""
    first = first_conjunct(tree, noun)
    head = tree.heads[first]
    if head == ROOT or tree.having(first, "cop"):
        return first
    if tree.relation(first) == "nmod" and tree.relation(head) == "obj":
        head = tree.heads[head]  # "joined the bank as director"
    return head if tree.upos[head] == "VERB" and first in _roles(tree, head) else first


def _edge(time: TimeExpression, edtf: str) -> TimeExpression:
    """One end of an interval as a date of its own."""
    edge, low, high = edge_of(edtf)
    return TimeExpression(time.span, edge, low.isoformat() if low else None, high.isoformat() if high else None)
