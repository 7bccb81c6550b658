"""Reads who leads a body by a verb, or is elected to it: "headed the agency", "is chaired by", "elected to"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from xpkg.analysis.positions.by_verbs import person
from xpkg.analysis.positions.role_nouns import role_of
from xpkg.analysis.positions.role_phrases import RolePhrase
from xpkg.lexicon import closed_classes, modifiers, nouns, office_verbs, organizations
from xpkg.lexicon.office_verbs import Trait
from xpkg.model import Kind, MentionForm, Position, Span
from xpkg.syntax.annotated import AnnotatedParse
from xpkg.syntax.arguments import is_passive, object_of, oblique, passive_agent, subject
from xpkg.syntax.clauses import is_asserted
from xpkg.syntax.nominals import noun_phrase
from xpkg.syntax.tree import ROOT

_GIVES = office_verbs.having(Trait.GIVES)
_LEADS = office_verbs.having(Trait.LEADS)
_BODIES = (
    nouns.of_kind(nouns.NounKind.BODY)
    | nouns.having(nouns.Trait.HEARING_BODY)
    | organizations.having(organizations.Trait.ANAPHORIC)
    | frozenset(organizations.apposed_subtypes())
)
_HAVE = closed_classes.having(closed_classes.Trait.HAVE)
_RANKS = modifiers.having(modifiers.Trait.RANKING)
_MEMBER = "member"


def leaders(sentence: AnnotatedParse) -> Iterator[tuple[int, int, Position]]:
    """Who leads a body by a verb, or is elected to it; each with the places of the verb and of the body."""
    parse = sentence.parse
    for verb in range(len(parse)):
        word = parse.word(verb)
        if parse.upos[verb] != "VERB" or word not in _LEADS | _GIVES:
            continue
        if (first := _first_to(sentence, verb)) is not None:
            yield from first
        if not is_asserted(parse, verb):
            continue
        passive = is_passive(parse, verb)
        holder = subject(parse, verb)
        if word in _LEADS and passive:
            role, body, holder = office_verbs.office_verbs()[word].role, holder, passive_agent(parse, verb)
        elif word in _LEADS:
            over = oblique(parse, verb, "over")  # "presided over the union"
            role, body = office_verbs.office_verbs()[word].role, object_of(parse, verb) or over
        elif word in _GIVES and passive and holder is None and parse.relation(verb) == "advcl":
            holder, role, body = subject(parse, parse.heads[verb]), _MEMBER, oblique(parse, verb, "to")
        elif word in _GIVES and passive and not any(role_of(parse.word(each)) for each in parse.having(verb, "xcomp")):
            role, body = _MEMBER, oblique(parse, verb, "to")
        else:
            continue
        index = person(sentence, holder)
        if index is not None and body is not None and (position := _position(sentence, index, role, verb, body)):
            yield verb, body, position


def of_list(sentence: AnnotatedParse, role: RolePhrase) -> RolePhrase:
    """``role`` with the body that has those whom a colon lists: "The board has four members: | A, B, C and D"."""
    parse, verb = sentence.parse, sentence.parse.heads[role.head]
    listed = role.plural and sentence.low(role.end) == ":" and verb != ROOT and parse.word(verb) in _HAVE
    body = subject(parse, verb) if listed and not (role.organization or role.place) else None
    if body is None or (told := _body(sentence, body)) is None:
        return role
    return replace(role, organization=told[0], role=role.role + told[1])


def _first_to(sentence: AnnotatedParse, verb: int) -> tuple[tuple[int, int, Position], ...] | None:
    """Who was the first to lead a body: "Jane Doe, the first woman to head the bank", "became the first to lead it"."""
    parse = sentence.parse
    noun = parse.heads[verb]
    if parse.word(verb) not in _LEADS or parse.relations[verb] != "acl" or noun == ROOT:
        return None
    told = [parse.word(each) for each in (noun, *parse.having(noun, "amod", "det"))]
    if parse.xpos[verb] != "VB" or _RANKS.isdisjoint(told) or (body := object_of(parse, verb)) is None:
        return None
    above = parse.heads[noun]
    linked = parse.relation(noun) == "xcomp" and above != ROOT and is_asserted(parse, above)
    if not (linked or parse.relation(noun) == "appos" or (parse.having(noun, "cop") and is_asserted(parse, noun))):
        return None
    index = person(sentence, subject(parse, above) if linked else noun)
    role = office_verbs.office_verbs()[parse.word(verb)].role
    position = None if index is None else _position(sentence, index, role, verb, body)
    return None if position is None else ((above if linked else verb, body, position),)


def _position(sentence: AnnotatedParse, index: int, role: str, verb: int, body: int) -> Position | None:
    """The role of the mention ``index`` in the body at ``body``, which the verb at ``verb`` tells."""
    if (told := _body(sentence, body)) is None:
        return None
    organization, words = told
    span = sentence.mentions[index].span
    clause = sentence.cut(min(verb, body), max(verb, body) + 1)
    spans = [span, clause, *([organization] if organization else [])]
    evidence = Span(min(each.start for each in spans), max(each.end for each in spans))
    return Position(span, role + words, evidence, sentence.cut(verb, verb + 1), organization=organization)


def _body(sentence: AnnotatedParse, body: int) -> tuple[Span | None, str] | None:
    """The body at ``body`` where it is named; else how it goes on behind the role: " of the agency"."""
    parse = sentence.parse
    mention = sentence.mention(body)
    if mention is not None and mention.kind is Kind.ORGANIZATION and mention.form is not MentionForm.PRONOUN:
        return mention.span, ""
    if mention is not None or parse.word(body) not in _BODIES:
        return None
    first = min(each for each in noun_phrase(parse, body) if parse.relation(each) != "det" or each == body)
    definite = "the " if parse.having(body, "det") else ""
    return None, f" of {definite}{sentence.cut(first, body + 1).cut(sentence.text)}"
