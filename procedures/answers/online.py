"""Whether and how it can be done online; who has no smartphone gets the office's way too."""

from procedures.answers.page import Page, Part, rows_or_none
from procedures.answers.steps import ONLINE, steps_part


def part(page: Page) -> Part:
    """The steps on VNeID and the portal, with a word on the way without a smartphone."""
    rows = [row for row in rows_or_none(page.found.record.steps) if row.channel in ONLINE]
    found = steps_part(page, rows, "online")
    if found.published:
        found.lines.append(page.say("online.without_phone"))
    return found
