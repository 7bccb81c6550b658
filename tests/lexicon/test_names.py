"""The tables of the words of names: each trait is some word's, and the tables agree with each other."""

from __future__ import annotations

import importlib
import pkgutil
from types import ModuleType

import pytest

from xpkg import lexicon
from xpkg.lexicon import ambiguous_names, kinship, name_particles, noun_kinds, occupations, organizations, titles
from xpkg.lexicon.written import capitalized
from xpkg.model import Kind

WITH_TRAITS = [
    module
    for found in pkgutil.iter_modules(lexicon.__path__)
    if hasattr(module := importlib.import_module(f"xpkg.lexicon.{found.name}"), "Trait") and hasattr(module, "having")
]


@pytest.mark.parametrize("module", WITH_TRAITS, ids=lambda module: module.__name__.rpartition(".")[2])
def test_each_trait_is_some_words_and_is_explained(module: ModuleType) -> None:
    assert {trait for trait in module.Trait if not module.having(trait)} == set()


def test_a_noun_for_people_stands_in_one_table() -> None:
    nouns = {row.noun for row in occupations.occupations()}
    assert nouns & {row.noun for row in kinship.kinship()} == set()
    assert {capitalized(noun) for noun in nouns} & {
        row.title
        for row in titles.titles()
        if titles.Trait.MODIFIER not in row.traits and titles.Trait.ATTRIBUTE not in row.traits
    } == set()


def test_one_noun_has_one_kind() -> None:
    kinds = noun_kinds.kinds()
    assert set(kinds.values()) == {Kind.PERSON, Kind.ORGANIZATION, Kind.PLACE, Kind.GROUP}
    people = occupations.having(occupations.Trait.ANAPHORIC)
    assert people & organizations.having(organizations.Trait.ANAPHORIC) == set()


def test_a_weak_last_word_of_a_name_is_a_last_word() -> None:
    trait = organizations.Trait
    assert organizations.having(trait.WEAK_FINAL) <= organizations.having(trait.NAME_FINAL)


def test_a_patronymic_is_a_particle() -> None:
    trait = name_particles.Trait
    assert name_particles.having(trait.PATRONYMIC) <= name_particles.having(trait.PARTICLE)


def test_a_family_name_that_is_a_word_is_still_one() -> None:
    plain = ambiguous_names.east_asian_family_names(also_words=False)
    assert plain < ambiguous_names.east_asian_family_names()
