"""Cuts long lists into pages that are reached by plain links."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from xpkg.server.pages.addresses import Site

PER_PAGE = 50
_LAST = 1_000_000


@dataclass(frozen=True, slots=True)
class Paging:
    """Where in a list of ``total`` things a page stands; ``number`` counts from one, and one too high is the last."""

    number: int
    total: int
    path: str
    fields: Mapping[str, str]
    size: int = PER_PAGE

    def __post_init__(self) -> None:
        object.__setattr__(self, "number", min(self.number, self.pages))

    @property
    def offset(self) -> int:
        """How many things come before this page."""
        return (self.number - 1) * self.size

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // self.size))

    @property
    def first(self) -> int:
        """The number, from one, of the first thing here; nought when there is none."""
        return min(self.offset + 1, self.total)

    @property
    def last(self) -> int:
        """The number of the last thing here."""
        return min(self.offset + self.size, self.total)

    def address(self, site: Site, number: int) -> str:
        """The address of page ``number``, with the same form fields."""
        return site.page(self.path, {**self.fields, "page": None if number == 1 else number})


def asked(fields: Mapping[str, str]) -> int:
    """The page that the form field ``page`` asks for; one where it asks for nothing that can be."""
    words = fields.get("page", "")
    return min(int(words), _LAST) if re.fullmatch("[1-9][0-9]{0,7}", words) else 1
