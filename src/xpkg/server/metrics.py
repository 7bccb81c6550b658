"""Metrics for Prometheus, and one line of JSON in the log for each request."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from xpkg.server.log import Log, stamp

if TYPE_CHECKING:
    from xpkg.server.pool import Pool
    from xpkg.server.response_cache import CachedResponse


_MAX_LINES = 500  # log lines in the buffer; it is flushed ten times a second anyway


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
        self._process, self._log = process, log
        self._lines: list[str] = []
        self._cached: dict[CachedResponse, int] = {}
        self._children: dict[tuple[str, int], tuple[Counter, Histogram]] = {}
        self.registry = CollectorRegistry()
        self.requests = Counter("xpkg_requests_total", "Requests by kind and status.", ("kind", "status", "process"),
                                registry=self.registry)  # fmt: skip
        self.seconds = Histogram("xpkg_request_seconds", "Time to answer.", ("kind", "process"), registry=self.registry,
                                 buckets=(0.001, 0.005, 0.02, 0.1, 0.5, 1, 5, 10, 30))  # fmt: skip
        self.sent = Counter("xpkg_sent_bytes_total", "Bytes of bodies.", registry=self.registry)
        self.faults = Counter("xpkg_faults_total", "Requests that failed by our fault.", registry=self.registry)
        self.registry.register(_PoolCollector(pool, process))

    def stop(self) -> None:
        """Flush the log; it waits a second at most for its reader."""
        self.flush()
        self._log.close()

    def text(self) -> bytes:
        """The metrics in the text format of Prometheus."""
        self.flush()
        return generate_latest(self.registry)

    def fault(self) -> None:
        """Count an internal error, and write its traceback to the log (never to the client)."""
        import traceback

        self.faults.inc()
        self._lines.append(json.dumps({"fault": traceback.format_exc()}))
        self.flush()

    def log_end(self, scope: Any, status: int, kind: str, size: int) -> str:
        """The constant part of a request's log line: everything but the time."""
        facts = {"method": scope["method"], "path": scope["path"], "kind": kind, "status": status, "bytes": size}
        return json.dumps(facts)[1:-1]

    def count(self, scope: Any, status: int, kind: str, size: int, seconds: float) -> None:
        """Count and log one request that has been answered."""
        self._add(kind or "other", status, seconds, size)
        self._write(self.log_end(scope, status, kind, size), seconds)

    def count_cached(self, response: CachedResponse) -> None:
        """Count one request that the response cache answered."""
        self._cached[response] = self._cached.get(response, 0) + 1
        self._write(response.log, 0.0)

    def _add(self, kind: str, status: int, seconds: float, size: int, times: int = 1) -> None:
        found = self._children.get((kind, status))
        if found is None:
            found = (self.requests.labels(kind, str(status), self._process), self.seconds.labels(kind, self._process))
            self._children[kind, status] = found
        found[0].inc(times)
        if kind != "cached":  # there are very many, and their time is negligible
            found[1].observe(seconds)
        self.sent.inc(size * times)

    def _write(self, end: str, seconds: float) -> None:
        self._lines.append(f'{{"at": "{stamp(time.time())}", {end}, "ms": {seconds * 1000:.2f}}}')
        if len(self._lines) >= _MAX_LINES:
            self.flush()

    def flush(self) -> None:
        """Write the buffered lines to the log."""
        for response, times in self._cached.items():
            self._add("cached", response.status, 0.0, response.size, times)
        self._cached.clear()
        lines, self._lines = self._lines, []
        if lines:
            self._log.write(lines)

