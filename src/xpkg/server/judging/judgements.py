"""Writes a judgement to the file of the server, inside a worker: one at a time, and the same one once."""

from __future__ import annotations

import datetime
import fcntl
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from xpkg.linking.proposing import read_proposals
from xpkg.linking.reviewing import Judge, Review
from xpkg.server.jobs import Job, Outcome
from xpkg.server.judging.requests import address_of
from xpkg.server.settings import Settings


def proposals_of(settings: Settings) -> tuple[Mapping[str, Any], ...]:
    """The proposals that wait for judgement. Raises XpkgError where their file cannot be read."""
    path = Path(settings.proposals)
    try:
        found = path.stat()
    except OSError:
        return ()
    return _proposals(path, found.st_ino, found.st_mtime_ns, found.st_size)


@lru_cache(maxsize=1)
def _proposals(path: Path, inode: int, changed: int, size: int) -> tuple[Mapping[str, Any], ...]:
    return read_proposals(path)


def review_of(settings: Settings, author: str) -> Review:
    """The review of ``author`` that goes on in the file of the server. Raises XpkgError where that cannot be read."""
    judge = Judge(author, datetime.date.today().isoformat(), version("xpkg"))
    return Review.of(Path(settings.judgements), judge)


def judge(settings: Settings, job: Job) -> Outcome:
    """Makes the judgement of ``job`` and leads to the next thing; of status 404 where there is no such proposal."""
    told = dict(job.fields)
    found = {str(each["thing"]): each for each in proposals_of(settings)}
    proposal = found.get(told["thing"])
    if proposal is None:
        return Outcome("missing")
    with _alone(Path(settings.judgements)):
        review = review_of(settings, told["author"])
        if told["choice"] == "undo":
            review.take_back(proposal)
            return _to(job, {"after": ""})
        if not _judged(review, proposal, told["choice"]):
            return Outcome("missing")
    return _to(job, {"after": told["thing"], "done": told["thing"]})


def _judged(review: Review, proposal: Mapping[str, Any], choice: str) -> bool:
    """Makes one judgement; False where it is of an item that was not proposed."""
    what, _, item = choice.partition(":")
    candidates = [each for each in proposal["candidates"] if not item or each["item"] == item]
    if what == "absent":
        review.absent(proposal)
    elif not candidates:
        return False
    elif what == "reject":
        review.reject(proposal, candidates)
    else:
        review.accept(proposal, candidates[0], close=what == "close")
    return True


def _to(job: Job, fields: Mapping[str, str]) -> Outcome:
    told = {name: value for name, value in fields.items() if value}
    return Outcome("ok", status=303, headers=(("Location", address_of(job.root, **told)),))


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Holds a lock beside the file of judgements, so that the workers of a server write one after the other."""
    descriptor = os.open(path.with_name(f".{path.name}.lock"), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
