"""The memory that the server process shares with a worker to which it lends connections, and the packets of lending.

Each of the two writes to fields of its own. What the worker wrote is there even after it was killed.
"""

from __future__ import annotations

import mmap
import os
import struct
import time
from collections.abc import Iterator

IDLE, READING, BUSY, SENDING = range(4)
"""What a worker does: nothing; it reads from a connection; it has a request to answer; it sends the answer."""
LONGEST_REQUEST = 8192
"""Bytes of the longest request that a worker answers."""
LEND, WAKE = b"L", b"W"
"""The kinds of packets to a worker: it gets a connection, and what is known of its heads; it has to look for RECALL."""
BACK, REST, DONE = b"\1", b"\2", b"\3"
"""The kinds of packets from it: it gives a connection back, with the bytes of a request that it did not answer; with
the end of an answer that the client did not take at once; with a request and its outcome, which is no small result."""
PLACE = struct.Struct("=cIQ")
"""The beginning of all these packets: the kind, the number of the connection, the term in which it was lent."""
Record = tuple[int, int, bool, float, float]
"""One answer: number of the connection, bytes of the body, whether it was cached, the time, seconds that it took."""

# Words of eight bytes; the worker writes the first seven, the server process the others.
_DOING, _REQUESTS, _BEGAN, _WRITTEN, _ANSWER, _BEFORE, _LENGTH, _TERM, _READ, _RECALL = range(10)
_REQUEST, _RECORDS = 128, 128 + LONGEST_REQUEST
_RECORD, _MOST = struct.Struct("=II?dd"), 4096
_SIZE = _RECORDS + _MOST * _RECORD.size
_NOTHING = bytes(LONGEST_REQUEST)


class Lease:
    """The shared memory in the file ``descriptor``. Raises OSError or ValueError where it cannot be mapped."""

    def __init__(self, descriptor: int) -> None:
        if os.fstat(descriptor).st_size < _SIZE:
            os.ftruncate(descriptor, _SIZE)
        self._memory = mmap.mmap(descriptor, _SIZE)
        self._words = memoryview(self._memory)[:_REQUEST].cast("Q")
        self._times = memoryview(self._memory)[:_REQUEST].cast("d")
        self._request = memoryview(self._memory)[_REQUEST:_RECORDS]
        self._size = 0  # of the last request

    def close(self) -> None:
        """Let go of the memory."""
        for view in (self._words, self._times, self._request):
            view.release()
        self._memory.close()

    @property
    def term(self) -> int:
        """The term in which connections are lent now; what was lent in another one has been taken back."""
        return self._words[_TERM]

    @property
    def doing(self) -> tuple[int, int]:
        """What the worker does, and the number of the connection."""
        word = self._words[_DOING]
        return word & 3, word >> 2

    @property
    def requests(self) -> int:
        """How many requests the worker has begun."""
        return self._words[_REQUESTS]

    @property
    def began(self) -> float:
        """When the worker began with the last of them, in seconds of ``time.monotonic``."""
        return self._times[_BEGAN]

    @property
    def is_recalled(self) -> bool:
        """Whether the worker has to give back all connections."""
        return bool(self._words[_RECALL])

    def recall(self, *, all_of_them: bool) -> None:
        """Have the worker give back all connections, or do so no more (server process)."""
        self._words[_RECALL] = all_of_them

    def begin_term(self) -> None:
        """Take back all connections; the worker does nothing, or has only one of them in hand (server process)."""
        self._words[_TERM] += 1
        self._words[_RECALL] = 0

    def request(self, size: int = 0) -> bytes:
        """The first ``size`` bytes of the request, or all of one that was not answered."""
        if size:
            self._size = size
        return bytes(self._request[:size]) if size else bytes(self._request).rstrip(b"\0")

    def read(self, number: int) -> memoryview:
        """Begin to read from a connection; returns where to (worker)."""
        # Where the worker is killed while it reads, all that is there has been read.
        self._request[: self._size] = _NOTHING[: self._size]
        self._size = LONGEST_REQUEST
        self._words[_DOING] = READING | number << 2
        return self._request

    def begin(self, number: int) -> None:
        """Begin with the request that is read (worker)."""
        self._words[_REQUESTS] += 1
        self._times[_BEGAN] = time.monotonic()
        self._words[_DOING] = BUSY | number << 2

    def send(self, number: int) -> None:
        """There is an answer (worker). While the worker runs, nobody takes back the connection from now on."""
        self._words[_LENGTH] = 0
        self._words[_DOING] = SENDING | number << 2

    def answer(self, record: Record, before: int, length: int) -> None:
        """Begin to write an answer of ``length`` bytes to a connection that got ``before`` bytes in this term (worker).

        Waits where the server process has to read other records first.
        """
        written = self._words[_WRITTEN]
        while written - self._words[_READ] >= _MOST:
            time.sleep(0.001)
        _RECORD.pack_into(self._memory, _RECORDS + written % _MOST * _RECORD.size, *record)
        self._words[_ANSWER], self._words[_BEFORE] = written, before
        self._words[_LENGTH] = length

    def answered(self) -> None:
        """The answer is written, to its end or as far as there was room (worker); its record counts."""
        self._words[_WRITTEN] = self._words[_ANSWER] + 1

    def rest(self) -> None:
        """The request is answered, or given back (worker)."""
        self._words[_DOING] = IDLE

    def was_answered(self, written: int) -> bool | None:
        """Whether a worker that ended while it sent had written all of the answer; None where a part of it.

        ``written`` is how many bytes were written to the connection in this term. Where it is all, the record counts.
        """
        length = self._words[_LENGTH]
        done = written - self._words[_BEFORE] if length else 0
        if length and done == length:
            self.answered()
        return done > 0 if done in (0, length) else None

    def records(self) -> Iterator[Record]:
        """The records that were not read before (server process)."""
        read, written = self._words[_READ], self._words[_WRITTEN]
        while read < written:
            number, size, cached, at, seconds = _RECORD.unpack_from(
                self._memory, _RECORDS + read % _MOST * _RECORD.size
            )
            yield number, size, cached, at, seconds
            read += 1
        self._words[_READ] = read
