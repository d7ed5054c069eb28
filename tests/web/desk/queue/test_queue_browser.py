"""Pages of the queue and of figures in a real Chromium: axe, both sizes and themes, with and without a script."""

import uuid
from datetime import date
from typing import Any

import pytest
from playwright.async_api import Browser, Page, expect
from sqlalchemy.orm import Session, sessionmaker

from bot.web.accounts.audit import SYSTEM
from bot.web.accounts.models import Account
from bot.web.desk.models import CallBack, Presence
from bot.web.desk.queue import call_backs, days
from bot.web.desk.queue.call_backs import Wish
from bot.web.settings import WebSettings
from procedures.calendar import today
from tests.web.accounts.conftest import Staff
from tests.web.desk.figures.day import make
from tests.web.desk.queue.made import WEEK, rule
from tests.web.screens import check, sign_in

pytestmark = pytest.mark.browser
STAFF_PAGES = [
    "/lam-viec/goi-lai", "/lam-viec/goi-lai?muc=mine", "/lam-viec/goi-lai?muc=done", "/quan-tri/to",
    "/quan-tri/to?to=1", "/quan-tri/to?to=99", "/lam-viec/so-lieu", "/lam-viec/so-lieu?ky=90", "/lam-viec/so-lieu?tu=x",
]  # fmt: skip


async def _page(chromium: Browser, url: str, width: int, **options: Any) -> Page:
    size = {"width": width, "height": 800}
    context = await chromium.new_context(viewport=size, base_url=url, locale="vi-VN", **options)  # type: ignore[arg-type]
    return await context.new_page()


def _filled(sessions: sessionmaker[Session], settings: WebSettings, lead: int, lang: str) -> None:
    """A day of figures, call-backs of each state, hours and days off."""
    key = settings.desk_key.get_secret_value()
    with sessions.begin() as session:
        make(session)
        session.get_one(Account, lead).lang = lang
        rule(session, hours=WEEK)
        days.set_day(session, SYSTEM, 0, days.Day(date(2027, 2, 8), "Nghỉ Tết Nguyên đán theo thông báo", ""))
        for words in ("Tôi cần hỏi lệ phí cấp phiếu lý lịch tư pháp số 1 cho con dưới 16 tuổi", "", "Xin gọi sớm"):
            wish = Wish(uuid.uuid4(), "0912345678", "morning", words, "criminal-record-1", "en")
            call_backs.leave(session, key, wish, None)
        mine, done = session.query(CallBack).order_by(CallBack.id.desc()).limit(2)
        mine.state, mine.holder_id, mine.tries = "taken", lead, 2
        done.state, done.holder_id, done.note = "done", lead, "Đã tư vấn xong"


@pytest.mark.parametrize(("lang", "scheme", "width"), [("vi", "dark", 360), ("en", "light", 1280)])
async def test_axe_finds_nothing_on_the_pages_of_staff(
    staff: Staff, sessions: sessionmaker[Session], settings: WebSettings, chromium: Browser,
    lang: str, scheme: Any, width: int,
) -> None:  # fmt: skip
    lead = staff.account("sep", "team_lead", with_second_factor=True)
    _filled(sessions, settings, lead, lang)
    page = await _page(chromium, staff.url, width, color_scheme=scheme)
    await sign_in(page, staff, "sep")
    for address in STAFF_PAGES:
        await page.goto(address)
        assert await page.evaluate("document.documentElement.lang") == lang
        for summary in await page.locator("main details summary").all():
            await summary.click()
        await check(page)
    await page.goto("/lam-viec/goi-lai?muc=mine")
    await page.locator("form[action$='/so'] button").click()
    await expect(page.locator(".said")).to_contain_text("0912 345 678")
    await check(page)


@pytest.mark.parametrize(("lang", "scheme", "width"), [("vi", "dark", 360), ("en", "light", 1280)])
async def test_a_citizen_asks_for_a_call_by_keyboard(
    edge: str, sessions: sessionmaker[Session], chromium: Browser, lang: str, scheme: Any, width: int
) -> None:
    with sessions.begin() as session:
        rule(session, hours={str((today().weekday() + 2) % 7): [["08:00", "09:00"]]})
    page = await _page(chromium, edge, width, color_scheme=scheme)
    await page.goto(f"/goi-lai?lang={lang}")
    await check(page)
    await page.get_by_role("textbox").first.focus()
    await page.keyboard.type("12345")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("alert")).to_be_visible()
    await check(page)
    await page.locator("#number").fill("0912 345 678")
    await page.keyboard.press("Tab")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Tab")
    await page.keyboard.type("Hỏi về phí")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("status")).to_be_visible()
    await check(page)
    with sessions() as session:
        row = session.query(CallBack).one()
    assert (row.wished, row.words, row.lang) == ("morning", "Hỏi về phí", lang)


async def test_a_citizen_asks_for_a_call_without_a_script(
    edge: str, sessions: sessionmaker[Session], chromium: Browser
) -> None:
    page = await _page(chromium, edge, 360, java_script_enabled=False)
    await page.goto("/goi-lai")
    await page.get_by_label("Số điện thoại").fill("0912345678")
    await page.get_by_role("button", name="Đề nghị gọi lại").click()
    await expect(page.get_by_text("Đã ghi nhận")).to_be_visible()
    with sessions() as session:
        assert session.query(CallBack).count() == 1


async def test_the_switch_changes_at_once_and_says_when_the_connection_is_lost(
    staff: Staff, sessions: sessionmaker[Session], chromium: Browser
) -> None:
    staff.account("sep", "team_lead", with_second_factor=True)
    page = await _page(chromium, staff.url, 1280)
    await sign_in(page, staff, "sep")
    await page.goto("/lam-viec/goi-lai")
    switch = page.locator("form.here")
    await switch.get_by_role("button").click()
    await expect(switch.locator(".state")).to_have_text("Đang tạm nghỉ")
    with sessions() as session:
        assert [row.ready for row in session.query(Presence)] == [False]
    await page.context.set_offline(True)
    await switch.get_by_role("button").click()
    await expect(switch.get_by_role("status")).to_contain_text("Mất kết nối")
    await page.context.set_offline(False)
    await switch.get_by_role("button").click()
    await expect(switch.locator(".state")).to_have_text("Đang sẵn sàng")
    await expect(switch.get_by_role("status")).to_have_text("")
