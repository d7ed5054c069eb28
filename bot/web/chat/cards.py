"""From an item of the transcript to what the templates draw."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.web.chat.blocks import day_words
from bot.web.conversations import Entry
from procedures.answers.finish import sources_line
from procedures.calendar import VIETNAM, today, written
from procedures.payload import Block, Button, Payload
from procedures.words import say

WAYS = ("back", "deny")
"""Topics of the buttons that lead back and out of a guide: drawn apart from its answers."""
_LISTED = re.compile(r"(?:[•–-]|\d+\.) ")


@dataclass(frozen=True)
class Offer:
    """A button. ``note``: what tells its choice from the others; ``way``: it leads back or out of a guide."""

    button: Button
    note: str = ""
    way: bool = False


@dataclass(frozen=True)
class Card:
    """One item. ``lines`` (before the blocks) and ``after`` are the plain text without what blocks and foot show."""

    seq: int
    sender: str
    time: str
    moment: str
    lines: list[str]
    after: list[str]
    day: date
    """In Vietnam: on which the item was said."""
    title: str | None = None
    payload: Payload | None = None
    blocks: Sequence[Block] = ()
    offers: Sequence[Offer] = ()
    client_id: str | None = None
    """Of a message: by it the script knows that a message which it still holds has arrived."""


def card_of(entry: Entry) -> Card:
    """The card of an item."""
    local = entry.at.astimezone(VIETNAM)
    day = local.date()
    time = f"{local:%H:%M}" if day == today() else f"{local:%d/%m %H:%M}"
    moment = entry.at.isoformat()
    if entry.sender == "citizen":
        lines = str(entry.payload["text"]).splitlines()
        return Card(entry.seq, entry.sender, time, moment, lines, [], day, client_id=entry.client_id)
    payload = Payload.model_validate(entry.payload)
    title, before, after = _apart(payload)
    blocks, offers = _offers(payload)
    return Card(entry.seq, entry.sender, time, moment, before, after, day, title, payload, blocks, offers)


def _offers(payload: Payload) -> tuple[list[Block], list[Offer]]:
    """The buttons, and the blocks without the lines that stand beside one.

    Of choices, what tells one from the others stands with its button.
    """
    ways = WAYS if payload.kind == "guide" else ()
    if payload.kind != "choices":
        return payload.blocks, [Offer(button, way=button.topic in ways) for button in payload.buttons]
    said = {str(row.get("text")) for block in payload.blocks if block.type == "text" for row in block.rows}
    notes = {button.title: text for button in payload.buttons for text in said if text.startswith(f"{button.title}: ")}
    blocks = [
        block.model_copy(update={"rows": [row for row in block.rows if row.get("text") not in notes.values()]})
        for block in payload.blocks
    ]
    return blocks, [
        Offer(button, notes.get(button.title, "").removeprefix(f"{button.title}: ")) for button in payload.buttons
    ]


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
        texts += [str(option["title"]) for option in row.get("options", ())]  # the buttons show them
        if any(text in line and (_LISTED.match(line) or len(text) * 2 >= len(line)) for text in texts):
            return True
    return False


def _foot(payload: Payload) -> set[str]:
    """Lines that the foot of the card says: what it rests on and when it was checked (not that a check is overdue)."""
    lines = {sources_line(payload.sources, payload.lang)}
    if payload.checked_on:
        lines.add(say("knowledge.checked_on", payload.lang, day=written(payload.checked_on)))
    return lines
