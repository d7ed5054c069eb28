"""From an item of the transcript to what the templates draw."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from bot.web.conversations import Entry
from procedures.answers.finish import sources_line
from procedures.calendar import VIETNAM, today, written
from procedures.payload import Payload
from procedures.words import say

_LISTED = re.compile(r"(?:[•–-]|\d+\.) ")


@dataclass(frozen=True)
class Card:
    """One item. ``lines`` (before the blocks) and ``after`` are the plain text without what blocks and foot show."""

    seq: int
    sender: str
    time: str
    moment: str
    lines: list[str]
    after: list[str]
    title: str | None = None
    payload: Payload | None = None


def card_of(entry: Entry) -> Card:
    """The card of an item."""
    local = entry.at.astimezone(VIETNAM)
    time = f"{local:%H:%M}" if local.date() == today() else f"{local:%d/%m %H:%M}"
    moment = entry.at.isoformat()
    if entry.sender == "citizen":
        return Card(entry.seq, entry.sender, time, moment, str(entry.payload["text"]).splitlines(), [])
    payload = Payload.model_validate(entry.payload)
    title, before, after = _apart(payload)
    return Card(entry.seq, entry.sender, time, moment, before, after, title, payload)


def by_channel(rows: list[dict[str, Any]]) -> list[tuple[str | None, list[dict[str, Any]]]]:
    """Steps grouped by their way of filing, in order."""
    return [(name, list(steps)) for name, steps in groupby(rows, key=lambda row: row.get("channel_name"))]


def day_words(value: Any) -> str:
    """A day or moment of a payload (ISO text) as people in Vietnam write the day; anything else as it is."""
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError:
        return str(value)
    return written((moment.astimezone(VIETNAM) if moment.tzinfo else moment).date())


def _apart(payload: Payload) -> tuple[str | None, list[str], list[str]]:
    """The heading (a first line that ends in a colon, where blocks follow), and the lines that nothing else shows:

    those before the first line that a block shows, and those after it.
    """
    lines = [line.strip() for line in payload.text.splitlines() if line.strip()]
    if not payload.blocks:
        return None, lines, []
    title = lines.pop(0).rstrip(":") if lines[0].endswith(":") else None
    rows = [(block.type, row) for block in payload.blocks for row in block.rows]
    headings = {f"{block.title}:" for block in payload.blocks}
    shown = [line in headings or _is_shown(line, rows) for line in lines]
    first = shown.index(True) if True in shown else len(lines)
    foot = _foot(payload)
    after = [line for line, is_shown in zip(lines[first:], shown[first:], strict=True) if not is_shown]
    return title, [line for line in lines[:first] if line not in foot], [line for line in after if line not in foot]


def _is_shown(line: str, rows: Sequence[tuple[str, dict[str, Any]]]) -> bool:
    """Whether a row shows the line: one listed with the row's text, or a sentence that is mostly the row's text.

    A status card has a place for all that its text says, so there one value is enough.
    """
    for kind, row in rows:
        if line == f"{row.get('channel_name')}:":
            return True
        if kind == "status" and any(day_words(value) in line for value in row.values() if len(str(value or "")) > 3):
            return True
        texts = [str(row[name]).rstrip(".") for name in ("text", "title", "phone") if row.get(name)]
        if any(text in line and (_LISTED.match(line) or len(text) * 2 >= len(line)) for text in texts):
            return True
    return False


def _foot(payload: Payload) -> set[str]:
    """Lines that the foot of the card says: what it rests on and when it was checked (not that a check is overdue)."""
    lines = {sources_line(payload.sources, payload.lang)}
    if payload.checked_on:
        lines.add(say("knowledge.checked_on", payload.lang, day=written(payload.checked_on)))
    return lines
