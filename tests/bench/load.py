"""Small queries a second, and a large result, beside the engine's own server: ``python tests/bench/load.py STORE``.

Not a test: what a machine does depends on who else is on it, so each figure is a ratio of two runs in turn. The
processor time of all processes of a server depends less on that.
Needs the package ``oxigraph`` (its command-line server) for the comparison; without it our own figures alone are shown.
"""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

from xpkg.store import current_digest, snapshot_path

SECONDS, CLIENTS, FIRST = 4.0, 8, 0.5
SMALL = "SELECT * WHERE {{ ?s a <https://w3id.org/xpkg/ontology#Source> }} LIMIT 1 OFFSET 0 #{}"
DIFFERENT = (
    "SELECT * WHERE {{ ?s a <https://w3id.org/xpkg/ontology#Person> }} LIMIT 1 OFFSET {}",
    "ASK {{ ?s <http://www.w3.org/2000/01/rdf-schema#label> 'Person {}' }}",
    "SELECT ?s WHERE {{ ?s ?p <https://w3id.org/xpkg/id/person/{}> }}",
)
"""Queries that ask for different things, not for the same with another comment."""
LARGE = "SELECT * WHERE {{ ?s ?p ?o . ?a a ?b }} LIMIT 200000 #{}"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(command: list[str], port: int) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(1200):
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except OSError:
                time.sleep(0.05)
        time.sleep(2)
        yield process
    finally:
        process.terminate()
        process.wait()


def processor_time(pid: int) -> float:
    """Seconds of processor time that a process and those under it have had."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    own = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    children = [each for task in Path(f"/proc/{pid}/task").glob("*/children") for each in task.read_text().split()]
    return own + sum(processor_time(int(child)) for child in children)


def rate(port: int, path: str, query: Callable[[int, int], str], seconds: float = SECONDS) -> float:
    """Answers a second to CLIENTS clients that keep their connections; each reads no more than it must."""
    counts = [0] * CLIENTS
    end = time.monotonic() + seconds

    def client(number: int) -> None:
        with socket.create_connection(("127.0.0.1", port)) as connection:
            while time.monotonic() < end:
                address = path + "?" + urlencode({"query": query(number, counts[number])})
                connection.sendall(f"GET {address} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
                answer = connection.recv(65536)
                assert answer.startswith(b"HTTP/1.1 200"), answer[:200]
                while not answer.endswith((b"0\r\n\r\n", b"}")):
                    answer += connection.recv(65536)
                counts[number] += 1

    threads = [threading.Thread(target=client, args=(number,)) for number in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / seconds


def large(port: int, path: str) -> float:
    """Megabytes a second of one large result."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    began = time.monotonic()
    connection.request("GET", path + "?" + urlencode({"query": LARGE.format(began)}))
    answer = connection.getresponse()
    assert answer.status == 200, answer.status
    size = len(answer.read())
    return size / 1e6 / (time.monotonic() - began)


def figures(process: subprocess.Popen[bytes], port: int, path: str) -> tuple[float, float, float, float]:
    rate(port, path, lambda client, count: SMALL.format(f"{client} {count}"), FIRST)  # until all of it has started
    again = rate(port, path, lambda client, count: SMALL.format(count % 20))
    before = processor_time(process.pid)
    never = rate(port, path, lambda client, count: DIFFERENT[count % 3].format(client * 1_000_000 + count))
    cost = (processor_time(process.pid) - before) / (never * SECONDS) * 1e6
    return again, never, cost, large(port, path)


def main() -> None:
    store = Path(sys.argv[1])
    digest = current_digest(store)
    assert digest, "no store there"
    port = free_port()
    command = [sys.executable, "-m", "xpkg.cli", "serve", "--store", str(store), "--port", str(port), "--timeout", "60"]
    with running(command, port) as process:
        ours = figures(process, port, "/sparql")
    native = None
    found = shutil.which("oxigraph") or shutil.which("oxigraph", path=str(Path(sys.executable).parent))
    if found:
        port = free_port()
        database = str(snapshot_path(store, digest) / "oxigraph")
        command = [found, "serve-read-only", "--location", database, "--bind", f"127.0.0.1:{port}"]
        with running(command, port) as process:
            native = figures(process, port, "/query")
    for number, what in enumerate((
        "repeated small queries/s", "new small queries/s", "processor us a new query", "large result MB/s",
    )):  # fmt: skip
        ratio = f"  beside {native[number]:9.0f}, ratio {ours[number] / native[number]:.2f}" if native else ""
        print(f"{what:26} {ours[number]:9.0f}{ratio}")


if __name__ == "__main__":
    main()
