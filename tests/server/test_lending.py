"""Connections that are lent to workers: nothing that a worker does, or that is done to it, harms their clients."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import random
import signal
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from test_known_heads import ENDLESS, QUERIES, Client
from test_overload import EX, Server, quads, wait_for

from xpkg.server.lease import BUSY, IDLE, LEND, PLACE, READING, SENDING, Lease
from xpkg.server.lending import Lending, LendingActions
from xpkg.server.worker_handle import WorkerHandle
from xpkg.store import replace_store

WIDE = "SELECT * {{ ?a ?b ?c . ?d ?e ?f }} LIMIT 250 OFFSET {}"
"""Its results are nearly as long as those that a worker sends itself."""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = tmp_path_factory.mktemp("lent") / "store"
    replace_store(store, quads(300))
    return store


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("log") / "log"


@pytest.fixture(scope="module")
def server(store: Path, log: Path) -> Iterator[Server]:
    running = Server(store, "--workers", "1", "--timeout", "1", log=log)
    yield running
    client = lend(running)  # it is lent while the server ends
    running.process.send_signal(signal.SIGTERM)
    assert running.process.wait(15) == 0
    assert client.socket.recv(1) == b""
    client.close()


def metric(server: Server, name: str) -> int:
    lines = server.ask("GET", "metrics")[1].decode().splitlines()
    return sum(int(float(line.split()[-1])) for line in lines if line.startswith(name))


def lend(server: Server, name: str = "lent") -> Client:
    """A client whose connection is lent to a worker."""
    client = Client(f"http://127.0.0.1:{server.port}/", name)
    wait_for(lambda: is_lent(server, client))
    return client


def is_lent(server: Server, client: Client) -> bool:
    ask_some(client)
    return bool(holders(server, client))


def ask_some(client: Client, times: int = 5) -> None:
    for number in range(times):
        assert one(client, number) == str(number)


def one(client: Client, number: int, more: str = "") -> str:
    """What the store has for a number from 0 to 299, by a query that nobody asked before."""
    status, _, body = client.ask(f"SELECT ?o {{ <{EX}s{number}> ?p ?o }} #{more or random.random()}")
    assert status == 200
    return str(json.loads(body)["results"]["bindings"][0]["o"]["value"])


def holders(server: Server, client: Client | None = None) -> list[int]:
    """The workers that have a connection of any client, or of ``client``."""
    ours, theirs = f":{server.port:04X}", f":{client.socket.getsockname()[1]:04X}" if client is not None else ""
    tables = (line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:])
    sockets = {f"socket:[{fields[9]}]" for fields in tables
               if fields[1].endswith(ours) and fields[2].endswith(theirs) and fields[3] == "01"}  # fmt: skip
    found = []
    for pid in server.offspring():
        with contextlib.suppress(OSError):
            if any(os.readlink(each) in sockets for each in files(pid)):
                found.append(pid)
    return found


def files(pid: int) -> list[str]:
    return [f"/proc/{pid}/fd/{number}" for number in os.listdir(f"/proc/{pid}/fd")]


def test_a_worker_answers_as_the_server_does(server: Server) -> None:
    client = lend(server)
    for name, query in QUERIES.items():
        ask_some(client, 1)
        found = client.ask(query + " #lent")
        new = Client(f"http://127.0.0.1:{server.port}/", f"new {name}")
        with contextlib.closing(new):
            assert found == new.ask(query + " #lent"), name
            assert found == client.ask(query + " #lent"), name
    client.close()


def test_other_requests_on_a_lent_connection_are_answered_as_ever(server: Server) -> None:
    client = lend(server)
    requests = [client.request(f"SELECT ?o {{ <{EX}s{number}> ?p ?o }} #turn") for number in range(6)]
    client.socket.sendall(requests[0] + requests[1])  # in one piece
    client.socket.sendall(requests[2][:50])
    form = urlencode({"query": f"SELECT ?o {{ <{EX}s4> ?p ?o }}"})
    head = f"POST /sparql HTTP/1.1\r\nHost: {client.place}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    time.sleep(0.01)
    client.socket.sendall(requests[2][50:] + requests[3])
    client.socket.sendall(f"{head}Content-Length: {len(form)}\r\n\r\n{form}".encode() + requests[5])
    values = [json.loads(client.read()[2])["results"]["bindings"][0]["o"]["value"] for _ in requests]
    assert values == [str(number) for number in range(6)]
    for head, status in (("GET /", 200), ("GET /missing", 404), ("HEAD /sparql?query=ASK%7B%7D", 200)):
        ask_some(client, 8)
        client.socket.sendall(f"{head} HTTP/1.1\r\nHost: {client.place}\r\nConnection: close\r\n\r\n".encode())
        assert client.file.read().startswith(b"HTTP/1.1 %d" % status)
        client.close()
        client = lend(server)
    client.socket.sendall(b"nonsense\r\n\r\n")
    assert client.socket.recv(65536).startswith(b"HTTP/1.1 400")
    client.close()


def test_a_query_without_end_on_a_lent_connection_stops_no_other(server: Server) -> None:
    clients = [lend(server, f"beside {number}") for number in range(4)]
    clients[0].socket.sendall(clients[0].request(ENDLESS + "#beside"))
    for number in range(40):
        for client in clients[1:]:
            assert one(client, number) == str(number)
    assert clients[0].read()[0] == 504
    clients[0].socket.sendall(clients[0].request(ENDLESS + "#gone"))
    clients[0].close()
    wait_for(lambda: server.long_queries() == 0)
    for client in clients[1:]:
        client.close()


@pytest.mark.parametrize("query", ["endless", "small"])
def test_a_worker_that_is_killed_harms_no_client(server: Server, query: str) -> None:
    """Its requests are done by others, and what it has sent is not sent again."""
    clients = [lend(server, f"kill {number}") for number in range(4)]
    first = clients.pop()
    first.socket.sendall(first.request(ENDLESS + "#kill") if query == "endless" else first.request("ASK {}#" + query))
    victims, wrong, closed = holders(server), list[str](), list[int]()
    assert victims

    def ask(client: Client, number: int) -> None:
        for count in range(60):
            try:
                if one(client, count) != str(count):
                    wrong.append(f"{number} {count}")
            except (OSError, IndexError, ValueError):
                closed.append(number)
                return

    threads = [threading.Thread(target=ask, args=(each, number)) for number, each in enumerate(clients)]
    for thread in threads:
        thread.start()
    for victim in victims:
        os.kill(victim, signal.SIGKILL)
    for thread in threads:
        thread.join()
    assert not wrong
    assert len(closed) <= len(victims)
    assert first.read()[0] == (504 if query == "endless" else 200)
    for client in (first, *clients):
        client.close()


def test_who_reads_slowly_gets_all(server: Server) -> None:
    client = lend(server, "slow")
    client.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 16)
    for number in range(90):
        client.socket.sendall(client.request(WIDE.format(number)))
        time.sleep(0.002)
    for _ in range(90):
        status, _, body = client.read()
        assert (status, len(json.loads(body)["results"]["bindings"])) == (200, 250)
    client.close()


def test_another_snapshot_is_seen_on_lent_connections(server: Server, store: Path) -> None:
    client = lend(server, "snapshot")
    for size in (299, 300):
        replace_store(store, quads(size))
        wait_for(
            lambda size=size: (
                b'"value":"%d"' % size
                in client.ask(  # type: ignore[misc]
                    f"SELECT (COUNT(*) AS ?n) {{ ?s ?p ?o }} #{random.random()}"
                )[2]
            )
        )
    client.close()


def queries(log: Path) -> int:
    """How many lines of the log are about queries that were answered."""
    return sum('"kind": "query", "status": 200, "bytes": ' in line for line in log.read_text().splitlines())


def answered(server: Server) -> int:
    """How many queries were answered, as the metrics have it."""
    ends = 'query",process="0",status="200"', 'cached",process="0",status="200"'
    return sum(metric(server, 'xpkg_requests_total{kind="' + end) for end in ends)


def test_each_answer_is_counted_and_logged(server: Server, log: Path) -> None:
    client = lend(server, "counted")
    before = metric(server, 'xpkg_requests_total{kind="query"'), metric(server, 'xpkg_requests_total{kind="cached"')
    wait_for(lambda: queries(log) == answered(server))  # lines are written ten times a second
    lines = queries(log)
    words = [f"{number} counted" for number in range(50)]
    for number, word in enumerate(words):
        one(client, number, word)
    for number, word in enumerate(words[:20]):
        one(client, number, word)
    # A worker notes an answer when it is sent: the last one may not have been counted yet.
    wait_for(lambda: metric(server, 'xpkg_requests_total{kind="query"') - before[0] == 50)
    wait_for(lambda: metric(server, 'xpkg_requests_total{kind="cached"') - before[1] == 20)
    wait_for(lambda: queries(log) - lines == 70)
    client.close()


def test_what_a_worker_does_is_there_after_its_end() -> None:
    descriptor = os.memfd_create("test")
    server, worker = Lease(descriptor), Lease(descriptor)
    place = worker.read(7)
    assert server.doing == (READING, 7)
    place[:3] = b"GET"
    assert server.request() == b"GET"
    worker.begin(7)
    assert (server.doing, server.requests, server.request()) == ((BUSY, 7), 1, b"GET")
    worker.send(7)
    assert server.doing == (SENDING, 7)
    for number in range(5000):
        worker.answer((7, number, False, 1.5, 0.25), 0, 1)
        worker.answered()
        if number % 4000 == 0:
            assert [record[1] for record in server.records()][-1] == number
    worker.rest()
    assert server.doing == (IDLE, 0)
    assert list(server.records()) == [(7, number, False, 1.5, 0.25) for number in range(4001, 5000)]
    worker.read(8)
    assert server.request() == b""
    server.begin_term()
    assert worker.term == 1
    for lease in (server, worker):
        lease.close()
    os.close(descriptor)


class Noted:
    """A connection that notes what becomes of it."""

    path, written = "/sparql", 1000

    def __init__(self) -> None:
        self.ends, self.other = socket.socketpair()
        self.descriptor = self.ends.fileno()
        self.fate: list[object] = []

    def take_back(self, data: bytes = b"") -> None:
        self.fate += ["back", data]

    def take_back_rest(self, data: bytes) -> None:
        self.fate += ["rest", data]

    def take_back_outcome(self, data: bytes, snapshot: str, file: int | None) -> None:
        self.fate += ["outcome", data]

    def take_back_slow(self, raw: bytes, worker: WorkerHandle, began: float) -> bool:
        self.fate += ["slow", raw]
        return True

    def give_up(self) -> None:
        self.fate += ["given up"]


@pytest.mark.parametrize(("state", "written", "fate", "answers"), [
    (IDLE, 0, ["back", b""], 1),
    (READING, 0, ["back", b"GET"], 1),
    (BUSY, 0, ["slow", b"GET"], 1),
    (SENDING, 0, ["back", b"GET"], 1),
    (SENDING, 10, ["given up"], 1),
    (SENDING, 300, ["back", b""], 2),
])  # fmt: skip
def test_the_connections_of_a_worker_that_ended_are_taken_back(
    state: int, written: int, fate: list[object], answers: int
) -> None:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    worker, counted = WorkerHandle(ours, -1, "snapshot"), list[int]()
    lending = Lending(1, LendingActions(lambda: worker, lambda worker: None, lambda worker: None,
                                        lambda path, size, cached, at, seconds: counted.append(size)))  # fmt: skip
    first, other = Noted(), Noted()

    async def lend_both() -> None:
        assert lending.lend(first, b"{}")
        assert lending.lend(other, b"{}")
        lending.stop()

    asyncio.run(lend_both())
    data, files, _, _ = socket.recv_fds(theirs, 1000, 2)
    kind, number, _ = PLACE.unpack_from(data)
    assert (kind, lending.lent) == (LEND, 2)
    lease = Lease(files[1])
    lease.answer((number, 5, False, 1.0, 1.0), 0, 200)
    lease.answered()
    if state:
        lease.read(number)[:3] = b"GET"
    if state in (BUSY, SENDING):
        lease.begin(number)
    if state == SENDING:
        lease.send(number)
        lease.answer((number, 5, False, 1.0, 1.0), 200, 300)
        first.written += 200 + written
    lending.reclaim(worker)
    lending.remove(worker)
    assert (first.fate, other.fate, lending.lent, counted) == (fate, ["back", b""], 0, [5] * answers)
    lease.close()
    for each in (ours, theirs, first.ends, first.other, other.ends, other.other):
        each.close()
    for file in files:
        os.close(file)


def test_where_the_system_has_no_epoll_nothing_is_lent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr("select.epoll")
    asked = list[int]()

    def take() -> WorkerHandle | None:
        asked.append(1)
        return None

    lending = Lending(1, LendingActions(take, lambda worker: None, lambda worker: None, lambda *facts: None))
    connection = Noted()
    assert not lending.lend(connection, b"{}")
    assert not asked
    for each in (connection.ends, connection.other):
        each.close()
