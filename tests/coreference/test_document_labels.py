"""Labels of documents: by their makers where the text gives neither a name nor a title."""

from __future__ import annotations

import pytest

from xpkg.coreference.document_labels import label_documents
from xpkg.model import Authority, AuthorityEntry, Entity, Kind, Span, Work

TEXT = "Ann Low and the Orm Gazette spoke in Valberg."
LOW, GAZETTE, VALBERG = Span(0, 7), Span(16, 27), Span(37, 44)
DENOTED = {
    LOW: (Entity(Kind.PERSON, "Ann Maria Low"),),
    GAZETTE: (Entity(Kind.ORGANIZATION, "The Orm Gazette"),),
    VALBERG: (Entity(Kind.PLACE, "Valberg"),),
}


def label(work: Work, authority: Authority | None = None) -> str:
    return label_documents(TEXT, (work,), DENOTED, authority or Authority())[0].full_label


@pytest.mark.parametrize(
    ("own", "title", "creators", "expected"),
    [
        ("statement", "", (LOW,), "statement by Ann Maria Low"),
        ("interview", "", (LOW,), "interview with Ann Maria Low"),
        ("Interview", "", (LOW, GAZETTE), "Interview by Ann Maria Low and The Orm Gazette"),
        ("statement", "", (), "statement"),
        # A title tells it; so does a maker in the label, by the entity's name or by the text's.
        ("report", "How the Dam Fell", (LOW,), "report"),
        ("Ann Maria Low's report", "", (LOW,), "Ann Maria Low's report"),
        ("Orm Gazette report", "", (GAZETTE,), "Orm Gazette report"),
        # A place makes nothing.
        ("report", "", (VALBERG,), "report"),
    ],
)
def test_labels(own: str, title: str, creators: tuple[Span, ...], expected: str) -> None:
    assert label(Work(own, "statement", (Span(40, 44),), title, creators=creators)) == expected


def test_a_known_document_has_the_label_of_its_file() -> None:
    authority = Authority((AuthorityEntry(Kind.DOCUMENT, "The Dam Papers"),))
    assert label(Work("papers", "leak", (LOW,), creators=(LOW,), authority=0), authority) == "The Dam Papers"
