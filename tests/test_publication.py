"""Publishing to other stores: what is sent, what is left, and what a kill leaves; the stores are real ones."""

from __future__ import annotations

import base64
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from click.testing import Result
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse

from xpkg.errors import InputError, ServiceError, StoreBusyError
from xpkg.publication import Credentials, GraphStore, Published, publish
from xpkg.publication.client import TOKEN, USER
from xpkg.publication.record import PublicationRecord
from xpkg.store import open_store, replace_store

EX = "https://example.org/"
SECRET = "a-secret-of-the-test"


def quads(**graphs: int) -> list[Quad]:
    return [
        Quad(NamedNode(f"{EX}s{n}"), NamedNode(EX + "p"), Literal(f'{n} "é\n'), NamedNode(f"{EX}{name}"))
        for name, count in graphs.items()
        for n in range(count)
    ]


class Recorder(ThreadingHTTPServer):
    """A graph store in memory that notes what it is asked; ``rule`` may answer in its place."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.graphs: dict[str, bytes] = {}
        self.asked: list[tuple[str, str]] = []
        self.authorizations: set[str | None] = set()
        self.rule: Callable[[_Handler, int], bool] = lambda handler, number: False

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/store"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Recorder

    def do_PUT(self) -> None:
        store = self.server
        graph = parse_qs(urlsplit(self.path).query)["graph"][0]
        store.asked.append((self.command, graph.removeprefix(EX)))
        store.authorizations.add(self.headers["Authorization"])
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if store.rule(self, len(store.asked)):
            return
        if self.command == "PUT":
            assert self.headers["Content-Type"] == "application/n-triples"
            list(parse(body, format=RdfFormat.N_TRIPLES))
            store.graphs[graph] = body
            self.answer(204)
        else:
            self.answer(204 if store.graphs.pop(graph, None) is not None else 404)

    do_DELETE = do_PUT  # noqa: N815

    def answer(self, status: int, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if status != 204:
            self.send_header("Content-Length", "5")
        self.end_headers()
        if status != 204:
            self.wfile.write(b"so so")

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def recorder() -> Iterator[Recorder]:
    server = Recorder()
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    replace_store(tmp_path / "db", quads(a=3, b=2, c=1))
    return tmp_path / "db"


def store_at(url: str, **more: str) -> GraphStore:
    return GraphStore(url, Credentials(**more), wait=lambda seconds: None)


def test_only_what_has_changed_is_sent(recorder: Recorder, folder: Path) -> None:
    target = store_at(recorder.url)
    recorder.graphs[EX + "of another"] = b""
    assert publish(folder, target) == Published(3, 0, 0)
    assert publish(folder, target) == Published(0, 0, 3)
    replace_store(folder, quads(a=3, b=4, d=1))
    recorder.asked.clear()
    assert publish(folder, target) == Published(2, 1, 1)
    assert recorder.asked == [("PUT", "b"), ("PUT", "d"), ("DELETE", "c")]
    assert set(recorder.graphs) == {EX + name for name in ("a", "b", "d", "of another")}
    assert publish(folder, target, everything=True) == Published(3, 0, 0)


def test_each_address_has_a_record_of_its_own(recorder: Recorder, folder: Path) -> None:
    assert publish(folder, store_at(recorder.url)).sent == 3
    assert publish(folder, store_at(recorder.url + "?user=x")).sent == 3
    assert len(list((folder / "published").iterdir())) == 2


def test_a_graph_whose_sending_was_cut_off_is_sent_again_whatever_it_was_before(
    recorder: Recorder, folder: Path
) -> None:
    publish(folder, store_at(recorder.url))
    before = quads(a=3, b=2, c=1)
    replace_store(folder, quads(a=9, b=2, c=1))

    def take_and_fall_silent(handler: _Handler, number: int) -> bool:
        raise ConnectionAbortedError  # the other store has it, and this side never hears of that

    recorder.rule = take_and_fall_silent
    recorder.handle_error = lambda request, address: None  # type: ignore[method-assign,assignment]
    with pytest.raises(ServiceError, match="does not answer"):
        publish(folder, store_at(recorder.url))
    recorder.rule = lambda handler, number: False
    replace_store(folder, before)  # as it was when it was sent
    assert publish(folder, store_at(recorder.url)) == Published(1, 0, 2)


def test_a_torn_line_of_the_record_is_no_error(recorder: Recorder, folder: Path) -> None:
    publish(folder, store_at(recorder.url))
    (path,) = (folder / "published").iterdir()
    path.write_bytes(path.read_bytes()[:-20])
    assert publish(folder, store_at(recorder.url)) == Published(1, 0, 2)


def test_a_store_is_published_by_one_process_at_a_time(recorder: Recorder, folder: Path) -> None:
    with PublicationRecord(folder, recorder.url), pytest.raises(StoreBusyError, match="another process"):
        publish(folder, store_at(recorder.url))


def test_a_killed_publication_goes_on_where_it_was(
    recorder: Recorder, tmp_path: Path, xpkg: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"g{number:02}" for number in range(30)]
    replace_store(tmp_path / "db", quads(**dict.fromkeys(names, 5)))
    reached = threading.Event()

    def slow(handler: _Handler, number: int) -> bool:
        if number == 10:
            reached.set()
        time.sleep(0.02)
        return False

    recorder.rule = slow
    command = [sys.executable, "-m", "xpkg.cli", "publish", recorder.url, "--store", str(tmp_path / "db")]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL, env={**os.environ, TOKEN: SECRET})
    assert reached.wait(60)
    process.send_signal(signal.SIGKILL)
    process.wait()
    recorder.asked.clear()
    monkeypatch.setenv(TOKEN, SECRET)
    ended = xpkg("publish", recorder.url, "--store", tmp_path / "db")
    assert ended.exit_code == 0, ended.stderr
    assert 15 <= len(recorder.asked) <= 21
    assert {graph.removeprefix(EX) for graph in recorder.graphs} == set(names)
    assert recorder.authorizations == {f"Bearer {SECRET}"}
    assert f"{len(recorder.asked)} graphs sent" in ended.stderr


@pytest.mark.parametrize(("status", "headers", "said"), [
    (401, {}, "XPKG_PUBLISH_TOKEN"),
    (404, {}, "Graph Store Protocol"),
    (302, {"Location": "https://elsewhere.example/"}, "elsewhere.example"),
    (415, {}, "n-triples"),
    (500, {}, "status 500: so so"),
    (503, {}, "does not answer"),
    (429, {"Retry_After": "100000"}, "100000 seconds"),
])  # fmt: skip
def test_what_a_store_refuses_is_said_in_one_line(
    recorder: Recorder, folder: Path, status: int, headers: dict[str, str], said: str
) -> None:
    def refuse(handler: _Handler, number: int) -> bool:
        handler.answer(status, **headers)
        return True

    recorder.rule = refuse
    with pytest.raises(ServiceError, match=said) as raised:
        publish(folder, store_at(recorder.url))
    assert "\n" not in str(raised.value)


def test_a_store_that_is_busy_for_a_while_is_asked_again(recorder: Recorder, folder: Path) -> None:
    def busy(handler: _Handler, number: int) -> bool:
        if number % 2:
            handler.answer(503)
        return bool(number % 2)

    recorder.rule = busy
    assert publish(folder, store_at(recorder.url)).sent == 3
    assert len(recorder.asked) == 6


@pytest.mark.parametrize(("url", "more", "said"), [
    ("ftp://example.org/", {}, "begins with http"),
    ("http://example.org:x/", {}, "no address"),
    ("http://me:secret@example.org/", {}, "name no user"),
    ("http://example.org/store", {"token": "abc"}, "unencrypted"),
    ("https://example.org/store", {"token": "a", "user": "b"}, "either"),
    ("https://example.org/store", {"password": "b"}, USER),
    ("https://example.org/store", {"token": "a b"}, "blanks"),
])  # fmt: skip
def test_what_cannot_be_an_address_or_credentials_is_said(url: str, more: dict[str, str], said: str) -> None:
    with pytest.raises(InputError, match=said) as raised:
        store_at(url, **more)
    assert "secret" not in str(raised.value)


def test_credentials_become_one_header() -> None:
    assert Credentials(token="abc").header() == "Bearer abc"
    assert Credentials(user="Åsa", password="x:y").header() == f"Basic {base64.b64encode('Åsa:x:y'.encode()).decode()}"
    assert Credentials().header() == ""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _own(folder: Path, port: int) -> list[str]:
    return [sys.executable, "-m", "xpkg.cli", "serve", "--writable", "--workers", "1", "--store", str(folder),
            "--port", str(port)]  # fmt: skip


def _engine(folder: Path, port: int) -> list[str]:
    beside = str(Path(sys.executable).parent)
    program = shutil.which("oxigraph") or shutil.which("oxigraph", path=beside)
    if program is None:
        if os.environ.get("XPKG_INTEROP"):
            pytest.fail("the package oxigraph is not installed")
        pytest.skip("needs the package oxigraph")
    return [program, "serve", "--location", str(folder), "--bind", f"127.0.0.1:{port}"]


@pytest.mark.parametrize("kind", [_own, _engine])
def test_a_real_store_gets_what_this_one_has(
    folder: Path, tmp_path: Path, kind: Callable[[Path, int], list[str]]
) -> None:
    port, there = free_port(), tmp_path / "there"
    if kind is _own:
        replace_store(there, quads(x=1))
    process = subprocess.Popen(kind(there, port), stderr=subprocess.DEVNULL, env={**os.environ, "XPKG_TOKEN": SECRET})
    try:
        url = f"http://127.0.0.1:{port}/store"
        _wait_for(url)
        target = GraphStore(url, Credentials(SECRET if kind is _own else ""))

        def stop(done: int, whole: int) -> None:
            if done == 2:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            publish(folder, target, told=stop)
        assert publish(folder, target) == Published(1, 0, 2)
        assert _same(url, folder)
        replace_store(folder, quads(a=3, b=1, long=3000))
        assert publish(folder, target) == Published(2, 1, 1)
        assert _same(url, folder)
    finally:
        process.kill()
        process.wait()


def _wait_for(url: str) -> None:
    for _ in range(400):
        try:
            urllib.request.urlopen(f"{url}?graph={quote(EX)}nothing", timeout=5).close()
        except urllib.error.HTTPError as error:
            with error:
                if error.code == 404:
                    return
        except OSError:
            pass
        time.sleep(0.05)
    pytest.fail("the server does not answer")


def _same(url: str, folder: Path) -> bool:
    """Whether the graphs of ``folder`` are there, and none that was removed."""
    here: Store = open_store(folder)
    names = {graph.value for graph in here.named_graphs() if isinstance(graph, NamedNode)}
    for name in ("a", "b", "c", "long"):
        request = urllib.request.Request(f"{url}?graph={quote(EX + name, safe='')}",
                                         headers={"Accept": "application/n-triples"})  # fmt: skip
        try:
            with urllib.request.urlopen(request, timeout=20) as response:
                there = set(map(str, parse(response.read(), format=RdfFormat.N_TRIPLES)))
        except urllib.error.HTTPError as error:
            with error:
                if error.code != 404 or EX + name in names:
                    return False
            continue
        own = here.quads_for_pattern(None, None, None, NamedNode(EX + name))
        if there != {str(Quad(q.subject, q.predicate, q.object)) for q in own}:
            return False
    return True
