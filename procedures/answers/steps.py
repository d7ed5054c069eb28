"""What to do, step by step, by each way of filing."""

from itertools import groupby

from procedures.answers.nothing import nothing
from procedures.answers.page import Page, Part, block, rows_or_none
from procedures.record import Channel

ONLINE: tuple[Channel, ...] = ("online", "vneid", "portal")


def part(page: Page) -> Part:
    """The steps of all channels."""
    return steps_part(page, None, "steps")


def steps_part(page: Page, channels: tuple[Channel, ...] | None, topic: str) -> Part:
    """Steps of these channels, of all for None; numbered within their channel, channels in the order of the file."""
    rows, held = (
        [row for row in rows_or_none(record.steps) if channels is None or row.channel in channels]
        for record in (page.found.record, page.found.whole)
    )
    if not rows:
        return nothing(page, topic, held)
    lines, listed = [page.say(f"{topic}.head", name=page.name)], []
    for channel, steps in groupby(rows, key=lambda row: row.channel):
        title = page.say(f"channel.{channel}")
        lines.append(f"{title}:")
        for number, step in enumerate(steps, 1):
            lines.append(f"{number}. {page.sentence(step)}")
            listed.append(
                {
                    "number": number,
                    "channel": channel,
                    "channel_name": title,
                    "text": page.read(step.text),
                    "condition": page.condition(step),
                }
            )
    return Part(lines, [block("steps", page.say("block.steps"), listed)], list(rows))
