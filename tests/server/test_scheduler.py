"""The scheduler of long queries, with tasks that only count their processor time."""

from __future__ import annotations

import pytest

from xpkg.server.scheduler import FairScheduler


class Task:
    """A query that needs ``need`` seconds of processor time."""

    def __init__(self, need: float) -> None:
        self.need, self.had, self.halted = need, 0.0, False

    def used(self) -> float:
        return self.had

    def halt(self) -> None:
        self.halted = True

    def resume(self) -> None:
        self.halted = False


def run(scheduler: FairScheduler[Task], seconds: float) -> None:
    """Share two processors among the tasks that run, rebalanced each tenth of a second."""
    for _ in range(round(seconds * 10)):
        running = [query for query in scheduler.running if not query.halted]
        for query in running:
            query.had += 0.2 / max(2, len(running))
        for query in running:
            if query.had >= query.need:
                scheduler.remove(query)
        scheduler.rebalance()


def refuse(query: Task) -> None:
    pytest.fail("no task has to be evicted")


def test_tasks_beyond_the_slots_are_paused_and_resumed_when_one_is_free() -> None:
    scheduler: FairScheduler[Task] = FairScheduler(2, 2)
    first, second, third = Task(1), Task(1), Task(1)
    assert all(scheduler.admit(query, refuse) for query in (first, second, third))
    assert [query.halted for query in (first, second, third)] == [False, False, True]
    scheduler.remove(first)
    assert not third.halted
    assert set(scheduler.running) == {second, third}


def test_endless_queries_do_not_delay_a_short_one() -> None:
    scheduler: FairScheduler[Task] = FairScheduler(2, 4)
    endless = [Task(1e9) for _ in range(4)]
    assert all(scheduler.admit(query, refuse) for query in endless)
    run(scheduler, 5)
    assert max(q.had for q in endless) - min(q.had for q in endless) < 0.5  # by turns
    short = Task(0.15)
    assert scheduler.admit(short, refuse)
    run(scheduler, 0.5)
    assert short.had >= short.need


def test_many_of_one_kind_all_end() -> None:
    scheduler: FairScheduler[Task] = FairScheduler(3, 9)
    alike = [Task(0.5) for _ in range(12)]
    assert all(scheduler.admit(query, refuse) for query in alike)
    run(scheduler, 12 * 0.5 / 2 + 1)
    assert not scheduler.running
    assert not scheduler.halted


def test_the_greediest_task_is_evicted_only_after_a_second() -> None:
    scheduler: FairScheduler[Task] = FairScheduler(1, 1)
    old, other, late = Task(9), Task(9), Task(9)
    gone: list[Task] = []
    assert scheduler.admit(old, gone.append)
    assert scheduler.admit(other, gone.append)
    assert not scheduler.admit(late, gone.append)
    old.had = 1.5
    assert scheduler.admit(late, gone.append)
    assert gone == [old]
    assert {*scheduler.running, *scheduler.halted} == {other, late}
