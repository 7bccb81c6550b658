"""The server as a whole: a process, a port, a client."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from xpkg.server import settings
from xpkg.store import replace_store

EX = "https://example.org/"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def is_ready(base: str) -> bool:
    try:
        urllib.request.urlopen(base + "readyz", timeout=5).close()
    except OSError:
        return False
    return True


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    store = tmp_path_factory.mktemp("served") / "store"
    replace_store(store, [
        Quad(NamedNode(f"{EX}s{n}"), NamedNode(EX + "p"), Literal(str(n)), NamedNode(EX + "g")) for n in range(300)
    ])  # fmt: skip
    port = free_port()
    command = [sys.executable, "-m", "xpkg.cli", "serve", "--store", str(store), "--port", str(port), "--timeout", "2"]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    base = f"http://127.0.0.1:{port}/"
    end = time.monotonic() + 60
    while not is_ready(base):
        assert process.poll() is None, "the server has ended"
        assert time.monotonic() < end
        time.sleep(0.05)
    yield base
    process.send_signal(signal.SIGTERM)
    assert process.wait(15) == 0


def get(url: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    request = urllib.request.Request(url, headers={k.replace("_", "-"): v for k, v in headers.items()})
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status, {k.lower(): v for k, v in answer.headers.items()}, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, {k.lower(): v for k, v in error.headers.items()}, error.read()


def ask(address: str, query: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    return get(address + "sparql?" + urllib.parse.urlencode({"query": query}), **headers)


def test_a_query_is_answered_over_the_union_of_the_graphs(address: str) -> None:
    status, headers, body = ask(address, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    assert (status, headers["content-type"]) == (200, "application/sparql-results+json")
    assert json.loads(body)["results"]["bindings"][0]["n"]["value"] == "300"


def test_an_endless_query_ends_at_its_deadline_and_disturbs_no_other(address: str) -> None:
    import threading

    results: list[tuple[int, float]] = []

    def run_away() -> None:
        began = time.monotonic()
        status, _, _ = ask(address, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o }")
        results.append((status, time.monotonic() - began))

    threads = [threading.Thread(target=run_away) for _ in range(4)]
    for thread in threads:
        thread.start()
    time.sleep(0.6)
    for n in range(5):
        assert ask(address, f"ASK {{ ?s ?p '{n}' }}")[0] == 200
    for thread in threads:
        thread.join()
    assert all(status == 504 for status, _ in results)
    assert all(seconds < 15 for _, seconds in results)  # two, and what other tests take of the processor


def test_an_unchanged_result_is_not_sent_again(address: str) -> None:
    query = "SELECT ?o { ?s ?p ?o } ORDER BY ?o LIMIT 3"
    _, headers, _ = ask(address, query)
    status, _, body = ask(address, query, If_None_Match=headers["etag"])
    assert (status, body) == (304, b"")


@pytest.mark.parametrize("workers", [1, 2])
def test_a_port_in_use_is_an_error_of_one_line(tmp_path: Path, workers: int) -> None:
    replace_store(tmp_path / "db", [Quad(NamedNode(EX + "s"), NamedNode(EX + "p"), Literal("o"), NamedNode(EX + "g"))])
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        command = [sys.executable, "-m", "xpkg.cli", "serve", "--store", str(tmp_path / "db"), "--port", str(port),
                   "--workers", str(workers)]  # fmt: skip
        ended = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    assert (ended.returncode, ended.stderr) == (1, f"xpkg: port {port} is taken; choose another with --port\n")


@pytest.mark.parametrize("workers", [1, 2])
def test_the_address_is_printed_when_the_port_is_open(tmp_path: Path, workers: int) -> None:
    replace_store(tmp_path / "db", [Quad(NamedNode(EX + "s"), NamedNode(EX + "p"), Literal("o"), NamedNode(EX + "g"))])
    port = free_port()
    command = [sys.executable, "-m", "xpkg.cli", "serve", "--store", str(tmp_path / "db"), "--port", str(port),
               "--workers", str(workers)]  # fmt: skip
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        try:
            assert f"http://127.0.0.1:{port}/ serves" in process.stderr.readline()
            socket.create_connection(("127.0.0.1", port), timeout=5).close()
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(20)


def test_processes_run_the_code_that_started_them(tmp_path: Path) -> None:
    package = tmp_path / "xpkg" / "server"
    package.mkdir(parents=True)
    (tmp_path / "xpkg" / "__init__.py").touch()
    (package / "__init__.py").touch()
    own = Path(settings.__file__)
    (package / "settings.py").write_bytes(own.read_bytes())
    (package / "told.py").write_text("import sys\nprint(__file__, sys.argv[1:])")
    code = "from xpkg.server.settings import program; print(*program('xpkg.server.told', '7'), sep='\\0')"
    command = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env={"PYTHONPATH": str(tmp_path)},
                             capture_output=True, text=True, check=True).stdout.strip().split("\0")  # fmt: skip
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert said == f"{package / 'told.py'} ['7']\n"
