"""What to do, step by step, by each way of filing."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from procedures.answers.narrowed import Narrowed, narrow
from procedures.answers.nothing import nothing
from procedures.answers.page import Page, Part, block, row_id, rows_or_none
from procedures.conditions import channel_fits
from procedures.record import Channel, Step

ONLINE: tuple[Channel, ...] = ("online", "vneid", "portal")


def part(page: Page) -> Part:
    """The steps of all channels, of the one told where it is known and there are any."""
    found = steps_part(page, None, "steps")
    held = rows_or_none(page.found.record.steps)
    if page.facts.channel in ONLINE and any(row.channel == "counter" for row in held):
        found.lines.append(page.say("online.without_phone" if page.found.record.codes else "facts.also_counter"))
    return found


def steps_part(page: Page, channels: tuple[Channel, ...] | None, topic: str) -> Part:
    """Steps of these channels, of all for None; numbered within their channel, channels in the order of the file."""
    held, ever = (
        [row for row in rows_or_none(record.steps) if channels is None or row.channel in channels]
        for record in (page.found.record, page.found.whole)
    )
    if not held:
        return nothing(page, topic, ever)
    rows, narrowed = narrow(held, page.facts)
    if channels is None:
        rows, narrowed = _of_channel(rows, narrowed, page.facts.channel)
    lines, listed = [page.say(f"{topic}.head", name=page.name)], []
    for channel, steps in groupby(rows, key=lambda row: row.channel):
        title = page.say(f"channel.{channel}")
        lines.append(f"{title}:")
        for number, step in enumerate(steps, 1):
            lines.append(f"{number}. {page.sentence(step)}")
            listed.append(
                {
                    "id": row_id(step),
                    "number": number,
                    "channel": channel,
                    "channel_name": title,
                    "text": page.read(step.text),
                    "condition": page.condition(step),
                    "mine": page.mine(step),
                }
            )
    return Part(lines, [block("steps", page.say("block.steps"), listed)], list(rows), narrowed=narrowed)


def _of_channel(rows: Sequence[Step], narrowed: Narrowed, told: str | None) -> tuple[Sequence[Step], Narrowed]:
    """The steps of the way told; all of them where it has none."""
    left = [row for row in rows if channel_fits(row.channel, told) is not False]
    if told is None or not left or len(left) == len(rows):
        return rows, narrowed
    reasons = dict.fromkeys((*narrowed.reasons, ("channel", told)))
    return left, replace(narrowed, reasons=tuple(reasons), left_out=narrowed.left_out + len(rows) - len(left))
