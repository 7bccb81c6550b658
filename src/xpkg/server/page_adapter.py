"""Connects the pages with the server: a page is made by a job in a worker, like any other response."""

from __future__ import annotations

from xpkg.server import pages
from xpkg.server.engine import AnyEngine
from xpkg.server.jobs import Job, Outcome

CONTENT_SECURITY_POLICY = pages.CONTENT_SECURITY_POLICY
ASSETS = pages.ASSETS
VERSION = pages.version()


def is_page(path: str) -> bool:
    """Whether ``path`` has a page."""
    return pages.is_page(path)


def page(engine: AnyEngine, job: Job) -> tuple[Outcome, bytes]:
    """The page at the path ``job.text`` for the fields of ``job``: its outcome and its HTML."""
    made = pages.respond(pages.PageRequest(job.text, job.fields, job.root, engine.base), engine)
    headers = () if made.listed else (("X-Robots-Tag", "noindex"),)
    return Outcome("ok", status=made.status, headers=headers), made.html.encode()


def warm() -> None:
    """Do once, before workers are forked, what each would have to do for its first page."""
    pages.warm()


def error_page(status: int, root: str, message: str) -> bytes:
    """The HTML of a page that tells a person what went wrong. Needs no worker."""
    return pages.error_page(status, pages.Site(public_url=root), message).html.encode()


def asset(path: str) -> bytes:
    """The bytes of one of ASSETS."""
    return pages.asset(path)
