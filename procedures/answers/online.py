"""Whether and how it can be done online; who has no smartphone gets the way at the counter too."""

from procedures.answers.page import Page, Part, rows_or_none
from procedures.answers.steps import ONLINE, steps_part


def part(page: Page) -> Part:
    """The steps on VNeID and the portal, with a word on the way without a smartphone."""
    found = steps_part(page, ONLINE, "online")
    if found.published:
        found.lines += _without_phone(page)
    return found


def _without_phone(page: Page) -> list[str]:
    """Where a dossier is filed, the office helps; for other things only the record knows what to do instead."""
    record = page.found.record
    counter = [step for step in rows_or_none(record.steps) if step.channel == "counter"]
    if not counter:
        return []
    if record.codes:
        return [page.say("online.without_phone")]
    return [page.say("online.otherwise"), *(page.line(step) for step in counter)]
