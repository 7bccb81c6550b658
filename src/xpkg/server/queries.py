"""A query on its way: what is asked, by when, and who is told how it ended."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from xpkg.server.jobs import Job, Outcome

_MAX_SHARED = 8192  # bytes of the longest job that is sent to a worker that is still busy


class Query:
    """A job on its way through the pool.

    ``encoded`` is its encoding, ``file`` the open body of its request. ``deadline`` is in seconds of the event loop.
    ``fingerprint`` is the same for the same text over the same dataset. ``alone`` says that it gets a worker of its
    own. ``running`` says that a worker has it, ``attempts`` how often one was killed with it. ``timer`` ends its wait.
    """

    __slots__ = ("_done", "alone", "attempts", "deadline", "encoded", "file", "fingerprint", "job", "running", "timer")

    def __init__(
        self, job: Job, encoded: bytes, file: int | None, deadline: float, done: Callable[[Outcome], None]
    ) -> None:
        self.job, self.encoded, self.file, self.deadline = job, encoded, file, deadline
        self._done: Callable[[Outcome], None] | None = done
        self.fingerprint = hash((job.text, job.default, job.named))
        self.alone = job.kind != "query" or job.federated or file is not None or len(encoded) > _MAX_SHARED
        self.running, self.attempts = False, 0
        self.timer: asyncio.TimerHandle | None = None

    @property
    def is_over(self) -> bool:
        """Whether nobody waits for the outcome any more."""
        return self._done is None

    def finish(self, outcome: Outcome) -> None:
        """Tell the outcome to who waits for it; once."""
        done, self._done = self._done, None
        if self.timer is not None:
            self.timer.cancel()
            self.timer = None
        if done is not None:
            done(outcome)

    def abandon(self) -> None:
        """Tell nobody any more."""
        self._done = None
        if self.timer is not None:
            self.timer.cancel()
            self.timer = None
