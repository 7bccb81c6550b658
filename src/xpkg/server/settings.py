"""The settings of the server."""

from __future__ import annotations

import os
import re
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

MEGABYTE = 1_000_000
SHORTEST_TOKEN = 16
"""Characters of the shortest token that is accepted."""
TOKEN = "XPKG_TOKEN"
"""The environment variable with the bearer token."""


def _ready_workers() -> int:
    return max(8, min(16, 5 * (os.cpu_count() or 2)))


def _memory_in_all() -> int:
    pages, size = os.sysconf("SC_PHYS_PAGES"), os.sysconf("SC_PAGE_SIZE")
    most = pages * size
    try:
        limit = Path("/sys/fs/cgroup/memory.max").read_text().strip()  # the limit of a container
    except OSError:
        limit = ""
    return min(most, int(limit) if limit.isdigit() else most) // 2


def program(module: str, *arguments: str) -> list[str]:
    """The command that runs ``module`` of this very package in isolated mode, wherever it was imported from."""
    root = str(Path(__file__).parents[2])
    start = f"import runpy, sys; {root!r} in sys.path or sys.path.insert(0, {root!r}); "
    return [sys.executable, "-I", "-c", f"{start}runpy.run_module({module!r}, run_name='__main__')", *arguments]


def without_token() -> dict[str, str]:
    """The environment for processes that do not need the token."""
    return {name: value for name, value in os.environ.items() if name != TOKEN}


@dataclass(frozen=True, slots=True)
class Settings:
    """Limits and names of one server. Times are seconds, sizes bytes.

    ``servers`` processes share the port; ``number`` is the number of this one. Each keeps ``workers`` processes ready
    for short queries. A query that takes longer than ``patience`` counts as long and gets the lowest priority; at most
    ``long_queries`` of them run at once. ``base`` is the base IRI of the graph (None: the one it was built with).
    ``public_url`` is the address at which clients reach the server (None: the Host header of the request).
    ``private`` refuses requests that other machines' pages make; it has no effect with a public URL.
    ``endpoint`` is the address of a SPARQL endpoint that is shown instead of the store; '' for the store.
    ``relays`` is set by the server: the addresses at which its workers reach ``endpoint`` and ``allow_service``.
    ``proposals`` and ``judgements`` are the paths of two files: what waits for judgement, and where judgements go.
    ``queries`` is the path of a folder with a user's own queries, which the query page lists; '' for none.
    ``language`` is the tag of the language of the pages, ``words`` the path of a folder with its words; '' for none.
    Raises ValueError where two settings contradict each other.
    """

    base: str | None = None
    public_url: str | None = None
    private: bool = False
    timeout: float = 10.0
    patience: float = 0.025
    servers: int = 1
    number: int = 0
    workers: int = _ready_workers()
    long_queries: int = 8
    queue: int = 128
    queue_wait: float = 5.0
    memory: int = 512 * MEGABYTE
    memory_in_all: int = _memory_in_all()
    result_size: int = 256 * MEGABYTE
    query_length: int = 200_000
    nesting: int = 64
    body_size: int = 64 * MEGABYTE
    allow_service: tuple[str, ...] = ()
    endpoint: str = ""
    relays: tuple[tuple[str, str], ...] = ()
    writable: bool = False
    token: str | None = None
    cache_size: int = 64 * MEGABYTE
    proposals: str = ""
    judgements: str = ""
    queries: str = ""
    language: str = "en"
    words: str = ""

    def __post_init__(self) -> None:
        if self.writable and not self.token:
            raise ValueError(f"--writable needs a bearer token in {TOKEN}")
        if self.judgements and not self.writable:
            raise ValueError("--judgements-file needs --writable: who judges has the token of the server")
        if self.token is not None and (len(self.token) < SHORTEST_TOKEN or not self.token.isascii()
                                       or not self.token.isprintable() or " " in self.token):  # fmt: skip
            raise ValueError(
                f"the token in {TOKEN} must have {SHORTEST_TOKEN} characters or more, none of them a space or outside"
                f" ASCII; make one with: python3 -c 'import secrets; print(secrets.token_urlsafe())'"
            )
        if self.public_url is not None and not self.public_url.startswith(("http://", "https://")):
            raise ValueError(f"the public URL must be http(s): {self.public_url!r}")
        if self.endpoint and (self.writable or self.allow_service):
            raise ValueError("another endpoint is only shown: neither --writable nor --allow-service goes with it")
        for endpoint in (*self.allow_service, *([self.endpoint] if self.endpoint else ())):
            if not re.fullmatch(r"https?://[^\s<>\"{}|\\^`#@]+", endpoint):
                raise ValueError(f"an endpoint, shown or for SERVICE, is a whole http(s) address: {endpoint!r}")
        sizes = (self.memory, self.result_size, self.query_length, self.nesting)
        if min(self.timeout, self.servers, self.workers, *sizes) <= 0:
            raise ValueError("limits must be above zero")

    def to_dict(self) -> dict[str, Any]:
        """The settings as values of JSON."""
        return asdict(self)

    @staticmethod
    def from_dict(given: dict[str, Any]) -> Settings:
        """The settings from the result of ``to_dict``."""
        relays = tuple((endpoint, address) for endpoint, address in given["relays"])
        return Settings(**{**given, "allow_service": tuple(given["allow_service"]), "relays": relays})
