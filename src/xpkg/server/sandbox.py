"""Takes from the calling process what a query must never reach: the network, new programs, more memory."""

from __future__ import annotations

import ctypes
import os
import platform
import resource
import signal
import struct

# Numbers of system calls that make a way out; by machine. socket is judged by its family, the rest refused.
_AUDIT = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_SOCKET = {"x86_64": 41, "aarch64": 198}
_REFUSED = {
    # execve, execveat, ptrace, process_vm_readv, process_vm_writev, io_uring_setup (a way round socket)
    "x86_64": (59, 322, 101, 310, 311, 425),
    "aarch64": (221, 281, 117, 270, 271, 425),
}
_PR_SET_PDEATHSIG, _PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _MODE_FILTER = 1, 38, 22, 2
_ALLOW, _DENY, _KILL = 0x7FFF0000, 0x00050000 | 13, 0x80000000  # deny: EACCES
_X32_BIT = 0x40000000


def die_with_parent() -> None:
    """Have the kernel kill this process when its parent ends, however that ends."""
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def forbid_network() -> bool:
    """Refuse sockets other than local ones, and new programs, from here on; says whether the kernel agreed.

    A seccomp filter (Linux, x86-64 and 64-bit ARM). It holds even if a query slips past the gate: the engine
    answers SERVICE by itself and has no switch for it. Elsewhere the gate stands alone.
    """
    machine = platform.machine()
    if machine not in _AUDIT or os.uname().sysname != "Linux":
        return False

    def step(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
        return struct.pack("HBBI", code, if_true, if_false, value)

    load, equal, at_least, give = 0x20, 0x15, 0x35, 0x06
    program = [step(load, 4), step(equal, _AUDIT[machine], 1, 0), step(give, _KILL), step(load, 0)]
    if machine == "x86_64":
        program += [step(at_least, _X32_BIT, 0, 1), step(give, _KILL)]
    for number in _REFUSED[machine]:
        program += [step(equal, number, 0, 1), step(give, _DENY)]
    # socket(family, …): only AF_UNIX (1); it cannot leave the machine, and the worker has no name of any.
    program += [step(equal, _SOCKET[machine], 0, 3), step(load, 16), step(equal, 1, 1, 0), step(give, _DENY)]
    program += [step(give, _ALLOW)]
    blob = ctypes.create_string_buffer(b"".join(program))
    header = struct.pack("HxxxxxxP", len(program), ctypes.addressof(blob))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    return bool(libc.prctl(_PR_SET_SECCOMP, _MODE_FILTER, ctypes.c_char_p(header), 0, 0) == 0)


def limit(memory: int, file_size: int) -> None:
    """Let this process map ``memory`` bytes more than it has, and write files up to ``file_size`` bytes."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # then the write fails with EFBIG, which can be told
    with open("/proc/self/statm") as numbers:
        mapped = int(numbers.read().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (mapped + memory, mapped + memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (file_size, file_size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
