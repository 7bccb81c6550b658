"""A hundred shapes of dates, in sentences made up before they were tried, each with the dates that it means."""

from __future__ import annotations

import pytest

from xpkg.analysis.times import find_times
from xpkg.model import Metadata, Source
from xpkg.text import parse
from xpkg.validation.edtf import agree

SHAPES = (
    # months that share a year
    ("The camp was open from May to June 2018.", "2018-05/2018-06"),
    ("From late May until early June 2018 nobody came.", "2018-05-21~/2018-06-10~"),
    ("Between March and September 2016 he was held.", "2016-03/2016-09"),
    ("She lived there (June–August 2004).", "2004-06/2004-08"),
    ("He disappeared in March or April 2017.", "[2017-03,2017-04]"),
    ("It was in either November or December 1999 that she fled.", "[1999-11,1999-12]"),
    ("Raids were made in March and May 2015.", "2015-03 2015-05"),
    ("Raids were made in January, March and May 2015.", "2015-01 2015-03 2015-05"),
    ("The survey ran February through April of 2009.", "2009-02/2009-04"),
    ("Payments went on from Dec. 2011 to Feb. 2012.", "2011-12/2012-02"),
    ("Payments went on from December 2011 to February 2012.", "2011-12/2012-02"),
    ("The strike (Sept.-Oct. 1987) failed.", "1987-09/1987-10"),
    ("It rained in June/July 1995.", "1995-06/1995-07"),
    # days that share a month and a year
    ("He was shot on May 3 or 4, 2019.", "[2019-05-03,2019-05-04]"),
    ("He was shot on the 3rd or 4th of May 2019.", "[2019-05-03,2019-05-04]"),
    ("They met on 16, 17 and 19 March 2015.", "2015-03-16 2015-03-17 2015-03-19"),
    ("They met on March 16, 17 and 19, 2015.", "2015-03-16 2015-03-17 2015-03-19"),
    ("They met on 16 and 17 March 2015.", "2015-03-16 2015-03-17"),
    ("They met on March 16 and 17, 2015.", "2015-03-16 2015-03-17"),
    ("On the 2nd, 5th and 9th of June 2003 shots were heard.", "2003-06-02 2003-06-05 2003-06-09"),
    ("Between 16 and 19 March 2015 they met.", "2015-03-16/2015-03-19"),
    ("Between March 16 and 19, 2015, they met.", "2015-03-16/2015-03-19"),
    ("From 16 to 19 March 2015 they met.", "2015-03-16/2015-03-19"),
    ("From March 30 to April 2, 2015, they met.", "2015-03-30/2015-04-02"),
    ("From 30 March to 2 April 2015 they met.", "2015-03-30/2015-04-02"),
    ("The siege (16–19 March 2015) ended.", "2015-03-16/2015-03-19"),
    ("The siege of March 16–19, 2015 ended.", "2015-03-16/2015-03-19"),
    ("He was seen on 3 March and 6 April 2011.", "2011-03-03 2011-04-06"),
    ("He was seen on March 3 and April 6, 2011.", "2011-03-03 2011-04-06"),
    ("He was seen on 3 March, 6 April and 9 May 2011.", "2011-03-03 2011-04-06 2011-05-09"),
    ("The night of 3/4 May 1951 was cold.", "1951-05-03/1951-05-04"),
    ("The letter is from 30 March or 2 April 2015.", "[2015-03-30,2015-04-02]"),
    # digits
    ("The order is dated 19.11.2012 and sealed.", "2012-11-19"),
    ("The order (19. 11. 2012) is sealed.", "2012-11-19"),
    ("The order is dated 2012/11/19 and sealed.", "2012-11-19"),
    ("The order is dated 2012.11.19 and sealed.", "2012-11-19"),
    ("The order is dated 19-Nov-2012 and sealed.", "2012-11-19"),
    ("The order is dated 19 Nov 2012 and sealed.", "2012-11-19"),
    ("The order is dated 19-11-2012 and sealed.", "2012-11-19"),
    ("The order is dated 19/11/2012 and sealed.", "2012-11-19"),
    ("The order is dated 11/19/2012 and sealed.", "2012-11-19"),
    ("The order is dated 04/05/2012 and sealed.", "[2012-04-05,2012-05-04]"),
    ("The order is dated 05/05/2012 and sealed.", "2012-05-05"),
    ("The order is dated 2012-11-19 and sealed.", "2012-11-19"),
    ("The order is dated 20121119 by mistake.", ""),
    ("The order is dated 3.4.2012 and sealed.", "2012-04-03"),
    ("The order is dated Nov-19-2012 and sealed.", "2012-11-19"),
    ("The order is dated 19. November 2012 and sealed.", "2012-11-19"),
    ("Version 3.4.20 of the form is used.", ""),
    ("The net 10.11.2012.5 is closed.", ""),
    # eras
    ("Caesar fell on 15 March 44 BC in Rome.", "-0043-03-15"),
    ("On March 15, 44 BC, Caesar fell.", "-0043-03-15"),
    ("Augustus died on 19 August AD 14 at Nola.", "0014-08-19"),
    ("Augustus died in AD 14 at Nola.", "0014"),
    ("Augustus died in 14 AD at Nola.", "0014"),
    ("Augustus died in A.D. 14 at Nola.", "0014"),
    ("The temple fell in 70 CE in the summer.", "0070"),
    ("In March 44 BCE he was dead.", "-0043-03"),
    ("In 1066 AD the king fell.", "1066"),
    ("It stood from 27 BC to AD 14 there.", "-0026/0014"),
    ("It stood from 264 to 146 BC there.", "-0263/-0145"),
    ("The war of 58–50 BC was long.", "-0057/-0049"),
    ("On 24 August 410, the city fell.", "0410-08-24"),
    ("The monks fled in 793, and the abbey burned.", "0793"),
    ("In the year 476 the emperor was deposed.", "0476"),
    ("On Christmas Day 800, or 25 December 800, he was crowned.", "0800-12-25"),
    ("The law of 451 BC, and the one of AD 212, are lost.", "-0450 0212"),
    ("She counted 410 men in 200 towns.", ""),
    # rough years
    ("The house was built c. 1890 by a mason.", "1890~"),
    ("The house was built circa 1890 by a mason.", "1890~"),
    ("The house was built ca. 1890 by a mason.", "1890~"),
    ("The house was built in about 1890 by a mason.", "1890~"),
    ("The house was built around 1890, when he was young.", "1890~"),
    ("The house (built c.1890) is lost.", "1890~"),
    ("On or about March 3, 2019, the accused left.", "2019-03-03~"),
    ("In approximately May 2014 he was moved.", "2014-05~"),
    ("The mason (c. 1850 – 1912) is forgotten.", "1850~/1912"),
    ("The poet died about AD 120.", "0120~"),
    ("The wall is from c. 500 BC or so.", "-0499~"),
    ("About 1890 men were killed there.", ""),
    # years
    ("In the 1998/99 season it closed.", "1998/1999"),
    ("In 1998/99 it closed.", "1998/1999"),
    ("In 1998-99 it closed.", "1998/1999"),
    ("In 1998–1999 it closed.", "1998/1999"),
    ("It closed in 1998 or 1999.", "[1998,1999]"),
    ("It closed in 1998 and 2003.", "1998 2003"),
    ("It closed in 1998, 2001 and 2003.", "1998 2001 2003"),
    ("From 1998 until 2003 it was closed.", "1998/2003"),
    ("It was closed between 1998 and 2003.", "1998/2003"),
    # vital dates and lines
    ("Jane Doe (; born 20 Nov 1952) is a judge.", "1952-11-20"),
    ("Jane Doe (born November 20, 1952; died 3 May 2011) was a judge.", "1952-11-20 2011-05-03"),
    ("Jane Doe, judge, born 20 November 1952; died 3 May 2011.", "1952-11-20 2011-05-03"),
    ("Jane Doe (20 November 1952 – 3 May 2011) was a judge.", "1952-11-20/2011-05-03"),
    ("Jane Doe (1952–2011) was a judge.", "1952/2011"),
    ("Jane Doe (b. 1952, d. 2011) was a judge.", "1952 2011"),
    # order and commas
    ("On Friday the 13th of October, 1307, they were arrested.", "1307-10-13"),
    ("On Friday, October the 13th, 1989, it fell.", "1989-10-13"),
    ("On the morning of the 13th October 1989 it fell.", "1989-10-13"),
    ("On 13th of Oct., 1989, it fell.", "1989-10-13"),
    ("In the autumn and winter of 1941 it froze.", "1941-23 1941-24"),
    ("In the third quarter of 2014 sales fell.", "2014-35"),
    ("In the first half of 2014 sales fell.", "2014-40"),
    ("By the end of May 2014 he was out.", "2014-05-21~/2014-05-31~"),
    ("At the turn of 2014 he was out.", "2014"),
    ("In the mid-to-late 1990s he was out.", "199X"),
)  # fmt: skip


@pytest.mark.parametrize(("sentence", "edtf"), SHAPES)
def test_shape(sentence: str, edtf: str) -> None:
    words = f"A headline\n\nThis opens it in 1931. {sentence}"
    found = find_times(parse(Source("t", words, "0", Metadata("", issued="2020-02-02"))))
    assert [item.edtf for item in found if item.resolved][1:] == edtf.split()
    for item in found:
        assert not item.resolved or agree(item.edtf, item.earliest, item.latest), item


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("He fell on May 3 or 4.", [("May 3 or 4", "[2020-05-03,2020-05-04]")]),
        ("He fell on 3 or 4 May.", [("3 or 4 May", "[2020-05-03,2020-05-04]")]),
        ("They met on 16, 17 and 19 March.",
         [("16", "2020-03-16"), ("17", "2020-03-17"), ("19 March", "2020-03-19")]),
        ("They met on March 16 and 17.", [("March 16", "2020-03-16"), ("17", "2020-03-17")]),
        ("He fell in March or April.", [("March or April", "[2020-03,2020-04]")]),
        ("They fell in March and May.", [("March", "2020-03"), ("May", "2020-05")]),
        ("From 3 to 6 May they met.", [("3 to 6 May", "2020-05-03/2020-05-06")]),
        ("He left between March and May.", [("March and May", "2020-03/2020-05")]),
        ("He came in April and may go.", [("April", "2020-04")]),
    ],
)  # fmt: skip
def test_a_list_without_its_year(sentence: str, found: list[tuple[str, str]]) -> None:
    text = parse(Source("t", f"A headline\n\nThis opens it. {sentence}", "0", Metadata("", issued="2020-07-15")))
    assert [(item.span.cut(text.source.text), item.edtf) for item in find_times(text)] == found


def test_a_month_behind_a_year_before_our_era_is_not_one_of_the_documents_year() -> None:
    words = "A headline\n\nCaesar fell on 15 March 44 BC. In April he was buried."
    found = find_times(parse(Source("t", words, "0", Metadata("", issued="2020-07-15"))))
    assert [item.edtf for item in found] == ["-0043-03-15", ""]


def test_slashes_are_read_as_the_other_dates_of_the_text() -> None:
    words = "A headline\n\nThe orders of 04/05/2012 and 19/05/2012 are sealed."
    found = find_times(parse(Source("t", words, "0", Metadata(""))))
    assert [item.edtf for item in found] == ["2012-05-04", "2012-05-19"]
