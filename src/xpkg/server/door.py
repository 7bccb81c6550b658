"""The door between the pages and the machinery: a page is made in a worker, like any other answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xpkg.server import pages
from xpkg.server.jobs import Job, Outcome

if TYPE_CHECKING:
    from xpkg.server.engine import Engine


CONTENT_SECURITY_POLICY = pages.CONTENT_SECURITY_POLICY
ASSETS = pages.ASSETS
VERSION = pages.version()


def is_page(path: str) -> bool:
    """Whether ``path`` has a page."""
    return pages.is_page(path)


def page(engine: Engine, job: Job) -> tuple[Outcome, bytes]:
    """The page at the path ``job.text``, with its status, for the fields of the job."""
    made = pages.respond(pages.PageRequest(job.text, job.fields, job.root, engine.base), engine)
    headers = () if made.listed else (("X-Robots-Tag", "noindex"),)
    return Outcome("ok", status=made.status, headers=headers), made.html.encode()


def warm() -> None:
    """Does once, before workers are forked, what each of them would have to do for its first page."""
    pages.warm()


def error_page(status: int, root: str, message: str) -> bytes:
    """A page that tells a person what went wrong; made in the front, of nothing but its arguments."""
    return pages.error_page(status, pages.Site(public_url=root), message).html.encode()


def asset(path: str) -> bytes:
    """The bytes of one of ASSETS, which the pages need beside themselves."""
    return pages.asset(path)
