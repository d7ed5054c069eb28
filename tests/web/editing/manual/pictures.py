"""Takes the pictures of the editors' manual anew: ``python -m tests.web.editing.manual.pictures [names]``.

Of real pages, with the shipped catalog and drafts that nobody has written.
"""

import asyncio
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlalchemy import update
from sqlalchemy.orm import Session

from bot.web.accounts import passwords
from bot.web.accounts.audit import Who
from bot.web.accounts.models import Account
from bot.web.app import create_app
from bot.web.citizen.models import ReviewItem
from bot.web.editing import begin, edits, fact_check, remarks, workflow
from bot.web.editing.content import rows_in, seen
from bot.web.editing.edits import Spot, Writer
from bot.web.editing.models import RecordOwner
from bot.web.editing.remarks import About
from bot.web.editing.shape import fields_of
from bot.web.learning.models import Example
from bot.web.manual.books import DESK
from bot.web.manual.pictures import FOLDER
from procedures.calendar import now, today
from procedures.db import make_engine, make_sessions
from procedures.drafts import Draft
from procedures.text import fold
from tests.web.accounts.conftest import PASSWORD, Staff
from tests.web.card_pages import _settings
from tests.web.conftest import serving
from tests.web.learning import made_models
from tests.web.manual.camera import Scene, Seen, take
from tests.web.screens import chromium

EDITOR, BOSS = "bien-tap", "duyet"
"""Who writes; and who approves and is an admin as well."""
SLUG, OTHER = "criminal-record-1", "temporary-residence"
WHY = "theo thông tư mới"


@dataclass
class Desk(Seen):
    """A page of the desk: one draft in work with a remark, one in review, a link to an expert."""

    draft: int
    waiting: int
    link: str


def _filled(session: Session, editor: int, boss: int) -> tuple[int, int, str]:
    for number, name in ((editor, "Lê Thị Mẫu"), (boss, "Trần Văn Mẫu")):
        row = session.get_one(Account, number)
        row.name, row.lang = name, "vi"
    by, other = Writer(Who(editor), "Lê Thị Mẫu"), Who(boss)
    draft = begin.edit(session, by, SLUG, WHY)
    _fee(session, by, draft)
    fee = rows_in(session.get_one(Draft, draft, populate_existing=True).content, "fees")[0]
    workflow.submit(session, by.who, draft, session.get_one(Draft, draft).revision, WHY)
    about, words = About("fees", 0, seen(fee), "amount"), "Số tiền này lấy ở khoản nào? Nhờ ghi thêm căn cứ."
    remarks.remark(session, other, "Trần Văn Mẫu", draft, about, words, "1")
    workflow.ask_changes(session, other, draft, session.get_one(Draft, draft, populate_existing=True).revision, words)
    link = fact_check.make_link(session, by.who, draft, "Phòng Hồ sơ nghiệp vụ", 7)
    waiting = begin.edit(session, by, OTHER, WHY)
    _fee(session, by, waiting)
    revision = session.get_one(Draft, waiting, populate_existing=True).revision
    workflow.submit(session, by.who, waiting, revision, WHY)
    session.execute(update(Draft).values(updated_at=now() - timedelta(days=6)))
    for slug, days in ((SLUG, 2), (OTHER, 12), ("passport", -9)):
        session.add(RecordOwner(slug=slug, account_id=editor, review_on=today() + timedelta(days=days)))
    for number, words in enumerate(("lam ho chieu cho con can gi", "làm hộ chiếu cho con cần gì", "xin so ho ngheo")):
        session.add(
            ReviewItem(
                kind="not_understood", words=words, folded=fold(words), form_id=f"pictures-{number}", by="bot",
                at=now(), state="open",
            )
        )  # fmt: skip
    words = "làm hộ chiếu cho bé cần gì"
    session.add(
        Example(
            text=words, plain=fold(words), topic="documents", procedure="passport", lang="vi", by_id=editor, at=now(),
            state="accepted",
        )
    )  # fmt: skip
    model = made_models.model(session, "20261121-2140")
    made_models.live(session, model.id)
    made_models.released(session, model.id, boss)
    made_models.model(session, "20261122-0915")
    return draft, waiting, link


def _fee(session: Session, by: Writer, draft: int) -> None:
    """Another row of fees, from the new year on."""
    at = edits.add(session, by, draft, "fees")
    typed = {
        "text": {"vi": "Mức của năm sau, theo văn bản đang lấy ý kiến"}, "kind": "unpublished", "certain": False,
        "from": f"{today().year + 1}-01-01",
    }  # fmt: skip
    edits.save(session, by, draft, Spot("fees", at.number, at.seen), fields_of("fees"), typed)


async def _as_boss(desk: Desk) -> None:
    await desk.sign_in(BOSS)
    await desk.open(f"/bien-tap/nhap/{desk.waiting}", "#h-next")


async def _remark(desk: Desk) -> None:
    await desk.open(f"/bien-tap/nhap/{desk.draft}/phan/fees?hang=0#open")
    await desk.top(".edit .remark", 160)


async def _outside(desk: Desk) -> None:
    await desk.open(f"/kiem-tra/{desk.link}")
    part = "section:has(input[name=place][value=fees])"
    await desk.page.locator(f"{part} summary").first.click()
    await desk.top(part)


def _at(path: str, first: str = "h1") -> Scene[Desk]:
    """The page with that element on top; ``{draft}`` is the draft in work."""

    async def show(desk: Desk) -> None:
        await desk.open(path.format(draft=desk.draft, link=desk.link), first)

    return show


PICTURES: dict[str, Scene[Desk]] = {
    "home": _at("/bien-tap"),
    "row": _at("/bien-tap/nhap/{draft}/phan/fees?hang=0", "#hang-0"),
    "timeline": _at("/bien-tap/nhap/{draft}/dong-thoi-gian"),
    "tree": _at("/bien-tap/nhap/{draft}/cay"),
    "aliases": _at("/bien-tap/nhap/{draft}/phan/general", "fieldset:has([name='aliases.vi'])"),
    "new": _at("/bien-tap/moi"),
    "draft": _at("/bien-tap/nhap/{draft}"),
    "remark": _remark,
    "outside": _outside,
    "compare": _at("/bien-tap/nhap/{draft}/so-sanh"),
    "preview": _at("/bien-tap/nhap/{draft}/the?chu_de=fee"),
    "care": _at("/bien-tap/can-xem"),
    "queue": _at("/bien-tap/hang-cho", ".cluster"),
    "files": _at("/bien-tap/tep"),
    "review": _as_boss,
    "models": _at("/quan-tri/mo-hinh"),
    "settings": _at("/quan-tri/cai-dat"),
    "log": _at("/quan-tri/nhat-ky"),
}


async def main(names: Sequence[str] = (), folder: Path = FOLDER) -> None:
    """Takes all pictures, or those named."""
    scenes = {name: PICTURES[name] for name in names} or PICTURES
    with tempfile.TemporaryDirectory() as state:
        settings = _settings(Path(state))
        settings.follow_releases = True
        engine = make_engine(settings.database)
        staff = Staff(make_sessions(engine), settings, passwords.hashed(PASSWORD))
        editor = staff.account(EDITOR, "editor", "approver", with_second_factor=True)
        boss = staff.account(BOSS, "approver", "admin", with_second_factor=True)
        with staff.sessions.begin() as session:
            draft, waiting, link = _filled(session, editor, boss)
        async with serving(create_app(settings)) as staff.url, chromium() as browser:
            page = await browser.new_page(locale="vi-VN", color_scheme="light")
            desk = Desk(page, staff, draft, waiting, link)
            await desk.sign_in(BOSS if {"models", "settings", "log"} >= scenes.keys() else EDITOR)
            await take(desk, DESK, scenes, folder=folder)
        engine.dispose()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
