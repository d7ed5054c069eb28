"""Signing in, step by step: the password, then the second factor."""

import asyncio
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.web.accounts import audit, passwords, second_factor, signed_in, tries
from bot.web.accounts.audit import Who
from bot.web.accounts.errors import WrongSignIn
from bot.web.accounts.models import Account
from bot.web.accounts.signed_in import Device, Policy, SignedIn
from bot.web.accounts.tries import Subject
from bot.web.edge import Edge

_HASHING = asyncio.Semaphore(4)
"""Each hash takes 64 MiB."""


@dataclass(frozen=True)
class Opened:
    """A session that was begun or has new rights: its token, and what it still lacks."""

    token: str
    full: bool
    has_second_factor: bool


async def with_password(edge: Edge, policy: Policy, login: str, password: str, device: Device) -> Opened:
    """Raises WrongSignIn, in the same words and time for no such account, and TooManyTries."""
    login = login.strip().lower()[:200]
    subjects = _subjects(edge, "login", login, device)
    await edge.run(tries.begin, subjects)
    account_id, stored = await edge.run(_password_of, login, policy)
    async with _HASHING:
        right = await asyncio.to_thread(passwords.fits, password, stored)
    if not right or account_id is None:
        await edge.run(_failed, account_id, "sign_in_failed", device)
        raise WrongSignIn
    return await edge.run(_begin, account_id, subjects, device, policy)


async def with_code(edge: Edge, who: SignedIn, code: str, device: Device, *, recovery: bool = False) -> Opened:
    """The second factor of a session begun with a password. Raises WrongSignIn, TooManyTries."""
    subjects = _subjects(edge, "code", str(who.account_id), device)
    await edge.run(tries.begin, subjects)
    key = edge.settings.accounts_key.get_secret_value()
    opened = await edge.run(_second_factor, who, key, code[:40], recovery, subjects, device)
    if opened is None:
        await edge.run(_failed, who.account_id, "second_factor_failed", device)
        raise WrongSignIn
    return opened


def _subjects(edge: Edge, kind: str, value: str, device: Device) -> list[Subject]:
    key = edge.settings.address_key.get_secret_value().encode()
    return [tries.subject(key, kind, value), tries.subject(key, "address", device.address_id)]


def _password_of(session: Session, login: str, policy: Policy) -> tuple[int | None, str | None]:
    account = session.scalar(select(Account).where(Account.login == login))
    if account is None or not account.active or (account.sample and not policy.samples):
        return None, None
    return account.id, account.password_hash


def _begin(session: Session, account_id: int, subjects: list[Subject], device: Device, policy: Policy) -> Opened:
    account = session.get_one(Account, account_id)
    tries.was_right(session, subjects)
    token = signed_in.start(session, account, device)
    audit.write(session, Who(account_id, device.address_id), "sign_in", ("account", account_id))
    full = not signed_in.needs_second_factor(account, policy)
    return Opened(token, full, account.totp_sealed is not None)


def _second_factor(
    session: Session, who: SignedIn, key: str, code: str, recovery: bool, subjects: list[Subject], device: Device
) -> Opened | None:
    account = session.get_one(Account, who.account_id)
    if recovery:
        right = second_factor.use_recovery_code(session, account.id, code)
    else:
        secret = second_factor.unseal(key, account.totp_sealed) if account.totp_sealed else None
        step = second_factor.step_of(secret, code) if secret else None
        right = step is not None and second_factor.use_step(session, account.id, step)
    if not right:
        return None
    tries.was_right(session, subjects)
    action = "recovery_code_used" if recovery else "second_factor"
    audit.write(session, Who(account.id, device.address_id), action, ("account", account.id))
    return Opened(signed_in.rotate(session, who.sign_in_id, second_factor=True), True, True)


def _failed(session: Session, account_id: int | None, action: str, device: Device) -> None:
    """In the log without what was typed: people type passwords where the login goes."""
    audit.write(session, Who(None, device.address_id), action, ("account", account_id or "unknown"))
