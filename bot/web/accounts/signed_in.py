"""Who is signed in: sessions on the server, opened by a random token in a cookie."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from bot.web.accounts.models import Account, SignIn
from bot.web.accounts.rows import changed
from bot.web.accounts.tokens import digest, new_token
from bot.web.roles import WITH_SECOND_FACTOR
from procedures.calendar import aware, now

IDLE, ABSOLUTE = timedelta(minutes=30), timedelta(hours=12)
SEEN_EVERY = timedelta(minutes=1)
"""How exactly the last use is written down: not every request is a write."""


@dataclass(frozen=True)
class Policy:
    """What the settings ask of whoever signs in."""

    second_factor_for_all: bool = False
    samples: bool = False
    """Whether sample accounts open anything here."""


@dataclass(frozen=True)
class SignedIn:
    """A person at a browser. ``full``: nothing is missing; else only the second factor may be given or set up."""

    sign_in_id: int
    account_id: int
    login: str
    name: str
    roles: frozenset[str]
    team_id: int | None
    lang: str
    csrf: str
    full: bool
    has_second_factor: bool
    needs_second_factor: bool
    local: bool
    """Signs in with a password of ours."""


@dataclass(frozen=True)
class Device:
    """From where: «Firefox, Linux» and an opaque address."""

    name: str
    address_id: str


def start(session: Session, account: Account, device: Device, *, second_factor: bool = False) -> str:
    """A new session; gives its token, which is stored nowhere."""
    token, moment = new_token(), now()
    session.add(
        SignIn(
            token_hash=digest(token), account_id=account.id, csrf=new_token(), device=device.name,
            address_id=device.address_id, created_at=moment, last_seen_at=moment,
            second_factor_at=moment if second_factor else None,
        )
    )  # fmt: skip
    return token


def find(session: Session, token: str, policy: Policy) -> SignedIn | None:
    """Whose token this is; None where it opens nothing (any more). Notes that it was used."""
    moment = now()
    row = session.execute(
        select(SignIn, Account).join(Account, Account.id == SignIn.account_id).where(
            SignIn.token_hash == digest(token), *_running(moment)
        )
    ).one_or_none()  # fmt: skip
    if row is None:
        return None
    sign_in, account = row
    if not account.active or (account.sample and not policy.samples):
        return None
    if moment - aware(sign_in.last_seen_at) > SEEN_EVERY:
        sign_in.last_seen_at = moment
    return _signed_in(sign_in, account, policy)


def rotate(session: Session, sign_in_id: int, *, second_factor: bool = False) -> str:
    """A new token and a new CSRF token for a session whose rights have changed; the old ones open nothing."""
    token = new_token()
    values: dict[str, object] = {"token_hash": digest(token), "csrf": new_token(), "last_seen_at": now()}
    if second_factor:
        values["second_factor_at"] = now()
    session.execute(update(SignIn).where(SignIn.id == sign_in_id).values(values))
    return token


def end(session: Session, account_id: int, sign_in_id: int) -> bool:
    """Ends one session of that account; False where it is not theirs or ended before."""
    return _end(session, SignIn.account_id == account_id, SignIn.id == sign_in_id) > 0


def end_all(session: Session, account_id: int, but: int | None = None) -> int:
    """Ends all sessions of an account, except one; gives how many."""
    return _end(session, SignIn.account_id == account_id, SignIn.id != (but or 0))


def running(session: Session, account_id: int) -> list[SignIn]:
    """The sessions of an account that open something, the newest first."""
    mine = SignIn.account_id == account_id
    return list(session.scalars(select(SignIn).where(mine, *_running(now())).order_by(SignIn.last_seen_at.desc())))


def is_running(session: Session, sign_in_id: int) -> bool:
    """Whether a session still opens something; for lines that stay open. Using it is not noted."""
    query = select(SignIn.id).join(Account, Account.id == SignIn.account_id)
    running = query.where(SignIn.id == sign_in_id, Account.active, *_running(now()))
    return session.scalar(running) is not None


def needs_second_factor(account: Account, policy: Policy) -> bool:
    """Whether a password alone is not enough for them."""
    if account.totp_sealed is not None:
        return True
    asked = policy.second_factor_for_all or bool(WITH_SECOND_FACTOR & set(account.roles))
    return asked and not account.sample


def _signed_in(sign_in: SignIn, account: Account, policy: Policy) -> SignedIn:
    needs = needs_second_factor(account, policy)
    return SignedIn(
        sign_in_id=sign_in.id, account_id=account.id, login=account.login, name=account.name,
        roles=frozenset(account.roles), team_id=account.team_id, lang=account.lang, csrf=sign_in.csrf,
        full=not needs or sign_in.second_factor_at is not None, has_second_factor=account.totp_sealed is not None,
        needs_second_factor=needs, local=account.subject is None,
    )  # fmt: skip


def _running(moment: datetime) -> tuple[ColumnElement[bool], ...]:
    fresh, young = SignIn.last_seen_at > moment - IDLE, SignIn.created_at > moment - ABSOLUTE
    return SignIn.ended_at.is_(None), fresh, young


def _end(session: Session, *whose: ColumnElement[bool]) -> int:
    return changed(session, update(SignIn).where(SignIn.ended_at.is_(None), *whose).values(ended_at=now()))
