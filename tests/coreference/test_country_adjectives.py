"""Adjectives of countries: the country that a position is of, where nothing else is meant."""

from __future__ import annotations

from tests.coreference.stories import given, marked_view
from xpkg.coreference.country_adjectives import resolve_country_adjectives
from xpkg.coreference.document_view import view_of
from xpkg.coreference.resolution import Decisions
from xpkg.model import Authority, AuthorityEntry, Kind, Position, Span

AUTHORITY = Authority((AuthorityEntry(Kind.PLACE, "Ruritania", adjectives=("Ruritanian",), subtype="country"),))
BARE = marked_view("Ruritanian President [Rosa Vidal] of Ruritanian spoke.", authority=AUTHORITY)
ADJECTIVE, OTHER = Span(0, 10), Span(35, 45)


def test_the_adjective_of_a_position_is_its_country() -> None:
    holder = BARE.mentions[0].span
    positions = (
        Position(holder, "president", holder, Span(11, 20), place=ADJECTIVE),
        Position(holder, "president", holder, Span(11, 20), place=Span(11, 20)),
        Position(holder, "president", holder, Span(11, 20)),
    )
    view = view_of(BARE.text, BARE.mentions, authority=AUTHORITY, positions=positions)
    decisions = resolve_country_adjectives(view, given(view, ["Rosa Vidal"]))
    assert decisions.phrases == {ADJECTIVE: (1,)}
    assert decisions.entities is not None
    assert decisions.entities.label(1) == "Ruritania"


def test_what_denotes_something_is_left() -> None:
    holder = BARE.mentions[0].span
    positions = (Position(holder, "president", holder, holder, place=ADJECTIVE),)
    view = view_of(BARE.text, BARE.mentions, authority=AUTHORITY, positions=positions)
    before = given(view, ["Rosa Vidal"]).extended(Decisions(phrases={ADJECTIVE: (0,)}), "one")
    assert not resolve_country_adjectives(view, before).phrases
