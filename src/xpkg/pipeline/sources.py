"""Does many sources, here or in worker processes: each becomes a file of N-Quads, so that none stays in memory."""

from __future__ import annotations

import os
import sys
from collections.abc import Generator, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import Quad

from xpkg import limits
from xpkg.annotators import OWN, Choice, annotator_of
from xpkg.errors import AnswerError, EvidenceError, StoreError, XpkgError
from xpkg.iris import Iris
from xpkg.judgements import path_of_source
from xpkg.limits import Budget
from xpkg.model import Analysis, Authority, BlockType, Metadata, Source
from xpkg.pipeline.setting_aside import in_one_line, told_of
from xpkg.store import digest_of, sorted_lines, write_lines
from xpkg.validation import Report
from xpkg.vocab import XPKG
from xpkg.workers import WorkerEndedError, Workers

_ENOUGH = 300_000
"""Characters from which on starting more than one worker process is worth their second."""
_SECONDS, _SECONDS_A_MILLION = 30, 150
"""Of processor time for each text, and for each million of its characters: several times what ordinary prose takes."""
_MEMORY, _MEMORY_A_MILLION = 1_000_000_000, 1_500_000_000
"""Bytes for each text, and for each million of its characters."""
_SLOWER = 20
"""How much longer a parser or a language model may take than the program's own annotators."""
_NO_MEMORY = 77
"""The exit status of a worker whose text asked for more memory than it may have."""
_TICK = 0.5
"""Seconds after which the one who waits for a worker hears of an interrupt that another thread has taken."""
_TRIES = 2
"""For a text whose worker somebody else ended: perhaps the system, for want of memory that others had."""


@dataclass(frozen=True, slots=True)
class Common:
    """What all sources share. ``seconds`` of processor time and bytes of ``memory`` are what each text may use;
    None stands for as much as pays for a text of its length."""

    authority: Authority
    iris: Iris
    annotator: Choice = field(default_factory=Choice)
    seconds: float | None = None
    memory: int | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """One source done. ``failure`` says why there is no file of it; ``warnings`` are faults of its text, and judgements
    that say nothing of it."""

    name: str
    digest: str = ""
    quads: int = 0
    report: Report = field(default_factory=Report)
    failure: str = ""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Job:
    source: Source
    path: Path
    tried: int = 1


def workers_for(sources: Iterable[Source]) -> int:
    """As many workers as there are cores where the texts are many, else one."""
    characters = sum(len(source.text) for source in sources)
    return _cores() if characters >= _ENOUGH else 1


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def budget_of(source: Source, common: Common) -> Budget:
    """What ``source`` may use. Without a wish of the user's as much as grows with its length."""
    millions = len(source.text) / 1_000_000
    seconds = _SECONDS + _SECONDS_A_MILLION * millions
    if common.annotator.name not in OWN:
        seconds *= _SLOWER
    return Budget(common.seconds or seconds, common.memory or int(_MEMORY + _MEMORY_A_MILLION * millions))


def do_sources(jobs: Iterable[tuple[Source, Path]], common: Common, workers: int) -> Generator[Done, None, None]:
    """Every source done in one of ``workers`` processes, as they end: its lines in its file, or why there are none.

    A text whose graph does not conform, on which the program fails or which uses more than its budget, has a
    ``failure``. Raises XpkgError when no worker can be started, a file cannot be written, or an annotator is not there.
    """
    pool = Workers(workers, _start, common)
    running: dict[Future[Done], _Job] = {}
    waiting = (_Job(source, path) for source, path in jobs)
    try:
        while True:
            while len(running) < 4 * workers and (job := next(waiting, None)):  # no more than keep all of them busy
                running[pool.submit(_do_here, job.source, job.path)] = job
            if not running:
                pool.shutdown()
                return
            for future in wait(running, _TICK, return_when=FIRST_COMPLETED).done:
                job = running.pop(future)
                try:
                    yield future.result()
                except WorkerEndedError as error:
                    if (why := _limit(error.status, budget_of(job.source, common))) or job.tried == _TRIES:
                        yield Done(job.source.name, failure=why or _end(error.status))
                    else:
                        again = pool.submit(_do_here, job.source, job.path)
                        running[again] = _Job(job.source, job.path, job.tried + 1)
    finally:
        pool.kill()


def _limit(status: int, budget: Budget) -> str:
    """Which limit ended a worker of this exit status; empty for none."""
    if -status in limits.TIMERS:
        return f"takes more than {budget.seconds:.3g} seconds of processor time (--text-timeout allows more)"
    if status == _NO_MEMORY:
        return f"takes more than {budget.memory // 1_000_000:,} megabytes of memory (--text-memory allows more)"
    return ""


def _end(status: int) -> str:
    how = f"signal {-status}" if status < 0 else f"status {status}"
    return f"the process that read it ended each time, perhaps for want of memory ({how})"


_FIRST = Source("first", "A story\n\nAnn Low said on Monday that it rained.\n", "", Metadata("A story"))
"""Read by each worker at its start: what is loaded when it is first needed is no cost of a text's."""
_common: Common | None = None
_mapped: int | None = None


def _start(common: Common) -> None:
    global _common, _mapped  # what a worker process is told once, at its start
    from xpkg.pipeline.graphs import check, graph_of  # here, since who starts the workers has no need of it

    if common == _common:
        return  # all that the authority files say has been made ready by an earlier build
    own = common.annotator.name in OWN
    annotate = annotator_of(common.annotator if own else Choice())
    check(graph_of(_FIRST, common.authority, common.iris, annotate))
    _common, _mapped = common, limits.mapped_memory()


def _do_here(source: Source, path: Path) -> Done:
    assert _common is not None
    budget = budget_of(source, _common)
    if _mapped is not None:
        limits.hold_memory(_mapped + budget.memory)
    limits.hold_time(budget.seconds)
    try:
        return _do(source, path, _common)
    except MemoryError:
        os._exit(_NO_MEMORY)  # another process takes the next text: this one may have lost more than the text
    finally:
        limits.hold_time(0)


def _do(source: Source, path: Path, common: Common) -> Done:
    from xpkg.pipeline.graphs import analysis_and_graph, check

    try:
        annotate = annotator_of(common.annotator)
        analysis, quads = analysis_and_graph(source, common.authority, common.iris, annotate)
        report = check(quads)
        lines = sorted_lines(quads)
        faults = _faults(source, analysis) + _pointless(source, common, quads)
    except MemoryError:
        raise
    except (EvidenceError, AnswerError) as error:
        return Done(source.name, failure=in_one_line(str(error)))
    except XpkgError:
        raise  # of what all texts need
    except Exception as error:
        return Done(source.name, failure=told_of(error))
    if not report.conforms:
        return Done(source.name, report=report, failure=told_of(report))
    try:
        write_lines(path, lines)
    except OSError as error:
        raise StoreError(f"{path.parent}: the store cannot be written: {error.strerror or error}") from error
    return Done(source.name, digest_of(lines), len(lines), warnings=faults)


def _pointless(source: Source, common: Common, quads: Iterable[Quad]) -> tuple[str, ...]:
    """A line for each judgement of a passage of ``source`` in which nothing is named."""
    here = path_of_source(source.name) if common.authority.judgements else ""
    judged = [each for each in common.authority.judgements if each.subject == here and each.span and each.same]
    named = {quad.subject for quad in quads if quad.predicate == XPKG.denotes} if judged else set()
    node = common.iris.source(source.name)
    return tuple(
        f"{source.name}: {each.origin}: nothing is named from {each.span.start} to {each.span.end}"
        for each in judged
        if each.span is not None and common.iris.passage(node, each.span) not in named
    )


def _faults(source: Source, analysis: Analysis) -> tuple[str, ...]:
    """A line each on a language that is not read, on citation markers without a reference, and on references
    without a title."""
    text = analysis.text
    listed = {block.number for block in text.blocks if block.number is not None}
    dead = {marker.number for marker in text.markers} - listed if listed else set()
    notes = {block.number for block in text.blocks if block.kind is BlockType.FOOTNOTE}
    dumb = listed - notes - {reference.number for reference in analysis.references} if listed else set()
    foreign = not source.metadata.language.lower().startswith("en")
    unread = (f"{source.name}: not English, as it seems; xpkg reads English, and finds little else",) if foreign else ()
    return unread + tuple(
        f"{source.name}: {what} {', '.join(f'[{number}]' for number in sorted(numbers))}"
        for what, numbers in (("no reference for", dead), ("no title could be read in reference", dumb))
        if numbers
    )
