"""The door between the pages and the machinery: a page is made in a worker, like any other answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xpkg.server.jobs import Job, Outcome

if TYPE_CHECKING:
    from xpkg.server.engine import Engine


CONTENT_SECURITY_POLICY = "default-src 'none'; style-src 'self'"


def is_page(path: str) -> bool:
    """Whether ``path`` has a page."""
    return False


def page(engine: Engine, job: Job) -> tuple[Outcome, bytes]:
    """The page at the path ``job.text``, with its status, for the fields of the job."""
    return Outcome("ok", status=404), b"<!doctype html><html lang=en><title>xpkg</title><p>No pages yet."
