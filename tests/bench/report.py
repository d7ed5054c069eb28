"""Prints what an evaluation found: shares with their 95 % intervals (Wilson 1927), nothing of single messages."""

from collections import Counter, defaultdict
from math import sqrt
from typing import Any

BINS = 10


def report(name: str, rows: list[dict[str, Any]]) -> None:
    """Topic, procedure and both right, by file, style and topic; false answers out of scope; calibration error."""
    print(f"== {name}: {len(rows)} messages")
    for field in ("topic", "procedure", "both"):
        print(f"{field:<10} {share([row[field] for row in rows if row[field] is not None])}")
    outside = [row for row in rows if row["asks"][0][0] == "out_of_scope"]
    print(f"answered though out of scope {share([not row['refused'] for row in outside])}")
    print(f"expected calibration error   {100 * calibration_error(rows):.1f} %")
    for title in ("file", "style", "topic"):
        print(f"both right, by {title}")
        groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in rows:
            groups[row["asks"][0][0] if title == "topic" else row[title]].append(row)
        for group, members in sorted(groups.items()):
            told = Counter(str(row["told"]) for row in members if not row["topic"]).most_common(3)
            instead = ", ".join(f"{topic} {count}" for topic, count in told)
            print(f"  {group:<16} {share([row['both'] for row in members])}  {instead}")


def share(right: list[bool]) -> str:
    """Percent, 95 % interval, and of how many."""
    count = len(right)
    if not count:
        return "none"
    part, z = sum(right) / count, 1.96
    middle = (part + z * z / (2 * count)) / (1 + z * z / count)
    half = z * sqrt(part * (1 - part) / count + z * z / (4 * count * count)) / (1 + z * z / count)
    return f"{100 * part:5.1f} %  ({100 * (middle - half):.1f}–{100 * (middle + half):.1f})  of {count}"


def calibration_error(rows: list[dict[str, Any]]) -> float:
    """Expected calibration error over ten bins of confidence (Naeini et al. 2015), of topics that were told."""
    told = [row for row in rows if row["told"] not in (None, "nlu_fallback")]
    bins: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in told:
        bins[min(int(row["confidence"] * BINS), BINS - 1)].append(row)
    error = 0.0
    for members in bins.values():
        sure = sum(row["confidence"] for row in members) / len(members)
        right = sum(row["told"] in {topic for topic, _ in row["asks"]} for row in members) / len(members)
        error += abs(sure - right) * len(members) / len(told)
    return error
