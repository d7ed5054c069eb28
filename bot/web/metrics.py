"""What is counted of this process, for Prometheus. Labels come from closed lists only: nothing in them is personal."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.process_collector import ProcessCollector

from procedures.payload import OUTCOMES

SECONDS = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0)
REGISTRY = CollectorRegistry()
ProcessCollector(registry=REGISTRY)
REQUESTS = Histogram(
    "motcua_request_seconds", "Requests by route template.", ("method", "route", "status"), buckets=SECONDS,
    registry=REGISTRY,
)  # fmt: skip
TURNS = Histogram(
    "motcua_turn_seconds", "Turns from their place to the stored answer, by outcome.", ("outcome",), buckets=SECONDS,
    registry=REGISTRY,
)  # fmt: skip
TURN_WAIT = Histogram(
    "motcua_turn_wait_seconds", "How long messages waited for a place.", buckets=SECONDS, registry=REGISTRY
)
TURNS_RUNNING = Gauge("motcua_turns_running", "Turns that are being answered.", registry=REGISTRY)
TURNS_AT_ONCE = Gauge("motcua_turns_at_once", "Turns that may run at once, as slow as they are.", registry=REGISTRY)
REFUSED = Counter("motcua_refused_total", "Refused because of too many others.", ("what",), registry=REGISTRY)
LIMITED = Counter("motcua_limited_total", "Refused by a rate limit.", ("kind",), registry=REGISTRY)
BOT_FAILURES = Counter(
    "motcua_bot_failures_total", "Turns that the bot gave no answer to.", ("why",), registry=REGISTRY
)
WORK_FAILED = Counter("motcua_work_failed_total", "Timed work that failed.", ("work",), registry=REGISTRY)
STREAMS = Gauge("motcua_streams_open", "Live streams that are open.", registry=REGISTRY)
PART_READY = Gauge("motcua_part_ready", "Whether a part is ready, as /readyz says.", ("part",), registry=REGISTRY)


def outcome_label(outcome: str | None) -> str:
    """The outcome if it is one of the closed list."""
    return outcome if outcome in OUTCOMES else "none"
