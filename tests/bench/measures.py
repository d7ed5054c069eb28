"""What a set of judged messages shows, as plain values for a report: shares with intervals, pairs, calibration.

Nothing here tells a single message, so it may be shown of the held-out set.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from math import sqrt
from typing import Any

Rows = Sequence[Mapping[str, Any]]

BINS = 10
FIELDS = ("topic", "procedure", "both")
MOST_PAIRS = 15
_Z = 1.96


def share(right: Iterable[bool | None]) -> dict[str, float | int]:
    """``percent`` with its 95 % interval ``low`` to ``high`` (Wilson 1927), ``of`` how many; None is left out."""
    judged = [each for each in right if each is not None]
    count = len(judged)
    if not count:
        return {"percent": 0.0, "low": 0.0, "high": 100.0, "of": 0}
    part = sum(judged) / count
    middle = (part + _Z * _Z / (2 * count)) / (1 + _Z * _Z / count)
    half = _Z * sqrt(part * (1 - part) / count + _Z * _Z / (4 * count * count)) / (1 + _Z * _Z / count)
    low, high = (round(100 * min(max(bound, 0.0), 1.0), 2) for bound in (middle - half, middle + half))
    return {"percent": round(100 * part, 2), "low": low, "high": high, "of": count}


def right(rows: Rows) -> dict[str, dict[str, float | int]]:
    """Shares of topic, procedure and both right."""
    return {field: share(row[field] for row in rows) for field in FIELDS}


def figures(rows: Rows) -> dict[str, Any]:
    """Everything a report shows of the messages of one set as they were written."""
    outside = [row for row in rows if row["asks"][0][0] == "out_of_scope"]
    return {
        "messages": len(rows),
        **right(rows),
        "by_style": _grouped(rows, lambda row: row["style"]),
        "by_file": _grouped(rows, lambda row: row["file"]),
        "by_topic": _grouped(rows, lambda row: row["asks"][0][0]),
        "confusions": confusions(rows),
        "out_of_scope_answered": share(not row["refused"] for row in outside),
        "out_of_scope_as_procedure": share(not row["refused"] and bool(row["found"]) for row in outside),
        "calibration_error": round(100 * calibration_error(rows), 2),
        "reliability": reliability(rows),
        "both_questions": share(row["questions"] for row in rows),
        "split_needlessly": share(row["split"] for row in rows),
    }


def confusions(rows: Rows) -> list[dict[str, Any]]:
    """The most frequent pairs of the topic asked and another that was told, of messages with one question."""
    wrong = [row for row in rows if not row["topic"] and len(row["asks"]) == 1]
    pairs = Counter((row["asks"][0][0], str(row["told"])) for row in wrong)
    ordered = sorted(pairs.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_PAIRS]
    return [{"asked": asked, "told": told, "times": times} for (asked, told), times in ordered]


def reliability(rows: Rows) -> list[dict[str, float | int]]:
    """Ten bins of confidence: mean confidence, share of right topics, how many; of topics that were told."""
    bins: dict[int, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        if row["told"] not in (None, "nlu_fallback"):
            bins[min(int(row["confidence"] * BINS), BINS - 1)].append(row)
    return [
        {
            "confidence": round(sum(row["confidence"] for row in members) / len(members), 4),
            "right": round(sum(_told_right(row) for row in members) / len(members), 4),
            "of": len(members),
        }
        for _, members in sorted(bins.items())
    ]


def calibration_error(rows: Rows) -> float:
    """Expected calibration error over those bins (Naeini et al. 2015), 0 to 1."""
    bins = reliability(rows)
    total = sum(each["of"] for each in bins)
    return sum(abs(each["confidence"] - each["right"]) * each["of"] for each in bins) / total if total else 0.0


def _told_right(row: Mapping[str, Any]) -> bool:
    return row["told"] in {topic for topic, _ in row["asks"]}


def _grouped(rows: Rows, group: Callable[[Mapping[str, Any]], str]) -> dict[str, Any]:
    groups: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        groups[group(row)].append(row)
    return {name: right(members) for name, members in sorted(groups.items())}
