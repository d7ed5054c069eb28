"""A small report of the true form, for the tests of what reads reports."""

from typing import Any


def shares(percent: float, of: int = 100) -> dict[str, Any]:
    """Topic, procedure and both right, all alike."""
    share = {"percent": percent, "low": percent - 2, "high": min(percent + 2, 100.0), "of": of}
    return {"topic": share, "procedure": share, "both": share}


def figures(percent: float = 90.0, **more: Any) -> dict[str, Any]:
    """The figures of one set."""
    share = shares(percent)["both"]
    return {
        "messages": 100,
        **shares(percent),
        "noise": {kind: shares(percent) for kind in ("clean", "bare", "telex", "typos", "teencode")},
        "by_style": {"clean": shares(percent), "typo": shares(percent, of=5)},
        "by_file": {"talk": shares(percent), "new_procedures": shares(percent)},
        "by_topic": {"fee": shares(percent), "<b>": shares(percent)},
        "confusions": [{"asked": "fee", "told": "time", "times": 3}],
        "out_of_scope_answered": {**share, "percent": 10.0},
        "out_of_scope_as_procedure": {**share, "percent": 1.5},
        "calibration_error": 2.5,
        "reliability": [{"confidence": 0.95, "right": 0.9, "of": 80}, {"confidence": 0.5, "right": 0.6, "of": 20}],
        "both_questions": share,
        "split_needlessly": {**share, "percent": 3.0},
        "entities": {"date": {"precision": 98.0, "recall": 96.0, "f1": 97.0, "labelled": 40}},
        **more,
    }


def report(**more: Any) -> dict[str, Any]:
    """A whole report."""
    return {
        "day": "2026-11-21",
        "corpus": {"messages": 8000, "sha256": "a" * 64},
        "sets": {"dev": figures(92.0), "heldout": figures()},
        "speed": {
            "messages": 600, "p50_ms": 3.5, "p95_ms": 4.0, "stock_p50_ms": 11.0, "stock_p95_ms": 16.0,
            "p50_ratio": 0.32, "p95_ratio": 0.25, "cpu_p50_ratio": 0.31, "cpu_p95_ratio": 0.26,
        },
        "memory": {"ours_mb": 640.0, "empty_mb": 560.0, "above_mb": 80.0},
        "training_seconds": 70.0,
        "stock": {
            "epochs": 30, "training_seconds": 1800, "corpus": {"messages": 7000, "sha256": "b" * 64},
            "sets": {"dev": figures(50.0), "heldout": figures(48.0)},
        },
        **more,
    }  # fmt: skip
