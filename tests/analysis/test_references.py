"""Bibliographic records, field by field, on records that do not stand in the corpus."""

from __future__ import annotations

import pytest

from xpkg.analysis.references import parse_references
from xpkg.model import Kind, Metadata, Reference, Source
from xpkg.text import parse


def record(line: str) -> Reference:
    text = "A title\n\nA sentence that cites.[1]\n\nReferences[edit]\n\n  1. ^ " + line
    (found,) = parse_references(parse(Source("t", text, "0", Metadata(""))))
    for span, words in ((found.title_span, found.title), (found.container_span, found.container)):
        assert span is None or span.cut(text) == words
    return found


def test_a_newspaper() -> None:
    found = record(
        'a b Doe, Jane; Roe, Richard (3 May 2001). "Who said "no"? A story". The Daily Planet. ISSN 1234-567X. '
        "Archived from the original on 2002-01-02. Retrieved 4 June 2003.{{cite news}}: CS1 maint: url-status (link)"
    )
    assert [author.name for author in found.authors] == ["Jane Doe", "Richard Roe"]
    assert found.title == 'Who said "no"? A story'
    assert (found.container, found.issn) == ("The Daily Planet", "1234-567X")
    assert (found.issued, found.archived, found.retrieved) == ("2001-05-03", "2002-01-02", "2003-06-04")


def test_a_journal() -> None:
    found = record(
        'Doe, J. (Spring 1999). "On matters". Journal of U.S. Affairs. 12 (4): 5–67. doi:10.1000/x.y. S2CID 9.'
    )
    assert (found.volume, found.issue, found.pages) == ("12", "4", "5–67")
    assert (found.container, found.doi, found.s2cid) == ("Journal of U.S. Affairs", "10.1000/x.y", "9")
    assert found.issued == "1999-21"


@pytest.mark.parametrize(
    ("authors", "name", "kind", "tag"),
    [
        ("AP Staff", "AP", Kind.ORGANIZATION, ""),
        ("Norway, Ministry of Finance", "Ministry of Finance Norway", Kind.ORGANIZATION, ""),
        ("王小明", "王小明", Kind.PERSON, "zh"),
        ("Doe, Jane", "Jane Doe", Kind.PERSON, ""),
    ],
)
def test_authors(authors: str, name: str, kind: Kind, tag: str) -> None:
    (author,) = record(f'{authors} (2001). "A title of some length". The Paper.').authors
    assert (author.name, author.kind, author.native_tag) == (name, kind, tag)


def test_staff_alone_is_nobody() -> None:
    (author,) = record('Staff (2001). "A title of some length". The Paper.').authors
    assert author.generic


def test_a_line_without_a_title_gives_no_record() -> None:
    text = "A title\n\nIt cites.[1]\n\n  1. ^ Ibid."
    assert parse_references(parse(Source("t", text, "0", Metadata("")))) == ()


@pytest.mark.parametrize(
    ("makers", "names"),
    [
        ("Smith, John", ["John Smith"]),
        ("Smith, John; Doe, Jane", ["John Smith", "Jane Doe"]),
        ("Smith, John, and Jane Doe", ["John Smith", "Jane Doe"]),
        ("Smith, John & Doe, Jane", ["John Smith", "Jane Doe"]),
        ("Smith, J.; Doe, J. B.", ["J. Smith", "J. B. Doe"]),
    ],
)
def test_a_book(makers: str, names: list[str]) -> None:
    found = record(f"{makers} (1999). The Lakes of Ardia (2nd ed.). London: Penguin. pp. 3–7. ISBN 978-0-00-000000-2.")
    assert [author.name for author in found.authors] == names
    assert {author.kind for author in found.authors} == {Kind.PERSON}
    assert (found.title, found.issued, found.publisher) == ("The Lakes of Ardia", "1999", "Penguin")
    assert (found.isbn, found.pages, found.container) == ("978-0-00-000000-2", "3–7", "")


def test_a_short_reference_is_no_book() -> None:
    text = "A title\n\nA sentence that cites.[1]\n\nReferences\n\n1. ^ Smith (1999). pp. 12–14."
    assert parse_references(parse(Source("t", text, "0", Metadata("")))) == ()


def test_the_page_of_a_newspaper_is_no_publisher() -> None:
    found = record('Doe, Jane (3 May 2001). "Dying Lake". The Guardian. p. 12.')
    assert (found.container, found.publisher, found.pages) == ("The Guardian", "", "12")
