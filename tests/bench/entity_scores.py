"""How many entities were found as they were labelled: counts, precision, recall and F1 for each kind."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from procedures.text.provinces import province_key

_KINDS = {"form": "form_number"}
"""Kinds that the labels call otherwise."""
_COARSE = {"family": "other", "ward": "other"}
"""The labels know self, child, parent, spouse and other: a grandmother is «other» there and «family» here."""


class Score(NamedTuple):
    """Of one kind."""

    precision: float
    recall: float
    f1: float
    labelled: int


class _Mention(NamedTuple):
    start: int
    end: int
    value: str


def score(rows: Iterable[Mapping[str, Any]]) -> dict[str, tuple[int, int, int]]:
    """Kind → (rightly found, wrongly found, missed).

    A row is ``{"text", "labels": [[kind, text, value], …], "found": [{"entity", "start", "end", "value"}, …]}``; give
    only rows of files that bear labels. An entity is right when a label of its kind and value stands where it stands.
    Kinds that no label of all rows has are left out: nobody labelled them. The same value again counts once.
    """
    rows = list(rows)
    labelled = {_KINDS.get(label[0], label[0]) for row in rows for label in row["labels"]}
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in sorted(labelled)}
    for row in rows:
        for kind, count in counts.items():
            count.update(_compared(_labels(row, kind), _found(row, kind), kind))
    return {kind: (count["tp"], count["fp"], count["fn"]) for kind, count in counts.items()}


def scores(counts: Mapping[str, tuple[int, int, int]]) -> dict[str, Score]:
    """Precision, recall and F1 of what ``score`` counted; 0 where nothing was found or labelled."""
    return {
        kind: Score(_part(tp, tp + fp), _part(tp, tp + fn), _part(2 * tp, 2 * tp + fp + fn), tp + fn)
        for kind, (tp, fp, fn) in counts.items()
    }


def _part(some: int, of_all: int) -> float:
    return some / of_all if of_all else 0.0


def _labels(row: Mapping[str, Any], kind: str) -> list[_Mention]:
    found = []
    for name, text, value in row["labels"]:
        if _KINDS.get(name, name) == kind:
            start = row["text"].find(text)
            start = start if start >= 0 else row["text"].lower().find(text.lower())
            found.append(_Mention(start, start + len(text), _value(kind, str(value))))
    return found


def _found(row: Mapping[str, Any], kind: str) -> list[_Mention]:
    return [
        _Mention(each["start"], each["end"], _value(kind, str(each["value"])))
        for each in row["found"]
        if each["entity"] == kind
    ]


def _value(kind: str, value: str) -> str:
    if kind == "province":
        return province_key(value) or value
    return _COARSE.get(value, value) if kind == "relation" else value


def _compared(labels: Sequence[_Mention], found: Sequence[_Mention], kind: str) -> Counter[str]:
    open_labels = list(labels)
    right_values: list[str] = []
    wrong: list[_Mention] = []
    for each in found:
        match = next((label for label in open_labels if _same(label, each, kind)), None)
        if match:
            open_labels.remove(match)
            right_values.append(each.value)
        else:
            wrong.append(each)
    again = [each for each in wrong if each.value in right_values]
    missed = [label for label in open_labels if label.value not in right_values]
    return Counter(tp=len(right_values), fp=len(wrong) - len(again), fn=len(missed))


def _same(label: _Mention, found: _Mention, kind: str) -> bool:
    if label.start >= 0 and not (label.start < found.end and found.start < label.end):
        return False
    if kind == "date" and re.fullmatch(r"--\d\d-\d\d", label.value):  # a day without a year: read as the nearest one
        return found.value.endswith(label.value[1:])
    return label.value == found.value
