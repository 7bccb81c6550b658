"""Finds candidates by what is said in them, and by where they stand."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from xpkg.model import AttributionCandidate, Span
from xpkg.text.overlaps import stretches


class Contents:
    """Candidates by what is said in them."""

    def __init__(self, candidates: Sequence[AttributionCandidate]) -> None:
        self._claims = candidates
        parts = sorted((span, place) for place, candidate in enumerate(candidates) for span in candidate.content)
        self._places = [place for _, place in parts]
        self._contents = stretches(span for span, _ in parts)

    def around(self, candidate: AttributionCandidate) -> list[AttributionCandidate]:
        """Those in whose content the cue of ``candidate`` begins, in their own order."""
        if not candidate.cue:
            return list(self._claims)
        places = {self._places[at] for at in self._contents.over(candidate.cue[0])}
        return [self._claims[place] for place in sorted(places)]


class Told:
    """Candidates by where they begin."""

    def __init__(self, candidates: Iterable[AttributionCandidate]) -> None:
        parts = [(*candidate.cue, *((candidate.source,) if candidate.source else ())) for candidate in candidates]
        self._parts = sorted((each for each in parts if each), key=lambda each: each[0].start)
        self._starts = [each[0].start for each in self._parts]
        self._bare = any(not each for each in parts)

    def any_in(self, content: Sequence[Span]) -> bool:
        """Whether cue and source of one of the candidates lie in ``content``."""
        return self._bare or any(
            holds(content, parts)
            for span in content
            for parts in self._parts[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)]
        )


def holds(content: Sequence[Span], parts: Sequence[Span]) -> bool:
    """Whether each of ``parts`` lies in one of the stretches of ``content``."""
    return all(any(span.contains(part) for span in content) for part in parts)
