"""Where to file: kinds of offices and official finders, never an address that we do not hold."""

from procedures.answers.narrowed import narrow
from procedures.answers.nothing import nothing
from procedures.answers.page import Page, Part, block, rows_or_none
from procedures.conditions import channel_fits
from procedures.record import Place


def part(page: Page) -> Part:
    """The places in force on the day, of all ways of filing, and the agency that decides."""
    held = rows_or_none(page.found.record.places)
    if not held:
        return nothing(page, "where", page.found.whole.places)
    rows, narrowed = narrow(held, page.facts)
    lines = [
        page.say("where.head", name=page.name),
        *(page.line(row, _way(page, row), _address(page, row)) for row in rows),
    ]
    lines.append(page.say("where.agency", agency=page.read(page.found.record.agency)))
    lines.append(page.say("where.finder"))
    listed = [block("places", page.say("block.places"), (_row(page, row) for row in rows))]
    return Part(lines, listed, list(rows), narrowed=narrowed)


def _way(page: Page, row: Place) -> str:
    """«Trên VNeID: » before a place, unless its words say so."""
    way = page.say(f"channel.{row.channel}") if row.channel else ""
    return f"{way}: " if way and way.lower() not in (page.read(row.text) or "").lower() else ""


def _address(page: Page, row: Place) -> str:
    """The place's address on the web, unless its words name it."""
    address = (row.url or "").removeprefix("https://").removeprefix("http://").rstrip("/")
    return f" – {address}" if address and address not in (page.read(row.text) or "") else ""


def _row(page: Page, row: Place) -> dict[str, object]:
    return {
        "text": page.read(row.text),
        "channel": row.channel,
        "channel_name": page.say(f"channel.{row.channel}") if row.channel else None,
        "url": row.url,
        "condition": page.condition(row),
        "mine": page.mine(row) if row.channel is None else channel_fits(row.channel, page.facts.channel) or None,
    }
