"""Server processes are started again when they end: at once, and at growing intervals where they end again."""

from __future__ import annotations

from xpkg.server.supervisor import Process, Restarter


class Ended:
    """A process that ends ``life`` seconds after its start on the clock of the test."""

    def __init__(self, clock: list[float], life: float) -> None:
        self._clock, self._end = clock, clock[0] + life

    def poll(self) -> int | None:
        return 1 if self._clock[0] >= self._end else None

    def terminate(self) -> None: ...

    def wait(self) -> int:
        return 1


def starts(lives: list[float], until: float) -> list[float]:
    """When processes are started that live for ``lives`` seconds, one after the other; all in seconds."""
    clock, began = [0.0], [0.0]
    left = iter(lives)

    def start() -> Process:
        began.append(clock[0])
        return Ended(clock, next(left, 1e9))

    restarter = Restarter(start, Ended(clock, next(left)))
    while clock[0] < until:
        clock[0] = round(clock[0] + 0.5, 1)
        restarter.check(clock[0])
    return began[1:]


def test_a_process_that_ends_is_started_at_once_and_then_ever_later() -> None:
    found = starts([0.0] * 30, 120)
    assert found[:4] == [0.5, 1.0, 1.5, 2.5]
    assert [later - earlier for earlier, later in zip(found[-2:], found[-1:], strict=False)] == [30.0]


def test_an_end_long_after_the_last_start_begins_anew() -> None:
    *many, last, again, third = starts([*[0.0] * 12, 100.0, 0.0, 0.0], 400)
    assert many[-1] - many[-2] >= 25
    assert last - many[-1] == 100.0  # the process lived so long, and was started again at once
    assert (again - last, third - again) == (0.5, 0.5)
