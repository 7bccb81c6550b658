"""Maps the dates that a text gives, each to the passage that gives it."""

from __future__ import annotations

from collections.abc import Iterator

from xpkg.mappers.naming import Naming
from xpkg.mappers.terms import Triple, dated, passage


def map_times(naming: Naming) -> Iterator[Triple]:
    """Every expression of time whose date is known; what it dates is told by the statements and events."""
    for time in naming.analysis.times:
        if time.resolved and time.edtf:
            yield from passage(naming.text, naming.source, time.span, naming.iris)
            yield from dated(naming.passage(time.span), time)
