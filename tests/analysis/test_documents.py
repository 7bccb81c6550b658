"""Documents discussed, in sentences made up for the purpose."""

from __future__ import annotations

from xpkg.analysis.documents import find_documents
from xpkg.analysis.mentions import find_mentions
from xpkg.analysis.times import find_times
from xpkg.model import Authority, AuthorityEntry, Kind, Metadata, Source, Work
from xpkg.text import parse

KNOWN = Authority(
    (
        AuthorityEntry(Kind.PERSON, "Jane Doe", short=("Doe",)),
        AuthorityEntry(Kind.ORGANIZATION, "Acme Bank", subtype="company"),
        AuthorityEntry(Kind.ORGANIZATION, "Daily Planet", subtype="newspaper"),
        AuthorityEntry(Kind.DOCUMENT, "Strelsau Papers", subtype="leak"),
    )
)


def works(story: str) -> list[tuple[Work, list[str]]]:
    words = "A headline about it\n\n" + story
    text = parse(Source("t", words, "0", Metadata("", issued="2015-11-11")))
    found = find_documents(text, find_mentions(text, KNOWN), find_times(text), KNOWN)
    for work in found:
        assert work.label
        assert list(work.mentions) == sorted(work.mentions)
    return [(work, [span.cut(words) for span in work.mentions]) for work in found]


def test_a_leak_and_what_is_in_it() -> None:
    found = works(
        "A large leak of bank documents shocked the town. The 212 pages of papers were seen by the Daily Planet. "
        "The documents include speeches by Jane Doe and a guide to answering customers. The leak went on."
    )
    leak, speeches, guide = found
    assert (leak[0].work_type, leak[0].extent) == ("leak", "212 pages")
    assert leak[1] == ["large leak", "papers", "documents", "leak"]
    assert (speeches[0].work_type, speeches[0].label, speeches[0].part_of) == ("speech", "Speeches by Jane Doe", 0)
    assert (guide[0].work_type, guide[0].part_of) == ("guide", 0)


def test_a_named_work_and_what_it_is_called_later() -> None:
    ((papers, mentions),) = works("The Strelsau Papers are a collection of more than 90 pages. The documents are old.")
    assert (papers.label, papers.work_type, papers.extent) == ("Strelsau Papers", "leak", "more than 90 pages")
    assert mentions == ["Strelsau Papers", "documents"]
    assert papers.authority == 3


def test_a_titled_work_with_its_makers() -> None:
    story = 'On Monday, Acme Bank released a report titled "The Price of Fish". The report is long.'
    ((report, mentions),) = works(story)
    assert (report.title, report.work_type) == ("The Price of Fish", "report")
    assert mentions == ["report", "The Price of Fish", "report"]
    assert len(report.creators) == 1


def test_a_newspaper_report_is_its_article() -> None:
    found = works("They read a 2011 report from the Daily Planet. The mayor called the Daily Planet report good.")
    assert [(work.work_type, work.date.edtf if work.date else "", len(mentions)) for work, mentions in found] == [
        ("article", "2011", 2)
    ]


def test_the_speaker_of_a_speech_is_its_maker() -> None:
    ((speech, _),) = works("In a 2011 speech to bankers, Jane Doe praised the sea.")
    assert speech.work_type == "speech"
    assert len(speech.creators) == 1


def test_what_is_no_work() -> None:
    for sentence in (
        "There is no report. In order to sleep they read.",
        "It was signed into law.",
        "He wants documents and speeches.",
        "The publication of news is good.",
    ):
        assert works(sentence) == []


def test_the_works_of_another_story_are_not_meant() -> None:
    story = "Acme Bank on Monday released a study on fish. It is known.\n\n"
    more = "\n\n".join(["Prose is here and it is long enough to be a paragraph of the story itself."] * 3)
    teaser = "\n\nAdditional reporting by Joe\n\nFarmers in Ruritania saw the study. Flavia of Zenda did."
    found = works(story + more + teaser)
    assert [mentions for _, mentions in found] == [["study"]]


def _makers(story: str) -> list[list[str]]:
    words = "A headline about it\n\n" + story
    return [[span.cut(words) for span in work.creators] for work, _ in works(story)]


def test_a_newspaper_is_no_author_beside_its_journalist() -> None:
    assert _makers('Jane Doe of the Daily Planet published an article titled "The Price of Fish".') == [["Jane Doe"]]
    assert _makers('The Daily Planet published an article titled "The Price of Fish".') == [["Daily Planet"]]


def test_what_a_body_says_in_a_report_is_its_own_report() -> None:
    assert _makers("Acme Bank said in a report released on Monday that fish was dear.") == [["Acme Bank"]]
    assert _makers("Jane Doe said in a report released in 2014 that fish was dear.") == [[]]


def test_a_release_is_a_document_where_it_tells_something() -> None:
    for told in (
        "Acme Bank said in a release on Tuesday that fish was dear.",
        "According to a release from the police, two men were held.",
        "A media release by Acme Bank on 3 May 2014 named nobody.",
    ):
        assert [work.work_type for work, _ in works(told)] == ["press-release"], told
    for done in (
        "Acme Bank picked up the series for a release on July 7, 2009.",
        "The film was licensed for a home release by Acme Bank.",
        "Jane Doe announced the release of an album by Acme Bank on 3 May 2012.",
        "Following her release on bail on 4 June 2014, Jane Doe left the town.",
    ):
        assert works(done) == [], done
