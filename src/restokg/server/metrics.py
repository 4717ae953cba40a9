"""What the service counts of itself, for Prometheus: the only module that names its client."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
)
from prometheus_client.exposition import generate_latest
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

TYPE = CONTENT_TYPE_LATEST
_BOUNDS = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0)
_LABELS = (*map(str, _BOUNDS), "+Inf")

Read = Callable[[], Mapping[str, float]]


class Metrics(Collector):
    """Counts of one service.

    They are plain numbers until somebody asks: to count is on the way of every request, and all
    requests are counted in one thread.
    """

    def __init__(self) -> None:
        self._requests: Counter[tuple[str, str, str]] = Counter()
        self._times: dict[str, list[int]] = {}
        self._seconds: dict[str, float] = {}
        self._stopped: Counter[str] = Counter()
        self._switches = 0
        self._gauges: list[tuple[str, str, str, Read]] = []
        self._registry = CollectorRegistry(auto_describe=False)
        self._registry.register(self)

    def request(self, kind: str, status: int, seconds: float, *, cached: bool) -> None:
        self._requests[kind, str(status), "yes" if cached else "no"] += 1
        times = self._times.get(kind)
        if times is None:
            times = self._times[kind] = [0] * len(_LABELS)
            self._seconds[kind] = 0.0
        times[bisect_left(_BOUNDS, seconds)] += 1
        self._seconds[kind] += seconds

    def stopped(self, reason: str) -> None:
        self._stopped[reason] += 1

    def switched(self) -> None:
        self._switches += 1

    def gauge(self, name: str, text: str, label: str, read: Read) -> None:
        """Add values by label that are read at the moment of asking."""
        self._gauges.append((name, text, label, read))

    def text(self) -> bytes:
        """Return all of it in the text format of Prometheus."""
        return generate_latest(self._registry)

    def collect(self) -> Iterator[Metric]:
        requests = CounterMetricFamily(
            "restokg_requests",
            "Requests answered, by kind, status and whether the cache had the answer.",
            labels=("kind", "status", "cached"),
        )
        for labels, count in self._requests.items():
            requests.add_metric(labels, count)
        yield requests
        seconds = HistogramMetricFamily(
            "restokg_request_seconds", "Time from request to answer, by kind.", labels=("kind",)
        )
        for kind, times in self._times.items():
            sums = [sum(times[: n + 1]) for n in range(len(times))]
            buckets = list(zip(_LABELS, map(float, sums), strict=True))
            seconds.add_metric([kind], buckets, self._seconds[kind])
        yield seconds
        stopped = CounterMetricFamily(
            "restokg_stopped", "Queries and pages stopped, by limit or reason.", labels=("reason",)
        )
        for reason, count in self._stopped.items():
            stopped.add_metric((reason,), count)
        yield stopped
        yield CounterMetricFamily(
            "restokg_snapshot_switches", "New snapshots taken up.", value=self._switches
        )
        for name, text, label, read in self._gauges:
            gauge = GaugeMetricFamily(name, text, labels=(label,))
            for key, value in read().items():
                gauge.add_metric((key,), value)
            yield gauge
