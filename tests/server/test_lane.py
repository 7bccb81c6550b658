"""The lane of long queries, with queries that are numbers on a clock of their own."""

from __future__ import annotations

import pytest

from xpkg.server.lane import Lane


class Made:
    """A query that needs ``need`` seconds of processor time."""

    def __init__(self, need: float) -> None:
        self.need, self.had, self.halted = need, 0.0, False

    def used(self) -> float:
        return self.had

    def halt(self) -> None:
        self.halted = True

    def resume(self) -> None:
        self.halted = False


def run(lane: Lane[Made], seconds: float) -> None:
    """Share two processors among those that run; a turn each tenth of a second."""
    for _ in range(round(seconds * 10)):
        running = [query for query in lane.running if not query.halted]
        for query in running:
            query.had += 0.2 / max(2, len(running))
        for query in running:
            if query.had >= query.need:
                lane.leave(query)
        lane.turn()


def refuse(query: Made) -> None:
    pytest.fail("nobody has to give way")


def test_those_without_a_place_are_halted_and_go_on_when_one_is_free() -> None:
    lane: Lane[Made] = Lane(2, 2)
    first, second, third = Made(1), Made(1), Made(1)
    assert all(lane.enter(query, refuse) for query in (first, second, third))
    assert [query.halted for query in (first, second, third)] == [False, False, True]
    lane.leave(first)
    assert not third.halted
    assert set(lane.running) == {second, third}


def test_endless_queries_hold_up_no_short_one() -> None:
    lane: Lane[Made] = Lane(2, 4)
    endless = [Made(1e9) for _ in range(4)]
    assert all(lane.enter(query, refuse) for query in endless)
    run(lane, 5)
    assert max(q.had for q in endless) - min(q.had for q in endless) < 0.5  # by turns
    short = Made(0.15)
    assert lane.enter(short, refuse)
    run(lane, 0.5)
    assert short.had >= short.need


def test_many_of_one_kind_all_end() -> None:
    lane: Lane[Made] = Lane(3, 9)
    alike = [Made(0.5) for _ in range(12)]
    assert all(lane.enter(query, refuse) for query in alike)
    run(lane, 12 * 0.5 / 2 + 1)
    assert not lane.running
    assert not lane.halted


def test_who_has_had_most_gives_way_only_if_it_was_much() -> None:
    lane: Lane[Made] = Lane(1, 1)
    old, other, late = Made(9), Made(9), Made(9)
    gone: list[Made] = []
    assert lane.enter(old, gone.append)
    assert lane.enter(other, gone.append)
    assert not lane.enter(late, gone.append)
    old.had = 1.5
    assert lane.enter(late, gone.append)
    assert gone == [old]
    assert {*lane.running, *lane.halted} == {other, late}
