"""Names of the authority in a row of words: the longest first, with what may part their words."""

from __future__ import annotations

import pytest
from named import AUTHORITY, gazetteer, line, mentions

from xpkg.analysis.mentions.gazetteer import Gazetteer, gazetteer_of
from xpkg.model import Authority, AuthorityEntry, Kind


def longest(words: str, first: int, *, shouted: bool = False) -> tuple[str, ...] | None:
    """The words of the longest name that begins with word ``first``."""
    read = line(words)
    match = gazetteer().longest(read.words, first, shouted)
    return None if match is None else tuple(word.text for word in read.words[match.first : match.last])


@pytest.mark.parametrize(
    ("words", "first", "name"),
    [
        ("the City of Kestrel paid", 1, ("City", "of", "Kestrel")),
        ("the City of Valmora paid", 1, None),
        ("then Kestrel paid", 1, ("Kestrel",)),
        ("the Kestrel Gazette wrote", 1, ("Kestrel", "Gazette")),
        ("in Kestrel Garden they", 1, ("Kestrel",)),
        ("the Ministry of\u00a0Roads paid", 1, ("Ministry", "of", "Roads")),
        # A clause between the words parts them.
        ("the Ministry (of Roads) paid", 1, None),
        # Spelled otherwise it is another name.
        ("then kestrel paid", 1, None),
    ],
)
def test_the_longest_name_is_found(words: str, first: int, name: tuple[str, ...] | None) -> None:
    assert longest(words, first) == name


def test_names_in_capitals_are_found_on_demand() -> None:
    assert longest("in KESTREL they paid", 1) is None
    assert longest("in KESTREL they paid", 1, shouted=True) == ("KESTREL",)


def test_a_name_with_a_possessive_inside() -> None:
    own = Authority((AuthorityEntry(Kind.ORGANIZATION, "Growers’ League of Kestrel"),))
    read = line("the Growers’ League of Kestrel met")
    match = Gazetteer(own).longest(read.words, 1)
    assert match is not None
    assert match.last == 5


@pytest.mark.parametrize(
    ("name", "labels"),
    [
        ("Kestrel Gazette", ["The Kestrel Gazette"]),
        ("The Kestrel Gazette", ["The Kestrel Gazette"]),
        ("Gazette", ["The Kestrel Gazette"]),
        ("City of Kestrel", ["Kestrel"]),
        ("Varga", ["Ilse Varga"]),
        ("Brandvold", []),
        ("City of", []),
    ],
)
def test_who_bears_a_name(name: str, labels: list[str]) -> None:
    assert [AUTHORITY.entries[bearer.entry].label for bearer in gazetteer().bearers(name)] == labels


def test_short_names_are_told_from_full_ones() -> None:
    assert [bearer.short for name in ("Varga", "Ilse Varga", "Gazette") for bearer in gazetteer().bearers(name)] == [
        True,
        False,
        True,
    ]


def test_two_can_bear_a_name_and_one_bears_it_once() -> None:
    two = Authority(
        (
            AuthorityEntry(Kind.PERSON, "Ann Holm", aliases=("Ann Holm",), short=("Holm",)),
            AuthorityEntry(Kind.PERSON, "Paul Holm", short=("Holm",)),
        )
    )
    assert [bearer.entry for bearer in Gazetteer(two).bearers("Holm")] == [0, 1]
    assert [bearer.entry for bearer in Gazetteer(two).bearers("Ann Holm")] == [0]


VARIED = Authority(
    (
        AuthorityEntry(Kind.ORGANIZATION, "Roads Board", aliases=("RBX", "UNRAB")),
        AuthorityEntry(Kind.ORGANIZATION, "LeakTown"),
        AuthorityEntry(Kind.ORGANIZATION, "Norbury"),
        AuthorityEntry(Kind.PLACE, "Unseco"),
        AuthorityEntry(Kind.ORGANIZATION, "UNSECO"),
    )
)


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("R.B.X.", "Roads Board"), ("RBX", "Roads Board"), ("Unrab", "Roads Board"), ("U.N.R.A.B.", "Roads Board"),
        ("Leaktown", "LeakTown"), ("Unseco", "Unseco"), ("UNSECO", "UNSECO"),
        # Three letters are too few for a word, two with full stops are another's, and a word is no acronym.
        ("Rbx", None), ("rbx", None), ("leaktown", None), ("NORBURY", None), ("R.B.", None),
    ],
)  # fmt: skip
def test_acronyms_are_written_in_several_ways(name: str, label: str | None) -> None:
    found = [VARIED.entries[bearer.entry].label for bearer in Gazetteer(VARIED).bearers(name)]
    assert found == ([] if label is None else [label])


def test_adjectives_countries_and_families() -> None:
    assert set(gazetteer().adjectives) == {"Valmoran", "Lakelander"}
    assert gazetteer().lands() == {"Valmoran"}
    assert gazetteer().families == {"Varga", "Clinton"}


def test_the_article_belongs_to_the_names_of_places_alone() -> None:
    two = Authority((AuthorityEntry(Kind.PLACE, "The Dalles"), AuthorityEntry(Kind.ORGANIZATION, "The Ledger")))
    assert Gazetteer(two).starts("The")
    assert Gazetteer(two).starts("Ledger")
    assert not Gazetteer(two).starts("Dalles")


def test_a_lexicon_is_built_once_for_an_authority() -> None:
    assert gazetteer_of(AUTHORITY) is gazetteer_of(AUTHORITY)
    other = Authority((AuthorityEntry(Kind.PLACE, "Norbury"),))
    assert gazetteer_of(other).authority is other
    assert gazetteer_of(AUTHORITY).authority is AUTHORITY


def test_what_is_found_names_its_entry() -> None:
    found = {each.name: each.authority for each in mentions("Ilse Varga left Kestrel.")}
    assert found == {"Ilse Varga": 11, "Kestrel": 1}
