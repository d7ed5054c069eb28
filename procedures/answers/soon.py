"""What changes soon about the topic that was asked: one dated line, so that nobody has to ask for changes."""

from collections.abc import Iterator
from datetime import date, timedelta

from procedures.answers.changes import SOON, Change, names_and_codes, of_row
from procedures.answers.fee import amount_before, dong
from procedures.answers.own_fee import beside, own_fee
from procedures.answers.page import Page
from procedures.answers.steps import ONLINE
from procedures.calendar import written
from procedures.conditions import holds
from procedures.record import Fee, Row, Step

SECTIONS = {
    "overview": ("warnings",), "documents": ("documents",), "form": ("forms",), "steps": ("steps",),
    "online": ("steps",), "fee": ("fees",), "time": ("times",), "where": ("places",), "eligibility": ("eligibility",),
    "result": ("results",), "legal_basis": ("legal_basis",), "account_problem": ("problems", "mistakes"),
}  # fmt: skip
"""The sections that a topic's answer says; topics not named here have no line."""
DAY = timedelta(days=1)
MOST = 3
"""Changes named; there is a topic for all of them."""


def soon_line(page: Page, topic: str) -> str | None:
    """Rows of the topic that start or end within sixty days of the day asked; None where there are none."""
    last = page.found.on + SOON
    found = [change for change in dict.fromkeys(_changes(page, topic)) if change.day <= last]
    if not found:
        return None
    found.sort(key=lambda change: change.day)
    said = " ".join(change.text for change in found[:MOST])
    key = "facts.soon_more" if len(found) > MOST else "facts.soon"
    return page.say(key, changes=said, ask=page.say("button.changes"))


def _changes(page: Page, topic: str) -> Iterator[Change]:
    if topic == "overview":
        yield from names_and_codes(page)
    own = own_fee(page.found.record.fees or (), page.facts) if topic == "fee" else None
    for section in SECTIONS.get(topic, ()):
        rows = [row for row in getattr(page.found.whole, section) or () if _matters(page, row, topic)]
        if own:
            yield from _of_own(page, rows, own)
            rows = [row for row in beside(rows, own, page.facts) if not holds(row, page.facts)]
        yield from _of_rows(page, rows)


def _of_rows(page: Page, rows: list[Row]) -> Iterator[Change]:
    """A row that another one follows is told by the new one; one that names its last day tells it itself."""
    followed = {(row.from_ - DAY, row.condition) for row in rows if row.from_}
    for row in rows:
        if not _moves(row, page.found.on):  # most: so what they say is not put together in vain
            continue
        before = amount_before(page, row) if isinstance(row, Fee) else ""
        for change in of_row(page, row, before):
            if not change.ends or not (change.said or (change.day, row.condition) in followed):
                yield change


def _of_own(page: Page, rows: list[Fee], own: Fee) -> Iterator[Change]:
    """The days on which the citizen's own fee becomes another."""
    days = {row.from_ for row in rows if row.from_} | {row.to + DAY for row in rows if row.to}
    for day in sorted(day for day in days if day > page.found.on):
        then = own_fee([row for row in rows if row.in_force(day)], page.facts)
        if then is None:
            return
        if then.amount != own.amount:
            text = page.say("facts.own_then", day=written(day), amount=dong(then.amount or 0, page.lang))
            yield Change(day, False, text, then)
        own = then


def _moves(row: Row, on: date) -> bool:
    return any(day is not None and on <= day <= on + SOON for day in (row.from_, row.to))


def _matters(page: Page, row: Row, topic: str) -> bool:
    if topic == "online" and isinstance(row, Step) and row.channel not in ONLINE:
        return False
    return holds(row, page.facts) is not False
