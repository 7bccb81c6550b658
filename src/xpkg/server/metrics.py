"""Metrics for Prometheus, and one line of JSON in the log for each request."""

from __future__ import annotations

import json
import time
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from prometheus_client import CollectorRegistry
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector
from prometheus_client.utils import floatToGoString

from xpkg.server.log import Log, stamp

if TYPE_CHECKING:
    from xpkg.server.pool import Pool
    from xpkg.server.response_cache import CachedResponse


_MAX_LINES = 500  # log lines in the buffer; it is flushed ten times a second anyway


class _Requests(Collector):
    """Counts requests by kind and status, and their times by kind, in plain numbers: there are many of them."""

    def __init__(self, process: str) -> None:
        self._process = process
        self.faults = 0
        self._sent = 0
        self._counts: dict[tuple[str, int], int] = {}
        self._times: dict[str, tuple[list[int], list[float]]] = {}  # in each bucket; and the sum

    def add(self, kind: str, status: int, seconds: float, size: int, times: int = 1) -> None:
        """Count a request, or ``times`` cached ones, whose time is negligible."""
        key = (kind, status)
        self._counts[key] = self._counts.get(key, 0) + times
        self._sent += size * times
        if kind != "cached":
            found = self._times.get(kind)
            if found is None:
                found = self._times[kind] = ([0] * (len(_BUCKETS) + 1), [0.0])
            found[0][bisect_left(_BUCKETS, seconds)] += 1
            found[1][0] += seconds

    def collect(self) -> Iterator[Metric]:
        """The numbers as families of Prometheus."""
        requests = CounterMetricFamily("xpkg_requests", "Requests by kind and status.",
                                       labels=["kind", "status", "process"])  # fmt: skip
        for (kind, status), count in self._counts.items():
            requests.add_metric([kind, str(status), self._process], count)
        yield requests
        seconds = HistogramMetricFamily("xpkg_request_seconds", "Time to answer.", labels=["kind", "process"])
        for kind, (counts, total) in self._times.items():
            bounds = [*map(floatToGoString, _BUCKETS), "+Inf"]
            seconds.add_metric([kind, self._process], list(zip(bounds, accumulate(counts), strict=True)), total[0])
        yield seconds
        yield CounterMetricFamily("xpkg_sent_bytes", "Bytes of bodies.", self._sent)
        yield CounterMetricFamily("xpkg_faults", "Requests that failed by our fault.", self.faults)


_BUCKETS = (0.001, 0.005, 0.02, 0.1, 0.5, 1.0, 5.0, 10.0, 30.0)  # seconds


class _PoolCollector(Collector):
    """Reads the numbers of the pool when Prometheus scrapes them."""

    def __init__(self, pool: Pool, process: str) -> None:
        self._pool, self._process = pool, process

    def collect(self) -> Iterator[Metric]:
        """The gauges and counters of the pool."""
        for name, value in self._pool.numbers().items():
            gauge = GaugeMetricFamily(f"xpkg_pool_{name}", f"Workers or queries: {name}.", labels=["process"])
            gauge.add_metric([self._process], value)
            yield gauge
        for name, value in self._pool.counts.items():
            counter = CounterMetricFamily(f"xpkg_pool_{name}", f"Workers or queries {name}.", labels=["process"])
            counter.add_metric([self._process], value)
            yield counter


class Metrics:
    """The metrics of one server process. The log contains no query, no client address and no form field."""

    content_type = CONTENT_TYPE_LATEST

    def __init__(self, pool: Pool, log: Log, process: str = "0") -> None:
        self._log, self._pool = log, pool
        self._lines: list[str] = []
        self._cached: dict[CachedResponse, int] = {}
        self._requests = _Requests(process)
        self.registry = CollectorRegistry()
        self.registry.register(self._requests)
        self.registry.register(_PoolCollector(pool, process))

    def stop(self) -> None:
        """Flush the log; it waits a second at most for its reader."""
        self.flush()
        self._log.close()

    def text(self) -> bytes:
        """The metrics in the text format of Prometheus."""
        self._pool.lending.drain()
        self.flush()
        return generate_latest(self.registry)

    def fault(self) -> None:
        """Count an internal error, and write its traceback to the log (never to the client)."""
        import traceback

        self._requests.faults += 1
        self._lines.append(json.dumps({"fault": traceback.format_exc()}))
        self.flush()

    def log_end(self, scope: Any, status: int, kind: str, size: int) -> str:
        """The constant part of a request's log line: everything but the time."""
        return f'{_beginning(scope["method"], scope["path"], kind, status)}, "bytes": {size}'

    def count(self, scope: Any, status: int, kind: str, size: int, seconds: float) -> None:
        """Count and log one request that has been answered."""
        self._requests.add(kind or "other", status, seconds, size)
        self._write(self.log_end(scope, status, kind, size), seconds)

    def count_cached(self, response: CachedResponse) -> None:
        """Count one request that the response cache answered."""
        self._cached[response] = self._cached.get(response, 0) + 1
        self._write(response.log, 0.0)

    def count_lent(self, path: str, size: int, cached: bool, at: float, seconds: float) -> None:
        """Count a query that a worker answered on its own (see ``lending``), at the time ``at``."""
        self._requests.add("cached" if cached else "query", 200, seconds, size)
        end = f'{_beginning("GET", path, "query", 200)}, "bytes": {size}'
        self._write(end, 0.0 if cached else seconds, at)

    def _write(self, end: str, seconds: float, at: float = 0.0) -> None:
        self._lines.append(f'{{"at": "{stamp(at or time.time())}", {end}, "ms": {seconds * 1000:.2f}}}')
        if len(self._lines) >= _MAX_LINES:
            self.flush()

    def flush(self) -> None:
        """Write the buffered lines to the log."""
        for response, times in self._cached.items():
            self._requests.add("cached", response.status, 0.0, response.size, times)
        self._cached.clear()
        lines, self._lines = self._lines, []
        if lines:
            self._log.write(lines)


@lru_cache(maxsize=256)
def _beginning(method: str, path: str, kind: str, status: int) -> str:
    return json.dumps({"method": method, "path": path, "kind": kind, "status": status})[1:-1]
