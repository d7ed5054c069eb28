"""Links that work once: the first admin, a new colleague, a new password."""

from datetime import timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.web.accounts import audit, passwords, people, signed_in
from bot.web.accounts.audit import Who
from bot.web.accounts.errors import LinkSpent
from bot.web.accounts.models import Account, Invitation
from bot.web.accounts.rows import changed
from bot.web.accounts.tokens import digest, new_token
from procedures.calendar import now

LASTS = {"first_admin": timedelta(hours=1), "invite": timedelta(days=3), "reset": timedelta(hours=1)}


def issue(session: Session, purpose: str, account_id: int | None = None) -> str:
    """A new link's secret; earlier links of the same person end."""
    if account_id is not None:
        revoke(session, account_id)
    token = new_token()
    expires = now() + LASTS[purpose]
    session.add(Invitation(token_hash=digest(token), account_id=account_id, purpose=purpose, expires_at=expires))
    return token


def revoke(session: Session, account_id: int) -> None:
    """Ends a person's links."""
    mine = Invitation.account_id == account_id, Invitation.used_at.is_(None)
    session.execute(update(Invitation).where(*mine).values(used_at=now()))


def first_admin(session: Session) -> str | None:
    """The secret of a link that makes the first admin; None where there is one. Earlier links end."""
    if people.admins(session):
        return None
    _spend_all_first(session)
    return issue(session, "first_admin")


def look_at(session: Session, token: str) -> tuple[str, Account | None]:
    """What the link is for and whose it is, without using it. Raises LinkSpent."""
    found = session.get(Invitation, digest(token))
    if found is None or not _good(session, found):
        raise LinkSpent
    return found.purpose, session.get(Account, found.account_id) if found.account_id else None


def accept(session: Session, token: str, password_hash: str, address_id: str) -> int:
    """Uses an invitation or a reset: sets the password, ends all sessions; gives the account. Raises LinkSpent."""
    purpose, account = look_at(session, token)
    if account is None or not account.active or not _spend(session, token):
        raise LinkSpent
    account.password_hash = password_hash
    signed_in.end_all(session, account.id)
    audit.write(session, Who(account.id, address_id), f"accept_{purpose}", ("account", account.id))
    return account.id


def become_first_admin(session: Session, token: str, login: str, name: str, password_hash: str, address_id: str) -> int:
    """Makes the first admin; gives the account. Of two links used at once only one wins. Raises LinkSpent, BadField."""
    look_at(session, token)
    if digest(token) not in _spend_all_first(session) or people.admins(session):
        raise LinkSpent
    account = people.make(session, login, name, "", ["admin"])
    account.password_hash = password_hash
    who = Who(account.id, address_id)
    audit.write(session, who, "first_admin", ("account", account.id), None, people.shown(account))
    return account.id


def check_password(session: Session, token: str, password: str, login: str, name: str) -> None:
    """Raises LinkSpent, WeakPassword: told before anything is hashed."""
    _, account = look_at(session, token)
    own = (account.login, account.name, account.email or "") if account else (login, name)
    passwords.check_new(password, *own)


def _good(session: Session, found: Invitation) -> bool:
    mine = Invitation.token_hash == found.token_hash, Invitation.used_at.is_(None), Invitation.expires_at > now()
    good = session.scalar(select(Invitation.token_hash).where(*mine))
    return good is not None and (found.purpose != "first_admin" or not people.admins(session))


def _spend(session: Session, token: str) -> bool:
    """One statement: of two who use the link at once only one gets True."""
    mine = Invitation.token_hash == digest(token)
    fresh = Invitation.used_at.is_(None), Invitation.expires_at > now()
    return changed(session, update(Invitation).where(mine, *fresh).values(used_at=now())) > 0


def _spend_all_first(session: Session) -> set[str]:
    """All of them in one statement: who comes second finds none."""
    open_ones = Invitation.purpose == "first_admin", Invitation.used_at.is_(None)
    spent = update(Invitation).where(*open_ones).values(used_at=now()).returning(Invitation.token_hash)
    return set(session.scalars(spent))
