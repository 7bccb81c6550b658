"""``xpkg fetch`` against a server of our own that is not kind: what it saves, and what it does not do."""

from __future__ import annotations

import gzip
import json
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from xpkg.cli import main
from xpkg.corpus import read_corpus
from xpkg.corpus.responses import beside
from xpkg.errors import FetchError
from xpkg.fetching import Fetched, Limits, Manners, fetch
from xpkg.fetching.addresses import address_of, is_public, reachable
from xpkg.fetching.robots import rules_of

pytest.importorskip("protego")
Run = Callable[..., Result]
PAGE = (
    "<!doctype html><html><head><title>Dam is safe</title></head><body><article><h1>Dam is safe</h1>"
    "<p>Ann Low said on Monday that the dam of Orm was safe and that nobody had to leave the valley.</p>"
    "<p>The mayor, Bo Nye, said that he would have it looked at again before the winter comes.</p></article>"
    "</body></html>"
)
ROBOTS = "User-agent: *\nDisallow: /private\n\nUser-agent: xpkg\nDisallow: /*.cgi\nCrawl-delay: 3\n"
NOW = datetime(2021, 3, 3, 10, tzinfo=UTC)


class Site(ThreadingHTTPServer):
    """A site of which a test says how each path answers: status, headers, body, or a function that does as it likes."""

    daemon_threads = True

    def __init__(self, scheme: str = "http", context: ssl.SSLContext | None = None) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.scheme = scheme
        if context is not None:
            self.socket = context.wrap_socket(self.socket, server_side=True)
        self.pages: dict[str, object] = {"/robots.txt": (200, {}, ROBOTS.encode()), "/dam": (200, {}, PAGE.encode())}
        self.asked: list[tuple[str, str]] = []

    @property
    def url(self) -> str:
        return f"{self.scheme}://127.0.0.1:{self.server_port}"


class _Answer(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        self.server.asked.append((self.path, self.headers["User-Agent"]))
        told = self.server.pages.get(self.path, (404, {}, b""))
        if callable(told):
            told = told(self)
        if not isinstance(told, tuple):
            return
        status, headers, body = told
        self.send_response(status)
        for key, value in {"Content-Type": "text/html", "Content-Length": str(len(body)), **headers}.items():
            self.send_header(key, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words: object) -> None:
        return


@contextmanager
def started(site: Site) -> Iterator[Site]:
    """The site, answering."""
    with site:
        threading.Thread(target=site.serve_forever, args=(0.02,), daemon=True).start()
        yield site
        site.shutdown()


@pytest.fixture
def site() -> Iterator[Site]:
    with started(Site()) as server:
        yield server


class Clock:
    """A clock that stands still but for sleep, and knows how long that was."""

    def __init__(self) -> None:
        self.time, self.slept = 0.0, list[float]()

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds


def got(folder: Path, *urls: str, clock: Clock | None = None, **manners: Any) -> list[Fetched]:
    clock = clock or Clock()
    given = {"delay": 0.0, "allow_private": True, **manners}
    how = Manners("xpkg/1 (test)", sleep=clock.sleep, clock=lambda: clock.time, now=lambda: NOW, **given)
    return list(fetch(urls, folder, how))


def failure(folder: Path, url: str, **manners: Any) -> str:
    (one,) = got(folder, url, **manners)
    assert one.path is None
    assert not [each for each in folder.rglob("*") if each.is_file()], "nothing half-written stays"
    return str(one.error).removeprefix(f"{url}: ")


@pytest.mark.usefixtures("read_here")
def test_a_page_is_saved_with_its_headers_and_built_from(site: Site, tmp_path: Path) -> None:
    headers = {"ETag": '"1"', "Set-Cookie": "who=you", "Content-Type": "text/html; charset=utf-8"}
    site.pages["/dam"] = (200, headers, PAGE.encode())
    (one,) = got(tmp_path, f"{site.url}/dam#top")
    assert one.path is not None
    assert one.path.read_text() == PAGE
    assert one.path.suffix == ".html"
    told = json.loads(beside(one.path).read_text())
    assert (told["url"], told["retrieved"], told["charset"]) == (f"{site.url}/dam", "2021-03-03T10:00:00Z", "utf-8")
    names = [key for key, _ in told["headers"]]
    assert "ETag" in names
    assert "Set-Cookie" not in names
    assert site.asked[-1] == ("/dam", "xpkg/1 (test)"), "who asks is told"
    corpus = read_corpus([tmp_path])
    (source,) = corpus.sources
    assert not corpus.warnings, "the headers are no file of their own"
    assert (source.metadata.url, source.metadata.retrieved) == (f"{site.url}/dam", "2021-03-03")
    assert dict(source.told_by)["retrieved"] == "headers"


def test_what_is_there_is_not_asked_for_again_and_never_overwritten(site: Site, tmp_path: Path) -> None:
    (first,) = got(tmp_path, f"{site.url}/dam")
    asked = len(site.asked)
    (second,) = got(tmp_path, f"{site.url}/dam")
    assert (second.path, second.known, len(site.asked)) == (first.path, True, asked)
    assert first.path is not None
    first.path.write_text("my own notes")
    (third,) = got(tmp_path, f"{site.url}/dam")
    assert "is there already, and is not overwritten" in str(third.error)
    assert first.path.read_text() == "my own notes"


def test_a_run_that_was_ended_between_file_and_headers_is_gone_on_with(site: Site, tmp_path: Path) -> None:
    (first,) = got(tmp_path, f"{site.url}/dam")
    assert first.path is not None
    beside(first.path).unlink()
    (again,) = got(tmp_path, f"{site.url}/dam")
    assert again.path == first.path
    assert beside(first.path).exists()


def test_a_site_is_asked_only_for_what_it_allows(site: Site, tmp_path: Path) -> None:
    site.pages["/a.cgi"] = (200, {}, PAGE.encode())
    assert "robots.txt does not allow" in failure(tmp_path, f"{site.url}/a.cgi?x=1")
    assert [path for path, _ in site.asked] == ["/robots.txt"]
    rules = rules_of(200, ROBOTS.encode())
    assert rules.delay() == 3
    rules.check("http://courier.example/private")  # its own group counts alone
    with pytest.raises(FetchError):
        rules_of(200, b"User-agent: *\nDisallow: /private\nAllow: /private/open$").check("http://a.example/private/b")
    rules_of(200, b"User-agent: *\nDisallow: /private\nAllow: /private/open$").check("http://a.example/private/open")


def test_a_site_that_cannot_say_what_it_allows_is_left_alone(site: Site, tmp_path: Path) -> None:
    site.pages["/robots.txt"] = (500, {}, b"")
    assert failure(tmp_path, f"{site.url}/dam") == "not asked, since the site's robots.txt cannot be read (status 500)"
    site.pages["/robots.txt"] = (404, {}, b"")
    assert got(tmp_path, f"{site.url}/dam")[0].path


def test_a_host_has_its_rest(site: Site, tmp_path: Path) -> None:
    site.pages["/b"] = (200, {}, PAGE.replace("Dam", "Weir").encode())
    clock = Clock()
    assert all(each.path for each in got(tmp_path, f"{site.url}/dam", f"{site.url}/b", clock=clock, delay=1.0))
    assert clock.slept == [1.0, 3.0], "what robots.txt asks for is more"


def test_a_host_that_is_busy_is_asked_later(site: Site, tmp_path: Path) -> None:
    answers = [(503, {"Retry-After": "40"}, b""), (429, {"Retry-After": "Wed, 03 Mar 2021 10:01:00 GMT"}, b"")]
    site.pages["/busy"] = lambda _: answers.pop(0) if answers else (200, {}, PAGE.encode())
    clock = Clock()
    (one,) = got(tmp_path, f"{site.url}/busy", clock=clock)
    assert one.path
    assert clock.slept == [40.0, 60.0]


def test_a_host_that_wants_too_much_quiet_is_told(site: Site, tmp_path: Path) -> None:
    site.pages["/busy"] = (503, {"Retry-After": "86400"}, b"")
    assert failure(tmp_path, f"{site.url}/busy") == (
        "status 503: the host wants 86400 seconds of quiet; try again later"
    )


def test_redirects_are_followed_within_limits(site: Site, tmp_path: Path) -> None:
    for number in range(9):
        site.pages[f"/r{number}"] = (302, {"Location": f"/r{number + 1}"}, b"")
    site.pages["/circle"] = (301, {"Location": "/circle"}, b"")
    site.pages["/there"] = (308, {"Location": "dam"}, b"")
    site.pages["/out"] = (302, {"Location": "file:///etc/passwd"}, b"")
    assert "leads on 5 times" in failure(tmp_path, f"{site.url}/r0")
    assert failure(tmp_path, f"{site.url}/circle") == "leads in a circle"
    assert "begins with http" in failure(tmp_path, f"{site.url}/out")
    (one,) = got(tmp_path, f"{site.url}/there")
    assert one.path
    told = json.loads(beside(one.path).read_text())
    assert (told["requested"], told["url"]) == (f"{site.url}/there", f"{site.url}/dam")
    assert told["redirects"] == [f"{site.url}/there"]


def test_a_redirect_into_the_own_network_is_refused(site: Site, tmp_path: Path) -> None:
    with started(Site()) as inner:  # the user named one private address, and not this one
        site.pages["/in"] = (302, {"Location": f"{inner.url}/dam"}, b"")
        (one,) = got(tmp_path, f"{site.url}/in")
        assert str(one.error).endswith("127.0.0.1 is a private address, and no page of the web")
        assert inner.asked == []


def test_private_addresses_are_refused_unless_named_and_allowed(site: Site, tmp_path: Path) -> None:
    assert "private address" in failure(tmp_path, f"{site.url}/dam", allow_private=False)
    url = f"http://courier.example:{site.server_port}/dam"
    told = failure(tmp_path, url, resolve=lambda host, port: ["127.0.0.1"])
    assert told == "courier.example is a private address, and no page of the web", "a name is no private address"
    told = failure(tmp_path, url, resolve=lambda host, port: ["93.184.215.14", "10.0.0.1"])
    assert "private address" in told
    assert site.asked == []


def test_what_was_checked_is_what_is_connected_to() -> None:
    answers = [["93.184.215.14"], ["127.0.0.1"]]
    found = reachable(address_of("http://courier.example/"), (), lambda host, port: answers.pop(0))
    assert found == ["93.184.215.14"], "the name is looked up once for a request"
    assert len(answers) == 1


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "::1",
     "fe80::1%eth0", "fd00::1", "::ffff:10.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1",
     "2001:0:4136:e378:8000:63bf:3fff:fdd2", "224.0.0.1", "255.255.255.255", "240.0.0.1"],
)  # fmt: skip
def test_addresses_that_are_not_of_the_web(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    ("url", "why"),
    [("ftp://a.example/", "begins with http"), ("file:///etc/passwd", "begins with http"),
     ("courier.example", "begins"), ("http://", "begins with"),
     ("http://me:secret@a.example/", "with a name or a password"),
     ("http://a.example:99999/", "no address"), ("http://a..example/", "no name of a host")],
)  # fmt: skip
def test_what_is_no_address(tmp_path: Path, url: str, why: str) -> None:
    (one,) = got(tmp_path, url)
    assert why in str(one.error)
    assert "secret" not in str(one.error)


def _slow(answer: _Answer) -> None:
    """Says that a page comes, and sends a byte now and then."""
    answer.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    try:
        while True:
            answer.wfile.write(b" ")
            answer.wfile.flush()
            time.sleep(0.02)
    except OSError:
        return


def _slow_headers(answer: _Answer) -> None:
    try:
        answer.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
        while True:
            answer.wfile.write(b"x")
            answer.wfile.flush()
            time.sleep(0.02)
    except OSError:
        return


@pytest.mark.parametrize("answer", [_slow, _slow_headers])
def test_an_answer_that_never_ends_is_left(site: Site, tmp_path: Path, answer: object) -> None:
    site.pages["/slow"] = answer
    assert failure(tmp_path, f"{site.url}/slow", limits=Limits(seconds=0.3)) == "no whole answer in 0.3 seconds"


def _breaks_off(answer: _Answer) -> None:
    answer.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n<html>")


def _no_http(answer: _Answer) -> None:
    answer.wfile.write(b"220 mail.example ESMTP\r\n")


@pytest.mark.parametrize(
    ("answer", "why"),
    [(_breaks_off, "the answer breaks off"), (_no_http, "220"), ((200, {}, b"x" * 3000), "more than 2,000 bytes"),
     ((200, {"Content-Encoding": "gzip"}, gzip.compress(b"x" * 1_000_000)), "more than 2,000 bytes"),
     ((200, {"Content-Encoding": "gzip"}, gzip.compress(b"x" * 1000)[:-9]), "the answer breaks off"),
     ((200, {"Content-Encoding": "gzip"}, b"no gzip"), "damaged"),
     ((200, {"Content-Encoding": "br"}, b"x"), "packed with br"),
     ((200, {"Content-Type": "image/png"}, b"\x89PNG\r\n\x1a\n"), "image/png, which no reader takes"),
     ((404, {}, b""), "status 404"), ((204, {}, b""), "status 204"), ((401, {}, b""), "status 401")],
)  # fmt: skip
def test_what_an_unkind_server_answers(site: Site, tmp_path: Path, answer: object, why: str) -> None:
    site.pages["/bad"] = answer
    assert why in failure(tmp_path, f"{site.url}/bad", limits=Limits(size=2000))


def test_a_packed_answer_is_unpacked(site: Site, tmp_path: Path) -> None:
    site.pages["/dam"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(PAGE.encode()))
    (one,) = got(tmp_path, f"{site.url}/dam")
    assert one.path
    assert one.path.read_text() == PAGE


def test_a_file_has_the_suffix_of_what_it_is(site: Site, tmp_path: Path) -> None:
    pdf = (Path(__file__).parent.parent / "readers" / "files" / "report.pdf").read_bytes()
    site.pages["/get?id=7"] = (200, {"Content-Type": "application/pdf"}, pdf)
    site.pages["/feed"] = (200, {"Content-Type": "text/plain"}, b"Dam is safe\n\nAnn Low said that the dam was safe.\n")
    one, two = got(tmp_path, f"{site.url}/get?id=7", f"{site.url}/feed")
    assert (one.path and one.path.suffix, two.path and two.path.suffix) == (".pdf", ".txt")


def test_the_command(xpkg: Run, site: Site, tmp_path: Path) -> None:
    site.pages["/robots.txt"] = (404, {}, b"")
    arguments = ("--delay", "0", "--allow-private", "--contact", "desk@courier.example", "-o", tmp_path / "pages")
    done = xpkg("fetch", f"{site.url}/dam", f"{site.url}/gone", *arguments)
    assert done.exit_code == 1
    assert done.stdout.startswith(str(tmp_path / "pages" / "127.0.0.1-"))
    assert f"xpkg: {site.url}/gone: the host answers with status 404" in done.stderr
    assert site.asked[-1][1].endswith("(+https://w3id.org/xpkg/; desk@courier.example)")
    given = [str(each) for each in ("fetch", "-", *arguments)]
    again = CliRunner().invoke(main, given, input=f"{site.url}/dam\n\n")
    assert (again.exit_code, again.stdout) == (0, done.stdout)
    assert "there already" in again.stderr
    assert xpkg("fetch", f"{site.url}/dam").exit_code == 2, "where to is asked"
