"""The door between the pages and the machinery: a page is made in a worker, like any other answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xpkg import gate, search
from xpkg.server import pages
from xpkg.server.jobs import Job, Outcome

if TYPE_CHECKING:
    from xpkg.server.engine import Engine

_MOST_ROWS = 2000


def page(engine: Engine, job: Job) -> tuple[Outcome, bytes]:
    """The page at the path ``job.text``, with its status, for the fields of the job."""

    def ask(query: str) -> pages.Answer:
        try:
            gate.check(
                query, length=engine.settings.query_length, nesting=engine.settings.nesting, allow_service=()
            )
            return pages.of_results(engine.execute(query, base=job.base), _MOST_ROWS)
        except gate.Refused as refusal:
            raise pages.AskError(refusal.status, str(refusal)) from refusal
        except (SyntaxError, ValueError) as error:
            raise pages.AskError(400, str(error)) from error
        except OSError as error:
            raise pages.AskError(500, "the query could not be finished") from error

    fields: dict[str, str] = {}
    for name, value in job.fields:
        fields.setdefault(name, value)
    site = pages.Site(engine.base, job.root)
    made = pages.respond(job.text, fields, ask, site, engine.path / search.FILE_NAME)
    return Outcome("ok", status=made.status, headers=() if made.listed else (("X-Robots-Tag", "noindex"),)), made.html.encode()
