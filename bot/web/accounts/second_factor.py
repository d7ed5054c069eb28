"""The second factor: time-based codes (RFC 6238) from an app, and recovery codes for whoever lost it."""

import base64
import io
import secrets
import time

import pyotp
import segno
from nacl.exceptions import CryptoError
from nacl.secret import SecretBox
from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from bot.web.accounts.models import Account, RecoveryCode
from bot.web.accounts.rows import changed
from bot.web.accounts.tokens import digest
from procedures.calendar import now

STEP_SECONDS = 30
DRIFT = 1
"""Steps that a telephone's clock may be off, either way."""
ISSUER = "Một Cửa"
RECOVERY_CODES = 8
_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
"""Without signs that look alike."""


def new_secret() -> str:
    """160 random bits in base32."""
    return pyotp.random_base32()


def seal(key: str, secret: str) -> bytes:
    """The secret as it is stored. ``key``: 32 bytes in base64, which only the web holds."""
    return bytes(SecretBox(base64.b64decode(key)).encrypt(secret.encode()))


def unseal(key: str, sealed: bytes) -> str | None:
    """The secret; None where it was sealed with another key."""
    try:
        return SecretBox(base64.b64decode(key)).decrypt(sealed).decode()
    except (CryptoError, ValueError):
        return None


def seal_form(key: str, secret: str, sign_in_id: int) -> str:
    """The secret as it waits in a form for its first code: sealed, for this session only."""
    return base64.urlsafe_b64encode(seal(key, f"{sign_in_id}:{secret}")).decode()


def open_form(key: str, sealed: str, sign_in_id: int) -> str | None:
    """The secret of such a form; None where it is another session's, or none at all."""
    try:
        opened = unseal(key, base64.urlsafe_b64decode(sealed))
    except ValueError:
        return None
    whose, _, secret = (opened or "").partition(":")
    return secret if whose == str(sign_in_id) and secret else None


def address_of(secret: str, login: str) -> str:
    """What the QR code says to an authenticator app."""
    return pyotp.TOTP(secret).provisioning_uri(name=login, issuer_name=ISSUER)


def qr_code(address: str) -> str:
    """The address as SVG to stand in a page: dark on white, as scanners want it, with a white border."""
    svg = io.BytesIO()
    segno.make(address, error="m").save(
        svg, kind="svg", scale=5, border=4, light="#fff", xmldecl=False, svgns=True, svgclass=None, lineclass=None
    )
    return svg.getvalue().decode()


def step_of(secret: str, code: str, at: float | None = None) -> int | None:
    """The time step whose code this is, within the drift; None where it is wrong. Always compares all of them."""
    code = "".join(code.split())
    current = int(time.time() if at is None else at) // STEP_SECONDS
    totp, found = pyotp.TOTP(secret), None
    for step in range(current - DRIFT, current + DRIFT + 1):
        if secrets.compare_digest(totp.generate_otp(step).encode(), code.encode("utf-8", "replace")):
            found = step
    return found


def use_step(session: Session, account_id: int, step: int) -> bool:
    """Takes the step; False where it or a later one was taken before. One statement: two at once cannot both win."""
    taken = update(Account).where(Account.id == account_id, Account.totp_step < step).values(totp_step=step)
    return changed(session, taken) > 0


def new_recovery_codes(session: Session, account_id: int) -> list[str]:
    """Eight new codes, to be shown once; the old ones end."""
    session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account_id))
    codes = ["-".join(_group() for _ in range(3)) for _ in range(RECOVERY_CODES)]
    session.add_all(RecoveryCode(code_hash=_code_hash(account_id, code), account_id=account_id) for code in codes)
    return codes


def use_recovery_code(session: Session, account_id: int, code: str) -> bool:
    """Takes a recovery code; False where it is wrong or was used."""
    mine = RecoveryCode.account_id == account_id, RecoveryCode.code_hash == _code_hash(account_id, code)
    taken = update(RecoveryCode).where(*mine, RecoveryCode.used_at.is_(None)).values(used_at=now())
    return changed(session, taken) > 0


def _group() -> str:
    return "".join(secrets.choice(_ALPHABET) for _ in range(5))


def _code_hash(account_id: int, code: str) -> str:
    """15 signs of 31 are 74 random bits: a plain hash is enough."""
    return digest(f"{account_id}:{''.join(sign for sign in code.lower() if sign.isalnum())}")
