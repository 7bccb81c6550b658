"""The query page with its script, in a real browser: what it proposes, colours, formats and remembers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from browser import barriers, need_browser, show, wait
from serving import serving
from story import StoryEngine
from test_pages import read

pytestmark = pytest.mark.slow
need_browser()


@pytest.fixture(scope="module")
def address(story: StoryEngine) -> Iterator[str]:
    with serving(story) as where:
        yield f"{where}query"


def typed(driver: Any, address: str, words: str) -> Any:
    show(driver, address)
    area = driver.find_element("id", "query")
    driver.execute_script("arguments[0].value = ''; arguments[0].focus()", area)
    area.send_keys(words)
    return area


def proposals(driver: Any) -> list[str]:
    found = "return [...document.querySelectorAll('#proposals:not([hidden]) li')].map(e => e.firstChild.textContent)"
    return list(driver.execute_script(found))


def test_the_colours_lie_under_the_same_words(driver: Any, address: str) -> None:
    text = '# note\nSELECT ?who { ?s xpkg:speaker ?who ; rdfs:label "a <b>" } LIMIT 5'
    area = typed(driver, address, text)
    shown = driver.execute_script("return document.querySelector('.editor .shown').textContent")
    assert shown.rstrip("\n") == area.get_attribute("value") == text
    kinds = dict(driver.execute_script(
        "return [...document.querySelectorAll('.editor .shown span')].map(e => [e.textContent, e.className])"
    ))  # fmt: skip
    assert kinds["SELECT"] == "keyword"
    assert kinds["xpkg:speaker"] == "name"
    assert (kinds['"a <b>"'], kinds["?who"], kinds["# note"], kinds["5"]) == ("string", "variable", "comment", "number")
    boxes = driver.execute_script(
        "return ['.editor .shown', '#query'].map(s => {"
        " const e = document.querySelector(s), r = e.getBoundingClientRect();"
        " const places = [r.x, r.y, r.width, r.height].map(Math.round);"
        " return [...places, getComputedStyle(e).font, e.clientWidth].map(String) })"
    )
    assert boxes[0] == boxes[1]


def test_terms_are_proposed_and_taken_by_keyboard(driver: Any, address: str) -> None:
    from selenium.webdriver.common.keys import Keys

    area = typed(driver, address, "SELECT ?s { ?s xpkg:speak")
    wait(driver, proposals)
    found = proposals(driver)
    assert found[:2] == ["xpkg:speaker", "xpkg:speakerText"]
    assert area.get_attribute("aria-activedescendant") == "proposal-0"
    area.send_keys(Keys.ARROW_DOWN, Keys.ENTER)
    assert area.get_attribute("value").endswith("{ ?s xpkg:speakerText")
    assert proposals(driver) == []
    area.send_keys(" ?words ; xpkg:about ?wo")
    wait(driver, proposals)
    assert proposals(driver) == ["?words"]
    area.send_keys(Keys.ESCAPE)
    assert proposals(driver) == []
    area.send_keys(Keys.TAB)  # leads on: the field is no trap
    assert driver.switch_to.active_element.get_attribute("id") != "query"


def test_nothing_but_axe_minds_the_page_in_use(driver: Any, address: str) -> None:
    driver.get_log("browser")
    typed(driver, address, "SELECT ?s { ?s xpkg:speak")
    wait(driver, proposals)
    assert barriers(driver) == []
    assert driver.get_log("browser") == []


def test_a_query_is_formatted_and_stays_the_same_query(driver: Any, address: str) -> None:
    area = typed(driver, address, 'SELECT ?s {\n?s a xpkg:Event ; rdfs:label "{" .\nOPTIONAL {\n?s xpkg:date ?d\n}\n}')
    [button] = [each for each in driver.find_elements("css selector", ".run button") if each.text == "Format"]
    button.click()
    assert area.get_attribute("value") == (
        'SELECT ?s {\n  ?s a xpkg:Event ; rdfs:label "{" .\n  OPTIONAL {\n    ?s xpkg:date ?d\n  }\n}\n'
    )


def test_what_was_asked_is_remembered_until_it_is_forgotten(driver: Any, address: str) -> None:
    from selenium.webdriver.common.keys import Keys

    area = typed(driver, address, "ASK { ?marked a ?x }")
    area.send_keys(Keys.ESCAPE, Keys.CONTROL, Keys.ENTER)
    wait(driver, lambda seen: "marked" in seen.current_url)
    wait(driver, lambda seen: seen.find_elements("css selector", ".history li"))
    driver.execute_script("document.querySelector('.history').open = true")
    driver.find_element("css selector", ".history > button").click()
    assert driver.find_elements("css selector", ".history li") == []


def test_the_line_of_an_error_is_marked(driver: Any, address: str) -> None:
    wrong = quote("SELECT * {\n?s ?p\n}")
    show(driver, f"{address}?query={wrong}")
    [mark] = driver.find_elements("css selector", ".shown .wrong")
    told = driver.find_element("id", "problem").text
    line = re.search(r"line (\d+)", told)
    assert line
    high = driver.execute_script("return parseFloat(getComputedStyle(document.getElementById('query')).lineHeight)")
    assert round(mark.rect["y"] - driver.find_element("id", "query").rect["y"]) // round(high) == int(line[1]) - 1


def test_the_line_is_shown_without_the_script(story: StoryEngine) -> None:
    html = story.get("query", query="SELECT * {\n?s ?p <b>\n}}").html
    found = re.search(r'<pre class="at-line">(\d+)  <b>(.*)</b></pre>', html)
    assert found
    assert f"line {found[1]}" in html


def test_the_terms_are_those_of_the_ontology(story: StoryEngine) -> None:
    page = read(story, "query")
    terms = {each["value"] for each in page.all("option") if ":" in each.get("value", "")}
    assert {"xpkg:speaker", "xpkg:Statement", "xpkg:boundedBy", "rdfs:label"} <= terms
