"""What heads a noun phrase, and what kind of thing it means."""

from __future__ import annotations

import pytest
from marked import shallow_parse


def _kinds(sentence: str) -> tuple[str, ...]:
    read = shallow_parse(sentence)
    return read.phrase(0, len(read.tokens)).kinds


@pytest.mark.parametrize(
    ("phrase", "kinds"),
    [
        ("two boatswains", ("unknown",)),
        ("the prisoners", ("person",)),
        ("the secret report", ("document",)),
        ("the ministers", ("person",)),
        ("a new treaty", ("law", "agreement")),
        ("the village", ("place",)),
        ("40", ("person",)),
        ("1984", ("number",)),
        ("the <person:Ana Vale>", ("person",)),
        ("the <place:Harrow>", ("place", "body")),
        ("the <organization:Tarn Bank>", ("body",)),
        ("the <group:Ostlanders>", ("person", "body")),
        ("the <event:Harrow Games>", ("event",)),
        ("the <document/law:Fisheries Act>", ("law", "document")),
        ("the <document:Harbour Bill>", ("law", "document")),
        ("the <document:Tarn Papers>", ("document",)),
    ],
)
def test_the_kind_of_thing(phrase: str, kinds: tuple[str, ...]) -> None:
    assert _kinds(phrase) == kinds


@pytest.mark.parametrize(
    ("phrase", "person", "thing"),
    [("<pronoun:it>", False, True), ("<pronoun:they>", True, True), ("<pronoun:she>", True, False)],
)
def test_what_a_pronoun_may_mean(phrase: str, person: bool, thing: bool) -> None:
    kinds = set(_kinds(phrase))
    assert ("person" in kinds, "thing" in kinds) == (person, thing)


@pytest.mark.parametrize(
    ("phrase", "head"),
    [
        ("the old mayor again", "mayor"),
        ("the report online", "report"),
        ("the report “", "report"),
        ("the vote earlier", "vote"),
        ("the vote on Monday", "on"),
    ],
)
def test_what_trails_behind_heads_nothing(phrase: str, head: str) -> None:
    read = shallow_parse(phrase)
    assert read.phrase(0, len(read.tokens)).head == head
