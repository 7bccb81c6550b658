"""Tells on a terminal how far a build is: texts, words a second, and the time that is left."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from xpkg.pipeline.progress import Progress

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

_SOON = 3.0  # seconds in which nothing can be said of the speed yet


class Speed:
    """Says how far a build is. ``clock`` is in seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._began = clock, clock()

    def told(self, progress: Progress) -> str:
        """``progress`` in words."""
        passed = self._clock() - self._began
        texts = f"{progress.done:,} of {progress.of:,} texts"
        if not progress.words or passed < _SOON:
            return texts
        speed = progress.words / passed
        left = f", {_length((progress.of_words - progress.words) / speed)} left" if progress.done < progress.of else ""
        return f"{texts}, {speed:,.0f} words/s{left}"


def _length(seconds: float) -> str:
    """A length of time as people say it.

    >>> [_length(each) for each in (0.2, 59, 61, 3599, 3661, 90_000)]
    ['1 s', '59 s', '1 min', '60 min', '1 h 1 min', '25 h 0 min']
    """
    if seconds < 60:
        return f"{max(1, round(seconds))} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if seconds < 3600 else f"{minutes // 60} h {minutes % 60} min"


@contextmanager
def shown_progress(quiet: bool) -> Iterator[Callable[[Progress], None]]:
    """A bar on standard error when a person looks and does not want to be left in quiet, else nothing."""
    if quiet or not sys.stderr.isatty():
        yield lambda progress: None
        return
    speed = Speed()

    def words(progress: Progress | None) -> str | None:
        return speed.told(progress) if progress is not None else None

    shown: ProgressBar[Progress] = click.progressbar(
        length=1, label="Reading", file=sys.stderr, show_eta=False, show_percent=True, item_show_func=words
    )
    with shown as bar:

        def tell(progress: Progress) -> None:
            bar.length = max(progress.of_words, 1)
            bar.update(progress.words - bar.pos, progress)

        yield tell
