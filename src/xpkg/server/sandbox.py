"""Confines the calling process: no network, no new programs, no more memory than allowed."""

from __future__ import annotations

import ctypes
import os
import platform
import resource
import signal
import struct

from xpkg.limits import lower, mapped_memory

# Numbers of system calls by machine. For socket the filter looks at the address family; the others are refused.
_AUDIT = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_SOCKET = {"x86_64": 41, "aarch64": 198}
_REFUSED = {
    # execve, execveat, ptrace, process_vm_readv, process_vm_writev, io_uring_setup (a way round socket)
    "x86_64": (59, 322, 101, 310, 311, 425),
    "aarch64": (221, 281, 117, 270, 271, 425),
}
_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _MODE_FILTER = 38, 22, 2
_ALLOW, _DENY, _KILL = 0x7FFF0000, 0x00050000 | 13, 0x80000000  # deny: EACCES
_X32_BIT = 0x40000000
_LANDLOCK_CREATE, _LANDLOCK_ADD, _LANDLOCK_RESTRICT = 444, 445, 446  # on every machine
_BIND_TCP, _CONNECT_TCP, _RULE_NET_PORT = 1, 2, 2


def forbid_network(*, but_port: int | None = None) -> bool:
    """Refuse all but local sockets, and new programs, from now on. Returns whether the kernel enforces that.

    With ``but_port``, TCP connections to that port are allowed. That needs Landlock's network rules (Linux 6.7); an
    older kernel allows connections to any port, and the result is False.

    This is a seccomp filter (Linux on x86-64 and 64-bit ARM). It holds even if a query gets past ``sparql.guard``: the
    engine evaluates SERVICE itself and cannot be told not to. On other systems the guard is the only protection.
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
    # socket(family, type, …): only AF_UNIX (1), which cannot leave the machine. With a port also AF_INET (2) of type
    # stream (1 in the low bits): Landlock's rules are for TCP only.
    if but_port is None:
        program += [step(equal, _SOCKET[machine], 0, 3), step(load, 16), step(equal, 1, 1, 0), step(give, _DENY)]
    else:
        program += [step(equal, _SOCKET[machine], 0, 7), step(load, 16), step(equal, 1, 5, 0), step(equal, 2, 0, 3)]
        program += [step(load, 24), step(0x54, 0xF), step(equal, 1, 1, 0), step(give, _DENY)]
    program += [step(give, _ALLOW)]
    blob = ctypes.create_string_buffer(b"".join(program))
    header = struct.pack("HxxxxxxP", len(program), ctypes.addressof(blob))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    confined = but_port is None or _only_port(libc, but_port)
    return confined and bool(libc.prctl(_PR_SET_SECCOMP, _MODE_FILTER, ctypes.c_char_p(header), 0, 0) == 0)


def _only_port(libc: ctypes.CDLL, port: int) -> bool:
    """Let this process and its children connect by TCP to ``port`` only, and listen nowhere (Landlock)."""
    handled = struct.pack("QQ", 0, _BIND_TCP | _CONNECT_TCP)
    ruleset = libc.syscall(_LANDLOCK_CREATE, handled, len(handled), 0)
    if ruleset < 0:
        return False
    try:
        rule = struct.pack("QQ", _CONNECT_TCP, port)
        added = bool(libc.syscall(_LANDLOCK_ADD, ruleset, _RULE_NET_PORT, rule, 0) == 0)
        return added and bool(libc.syscall(_LANDLOCK_RESTRICT, ruleset, 0) == 0)
    finally:
        os.close(ruleset)


def limit(memory: int, file_size: int) -> None:
    """Let this process map ``memory`` bytes more than it has now, and write files of up to ``file_size`` bytes.

    A lower limit that is already set stays.
    """
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # then the write fails with EFBIG, which is reported
    lower(resource.RLIMIT_AS, (mapped_memory() or 0) + memory, for_good=True)
    lower(resource.RLIMIT_FSIZE, file_size, for_good=True)
    lower(resource.RLIMIT_CORE, 0, for_good=True)
