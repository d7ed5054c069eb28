"""What people do with their own account: each one function that checks, changes and logs, in one transaction."""

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.web.accounts import audit, second_factor, signed_in
from bot.web.accounts.audit import Who
from bot.web.accounts.errors import WrongSignIn
from bot.web.accounts.models import Account, RecoveryCode
from bot.web.accounts.signed_in import Policy, SignedIn
from bot.web.roles import WITH_SECOND_FACTOR


def identity(session: Session, account_id: int) -> tuple[str, str, str]:
    """Login, name and e-mail: what a password must not be made of."""
    account = session.get_one(Account, account_id)
    return account.login, account.name, account.email or ""


def password_hash(session: Session, account_id: int) -> str | None:
    """What the present password is checked against."""
    return session.get_one(Account, account_id).password_hash


def set_password(session: Session, me: SignedIn, who: Who, new_hash: str) -> str:
    """The new password; ends all other sessions and gives this one a new token."""
    session.get_one(Account, me.account_id).password_hash = new_hash
    signed_in.end_all(session, me.account_id, but=me.sign_in_id)
    audit.write(session, who, "change_password", ("account", me.account_id))
    return signed_in.rotate(session, me.sign_in_id)


def set_language(session: Session, me: SignedIn, lang: str) -> None:
    """The language of this person's pages."""
    session.get_one(Account, me.account_id).lang = lang


def add_second_factor(
    session: Session, me: SignedIn, who: Who, key: str, secret: str, code: str
) -> tuple[str, list[str]]:
    """Takes the secret once the app has shown its code; gives the new token and the recovery codes.

    Raises WrongSignIn for a wrong code, and where there is a second factor already: that one must go first.
    """
    account = session.get_one(Account, me.account_id)
    step = second_factor.step_of(secret, code)
    if account.totp_sealed is not None or step is None:
        raise WrongSignIn
    account.totp_sealed, account.totp_step = second_factor.seal(key, secret), step
    codes = second_factor.new_recovery_codes(session, account.id)
    signed_in.end_all(session, account.id, but=me.sign_in_id)
    audit.write(session, who, "add_second_factor", ("account", account.id))
    return signed_in.rotate(session, me.sign_in_id, second_factor=True), codes


def may_drop_second_factor(me: SignedIn, policy: Policy) -> bool:
    """Whether nothing asks this person for one."""
    return me.has_second_factor and not policy.second_factor_for_all and not WITH_SECOND_FACTOR & me.roles


def drop_second_factor(session: Session, me: SignedIn, who: Who, key: str, code: str) -> str:
    """For those who need none; takes a code, so that an open screen is not enough. Raises WrongSignIn."""
    account = session.get_one(Account, me.account_id)
    _take_code(session, account, key, code)
    account.totp_sealed = None
    session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account.id))
    audit.write(session, who, "drop_second_factor", ("account", account.id))
    return signed_in.rotate(session, me.sign_in_id)


def renew_recovery_codes(session: Session, me: SignedIn, who: Who, key: str, code: str) -> list[str]:
    """New recovery codes for a code of the app. Raises WrongSignIn."""
    _take_code(session, session.get_one(Account, me.account_id), key, code)
    audit.write(session, who, "renew_recovery_codes", ("account", me.account_id))
    return second_factor.new_recovery_codes(session, me.account_id)


def recovery_codes_left(session: Session, account_id: int) -> int:
    """How many recovery codes are unused."""
    mine = RecoveryCode.account_id == account_id, RecoveryCode.used_at.is_(None)
    return len(list(session.scalars(select(RecoveryCode.code_hash).where(*mine))))


def _take_code(session: Session, account: Account, key: str, code: str) -> None:
    secret = second_factor.unseal(key, account.totp_sealed) if account.totp_sealed else None
    step = second_factor.step_of(secret, code) if secret else None
    if step is None or not second_factor.use_step(session, account.id, step):
        raise WrongSignIn
