"""The account of somebody whom the ministry's sign-on knows; what they may do is what it says, each time."""

import re

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.web.accounts import audit, people, signed_in
from bot.web.accounts.audit import Who
from bot.web.accounts.errors import SignOnFailed
from bot.web.accounts.models import Account
from bot.web.accounts.sign_on import Person
from bot.web.accounts.signed_in import Device
from bot.web.accounts.tokens import digest
from bot.web.roles import known
from procedures.calendar import now


def enter(session: Session, person: Person, device: Device) -> str:
    """A session for them, with an account made at the first time; gives the token. Raises SignOnFailed when let out.

    Never joins a local account: a name or an e-mail that somebody else chose there must not open it.
    """
    subject = digest(f"{person.issuer}\n{person.subject}")
    account = session.scalar(select(Account).where(Account.subject == subject))
    if account is None:
        account = _new(session, person, subject)
        audit.write(
            session,
            Who(account.id, device.address_id),
            "sign_on_account",
            ("account", account.id),
            None,
            people.shown(account),
        )
    if not account.active:
        raise SignOnFailed("account is locked here")
    roles = known(person.roles)
    if account.roles != roles:
        before, account.roles = list(account.roles), roles
        signed_in.end_all(session, account.id)
        changed = {"roles": before}, {"roles": roles}
        audit.write(session, audit.SYSTEM, "sign_on_roles", ("account", account.id), *changed)
    audit.write(
        session, Who(account.id, device.address_id), "sign_in", ("account", account.id), None, {"by": "sign_on"}
    )
    return signed_in.start(session, account, device, second_factor=person.second_factor)


def _new(session: Session, person: Person, subject: str) -> Account:
    name = " ".join(person.name.split())[:80] or "?"
    email = person.email if person.email and len(person.email) <= 120 else None
    account = Account(
        login=_free_login(session, person.login, subject), name=name, email=email, subject=subject,
        roles=known(person.roles), active=True, sample=False, lang="vi", totp_step=0, created_at=now(),
    )  # fmt: skip
    session.add(account)
    session.flush()
    return account


def _free_login(session: Session, wanted: str, subject: str) -> str:
    """Theirs if it is free, else with a few signs of their subject: it opens nothing, people only read it."""
    plain = re.sub(r"[^a-z0-9._-]+", "-", wanted.lower()).strip(".-_")[:30] or "sso"
    taken = session.scalar(select(Account.id).where(Account.login == plain))
    return f"{plain}-{subject[:8]}" if taken else plain
