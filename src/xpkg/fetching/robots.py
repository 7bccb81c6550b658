"""Reads what a site's robots.txt allows, as RFC 9309 has it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from xpkg.errors import FetchError
from xpkg.readers.reader import library

TOKEN = "xpkg"
"""By which a robots.txt names this program."""
LARGEST = 500_000
"""Bytes of a robots.txt that are read, as RFC 9309 wants at least."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What a site allows: all of it, nothing and ``why``, or what the ``text`` of its robots.txt says."""

    text: str = ""
    why: str = ""

    def check(self, url: str) -> None:
        """Raises FetchError where the site does not want ``url`` fetched, or its wish cannot be known."""
        if self.why:
            raise FetchError(f"{url}: not asked, since {self.why}")
        if self.text and not self._parsed().can_fetch(url, TOKEN):
            raise FetchError(f"{url}: not asked, since the site's robots.txt does not allow it")

    def delay(self) -> float:
        """Seconds between two requests that the site asks for; 0 where it asks for none."""
        told = self._parsed().crawl_delay(TOKEN) if self.text else None
        return float(told) if told is not None and math.isfinite(told) and told > 0 else 0.0

    def _parsed(self) -> Any:
        return library("protego", "robots.txt").Protego.parse(self.text)


def rules_of(status: int, body: bytes, why: str = "no answer") -> Rules:
    """The rules of a site whose robots.txt was answered so; status 0 stands for no answer, and ``why``.

    Where there is none (4xx) all is allowed. Where the site cannot say (5xx, no answer) nothing is.
    """
    if status == 200:
        return Rules(body.decode("utf-8", "replace"))
    if 400 <= status < 500 and status != 429:
        return Rules()
    told = f"status {status}" if status else why
    return Rules(why=f"the site's robots.txt cannot be read ({told})")
