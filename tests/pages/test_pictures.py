"""Pictures: bars and lines have the numbers of the lists that they lead to, and a table says the same."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from story import StoryEngine
from test_pages import read

from xpkg.server.pages.charts import Span, over_time


def numbers(html: str, name: str) -> dict[str, int]:
    return {when: int(n) for n, when in re.findall(rf'aria-label="(\d+) {name} in ([^"]+)"', html)}


@pytest.mark.parametrize("name", ["events", "statements"])
def test_a_bar_counts_what_its_list_has(story: StoryEngine, name: str) -> None:
    html = story.get("timeline").html
    bars = re.findall(rf'href="[^"?]*/{name}\?([^"]+)" aria-label="(\d+) {name} in', html)
    assert bars
    for fields, number in bars:
        asked = dict(pair.split("=") for pair in fields.replace("&amp;", "&").split("&"))
        page = read(story, name, **asked)
        told = re.search(rf"(\d+) {name.removesuffix('s')}s?\b", page.text)
        assert told
        assert int(told[1]) >= int(number)  # the list also has what may have gone on until then


def test_the_timeline_of_a_thing_is_part_of_that_of_all(story: StoryEngine) -> None:
    base = re.search(r'href="([^"?]*)/timeline\?with=([^"]+)"', story.get("id/person/ana-1").html)
    assert base
    every = story.get("timeline").html
    own = story.get("timeline", **{"with": unquote(base[2])}).html
    assert own.count("<rect") <= every.count("<rect")
    assert "Timeline: " in own


def test_a_line_is_a_row_of_the_table(story: StoryEngine) -> None:
    html = story.get("network").html
    lines = re.findall(r'<a href="([^"]+)" aria-label="(\d+ statements? by [^"]+)"><line', html)
    cells = re.findall(r'<td class="n"><a href="([^"]+)" aria-label="(\d+ statements? by [^"]+)"', html)
    assert lines == cells != []
    for address, told in lines:
        fields = dict(re.findall(r"(speaker|about)=([^&]+)", address.replace("&amp;", "&")))
        page = read(story, "statements", **{name: unquote(value) for name, value in fields.items()})
        assert re.search(rf"\b{told.split()[0]} statements?\b", page.text)


def test_what_is_no_thing_narrows_nothing(story: StoryEngine) -> None:
    for wrong in ("http://elsewhere.example/x", '"> <script>', "id/person"):
        assert story.get("network", **{"with": wrong}).html == story.get("network").html


@pytest.mark.parametrize(
    ("days", "labels"),
    [
        ({"2019-11-16": 1, "2020-02-01": 3}, ["2019-11", "2020-02"]),
        ({"1950-01-01": 1, "2020-02-01": 3}, ["1950", "2020"]),
        ({"-0043-03-15": 1, "2020-02-01": 3, "1066-10-14": 2}, ["51-42 BC", "1060s", "2020s"]),
        ({}, []),
    ],
)
def test_spans_fit_what_is_dated(days: dict[str, float], labels: list[str]) -> None:
    chart = over_time("events", days, lambda span: "")
    assert [bar.label for bar in chart.bars] == labels
    assert sum(bar.number for bar in chart.bars) == chart.total == sum(days.values())
    assert all(0 <= bar.x <= 800 and 0 <= bar.y <= 110 for bar in chart.bars)


def test_years_before_christ_are_told_as_people_do() -> None:
    assert [Span(year, 0, 1).label for year in (0, -43, 14)] == ["1 BC", "44 BC", "14"]


def test_who_speaks_most_leads_to_the_statements(story: StoryEngine) -> None:
    html = story.get("").html
    rows = re.findall(r'<td class="n"><a href="([^"]*statements\?speaker=[^"]+)" aria-label="(\d+) for', html)
    assert rows
    numbers = [int(number) for _, number in rows]
    assert numbers == sorted(numbers, reverse=True)
    lengths = [float(each) for each in re.findall(r'<rect width="([\d.]+)"', html)]
    assert lengths == [round(number / numbers[0] * 100, 2) for number in numbers]
    for address, number in rows:
        who = unquote(address.partition("speaker=")[2])
        assert re.search(rf"\b{number} statements?\b", read(story, "statements", speaker=who).text)


def test_a_few_far_years_hide_no_month() -> None:
    days = {f"2016-{month:02}-0{day}": 5.0 for month in range(1, 8) for day in (1, 2)}
    chart = over_time("statements", {**days, "1789-01-01": 1.0, "2090-01-01": 2.0}, lambda span: span.label,
                      beside=lambda begin, end: f"{begin}/{end}")  # fmt: skip
    assert [bar.label for bar in chart.bars] == [
        "before 2016", *(f"2016-{month:02}" for month in range(1, 8)), "after 2016",
    ]  # fmt: skip
    assert (chart.bars[0].address, chart.bars[-1].address) == ("/2015", "2017/")
    assert chart.total == sum(bar.number for bar in chart.bars) == 73
    assert all(bar.x >= 0 and bar.x + bar.width <= 801 for bar in chart.bars)


def test_years_that_many_have_are_shown_however_far() -> None:
    chart = over_time("events", {"1789-01-01": 4.0, "2016-01-01": 8.0, "2016-03-01": 8.0}, lambda span: "")
    assert [bar.label for bar in chart.bars] == ["1780s", "2010s"]
