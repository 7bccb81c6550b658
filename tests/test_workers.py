"""Worker processes: what ends one of them costs its own task, and no more."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import Executor

import pytest

from xpkg import limits
from xpkg.errors import XpkgError
from xpkg.pipeline.workers import WorkerEndedError, Workers

STARTED: list[str] = []


def start(words: str) -> None:
    STARTED.append(words)


def tell() -> str:
    return STARTED[0]


def double(number: int) -> int:
    return 2 * number


def spin(seconds: float) -> None:
    limits.hold_time(seconds)
    while True:
        pass


def eat(memory: int) -> None:
    limits.hold_memory((limits.mapped_memory() or 0) + memory)
    try:
        bytearray(memory)
    except MemoryError:
        os._exit(77)


def held_back() -> bool:
    return signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, [])



def refuse(words: str) -> None:
    raise XpkgError(words)


@pytest.fixture
def one() -> Iterator[Workers]:
    workers = Workers(1, start, "hello")
    yield workers
    workers.kill()


def test_it_is_an_executor(one: Executor) -> None:
    assert one.submit(tell).result() == "hello"
    assert list(one.map(double, range(5))) == [0, 2, 4, 6, 8]
    with pytest.raises(ZeroDivisionError):
        one.submit(divmod, 1, 0).result()
    one.shutdown()
    with pytest.raises(RuntimeError, match="no task"):
        one.submit(double, 1)


def test_what_ends_a_worker_costs_its_own_task_alone(one: Workers) -> None:
    fatal = one.submit(os.kill, 0, 0), one.submit(os._exit, 3), one.submit(spin, 0.2), one.submit(eat, 10**8)
    good = one.submit(double, 21)
    assert fatal[0].result() is None
    ends = []
    for future in fatal[1:]:
        with pytest.raises(WorkerEndedError) as caught:
            future.result()
        ends.append(caught.value.status)
    assert ends == [3, -signal.SIGPROF, 77 if limits.mapped_memory() else ends[2]]
    assert good.result() == 42


def test_a_result_that_cannot_be_handed_on_is_told(one: Workers) -> None:
    with pytest.raises(RuntimeError, match="cannot be handed on"):
        one.submit(threading.Lock).result()
    assert one.submit(double, 1).result() == 2


def test_a_start_that_fails_is_told() -> None:
    workers = Workers(1, refuse, "no authority files")
    with pytest.raises(XpkgError, match="no authority files"):
        workers.submit(double, 1).result()
    workers.kill()


def test_a_kill_does_not_wait() -> None:
    workers = Workers(2, start, "hello")
    running = [workers.submit(spin, 600) for _ in range(2)]
    waiting = workers.submit(double, 1)
    workers.kill()
    for future in running:
        assert future.cancelled() or isinstance(future.exception(), (WorkerEndedError, XpkgError))
    assert waiting.cancelled()


def test_an_interrupt_is_for_the_one_who_submits(one: Workers) -> None:
    assert one.submit(signal.getsignal, signal.SIGINT).result() == signal.SIG_DFL
    assert not one.submit(held_back).result()
    assert not held_back()
