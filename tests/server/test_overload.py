"""The server under load: clients that disconnect, processes that are killed, a store that is rebuilt."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from urllib.parse import urlencode

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from xpkg.store import replace_store

EX = "https://example.org/"
TOKEN = "a-secret-of-the-test"
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?o ?p }"


def ask(port: int, path: str, method: str = "GET", body: bytes | None = None, **headers: str) -> tuple[int, bytes]:
    """Status and body of one request on a connection of its own; status 0 where nothing answers."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request(method, "/" + path, body, {key.replace("_", "-"): value for key, value in headers.items()})
        answer = connection.getresponse()
        return answer.status, answer.read()
    except OSError:
        return 0, b""
    finally:
        connection.close()


class Server:
    """A server process on a port of its own."""

    def __init__(self, store: Path, *options: str, log: Path = Path(os.devnull)) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        command = [sys.executable, "-m", "xpkg.cli", "serve", "--store", str(store), "--port", str(self.port)]
        environment = {**os.environ, "XPKG_TOKEN": TOKEN}
        with log.open("wb") as errors:
            self.process = subprocess.Popen([*command, *options], stderr=errors, env=environment)
        try:
            wait_for(lambda: self.ask("GET", "readyz")[0] == 200)
        except BaseException:
            self.kill()  # nobody else will
            raise

    def kill(self) -> None:
        """Ends the process, and those that work for it."""
        self.process.kill()
        self.process.wait()

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> tuple[int, bytes]:
        return ask(self.port, path, method, body, **headers)

    def select(self, query: str) -> tuple[int, bytes]:
        return self.ask("GET", "sparql?" + urlencode({"query": query, "format": "csv"}))

    def update(self, text: str) -> int:
        return self.ask("POST", "sparql", text.encode(), Authorization=f"Bearer {TOKEN}",
                        Content_Type="application/sparql-update")[0]  # fmt: skip

    def offspring(self) -> list[int]:
        """All processes under the server's."""
        parents = {}
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit():
                try:
                    parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
                except OSError:
                    continue
        found, new = set[int](), {self.process.pid}
        while new:
            new = {pid for pid, parent in parents.items() if parent in new}
            found |= new
        return sorted(found)

    def long_queries(self) -> int:
        lines = self.ask("GET", "metrics")[1].decode().splitlines()
        return sum(int(float(line.split()[-1])) for line in lines if line.startswith("xpkg_pool_long{"))


def wait_for(condition: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not come to pass"
        time.sleep(0.03)


def counts(server: Server, size: int) -> bool:
    """Whether the server says that there are ``size`` triples."""
    return server.select("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")[1].split()[-1] == b"%d" % size


def quads(count: int) -> list[Quad]:
    graph = NamedNode(EX + "g")
    return [Quad(NamedNode(f"{EX}s{n}"), NamedNode(EX + "p"), Literal(str(n)), graph) for n in range(count)]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    replace_store(tmp_path / "store", quads(200))
    return tmp_path / "store"


@pytest.fixture
def server(store: Path) -> Iterator[Server]:
    running = Server(store, "--workers", "1", "--timeout", "20", "--writable")
    yield running
    running.kill()


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server for all tests that leave its store as it was, and the server alive."""
    store = tmp_path_factory.mktemp("shared") / "store"
    replace_store(store, quads(200))
    running = Server(store, "--workers", "1", "--timeout", "20", "--writable")
    yield running
    running.kill()


def test_a_query_ends_when_its_client_disconnects(shared: Server) -> None:
    for _ in range(3):
        with socket.create_connection(("127.0.0.1", shared.port)) as client:
            path = "/sparql?" + urlencode({"query": RUNAWAY})
            client.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            wait_for(lambda: shared.long_queries() == 1)
        wait_for(lambda: shared.long_queries() == 0, 3)


def test_more_long_queries_than_slots_are_all_answered(shared: Server) -> None:
    product = "SELECT (COUNT(*) AS ?n) {{ ?a ?b ?c . ?d ?e ?f VALUES ?i {{ {} }} }} # {}"
    statuses: list[int] = []

    def ask(number: int) -> None:
        statuses.append(shared.select(product.format(" ".join(map(str, range(12))), number))[0])

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(14)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses == [200] * 14


def test_killed_workers_and_rebuilds_fail_no_read(server: Server, store: Path) -> None:
    statuses: dict[int, int] = {}
    stop = threading.Event()

    def read(number: int) -> None:
        count = 0
        while not stop.is_set():
            count += 1
            status, _ = server.select(f"SELECT ?o {{ <{EX}s1> ?p ?o }} # {number} {count}")
            statuses[status] = statuses.get(status, 0) + 1

    threads = [threading.Thread(target=read, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    try:
        for size in (300, 400):
            replace_store(store, quads(size))
            wait_for(partial(counts, server, size))
            for victim in server.offspring()[-3:]:
                with contextlib.suppress(ProcessLookupError):  # one that has just been replaced
                    os.kill(victim, signal.SIGKILL)
                time.sleep(0.3)  # a read is tried four times: it may not meet more ends than that
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    assert set(statuses) == {200}
    assert statuses[200] > 20


def test_each_of_many_queries_at_once_gets_its_own_answer(shared: Server) -> None:
    """Short queries share a worker; some stand behind one that is long, that crashes, or whose client goes."""
    slow = f"SELECT (COUNT(*) AS ?n) {{ ?a ?b ?c . ?d ?e ?f VALUES ?i {{ {' '.join(map(str, range(9)))} }} }} # "
    deep = "SELECT (" + "+".join(["1"] * 4_000) + " AS ?x) {} # "
    wrong: list[tuple[int, bytes]] = []

    def ask_many(number: int) -> None:
        with contextlib.closing(http.client.HTTPConnection("127.0.0.1", shared.port, timeout=30)) as connection:
            for count in range(60):
                own = number * 1000 + count
                query = f"SELECT ({own} AS ?x) {{ <{EX}s{count}> ?p ?o }}"
                if count % 20 == number:
                    query = (slow, deep)[number % 2] + str(own)
                path = "/sparql?" + urlencode({"query": query})  # after a head that is the same each time
                if count % 20 == 10 + number:  # this client does not wait
                    with socket.create_connection(("127.0.0.1", shared.port)) as client:
                        client.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
                    continue
                connection.request("GET", path, headers={"Accept": "text/csv"})
                answer = connection.getresponse()
                body = answer.read()
                if count % 20 != number and (answer.status, body) != (200, b"x\r\n%d\r\n" % own):
                    wrong.append((answer.status, body))

    threads = [threading.Thread(target=ask_many, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong, wrong[:3]
    wait_for(lambda: shared.long_queries() == 0)


def test_an_acknowledged_write_survives_a_kill(server: Server, store: Path) -> None:
    acknowledged = []
    for number in range(4):
        # rdf: is one of the prefixes that need no declaration
        update = f"INSERT DATA {{ GRAPH <{EX}w> {{ <{EX}s> rdf:value {number} }} }}"
        assert server.update(update) == 204
        acknowledged.append(number)
        # read your writes: at once, and by whichever process
        assert server.select(f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{EX}w> {{ ?s ?p ?o }} }}")[1].split()[-1] == b"%d" % (
            number + 1
        )
    offspring = server.offspring()
    assert offspring
    server.process.kill()
    server.process.wait()
    wait_for(lambda: not any(Path(f"/proc/{pid}").exists() for pid in offspring))
    again = Server(store, "--workers", "2")
    try:
        body = again.select(f"SELECT ?o {{ GRAPH <{EX}w> {{ ?s ?p ?o }} }} ORDER BY ?o")[1]
        assert [int(line) for line in body.split()[1:]] == acknowledged
    finally:
        again.process.terminate()
        assert again.process.wait(15) == 0


def test_a_graph_is_put_changed_and_deleted(shared: Server) -> None:
    path, bearer = f"store?graph={EX}mine", f"Bearer {TOKEN}"
    known = b"INSERT DATA { xpkg:Person rdfs:label 'x' } ; DELETE WHERE { xpkg:Person rdfs:label 'x' }"
    change = b"DELETE { ?s ?p 1 } INSERT { ?s ?p 3 } WHERE { ?s ?p 1 }"
    for method, body, kind, status in (
        ("PUT", b"<x:a> <x:b> <c>.", "text/turtle", 201),
        ("PUT", b"<x:a> <x:b> 1.", "text/turtle", 204),
        ("POST", b"<x:a> <x:b> 2.", "text/turtle", 204),
        ("POST", b"<x:a> <x:b> ", "text/turtle", 400),
        ("PATCH", change, "application/sparql-update", 204),
        ("PATCH", known, "application/sparql-update", 204),
        ("PATCH", b"LOAD <http://127.0.0.1:1/>", "application/sparql-update", 403),
    ):
        assert shared.ask(method, path, body, Content_Type=kind, Authorization=bearer)[0] == status
    triples = shared.ask("GET", path, Accept="application/n-triples")[1]
    assert sorted(line.split()[2][:3] for line in triples.splitlines()) == [b'"2"', b'"3"']
    assert shared.ask("DELETE", path, Authorization=bearer)[0] == 204
    assert shared.ask("GET", path)[0] == 404
    assert shared.ask("PUT", path, b"", Content_Type="text/turtle")[0] == 401


@pytest.mark.parametrize("query", [
    "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i",
    "SELECT (" + "+".join(["1"] * 40_000) + " AS ?x) {}",
    "SELECT * { " + " UNION ".join(["{ ?a ?b ?c }"] * 8000) + " }",
])  # fmt: skip
def test_a_query_that_crashes_a_worker_is_only_an_error(shared: Server, query: str) -> None:
    form = urlencode({"query": query}).encode()
    status, body = shared.ask("POST", "sparql", form, Content_Type="application/x-www-form-urlencoded")
    assert status in (400, 500, 504, 507)  # 504 where the machine has more to do
    assert body.endswith(b"\n")
    assert shared.select("ASK {}")[0] == 200


def test_a_server_that_takes_writes_lends_no_connection_to_a_worker(shared: Server) -> None:
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", shared.port, timeout=30)) as connection:
        for number in range(20):
            connection.request("GET", "/sparql?" + urlencode({"query": f"ASK {{}} # {number} mine"}))
            assert connection.getresponse().read()
        assert b'xpkg_pool_lent{process="0"} 0.0' in shared.ask("GET", "metrics")[1]


def test_a_body_too_large_and_a_head_too_long(shared: Server) -> None:
    assert shared.ask("POST", "sparql", b"x" * 1_100_000, Content_Type="application/sparql-query")[0] == 413
    assert shared.ask("GET", "sparql?query=" + "a" * 70_000)[0] == 431
    wait_for(lambda: json.loads(shared.ask("GET", "sparql?query=ASK%7B%7D")[1])["boolean"] is True)
