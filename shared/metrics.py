"""What the process has done and how it is, for Prometheus: only with METRICS=1, as a function's address is public.

The client library is loaded, and anything is counted, only then. A process counts for itself.
"""

import functools
import threading
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from shared import admission
from shared.config import settings

if TYPE_CHECKING:
    from prometheus_client.metrics_core import Metric

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15, 30, 60)
BYTES = (10_000, 30_000, 100_000, 300_000, 1_000_000, 2_097_152, 5_000_000, 10_000_000, 20_000_000, 67_108_864)
LINES: Mapping[str, Callable[[], admission.Line]] = {
    "calls": admission.calls,
    "bodies": admission.bodies,
    "processors": admission.processors,
    "memory": admission.memory,
}
"""What there is a limited amount of, in the order of admission."""
_OF_A_LINE = {
    "amount": "What there is in all.",
    "in_use": "What is given out now.",
    "waiting": "Calls that wait for their turn.",
}
_making = threading.Lock()


def record(  # noqa: PLR0913  # each is a label or a value
    *, function: str, errcode: int | None, client: str, served_by: str, partial: bool, seconds: float, size: int
) -> None:
    """Count a call. `errcode` is None for one that is not known; `size` are the bytes of its image, 0 for none."""
    if settings().metrics:
        code = "other" if errcode is None else str(errcode)
        _instruments().record(function, (code, client, served_by, str(partial).lower()), seconds, size)


def text() -> bytes:
    """All metrics in Prometheus' text format, version 0.0.4: of type CONTENT_TYPE."""
    return _instruments().text()


class _Instruments:
    def __init__(self) -> None:
        from prometheus_client import CollectorRegistry, Counter, Histogram, PlatformCollector, ProcessCollector

        self._registry = CollectorRegistry()
        labels = ("function", "errcode", "client", "served_by", "partial")
        self._calls = Counter("wx_image_calls", "Calls that were answered.", labels, registry=self._registry)
        self._seconds = Histogram(
            "wx_image_call_seconds",
            "Seconds from a request to its answer.",
            ("function",),
            registry=self._registry,
            buckets=SECONDS,
        )
        self._bytes = Histogram(
            "wx_image_bytes", "Bytes of the images.", ("function",), registry=self._registry, buckets=BYTES
        )
        self._registry.register(_Lines())
        ProcessCollector(registry=self._registry)
        PlatformCollector(registry=self._registry)

    def record(self, function: str, labels: tuple[str, ...], seconds: float, size: int) -> None:
        self._calls.labels(function, *labels).inc()
        self._seconds.labels(function).observe(seconds)
        if size:
            self._bytes.labels(function).observe(size)

    def text(self) -> bytes:
        from prometheus_client import generate_latest

        return generate_latest(self._registry)


class _Lines:
    """Reads the lines of admission, and the threads, when it is asked. A collector of prometheus_client."""

    def collect(self) -> "Iterator[Metric]":
        from prometheus_client.metrics_core import GaugeMetricFamily

        for name, meaning in _OF_A_LINE.items():
            gauge = GaugeMetricFamily(f"wx_image_line_{name}", meaning, labels=["line"])
            for line, get in LINES.items():
                # How much memory there is, is measured at the first picture, when the engine has what it needs.
                if line == "memory" and admission.memory.made is None:
                    continue
                gauge.add_metric([line], getattr(get(), name))
            yield gauge
        yield GaugeMetricFamily("wx_image_threads", "Threads of the process.", value=threading.active_count())


def _instruments() -> _Instruments:
    with _making:  # a cache alone would make two, and lose the counts of one
        return _made()


@functools.cache
def _made() -> _Instruments:
    return _Instruments()
