"""Whether the bounds that a graph gives for a date are those that the date allows."""

from __future__ import annotations

from xpkg.edtf import bounds

__all__ = ["agree", "bounds"]


def agree(edtf: str, earliest: str | None, latest: str | None) -> bool:
    """Whether the bounds given are those that the date allows; where these are not exact, whether they meet.

    Raises ValueError for what is no EDTF date.
    """
    low, high, exact = bounds(edtf)
    if exact:
        return (low, high) == (earliest, latest)
    return not (earliest and high and earliest > high) and not (latest and low and latest < low)
