"""The queries of the catalogue as forms: on any graph they begin with values that find something there."""

from __future__ import annotations

import re

import pytest
from story import StoryEngine
from test_pages import read

from xpkg.catalogue import Query, catalogue

ASKING = [query for query in catalogue() if query.kind == "question" and query.parameters]
FOUND_IN_THE_STORY = ("statements-by", "statements-about", "mentions", "events-between", "statements-between")


@pytest.mark.parametrize("query", ASKING, ids=lambda query: query.name)
def test_each_has_its_fields(story: StoryEngine, query: Query) -> None:
    page = read(story, "query", example=query.name)
    fields = [each["name"] for each in page.all("input") if each.get("name", "").startswith("set-")]
    assert fields == [f"set-{each.name}" for each in query.parameters]
    assert "None." not in page.text


@pytest.mark.parametrize("name", FOUND_IN_THE_STORY)
def test_values_are_those_of_the_graph_that_is_asked(story: StoryEngine, name: str) -> None:
    html = story.get("query", example=name).html
    assert re.search(r'<tr id="row-1">', html), "the first values that are proposed find nothing"
    assert "Xi Jinping" not in html


def test_a_value_goes_into_the_query(story: StoryEngine) -> None:
    html = story.get("query", example="statements-by", **{"set-name": 'Nobody "} #'}).html
    assert "VALUES ?name { &#34;Nobody \\&#34;} #&#34; }" in html
    assert "0 rows" in html


def test_a_value_that_is_none_is_told(story: StoryEngine) -> None:
    page = story.get("query", example="events-between", **{"set-from": "soon", "set-until": "2019-01-01"})
    assert page.status == 400
    assert "from is a day such as 2019-11-16, not &#39;soon&#39;" in page.html


def test_what_is_no_question_has_no_form(story: StoryEngine) -> None:
    for name in ("integrity-dates", "../secret", "wikidata-people"):
        assert not [each for each in read(story, "query", example=name).all("input") if "set-" in each.get("name", "")]
