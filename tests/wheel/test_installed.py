"""What is installed works: each command, the pages and a site, run from a folder that knows nothing of the checkout.

In .ci/run these tests run against the built wheel alone. With the files the same as in the checkout, what a wheel could
change is where they lie, how a command starts, and which libraries are there; tests of what the code itself does,
folder by folder, need not run again.
"""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

import pytest

from xpkg.cli import COMMANDS
from xpkg.resources import folder

SERVE_SECONDS = 60


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store of one text, built there by the installed command."""
    place = tmp_path_factory.mktemp("elsewhere")
    assert "1 source, 1 analysed" in command(place, "build", STORY).stderr
    return place


def command(place: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """What the installed command does in ``place``; it has to succeed."""
    program = Path(sys.executable).parent / "xpkg"
    store = () if arguments[0] in ("parse", "fetch") else ("--store", "db")
    done = subprocess.run([str(program), *arguments, *store], cwd=place, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done


STORY = str(folder("data") / "taipei-times-xinjiang-leak.txt")
RUNS = {
    "validate": ([], "stderr", "1 source, 0 violations"),
    "query": (["authors"], "stdout", "?author\t?title"),
    "show": (["Xi Jinping"], "stdout", "Mentions ("),
    "explain": (["taipei-times-xinjiang-leak", "150"], "stdout", "Xi Jinping"),
    "export": (["--format", "jsonld"], "stdout", '"xpkg": "https://w3id.org/xpkg/ontology#"'),
    "parse": ([STORY], "stdout", "# sent_id = "),
    "stats": ([], "stdout", "taipei-times-xinjiang-leak"),
    "link": (["review", "--author", "me", "--proposals", os.devnull], "stderr", "0 judgements"),
    "watch": (["--help"], "stdout", "Ctrl-C ends it"),
    "enrich": (["--help"], "stdout", "Wikidata"),
    "publish": (["--help"], "stdout", "XPKG_PUBLISH_TOKEN"),
    "fetch": (["--help"], "stdout", "robots.txt is respected"),
    "sources": ([], "stdout", "taipei-times-xinjiang-leak"),
}


@pytest.mark.parametrize("name", RUNS)
def test_every_command_works_from_another_folder(elsewhere: Path, name: str) -> None:
    arguments, stream, words = RUNS[name]
    assert words in getattr(command(elsewhere, name, *arguments), stream)


def test_a_site_is_made_in_another_folder(tmp_path: Path) -> None:
    """Of a short text: that all pages of the bundled ones are whole is tested where the pages are."""
    (tmp_path / "note.txt").write_text("The dam\n\nAnn Low said that the dam was safe.\n", "utf-8")
    command(tmp_path, "build", "note.txt")
    assert "public/index.html" in command(tmp_path, "site", "-o", "public").stderr
    assert "Ann Low" in (tmp_path / "public" / "people.html").read_text("utf-8")


def test_every_command_is_tried() -> None:
    assert {*RUNS, "build", "serve", "site"} >= set(COMMANDS)


def test_it_serves_from_another_folder(elsewhere: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    program = [str(Path(sys.executable).parent / "xpkg"), "serve", "--store", "db", "--port", str(port)]
    address = f"http://127.0.0.1:{port}/"
    with subprocess.Popen(program, cwd=elsewhere, stderr=subprocess.DEVNULL) as process:
        try:
            end = time.monotonic() + SERVE_SECONDS
            while got(address + "readyz") is None:
                assert process.poll() is None
                assert time.monotonic() < end
                time.sleep(0.05)
            page = got(address, "text/html")
            assert page
            linked = {unescape(each) for each in re.findall(r'(?:href|src)="/([^"]+)"', page)}
            assert {each.partition("/")[0] for each in linked} >= {"static", "id", "statements", "map", "query"}
            assert [each for each in sorted(linked) if not got(address + each)] == []
            assert got(address + "context.jsonld")
            assert got(address + "ontology.ttl")
            asked = got(address + "sparql?" + urlencode({"query": "ASK { ?s a xpkg:Source }", "format": "json"}))
            assert json.loads(asked or "{}") == {"head": {}, "boolean": True}
        finally:
            process.send_signal(signal.SIGTERM)
    assert process.returncode == 0


def got(address: str, accept: str = "*/*") -> str | None:
    """What is served at ``address``; None where nobody answers, or not with this."""
    try:
        request = urllib.request.Request(address, headers={"Accept": accept})
        with urllib.request.urlopen(request, timeout=10) as answer:
            return str(answer.read().decode())
    except OSError:
        return None
