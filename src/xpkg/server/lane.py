"""The lane of long queries: a few of them run at once, by turns, so that none holds up the others for long."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Generic, Protocol, TypeVar

_SLICE = 0.2  # seconds of processor time that one may be ahead of another before it has to wait for it
_HOPELESS = 1.0  # seconds of processor time after which a query gives way where no place is left at all


class Running(Protocol):
    """A query in a process that can be halted and resumed."""

    def used(self) -> float:
        """Seconds of processor time that the query has had."""

    def halt(self) -> None:
        """Stop the process where it is."""

    def resume(self) -> None:
        """Let the process go on."""


Query = TypeVar("Query", bound=Running)


class Lane(Generic[Query]):
    """``room`` queries run, up to ``places`` more are halted until it is their turn. Who has had least goes first."""

    def __init__(self, room: int, places: int) -> None:
        self._room, self._places = room, places
        self._running: list[Query] = []
        self._halted: list[Query] = []

    @property
    def running(self) -> Collection[Query]:
        """Those that run."""
        return tuple(self._running)

    @property
    def halted(self) -> Collection[Query]:
        """Those that wait for their turn."""
        return tuple(self._halted)

    @property
    def is_full(self) -> bool:
        """Whether a newcomer has to wait for its turn."""
        return len(self._running) >= self._room

    def enter(self, query: Query, give_way: Callable[[Query], None]) -> bool:
        """Take ``query`` in. Where no place is left, the query that has had most gives way if it has had much.

        If none has, this is False, and the lane as it was.
        """
        if self.is_full and len(self._halted) >= self._places:
            greediest = max((*self._running, *self._halted), key=lambda other: other.used())
            if greediest.used() < max(_HOPELESS, query.used()):
                return False
            self.leave(greediest)
            give_way(greediest)
        if self.is_full:
            query.halt()
            self._halted.append(query)
            self.turn()
        else:
            self._running.append(query)
        return True

    def leave(self, query: Query) -> None:
        """``query`` has ended: its place goes to the next."""
        if query in self._halted:
            self._halted.remove(query)
        elif query in self._running:
            self._running.remove(query)
            self.turn()

    def turn(self) -> None:
        """Let those go on who have had less than those that run."""
        while self._halted:
            next_one = min(self._halted, key=lambda other: other.used())
            if self.is_full:
                greediest = max(self._running, key=lambda other: other.used())
                if greediest.used() < next_one.used() + _SLICE:
                    return
                greediest.halt()
                self._running.remove(greediest)
                self._halted.append(greediest)
            self._halted.remove(next_one)
            self._running.append(next_one)
            next_one.resume()
