"""What is counted of the action server, for Prometheus. Labels come from closed lists only."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.process_collector import ProcessCollector

SECONDS = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 4.0)
REGISTRY = CollectorRegistry()
ProcessCollector(registry=REGISTRY)
ACTIONS = Histogram("motcua_action_seconds", "Actions by name.", ("action",), buckets=SECONDS, registry=REGISTRY)
ACTIONS_FAILED = Counter("motcua_actions_failed_total", "Calls that no action answered.", registry=REGISTRY)
AGENCY_CALLS = Histogram(
    "motcua_agency_call_seconds", "Calls to an agency, other tries included, by what came of them.",
    ("agency", "result"), buckets=SECONDS, registry=REGISTRY,
)  # fmt: skip
AGENCY_OPEN = Gauge(
    "motcua_agency_circuit_open", "1 from the failures on until the agency has answered again, trials included.",
    ("agency",), registry=REGISTRY,
)  # fmt: skip


@contextmanager
def agency_call(agency: str) -> Iterator[None]:
    """Times one call; the result is «ok» or the kind of error."""
    began, result = time.perf_counter(), "ok"
    try:
        yield
    except BaseException as error:
        result = type(error).__name__
        raise
    finally:
        AGENCY_CALLS.labels(agency, result).observe(time.perf_counter() - began)
