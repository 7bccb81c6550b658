"""Counts for Prometheus, and one line of JSON for each request."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

if TYPE_CHECKING:
    from xpkg.server.pool import Pool


class _PoolNumbers(Collector):
    """Asks the pool when Prometheus asks."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    def collect(self) -> Iterator[Metric]:
        """Each number of the pool, as it is now."""
        for name, value in self._pool.numbers().items():
            yield GaugeMetricFamily(f"xpkg_pool_{name}", f"Workers or queries: {name}.", value=value)
        for name, value in self._pool.counts.items():
            yield CounterMetricFamily(f"xpkg_pool_{name}", f"Workers or queries {name} so far.", value=value)


class Metrics:
    """The counts of one server process. The log has no query, no address of a client and no form field."""

    content_type = CONTENT_TYPE_LATEST

    def __init__(self, pool: Pool) -> None:
        self._pool, self._lines = pool, list[str]()
        self.registry = CollectorRegistry()
        self.requests = Counter("xpkg_requests_total", "Requests by kind and status.", ("kind", "status"),
                                registry=self.registry)  # fmt: skip
        self.seconds = Histogram("xpkg_request_seconds", "Time to answer.", ("kind",), registry=self.registry,
                                 buckets=(0.001, 0.005, 0.02, 0.1, 0.5, 1, 5, 10, 30))  # fmt: skip
        self.sent = Counter("xpkg_sent_bytes_total", "Bytes of bodies.", registry=self.registry)
        self.faults = Counter("xpkg_faults_total", "Requests that failed by our fault.", registry=self.registry)
        self.registry.register(_PoolNumbers(pool))

    def start(self) -> None:
        """Nothing yet."""

    def stop(self) -> None:
        """Write what is not yet written."""
        self.flush()

    def text(self) -> bytes:
        """What Prometheus reads."""
        return generate_latest(self.registry)

    def fault(self) -> None:
        """Count a fault of the server, and say where it was: to the log alone."""
        import traceback

        self.faults.inc()
        self._lines.append(json.dumps({"at": _now(), "fault": traceback.format_exc()}))
        self.flush()

    def count(self, scope: Any, status: int, kind: str, size: int, seconds: float) -> None:
        """Note one request that has been answered."""
        self.requests.labels(kind or "other", str(status)).inc()
        self.seconds.labels(kind or "other").observe(seconds)
        self.sent.inc(size)
        self._lines.append(json.dumps({
            "at": _now(), "method": scope["method"], "path": scope["path"], "kind": kind, "status": status,
            "bytes": size, "ms": round(seconds * 1000, 2),
        }))  # fmt: skip
        self.flush()

    def flush(self) -> None:
        """Write the lines that have come together."""
        lines, self._lines = self._lines, []
        if lines:
            sys.stderr.write("\n".join(lines) + "\n")
            sys.stderr.flush()


def _now() -> str:
    seconds = time.time()
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(seconds)) + f".{int(seconds * 1000) % 1000:03}Z"
