"""Documents by the phrase that tells of them: its kind, maker, date, extent and title; and what is none."""

from __future__ import annotations

import pytest
from marked import cut, parsed

from xpkg.analysis.documents import find_documents
from xpkg.analysis.times import find_times
from xpkg.model import Authority, Work


def _documents(words: str) -> list[tuple[Work, list[str], list[str]]]:
    """Each work with its makers and the words that mention it."""
    given, text = parsed(words)
    found = find_documents(text, given.mentions, find_times(text), Authority(()))
    return [
        (work, [cut(given, span) for span in work.creators], [cut(given, span) for span in work.mentions])
        for work in found
    ]


@pytest.mark.parametrize(
    ("sentence", "work_type", "makers"),
    [
        ("They read a memo by <person:Ana Vale>.", "document", ["Ana Vale"]),
        ("They read a memo written by <person:Ana Vale> in 2011.", "document", ["Ana Vale"]),
        ("They read a memo leaked by <person:Ana Vale>.", "leak", []),
        ("They read documents leaked from <organization:Tarn Bank> in 2011.", "leak", []),
        ("They read an article in the <organization/newspaper:Fenwick Post>.", "article", ["Fenwick Post"]),
        ("They read the <organization/newspaper:Fenwick Post> report.", "article", ["Fenwick Post"]),
        ("They read the <organization:Tarn Bank> report.", "report", ["Tarn Bank"]),
        ("<person:Ana Vale> wrote a letter in 2011.", "letter", ["Ana Vale"]),
        ("<organization:Tarn Bank> issued a statement on Monday.", "statement", ["Tarn Bank"]),
        ("<person:Ana Vale> said in a speech on Monday that they slept.", "speech", ["Ana Vale"]),
        ("In a report on Monday, <organization:Tarn Bank> said that they slept.", "report", ["Tarn Bank"]),
        ("In a report on Monday, <person:Ana Vale> said that they slept.", "report", []),
        (
            "<organization:Tarn Bank> and <person:Ana Vale> published an article on fish.",
            "article",
            ["Tarn Bank", "Ana Vale"],
        ),
        (
            "<person:Ana Vale> of the <organization/newspaper:Fenwick Post> published an article on fish.",
            "article",
            ["Ana Vale"],
        ),
        ("They read <person:Ana Vale>’s memo.", "document", ["Ana Vale"]),
        ("They read a set of documents by <organization:Tarn Bank>.", "document", ["Tarn Bank"]),
        ("They read an audit conducted by <organization:Tarn Bank>.", "report", ["Tarn Bank"]),
        ("They read a report describing fish.", "report", []),
        ("A trove of documents was leaked in 2011.", "leak", []),
        ("They read a leaked memo about fish.", "leak", []),
    ],
)
def test_the_kind_of_document_and_who_made_it(sentence: str, work_type: str, makers: list[str]) -> None:
    ((work, creators, _),) = _documents(sentence)
    assert (work.work_type, creators) == (work_type, makers)


@pytest.mark.parametrize(
    ("sentence", "extent", "date"),
    [
        ("They read a 40-page report by <organization:Tarn Bank>.", "40-page", ""),
        ("They read more than 90 pages of documents.", "more than 90 pages", ""),
        ("They read up to 90 pages of documents.", "up to 90 pages", ""),
        ("They read a report by <organization:Tarn Bank> on Monday.", "", "2015-11-09"),
        ("They read a 2011 report by <organization:Tarn Bank>.", "", "2011"),
    ],
)
def test_extent_and_date(sentence: str, extent: str, date: str) -> None:
    ((work, _, _),) = _documents(sentence)
    assert (work.extent, work.date.edtf if work.date else "") == (extent, date)


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        ('They read a report titled "The Price of Fish".', "The Price of Fish"),
        ("They read an essay called “The Long Tide”.", "The Long Tide"),
        ("They read a report, “The Price of Fish”.", "The Price of Fish"),
        ("They read a book entitled The Price of Fish, which was long.", "The Price of Fish"),
    ],
)
def test_the_title_that_follows(sentence: str, title: str) -> None:
    ((work, _, mentions),) = _documents(sentence)
    assert (work.title, work.label) == (title, title)
    assert title in mentions


@pytest.mark.parametrize(
    "sentence",
    [
        "They read his report.",
        "They read any report by <person:Ana Vale>.",
        "No report by <person:Ana Vale> is known.",
        "If a report by <person:Ana Vale> is found, they sleep.",
        "They read an order.",
        "It was signed into law.",
        "They were jailed under law.",
        "In order to sleep they left.",
        "They read what he called “The Long Tide”.",
        "They read a book called Fish and the sea that they all liked.",
        'They read a report, "as they said then".',
        "They read a report with <person:Ana Vale>.",
        "The publication of news is good.",
    ],
)
def test_no_document(sentence: str) -> None:
    assert _documents(sentence) == []


@pytest.mark.parametrize(
    ("words", "mentions"),
    [
        ("<organization:Tarn Bank> published a report on fish. The report was long.", [["report", "report"]]),
        ("They read a study of fish. The report was long.", [["study", "report"]]),
        ("They read two letters by <person:Ana Vale>. The letters were old.", [["letters", "letters"]]),
        ("The <document/law:Fisheries Act> was long. The law was old.", [["Fisheries Act", "law"]]),
        ("The <document:Tarn Papers> are long. The documents are old.", [["Tarn Papers", "documents"]]),
        ("They read a memo by <person:Ana Vale>. They read a memo by <person:Otto Brand>.", [["memo"], ["memo"]]),
        ("They read a secret memo by <person:Ana Vale>. The secret memo was old.", [["secret memo", "secret memo"]]),
        ("They read a secret memo by <person:Ana Vale>. The blue memo was old.", [["secret memo"]]),
        ("They read a memo by <person:Ana Vale>. The same memo was old.", [["memo", "same memo"]]),
        ("The <document:Tarn Papers> are long. Documents are old.", [["Tarn Papers"]]),
        ("They spoke of the <document:Tarn Papers> leak.", [["Tarn Papers"]]),
        ("They read a 2011 memo by <person:Ana Vale>. They read the 2012 memo by <person:Ana Vale>.",
         [["2011 memo"], ["2012 memo"]]),
    ],
)  # fmt: skip
def test_what_is_meant_again(words: str, mentions: list[list[str]]) -> None:
    assert [found for _, _, found in _documents(words)] == mentions


def test_what_a_document_holds_is_part_of_it() -> None:
    cache, letter = _documents("They obtained a cache of documents. They include a letter by <person:Ana Vale>.")
    assert (cache[0].part_of, letter[0].part_of) == (None, 0)
    speeches, guide = _documents("They contain speeches by <person:Ana Vale> and a guide to answering.")
    assert (speeches[0].label, guide[0].label) == ("Speeches by Ana Vale", "Guide to answering")


@pytest.mark.parametrize(
    ("name", "work_type"),
    [("Harbour Treaty", "agreement"), ("Fisheries Act", "law"), ("Tarn Papers", "leak"), ("Ode to Fish", "document")],
)
def test_the_kind_that_a_name_tells(name: str, work_type: str) -> None:
    ((work, _, _),) = _documents(f"They read the <document:{name}>.")
    assert (work.label, work.work_type) == (name, work_type)
