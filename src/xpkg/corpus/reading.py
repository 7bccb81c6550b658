"""Has files read by readers in worker processes, each with a limit of time and memory."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from pathlib import Path

from xpkg import limits
from xpkg.errors import InputError
from xpkg.readers import Document, Given, read_documents
from xpkg.workers import WorkerEndedError, Workers

_SECONDS, _SECONDS_A_MEGABYTE = 60, 10
"""Of processor time for each file, and for each million of its bytes: many times what a file of that size takes."""
_MEMORY, _MEMORY_A_MEGABYTE = 1_500_000_000, 40_000_000
"""Bytes for each file, and for each million of its bytes."""
_MANY = 6
"""Files from which on a second process is worth its start."""
_NO_MEMORY = 77
"""The exit status of a worker whose file asked for more memory than it may have."""

Job = tuple[Path, bytes, Given]
_mapped: list[int] = []
"""Bytes that a process had before it read, which are no cost of a file's; empty where the system does not tell."""


def read_all(jobs: Iterable[Job]) -> Iterator[tuple[Path, tuple[Document, ...] | InputError]]:
    """The documents of each file, in order, or why there are none. What one file does to its reader costs no other."""
    waiting = list(jobs)
    if not waiting:
        return
    pool = Workers(min(2, os.cpu_count() or 1) if len(waiting) >= _MANY else 1, _start)
    try:
        running = [(path, len(data), pool.submit(_read_here, data, given)) for path, data, given in waiting]
        waiting.clear()
        for path, size, future in running:
            yield path, _result(path, size, future)
        pool.shutdown()
    finally:
        pool.kill()


def _result(path: Path, size: int, future: Future[tuple[Document, ...]]) -> tuple[Document, ...] | InputError:
    try:
        return future.result()
    except InputError as error:
        told = f"{path.parent / str(error)}" if str(error).startswith(path.name) else f"{path}: {error}"
        return type(error)(told)
    except WorkerEndedError as error:
        budget = _budget(size)
        if -error.status in limits.TIMERS:
            return InputError(f"{path}: takes more than {budget.seconds:.3g} seconds of processor time to read")
        if error.status == _NO_MEMORY:
            return InputError(f"{path}: takes more than {budget.memory // 1_000_000:,} megabytes of memory to read")
        return InputError(f"{path}: the process that read it ended (status {error.status})")


def _budget(size: int) -> limits.Budget:
    megabytes = size / 1_000_000
    return limits.Budget(_SECONDS + _SECONDS_A_MEGABYTE * megabytes, int(_MEMORY + _MEMORY_A_MEGABYTE * megabytes))


def _start() -> None:
    if (mapped := limits.mapped_memory()) is not None:
        _mapped[:] = [mapped]


def _read_here(data: bytes, given: Given) -> tuple[Document, ...]:
    budget = _budget(len(data))
    if _mapped:
        limits.hold_memory(_mapped[0] + budget.memory)
    limits.hold_time(budget.seconds)
    try:
        return read_documents(data, given)
    except InputError:
        raise
    except MemoryError:
        os._exit(_NO_MEMORY)
    except RecursionError:
        raise InputError(f"{given.file_name}: nested too deep") from None
    except Exception as error:  # a library that stumbles over a damaged file
        told = " ".join(f"{type(error).__name__}: {error}".split())[:160]
        raise InputError(f"{given.file_name}: damaged, or not as its format wants it ({told})") from None
    finally:
        limits.hold_time(0)
