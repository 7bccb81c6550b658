"""Building on a Dask cluster of two processes of this machine, of which one is killed in the midst of it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

import xpkg
from xpkg.errors import InputError, ServiceError
from xpkg.pipeline import cluster

TEXT = """The harbour of Low Town

The mayor, Ann Low, said on Monday that pier number {0} would close. "We have no choice," Low told the council.
Bert Hay, who leads the Harbour Union, denied that pier {0} was unsafe. He accused the mayor of hiding a report.
"""


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    for number in range(4):
        (folder / f"pier-{number}.txt").write_text(TEXT.format(number))
    return folder


def start(program: str, *options: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", f"distributed.cli.{program}", "--no-dashboard", *options]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)


@contextmanager
def running(folder: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """The address of a scheduler, and the process of the worker without a nanny; the other one has one."""
    file = folder / "scheduler.json"
    processes = [start("dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(file))]
    try:
        worker = ("--scheduler-file", str(file), "--host", "127.0.0.1", "--nthreads", "1",
                  "--local-directory", str(folder))  # fmt: skip
        processes.append(start("dask_worker", *worker, "--no-nanny"))
        processes.append(start("dask_worker", *worker, "--nanny"))
        for _ in range(600):
            if file.exists() and file.read_text():
                break
            time.sleep(0.05)
        yield json.loads(file.read_text())["address"], processes[1]
    finally:
        for process in processes:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@pytest.mark.slow
def test_a_cluster_makes_the_same_bytes_also_where_a_worker_is_killed(
    texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("distributed", reason="the extra 'cluster'")
    monkeypatch.setattr(cluster, "_TEXTS", 1)
    here = xpkg.build(texts, tmp_path / "here", workers=1)
    told: list[int] = []
    with running(tmp_path) as (address, victim):
        waiting = time.monotonic() + 60
        while len(cluster.threads_of(address)) < 2:
            assert time.monotonic() < waiting

        def tell(done: int, of: int) -> None:
            told.append(done)
            if done == 1:
                victim.kill()

        there = xpkg.build(texts, tmp_path / "there", scheduler=address, tell=tell)
        assert victim.wait(10) == -signal.SIGKILL
    assert told == list(range(5))
    assert there.complete
    assert there.built.digest == here.built.digest


def test_a_scheduler_that_is_not_there_is_an_error_of_one_line(
    texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("distributed", reason="the extra 'cluster'")
    monkeypatch.setattr(cluster, "_CONNECT", 0.5)
    with pytest.raises(ServiceError, match="no Dask scheduler answers there"):
        xpkg.build(texts, tmp_path / "db", scheduler="tcp://127.0.0.1:1")
    assert not (tmp_path / "db" / "current").exists()


def test_without_the_extra_that_is_said(texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(InputError, match="cluster"):
        xpkg.build(texts, tmp_path / "db", scheduler="tcp://127.0.0.1:1")


def test_small_texts_go_together(monkeypatch: pytest.MonkeyPatch) -> None:
    from xpkg.model import Metadata, Source

    monkeypatch.setattr(cluster, "_CHARACTERS", 10)
    jobs = [(Source(str(n), "x" * size, "", Metadata("")), Path(str(n))) for n, size in enumerate((4, 4, 4, 30, 1))]
    assert [[source.name for source, _ in batch] for batch in cluster._batches(jobs)] == [["0", "1", "2"], ["3"], ["4"]]
