"""The page on which a person judges links, in a real browser: by keyboard alone, on a phone, and without scripts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from browser import barriers, need_browser, show, wait
from endpoint import TOKEN, serving

from xpkg.cli.build import build_store
from xpkg.linking.sssom import read_set

pytestmark = pytest.mark.slow
need_browser()

TEXT = """Ferry company denies safety claims

LONDON, March 3, 2021 - “Every warning was answered,” said Maria Ortega, chief executive of Northline Ferries.
Ortega left. Ione Tavish said that she had not.
"""
ORTEGA, TAVISH = "person/maria-ortega-d89bbb8c79", "person/ione-tavish-c0a9bd8c39"


def proposal(thing: str, label: str, *items: str) -> dict[str, Any]:
    candidates = [
        {"item": each, "label": label, "description": f"who is {each} {'and-so-on' * 20}", "score": 40.0,
         "reasons": ["its label is 'x'", "https://example.org/" + "a" * 90], "source": "Wikidata",
         "source_version": "dump 2026", "source_licence": "CC0 1.0"} for each in items
    ]  # fmt: skip
    return {"thing": thing, "label": label, "kind": "person", "names": [label], "mentions": 1,
            "open": "others bear its name", "count": len(items), "candidates": candidates}  # fmt: skip


@dataclass(frozen=True)
class Desk:
    """The address of the page, and the file of judgements."""

    address: str
    file: Path

    def told(self) -> list[tuple[str, str, str]]:
        """The rows: modifier, thing, item."""
        rows = [row for _, row in read_set(self.file).rows] if self.file.exists() else []
        return [(row.get("predicate_modifier", ""), row["subject_label"], row["object_id"]) for row in rows]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    made = tmp_path_factory.mktemp("judging")
    (made / "ferry.txt").write_text(TEXT, encoding="utf-8")
    build_store((made / "ferry.txt",), made / "db")
    lines = [proposal(ORTEGA, "Maria Ortega", "Q102", "Q103"), proposal(TAVISH, "Ione Tavish", "Q101")]
    (made / "p.jsonl").write_text("".join(json.dumps(each) + "\n" for each in lines), "utf-8")
    files = ("--judgements-file", str(made / "j.sssom.tsv"), "--proposals", str(made / "p.jsonl"))
    with serving(made / "db", "--writable", *files) as address:
        yield Desk(f"{address}link", made / "j.sssom.tsv")


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def seen(request: pytest.FixtureRequest, driver: Any, desk: Desk) -> Iterator[Any]:
    """The driver, with the page of somebody who has entered by keyboard, on a phone."""
    desk.file.unlink(missing_ok=True)
    driver.delete_all_cookies()
    driver.get_log("browser")
    driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": not request.param})
    show(driver, desk.address, width=390)
    driver.find_element("id", "author").send_keys("Zoë Desk")
    press(driver, "TAB", TOKEN, "ENTER")
    wait(driver, lambda seen: heading(seen) == "Maria Ortega")
    yield driver
    driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def press(driver: Any, *keys: str) -> None:
    """Presses keys by their names, or types words, where the focus is."""
    from selenium.webdriver.common.action_chains import ActionChains
    from selenium.webdriver.common.keys import Keys

    for key in keys:
        ActionChains(driver).send_keys(getattr(Keys, key, key)).perform()


def heading(driver: Any) -> str:
    found = driver.find_elements("id", "thing")
    return str(found[0].text) if found else ""


def name(driver: Any) -> str:
    """The accessible name of what has the focus."""
    return str(driver.switch_to.active_element.accessible_name)


def reach(driver: Any, wanted: str, key: str = "TAB") -> int:
    """Presses ``key`` until what is called ``wanted`` has the focus; how often."""
    for times in range(40):
        if name(driver) == wanted:
            return times
        press(driver, key)
    raise AssertionError(f"{wanted} is not reached by keyboard")


def shift_tab(driver: Any, wanted: str) -> None:
    """Goes back to what is called ``wanted``."""
    from selenium.webdriver.common.action_chains import ActionChains
    from selenium.webdriver.common.keys import Keys

    for _ in range(40):
        if name(driver) == wanted:
            return
        ActionChains(driver).key_down(Keys.SHIFT).send_keys(Keys.TAB).key_up(Keys.SHIFT).perform()
    raise AssertionError(f"{wanted} is not reached by keyboard")


def choose(driver: Any, what: str, then: str) -> None:
    """Chooses by keyboard, and waits for the heading of the next thing."""
    reach(driver, what)
    press(driver, "ENTER")
    wait(driver, lambda seen: heading(seen) == then)


def test_all_is_judged_by_keyboard(seen: Any, desk: Desk) -> None:
    assert seen.switch_to.active_element.get_attribute("id") == "thing"  # the name in its sentences comes next
    assert reach(seen, "It is Q102") <= 4
    choose(seen, "It is not Q102", "Ione Tavish")
    assert desk.told() == [("Not", "Maria Ortega", "wd:Q102")]
    choose(seen, "Not in Wikidata", "Maria Ortega")
    assert desk.told()[0] == ("", "Ione Tavish", "sssom:NoTermFound")
    shift_tab(seen, "Undo what you judged of Ione Tavish")
    press(seen, "ENTER")
    wait(seen, lambda seen: not seen.find_elements("css selector", ".done"))
    assert desk.told() == [("Not", "Maria Ortega", "wd:Q102")]
    choose(seen, "Skip", "Ione Tavish")
    choose(seen, "Nearly the same as Q101", "Maria Ortega")
    choose(seen, "It is Q103", "")
    assert "Everything is judged" in seen.find_element("tag name", "main").text
    assert desk.told() == [
        ("", "Ione Tavish", "wd:Q101"), ("Not", "Maria Ortega", "wd:Q102"), ("", "Maria Ortega", "wd:Q103"),
    ]  # fmt: skip
    reach(seen, "Leave")
    press(seen, "ENTER")
    wait(seen, lambda seen: seen.find_elements("id", "token"))
    assert [each["message"] for each in seen.get_log("browser")] == []


def test_a_phone_need_not_scroll_sideways(seen: Any) -> None:
    assert seen.execute_script("return document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_no_barrier(driver: Any, desk: Desk, dark: bool) -> None:
    driver.delete_all_cookies()
    show(driver, desk.address, width=390, dark=dark)
    assert barriers(driver) == []
    driver.find_element("id", "author").send_keys("Zoë Desk")
    press(driver, "TAB", TOKEN, "ENTER")
    wait(driver, lambda seen: seen.find_elements("tag name", "article") or "Everything" in seen.page_source)
    assert barriers(driver) == []


def test_a_wrong_token_opens_nothing(driver: Any, desk: Desk) -> None:
    driver.delete_all_cookies()
    show(driver, desk.address)
    driver.find_element("id", "author").send_keys("Zoë Desk")
    press(driver, "TAB", "not the token", "ENTER")
    wait(driver, lambda seen: "not the token of the server" in seen.page_source)
    show(driver, desk.address)
    assert driver.find_elements("id", "token")
