"""What a pattern of dates is said to need is in all that it matches."""

from __future__ import annotations

import pytest

from xpkg.analysis.times.absolute import READERS
from xpkg.analysis.times.anaphoric import ANAPHORIC
from xpkg.analysis.times.deictic import DEICTIC
from xpkg.analysis.times.lists import read_lists, without_year
from xpkg.analysis.times.numeric import read_numeric

SOUGHT = [sought for sought, _ in (*READERS, *DEICTIC, *ANAPHORIC)]
DATED = """\
Monday, May 3, 2010, it began|on 3rd of SEPT. 1999|the 12th of June, 44 BC|on 1 March 312, he|in mid-May 1980
early in June of 1914|the 2nd quarter of 1999|first half of 2020|Spring 1968|the fall of 1989/90|winter of 2010-11
the 1990s|early 1980's|the mid-1970’s|the 19th century|fifth-century B.C.E.|21st century|AD 14|A.D. 70|44 BC|5 CE
490 B.C.|1,200 bc|10 BC to 14 AD|300 C.E.|1914–18|1939-1945|1999/2000|in 2013|since mid-2011|c. 1890|ca. 1790
early 1977|1066 AD
last Tuesday night|early Friday|Sunday evening|the day before yesterday|Tonight|this morning|earlier today|this week
the past year|the coming weekend|Next month|last quarter|earlier this month|Later in this year|so far this decade
the past 10 years|last two weeks|past few months|10 years ago|A week ago|a couple of months ago|a dozen days ago
Several years ago|last summer|This Fall|next Winter|Monday, June 5|on March 3 to 5|Oct. 12 and Nov. 3|the 4th of July
3 May|21st June|in April|since September|last December|This JUNE|early March|mid-August|end of MAY|Late in October
that day|The same week|the very same year|That same month|the following day|The previous year|the subsequent month
two days later|A month earlier|a few weeks before that|10 years after that|three days afterward|one week afterwards
a decade later|by May|from Jan|between June and July|Of November|during August|to April|through Feb.
Q3 2018|Christmas Day 2014|May last year|3 May, next year|A fortnight ago|the following March|The previous autumn
That winter|in that June|fell that winter, and|the day before,|the year after that|June of that year
3 June the next year|the spring of the following year|a century later|half a century earlier|2010 and February
the next night|the same early evening|later that night"""


DATES = DATED.replace("\n", "|").split("|")


@pytest.mark.parametrize("words", DATES)
def test_what_a_pattern_needs_is_in_all_that_it_matches(words: str) -> None:
    for sought in SOUGHT:
        for text in (words, f"It was said {words}, and so on.", f"{words}\n"):
            assert [match.span() for match in sought.find(text)] == [
                match.span() for match in sought.pattern.finditer(text)
            ]


def test_each_pattern_is_tried_on_something_that_it_matches() -> None:
    assert [sought.pattern.pattern for sought in SOUGHT if not any(map(sought.pattern.search, DATES))] == []


@pytest.mark.parametrize("words", ["19.11.2012", "3. 5. 1999", "2012/11/19", "1/2/2003", "1999-12-31", "5-10-1987"])
def test_days_in_digits_are_seen(words: str) -> None:
    assert list(read_numeric(f"On {words} it rained."))


def test_lists_of_two_texts_are_kept_apart() -> None:
    first, second = "16, 17 and 19 March 2015", "May 3 or June 4"
    assert list(read_lists(first))
    assert not list(read_lists(second))
    assert len(without_year(second)) == 1
    assert not without_year(first)
