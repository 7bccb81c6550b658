"""The server without what it needs: files, memory, a writable store, a reader of its log."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from test_http_server import free_port
from test_overload import TOKEN, ask, quads, wait_for

from xpkg.server import Settings
from xpkg.server.log import Log
from xpkg.store import replace_store


@pytest.fixture
def store(tmp_path: Path) -> Path:
    replace_store(tmp_path / "store", quads(50))
    return tmp_path / "store"


@contextlib.contextmanager
def served(
    store: Path, *options: str, stderr: int | None = None, limit: str = ""
) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """A server process and its port; its standard error is a pipe, or ``stderr``."""
    port = free_port()
    limited = ["sh", "-c", f'ulimit {limit}; exec "$@"', "sh"] if limit else []
    program = [*limited, sys.executable, "-m", "xpkg.cli"]
    command = [*program, "serve", "--store", str(store), "--port", str(port), "--workers", "1"]
    process = subprocess.Popen(
        [*command, *options],
        stderr=subprocess.PIPE if stderr is None else stderr,
        env={**os.environ, "XPKG_TOKEN": TOKEN},
    )
    try:
        yield process, port
    finally:
        process.kill()
        process.wait()
        if process.stderr is not None:
            process.stderr.close()


def update(port: int, token: str) -> tuple[int, bytes]:
    text = b"INSERT DATA { <x:a> <x:b> <x:c> }"
    return ask(port, "sparql", "POST", text, Authorization=f"Bearer {token}", Content_Type="application/sparql-update")


def spoil_under(store: Path, process: subprocess.Popen[bytes], port: int) -> None:
    """Empty a file of the store and end the workers that have read it."""
    wait_for(lambda: ask(port, "readyz")[0] == 200)
    for path in store.glob("snapshots/*/*/MANIFEST-*"):
        path.write_bytes(b"")
    for forkserver in children(process.pid):
        for worker in children(forkserver):
            with contextlib.suppress(ProcessLookupError):  # one that has just ended by itself
                os.kill(worker, signal.SIGKILL)


def children(pid: int) -> list[int]:
    return [int(each) for path in Path(f"/proc/{pid}/task").glob("*/children") for each in path.read_text().split()]


@pytest.mark.parametrize("trouble", ["damaged", "files"])
def test_workers_that_cannot_start_are_logged_once(store: Path, tmp_path: Path, trouble: str) -> None:
    log, limit = tmp_path / "log", "-n 28" if trouble == "files" else ""
    with log.open("wb") as errors, served(store, stderr=errors.fileno(), limit=limit) as (process, port):
        wait_for(lambda: ask(port, "healthz")[0] == 200)
        if trouble == "damaged":
            spoil_under(store, process, port)
        wait_for(lambda: b'"error"' in log.read_bytes())
        wait_for(lambda: ask(port, "sparql?" + urlencode({"query": "ASK {}"}))[0] == 503)
        time.sleep(1)  # more tries, which have nothing more to tell
        process.send_signal(signal.SIGTERM)
        process.wait(60)
    said = log.read_bytes()
    lines = [json.loads(line) for line in said.splitlines() if line.startswith(b"{")]
    told = [line["error"] for line in lines if "error" in line]
    # On a busy machine, a worker may be killed while it starts, or open the store just before it is spoilt.
    reasons = {
        "damaged": ("has 0 bytes", "the database cannot be opened", "killed by another process"),
        "files": ("only 28 allowed", "open files"),
    }
    assert 1 <= len(told) == len(set(told)), told
    assert all(any(reason in line for reason in reasons[trouble]) for line in told), told
    assert all(line.startswith("the processes that answer queries do not start: ") for line in told)
    assert b"Traceback" not in said
    assert process.returncode == 0


def test_a_server_recovers_when_its_store_does(store: Path) -> None:
    with served(store, stderr=subprocess.DEVNULL) as (process, port):
        spoil_under(store, process, port)
        query = "sparql?" + urlencode({"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "format": "csv"})
        wait_for(lambda: ask(port, query)[0] == 503)
        replace_store(store, quads(60))
        wait_for(lambda: ask(port, query) == (200, b"n\r\n60\r\n"))


def test_few_files_are_enough_for_a_few_workers(store: Path) -> None:
    with served(store, limit="-n 200") as (process, port):
        wait_for(lambda: ask(port, "readyz")[0] == 200)
        for number in range(20):
            assert ask(port, "sparql?" + urlencode({"query": f"ASK {{}} # {number}"}))[0] == 200
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate(timeout=20)
    assert b"Traceback" not in said
    assert not [line for line in said.splitlines() if b'"error"' in line]


def test_a_log_that_nobody_reads_delays_no_request(store: Path) -> None:
    with served(store) as (process, port):
        wait_for(lambda: ask(port, "readyz")[0] == 200)
        path = "sparql?" + urlencode({"query": "ASK {}"}) + "&" + "x" * 500
        for _ in range(800):  # their lines are several times what a pipe holds
            assert ask(port, "missing/" + "x" * 400)[0] == 404
        assert ask(port, path)[0] == 200
        assert process.poll() is None


def test_a_log_whose_reader_has_gone_delays_no_request(store: Path) -> None:
    with served(store) as (process, port):
        wait_for(lambda: ask(port, "readyz")[0] == 200)
        assert process.stderr is not None
        process.stderr.close()
        for _ in range(50):
            assert ask(port, "healthz")[0] == 200
            assert ask(port, "sparql?" + urlencode({"query": "ASK {}"}))[0] == 200


def test_dropped_log_lines_are_counted() -> None:
    reading, writing = os.pipe()
    log = Log(writing)
    for number in range(40_000):
        log.write([f"line {number:06} " + "x" * 40])
    got = b""
    while b'"dropped"' not in got:
        got += os.read(reading, 1 << 16)
    lines = got.splitlines()
    kept = [line for line in lines if line.startswith(b"line ")]
    assert [int(line.split()[1]) for line in kept] == list(range(len(kept)))
    assert json.loads(lines[-1])["dropped"] == 40_000 - len(kept)
    os.close(reading)
    log.write(["nobody hears this"])
    log.close(5)
    log.write(["nor this"])
    os.close(writing)


def test_a_store_that_cannot_be_written_is_an_error_at_once(store: Path) -> None:
    # Files that may not grow stand for a disk that takes nothing.
    options = ("--writable", "--timeout", "60")
    with served(store, *options, stderr=subprocess.DEVNULL, limit="-f 1") as (_, port):
        wait_for(lambda: ask(port, "readyz")[0] == 200)
        assert update(port, TOKEN) == (507, b"the store cannot be written: File too large\n")


def test_of_many_wrong_tokens_most_are_refused(store: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    with served(store, "--writable", stderr=subprocess.DEVNULL) as (_, port):
        wait_for(lambda: ask(port, "readyz")[0] == 200)
        with ThreadPoolExecutor(40) as pool:
            statuses = [status for status, _ in pool.map(lambda n: update(port, f"a-guess-{n:08}"), range(40))]
        assert set(statuses) == {401, 429}
        assert update(port, TOKEN)[0] == 204


@pytest.mark.parametrize("token", ["", "short", "fifteen-letters", "a space in it, and long", "schlüssel-zu-allem"])
def test_a_token_that_can_be_guessed_is_refused(token: str) -> None:
    with pytest.raises(ValueError, match="token"):
        Settings(writable=True, token=token)
    assert Settings(writable=True, token="sixteen-letters-").token
