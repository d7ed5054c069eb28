"""Who sees to it that a record is checked in time."""

from datetime import date

from sqlalchemy.orm import Session

from bot.web.accounts import audit
from bot.web.accounts.audit import Who
from bot.web.accounts.models import Account
from bot.web.editing.errors import NoSuchThing
from bot.web.editing.models import RecordOwner
from procedures.models import Procedure


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
        if person is None or not person.active or not {"editor", "approver"} & set(person.roles):
            raise NoSuchThing
        session.merge(RecordOwner(slug=slug, account_id=account, review_on=review_on))
    after = {"account": account, "review_on": str(review_on)}
    audit.write(session, who, "set_owner", ("record", slug), before, after)
