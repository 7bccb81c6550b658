"""Has the sources done that are to be done, and loads what is done, many at a time."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from xpkg.model import Source
from xpkg.pipeline.progress import Progress, Tell
from xpkg.pipeline.sources import Common, Done, do_sources, workers_for
from xpkg.pipeline.unfinished import Unfinished
from xpkg.pipeline.writing import Writer

_BATCH = 100_000
"""Quads that are loaded at a time: about a hundred megabytes of memory."""


@dataclass(frozen=True, slots=True)
class Where:
    """Where sources are done: in so many processes of this machine (None: as many as pay), or by a Dask scheduler."""

    workers: int | None = None
    scheduler: str = ""


@dataclass(slots=True)
class Files:
    """Where the graphs of sources are while a build is under way: kept by their ``keys``, each of a name."""

    kept: Unfinished
    keys: dict[str, str]
    taken: int = 0

    def path(self, name: str) -> Path:
        """Where the graph of the source of this name belongs."""
        return self.kept.path(self.keys[name])

    def found(self, sources: list[Source]) -> dict[str, Done]:
        """What an interrupted build has done of ``sources``, by name."""
        found = {source.name: self.kept.found(self.keys[source.name], source.name) for source in sources}
        whole = {name: done for name, done in found.items() if done}
        self.taken = len(whole)
        return whole

    def keep(self, done: Done) -> None:
        """Notes that the graph of a source is whole."""
        self.kept.keep(self.keys[done.name], done)


def do_and_load(
    files: Files, writer: Writer, todo: list[Source], common: Common, where: Where, tell: Tell
) -> Iterator[Done]:
    """Does ``todo`` and loads what is done, many at a time."""
    before = files.found(todo)
    jobs = [(source, files.path(source.name)) for source in todo if source.name not in before]
    waiting: dict[Path, int] = {}
    words = {source.name: len(source.text.split()) for source in todo}
    read, whole = 0, sum(words.values())
    tell(Progress(0, len(todo), 0, whole))
    with closing(_results(before.values(), jobs, common, where)) as ended:
        for number, done in enumerate(ended, start=1):
            if not done.failure:
                if done.name not in before:
                    files.keep(done)
                waiting[files.path(done.name)] = done.quads
                if sum(waiting.values()) > _BATCH:
                    writer.load(waiting)
                    waiting.clear()
            read += words[done.name]
            tell(Progress(number, len(todo), read, whole))
            yield done
    if waiting:
        writer.load(waiting)


def _results(
    before: Iterable[Done], jobs: list[tuple[Source, Path]], common: Common, where: Where
) -> Generator[Done, None, None]:
    """What was done ``before``, and what is done now."""
    yield from before
    if where.scheduler and jobs:
        from xpkg.pipeline.cluster import do_on_cluster

        results = do_on_cluster(jobs, common, where.scheduler)
    else:
        results = do_sources(jobs, common, where.workers or workers_for(source for source, _ in jobs))
    with closing(results) as ended:
        yield from ended
