"""What a text says is still to come is a plan, and no event; what somebody saw or had done is one."""

from __future__ import annotations

import pytest

from xpkg.analysis.attributions import ANNOTATORS
from xpkg.analysis.events.eventualities import CERTAIN
from xpkg.model import Analysis, Authority, Metadata, Source
from xpkg.pipeline.graphs import analyse

OPENING = "A headline\n\nKASSEL, 4 May 2019 - Maria Novak and Ivo Grubor live in Kassel. "


def analysis(told: str) -> tuple[str, Analysis]:
    words = f"{OPENING}{told}\n"
    return words, analyse(Source("t", words, "0", Metadata("")), Authority(()), ANNOTATORS["rules"])


@pytest.mark.parametrize(
    "told",
    [
        "The proposal will be put to a vote on Friday, 10 May 2019.",
        "The trial of Maria Novak opens in May 2021.",
        "The funeral of Maria Novak will be held on Friday.",
        "The concert of Maria Novak on 10 May 2019 will take place as planned.",
        "A meeting with Ivo Grubor is scheduled for 10 May 2019.",
        "Maria Novak is due to appear in court on 10 May 2019.",
        "The hearing of Maria Novak is set for 10 May 2019.",
        "The police prepare for a protest in Kassel on Saturday.",
        "The summit opens on Monday, 6 May 2019, in Kassel.",
        "Talks between Maria Novak and Ivo Grubor are to resume on 10 May 2019.",
        "Maria Novak's planned visit to Kassel on 10 May 2019 worries the mayor.",
    ],
)
def test_what_is_to_come_is_no_event(told: str) -> None:
    _, found = analysis(told)
    assert found.events == ()
    assert all(each.factuality != CERTAIN for each in found.eventualities)


def test_a_plan_keeps_what_it_is_and_whose() -> None:
    words, found = analysis("The trial of Maria Novak opens in May 2021.")
    told = [(each.event_type, each.factuality, [part.span.cut(words) for part in each.participants])
            for each in found.eventualities]  # fmt: skip
    assert told == [("trial", "plan", ["Maria Novak"])]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The trial of Maria Novak opened in May 2018.", ("trial", "2018-05", {("patient", "Maria Novak")})),
        (
            "On 2 May 2018 Maria Novak was seen being led by two guards into a clinic.",
            ("transfer", "2018-05-02", {("patient", "Maria Novak"), ("agent", "two guards")}),
        ),
        (
            "Maria Novak was last seen being taken into a van by two soldiers on 3 May 2018.",
            ("transfer", "2018-05-03", {("patient", "Maria Novak"), ("agent", "two soldiers")}),
        ),
        (
            "Ivo Grubor saw Maria Novak being beaten by soldiers on 3 May 2018.",
            ("mistreatment", "2018-05-03", {("patient", "Maria Novak"), ("agent", "soldiers")}),
        ),
        (
            "Ivo Grubor had Maria Novak arrested by soldiers on 3 May 2018.",
            ("arrest", "2018-05-03", {("patient", "Maria Novak"), ("agent", "soldiers")}),
        ),
        (
            "On 9 July 2018 police in three cities detained eleven lawyers.",
            ("detention", "2018-07-09", {("agent", "police"), ("patient", "eleven lawyers")}),
        ),
        (
            "The ambassador of Kartia in Riga, Colonel Ivo Grubor, met Maria Novak on 3 May 2018.",
            ("meeting", "2018-05-03", {("agent", "Ivo Grubor"), ("participant", "Maria Novak")}),
        ),
        ("On 7 May 2018 her passport was confiscated.", ("seizure", "2018-05-07", {("patient", "passport")})),
        (
            "In May 2018 Maria Novak withdrew the confession.",
            ("end", "2018-05", {("agent", "Maria Novak"), ("patient", "confession")}),
        ),
        (
            "Maria Novak was granted asylum in May 2018.",
            ("authorization", "2018-05", {("recipient", "Maria Novak"), ("patient", "asylum")}),
        ),
        ("Maria Novak was struck by a car on 3 May 2018.", ("accident", "2018-05-03", {("patient", "Maria Novak")})),
        (
            "Open Bar Watch wrote to the Interior Ministry on 2 May 2018.",
            ("contact", "2018-05-02", {("agent", "Open Bar Watch"), ("recipient", "Interior Ministry")}),
        ),
    ],
)  # fmt: skip
def test_what_happened_to_whom(sentence: str, expected: tuple[str, str, set[tuple[str, str]]]) -> None:
    words, found = analysis(sentence)
    told = []
    for each in found.events:
        parts = {(part.role, part.span.cut(words)) for part in each.participants}
        told.append((each.event_type, each.date.edtf if each.date else "", parts))
    assert expected in told


def test_a_dateline_does_nothing() -> None:
    words = "LIMMERBY, 6 May 2015 - Prosecutors on Tuesday charged the owner of the Hollow Hill quarry.\n"
    (event,) = analyse(Source("t", words, "0", Metadata("")), Authority(())).events
    assert event.date is not None
    assert event.date.edtf == "2015-05-05"
    assert {(part.role, part.span.cut(words)) for part in event.participants} == {
        ("agent", "Prosecutors"), ("patient", "owner"),
    }  # fmt: skip


def test_a_list_of_days_gives_its_year_to_the_next_day() -> None:
    words = "A story\n\n18 June 2020\n\nIvo Grubor came on 16 and 23 July and 6 August 2018. On 7 August it rained.\n"
    times = analyse(Source("t", words, "0", Metadata("")), Authority(())).times
    assert [each.edtf for each in times if each.span.cut(words) == "7 August"] == ["2018-08-07"]
