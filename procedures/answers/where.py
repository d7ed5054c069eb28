"""Where to file: kinds of offices and official finders, never an address that we do not hold."""

from procedures.answers.nothing import nothing
from procedures.answers.page import Page, Part, block, rows_or_none
from procedures.record import Place


def part(page: Page) -> Part:
    """The places in force on the day, and the agency that decides."""
    rows = rows_or_none(page.found.record.places)
    if not rows:
        return nothing(page, "where", page.found.whole.places)
    lines = [page.say("where.head", name=page.name), *(page.line(row) for row in rows)]
    lines.append(page.say("where.agency", agency=page.read(page.found.record.agency)))
    lines.append(page.say("where.finder"))
    return Part(lines, [block("places", page.say("block.places"), (_row(page, row) for row in rows))], list(rows))


def _row(page: Page, row: Place) -> dict[str, object]:
    return {
        "text": page.read(row.text),
        "channel": row.channel,
        "channel_name": page.say(f"channel.{row.channel}") if row.channel else None,
        "url": row.url,
        "condition": page.condition(row),
    }
