"""Names of bodies that tell whose they are only beside others: short ones, acronyms, those that many countries have."""

from __future__ import annotations

import pytest

from tests.coreference.stories import bearer, read, read_view
from xpkg.coreference.pipeline import run_resolvers
from xpkg.coreference.resolution import identities
from xpkg.model import Authority, AuthorityEntry, Kind, Span

BODY, PLACE = Kind.ORGANIZATION, Kind.PLACE
AUTHORITY = Authority(
    (
        AuthorityEntry(PLACE, "Ruritania", adjectives=("Ruritanian",), subtype="country"),
        AuthorityEntry(PLACE, "Ardia", adjectives=("Ardian",), subtype="country"),
        AuthorityEntry(PLACE, "Zubrowka", adjectives=("Zubrowkan",), subtype="country"),
        AuthorityEntry(PLACE, "Strelsau", kin="Ruritania", subtype="city"),
        AuthorityEntry(BODY, "Ministry of Roads of Ruritania", short=("Ministry of Roads",), kin="Ruritania",
                       subtype="ministry"),
        AuthorityEntry(BODY, "Ministry of Roads of Ardia", short=("Ministry of Roads",), kin="Ardia",
                       subtype="ministry"),
        AuthorityEntry(BODY, "Ruritanian Senate", short=("Senate",), kin="Ruritania", subtype="legislature"),
        AuthorityEntry(BODY, "Strelsau Courier", short=("Courier",), kin="Ruritania", subtype="newspaper"),
        AuthorityEntry(BODY, "Ardia Courier", short=("Courier",), kin="Ardia", subtype="newspaper"),
        AuthorityEntry(BODY, "World League", subtype="intergovernmental"),
        AuthorityEntry(BODY, "World League Dam Council", short=("Dam Council",), subtype="agency"),
    )
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "words", "label"),
    [
        # What the document names in full is meant by a part of it.
        ("The Larkham Daily Tribune was sold. The Tribune was late.", "Tribune", "Larkham Daily Tribune"),
        ("The Larkham Daily Echo was sold. The Daily Echo was late.", "Daily Echo", "Larkham Daily Echo"),
        ("The Bureau of Coastal Security (BCS) paid. The BCS was late.", "BCS", "Bureau of Coastal Security"),
        # Of two known bodies the one that was named, or whose country is spoken of.
        ("The Strelsau Courier was sold. The Courier was late.", "Courier", "Strelsau Courier"),
        ("The Ardia Courier was sold. The Courier was late.", "Courier", "Ardia Courier"),
        ("Voters in Ruritania sat. The Ministry of Roads was late.", "Ministry of Roads",
         "Ministry of Roads of Ruritania"),
        ("Ardian voters in Ardia sat. The Ministry of Roads was late.", "Ministry of Roads",
         "Ministry of Roads of Ardia"),
        ("Voters in Strelsau sat. The Ministry of Roads was late.", "Ministry of Roads",
         "Ministry of Roads of Ruritania"),
        ("The Ardian Ministry of Roads was late.", "Ministry of Roads", "Ministry of Roads of Ardia"),
        # A short name is a hint, and no more: the text must be about the country, or about its whole.
        ("Voters in Ruritania sat. The Senate voted.", "Senate", "Ruritanian Senate"),
        ("The World League met. The Dam Council voted.", "Dam Council", "World League Dam Council"),
    ],
)  # fmt: skip
def test_the_document_tells_the_body(text: str, words: str, label: str) -> None:
    assert bearer(text, words, AUTHORITY) == label


@pytest.mark.parametrize(
    ("text", "words", "label"),
    [
        ("Voters in Ardia sat. The Senate voted.", "Senate", "Ruritanian Senate"),
        ("The student Senate voted in Ruritania.", "Senate", "Ruritanian Senate"),
        ("The Strelsau Senate voted.", "Senate", "Ruritanian Senate"),
        ("The Dam Council voted.", "Dam Council", "World League Dam Council"),
        ("The Courier was late.", "Courier", "Strelsau Courier"),
        ("The Larkham Courier was sold. The Courier was late.", "Courier", "Strelsau Courier"),
    ],
)
def test_no_body_that_the_text_does_not_tell(text: str, words: str, label: str) -> None:
    assert bearer(text, words, AUTHORITY) != label


def test_a_paper_means_the_bodies_of_its_country() -> None:
    text = "The Ministry of Roads was late."
    for publisher, label in (
        ("Strelsau Courier", "Ministry of Roads of Ruritania"),
        ("Ardia Courier", "Ministry of Roads of Ardia"),
    ):
        view = read_view(text, AUTHORITY, publisher)
        found = identities(view, run_resolvers(view))
        assert [found.entities[entity].label for _, entity in found.denotes] == [label]


def test_the_publisher_means_itself() -> None:
    view = read_view("The Courier was told so.", AUTHORITY, "Ardia Courier")
    found = identities(view, run_resolvers(view))
    assert [found.entities[entity].label for _, entity in found.denotes] == ["Ardia Courier"]


def test_a_name_that_many_countries_have_is_told_by_the_country() -> None:
    found = read("Voters in Ruritania sat. The Border Guard fired.", AUTHORITY)
    guard = next(entity for entity in found.entities if entity.label == "Border Guard")
    assert guard.phrase == "Ruritania"
    even = read("The Border Guard fired.", AUTHORITY)
    assert [entity.phrase for entity in even.entities] == ["story"]


def test_of_two_such_bodies_the_one_named_last() -> None:
    text = "Ardia’s Border Guard fired. Ruritania’s Border Guard fired back. The Border Guard said so."
    found = read(text, AUTHORITY)
    start = text.rindex("Border")
    last = dict(found.denotes)[Span(start, start + len("Border Guard"))]
    assert found.entities[last].phrase == "Ruritania"


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("The Ardian Ministry of Roads was late.", "Ministry of Roads of Ardia"),
        ("Zubrowka’s Ministry of Roads was late.", "Ministry of Roads of Zubrowka"),
        ("The Zubrowkan Ministry of Roads was late.", "Ministry of Roads of Zubrowka"),
        ("Ardia’s Ministry of Roads left. Zubrowka’s Ministry of Roads was late.", "Ministry of Roads of Zubrowka"),
        ("Voters in Zubrowka sat. A man from Ardia left. In Zubrowka the Ministry of Roads was late.",
         "Ministry of Roads of Zubrowka"),
    ],
)  # fmt: skip
def test_a_ministry_that_no_file_has_is_that_of_its_country(text: str, label: str) -> None:
    assert bearer(text, "Ministry of Roads", AUTHORITY) == label
