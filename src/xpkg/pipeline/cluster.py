"""Does sources on the machines of a Dask cluster; each text in a process of its own there, under the same limits."""

from __future__ import annotations

import multiprocessing
import pickle
import tempfile
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xpkg.errors import InputError, ServiceError, StoreError
from xpkg.model import Source
from xpkg.pipeline.keys import program_digest
from xpkg.pipeline.sources import Common, Done, do_sources

if TYPE_CHECKING:
    from distributed import Client, Future

_CONNECT, _WORKERS = 15, 30  # seconds to wait for the scheduler, and for the first of its workers
_CHARACTERS, _TEXTS = 50_000, 32
"""How much is done by one task: to hand over and fetch each small text by itself would take longer than to read it."""
_AHEAD = 3
"""Tasks that are under way for each thread of the cluster."""

_commons: dict[str, Common] = {}
"""On a worker: what all sources of a build share."""


@dataclass(frozen=True, slots=True)
class _Shared:
    """A plugin that gives each worker, also one that joins later, what all sources of a build share."""

    name: str
    pickled: bytes

    def setup(self, worker: object) -> None:
        _commons[self.name] = pickle.loads(self.pickled)

    def teardown(self, worker: object) -> None:
        _commons.pop(self.name, None)


def do_on_cluster(jobs: Iterable[tuple[Source, Path]], common: Common, address: str) -> Generator[Done, None, None]:
    """Every source done by the workers of the Dask scheduler at ``address``, as ``do_sources`` does them here.

    A worker that ends costs nothing but its time: what it had is done by another. Raises InputError where the
    extra is not installed, or a worker runs another program; ServiceError where no scheduler or worker is there.
    """
    with closing(_connected(address)) as client, _sharing(client, common) as name:
        from distributed import as_completed
        from distributed.scheduler import KilledWorker

        threads = max(1, sum(client.nthreads().values()))
        waiting, running = _batches(jobs), dict[Any, list[tuple[Source, Path]]]()
        ended = as_completed(loop=client.loop)

        def submit(batch: list[tuple[Source, Path]]) -> None:
            future = client.submit(_do_there, name, [source for source, _ in batch], pure=False)
            running[future] = batch
            ended.add(future)

        while True:
            while len(running) < _AHEAD * threads and (batch := next(waiting, None)):
                submit(batch)
            if not running:
                return
            future: Future = next(ended)
            batch = running.pop(future)
            try:
                results = future.result()
            except KilledWorker:
                if len(batch) > 1:
                    for one in batch:
                        submit([one])
                else:
                    yield Done(batch[0][0].name, failure="the machine that read it ended each time")
                continue
            future.release()
            for (_, path), (done, packed) in zip(batch, results, strict=True):
                if not done.failure:
                    _write(path, packed)
                yield done


def _connected(address: str) -> Client:
    try:
        from distributed import Client
    except ImportError as error:
        raise InputError("--scheduler needs the extra 'cluster': pip install 'xpkg[cluster]'") from error
    try:
        client = Client(address, timeout=_CONNECT, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        raise ServiceError(f"{address}: no Dask scheduler answers there; give its address, as tcp://…:8786") from error
    try:
        client.wait_for_workers(1, timeout=_WORKERS)
        others = [worker for worker, own in client.run(program_digest).items() if own != program_digest()]
    except TimeoutError as error:
        client.close()
        raise ServiceError(f"{address}: the scheduler has no workers; start some with 'dask worker'") from error
    except Exception as error:
        client.close()
        raise InputError(f"{address}: xpkg is not installed on every worker, or another version of it") from error
    if others:
        client.close()
        raise InputError(f"{address}: the worker {min(others)} runs another xpkg than this machine; install the same")
    return client


def threads_of(address: str) -> dict[str, int]:
    """The workers of the scheduler at ``address``, with how many threads each has. Raises as ``do_on_cluster``."""
    with closing(_connected(address)) as client:
        return dict(client.nthreads())


@contextmanager
def _sharing(client: Client, common: Common) -> Iterator[str]:
    """The name under which the workers know ``common``."""
    name = f"xpkg-{client.id}"
    client.register_plugin(_plugin(_Shared(name, pickle.dumps(common))), name=name)
    try:
        yield name
    finally:
        client.unregister_worker_plugin(name)


def _plugin(shared: _Shared) -> Any:
    from distributed import WorkerPlugin

    plugin = type("Plugin", (WorkerPlugin,), {})()
    plugin.name, plugin.setup, plugin.teardown = shared.name, shared.setup, shared.teardown
    return plugin


def _batches(jobs: Iterable[tuple[Source, Path]]) -> Iterator[list[tuple[Source, Path]]]:
    batch: list[tuple[Source, Path]] = []
    characters = 0
    for job in jobs:
        batch.append(job)
        characters += len(job[0].text)
        if characters >= _CHARACTERS or len(batch) == _TEXTS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def _do_there(name: str, sources: list[Source]) -> list[tuple[Done, bytes]]:
    """On a worker: ``sources`` done, each with its file, compressed."""
    # A worker that a nanny has started may have no children, lest they outlive it. Ours end with it.
    process: Any = multiprocessing.current_process()
    process._config["daemon"] = False
    with tempfile.TemporaryDirectory() as folder:
        paths = {source.name: Path(folder, f"{number}.nq.gz") for number, source in enumerate(sources)}
        done = {each.name: each for each in do_sources([(s, paths[s.name]) for s in sources], _commons[name], 1)}
        return [(done[s.name], b"" if done[s.name].failure else paths[s.name].read_bytes()) for s in sources]


def _write(path: Path, packed: bytes) -> None:
    try:
        path.write_bytes(packed)
    except OSError as error:
        raise StoreError(f"{path.parent}: the store cannot be written: {error.strerror or error}") from error
