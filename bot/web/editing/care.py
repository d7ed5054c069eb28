"""What needs somebody's eye: records to be checked again, laws that ended, what changes within sixty days."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.web.accounts.models import Account
from bot.web.editing import said
from bot.web.editing.models import LinkCheck, RecordOwner
from bot.web.editing.owners import due
from procedures.lookup import InForce, listing
from procedures.record import SECTIONS
from procedures.stale import stale

SOON = timedelta(days=30)
"""A check that is due within is told beforehand."""
AHEAD = timedelta(days=60)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Care:
    """A record to be looked at, and why."""

    slug: str
    name: str
    owner: str
    mine: bool
    check_by: date
    days_overdue: int
    ended_laws: Sequence[str]


@dataclass(frozen=True)
class Coming:
    """A day on which a row starts or ends to hold."""

    day: date
    starts: bool
    slug: str
    name: str
    part: str
    title: str


def to_look_at(session: Session, on: date, me: int, lang: str) -> list[Care]:
    """Overdue or leaning on ended laws first, then what is due soon; the reader's own records before others."""
    owned = {
        row.slug: row
        for row in session.execute(
            select(RecordOwner.slug, RecordOwner.account_id, RecordOwner.review_on, Account.name).join(
                Account, Account.id == RecordOwner.account_id
            )
        )
    }
    bad = {each.slug: each for each in stale(session, on, lang)}
    found = []
    for each in listing(session, on):
        slug, owner = each.record.slug, owned.get(each.record.slug)
        day = due(each.record.check_by, each.record.checked_on, owner.review_on if owner else None)
        if slug in bad or day <= on + SOON:
            found.append(
                Care(
                    slug, each.name.en if lang == "en" else each.name.vi, owner.name if owner else "",
                    owner is not None and owner.account_id == me, day, max(0, (on - day).days),
                    bad[slug].ended_laws if slug in bad else (),
                )
            )  # fmt: skip
    return sorted(found, key=lambda care: (not care.mine, not care.ended_laws, -care.days_overdue, care.check_by))


def coming(session: Session, on: date, lang: str) -> list[Coming]:
    """What changes within sixty days, in the order of the days."""
    found = [change for each in listing(session, on) for change in _of(each.whole.slug, each, on, lang)]
    return sorted(set(found), key=lambda change: (change.day, change.name, change.part, change.title))


def _of(slug: str, each: InForce, on: date, lang: str) -> Iterator[Coming]:
    name = each.name.en if lang == "en" else each.name.vi
    rows = [("names", row.from_, row.to, row.vi) for row in each.whole.names]
    rows += [("codes", row.from_, row.to, row.code) for row in each.whole.codes if not row.old]
    for section in SECTIONS:
        rows += [(section, row.from_, row.to, row.text.in_(lang)) for row in getattr(each.whole, section) or ()]
    for part, start, end, title in rows:
        if start and on < start <= on + AHEAD:
            yield Coming(start, True, slug, name, said.part_name(part, lang), title)
        if end and on <= end < on + AHEAD:
            yield Coming(end + DAY, False, slug, name, said.part_name(part, lang), title)


def broken_links(session: Session) -> list[LinkCheck]:
    """Addresses that did not answer well at the last look."""
    failing = LinkCheck.failing_since.is_not(None)
    return list(session.scalars(select(LinkCheck).where(failing).order_by(LinkCheck.failing_since, LinkCheck.url)))


def last_look(session: Session) -> object:
    """When addresses were looked at last; None: never."""
    return session.scalar(select(LinkCheck.checked_at).order_by(LinkCheck.checked_at.desc()).limit(1))
