"""Staff at the console, and what they and citizens do with one conversation."""

import uuid
from collections.abc import AsyncIterator, Callable

import aiohttp
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from bot.web.accounts import people
from bot.web.accounts.audit import Who
from bot.web.conversations import append_items, items_since, start_conversation
from bot.web.desk.models import Handover
from bot.web.models import Conversation
from procedures.calendar import now
from procedures.payload import Payload
from tests.web.accounts.conftest import Staff, password_hash, staff
from tests.web.conftest import Client
from tests.web.fake_rasa import FakeRasa, reply

__all__ = ["password_hash", "staff"]

Make = Callable[..., Who]
Talk = Callable[..., str]
Read = Callable[[str], Conversation]
Log = Callable[[str], list[Handover]]
Sessions = sessionmaker[Session]
FIRST = Payload(kind="notice", outcome="smalltalk", text="Xin chào.")


@pytest.fixture
def colleague(sessions: sessionmaker[Session]) -> Callable[..., Who]:
    """A new account that answers citizens: ``colleague("lan", "staff", team=None)``."""

    def make(login: str, *roles: str, team: int | None = None) -> Who:
        with sessions.begin() as session:
            account = people.make(session, login, f"Người {login}", "", list(roles or ("staff",)), team)
            return Who(account.id, "an address")

    return make


@pytest.fixture
def talk(sessions: sessionmaker[Session]) -> Callable[..., str]:
    """A new conversation with a citizen's words: ``talk(stage="waiting", …)``; gives its number."""

    def make(text: str = "lệ phí hộ chiếu?", **values: object) -> str:
        with sessions.begin() as session:
            made = start_conversation(session, FIRST)
            append_items(session, made.id, [("citizen", {"text": text, "button": None})])
            found = session.get_one(Conversation, made.id, populate_existing=True)
            if values.get("stage") == "waiting":
                found.waiting_since = now()
            for name, value in values.items():
                setattr(found, name, value)
            return made.id

    return make


@pytest.fixture
def read(sessions: sessionmaker[Session]) -> Callable[[str], Conversation]:
    """The row of a conversation now."""

    def get(conversation: str) -> Conversation:
        with sessions() as session:
            return session.get_one(Conversation, conversation)

    return get


@pytest.fixture
def hand_overs(sessions: sessionmaker[Session]) -> Callable[[str], list[Handover]]:
    """The log of who answered, in order."""

    def get(conversation: str) -> list[Handover]:
        with sessions() as session:
            mine = Handover.conversation_id == conversation
            return list(session.scalars(select(Handover).where(mine).order_by(Handover.id)))

    return get


@pytest.fixture
async def citizen(staff: Staff) -> AsyncIterator[Client]:
    """A citizen whose bot knows one procedure."""
    async with aiohttp.ClientSession() as http:
        yield await Client(http, staff.url).start()


@pytest.fixture
def knows(rasa: FakeRasa) -> None:
    """Answers about a record; «người» hands over."""
    handed = reply("Gọi 1800 1096.", kind="handover", outcome="handed_over", topic="human")
    fee = reply("Lệ phí là 100.000đ.", procedure="criminal-record-1", topic="fee", version=1)
    rasa.answer = lambda body: [handed] if "người" in body["message"] else [fee]


def new_id() -> str:
    """An id as a page makes one."""
    return str(uuid.uuid4())


def last_text(sessions: Sessions, conversation: str) -> str:
    """What was said last."""
    with sessions() as session:
        text: str = items_since(session, conversation)[-1].payload["text"]
        return text
