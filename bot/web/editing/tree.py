"""The picture of a guide: its questions and where each answer leads, in columns from left to right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.web.editing import said
from bot.web.editing.content import rows_in

WIDE, HIGH, GAP, ACROSS = 220, 56, 22, 240
"""Of a box (its least height), and the space below it and beside it."""
ANSWER, LABEL = 19, 150
"""Of an answer beside its question: the height, and the width in which its line runs straight."""
LONGEST = 30
"""Signs of a line in a box."""


@dataclass(frozen=True)
class Box:
    """A question or an outcome. ``number``: its row in its part."""

    id: str
    kind: str
    number: int
    lines: Sequence[str]
    title: str
    x: int
    y: int
    height: int


@dataclass(frozen=True)
class Line:
    """An answer that leads from one box to another."""

    title: str
    path: str
    x: int
    y: int


@dataclass(frozen=True)
class Tree:
    """The picture."""

    boxes: Sequence[Box]
    lines: Sequence[Line]
    width: int
    height: int


def tree(content: Mapping[str, Any], lang: str) -> Tree | None:
    """The picture of the guide, as far as it goes by now; None where there are no questions."""
    questions, outcomes = rows_in(content, "guide.questions"), rows_in(content, "guide.outcomes")
    if not questions:
        return None
    column = _columns(questions)
    last = max(column.values(), default=0) + 1
    taken: dict[int, int] = {}
    boxes: dict[str, Box] = {}
    for kind, rows in (("questions", questions), ("outcomes", outcomes)):
        for number, row in enumerate(rows):
            id = str(row.get("id", f"?{kind}{number}"))
            at = column.get(id, 0) if kind == "questions" else last
            y = taken.get(at, 10)
            height = max(HIGH, len(row.get("options") or []) * ANSWER + 12)
            taken[at] = y + height + GAP
            words = said.title("", row if kind == "questions" else {"title": row.get("title")}, lang)
            box = Box(id, kind, number, _lines(words), words, 10 + at * (WIDE + ACROSS), y, height)
            boxes[id] = box
    lines = [
        _line(boxes[str(row.get("id"))], boxes[str(option.get("next"))], said.title("", option, lang), at)
        for row in questions
        for at, option in enumerate(row.get("options") or [])
        if str(row.get("id")) in boxes and str(option.get("next")) in boxes
    ]
    width = 20 + last * (WIDE + ACROSS) + WIDE
    return Tree(list(boxes.values()), lines, width, max(taken.values()))


def _columns(questions: list[dict[str, Any]]) -> dict[str, int]:
    """How many questions are asked before each, at most; a circle ends where it would begin again."""
    followers = {str(row.get("id")): [str(each.get("next")) for each in row.get("options") or []] for row in questions}
    column: dict[str, int] = {}

    def walk(id: str, depth: int, way: frozenset[str]) -> None:
        if id in followers and id not in way and depth > column.get(id, -1) and depth < len(questions) + 1:
            column[id] = depth
            for follower in followers[id]:
                walk(follower, depth + 1, way | {id})

    walk(str(questions[0].get("id")), 0, frozenset())
    return column


def _line(start: Box, end: Box, title: str, number: int) -> Line:
    x1, y1 = start.x + WIDE, start.y + ANSWER + number * ANSWER
    x2, y2, bend = end.x, end.y + end.height // 2, x1 + LABEL
    middle = (bend + x2) // 2
    return Line(title, f"M{x1} {y1} H{bend} C{middle} {y1} {middle} {y2} {x2} {y2}", x1 + 6, y1 - 4)


def _lines(words: str) -> list[str]:
    """Two lines at most."""
    lines = [""]
    for piece in words.split():
        if len(lines[-1]) + len(piece) + 1 > LONGEST and lines[-1]:
            lines.append("")
        lines[-1] = f"{lines[-1]} {piece}".strip()
    return [*lines[:1], lines[1] + "…"] if len(lines) > 2 else lines
