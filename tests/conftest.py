"""What many tests share: the store of the texts that come with xpkg, built once a session, and the command line."""

from __future__ import annotations

import fcntl
import gc
import os
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from pyoxigraph import Literal, NamedNode, Quad

from xpkg import limits
from xpkg.cli import main
from xpkg.corpus import reading
from xpkg.store import replace_store
from xpkg.vocab import RDFS

Run = Callable[..., Result]


def pytest_collection_finish() -> None:
    """Python looks for cycles through what tests make alone: not through ten thousand collected tests again and again.

    It looks as often as elsewhere. Where it waits longer, what one thread made of the engine may end in another, which
    the engine refuses.
    """
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def xpkg() -> Run:
    """Runs the command line in this process."""
    return lambda *arguments: CliRunner().invoke(main, [str(argument) for argument in arguments])


class _Here:
    """In place of worker processes: does what is submitted at once, in this process."""

    def __init__(self, count: int, start: Callable[..., None], *arguments: object) -> None:
        pass

    def submit(self, work: Callable[..., Any], *arguments: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(work(*arguments))
        except Exception as error:
            future.set_exception(error)
        return future

    def shutdown(self) -> None:
        pass

    kill = shutdown


@pytest.fixture
def read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are read in this process, without the limits that each has in one of its own."""
    monkeypatch.setattr(reading, "Workers", _Here)
    for name in ("hold_time", "hold_memory"):
        monkeypatch.setattr(limits, name, lambda most: None)


@pytest.fixture
def texts(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A folder with the texts of the module's ``STORIES``, a file each."""
    folder = tmp_path / "texts"
    folder.mkdir()
    for name, text in request.module.STORIES.items():
        (folder / f"{name}.txt").write_text(text)
    return folder


@pytest.fixture(scope="session")
def seeds(tmp_path_factory: pytest.TempPathFactory, xpkg: Run) -> Path:
    """A store of the texts that come with xpkg; not to be written. All processes of one run share it."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    store = shared / "seeds"
    with (shared / "seeds.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # the first that comes builds it, the others wait
        if not store.exists():
            result = xpkg("build", "--store", store)
            assert result.exit_code == 0, result.output
    return store


@pytest.fixture(scope="session")
def served(seeds: Path) -> Iterator[str]:
    """The address of a server of the texts that come with xpkg; it cannot be written."""
    from endpoint import serving

    with serving(seeds) as address:
        yield address


@pytest.fixture(scope="module")
def writable(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server that can be written, with two graphs of one triple each."""
    from endpoint import serving

    store = tmp_path_factory.mktemp("written") / "db"
    named = {name: NamedNode(f"http://example.org/{name}") for name in ("a", "b", "graph/a", "graph/b")}
    replace_store(store, [Quad(named[name], RDFS.label, Literal(name), named["graph/" + name]) for name in "ab"])
    with serving(store, "--writable") as address:
        yield address


@pytest.fixture(autouse=True, scope="session")
def kept_model() -> Iterator[None]:
    """The model that tells languages stays: to load it for each short text takes as long as a build of it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("xpkg.api.forget_model", lambda: None)
        yield
