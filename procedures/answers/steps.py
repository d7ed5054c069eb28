"""What to do, step by step, by each way of filing."""

from collections.abc import Sequence
from itertools import groupby

from procedures.answers.nothing import nothing
from procedures.answers.page import Page, Part, block, rows_or_none
from procedures.record import Step

ONLINE = ("online", "vneid", "portal")


def part(page: Page) -> Part:
    """The steps of all channels."""
    return steps_part(page, rows_or_none(page.found.record.steps), "steps")


def steps_part(page: Page, rows: Sequence[Step], topic: str) -> Part:
    """Steps numbered within their channel, channels in the order of the file."""
    if not rows:
        return nothing(page, topic)
    lines, listed = [page.say(f"{topic}.head", name=page.name)], []
    for channel, steps in groupby(rows, key=lambda row: row.channel):
        title = page.say(f"channel.{channel}")
        lines.append(f"{title}:")
        for number, step in enumerate(steps, 1):
            condition = page.condition(step)
            text = page.read(step.text)
            lines.append(f"{number}. {text}" + (f" ({condition})" if condition else ""))
            listed.append(
                {
                    "number": number,
                    "channel": channel,
                    "channel_name": title,
                    "text": text,
                    "condition": condition,
                }
            )
    return Part(lines, [block("steps", page.say("block.steps"), listed)], list(rows))
