"""Geometry of charts that the server draws: plain numbers for a template, colours and patterns in figures.css."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT, FOOT = 400, 150, 26
"""Narrow, so that the words in it can be read on a telephone too."""
ROW, VALUES = 46, 70
"""Height of a label with its bar; room for the value behind it."""
LABEL = 48
"""About how wide a day is written."""


@dataclass(frozen=True)
class Bar:
    """One bar lying, with its label and the value as words."""

    label: str
    value: str
    y: int
    """Of its upper edge, the label's."""
    width: int


@dataclass(frozen=True)
class Bars:
    """Bars under each other."""

    rows: Sequence[Bar]
    height: int
    width: int = WIDTH


@dataclass(frozen=True)
class Column:
    """One of two standing beside each other; ``label`` is empty where it would stand on its neighbour."""

    label: str
    x: float
    wide: float
    tall: float
    part: float


@dataclass(frozen=True)
class Columns:
    """Columns of a whole and of the part of it that is marked by a pattern; ``most`` is the height of the chart."""

    rows: Sequence[Column]
    most: int
    height: int = HEIGHT
    width: int = WIDTH
    foot: int = HEIGHT + FOOT


def bars(rows: Sequence[tuple[str, float, str]]) -> Bars:
    """From (label, value, value in words)."""
    most = max((value for _, value, _ in rows), default=0) or 1
    room = WIDTH - VALUES
    drawn = [
        Bar(label, words, number * ROW, max(2 if value else 0, round(room * value / most)))
        for number, (label, value, words) in enumerate(rows)
    ]
    return Bars(drawn, max(ROW, ROW * len(drawn)))


def columns(rows: Sequence[tuple[str, int, int]]) -> Columns:
    """From (label, whole, part)."""
    most = max((whole for _, whole, _ in rows), default=0)
    step = WIDTH / max(1, len(rows))
    every = max(1, -(-len(rows) * LABEL // WIDTH))
    drawn = [
        Column(
            label if number % every == 0 else "", round(number * step, 1), round(step * 0.8, 1),
            round(HEIGHT * whole / (most or 1), 1), round(HEIGHT * part / (most or 1), 1),
        )
        for number, (label, whole, part) in enumerate(rows)
    ]  # fmt: skip
    return Columns(drawn, most)
