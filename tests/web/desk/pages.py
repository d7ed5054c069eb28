"""What tests of the console's pages share: somebody who holds, what was said, what was logged."""

from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from bot.web.desk.models import Read
from tests.web.accounts.browser import Browser
from tests.web.accounts.conftest import Staff
from tests.web.conftest import Client

SCRIPT = {"X-Requested-With": "fetch"}
Sessions = sessionmaker[Session]


def texts(items: list[dict[str, object]]) -> list[str]:
    """Who said what."""
    return [f"{item['from']}: {item['payload']['text']}" for item in items]  # type: ignore[index]


def reads(sessions: Sessions) -> list[tuple[str, str]]:
    """The log of reads: what, and its detail."""
    with sessions() as session:
        return [(row.what, row.detail) for row in session.scalars(select(Read).order_by(Read.id))]


async def held(staff: Staff, citizen: Client, login: str = "lan", *roles: str) -> Browser:
    """A colleague who has taken the citizen's conversation."""
    browser = await staff.signed_in(login, *(roles or ("staff",)))
    await browser.get(f"/lam-viec/c/{citizen.id}")
    assert await browser.send(f"/lam-viec/c/{citizen.id}/nhan") == 200
    return browser
