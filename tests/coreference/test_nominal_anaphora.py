"""Nominals: "the ministry", "the senator", "the city" stand for what was named, or for nothing that is known."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.coreference.stories import given, marked_view
from xpkg.coreference.document_view import view_of
from xpkg.coreference.entities import EntityTable
from xpkg.coreference.nominal_anaphora import resolve_early_heads, resolve_nominals
from xpkg.model import Authority, AuthorityEntry, Gender, Kind

HE, SHE = Gender.MASCULINE, Gender.FEMININE
AUTHORITY = Authority((AuthorityEntry(Kind.PLACE, "Ruritania", adjectives=("Ruritanian",), subtype="country"),))


def resolved(
    marked: str, subtypes: dict[str, str] | None = None, genders: dict[str, Gender] | None = None
) -> list[str]:
    """What the nominals stand for, where each other mention denotes what it is called; "" for nothing."""
    view = marked_view(marked, authority=AUTHORITY)
    labels = [None if mention.form == "nominal" else mention.name for mention in view.mentions]
    before = given(view, labels, genders)
    entities = tuple(
        replace(entity, subtype=(subtypes or {}).get(entity.label, "")) for entity in before.entities.entities
    )
    table = EntityTable(view.authority, entities, before.entities.entry_of, before.entities.genders)
    decisions = resolve_nominals(view, replace(before, entities=table))
    numbers = [number for number, label in enumerate(labels) if label is None]
    return [table.label(decisions.entity_of[n]) if n in decisions.entity_of else "" for n in numbers]


@pytest.mark.parametrize(
    ("marked", "label"),
    [
        ("Senator [Paul Carter] spoke. The [senator/n] left.", "Paul Carter"),
        ("The minister, [Paul Carter], summoned the [ambassador/n].", ""),
        ("The minister, [Paul Carter], summoned the clerk. The [clerk/n] sued.", ""),
        ("The minister, [Paul Carter], a judge, spoke. The [judge/n] left.", "Paul Carter"),
        ("Sen. [Paul Carter] spoke. The [senator/n] left.", "Paul Carter"),
        ("[Paul Carter], the senator for Orm, spoke. The [senator/n] left.", "Paul Carter"),
        ("[Paul Carter], who is a senator, spoke. The [senator/n] left.", "Paul Carter"),
        ("The senator of Orm, [Paul Carter], spoke. The [senator/n] left.", "Paul Carter"),
        ("[Paul Carter] spoke. The [senator/n] left.", ""),
        ("It was a senator. [Paul Carter] spoke. The [senator/n] left.", ""),
        # Who stands in a relative clause is another than the one whom it is about.
        ("[Paul Carter], to whom the [mayor/n] wrote a letter, died.", ""),
        ("[Paul Carter], whom the [senator/n] had met, died.", ""),
        ("[Paul Carter], who the [minister/n] claimed had fled, was in court.", ""),
        # The name beside the noun, whoever held the office before.
        ("Senator [Paul Carter] spoke. The [senator/n], [Bo Reed], left.", "Bo Reed"),
        # Two who hold the office; one whose office is another one.
        ("Senator [Paul Carter] met Senator [Bo Reed]. The [senator/n] left.", ""),
        ("Vice President [Paul Carter] met President [Bo Reed]. The [president/n] left.", "Bo Reed"),
        ("Former Mayor [Paul Carter] spoke. The [mayor/n] left.", ""),
        ("Foreign Minister [Paul Carter] met Minister [Bo Reed]. The [foreign minister/n] left.", "Paul Carter"),
        # A country beside the noun must stand beside the name as well.
        ("Ruritanian President [Paul Carter] spoke. The [Ruritanian president/n] left.", "Paul Carter"),
        ("President [Paul Carter] of Ruritania spoke. The [Ruritanian president/n] left.", "Paul Carter"),
        ("President [Paul Carter] spoke. The [Ruritanian president/n] left.", ""),
        # In a headline the office before the name is another's.
        ("Judge Sentences Mayor [Paul Carter]. The [judge/n] left.", ""),
        ("Judge Sentences Mayor [Paul Carter]. The [mayor/n] left.", "Paul Carter"),
    ],
)
def test_people(marked: str, label: str) -> None:
    assert resolved(marked) == [label]


def test_the_gender_must_fit() -> None:
    marked = "Senator [Tavrin Zelk] spoke. The [senator/nf] left."
    assert resolved(marked, genders={"Tavrin Zelk": SHE}) == ["Tavrin Zelk"]
    assert resolved(marked, genders={"Tavrin Zelk": HE}) == [""]
    assert resolved(marked) == ["Tavrin Zelk"]


SUBTYPES = {
    "Orm Echo": "newspaper", "Reed Foods": "company", "Orm Council": "council", "Dam Party": "party",
    "Road Ministry": "ministry", "Valberg": "city", "Orm": "city", "Ruritania": "country", "Ardia": "country",
    "Wise Group": "company",
}  # fmt: skip


@pytest.mark.parametrize(
    ("marked", "labels"),
    [
        ("The [Orm Echo/o] was sold. The [newspaper/no] was late.", ["Orm Echo"]),
        ("The [Orm Echo/o] met [Reed Foods/o]. The [newspaper/no] sued the [company/no].", ["Orm Echo", "Reed Foods"]),
        ("The [Orm Council/o] met. The [council/no] was late.", ["Orm Council"]),
        ("The [Reed Foods/o] met. The [ministry/no] was late.", [""]),
        # A word too general tells nothing of a name.
        ("The [Wise Group/o] met. The [group/no] was late.", [""]),
        # Every country has one: only that of the paragraph, or the story's only one.
        ("[Ruritania/p] won. The [country/np] danced.", ["Ruritania"]),
        # The place named last.
        ("[Valberg/p] burnt. The [city/np] was late.", ["Valberg"]),
        ("[Valberg/p] burnt near [Orm/p]. The [city/np] was late.", ["Orm"]),
        ("[Valberg/p] burnt. [Ruritania/p] mourned. The [city/np] was late.", [""]),
        ("[Valberg/p] burnt. [Valberg/p] and [Valberg/p] in [Ruritania/p]. The [city/np] was late.", ["Valberg"]),
        # In somebody's mouth the country is the speaker's own.
        ("[Ruritania/p] won. “The [country/np] dances,” he said.", [""]),
    ],
)
def test_bodies_and_places(marked: str, labels: list[str]) -> None:
    assert resolved(marked, SUBTYPES) == labels


def test_a_group_is_the_one_of_the_sentence_before() -> None:
    assert resolved("The [Orm Dancers/g] came. The [group/ng] sang.") == ["Orm Dancers"]
    assert resolved("The [Orm Dancers/g] came. It rained. The [group/ng] sang.") == [""]


def test_a_noun_points_to_nothing_long_ago_unless_there_is_but_one() -> None:
    far = "It rained. " * 13
    two = f"The [Reed Foods/o] met. The [Wise Group/o] met. {far}The [company/no] was late."
    assert resolved(two, SUBTYPES) == [""]
    assert resolved(f"The [Reed Foods/o] met. {far}The [company/no] was late.", SUBTYPES) == ["Reed Foods"]


def test_a_head_in_a_headline_is_the_body_named_behind_it() -> None:
    view = marked_view("[Tribune/o] says so. The [Valberg Tribune/o] was sold. The [Tribune/o] was late.")
    mentions = tuple(
        replace(mention, method="pattern:head") if mention.name == "Tribune" else mention for mention in view.mentions
    )
    view = view_of(view.text, mentions)
    before = given(view, [None, "Valberg Tribune", None])
    assert resolve_early_heads(view, before).entity_of == {0: 0}
    two = marked_view("[Tribune/o] says so. The [Valberg Tribune/o] met the [Orm Tribune/o].")
    two = view_of(two.text, (replace(two.mentions[0], method="pattern:head"), *two.mentions[1:]))
    assert not resolve_early_heads(two, given(two, [None, "Valberg Tribune", "Orm Tribune"])).entity_of
