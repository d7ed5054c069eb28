"""What changes soon: rows that start or end within the next sixty days."""

from datetime import timedelta

from procedures import registers
from procedures.answers.page import Page, Part, block
from procedures.calendar import written
from procedures.record import SECTIONS, Row

SOON = timedelta(days=60)


def part(page: Page) -> Part:
    """Rows and notices that start or end soon, in the order of their days; or that none is known."""
    found = page.found
    until = found.on + SOON
    rows: list[Row] = [row for section in SECTIONS for row in getattr(found.whole, section) or ()]
    rows += registers.all_notices(page.session, found.record.slug)
    dated = []
    for row in rows:
        text = page.read(row.text)
        if row.from_ and found.on < row.from_ <= until:
            dated.append((row.from_, page.say("changes.starts", day=written(row.from_), text=text), row))
        if row.to and found.on <= row.to <= until:
            dated.append((row.to, page.say("changes.ends", day=written(row.to), text=text), row))
    if not dated:
        return Part([page.say("changes.none", name=page.name, day=written(until))])
    dated.sort(key=lambda entry: (entry[0], entry[1]))
    lines = [page.say("changes.head", name=page.name), *(f"• {line}" for _, line, _ in dated)]
    listed = [{"text": line, "from": row.from_, "to": row.to} for _, line, row in dated]
    return Part(lines, [block("notice", page.say("block.changes"), listed)], [row for _, _, row in dated])
