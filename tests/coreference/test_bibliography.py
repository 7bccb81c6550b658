"""Reference lists: who made and published a work."""

from __future__ import annotations

from tests.coreference.stories import denoted, read
from xpkg.model import Authority, AuthorityEntry, Identities, Kind, Span

AUTHORITY = Authority(
    (
        AuthorityEntry(Kind.ORGANIZATION, "Orm Gazette", aliases=("Gazette of Orm",), short=("Gazette",)),
        AuthorityEntry(Kind.PERSON, "Rosa Vidal"),
        AuthorityEntry(Kind.ORGANIZATION, "Ministry of Roads"),
        AuthorityEntry(Kind.DOCUMENT, "Journal of Dams", subtype="journal"),
        AuthorityEntry(Kind.ORGANIZATION, "Echo of Valberg", short=("Echo",)),
        AuthorityEntry(Kind.ORGANIZATION, "Echo"),
    )
)


def listed(reference: str, story: str = "It fell.[1]") -> tuple[str, Identities]:
    text = f"Dam falls\n\n{story}\n\nReferences\n\n1. ^ {reference}"
    return text, read(text, AUTHORITY)


def label(reference: str, words: str, story: str = "It fell.[1]") -> str:
    text, found = listed(reference, story)
    start = text.rindex(words)
    return denoted(found, Span(start, start + len(words)))


def test_an_author_is_whom_the_text_or_a_file_names_in_full() -> None:
    reference = 'Holm, Eva (2 May 2021). "Dam falls". Orm Gazette.'
    assert label(reference, "Holm, Eva") == "Eva Holm"
    assert label(reference, "Holm, Eva", "Eva Maria Holm built it.[1]") == "Eva Maria Holm"
    assert label('Vidal, Rosa (2 May 2021). "Dam falls". Orm Gazette.', "Vidal, Rosa") == "Rosa Vidal"


def test_a_container_is_the_known_body_or_one_of_its_name() -> None:
    assert label('Holm, Eva (2 May 2021). "Dam falls". Gazette of Orm.', "Gazette of Orm") == "Orm Gazette"
    assert label('Holm, Eva (2 May 2021). "Dam falls". Valberg Echo.', "Valberg Echo") == "Valberg Echo"
    assert label('Holm, Eva (2 May 2021). "Dam falls". Echo.', "Echo") == "Echo"  # by its full name
    assert label('Holm, Eva (2 May 2021). "Dam falls". Gazette.', "Gazette") == "Orm Gazette"


def test_a_journal_is_a_document() -> None:
    text, found = listed('Holm, Eva (2021). "Dam falls". Journal of Dams. 4 (2): 10–20.')
    start = text.rindex("Journal of Dams")
    entity = dict(found.denotes)[Span(start, start + len("Journal of Dams"))]
    assert found.entities[entity].kind is Kind.DOCUMENT
    unknown = 'Holm, Eva (2021). "Dam falls". Journal of Locks. 4 (2): 10–20.'
    assert label(unknown, "Journal of Locks") == ""  # the mapper makes it a journal


def test_the_end_of_a_page_title_names_the_site() -> None:
    reference = '"Remarks to the Press | Ministry of Roads". Retrieved 3 May 2021.'
    assert label(reference, "Ministry of Roads") == "Ministry of Roads"
    beside = 'Holm, Eva (2021). "Remarks | Ministry of Roads". Valberg Echo.'
    assert label(beside, "Ministry of Roads") == ""  # a paper brought it out


def test_each_decision_names_its_resolver() -> None:
    text, found = listed('Holm, Eva (2 May 2021). "Dam falls". Orm Gazette.')
    start = text.index("Holm, Eva")
    assert dict(found.decided_by)[Span(start, start + len("Holm, Eva"))] == "bibliography"
