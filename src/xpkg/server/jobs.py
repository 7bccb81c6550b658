"""Jobs and their outcomes: the values that pass between the server process and its workers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import orjson

INLINE = 64_000
"""Bytes of the longest body that is sent in the packet itself; a longer one is sent as an open file."""

LONG_JOB = b"\0"
"""The packet for a job that is too long for a packet: the job is the first open file that comes with it."""


@dataclass(frozen=True, slots=True)
class Job:
    """What a worker is asked to do. Equal jobs on one snapshot have equal outcomes, unless they are ``volatile``.

    ``kind`` is ``query``; ``graph`` (``text`` is its IRI, empty for the default graph); ``thing`` (the quads about the
    IRI ``text``); ``service`` or ``void`` (the descriptions); ``dump``; ``page`` (``text`` is its path, ``fields`` are
    its form fields); ``reconcile`` (``text`` is what of the service is asked, ``fields`` likewise); ``update``; or
    ``fields`` likewise); ``update``; or ``put``, ``post``, ``patch``, ``delete`` of a graph.
    ``format`` is a short name of ``negotiation``, ``content_type`` the media type of the response. ``base`` resolves
    relative IRIs; ``root`` is the address of the server and ends in ``/``. ``default`` and ``named`` are the dataset of
    the request, None where it names none. ``has_dataset`` says whether the query chooses one; None: not known yet.
    ``unchecked`` says that the worker has to check the query. ``timeout`` is in seconds.
    """

    kind: str
    text: str = ""
    form: str = ""
    format: str = ""
    content_type: str = ""
    base: str = ""
    root: str = ""
    default: tuple[str, ...] | None = None
    named: tuple[str, ...] | None = None
    fields: tuple[tuple[str, str], ...] = ()
    has_dataset: bool | None = None
    volatile: bool = False
    federated: bool = False
    unchecked: bool = False
    gzip: bool = False
    timeout: float = 10.0

    @property
    def writes(self) -> bool:
        """Whether the job changes the store."""
        return self.kind in ("update", "put", "post", "patch", "delete")

    @property
    def expected_cost(self) -> int:
        """A cheap guess of how long a query runs: the more variables it writes, the more it may have to join."""
        return self.text.count("?") + self.text.count("$")

    def of_text(self, text: str, *, has_dataset: bool) -> Job:
        """The same for another query; in a third of the time of ``replace``, as it is done for each."""
        return Job(
            self.kind, text, self.form, self.format, self.content_type, self.base, self.root, self.default, self.named,
            self.fields, has_dataset, self.volatile, self.federated, self.unchecked, self.gzip, self.timeout,
        )  # fmt: skip

    def encode(self) -> bytes:
        """The job as the worker reads it: JSON."""
        return orjson.dumps(self)

    @staticmethod
    def decode(data: bytes) -> Job:
        """The job that ``encode`` wrote."""
        given: dict[str, Any] = orjson.loads(data)
        for name in ("default", "named"):
            if given[name] is not None:
                given[name] = tuple(given[name])
        if given["fields"]:
            given["fields"] = tuple((key, value) for key, value in given["fields"])
        else:
            given["fields"] = ()
        return Job(**given)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a job ended.

    ``kind`` is ``ok``, with a body. From the worker also ``syntax``, ``missing``, ``refused``, ``size``, ``conflict``,
    ``failed`` or ``unwritable``; from the pool ``deadline``, ``memory``, ``complex``, ``crashed``, ``killed``, ``busy``
    or ``unready``. A body longer than INLINE is the open file ``spooled`` of ``size`` bytes; its reader closes it.
    """

    kind: str
    body: bytes = b""
    message: str = ""
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    gzipped: bool = False
    spooled: int | None = None
    size: int = 0
    snapshot: str = ""

    def encode(self) -> bytes:
        """The outcome as the server process reads it: a line of JSON, then the body."""
        facts: dict[str, Any] = {"kind": self.kind}
        if self.message:
            facts["message"] = self.message
        if self.status != 200:
            facts["status"] = self.status
        if self.headers:
            facts["headers"] = self.headers
        if self.gzipped:
            facts["gzipped"] = True
        if self.snapshot:
            facts["snapshot"] = self.snapshot
        if facts == _PLAIN:
            return b"\n" + self.body
        return orjson.dumps(facts) + b"\n" + self.body

    @staticmethod
    def decode(data: bytes, snapshot: str, spooled: int | None = None, size: int = 0) -> Outcome:
        """The outcome that ``encode`` wrote in a worker of ``snapshot``."""
        head, _, body = data.partition(b"\n")
        if not head:
            return Outcome("ok", body, spooled=spooled, size=size or len(body), snapshot=snapshot)
        facts: dict[str, Any] = orjson.loads(head)
        if "headers" in facts:
            facts["headers"] = tuple((key, value) for key, value in facts["headers"])
        facts.setdefault("snapshot", snapshot)
        return Outcome(body=body, spooled=spooled, size=size or len(body), **facts)


_PLAIN = {"kind": "ok"}
