"""What tests of the help's pages share: somebody signed in, what was sent, a card's form."""

import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from bot.web.accounts.models import Account
from bot.web.models import Item
from tests.web.accounts.browser import Browser
from tests.web.accounts.conftest import Staff

FETCH = {"X-Requested-With": "fetch"}
SLUG = "criminal-record-1"
PHONE = "/lam-viec/dien-thoai"
CANNED = "/lam-viec/mau-cau"


def number(staff: Staff, login: str) -> int:
    """Of an account."""
    with staff.sessions() as session:
        return session.scalars(select(Account.id).where(Account.login == login)).one()


async def clerk(staff: Staff, login: str = "hoa", *roles: str) -> tuple[Browser, int]:
    """Somebody signed in, and their number."""
    browser = await staff.signed_in(login, *(roles or ("staff",)))
    return browser, number(staff, login)


def sent(sessions: sessionmaker[Session], conversation: str) -> list[Item]:
    """What staff have said."""
    with sessions() as session:
        mine = Item.conversation_id == conversation, Item.sender == "staff"
        return list(session.scalars(select(Item).where(*mine).order_by(Item.seq)))


def card(**fields: str) -> dict[str, str]:
    """A card's form, made anew."""
    return {"client_id": str(uuid.uuid4()), "slug": SLUG, "topic": "fee"} | fields
