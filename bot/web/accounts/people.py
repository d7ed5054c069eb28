"""What an admin does with accounts: each one named function that checks, changes and logs, in one transaction."""

import re
from collections.abc import Iterable
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from bot.web.accounts import audit, invitations, signed_in
from bot.web.accounts.audit import Who
from bot.web.accounts.errors import BadField, LastAdmin, LoginTaken, NoSuchAccount
from bot.web.accounts.models import Account, RecoveryCode, Team
from bot.web.roles import known
from procedures.calendar import now

_LOGIN = re.compile(r"[a-z0-9](?:[a-z0-9._-]{1,38}[a-z0-9])", re.ASCII)
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]{1,50}\.[^@\s]{2,5}")


def everybody(session: Session) -> list[Account]:
    """All accounts, those in use first, by name."""
    return list(session.scalars(select(Account).order_by(Account.active.desc(), Account.name, Account.id)))


def teams(session: Session) -> list[Team]:
    """All teams by name."""
    return list(session.scalars(select(Team).order_by(Team.name)))


def person(session: Session, account_id: int) -> Account:
    """One account. Raises NoSuchAccount."""
    account = session.get(Account, account_id)
    if account is None:
        raise NoSuchAccount
    return account


def invite(
    session: Session,
    who: Who,
    login: str,
    name: str,
    email: str,
    roles: Iterable[str],
    team_id: int | None,
    reason: str,
) -> tuple[int, str]:
    """A new account without a password; gives its number and the secret of the link that lets them choose one."""
    reason = said(reason, "reason", 500)
    account = make(session, login, name, email, known(roles), team_id)
    if not account.roles:
        raise BadField("roles")
    audit.write(session, who, "invite", ("account", account.id), None, shown(account), reason)
    return account.id, invitations.issue(session, "invite", account.id)


def make(session: Session, login: str, name: str, email: str, roles: list[str], team_id: int | None = None) -> Account:
    """A checked new account. Raises BadField, LoginTaken."""
    login, email = login.strip().lower(), email.strip()
    if not _LOGIN.fullmatch(login):
        raise BadField("login")
    if email and (len(email) > 120 or not _EMAIL.fullmatch(email)):
        raise BadField("email")
    if session.scalar(select(Account.id).where(Account.login == login)) is not None:
        raise LoginTaken
    account = Account(
        login=login, name=said(name, "name", 80), email=email or None, roles=roles, team_id=_team(session, team_id),
        active=True, sample=False, lang="vi", totp_step=0, created_at=now(),
    )  # fmt: skip
    session.add(account)
    session.flush()
    return account


def change(
    session: Session, who: Who, account_id: int, name: str, roles: Iterable[str], team_id: int | None, reason: str
) -> None:
    """Name, roles and team. Other roles end the person's sessions. Raises LastAdmin."""
    reason = said(reason, "reason", 500)
    _one_at_a_time(session)
    account = person(session, account_id)
    before = shown(account)
    account.name, account.roles, account.team_id = said(name, "name", 80), known(roles), _team(session, team_id)
    if not account.roles:
        raise BadField("roles")
    session.flush()
    if set(account.roles) != set(before["roles"]):
        _someone_left(session)
        signed_in.end_all(session, account_id)
    if (after := shown(account)) != before:
        audit.write(session, who, "change_account", ("account", account_id), before, after, reason)


def set_active(session: Session, who: Who, account_id: int, active: bool, reason: str) -> None:
    """Lets somebody in again, or out: their sessions and open links end at once. Raises LastAdmin."""
    reason = said(reason, "reason", 500)
    _one_at_a_time(session)
    account = person(session, account_id)
    if account.active == active:
        return
    account.active = active
    session.flush()
    if not active:
        _someone_left(session)
        signed_in.end_all(session, account_id)
        invitations.revoke(session, account_id)
    action = "activate" if active else "deactivate"
    audit.write(session, who, action, ("account", account_id), {"active": not active}, {"active": active}, reason)


def reset_second_factor(session: Session, who: Who, account_id: int, reason: str) -> None:
    """For a lost telephone: the next sign-in sets up a new one. Ends all sessions."""
    reason = said(reason, "reason", 500)
    account = person(session, account_id)
    account.totp_sealed = None
    session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account_id))
    signed_in.end_all(session, account_id)
    audit.write(session, who, "reset_second_factor", ("account", account_id), reason=reason)


def new_password_link(session: Session, who: Who, account_id: int, reason: str) -> str:
    """The secret of a link by which a person chooses a password; earlier links end. Raises NoSuchAccount."""
    reason = said(reason, "reason", 500)
    account = person(session, account_id)
    if account.subject is not None or not account.active:
        raise NoSuchAccount
    purpose = "reset" if account.password_hash else "invite"
    audit.write(session, who, f"link_{purpose}", ("account", account_id), reason=reason)
    return invitations.issue(session, purpose, account_id)


def add_team(session: Session, who: Who, name: str) -> None:
    """A new team. Raises BadField where the name is empty or taken."""
    name = said(name, "team", 80)
    if session.scalar(select(Team.id).where(func.lower(Team.name) == name.lower())) is not None:
        raise BadField("team")
    team = Team(name=name)
    session.add(team)
    session.flush()
    audit.write(session, who, "add_team", ("team", team.id), None, {"name": name})


def shown(account: Account) -> dict[str, Any]:
    """What the log says of an account."""
    return {
        "login": account.login, "name": account.name, "email": account.email, "roles": list(account.roles),
        "team_id": account.team_id,
    }  # fmt: skip


def said(text: str, field: str, most: int) -> str:
    """The text on one line, without space around it. Raises BadField where nothing is said, or too much."""
    text = " ".join(text.split())
    if not text or len(text) > most:
        raise BadField(field)
    return text


def admins(session: Session) -> int:
    """How many people can let others in. Sample accounts do not count."""
    found = session.scalars(select(Account).where(Account.active, Account.sample.is_(False)))
    return sum("admin" in account.roles for account in found)


def _one_at_a_time(session: Session) -> None:
    """Two admins who remove each other wait for each other here: both write the same row first."""
    first = select(func.min(Account.id)).scalar_subquery()
    session.execute(update(Account).where(Account.id == first).values(active=Account.active))


def _someone_left(session: Session) -> None:
    if not admins(session):
        raise LastAdmin


def _team(session: Session, team_id: int | None) -> int | None:
    if team_id is not None and session.get(Team, team_id) is None:
        raise BadField("team")
    return team_id
