"""The sections of a record that are more than lines: papers, steps by way of filing, fees, offices."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from bot.web.library.said import Line, Said, line, said
from procedures.answers.fee import dong
from procedures.answers.page import Page
from procedures.record import Document, Fee, Form, Place, Problem, Result, Step


@dataclass(frozen=True)
class Paper:
    """A document. ``notes``: original or copy, how many, which form; ``reused`` where the office looks it up itself."""

    line: Line
    notes: str
    reused: Said | None


@dataclass(frozen=True)
class Way:
    """Steps of one way of filing, in the order of doing."""

    name: str
    steps: Sequence[Line]


@dataclass(frozen=True)
class Price:
    """A fee. ``amount`` is in words where no number is published; that does not mean free."""

    line: Line
    amount: str
    unit: Said | None
    free: bool


@dataclass(frozen=True)
class With:
    """A line, and one more thing that belongs to it: a title before it, a remedy after it, an address."""

    line: Line
    before: str = ""
    after: Said | None = None
    url: str | None = None


def papers(page: Page, rows: Sequence[Document]) -> tuple[list[Paper], list[Paper]]:
    """(what to bring, what the office must look up itself)."""
    made = [_paper(page, row) for row in rows]
    return [paper for paper in made if not paper.reused], [paper for paper in made if paper.reused]


def _paper(page: Page, row: Document) -> Paper:
    notes = []
    if row.kind and row.kind != "data":
        notes.append(page.say(f"web.kind.{row.kind}"))
    if row.copies:
        notes.append(page.say("web.card.copies", copies=row.copies))
    if row.form:
        notes.append(page.say("web.card.form", form=row.form))
    return Paper(line(page, row), " · ".join(notes), said(page, row.reused_from) if row.reused_from else None)


def ways(page: Page, rows: Sequence[Step]) -> list[Way]:
    """Steps by way of filing; a way that goes on after another stands twice, as in the record."""
    groups = groupby(rows, key=lambda row: row.channel)
    return [Way(page.say(f"channel.{channel}"), [line(page, step) for step in steps]) for channel, steps in groups]


def prices(page: Page, rows: Sequence[Fee]) -> list[Price]:
    """Fees, each with its amount in words."""
    return [
        Price(line(page, row), _amount(page, row), said(page, row.unit) if row.unit else None, row.amount == 0)
        for row in rows
    ]


def _amount(page: Page, row: Fee) -> str:
    if row.amount is None:
        return page.say("web.card.varies" if row.kind == "varies" else "web.card.unpublished")
    if row.amount == 0:
        return page.say("web.card.free")
    return ("+" if row.kind == "extra" else "") + dong(row.amount, page.lang)


def places(page: Page, rows: Sequence[Place]) -> list[With]:
    """Where to go; only addresses of https become links."""
    return [
        With(
            line(page, row),
            before=page.say(f"channel.{row.channel}") if row.channel else "",
            url=row.url if row.url and row.url.startswith("https://") else None,
        )
        for row in rows
    ]


def forms(page: Page, rows: Sequence[Form]) -> list[With]:
    """Forms by number."""
    return [With(line(page, row), before=row.code or "") for row in rows]


def results(page: Page, rows: Sequence[Result]) -> list[With]:
    """What one gets, and for how long it is good."""
    return [With(line(page, row), after=said(page, row.valid) if row.valid else None) for row in rows]


def problems(page: Page, rows: Sequence[Problem]) -> list[With]:
    """What goes wrong, and the remedy."""
    return [With(line(page, row), after=said(page, row.remedy)) for row in rows]
