"""Does many sources, here or in worker processes: each becomes a file of N-Quads, so that none stays in memory."""

from __future__ import annotations

import multiprocessing
import multiprocessing.connection
import os
import signal
import threading
import traceback
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import resource_tracker
from pathlib import Path

from xpkg.analysis.references import parse_references
from xpkg.annotators import Choice, annotator_of
from xpkg.errors import XpkgError
from xpkg.iris import Iris
from xpkg.model import Authority, Source
from xpkg.pipeline import check, graph_of
from xpkg.store import digest_of, sorted_lines, write_lines
from xpkg.text import parse
from xpkg.validation import Report

_ENOUGH = 300_000
"""Characters from which on starting worker processes is worth their second."""


@dataclass(frozen=True, slots=True)
class Common:
    """What all sources share."""

    authority: Authority
    iris: Iris
    annotator: Choice = field(default_factory=Choice)


@dataclass(frozen=True, slots=True)
class Done:
    """One source done. ``failure`` says why there is no file of it; ``warnings`` are faults of its text."""

    name: str
    digest: str = ""
    quads: int = 0
    report: Report = field(default_factory=Report)
    failure: str = ""
    warnings: tuple[str, ...] = ()


def workers_for(sources: Iterable[Source]) -> int:
    """As many workers as there are cores where the texts are many, else one, which is this process."""
    characters = sum(len(source.text) for source in sources)
    return len(os.sched_getaffinity(0)) if characters >= _ENOUGH else 1


def do_sources(jobs: Iterable[tuple[Source, Path]], common: Common, workers: int) -> Iterator[Done]:
    """Every source done, its lines in its file; in the order of ``jobs`` for one worker, else as they end.

    Raises EvidenceError when a passage does not match its text, XpkgError when a worker process dies.
    """
    if workers == 1:
        yield from (_do(source, path, common) for source, path in jobs)
        return
    # Fresh processes rather than forks: threads of the database must not be cut in two.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_start, initargs=(common,))
    try:
        running: set[Future[Done]] = set()
        for source, path in jobs:
            if len(running) >= 4 * workers:  # no more texts on their way than keep every worker busy
                ended, running = wait(running, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in ended)
            with held_interrupts():
                running.add(pool.submit(_do_here, source, path))
        while running:
            ended, running = wait(running, return_when=FIRST_COMPLETED)
            yield from (future.result() for future in ended)
    except BrokenProcessPool as error:
        raise XpkgError("a worker process died, perhaps for want of memory; try --workers 1") from error
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def held_interrupts() -> Iterator[None]:
    """Holds SIGINT back until the end of the block. A process that starts meanwhile holds it back until ``_start``.

    Else Ctrl-C would end the imports of each new worker with a traceback. Only the main thread hears of SIGINT.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    heard: list[int] = []
    resource_tracker.ensure_running()  # whose start would let the signal through again
    # The mask is for the process to come; here a thread of the database may take the signal for the main one.
    handler = signal.signal(signal.SIGINT, lambda number, frame: heard.append(number))
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, handler)
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
    if heard and callable(handler):
        handler(signal.SIGINT, None)


_common: Common | None = None


def _start(common: Common) -> None:
    global _common  # noqa: PLW0603 - what a worker process is told once, at its start
    _common = common
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # the build itself says that it was interrupted
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent is not None
    multiprocessing.connection.wait([parent.sentinel])
    os._exit(1)  # the build was killed: nobody waits for this text any more


def _do_here(source: Source, path: Path) -> Done:
    assert _common is not None
    return _do(source, path, _common)


def _do(source: Source, path: Path, common: Common) -> Done:
    try:
        quads = graph_of(source, common.authority, common.iris, annotator_of(common.annotator))
    except XpkgError:
        raise
    except Exception as error:
        # A fault of the program's on one text must not cost the user the others; it is said, and the status is 1.
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(place.filename).name}, line {place.lineno}"
        why = f"{source.name}: xpkg failed on this text ({type(error).__name__}: {error}; {where}); left out"
        return Done(source.name, failure=why)
    report = check(quads)
    lines = sorted_lines(quads)
    write_lines(path, lines)
    return Done(source.name, digest_of(lines), len(lines), report, warnings=_faults(source))


def _faults(source: Source) -> tuple[str, ...]:
    """A line each on a language that is not read, on citation markers without a reference, and on references
    without a title."""
    text = parse(source)
    listed = {block.number for block in text.blocks if block.number is not None}
    dead = {marker.number for marker in text.markers} - listed if listed else set()
    dumb = listed - {reference.number for reference in parse_references(text)} if listed else set()
    foreign = not source.metadata.language.lower().startswith("en")
    unread = (f"{source.name}: not English, as it seems; xpkg reads English, and finds little else",) if foreign else ()
    return unread + tuple(
        f"{source.name}: {what} {', '.join(f'[{number}]' for number in sorted(numbers))}"
        for what, numbers in (("no reference for", dead), ("no title could be read in reference", dumb))
        if numbers
    )
