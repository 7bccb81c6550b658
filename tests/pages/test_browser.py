"""The pages in a real browser: no errors, no overflow, all reachable by keyboard and readable."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import barriers, need_browser, resize, show, wait
from serving import serving
from story import BASE, StoryEngine, span

from xpkg.site import Pages, write_site

pytestmark = pytest.mark.slow
need_browser()

PAGES = [
    "", "people", "places", "documents", "positions", "events", "statements", "search?q=bridge", "ontology",
    "query", "query?query=ASK%20%7B%7D", "query?query=SELECT%20*%20%7B%3Fs%20%3Fp%20%3Fo%7D%20LIMIT%2020",
    "id/document/story-1", "id/person/ana-1", "id/person/bob-1", "id/statement/s-1", "id/statement/s-3",
    "id/event/fall-1", "id/position/mayor-1", "id/document/bridges-2", "id/utterance/u-1",
    "utterances", "disagreements", "timeline", "network", "map?at=3,6&zoom=6", "names", "people?sort=said",
    "id/disagreement/d-1", "graph/document/story-1", "nix",
    "query?example=people-by-statements&view=bars", "query?example=events-in-time&view=timeline",
    "query?query=SELECT%20*%20%7B%3Fs%20xpkg:speaker%20%3Fp;xpkg:about%20%3Fq%7D&view=network",
]  # fmt: skip

DARK = [
    "", "people", "statements", "search?q=bridge", "query?example=people-by-statements&view=bars", "names",
    "id/document/story-1", "id/person/ana-1", "id/statement/s-3", "timeline", "network", "map?at=3,6&zoom=6",
    "id/disagreement/d-1", "query?query=SELECT%20*%20%7B%3Fs%20%3Fp%20%3Fo%7D%20LIMIT%2020", "query?query=ASK%20%7B",
]  # fmt: skip
"""Between them the pages that have all colours; the elements are those that were looked at in the light."""


@pytest.fixture(scope="module")
def address(story: StoryEngine) -> Iterator[str]:
    with serving(story) as where:
        yield where


@pytest.fixture(scope="module")
def folder(story: StoryEngine, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the pages as files, ending in ``/``."""
    where: Path = tmp_path_factory.mktemp("site") / "a folder"
    write_site(Pages(story, BASE, "0" * 64, "1.0"), where)
    return where.as_uri() + "/"


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_no_error_no_barrier_and_fits_a_phone(driver: Any, address: str, path: str) -> None:
    driver.get_log("browser")
    show(driver, address + path)
    said = [entry["message"] for entry in driver.get_log("browser")]
    assert [message for message in said if path != "nix" or "404" not in message] == []
    assert barriers(driver) == []
    resize(driver, 360)
    assert driver.execute_script("return document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("path", DARK)
def test_every_colour_can_be_read_in_the_dark(driver: Any, address: str, path: str) -> None:
    show(driver, address + path, dark=True)
    assert barriers(driver, "color-contrast") == []


@pytest.mark.parametrize("path", ["statements", "events"])
def test_the_link_beside_a_button_is_not_broken(driver: Any, address: str, path: str) -> None:
    show(driver, address + path, width=360)
    assert driver.execute_script("return document.querySelector('form.filter .do a').getClientRects().length") == 1


@pytest.mark.parametrize(("path", "printed"), [
    ("people", False), ("people?sort=said", False), ("people?name=a", True), ("people?linked=no", True),
    ("statements", False), ("statements?from=2014", True), ("events", False), ("documents?names=Ana", True),
])  # fmt: skip
def test_a_form_is_printed_where_it_says_what_is_listed(driver: Any, address: str, path: str, printed: bool) -> None:
    show(driver, address + path)
    assert driver.execute_script("return document.querySelector('form.filter').getClientRects().length") == 1
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        shown = driver.execute_script("return document.querySelector('form.filter').getClientRects().length")
    finally:
        driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    assert bool(shown) is printed


def test_a_passage_is_reached_by_its_link_and_highlighted(driver: Any, address: str) -> None:
    start, end = span("“It fell…again,”")
    show(driver, f"{address}id/document/story-1#char={start},{end}")
    target = driver.execute_script("return document.querySelector(':target')?.textContent")
    assert target == "“It fell in 2014,"
    colours = driver.execute_script(
        "return [...document.querySelectorAll('.reading .content')]"
        ".map(e => [e.textContent, getComputedStyle(e).backgroundColor])"
    )
    marked = dict(colours)
    assert marked["“It fell in 2014,"] == marked["and it will fall again,”"]
    assert marked["“It fell in 2014,"] != marked["on Bob"]


def test_any_characters_are_reached_by_their_link_and_marked(driver: Any, address: str, folder: str) -> None:
    start, end = span("bridge is")
    link = f"#char={start},{end}"
    show(driver, f"{address}id/document/story-1{link}")
    driver.execute_script("document.body.style.paddingBottom = '3000px'")
    target = "return document.querySelector(':target')?.textContent"
    wait(driver, lambda seen: seen.execute_script(target) == "bridge is")
    assert driver.execute_script("return document.querySelectorAll('.asked').length") == 1
    assert driver.current_url.endswith(f"?char={start}%2C{end}{link}")
    # A page without a server leads to the block; on the page of another passage, too.
    show(driver, f"{folder}id/document/story-1.html#char=0,3")
    driver.execute_script("document.body.style.paddingBottom = '3000px'; scrollTo(0, 0)")
    driver.execute_script(f"location.hash = '{link}'")
    wait(driver, lambda seen: seen.execute_script("return scrollY") > 100)


def test_words_that_are_selected_are_cited(driver: Any, address: str, folder: str) -> None:
    start, end = span("it <b>rotten</b>")
    show(driver, address + "id/document/story-1")
    cite = "return document.getElementById('cite-these')?.hidden"
    assert driver.execute_script(cite) is True
    # From the last mark before the words to the block's later text: the ends lie in different elements.
    driver.execute_script("""
        const [start, end] = arguments, range = document.createRange();
        for (const block of document.querySelectorAll(".reading p.block")) {
            let [at] = block.id.slice(5).split(",").map(Number);
            const texts = document.createTreeWalker(block, 4);
            while (texts.nextNode()) {
                const signs = [...texts.currentNode.data], unit = (n) => signs.slice(0, n).join("").length;
                if (at <= start && start < at + signs.length) range.setStart(texts.currentNode, unit(start - at));
                if (at < end && end <= at + signs.length) range.setEnd(texts.currentNode, unit(end - at));
                at += signs.length;
            }
        }
        getSelection().removeAllRanges(); getSelection().addRange(range);
    """, start, end)  # fmt: skip
    wait(driver, lambda seen: seen.execute_script(cite) is False)
    assert driver.execute_script("return getSelection().toString()") == "it <b>rotten</b>"
    assert barriers(driver) == []
    driver.find_element("css selector", "#cite-these a").click()
    wait(driver, lambda seen: seen.find_elements("css selector", "details.cite[open] blockquote"))
    cited = driver.find_element("css selector", "details.cite").text
    assert "it <b>rotten</b>" in cited
    assert f"characters {start} to {end}" in cited
    show(driver, f"{address}id/document/story-1#char={start},{end}")  # what a link leads to, too
    wait(driver, lambda seen: seen.execute_script(cite) is False)
    show(driver, f"{folder}id/document/story-1.html#char={start},{end}")
    assert driver.execute_script(cite) is None, "without a server there is no page of these words"


def test_the_first_stop_of_the_tab_key_leads_past_the_menu(driver: Any, address: str) -> None:
    from selenium.webdriver.common.keys import Keys

    show(driver, address + "statements")
    driver.switch_to.active_element.send_keys(Keys.TAB)
    skip = driver.switch_to.active_element
    assert skip.text == "Skip to the content"
    assert skip.rect["y"] >= 0
    outline = driver.execute_script("return getComputedStyle(arguments[0]).outlineWidth", skip)
    assert outline != "0px"
    skip.send_keys(Keys.ENTER)
    wait(driver, lambda seen: seen.switch_to.active_element.get_attribute("id") == "main")


def test_marks_can_be_switched_off_without_a_script(driver: Any, address: str) -> None:
    show(driver, address + "id/document/story-1")
    read = "return getComputedStyle(document.querySelector('.reading .note.event')).display"
    assert driver.execute_script(read) != "none"
    driver.find_element("id", "show-event").click()
    wait(driver, lambda seen: seen.execute_script(read) == "none")


def test_a_form_can_be_submitted(driver: Any, address: str) -> None:
    show(driver, address)
    field = driver.find_element("id", "q")
    field.send_keys("rotten")
    field.submit()
    wait(driver, lambda seen: seen.find_elements("css selector", ".hits mark"))
    hits = driver.current_url
    driver.find_element("css selector", ".hits a").click()
    wait(driver, lambda seen: seen.current_url != hits and "rotten" in seen.find_element("tag name", "main").text)


def test_hostile_names_do_nothing(driver: Any, address: str) -> None:
    for path in ("id/person/bob-1", "people", "id/document/story-1", "search?q=%3Cscript%3Ealert(1)%3C/script%3E"):
        show(driver, address + path)
        run = "return [...document.scripts].filter(each => !each.src && each.type !== 'application/ld+json').length"
        assert driver.execute_script(run) == 0
        assert not driver.execute_script("return [...document.links].some(a => a.href.startsWith('javascript:'))")


FILES = (
    "index", "search", "names", "about", "people", "query/example-statements-by", "id/document/story-1",
    "id/person/ana-1", "timeline",
)  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_pages_as_files_are_sound(driver: Any, folder: str, name: str) -> None:
    driver.get_log("browser")
    show(driver, f"{folder}{name}.html")
    assert [entry["message"] for entry in driver.get_log("browser")] == []
    assert driver.execute_script("return getComputedStyle(document.body).margin") == "0px"  # the stylesheet is there
    assert barriers(driver) == []
    for width in (390, 1920):
        resize(driver, width)
        assert driver.execute_script("return document.documentElement.scrollWidth") <= width


def test_pages_as_files_are_searched(driver: Any, folder: str) -> None:
    show(driver, folder + "people.html")
    field = driver.find_element("id", "site-search")
    field.send_keys("belo")
    field.submit()
    wait(driver, lambda seen: seen.find_elements("css selector", ".hits mark"))
    [first, *_] = driver.find_elements("css selector", ".hits li .who")
    assert first.text == "Ana Bélo person"
    assert barriers(driver) == []
    kinds = driver.find_elements("css selector", "#search .tabs a")
    assert kinds[0].text.startswith("All ")
    kinds[1].click()
    wait(driver, lambda seen: seen.find_elements("css selector", ".tabs [aria-current]")[0].text.startswith("People"))
    driver.find_element("css selector", ".hits a").click()
    wait(driver, lambda seen: seen.find_element("tag name", "h1").text == "Ana Bélo")
    assert driver.current_url.endswith("/id/person/ana-1.html")


@pytest.mark.parametrize("asked", ["rott brid", "<script>alert(1)</script>", "貝安", "nothing-has-this", '"', "r"])
def test_any_search_of_the_files_ends(driver: Any, folder: str, asked: str) -> None:
    from urllib.parse import quote

    driver.get_log("browser")
    show(driver, f"{folder}search.html?q={quote(asked)}")
    wait(driver, lambda seen: seen.find_elements("css selector", "#search .count") or asked == '"')
    found = driver.find_elements("css selector", ".hits li")
    assert bool(found) == (asked in ("rott brid", "r", "貝安", "<script>alert(1)</script>"))  # the last is a name here
    assert [entry["message"] for entry in driver.get_log("browser")] == []


def test_a_passage_of_a_file_is_marked_and_links_lead_on(driver: Any, folder: str) -> None:
    start, end = span("“It fell…again,”")
    show(driver, f"{folder}id/document/story-1.html#char={start},{end}")
    assert driver.execute_script("return document.querySelector(':target')?.textContent") == "“It fell in 2014,"
    driver.find_element("css selector", ".reading a.mention").click()
    wait(driver, lambda seen: "/id/person/" in seen.current_url or "/id/place/" in seen.current_url)


def test_without_scripts_the_names_lead_on(driver: Any, folder: str) -> None:
    driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        show(driver, folder + "search.html")
        assert driver.find_elements("css selector", "form, input") == []
        driver.find_element("css selector", "noscript a, main p a").click()
        wait(driver, lambda seen: "All names" in seen.title)
        assert driver.find_elements("link text", "Ana Bélo")
    finally:
        driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
