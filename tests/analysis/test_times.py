"""Dates in a text, beside what the calendar says of them."""

from __future__ import annotations

import doctest

import pytest

from xpkg.analysis.times import absolute, calendar, document_date, find_times, years
from xpkg.model import Metadata, Source, Text
from xpkg.text import parse
from xpkg.validation.edtf import agree


def seen(words: str, issued: str | None = None) -> Text:
    return parse(Source("t", words, "0", Metadata("", issued=issued)))


def dates(sentence: str, issued: str | None = None) -> list[tuple[str, str]]:
    text = seen("A headline\n\nThis opens the story. " + sentence, issued)
    found = find_times(text)
    for item in found:
        assert not item.resolved or agree(item.edtf, item.earliest, item.latest), item
        assert item.resolved == bool(item.edtf)
    return [(item.span.cut(text.source.text), item.edtf) for item in found]


def test_a_weekday_in_the_name_of_a_day_is_no_date() -> None:
    assert dates("She won on Super Tuesday and slept on Good Friday.", "2015-11-11") == []


@pytest.mark.parametrize("module", [calendar, absolute, years])
def test_doctests(module: object) -> None:
    result = doctest.testmod(module)  # type: ignore[arg-type]
    assert result.attempted
    assert not result.failed


@pytest.mark.parametrize(
    ("sentence", "words", "edtf"),
    [
        ("It rained on May 4, 1987.", "May 4, 1987", "1987-05-04"),
        ("It rained on Monday, 4 May 1987.", "Monday, 4 May 1987", "1987-05-04"),
        ("Retrieved 1987-05-04 by hand.", "1987-05-04", "1987-05-04"),
        ("She sang on Sept. 3, 2001, and left.", "Sept. 3, 2001", "2001-09-03"),
        ("In May 1987 it rained.", "May 1987", "1987-05"),
        ("It rained in 1987.", "1987", "1987"),
        ("A 1987 speech was found.", "1987", "1987"),
        ("In the spring of 1987 it rained.", "spring of 1987", "1987-21"),
        ("Winter 1987–1988 was mild.", "Winter 1987–1988", "1987-24"),
        ("From 1987 to 1989 it rained.", "1987 to 1989", "1987/1989"),
        ("Between May 1987 and June 1988 it rained.", "May 1987 and June 1988", "1987-05/1988-06"),
        ("It was held on May 4–6, 1987.", "May 4–6, 1987", "1987-05-04/1987-05-06"),
        ("In the 1980s it rained.", "1980s", "198X"),
        ("In the nineteenth century it rained.", "nineteenth century", "18XX"),
        ("It burned in 44 BC at night.", "44 BC", "-0043"),
        ("In early 1987 it rained.", "early 1987", "1987-01~/1987-04~"),
        ("By late May 1987 it rained.", "late May 1987", "1987-05-21~/1987-05-31~"),
    ],
)
def test_a_date_with_its_year_needs_no_document(sentence: str, words: str, edtf: str) -> None:
    assert (words, edtf) in dates(sentence)


@pytest.mark.parametrize(
    ("sentence", "edtf"),
    [
        ("He spoke on Monday.", "2015-11-09"),
        ("He spoke on Wednesday.", "2015-11-11"),
        ("He spoke last Wednesday.", "2015-11-04"),
        ("He will speak on Friday.", "2015-11-13"),
        ("On Friday, he will speak.", "2015-11-13"),
        ("He spoke yesterday.", "2015-11-10"),
        ("He fell last year.", "2014"),
        ("He fell this week.", "2015-11-09/2015-11-15"),
        ("He fell earlier this month.", "2015-11-01/2015-11-11"),
        ("He fell three years ago.", "2012~"),
        ("He fell in March.", "2015-03"),
        ("He fell last December.", "2014-12"),
        ("He fell on Dec. 3.", "2014-12-03"),
        ("It may be done by the time of the Dec. 3 vote.", ""),
        ("The town holds its fair on Friday.", "2015-11-13"),
        ("They slept days before the fair on Friday.", ""),
        ("“He fell today,” she said.", ""),
        ("He will fall on Dec. 3.", "2015-12-03"),
        ("He fell in mid-June.", "2015-06-11~/2015-06-20~"),
    ],
)
def test_a_date_that_counts_from_the_document(sentence: str, edtf: str) -> None:
    assert [found for _, found in dates(sentence, "2015-11-11")] == [edtf]
    assert [found for _, found in dates(sentence)] == [""]
    assert [found for _, found in dates(sentence, "2015-11-11/..")] == [""]


def test_a_document_issued_on_one_of_two_days() -> None:
    assert dates("It came last year, on Friday and yesterday.", "2015-11-11/2015-11-12") == [
        ("last year", "2014"), ("Friday", "2015-11-06"), ("yesterday", "[2015-11-10,2015-11-11]"),
    ]  # fmt: skip


def test_a_date_that_counts_from_the_one_before() -> None:
    assert dates("On May 4, 1987, he came. The following year he went. He died three years later.") == [
        ("May 4, 1987", "1987-05-04"), ("The following year", "1988"), ("three years later", "1991~"),
    ]  # fmt: skip
    assert dates("On May 4, 1987, he came. In June he went, a few days later.", "2015-11-11")[1][1] == "1987-06"


@pytest.mark.parametrize(
    "sentence",
    ["It cost $1,987 in all.", "He counted 1987 soldiers.", "In fiscal 2015 it fell.", "It may rain.", "They march on.",
     "The September 11 attacks came first.", "He reads the Sunday Times.", "Phone 555-1987 now."],
)  # fmt: skip
def test_what_is_no_date(sentence: str) -> None:
    assert dates(sentence, "2015-11-11") == []


def test_no_date_counts_from_the_document_out_of_the_story() -> None:
    story = "A headline\n\nThe mayor of Springfield spoke on Monday.\n\nAdditional reporting by the Gazette\n\n"
    teaser = "Farmers in Ruritania on Monday met in Strelsau, where King Rudolf in 1987 promised them a better har"
    more = "\n\n".join(["Prose is here. " * 5] * 3) + "\nAdditional reporting by Joe\n"
    found = find_times(seen(story + more + teaser, "2015-11-11"))
    assert [(item.edtf, item.resolved) for item in found][-2:] == [("", False), ("1987", True)]


@pytest.mark.parametrize(
    ("before", "after", "edtf"),
    [
        ("", "\n\nPublished on 9 December 2022", "2022-12-09"),
        ("", "\n\nHarrow Gazette, 6 May 2023", "2023-05-06"),
        ("Orm Rights Monitor, October 2021\n\n", "", "2021-10"),
        ("October 2021\n\n", "\n\nHarrow Gazette, 6 May 2023", "2023-05-06"),
        ("By Jane Roe | Published 12 September 2019\n\n", "", "2019-09-12"),
        ("Annual Report of the Lamp Society, June 2021\n\n", "", "2021-06"),
        ("Briefing by the Open Door Network, March 2019\n\n", "", "2019-03"),
        ("The Battle of the Lamps, June 1821\n\n", "", None),
        ("", "\n\nDied 4 May 2020", None),
    ],
)
def test_the_last_line_or_a_month_dates_a_text(before: str, after: str, edtf: str | None) -> None:
    prose = "The council met again. It spoke of the bridge of 1901 for two hours and then went home.\n\n" * 9
    found = document_date(seen(f"A headline\n\n{before}{prose.strip()}{after}"))
    assert (found.edtf if found else None) == edtf


@pytest.mark.parametrize(
    ("sentence", "edtf"),
    [
        ("Police arrested ten men in Tuesday’s raids.", "2015-11-10"),
        ("In Sunday's vote the mayor lost her seat.", "2015-11-08"),
        ("The mayor, who won the debate, is the favourite in Tuesday's vote.", ""),
        ("She bought the firm in 2012. She told him that she sold the mill that autumn for a crown.", "2012-23"),
        ("He was charged on 17 June and tried on 9 July 2009.", "2009-06-17"),
        ("He was seized on 17 December and tried on 9 January 2009.", "2008-12-17"),
        ("He left on 3 May, and the firm closed on 9 June 2009.", "2015-05-03"),
    ],
)
def test_what_the_clause_says_of_the_day(sentence: str, edtf: str) -> None:
    assert edtf in [found for _, found in dates(sentence, "2015-11-11")]


def test_that_is_at_times_no_pronoun() -> None:
    assert dates("It was cold in 2012. She said that November was cold.", "2015-11-11")[1:] == []


def test_the_day_that_a_text_gives_as_its_own() -> None:
    found = document_date(seen("A headline\n\nSPRINGFIELD, Nov. 11, 2015 — The mayor on Monday spoke of 4 May 1987."))
    assert found is not None
    assert found.edtf == "2015-11-11"
    assert document_date(seen("A headline\n\nThe mayor spoke of 4 May 1987 and left.")) is None
    bracketed = document_date(seen("A headline\n\nHARROW, N.C. (Monday, June 12, 2017) - The mayor left."))
    assert bracketed is not None
    assert bracketed.edtf == "2017-06-12"
    assert document_date(seen("Ann Low\n\nAnn Low (3 October 1868 – 4 May 1931) was a painter.")) is None
    text = seen("A headline\n\n11 November 2015\n\nThe mayor on Monday spoke to the council of the town.")
    assert [item.edtf for item in find_times(text)] == ["2015-11-09"]  # the line itself is no part of the story
