"""Goes on with copies of a store, each in a fork of one process that has everything loaded, which is then killed.

    python -m tests.store.killed TEXTS STORE FOLDER

The copies stand in FOLDER. Some forks are killed when they have used so much of the processor, the others as they are
about to open, rename, link or remove a file of the store.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
from collections.abc import Callable, Generator, Iterable
from functools import partial
from pathlib import Path
from unittest.mock import patch

from tests.store.small_ontology import PLACE, few_terms
from xpkg.annotators import Choice
from xpkg.api import prepare
from xpkg.iris import DEFAULT_BASE, Iris
from xpkg.model import Source
from xpkg.pipeline import build, sources
from xpkg.pipeline.sources import Common, Done
from xpkg.store import DATABASE

MOMENTS = 3
"""Of the processor's time at which a fork is killed."""
LAST = 2
"""Files that come last, as the snapshot is put in place: before each a fork is killed, and as many before these."""
FILES = ("open", "os.rename", "os.link", "os.remove", "shutil.copyfile", "shutil.rmtree", "sqlite3.connect")


def here(jobs: Iterable[tuple[Source, Path]], common: Common, workers: int) -> Generator[Done, None, None]:
    """The sources done in this process: a fork has no others."""
    for source, path in jobs:
        yield sources._do(source, path, common)


def forked(work: Callable[[], object]) -> tuple[bool, float]:
    """Whether a fork that does ``work`` came to its end, and the seconds of processor time that it took."""
    if (number := os.fork()) == 0:
        try:
            work()
            os._exit(0)
        finally:
            os._exit(1)
    _, status, used = os.wait4(number, 0)
    assert status in (0, signal.SIGPROF, signal.SIGKILL), status
    return status == 0, used.ru_utime + used.ru_stime


def after_a_time(seconds: float) -> None:
    """Ends this process when it has used so much time."""
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, seconds)


def is_counted(path: str) -> bool:
    """Whether each build has the file ``path``: how many tables a database has depends on the engine's threads."""
    return Path(path).parent.name != DATABASE or path.endswith("CURRENT")


class Counted:
    """Counts what is done to files of ``store``; ends this process before it is done for the time ``last``."""

    def __init__(self, store: Path, last: int | None = None) -> None:
        self.store, self.last, self.count = str(store), last, 0
        sys.addaudithook(self)

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        if event in FILES and (path := str(arguments[0])).startswith(self.store) and is_counted(path):
            if self.count == self.last:
                os.kill(os.getpid(), signal.SIGKILL)
            self.count += 1


def main(texts: Path, store: Path, folder: Path) -> None:
    _, plan = prepare([texts], annotator=Choice("rules"))
    sources._start(Common(plan.authority, Iris(DEFAULT_BASE), plan.annotator))
    patch("xpkg.pipeline.loading.do_sources", here).start()
    patch(PLACE, few_terms).start()
    chance = random.Random(20)

    def copy() -> Path:
        return Path(shutil.copytree(store, folder / str(len([*folder.iterdir()]))))

    def count(place: Path) -> None:
        counted = Counted(place)
        build.build(place, plan)
        (folder.parent / "count").write_text(str(counted.count))

    def timed(place: Path, seconds: float) -> None:
        after_a_time(seconds)
        build.build(place, plan)

    def stopped(place: Path, last: int) -> None:
        Counted(place, last)
        build.build(place, plan)

    ended, whole = forked(partial(count, copy()))
    assert ended
    for _ in range(MOMENTS):
        forked(partial(timed, copy(), chance.uniform(0.01, whole)))
    many = int((folder.parent / "count").read_text())
    for last in (*chance.sample(range(many - LAST), LAST), *range(many - LAST, many)):
        assert not forked(partial(stopped, copy(), last))[0]


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
