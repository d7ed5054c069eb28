"""Takes the manual's pictures anew, of real pages with sample data: ``python -m tests.web.desk.manual.pictures``."""

import asyncio
import tempfile
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from aiohttp.test_utils import TestServer
from playwright.async_api import expect
from pydantic import SecretStr
from sqlalchemy.orm import Session, sessionmaker

from bot.web.accounts import passwords
from bot.web.accounts.models import Account
from bot.web.app import create_app
from bot.web.desk import private
from bot.web.desk.queue import call_backs
from bot.web.desk.queue.call_backs import Wish
from bot.web.manual.books import CONSOLE
from bot.web.manual.pictures import FOLDER
from bot.web.models import Conversation
from procedures.db import make_engine, make_sessions
from tests.web.accounts.conftest import PASSWORD, Staff
from tests.web.card_pages import _settings
from tests.web.conftest import serving
from tests.web.desk.figures.day import make
from tests.web.desk.help.conftest import Talks
from tests.web.desk.queue.made import WEEK, rule
from tests.web.fake_rasa import FakeRasa
from tests.web.manual.camera import Seen, take
from tests.web.screens import chromium

LOGIN = "mau"
WAITING = (
    ("phi ho chieu cho con 5 tuoi bao nhieu", "passport"),
    ("Tôi muốn hỏi giấy tờ đăng ký tạm trú ở nhà thuê", "temporary-residence"),
    ("làm lại căn cước bị mất ở đâu", "identity-card-reissue"),
)


@dataclass
class Console(Seen):
    """A page of the console, and what there is to see."""

    account: int
    talks: dict[str, str]


async def _sign_in(seen: Console) -> None:
    await seen.page.context.clear_cookies()
    await seen.open("/dang-nhap")


async def _talk(seen: Console) -> None:
    await seen.open(f"/lam-viec/c/{seen.talks['held']}")
    await expect(seen.page.locator("#help .drafts")).to_be_visible()
    await seen.top("#acts")


async def _help(seen: Console) -> None:
    await _talk(seen)
    await seen.top("#help")


async def _reveal(seen: Console) -> None:
    await seen.open(f"/lam-viec/c/{seen.talks['private']}")
    await seen.page.click(".reveal summary")
    await seen.top(".reveal", 220)


async def _phone(seen: Console) -> None:
    await seen.open("/lam-viec/dien-thoai")
    await seen.page.fill("#words", "ho chieu cho con 5 tuoi")
    await expect(seen.page.locator("#answer h2")).to_be_visible()
    await seen.top("#words", 90)


async def _away(seen: Console) -> None:
    await seen.open("/lam-viec", "h1")
    if not await seen.page.locator("form.here .state.away").count():
        await seen.page.click("form.here button")
    await expect(seen.page.locator("form.here .state.away")).to_be_visible()


async def _trouble(seen: Console) -> None:
    await seen.open(f"/lam-viec/c/{seen.talks['private']}")
    with seen.staff.sessions.begin() as session:
        session.get_one(Conversation, seen.talks["private"]).holder_id = None
    await seen.page.fill("#text", "Anh/chị nộp trực tuyến được ạ.")
    await seen.page.press("#text", "Control+Enter")
    await expect(seen.page.locator("#error")).not_to_be_empty()
    await seen.top("#log")
    with seen.staff.sessions.begin() as session:
        session.get_one(Conversation, seen.talks["private"]).holder_id = seen.account


PICTURES: dict[str, Callable[[Console], Awaitable[None]]] = {
    "inbox": lambda seen: seen.open("/lam-viec", "h1"),
    "talk": _talk,
    "help": _help,
    "reveal": _reveal,
    "phone": _phone,
    "call-backs": lambda seen: seen.open("/lam-viec/goi-lai", "h1"),
    "figures": lambda seen: seen.open("/lam-viec/so-lieu", "h1"),
    "trouble": _trouble,
    "team": lambda seen: seen.open("/quan-tri/to?to=1", "#h-rule"),
    "presence": _away,
    "sign-in": _sign_in,
}


def _filled(sessions: sessionmaker[Session], key: str, account: int) -> dict[str, str]:
    """Conversations, call-backs and a day of figures."""
    talks = Talks(sessions)
    for words, slug in WAITING:
        waits = talks.by(None, words)
        with sessions.begin() as session:
            found = session.get_one(Conversation, waits)
            found.slug, found.heard_seq = slug, found.last_seq
    made = {
        "held": talks.by(account, "hộ chiếu cho con 5 tuổi phí bao nhiêu?"),
        "private": talks.by(account, "số của tôi là [số điện thoại]"),
    }
    with sessions.begin() as session:
        make(session)
        row = session.get_one(Account, account)
        row.name, row.lang = "Nhân viên mẫu", "vi"
        rule(session, 1, hours=WEEK)
        held = session.get_one(Conversation, made["held"])
        held.slug = "passport"
        last = session.get_one(Conversation, made["private"]).last_seq
        private.keep(session, key, made["private"], last, [("phone", "0912345678")])
        for words in ("Hỏi lệ phí cấp hộ chiếu cho con dưới 14 tuổi", "Hỏi giấy tờ đăng ký tạm trú"):
            call_backs.leave(session, key, Wish(uuid.uuid4(), "0912345678", "morning", words, None, "vi"), None)
    return made


async def main(folder: Path = FOLDER) -> None:
    """Takes all pictures."""
    rasa = FakeRasa()
    ranking = [{"name": "fee", "confidence": 0.9}, {"name": "documents", "confidence": 0.1}]
    entity = {"entity": "procedure", "value": "passport", "start": 0, "end": 8}
    rasa.meaning = lambda text: {"intent_ranking": ranking, "entities": [entity], "asks": []}
    async with TestServer(rasa.app) as server:
        with tempfile.TemporaryDirectory() as state:
            settings = _settings(Path(state))
            settings.rasa_url = settings.actions_url = str(server.make_url("")).rstrip("/")
            settings.rasa_token = SecretStr("a token of the pictures")
            engine = make_engine(settings.database)
            staff = Staff(make_sessions(engine), settings, passwords.hashed(PASSWORD))
            account = staff.account(LOGIN, "staff", "team_lead", with_second_factor=True)
            talks = _filled(staff.sessions, settings.desk_key.get_secret_value(), account)
            async with serving(create_app(settings)) as staff.url, chromium() as browser:
                page = await browser.new_page(locale="vi-VN", color_scheme="light")
                console = Console(page, staff, account, talks)
                await console.sign_in(LOGIN)
                await take(console, CONSOLE, PICTURES, {"presence": 330}, folder)
            engine.dispose()


if __name__ == "__main__":
    asyncio.run(main())
