"""What the service counts of itself, for Prometheus: the only module that names its client."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import generate_latest
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

Read = Callable[[], Mapping[str, float]]

TYPE = CONTENT_TYPE_LATEST
_BUCKETS = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0)


class Metrics:
    """Counters of one service; ``gauges`` gives what is read at the moment of asking."""

    def __init__(self, gauges: Gauges) -> None:
        self._registry = CollectorRegistry(auto_describe=False)
        self._registry.register(gauges)
        self._requests = Counter(
            "restokg_requests",
            "Requests answered, by kind, status and whether the cache had the answer.",
            ("kind", "status", "cached"),
            registry=self._registry,
        )
        self._seconds = Histogram(
            "restokg_request_seconds",
            "Time from the request to its answer, by kind.",
            ("kind",),
            buckets=_BUCKETS,
            registry=self._registry,
        )
        self._stopped = Counter(
            "restokg_stopped",
            "Queries and pages stopped, by the limit or reason.",
            ("reason",),
            registry=self._registry,
        )
        self._switches = Counter(
            "restokg_snapshot_switches", "New snapshots taken up.", registry=self._registry
        )
        # To look a child up by its labels costs more than to count.
        self._children: dict[tuple[str, int, bool], tuple[Counter, Histogram]] = {}

    def request(self, kind: str, status: int, seconds: float, *, cached: bool) -> None:
        key = (kind, status, cached)
        if (children := self._children.get(key)) is None:
            labels = (kind, str(status), "yes" if cached else "no")
            children = (self._requests.labels(*labels), self._seconds.labels(kind))
            self._children[key] = children
        counter, histogram = children
        counter.inc()
        histogram.observe(seconds)

    def stopped(self, reason: str) -> None:
        self._stopped.labels(reason).inc()

    def switched(self) -> None:
        self._switches.inc()

    def text(self) -> bytes:
        """Return all of it in the text format of Prometheus."""
        return generate_latest(self._registry)


class Gauges(Collector):
    """Values read when they are asked for: name, help, and values by label."""

    def __init__(self) -> None:
        self.families: list[tuple[str, str, str, Read]] = []

    def add(self, name: str, text: str, label: str, read: Read) -> None:
        self.families.append((name, text, label, read))

    def collect(self) -> Iterator[Metric]:
        for name, text, label, read in self.families:
            family = GaugeMetricFamily(name, text, labels=[label])
            for key, value in read().items():
                family.add_metric([key], value)
            yield family
