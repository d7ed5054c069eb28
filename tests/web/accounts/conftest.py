"""People with accounts, and browsers for them."""

import unicodedata
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field

import pyotp
import pytest
from argon2 import PasswordHasher
from sqlalchemy.orm import Session, sessionmaker

from bot.web.accounts import people, second_factor
from bot.web.accounts.models import Account
from bot.web.settings import WebSettings
from tests.web.accounts.browser import Browser

PASSWORD = "ba con vịt bơi qua sông"


@pytest.fixture(scope="session")
def password_hash() -> str:
    """Of PASSWORD, made with little work, so that a sign-in costs a test little: the work stands in the hash."""
    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(unicodedata.normalize("NFKC", PASSWORD))


@dataclass
class Staff:
    """Makes accounts and signs them in."""

    sessions: sessionmaker[Session]
    settings: WebSettings
    password_hash: str
    url: str = ""
    browsers: list[Browser] = field(default_factory=list)
    secret: str = field(default_factory=pyotp.random_base32)

    def account(self, login: str, *roles: str, with_second_factor: bool = False) -> int:
        """A new account with the password of the tests; gives its number."""
        with self.sessions.begin() as session:
            account = people.make(session, login, f"Người {login}", "", list(roles))
            account.password_hash = self.password_hash
            if with_second_factor:
                key = self.settings.accounts_key.get_secret_value()
                account.totp_sealed = second_factor.seal(key, self.secret)
            return account.id

    def read(self, account_id: int) -> Account:
        with self.sessions() as session:
            return session.get_one(Account, account_id)

    def browser(self) -> Browser:
        self.browsers.append(Browser(self.url))
        return self.browsers[-1]

    def code(self, login: str) -> str:
        """A code that was not used yet: as if time had gone on since the last."""
        with self.sessions.begin() as session:
            account = session.query(Account).filter_by(login=login).one()
            account.totp_step = 0
        return pyotp.TOTP(self.secret).now()

    async def signed_in(self, login: str, *roles: str) -> Browser:
        """A browser with a new account signed in, the second factor given where the roles ask for it."""
        strong = bool({"admin", "approver", "team_lead"} & set(roles))
        self.account(login, *roles, with_second_factor=strong)
        browser = self.browser()
        await browser.sign_in(login, PASSWORD)
        if strong:
            await browser.send("/dang-nhap/ma", code=self.code(login))
        assert (browser.status, browser.at) == (200, "/tai-khoan"), browser.text
        return browser


@pytest.fixture
async def staff(
    edge: str, sessions: sessionmaker[Session], settings: WebSettings, password_hash: str
) -> AsyncIterator[Staff]:
    """On a running edge."""
    made = Staff(sessions, settings, password_hash, edge)
    yield made
    for browser in made.browsers:
        await browser.close()


@pytest.fixture
def change(sessions: sessionmaker[Session]) -> Callable[..., None]:
    """Changes a row as time or an admin might: ``change(model, id, column=value)``."""

    def apply(model: type, number: object, **values: object) -> None:
        with sessions.begin() as session:
            row: object = session.get_one(model, number)
            for name, value in values.items():
                setattr(row, name, value)

    return apply
