"""Worker processes: what ends one of them costs its own task, and no more."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Executor
from pathlib import Path

import pytest

from xpkg import limits
from xpkg.errors import XpkgError
from xpkg.workers import WorkerEndedError, Workers

STARTED: list[str] = []


def start(words: str) -> None:
    STARTED.append(words)


def begin(words: str) -> None:
    STARTED[:] = [words]


def tell() -> str:
    return STARTED[0]


def tell_last() -> str:
    return STARTED[-1]


def grow(size: int) -> None:
    STARTED.append("x" * size)


def double(number: int) -> int:
    return 2 * number


def spin(seconds: float) -> None:
    limits.hold_time(seconds)
    while True:
        pass


def eat(memory: int) -> None:
    limits.hold_memory((limits.mapped_memory() or 0) + memory)
    try:
        bytearray(memory + memory // 10)  # what the process itself gives back in between is less than that
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


def test_a_process_is_kept_for_who_comes_next_and_begins_anew() -> None:
    numbers, words = [], []
    for said in ("hello", "good day"):
        workers = Workers(1, begin, said)
        numbers.append(workers.submit(os.getpid).result())
        words.append(workers.submit(tell_last).result())
        workers.shutdown()
    assert numbers[0] == numbers[1]
    assert words == ["hello", "good day"]


def test_what_a_process_does_next_is_done_where_its_parent_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        monkeypatch.chdir(tmp_path / name)
        monkeypatch.setenv("XPKG_TOLD", name)
        workers = Workers(1, begin, "hello")
        assert workers.submit(os.getcwd).result() == str(tmp_path / name)
        assert workers.submit(os.getenv, "XPKG_TOLD").result() == name
        workers.shutdown()


def test_a_process_that_has_grown_is_not_kept() -> None:
    numbers = []
    for _ in range(2):
        workers = Workers(1, begin, "hello")
        numbers.append(workers.submit(os.getpid).result())
        workers.submit(grow, 500_000_000).result()
        workers.shutdown()
    assert (numbers[0] != numbers[1]) == (limits.mapped_memory() is not None)


def test_one_that_ended_while_it_was_kept_is_no_trouble() -> None:
    for _ in range(2):
        workers = Workers(1, begin, "hello")
        number = workers.submit(os.getpid).result()
        workers.shutdown()
        os.kill(number, signal.SIGKILL)


def test_what_is_killed_is_not_kept() -> None:
    workers = Workers(1, begin, "hello")
    number = workers.submit(os.getpid).result()
    workers.kill()
    workers = Workers(1, begin, "hello")
    assert workers.submit(os.getpid).result() != number
    workers.kill()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere it ends only when it comes to its senses")
def test_it_ends_with_its_parent_in_the_midst_of_a_regular_expression(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(PARENT)
    with subprocess.Popen([sys.executable, str(program)], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        number = int(parent.stdout.readline())
        parent.send_signal(signal.SIGKILL)
        end = time.monotonic() + 20
        while Path(f"/proc/{number}").exists():
            assert time.monotonic() < end
            time.sleep(0.01)


PARENT = """
import os, re
from xpkg.workers import Workers

def start() -> None:
    print(os.getpid(), flush=True)

if __name__ == "__main__":
    Workers(1, start).submit(re.match, "(a+)+$", "a" * 60 + "b").result()
"""
