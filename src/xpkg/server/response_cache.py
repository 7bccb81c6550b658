"""Keeps responses by the exact bytes of their request, so that a repeated request is answered without parsing it."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

RAW_REQUEST = "xpkg.raw"
"""Key in the ASGI scope's state: the bytes of the request, if they came in one piece with nothing else."""

_MAX_REQUEST = 8 * 1024
_MAX_RESPONSE = 64 * 1024
_OVERHEAD = 200  # bytes that an entry costs besides its request and response


@dataclass(frozen=True, slots=True)
class CachedResponse:
    """A response as it is sent, without its status line and the headers of the server (its date).

    ``log`` is the constant part of its log line, ``size`` the length of its body in bytes.
    """

    rest: bytes
    log: str
    status: int
    size: int


class ResponseCache:
    """Responses of one snapshot by their request; past ``capacity`` bytes the oldest entries go."""

    def __init__(self, capacity: int) -> None:
        self._capacity, self._size = capacity, 0
        self._entries: OrderedDict[bytes, CachedResponse] = OrderedDict()

    def get(self, request: bytes) -> CachedResponse | None:
        """The response to exactly these bytes, if there is one."""
        return self._entries.get(request)

    def put(self, request: bytes | None, response: CachedResponse) -> None:
        """Keep ``response``, if it and its request are short enough."""
        if request is None or len(request) > _MAX_REQUEST or len(response.rest) > _MAX_RESPONSE:
            return
        if request in self._entries:
            return
        self._entries[request] = response
        self._size += len(request) + len(response.rest) + _OVERHEAD
        while self._size > self._capacity:
            oldest, evicted = self._entries.popitem(last=False)
            self._size -= len(oldest) + len(evicted.rest) + _OVERHEAD

    def clear(self) -> None:
        """Remove all entries: another snapshot is served."""
        self._entries.clear()
        self._size = 0
