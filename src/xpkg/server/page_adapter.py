"""Connects the pages with the server: a page is made by a job in a worker, like any other response."""

from __future__ import annotations

from xpkg.errors import XpkgError
from xpkg.server import pages
from xpkg.server.engine import AnyEngine
from xpkg.server.jobs import Job, Outcome
from xpkg.server.judging import requests as judging
from xpkg.server.judging.judgements import proposals_of, review_of
from xpkg.server.pages import link_page, machine_files
from xpkg.server.settings import Settings

CONTENT_SECURITY_POLICY = pages.CONTENT_SECURITY_POLICY
ASSETS = pages.ASSETS
FILES = machine_files.TYPES


def is_page(path: str) -> bool:
    """Whether ``path`` has a page."""
    return pages.is_page(path)


def page(engine: AnyEngine, job: Job) -> tuple[Outcome, bytes]:
    """The page at the path ``job.text`` for the fields of ``job``: its outcome and its HTML."""
    request = pages.PageRequest(job.text, job.fields, job.root, engine.base)
    if job.text == judging.PATH:
        with pages.speaking(_language(engine.settings)):
            made = _judging(engine, request)
    else:
        made = pages.respond(request, engine, language=_language(engine.settings))
    headers = () if made.listed else (("X-Robots-Tag", "noindex"),)
    return Outcome("ok", status=made.status, headers=headers), made.html.encode()


def _judging(engine: AnyEngine, request: pages.PageRequest) -> pages.Page:
    """The page on which a person judges; the fields of ``request`` are those that its plan has checked."""
    reader, fields = pages.reader_of(request, engine), dict(request.fields)
    if "author" not in fields:
        return link_page.entry(reader)
    try:
        review, waiting = review_of(engine.settings, fields["author"]), proposals_of(engine.settings)
    except XpkgError:
        site = pages.Site(request.base, request.root)
        return pages.error_page(500, site, pages.gettext("The file of proposals or of judgements cannot be read."))
    return link_page.page(reader, engine.store, review, waiting, fields)


def _language(settings: Settings) -> pages.Language:
    return pages.find_language(settings.language, settings.words)


def version(settings: Settings) -> str:
    """A digest of all that shapes the pages of one snapshot: the code, and the words of the language."""
    return pages.version() + _language(settings).digest


def warm(settings: Settings) -> None:
    """Do once, before workers are forked, what each would have to do for its first page."""
    pages.warm(_language(settings))


def error_page(status: int, root: str, message: str, settings: Settings) -> bytes:
    """The HTML of a page that tells a person what went wrong. Needs no worker."""
    with pages.speaking(_language(settings)):
        return pages.error_page(status, pages.Site(public_url=root), message).html.encode()


def asset(path: str) -> bytes:
    """The bytes of one of ASSETS."""
    return pages.asset(path)
