"""Counting of entities found and missed."""

from typing import Any

import pytest

from tests.bench.entity_scores import Score, score, scores


def _row(text: str, labels: list[list[Any]], *found: tuple[str, str, str]) -> dict[str, Any]:
    entities = [
        {"entity": kind, "start": text.index(part), "end": text.index(part) + len(part), "value": value}
        for kind, part, value in found
    ]
    return {"text": text, "labels": labels, "found": entities}


CON = [["relation", "con", "child"]]


@pytest.mark.parametrize(
    ("row", "counts"),
    [
        (_row("cho con", CON, ("relation", "con", "child")), {"relation": (1, 0, 0)}),
        (_row("cho con", CON, ("relation", "con", "parent")), {"relation": (0, 1, 1)}),
        (_row("cho con", CON, ("relation", "cho", "child")), {"relation": (0, 1, 1)}),
        (_row("cho con tôi", CON, ("relation", "con tôi", "child")), {"relation": (1, 0, 0)}),
        (_row("cho con", CON), {"relation": (0, 0, 1)}),
        (_row("cho con", CON, ("relation", "con", "child"), ("relation", "cho", "child")), {"relation": (1, 0, 0)}),
        (_row("cho con", CON, ("age", "cho", "5")), {"relation": (0, 0, 1)}),
        (_row("bà nội", [["relation", "bà nội", "other"]], ("relation", "bà nội", "family")), {"relation": (1, 0, 0)}),
        (_row("ở hn", [["province", "hn", "Hà Nội"]], ("province", "hn", "ha-noi")), {"province": (1, 0, 0)}),
        (_row("ct01", [["form", "ct01", "CT01"]], ("form_number", "ct01", "CT01")), {"form_number": (1, 0, 0)}),
        (_row("20/11", [["date", "20/11", "--11-20"]], ("date", "20/11", "2026-11-20")), {"date": (1, 0, 0)}),
        (_row("20/11", [["date", "20/11", "--11-21"]], ("date", "20/11", "2026-11-20")), {"date": (0, 1, 1)}),
    ],
)
def test_an_entity_is_right_where_kind_value_and_place_are(row: dict[str, Any], counts: dict[str, Any]) -> None:
    assert score([row]) == counts


def test_what_stands_where_nothing_is_labelled_is_wrong() -> None:
    rows = [_row("cho con", CON, ("relation", "con", "child")), _row("con dấu", [], ("relation", "con", "child"))]
    assert score(rows) == {"relation": (1, 1, 0)}


def test_precision_recall_and_f1_follow_from_the_counts() -> None:
    assert scores({"age": (3, 1, 3), "date": (0, 0, 0)}) == {
        "age": Score(0.75, 0.5, 0.6, 6),
        "date": Score(0.0, 0.0, 0.0, 0),
    }
