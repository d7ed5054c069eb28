"""Sample accounts, one for each role, for a trial on one's own machine. They open nothing anywhere else."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.web.accounts import passwords
from bot.web.accounts.models import Account
from bot.web.roles import ROLES
from procedures.calendar import now

PASSWORD = "thu-tren-may-nay"  # noqa: S105 - no secret: it stands on the sign-in page of a trial
LOGINS = {f"mau-{role.replace('_', '-')}": role for role in ROLES}


def make(session: Session) -> None:
    """Those that are missing."""
    there = set(session.scalars(select(Account.login).where(Account.login.in_(LOGINS))))
    missing = [login for login in LOGINS if login not in there]
    stored = passwords.hashed(PASSWORD) if missing else ""
    session.add_all(
        Account(
            login=login, name=f"Mẫu: {LOGINS[login]}", password_hash=stored, roles=[LOGINS[login]], active=True,
            sample=True, lang="vi", totp_step=0, created_at=now(),
        )
        for login in missing
    )  # fmt: skip


def shown() -> dict[str, object]:
    """What the sign-in page of a trial says."""
    return {"logins": list(LOGINS), "password": PASSWORD}
