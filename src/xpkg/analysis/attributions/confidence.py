"""Estimates the confidence of an attribution from the counts for its method and for each repair of its trail."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from xpkg.lexicon.loading import read
from xpkg.model import Trail

TABLE = Path(__file__).parent / "confidence.tsv"
_CAUTION = 10
"""How many counted cases the expectation weighs as much as: what was counted three times moves little."""
_LEAST, _MOST = 0.01, 0.99


@dataclass(frozen=True, slots=True)
class Counted:
    """A row of ``confidence.tsv``: how many attributions of one kind were counted, and how many of them were right.

    ``name`` is a method, with the confidence that its rule ``given`` ("0.92"), or a step of a trail, with nothing
    given. ``expected_percent`` is the share that was expected to be right without the row.
    """

    name: str
    given: str
    n: int
    right: int
    expected_percent: int

    @property
    def expected(self) -> float:
        """The share that was expected to be right, 0.01 to 0.99."""
        return _within(self.expected_percent / 100)

    @property
    def share(self) -> float:
        """The share that was right; with few counted, drawn towards the expected one."""
        return _within((self.right + _CAUTION * self.expected) / (self.n + _CAUTION))


Table = Mapping[tuple[str, str], Counted]


@cache
def counted() -> Table:
    """The rows of ``confidence.tsv`` by name and given confidence. Raises LexiconError for a table that is wrong."""
    return table_of(read(TABLE, Counted, key=("name", "given")))


def table_of(rows: Iterable[Counted]) -> Table:
    """``rows`` by name and given confidence."""
    return {(row.name, row.given): row for row in rows}


def confidence_of(method: str, given: float, trail: Trail, table: Table | None = None) -> float:
    """The chance that an attribution is right: that of its method, moved by the odds of each repair of its ``trail``.

    ``given`` is the confidence that the annotator gave it. It stands for a method that was not counted, and for the
    network's, which was fitted to articles that the network had not seen. Two decimals, 0.01 to 0.99.
    """
    table = counted() if table is None else table
    method_row = table.get((method, f"{given:.2f}"))
    odds = _log_odds(method_row.share if method_row else given)
    for row in _steps(trail, table):
        odds += _log_odds(row.share) - _log_odds(row.expected)
    return round(_within(1 / (1 + math.exp(-odds))), 2)


def tell_confidence(method: str, given: float, trail: Trail) -> str:
    """The counts that a confidence was computed from, in words; empty where there are none."""
    row = counted().get((method, f"{given:.2f}"))
    rows = (*((row,) if row else ()), *_steps(trail, counted()))
    return ", ".join(f"{row.name} right in {row.right} of {row.n} counted" for row in rows)


def _steps(trail: Trail, table: Table) -> Iterator[Counted]:
    for name in dict.fromkeys(step.repair for step in trail):
        if row := table.get((name, "")):
            yield row


def _within(share: float) -> float:
    return min(_MOST, max(_LEAST, share))


def _log_odds(share: float) -> float:
    return math.log(_within(share) / (1 - _within(share)))
