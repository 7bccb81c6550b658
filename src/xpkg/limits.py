"""What a process asks the kernel to end it for: its parent's end, and the use of too much time or memory."""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import os
import resource
import select
import signal
import sys
import threading
from dataclasses import dataclass

_PR_SET_PDEATHSIG = 1


@dataclass(frozen=True, slots=True)
class Budget:
    """What one task may use: ``seconds`` of processor time, ``memory`` in bytes beyond what the process has mapped.

    A task that waits for something else than the processor (a language model's answer) may take ten times as long.
    """

    seconds: float
    memory: int


_PATIENCE = 10
"""Seconds of waiting that weigh as much as one of the processor's."""

TIMERS = (signal.SIGPROF, signal.SIGALRM)
"""The signals of which a process ends that has used up its time."""


def die_with_parent() -> None:
    """Have the kernel kill this process when its parent ends, however that ends (Linux; elsewhere nothing)."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def die_with(pipe: int) -> None:
    """End this process when the other end of ``pipe`` is closed: at once, by the kernel's hand (on Linux).

    Elsewhere by a thread, which has to wait for what holds the interpreter up. Unlike ``die_with_parent`` it does not
    ask whether the thread still runs that started this process.
    """
    if sys.platform != "linux":
        threading.Thread(target=_await_end, args=(pipe, None), daemon=True).start()
        return
    fcntl.fcntl(pipe, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(pipe, fcntl.F_SETSIG, signal.SIGKILL)
    fcntl.fcntl(pipe, fcntl.F_SETFL, fcntl.fcntl(pipe, fcntl.F_GETFL) | os.O_ASYNC)
    _await_end(pipe, 0)  # it may have been closed before


def _await_end(pipe: int, seconds: float | None) -> None:
    if select.select([pipe], [], [], seconds)[0]:
        os._exit(1)  # nobody waits for what is done here


def die_first() -> None:
    """Have the kernel take this process, not its parent, when the machine has no memory left (Linux)."""
    with contextlib.suppress(OSError), open("/proc/self/oom_score_adj", "w") as file:
        file.write("800")


def mapped_memory() -> int | None:
    """Bytes that this process has mapped; None where the system does not tell (it is Linux that does)."""
    try:
        with open("/proc/self/statm") as numbers:
            return int(numbers.read().split()[0]) * resource.getpagesize()
    except OSError:
        return None


def hold_memory(most: int) -> None:
    """Let this process map ``most`` bytes and no more: what asks for more gets MemoryError."""
    lower(resource.RLIMIT_AS, most)


def lower(kind: int, most: int, *, for_good: bool = False) -> None:
    """Set the limit ``kind`` of this process, or the lower one that it may have; ``for_good``: never to be undone."""
    _, hard = resource.getrlimit(kind)
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    resource.setrlimit(kind, (most, most if for_good else hard))


def hold_time(seconds: float) -> None:
    """Have the kernel end this process after so many seconds of processor time, or ten times as many of any; 0: never.

    By the default action of the timers' signals, which nothing can hold up: neither a regular expression nor a lock.
    """
    for number in TIMERS:
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, TIMERS)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.setitimer(signal.ITIMER_REAL, seconds * _PATIENCE)
