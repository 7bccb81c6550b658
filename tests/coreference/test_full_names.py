"""Full names: which of a document are one person's, and which two people's."""

from __future__ import annotations

import pytest

from tests.coreference.stories import mentions_in
from xpkg.coreference.full_names import FullNames, NameUse, find_people, longest, may_be_one, read_name
from xpkg.coreference.kinship import Relation
from xpkg.coreference.scopes import Scopes
from xpkg.model import Kind, Metadata, Source
from xpkg.text import parse


@pytest.mark.parametrize(
    ("name", "first", "middles", "last", "generation"),
    [
        ("Rosa Vidal", "Rosa", (), "Vidal", ""),
        ("Rosa M. Vidal", "Rosa", ("M",), "Vidal", ""),
        ("R.M. Vidal", "R", ("M",), "Vidal", ""),
        ("Tom Hart, Jr.", "Tom", (), "Hart", "Jr"),
        ("Tom Hart Senior", "Tom", (), "Hart", "Sr"),
        ("Tom Hart III", "Tom", (), "Hart", "III"),
        ("St. Orm", "Saint", (), "Orm", ""),
        ("Jan V", "Jan", (), "V", ""),
    ],
)
def test_a_name_has_its_parts(name: str, first: str, middles: tuple[str, ...], last: str, generation: str) -> None:
    assert read_name(name) == (first, middles, last, generation)


def test_names_that_tell_most_come_first() -> None:
    names = ["Tom Hart", "T. Hart", "Tom B. Hart", "Tom B. Hart Jr"]
    assert list(longest(names)) == ["Tom B. Hart Jr", "Tom B. Hart", "Tom Hart", "T. Hart"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Tom Hart", "Tom Reed", False),
        ("Tom Hart", "T. Hart", True),
        ("Tom Hart", "Thomas Hart", True),
        ("Tom Hart", "Karl Hart", False),
        ("Tom B. Hart", "Tom C. Hart", False),
        ("Tom B. Hart", "Tom Bertil Hart", True),
        ("Tom B. C. Hart", "Tom C. Hart", False),
        ("Tom Bertil Carl Hart", "Tom Carl Hart", True),
        ("Tom Hart Jr", "Tom Hart Sr", False),
        ("Tom Hart Jr", "Tom Hart", True),
        ("F. Scott Hart", "Scott Hart", True),
        ("F. Scott Hart", "Scott B. Hart", False),
    ],
)
def test_two_names_can_be_one_persons(one: str, other: str, same: bool) -> None:
    assert may_be_one(read_name(one), read_name(other)) is same
    assert may_be_one(read_name(other), read_name(one)) is same


def people(*uses: tuple[str, int] | tuple[str, int, bool], **known: int) -> FullNames:
    """The people of uses (name, sentence, whether introduced as a relation); ``known`` by names with "_" for blanks."""
    entries = {name.replace("_", " "): entry for name, entry in known.items()}
    return FullNames([NameUse(use[0], use[1], use[2] if len(use) > 2 else False) for use in uses], entries)


def test_variants_are_one_person() -> None:
    found = people(("Rosa Vidal", 0), ("Rosa M. Vidal", 1), ("R. Vidal", 2), ("Jan Kubis", 3))
    assert [sorted(names) for names in found.people] == [["R. Vidal", "Rosa M. Vidal", "Rosa Vidal"], ["Jan Kubis"]]
    assert found.ambiguous == set()
    assert found.find("Rosa Vidal") == found.find("R. M. Vidal") == 0
    assert found.find("Eva Vidal") is None


@pytest.mark.parametrize(
    "uses",
    [
        [("Tom Hart Sr", 0), ("Tom Hart Jr", 1)],
        [("Tom Hart", 0), ("T. Hart", 0)],  # one sentence names both
        [("Rosa Vidal", 0), ("R. Vidal", 1, True)],  # "his brother, R. Vidal"
    ],
)
def test_two_stay_two(uses: list[tuple[str, int]]) -> None:
    assert len(people(*uses).people) == 2


def test_a_name_that_may_be_of_two_is_ambiguous() -> None:
    found = people(("Tom Hart Sr", 0), ("Tom Hart Jr", 1), ("Tom Hart", 2))
    assert found.ambiguous == {"Tom Hart"}
    assert "Tom Hart" not in found.person_of
    assert found.find("T. Hart") is None


def test_the_same_given_name_goes_before_one_that_may_be() -> None:
    found = people(("Thomas B. Hart", 0), ("Tom C. Hart", 1), ("Tom Hart", 2))
    assert found.person_of["Tom Hart"] == found.person_of["Tom C. Hart"]


def test_names_of_one_entry_are_one_person_and_of_two_entries_two() -> None:
    one = people(("Rosa Vidal", 0), ("Rosa Maria Vidal", 0), Rosa_Vidal=4, Rosa_Maria_Vidal=4)
    assert len(one.people) == 1
    two = people(("Rosa Vidal", 0), ("Rosa Maria Vidal", 1), Rosa_Vidal=4, Rosa_Maria_Vidal=5)
    assert len(two.people) == 2


def test_the_people_of_a_document_are_those_named_in_full() -> None:
    text, mentions = mentions_in("[Rosa Vidal] met [Vidal] and [Eva Holm]. [Jan Eva Holm] left.")
    scopes = Scopes(parse(Source("s", text, "0", Metadata(""))))
    found = find_people(mentions, {0: Relation(None, 0)}, {(Kind.PERSON, "Eva Holm")}, scopes)
    assert found.people == [["Jan Eva Holm"], ["Rosa Vidal"]]
