"""A real browser: how it is started, what it shows, and what it finds wrong with a page."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --disable-extensions "
    # All pages are ours: one process draws them all, where otherwise each page that is loaded starts one.
    "--process-per-site --renderer-process-limit=1 --disable-site-isolation-trials --in-process-gpu --no-zygote "
    "--disable-features=ProactivelySwapBrowsingInstance,BackForwardCache,IsolateOrigins,site-per-process,"
    "OptimizationHints,MediaRouter,Translate"
)


def need_browser() -> None:
    """Skips the module where there is no browser; .ci/run sets XPKG_BROWSER, so that there it is a failure."""
    if "XPKG_BROWSER" in os.environ:
        return
    pytest.importorskip("selenium", reason="the browser tests need the extra 'browser'")
    if not shutil.which("chromium") or not shutil.which("chromedriver"):
        pytest.skip("the browser tests need chromium and chromedriver", allow_module_level=True)


@contextmanager
def started(profile: Path) -> Iterator[Any]:
    """The driver of a browser with an empty profile in the folder ``profile``."""
    from selenium import webdriver

    browser, driver = shutil.which("chromium"), shutil.which("chromedriver")
    assert browser, "the browser tests need chromium"
    assert driver, "the browser tests need chromedriver"
    options = webdriver.ChromeOptions()
    options.binary_location = browser
    for flag in FLAGS.split():
        options.add_argument(flag)
    options.add_argument(f"--user-data-dir={profile}")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    chrome = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
    yield chrome
    chrome.quit()


def show(driver: Any, address: str, *, width: int = 1280, dark: bool = False) -> None:
    """Loads ``address`` in a window of so many pixels."""
    resize(driver, width)
    scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})
    driver.get("about:blank")  # so that a change of the fragment alone loads the page again
    driver.get(address)


def resize(driver: Any, width: int) -> None:
    """Makes the window so many pixels wide."""
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)


def wait(driver: Any, until: Callable[[Any], object]) -> None:
    """Until ``until`` holds: what a click or a form sets off takes a moment. Raises TimeoutException after 20 s.

    Of an element of the page before, the driver says now that it is stale, now that it is not of the document.
    """
    from selenium.common.exceptions import WebDriverException
    from selenium.webdriver.support.ui import WebDriverWait

    WebDriverWait(driver, 20, ignored_exceptions=[WebDriverException]).until(until)


def barriers(driver: Any, rule: str = "") -> list[Any]:
    """What axe finds wrong with the page that is shown, by all rules or one: rules, each with the elements."""
    rules = [rule] if rule else ["wcag2a", "wcag2aa", "wcag21aa", "best-practice"]
    source = files("axe_core_python").joinpath("axe.min.js")
    # Evaluated by the debugger, which the page's Content-Security-Policy does not bind.
    driver.execute_cdp_cmd("Runtime.evaluate", {"expression": source.read_text("utf-8")})
    found = driver.execute_async_script(
        "const [rules, done] = arguments; axe.run({runOnly: rules, resultTypes: ['violations']})"
        ".then(found => done(found.violations.map(v => [v.id, v.nodes.map(n => n.html.slice(0, 200))])))",
        rules,
    )
    return list(found)
