"""Reads what follows the head of a role: "of State", "at the bank", "to the minister"; with the body or place in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from xpkg.analysis.positions.role_nouns import held_role
from xpkg.lexicon import closed_classes, office_verbs
from xpkg.lexicon.closed_classes import having
from xpkg.model import Kind, Mention, MentionForm, Span
from xpkg.syntax.annotated import AnnotatedParse
from xpkg.syntax.tree import ROOT, subtree

ROLE_COMPLEMENTS = having(closed_classes.Trait.ROLE_COMPLEMENT)
LOOSE = tuple("nsubj cop acl appos conj cc punct parataxis advcl aux mark case obl ccomp xcomp".split())
"""What hangs on the noun of a role, also where it is a predicate, and is no part of its phrase."""
NAMES = (MentionForm.NAME, MentionForm.SHORT)
BODIES = (Kind.ORGANIZATION, Kind.PLACE)
POSSESSIVES = frozenset(("'s", "'"))
_OFFICE_VERBS = office_verbs.having(*office_verbs.Trait)
_TIME = "time"
"""What "at the time" ends with, which is no part of a role."""
_TIES = frozenset(("of", "for"))
"""Prepositions whose phrase stays with the role, wherever the tree hangs it."""


@dataclass(slots=True)
class Draft:
    """What has been read of a role phrase so far."""

    body: Span | None = None
    place: Span | None = None
    former: bool = False
    words: list[str] | None = None
    begin: int = 0


def limit_of(sentence: AnnotatedParse, heads: Iterable[int], after: int) -> int:
    """One past the last token that may belong to the role: what hangs on its words, and every "of" behind that."""
    parse = sentence.parse
    inside = frozenset(at for head in heads for at in subtree(parse, head, LOOSE))
    end = after
    while end < len(parse) and sentence.time_on[end] is None and sentence.low(end) not in {",", "(", ")", ";", ":"}:
        if names_somebody(sentence, end) or not (end in inside or _tied(sentence, end, after)):
            break
        if parse.upos[end] == "CCONJ" and _joins_a_role(sentence, end):
            break
        if parse.upos[end] == "VERB" and parse.relation(end) not in {"amod", "compound"}:
            break  # "founder of a group called"
        end += 1
    while end > after and parse.relation(end - 1) in {"case", "det", "cc", "punct"}:
        end -= 1  # "in" of "minister of transport in November 1946"
    return end


def _joins_a_role(sentence: AnnotatedParse, conjunction: int) -> bool:
    """Whether another role follows a conjunction: "director of planning and | her chief of staff"."""
    parse = sentence.parse
    follows = parse.xpos[conjunction + 1] if conjunction + 1 < len(parse) else ""
    return follows in {"DT", "PRP$"} or bool(held_role(sentence.low(parse.heads[conjunction])))


def _tied(sentence: AnnotatedParse, place: int, after: int) -> bool:
    """Whether the token is in a phrase with "of" or "for" right behind the role, which the tree hangs elsewhere: "of
    Ely" of "is bishop of Ely"."""
    parse = sentence.parse
    case = next((at for at in range(place, after - 1, -1) if parse.upos[at] == "ADP"), None)
    if case is None or parse.relation(case) != "case":
        return False
    accredited = sentence.low(case) == "to" and case == after and _is_of_office(sentence, case)
    if sentence.low(case) not in _TIES and not accredited and not _before_a_name(sentence, case):
        return False
    return place in subtree(parse, parse.heads[case], ("acl", "conj", "parataxis", "advcl"))


def _is_of_office(sentence: AnnotatedParse, case: int) -> bool:
    """Whether what "to" leads to hangs on a verb of office: "was named ambassador to Sylvania"."""
    parse = sentence.parse
    verb = parse.heads[parse.heads[case]]
    where = next((mention for at in range(case + 1, parse.heads[case] + 1) if (mention := sentence.mention(at))), None)
    return where is not None and where.kind in BODIES and verb != ROOT and parse.word(verb) in _OFFICE_VERBS


def _before_a_name(sentence: AnnotatedParse, case: int) -> bool:
    """Whether a comma and a name follow the place behind the preposition: "a party chief in Strelsau, Jane Doe"."""
    where = sentence.mention(case + 1)
    if where is None or where.kind not in BODIES:
        return False
    after = sentence.whole(case + 1)[1]
    return sentence.low(after) == "," and names_somebody(sentence, after + 1)


def tail_of(sentence: AnnotatedParse, at: int, end: int, draft: Draft) -> tuple[int, list[str]]:
    """What follows the head of a role: one past it, and the words that belong to the role ("of State")."""
    words: list[str] = []
    own = True
    while at < end and sentence.low(at) in ROLE_COMPLEMENTS:
        stop = at + 1
        while stop < end and (sentence.parse.upos[stop] != "ADP" or inside_name(sentence, stop)):
            stop += 1
        named = list(_mentions(sentence, at + 1, stop))
        own_body = named[0] if len(named) == 1 and _is_its(sentence, named[0], at + 1) else None
        if own_body is not None and own and draft.body is None:  # "head of its wrecks department"
            draft.body = own_body.span
            words += [*_written(sentence, at, at + 1), *_written(sentence, at + 2, stop)]
            at = stop
            continue
        bodies = [each for each in named if each.kind is Kind.ORGANIZATION and each.form is not MentionForm.PRONOUN]
        places = [each for each in named if each.kind is Kind.PLACE]
        if sentence.low(at) == "on":
            return end, [*words, *_written(sentence, at, end)] if own else words
        if draft.body is None and bodies:
            draft.body, own = bodies[-1].span if bodies[-1].form in NAMES else bodies[0].span, False
        elif places and not bodies:
            draft.place, own = draft.place or places[0].span, False
        elif sentence.low(stop - 1) == _TIME:
            own = False
        elif own and not named:
            words += _written(sentence, at, stop)
        else:
            break
        at = stop
    return at, words


def _is_its(sentence: AnnotatedParse, mention: Mention, at: int) -> bool:
    """Whether a body is meant by the possessive pronoun at ``at``."""
    return sentence.parse.xpos[at] == "PRP$" and mention.kind in BODIES


def _mentions(sentence: AnnotatedParse, start: int, end: int) -> Iterator[Mention]:
    """The mentions on these tokens, but for those that only possess what follows: "St Bride’s College"."""
    for at in range(start, end):
        mention = sentence.mention(at)
        if mention is not None and sentence.low(sentence.whole(at)[1]) not in POSSESSIVES:
            yield mention


def _written(sentence: AnnotatedParse, start: int, end: int) -> list[str]:
    return [sentence.parse.tokens[at].text for at in range(start, end)]


def take(mention: Mention, draft: Draft) -> None:
    if mention.kind is Kind.ORGANIZATION:
        draft.body = mention.span
    elif mention.kind is Kind.PLACE:
        draft.place = draft.place or mention.span


def inside_name(sentence: AnnotatedParse, place: int) -> bool:
    return sentence.mention_on[place] is not None and sentence.mention_on[place] == sentence.mention_on[place - 1]


def names_somebody(sentence: AnnotatedParse, place: int) -> bool:
    mention = sentence.mention(place)
    return mention is not None and mention.kind is Kind.PERSON and mention.form in NAMES
