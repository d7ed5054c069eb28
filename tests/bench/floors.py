"""Holds a report against the floors kept in the repository, so that no change makes the bot understand less unseen.

``python -m tests.bench.floors <report.json>`` exits 1 and names what fell; ``--write <report.json>`` sets the floors
anew: two points under the shares of that report, two above its rates of error. Speed is held only as the ratio to the
stock pipeline in the same run, because machines differ; seconds of training are not held at all.
"""

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

KEPT = Path(__file__).with_name("floors.json")
MARGIN = 2.0
"""Points of percent."""
FEWEST = 60
"""Shares of fewer messages jump by more than the margin for one message or two, and are not held."""
AIMS = {"cpu_p50_ratio": 1 / 3, "cpu_p95_ratio": 1 / 3, "above_mb": 150.0}
"""Costs: as long as they keep to what was promised, nothing fell; where they don't yet, they may not grow."""
SLACK = 1.25

Report = Mapping[str, Any]
Values = dict[str, float]


def shares(report: Report) -> Values:
    """What must not fall, by name: percent of the held-out set, and F1 of its entities."""
    held = report["sets"]["heldout"]
    found = {field: held[field] for field in ("topic", "procedure", "both", "both_questions")}
    for key in ("noise", "by_style", "by_file"):
        found |= {f"{key}/{group}": shares["both"] for group, shares in held[key].items()}
    values = {name: float(share["percent"]) for name, share in found.items() if share["of"] >= FEWEST}
    return values | {f"entity/{kind}": float(scores["f1"]) for kind, scores in held.get("entities", {}).items()}


def errors(report: Report) -> Values:
    """What must not rise, in points of percent."""
    held = report["sets"]["heldout"]
    found = ("out_of_scope_answered", "out_of_scope_as_procedure", "split_needlessly")
    values = {name: float(held[name]["percent"]) for name in found if held[name]["of"]}
    return values | {"calibration_error": float(held["calibration_error"])}


def costs(report: Report) -> Values:
    """Ratios of processor time to the stock pipeline and megabytes above an empty Rasa, of the same run."""
    return {
        "cpu_p50_ratio": report["speed"]["cpu_p50_ratio"],
        "cpu_p95_ratio": report["speed"]["cpu_p95_ratio"],
        "above_mb": report["memory"]["above_mb"],
    }


def made(report: Report) -> dict[str, Any]:
    """The floors that this report sets."""
    return {
        "of": report["day"],
        "least": {name: round(max(value - MARGIN, 0.0), 1) for name, value in shares(report).items()},
        "most": {
            **{name: round(value + MARGIN, 1) for name, value in errors(report).items()},
            **{name: round(max(AIMS[name], value * SLACK), 2) for name, value in costs(report).items()},
        },
    }


def fallen(report: Report, floors: Mapping[str, Any]) -> Iterator[str]:
    """One line for each figure that is worse than its floor, or that the report no longer tells."""
    told = {**shares(report), **errors(report), **costs(report)}
    for name, least in floors["least"].items():
        if told.get(name, -1.0) < least:
            yield f"{name}: {told.get(name, 'not told')}, at least {least} was kept"
    for name, most in floors["most"].items():
        if told.get(name, float("inf")) > most:
            yield f"{name}: {told.get(name, 'not told')}, at most {most} was kept"


def main(arguments: list[str]) -> int:
    """Exit status 1 where a figure fell."""
    write = arguments[:1] == ["--write"]
    report = json.loads(Path(arguments[-1]).read_text("utf-8"))
    if write:
        KEPT.write_text(json.dumps(made(report), indent=2) + "\n", encoding="utf-8")
        print(f"floors set anew: {KEPT}")
        return 0
    floors = json.loads(KEPT.read_text("utf-8"))
    lines = list(fallen(report, floors))
    for line in lines:
        print(f"✗ {line}", file=sys.stderr)
    if not lines:
        print(f"· all {len(floors['least']) + len(floors['most'])} figures keep to the floors of {floors['of']}")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
