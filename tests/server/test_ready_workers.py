"""Which worker takes the next short query, without processes."""

from __future__ import annotations

import os
import socket

import pytest

from xpkg.server.jobs import Job
from xpkg.server.queries import Query
from xpkg.server.ready_workers import ReadyWorkers
from xpkg.server.worker_handle import WorkerHandle


@pytest.fixture(autouse=True)
def two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda pid: {0, 1})


def query(kind: str = "query", text: str = "ASK {}") -> Query:
    job = Job(kind, text)
    return Query(job, job.encode(), None, 1.0, lambda outcome: None)


def give(ready: ReadyWorkers, asked: Query) -> WorkerHandle | None:
    worker = ready.choose(asked, "snapshot")
    if worker is not None:
        worker.queries.append(asked)
        if len(worker.queries) == 1:
            ready.begin(worker)
    return worker


def workers(count: int) -> tuple[ReadyWorkers, list[WorkerHandle]]:
    ready = ReadyWorkers(1)
    made = []
    for _ in range(count):
        channel = socket.socket()
        channel.close()
        made.append(WorkerHandle(channel, -1, "snapshot"))
        ready.rest(made[-1])
    return ready, made


def test_short_queries_share_as_many_workers_as_there_are_processors() -> None:
    ready, made = workers(3)
    given = [give(ready, query()) for _ in range(8)]
    assert {worker for worker in given if worker is not None} == {made[1], made[2]}
    assert {len(worker.queries) for worker in made} == {0, 4}
    assert give(ready, query()) is made[0]  # the others have enough


def test_what_may_take_long_has_a_worker_of_its_own() -> None:
    ready, _ = workers(3)
    page = give(ready, query("page", "people"))
    first = give(ready, query())
    assert page is not first
    assert give(ready, query()) is first
    assert give(ready, query("dump")) not in (None, page, first)
    assert give(ready, query("dump")) is None


def test_a_worker_that_is_closed_takes_no_query_until_it_rests() -> None:
    ready, (only, other) = workers(2)
    assert give(ready, query()) is other
    assert give(ready, query()) is only
    ready.close(only)
    ready.close(other)
    assert give(ready, query()) is None
    only.queries.clear()
    ready.rest(only)
    assert give(ready, query()) is only


def test_no_query_goes_behind_one_on_an_outdated_snapshot() -> None:
    ready, made = workers(2)
    for worker in made:
        assert give(ready, query()) is not None
        worker.snapshot = "before"
    assert give(ready, query()) is None


def test_while_others_wait_no_query_goes_behind_another() -> None:
    ready, _ = workers(2)
    assert give(ready, query()) is not None
    assert give(ready, query()) is not None
    assert ready.choose(query(), "snapshot", share=False) is None
    assert ready.choose(query(), "snapshot") is not None
