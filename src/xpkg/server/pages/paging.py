"""Divides long lists into pages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from xpkg.server.pages.addresses import Site

PER_PAGE = 50
_LAST = 1_000_000


@dataclass(frozen=True, slots=True)
class Paging:
    """A page of a list of ``total`` things. ``number`` counts from 1; a number past the end is the last page."""

    number: int
    total: int
    path: str
    fields: Mapping[str, str]
    size: int = PER_PAGE

    def __post_init__(self) -> None:
        object.__setattr__(self, "number", min(self.number, self.pages))

    @property
    def offset(self) -> int:
        """The number of things before this page."""
        return (self.number - 1) * self.size

    @property
    def pages(self) -> int:
        """The number of pages, at least one."""
        return max(1, -(-self.total // self.size))

    @property
    def first(self) -> int:
        """The number, from 1, of the first thing on this page; 0 where there is none."""
        return min(self.offset + 1, self.total)

    @property
    def last(self) -> int:
        """The number of the last thing on this page."""
        return min(self.offset + self.size, self.total)

    def address(self, site: Site, number: int) -> str:
        """The address of page ``number``, with the same form fields."""
        return site.page(self.path, {**self.fields, "page": None if number == 1 else number})


def page_number(fields: Mapping[str, str]) -> int:
    """The number in the form field ``page``; 1 where that is no valid number."""
    words = fields.get("page", "")
    return min(int(words), _LAST) if re.fullmatch("[1-9][0-9]{0,7}", words) else 1
