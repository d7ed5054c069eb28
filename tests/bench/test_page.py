"""The report for the screen and the page."""

import re
from xml.etree import ElementTree

import pytest

from tests.bench.charts import Bar, bars
from tests.bench.page import page
from tests.bench.report import printed
from tests.bench.sample import report

SHARE = {"percent": 50.0, "low": 40.0, "high": 60.0, "of": 90}


def test_the_page_needs_nothing_from_elsewhere_and_follows_the_reader_s_theme() -> None:
    html = page(report())
    assert re.findall(r"(?:src|href)=|@import|url\(|<script", html) == []
    assert "prefers-color-scheme: dark" in html


def test_every_chart_is_sound_svg_and_says_its_figures_in_words() -> None:
    charts = re.findall(r"<svg.*?</svg>", page(report()), re.DOTALL)
    assert len(charts) == 5
    for chart in charts:
        drawing = ElementTree.fromstring(chart)
        assert drawing.get("aria-label")
        assert "".join(drawing.itertext())


def test_names_are_escaped() -> None:
    assert "<b></text>" not in page(report())


def test_ours_stands_beside_the_stock_pipeline_and_the_aim() -> None:
    chart = bars("chart", [Bar("bare", SHARE, {**SHARE, "percent": 25.0}, 94.0)])
    assert "bare, ours: 50.0 % (40.0–60.0) of 90" in chart
    assert "bare, stock: 25.0 %" in chart
    assert "aim: 94 %" in chart


@pytest.mark.parametrize("without", ["stock", "training_seconds"])
def test_a_report_without_a_part_is_still_shown(without: str) -> None:
    lacking = report(**{without: None})
    assert "not timed" in printed(lacking) or without == "stock"
    assert "<svg" in page(lacking)


def test_the_screen_shows_every_measure() -> None:
    shown = printed(report())
    for part in (
        "both                          90.0 % (88.0–92.0) of 100",
        "both questions found",
        "expected calibration error     2.5 %",
        "fee → time 3",
        "date               precision 98.0, recall 96.0, f1 97.0, labelled 40",
        "the corpus has changed since it was trained",
        "ours ÷ stock, p50 / p95      0.32 / 0.25",
        "640 MB, 80 MB above an empty Rasa (560 MB)",
    ):
        assert part in shown
