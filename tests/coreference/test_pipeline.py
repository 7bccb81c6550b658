"""The resolvers: each decides its example, and without it nobody does; a decision bears the name of its resolver."""

from __future__ import annotations

from dataclasses import replace

import pytest

from xpkg.analysis.attributions import find_attributions
from xpkg.analysis.mentions import find_mentions
from xpkg.analysis.mentions.gazetteer import gazetteer_of
from xpkg.analysis.positions import find_positions
from xpkg.analysis.references import parse_references
from xpkg.coreference.document_view import DocumentView, view_of
from xpkg.coreference.pipeline import RESOLVERS, run_resolvers
from xpkg.coreference.resolution import Resolver, identities
from xpkg.judgements import path_of, path_of_source
from xpkg.model import Authority, AuthorityEntry, Entity, Identities, Judgement, Kind, Metadata, Source, Span, Work
from xpkg.text import parse

OLEKSY, ZELK = Entity(Kind.PERSON, "Marta Oleksy"), Entity(Kind.PERSON, "Tavrin Zelk")
AUTHORITY = Authority(
    (AuthorityEntry(Kind.PLACE, "Kenya", adjectives=("Kenyan",), subtype="country"),),
    (
        Judgement(path_of(Entity(Kind.PERSON, "Marta Oleksyova")), path_of(OLEKSY), True, OLEKSY),
        Judgement(path_of_source("story"), path_of(ZELK), True, ZELK, Span(12, 14)),
    ),
)


def view(text: str) -> DocumentView:
    parsed = parse(Source("story", text, "0", Metadata("")))
    mentions = find_mentions(parsed, AUTHORITY)
    positions = find_positions(parsed, mentions, (), gazetteer_of(AUTHORITY).lands())
    said = find_attributions(parsed, mentions)
    return view_of(parsed, mentions, said, parse_references(parsed), (), AUTHORITY, positions)


def denoted(found: Identities, span: Span) -> str:
    return next((found.entities[entity].label for each, entity in found.denotes if each == span), "")


def test_each_resolver_has_a_name_of_its_own() -> None:
    assert len({resolver.name for resolver in RESOLVERS}) == len(RESOLVERS)


@pytest.mark.parametrize("resolver", RESOLVERS, ids=lambda resolver: resolver.name)
def test_each_decides_its_example(resolver: Resolver) -> None:
    example, span = resolver.example, resolver.example.span
    story = view(example.text)
    found = identities(story, run_resolvers(story))
    assert denoted(found, span) == example.label
    assert example.label or span in dict(found.unresolved)
    if resolver.name != "kinship-genders":  # which decides nobody, and lets the pronouns decide
        assert dict(found.decided_by)[span] == resolver.name


@pytest.mark.parametrize("resolver", RESOLVERS, ids=lambda resolver: resolver.name)
def test_without_it_the_example_comes_out_otherwise(resolver: Resolver) -> None:
    example, span = resolver.example, resolver.example.span
    story = view(example.text)
    found = identities(story, run_resolvers(story, [each for each in RESOLVERS if each is not resolver]))
    if resolver.name == "full-names":  # a name that nothing explains is its own bearer's
        assert dict(found.decided_by)[span] == "unexplained-names"
    else:
        assert denoted(found, span) != example.label


def test_a_resolver_sees_what_those_before_it_decided() -> None:
    story = view("Marta Oleksy spoke. Later Oleksy left. She was late.")
    full, short = (next(each for each in RESOLVERS if each.name == name) for name in ("full-names", "short-names"))
    before = run_resolvers(story, (full,))
    assert list(before.entity_of) == [0]
    after = run_resolvers(story, (full, short))
    assert after.entity_of == {0: 0, 1: 0}
    assert after.decided_by == {0: "full-names", 1: "short-names"}
    assert before.entity_of == {0: 0}  # a value: it stays as it was


def test_the_spans_of_documents_discussed_are_left_to_these() -> None:
    story = view("Marta Oleksy spoke.")
    found = run_resolvers(story)
    discussed = replace(story, works=(Work("Marta Oleksy", "book", (Span(0, 12),)),))
    assert identities(story, found).denotes == ((Span(0, 12), 0),)
    assert identities(discussed, found).denotes == ()
    assert identities(discussed, found).decided_by == ()
