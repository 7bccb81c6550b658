"""What a confined worker cannot do. Each test runs in a process of its own, as confinement cannot be undone."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator

import pytest

TRY = """
import os, socket, sys
from xpkg.server import sandbox
port, other, kept = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
agreed = sandbox.forbid_network(but_port=port if kept == "kept" else None)
def attempt(action):
    try:
        action()
        return "yes"
    except OSError:
        return "no"
def connect(where):
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as s:
        s.connect(("127.0.0.1", where))
print(agreed, attempt(lambda: connect(port)), attempt(lambda: connect(other)),
      attempt(lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).close()),
      attempt(lambda: socket.socket(socket.AF_INET6, socket.SOCK_STREAM).close()),
      attempt(lambda: socket.socketpair()), attempt(lambda: os.execv("/bin/true", ["true"])))
"""


@pytest.fixture
def listening() -> Iterator[list[int]]:
    servers = [socket.create_server(("127.0.0.1", 0)) for _ in range(2)]
    yield [server.getsockname()[1] for server in servers]
    for server in servers:
        server.close()


def attempts(ports: list[int], kept: str) -> list[str]:
    command = [sys.executable, "-c", TRY, *map(str, ports), kept]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's rules are Linux's")
def test_a_worker_has_no_network_and_starts_no_program(listening: list[int]) -> None:
    agreed, *rest = attempts(listening, "none")
    if agreed != "True":
        pytest.skip("this kernel has no seccomp")
    assert rest == ["no", "no", "no", "no", "yes", "no"]


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's rules are Linux's")
def test_a_worker_may_connect_to_the_relay_only(listening: list[int]) -> None:
    agreed, *rest = attempts(listening, "kept")
    if agreed != "True":
        pytest.skip("this kernel has no rules for ports")
    assert rest == ["yes", "no", "no", "no", "yes", "no"]
