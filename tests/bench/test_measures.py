"""Shares, their intervals, calibration and pairs, as sums done by hand."""

from typing import Any

import pytest

from tests.bench.measures import calibration_error, confusions, figures, share


def row(asked: str, told: str | None, confidence: float = 0.9, **more: Any) -> dict[str, Any]:
    refused = told in ("out_of_scope", "nlu_fallback", None)
    right = refused if asked == "out_of_scope" else asked == told
    kept = {"asks": [(asked, None)], "told": told, "confidence": confidence, "refused": refused, "topic": right}
    rest = {"procedure": True, "both": right, "found": [], "style": "clean", "file": "talk"}
    return {**kept, **rest, "questions": None, "split": None, **more}


def test_a_share_bears_its_wilson_interval_and_leaves_out_what_was_not_judged() -> None:
    assert share([True] * 90 + [False] * 10 + [None]) == {"percent": 90.0, "low": 82.56, "high": 94.48, "of": 100}
    assert share([True] * 4)["low"] == pytest.approx(51.01)
    assert share([None]) == {"percent": 0.0, "low": 0.0, "high": 100.0, "of": 0}


def test_calibration_error_is_the_mean_gap_of_confidence_and_truth() -> None:
    rows = [row("fee", "fee", 0.95)] * 3 + [row("fee", "time", 0.95)] + [row("fee", "fee", 0.55)] * 4
    assert calibration_error(rows) == pytest.approx((abs(0.95 - 0.75) * 4 + abs(0.55 - 1) * 4) / 8)


def test_messages_that_were_not_told_a_topic_do_not_count_for_calibration() -> None:
    assert calibration_error([row("fee", "nlu_fallback", 0.3), row("fee", None, 0.0)]) == 0.0


def test_confusions_are_pairs_of_topics_the_most_frequent_first() -> None:
    rows = [row("fee", "time")] * 2 + [row("steps", "online"), row("fee", "fee"), row("out_of_scope", "nlu_fallback")]
    assert confusions(rows) == [
        {"asked": "fee", "told": "time", "times": 2},
        {"asked": "steps", "told": "online", "times": 1},
    ]


def test_out_of_scope_answered_and_answered_with_a_procedure_are_two_rates() -> None:
    outside = [row("out_of_scope", told) for told in ("out_of_scope", "nlu_fallback", "fee")]
    shown = figures([*outside, row("out_of_scope", "fee", found=["passport"]), row("fee", "fee")])
    assert shown["out_of_scope_answered"]["percent"] == 50.0
    assert shown["out_of_scope_as_procedure"]["percent"] == 25.0


def test_figures_hold_no_message() -> None:
    secret = "nobody may read this"
    shown = figures([row("fee", "time", text=secret), row("fee", "fee", text=secret)])
    assert secret not in repr(shown)
    assert shown["by_style"]["clean"]["topic"]["of"] == 2
