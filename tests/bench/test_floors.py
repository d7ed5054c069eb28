"""Floors: what a change may not make worse."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.bench import floors
from tests.bench.sample import figures, report

REPORT = report()


def changed(change: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    other = copy.deepcopy(REPORT)
    change(other)
    return other


def test_floors_stand_two_points_under_the_shares_and_above_the_errors() -> None:
    made = floors.made(REPORT)
    assert made["least"]["both"] == 88.0
    assert made["least"]["entity/date"] == 95.0
    assert made["most"]["out_of_scope_as_procedure"] == 3.5
    assert made["most"]["calibration_error"] == 4.5


def test_shares_of_a_handful_of_messages_are_not_held() -> None:
    assert "by_style/clean" in floors.made(REPORT)["least"]
    assert "by_style/typo" not in floors.made(REPORT)["least"]


def test_the_report_that_set_the_floors_keeps_to_them() -> None:
    assert list(floors.fallen(REPORT, floors.made(REPORT))) == []


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda r: r["sets"]["heldout"]["noise"]["bare"]["both"].update(percent=87.9), "noise/bare"),
        (lambda r: r["sets"]["heldout"]["entities"]["date"].update(f1=94.0), "entity/date"),
        (lambda r: r["sets"]["heldout"]["entities"].pop("date"), "entity/date"),
        (lambda r: r["sets"]["heldout"]["out_of_scope_as_procedure"].update(percent=3.6), "out_of_scope_as_procedure"),
        (lambda r: r["speed"].update(cpu_p95_ratio=0.4), "cpu_p95_ratio"),
        (lambda r: r["memory"].update(above_mb=151.0), "above_mb"),
    ],
)
def test_what_fell_is_named(change: Callable[[dict[str, Any]], object], named: str) -> None:
    lines = list(floors.fallen(changed(change), floors.made(REPORT)))
    assert [line.split(":")[0] for line in lines] == [named]


def test_the_dev_set_and_seconds_are_not_held() -> None:
    other = changed(lambda r: (r.update(training_seconds=900), r["sets"].update(dev=figures(10.0))))
    assert list(floors.fallen(other, floors.made(REPORT))) == []


def test_the_command_fails_on_a_fall_and_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(floors, "KEPT", tmp_path / "floors.json")
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    good.write_text(json.dumps(REPORT))
    bad.write_text(json.dumps(report(sets={"dev": figures(), "heldout": figures(80.0)})))
    assert floors.main(["--write", str(good)]) == 0
    assert floors.main([str(good)]) == 0
    assert floors.main([str(bad)]) == 1
    assert "✗ both: 80.0, at least 88.0 was kept" in capsys.readouterr().err


def test_the_kept_floors_are_of_the_form_that_the_command_writes() -> None:
    kept = json.loads(floors.KEPT.read_text("utf-8"))
    assert set(kept) == {"of", "least", "most"}
    assert set(floors.costs(REPORT)) | {"calibration_error"} <= set(kept["most"])
    assert {"both", "noise/bare", "by_style/english"} <= set(kept["least"])
