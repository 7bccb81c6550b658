"""Makes README's picture from the text that stands in README: ``python docs/picture.py``, with the extra 'browser'.

It builds a store of that text, writes its pages as files (``xpkg site``), and keeps what a browser shows of the text's.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from selenium import webdriver

README = Path(__file__).parent.parent / "README.md"
CHAPTER = "## Your own texts in five minutes"
PAGE = "id/document/harbour-*.html"
OUTPUT = Path(__file__).parent / "picture.png"
WIDTH, HEIGHT = 1440, 560  # points


def example() -> str:
    """The first indented block of the chapter, without its indent."""
    lines = README.read_text("utf-8").partition(CHAPTER)[2].split("\n")
    start = next(number for number, line in enumerate(lines) if line.startswith("    "))
    block: list[str] = []
    for line in lines[start:]:
        if line and not line.startswith("    "):
            break
        block.append(line[4:])
    return "\n".join(block).strip("\n") + "\n"


def main() -> None:
    """Writes docs/picture.png."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "harbour.txt").write_text(example(), "utf-8")
        for command in (["build", str(folder / "harbour.txt")], ["site", "-o", str(folder / "site")]):
            subprocess.run([sys.executable, "-m", "xpkg", *command, "--store", str(folder / "db")], check=True)
        [page] = (folder / "site").glob(PAGE)
        options = webdriver.ChromeOptions()
        options.binary_location = shutil.which("chromium") or ""
        for flag in ("--headless", "--no-sandbox", "--hide-scrollbars", f"--user-data-dir={folder / 'profile'}"):
            options.add_argument(flag)
        chrome = webdriver.Chrome(options=options, service=webdriver.ChromeService(shutil.which("chromedriver")))
        size = {"width": WIDTH, "height": HEIGHT, "deviceScaleFactor": 1, "mobile": False}
        chrome.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        chrome.get(page.as_uri() + "#text")
        chrome.save_screenshot(str(OUTPUT))
        chrome.quit()


if __name__ == "__main__":
    main()
