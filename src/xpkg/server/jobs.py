"""What the front asks of a worker, and how that ended: the values that cross between the processes."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

INLINE = 64_000
"""Bytes of a body that travel in the message itself; a longer one travels as an open file."""

LONG_JOB = b"\0"
"""The packet that stands for a job too long for one; the job is the first file that comes with it."""


@dataclass(frozen=True, slots=True)
class Job:
    """What a worker is asked to do; equal jobs on one snapshot have equal answers unless ``volatile``.

    ``kind`` is one of ``query``; ``graph`` (a graph as it is; ``text`` is its IRI, empty for the default graph);
    ``thing`` (what is said of the IRI ``text``); ``service`` and ``void`` (the descriptions); ``dump``; ``page``
    (``text`` is its path, ``fields`` the parameters); ``update``; and ``put``, ``post``, ``patch``, ``delete`` on a
    graph. ``default`` and ``named`` are None where the request chose no dataset;
    ``has_dataset`` says whether the query does, None that nobody has looked. ``root`` is the address of the
    server, ending in ``/``; ``base`` resolves relative IRIs.
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

    def encode(self) -> bytes:
        """The job as the worker reads it: what differs from the defaults."""
        given = {}
        for name, default in _DEFAULTS.items():
            value = getattr(self, name)
            if value != default:
                given[name] = value
        return _dumps(given).encode()

    @staticmethod
    def decode(data: bytes) -> Job:
        """The job that ``encode`` wrote."""
        given: dict[str, Any] = json.loads(data)
        for name in ("default", "named"):
            if given.get(name) is not None:
                given[name] = tuple(given[name])
        if "fields" in given:
            given["fields"] = tuple((key, value) for key, value in given["fields"])
        return Job(**given)


_dumps = json.JSONEncoder(ensure_ascii=True, check_circular=False).encode
_DEFAULTS: dict[str, Any] = asdict(Job("", timeout=-1.0))


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a job ended.

    ``kind`` is ``ok`` with a body; ``syntax``, ``missing``, ``refused``, ``size``, ``conflict``, ``failed``,
    ``unwritable`` where the worker says so; ``deadline``, ``memory``, ``complex``, ``crashed``, ``killed``, ``busy``,
    ``unready`` where the front found out.
    A body longer than INLINE is the open file ``spooled`` (a descriptor, the reader closes it) of ``size`` bytes.
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
        """The outcome as the front reads it: a line of facts, then the body."""
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
        return json.dumps(facts).encode() + b"\n" + self.body

    @staticmethod
    def decode(data: bytes, snapshot: str, spooled: int | None = None, size: int = 0) -> Outcome:
        """The outcome that ``encode`` wrote, by a worker of ``snapshot``."""
        head, _, body = data.partition(b"\n")
        if not head:
            return Outcome("ok", body, spooled=spooled, size=size or len(body), snapshot=snapshot)
        facts: dict[str, Any] = json.loads(head)
        if "headers" in facts:
            facts["headers"] = tuple((key, value) for key, value in facts["headers"])
        facts.setdefault("snapshot", snapshot)
        return Outcome(body=body, spooled=spooled, size=size or len(body), **facts)


_PLAIN = {"kind": "ok"}
