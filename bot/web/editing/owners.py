"""Who sees to it that a record is checked in time."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.web.accounts import audit
from bot.web.accounts.audit import Who
from bot.web.accounts.models import Account
from bot.web.editing.errors import NoSuchThing
from bot.web.editing.models import RecordOwner
from procedures.models import Procedure


def due(check_by: date, checked_on: date, own_day: date | None) -> date:
    """When a record is to be looked at next. The owner's own day is over once the record was checked on it or after."""
    return check_by if own_day is None or checked_on >= own_day else min(check_by, own_day)


def able(session: Session) -> set[int]:
    """Accounts that may see to records: whoever left, or does other work by now, is no owner any more."""
    people = session.execute(select(Account.id, Account.roles).where(Account.active))
    return {row.id for row in people if can_own(row.roles)}


def can_own(roles: Iterable[str]) -> bool:
    """Whether these roles let somebody change or approve what a record says."""
    return bool({"editor", "approver"} & set(roles))


def set_owner(session: Session, who: Who, slug: str, account: int | None, review_on: date | None) -> None:
    """Gives the record an owner, or none. Raises NoSuchThing."""
    if session.get(Procedure, slug) is None:
        raise NoSuchThing
    found = session.get(RecordOwner, slug)
    before = None if found is None else {"account": found.account_id, "review_on": str(found.review_on)}
    if account is None:
        if found is not None:
            session.delete(found)
    else:
        person = session.get(Account, account)
        if person is None or not person.active or not can_own(person.roles):
            raise NoSuchThing
        session.merge(RecordOwner(slug=slug, account_id=account, review_on=review_on))
    after = {"account": account, "review_on": str(review_on)}
    audit.write(session, who, "set_owner", ("record", slug), before, after)
