"""A pattern with what it cannot do without, so that a text without that need not be gone through."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sought:
    """``pattern``, and ``needs``: each match has at least one string of each of these collections in it."""

    pattern: re.Pattern[str]
    needs: tuple[Collection[str], ...] = ()

    def find(self, text: str) -> Iterator[re.Match[str]]:
        """The matches in ``text``, in order, none overlapping another.

        To look for a few strings takes a hundredth of the time that a pattern takes.
        """
        if all(any(each in text for each in need) for need in self.needs):
            yield from self.pattern.finditer(text)
