"""Names that could be somebody's and that the noun before them, or what their bearer has, gives to a body or thing."""

from __future__ import annotations

import pytest

from xpkg.analysis.mentions import find_mentions
from xpkg.model import Authority, Kind, MentionForm, Metadata, Source
from xpkg.text import parse


def named(words: str, kind: Kind) -> set[str]:
    text = parse(Source("t", f"A headline\n\n{words}\n", "0", Metadata("")))
    forms = (MentionForm.NAME, MentionForm.SHORT)
    return {each.name for each in find_mentions(text, Authority(())) if each.kind is kind and each.form in forms}


def people(words: str) -> set[str]:
    return named(words, Kind.PERSON)


def bodies(words: str) -> set[str]:
    return named(words, Kind.ORGANIZATION)


@pytest.mark.parametrize(
    ("words", "body"),
    [
        ("The law firm Hale Orton said it would appeal.", "Hale Orton"),
        ("She works for the firm Anna Cole in Orm.", "Anna Cole"),
        ("A lawyer of the firm Marta Cole said no.", "Marta Cole"),
        ("The newspaper Diego Luna said that the dam was safe.", "Diego Luna"),
        ("The magazine Nora Terra reported it.", "Nora Terra"),
        ("The charity Ruth Ellis paid. Ruth Ellis was sorry.", "Ruth Ellis"),
    ],
)
def test_a_noun_introduces_a_body(words: str, body: str) -> None:
    assert (people(words), bodies(words)) == (set(), {body})


@pytest.mark.parametrize(
    "words",
    [
        "The tanker Mary Celia sank.",
        "The novel Anna Brook was read.",
        "They boarded the trawler Martin Lowe off Orm.",
        "It was published in the journal Martin Lowe Letters in May.",
    ],
)
def test_what_a_noun_introduces_as_a_thing_is_nobody(words: str) -> None:
    assert people(words) == set()


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("The company Ann Smith founded went broke.", "Ann Smith"),
        ("In the film Tom Hollis plays a pilot.", "Tom Hollis"),
        ("He told the newspaper Ann Lowe was safe.", "Ann Lowe"),
        ("The book Ann Lowe wrote was read.", "Ann Lowe"),
        ("The team Carl Benner led won.", "Carl Benner"),
        ("The minister Ann Lowe resigned.", "Ann Lowe"),
        ("The envoy to the African Union Ann Lowe resigned.", "Ann Lowe"),
    ],
)
def test_a_clause_of_its_own_keeps_its_person(words: str, name: str) -> None:
    assert people(words) == {name}


def test_a_body_that_one_sentence_tells_is_found_in_the_others() -> None:
    words = "Tollgate rejected the findings. Tollgate's chairman, Ann Lowe, resigned. Old Tollgate Road flooded."
    text = parse(Source("t", f"A headline\n\n{words}\n", "0", Metadata("")))
    found = [each for each in find_mentions(text, Authority(())) if each.name == "Tollgate"]
    assert [each.span.start for each in found] == [12, 12 + words.index("Tollgate's")]


def test_what_has_a_chairman_or_shareholders_is_a_body() -> None:
    words = "Brandvold's chairman, Ann Lowe, resigned. Brandvold said it would appeal. Zontek's shareholders met."
    assert people(words) == {"Ann Lowe"}
    assert bodies(words) == {"Brandvold", "Zontek"}
    assert people("Ann Lowe's chairman resigned.") == {"Ann Lowe"}
