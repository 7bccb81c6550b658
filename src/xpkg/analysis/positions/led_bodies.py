"""Reads who leads a body by a verb, or is elected to it: "headed the agency", "is chaired by", "elected to"."""

from __future__ import annotations

from collections.abc import Iterator

from xpkg.analysis.positions.by_verbs import person
from xpkg.lexicon import nouns, office_verbs, organizations
from xpkg.lexicon.office_verbs import Trait
from xpkg.model import Kind, MentionForm, Position, Span
from xpkg.syntax.annotated import AnnotatedParse
from xpkg.syntax.arguments import is_passive, object_of, oblique, passive_agent, subject
from xpkg.syntax.clauses import is_asserted
from xpkg.syntax.nominals import noun_phrase

_GIVES = office_verbs.having(Trait.GIVES)
_LEADS = office_verbs.having(Trait.LEADS)
_BODIES = (
    nouns.of_kind(nouns.NounKind.BODY)
    | nouns.having(nouns.Trait.HEARING_BODY)
    | organizations.having(organizations.Trait.ANAPHORIC)
    | frozenset(organizations.apposed_subtypes())
)
_MEMBER = "member"


def leaders(sentence: AnnotatedParse) -> Iterator[tuple[int, int, Position]]:
    """Who leads a body by a verb, or is elected to it; each with the places of the verb and of the body."""
    parse = sentence.parse
    for verb in range(len(parse)):
        word = parse.word(verb)
        if parse.upos[verb] != "VERB" or word not in _LEADS | _GIVES or not is_asserted(parse, verb):
            continue
        passive = is_passive(parse, verb)
        holder = subject(parse, verb)
        if word in _LEADS and passive:
            role, body, holder = office_verbs.office_verbs()[word].role, holder, passive_agent(parse, verb)
        elif word in _LEADS:
            over = oblique(parse, verb, "over")  # "presided over the union"
            role, body = office_verbs.office_verbs()[word].role, object_of(parse, verb) or over
        elif word in _GIVES and passive:
            role, body = _MEMBER, oblique(parse, verb, "to")
        else:
            continue
        index = person(sentence, holder)
        if index is not None and body is not None and (told := _body(sentence, body)) is not None:
            organization, words = told
            span = sentence.mentions[index].span
            clause = sentence.cut(min(verb, body), max(verb, body) + 1)
            spans = [span, clause, *([organization] if organization else [])]
            evidence = Span(min(each.start for each in spans), max(each.end for each in spans))
            told_by = sentence.cut(verb, verb + 1)
            yield verb, body, Position(span, role + words, evidence, told_by, organization=organization)


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
