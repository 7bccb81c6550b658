"""Happenings told as reports and lives tell them: many to a sentence, in asides, with dates that others lend."""

from __future__ import annotations

import pytest
from marked import happened

Row = tuple[str, str, dict[str, str]]
VALE, BRAND = "Ana Vale", "Otto Brand"


@pytest.mark.parametrize(
    ("sentence", "rows"),
    [
        ("<person:Ana Vale> was wounded in the fire of 4 May 2011.",
         [("injury", "2011-05-04", {"patient": VALE}), ("disaster", "2011-05-04", {})]),
        ("<person:Otto Brand> survived a crash on 4 May 2011 in which <person:Ana Vale> was killed.",
         [("disaster", "2011-05-04", {}), ("death", "2011-05-04", {"patient": VALE})]),
        ("When rebels overthrew <person:Otto Brand> on 4 May 2011, <person:Ana Vale> was arrested.",
         [("removal", "2011-05-04", {"agent": "rebels", "patient": BRAND}),
          ("arrest", "2011-05-04", {"patient": VALE})]),
        ("<person:Ana Vale> was arrested and, upon the release of <person:Otto Brand> in May 2011, expelled.",
         [("arrest", "", {"patient": VALE}), ("release", "2011-05", {"patient": BRAND}),
          ("removal", "2011-05", {"patient": VALE})]),
        ("In a 2014 speech made after gunmen killed <person:Ana Vale>, <person:Otto Brand> called for calm.",
         [("speech", "2014", {"agent": BRAND}), ("killing", "", {"agent": "gunmen", "patient": VALE})]),
        ("<person:Ana Vale> was elected to the council in 2008 and, three years later, became mayor.",
         [("election", "2008", {"patient": VALE}), ("appointment", "2011~", {"patient": VALE})]),
        ("<person:Ana Vale> was appointed to run the mill in April 2011.",
         [("appointment", "2011-04", {"patient": VALE})]),
        ("A petition filed by her aunt, <person:Ana Vale>, on 20 July 2011 was dismissed on 2 August 2011.",
         [("filing", "2011-07-20", {"patient": "petition", "agent": VALE}),
          ("ruling", "2011-08-02", {"patient": "petition"})]),
        ("<person:Ana Vale> wrote the novel “Nine Rivers” (1945).",
         [("creation", "1945", {"agent": VALE, "patient": "novel"})]),
    ],
)  # fmt: skip
def test_a_date_that_another_part_of_the_sentence_lends(sentence: str, rows: list[Row]) -> None:
    assert happened(sentence) == rows


@pytest.mark.parametrize(
    "dates", ["in 2010 and again in 2011", "in 2010 and 2011", "in 2010 and in 2011", "in 2010, in 2011"]
)
def test_what_was_on_two_dates_was_twice(dates: str) -> None:
    told = [date for _, date, _ in happened(f"<person:Ana Vale> visited <place:Harrow> {dates}.")]
    assert told == (["2010", "2011"] if "and" in dates else ["2010"])


@pytest.mark.parametrize(
    ("sentence", "rows"),
    [
        ("<person:Ana Vale> was not charged until 4 May 2011.", [("charge", "2011-05-04", {"patient": VALE})]),
        ("Until May 2011 <person:Ana Vale> was not charged.", []),
        ("<person:Ana Vale> has not been charged until now.", []),
        ("<person:Ana Vale> will not be charged until 4 May 2016.", []),
    ],
)
def test_what_was_not_until_a_day_was_on_that_day(sentence: str, rows: list[Row]) -> None:
    assert happened(sentence) == rows


@pytest.mark.parametrize(
    ("sentence", "row"),
    [
        ("Its owner, the Kartian trader <person:Ana Vale>, fled in 2011.", ("escape", "2011", {"agent": VALE})),
        ("A Kartian bank, <organization:Tarn Bank>, closed in 2011.", ("closure", "2011", {"agent": "Tarn Bank"})),
        ("A founder of the club, <person:Ana Vale> was elected mayor in 2011.",
         ("election", "2011", {"patient": VALE})),
        ("Shortly after her arrival <person:Ana Vale> was hired by <person:Otto Brand> in 2011.",
         ("appointment", "2011", {"patient": VALE, "agent": BRAND})),
        ("Their lawyer, <person:Ana Vale>, herself left <place:Harrow> in 2011.",
         ("departure", "2011", {"agent": VALE, "patient": "Harrow"})),
        ("<person:Ana Vale> was shot dead on 4 May 2011 outside her home in <place:Harrow> by two men.",
         ("killing", "2011-05-04", {"patient": VALE, "agent": "two men"})),
        ("<person:Ana Vale> was promoted to brigadier general in 2011.", ("appointment", "2011", {"patient": VALE})),
    ],
)  # fmt: skip
def test_whom_an_aside_names(sentence: str, row: Row) -> None:
    assert happened(sentence) == [row]


@pytest.mark.parametrize(
    ("sentence", "row"),
    [
        ("Ostland imposed visa bans on <person:Ana Vale> in 2011.",
         ("sanction", "2011", {"agent": "Ostland", "patient": VALE})),
        ("In 2011 the regulator revoked the licence of the station.",
         ("removal", "2011", {"agent": "regulator", "patient": "licence"})),
        ("The court reversed the ruling in 2011.", ("ruling", "2011", {"agent": "court", "patient": "ruling"})),
        ("<person:Ana Vale> was cleared of fraud in 2011.", ("ruling", "2011", {"patient": VALE})),
        ("<person:Ana Vale> was forced into a van by two men in 2011.",
         ("kidnapping", "2011", {"patient": VALE, "agent": "two men"})),
        ("The tower was declared a national monument in 2011.", ("recognition", "2011", {"patient": "tower"})),
        ("<person:Ana Vale> was diagnosed with cancer in 2011.", ("illness", "2011", {"patient": VALE})),
        ("<person:Ana Vale> was recaptured in 2011.", ("arrest", "2011", {"patient": VALE})),
        ("Planning permission was refused in 2011.", ("rejection", "2011", {"patient": "Planning permission"})),
        ("<person:Ana Vale> was recognised as a refugee in 2011.", ("recognition", "2011", {"patient": VALE})),
        ("<person:Ana Vale> broke her hip in 2011.", ("injury", "2011", {"patient": VALE})),
        ("The collapse of the dam in 2011 was followed by protests.", ("collapse", "2011", {"patient": "dam"})),
        ("<person:Ana Vale> rose through the ranks to become director in 2011.",
         ("appointment", "2011", {"patient": VALE})),
        ("Eight were detained in 2011.", ("detention", "2011", {"patient": "Eight"})),
        ("<organization:Tarn Bank> suspended a loan in 2011.",
         ("other", "2011", {"agent": "Tarn Bank", "patient": "loan"})),
        ("<person:Ana Vale> (Latin: Anna; 3 May 1887, Harrow – 4 June 1961, Orel) was a painter.",
         ("birth", "1887-05-03", {"patient": VALE})),
    ],
)  # fmt: skip
def test_what_words_together_name(sentence: str, row: Row) -> None:
    assert happened(sentence)[0] == row


@pytest.mark.parametrize(
    "sentence",
    [
        "<person:Ana Vale> (in office 3 May 1887 – 4 June 1911) was mayor.",
        "<person:Ana Vale> threw a party at the mill in 2011.",
        "The police cleared the road of snow in 2011.",
        "The sister of <person:Otto Brand>, who was killed in 2012, wept.",
        "<person:Ana Vale> decried <person:Otto Brand> in 2011.",
        "<person:Ana Vale> went to great lengths in 2011 to become mayor.",
    ],
)
def test_what_is_no_such_thing(sentence: str) -> None:
    assert happened(sentence) == []
