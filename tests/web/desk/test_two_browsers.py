"""A citizen and a member of staff in two real browsers, from the question to the rating; axe on every page."""

import os
import re

import pytest
from playwright.async_api import Browser, Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from bot.web.accounts.models import Account
from bot.web.citizen.models import Rating
from tests.web.accounts.conftest import PASSWORD, Staff
from tests.web.desk.help.conftest import asks_rasa as asks_rasa
from tests.web.fake_rasa import FakeRasa, reply
from tests.web.screens import DESK, PHONE, chromium, open_page, violations

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("asks_rasa")]
SHOTS = os.environ.get("SHOTS", "")


async def shot(page: Page, name: str) -> None:
    """For the eyes of whoever works on a page: SHOTS names a folder."""
    if SHOTS:
        await page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)


@pytest.fixture(autouse=True)
def knows(rasa: FakeRasa) -> None:
    """Answers about a record; «người» hands over."""
    handed = reply("Anh/chị gọi 1800 1096.", kind="handover", outcome="handed_over", topic="human")
    fee = reply("Lệ phí là 100.000đ.", procedure="criminal-record-1", topic="fee", version=1)
    rasa.answer = lambda body: [handed] if "người" in body["message"] else [fee]
    entity = {"entity": "procedure", "value": "criminal-record-1", "start": 0, "end": 3}
    ranking = [{"name": "fee", "confidence": 0.9}, {"name": "documents", "confidence": 0.1}]
    rasa.meaning = lambda text: {"intent_ranking": ranking, "entities": [entity], "asks": []}


async def sign_in(browser: Browser, staff: Staff, login: str, size: object = DESK) -> Page:
    page = await open_page(browser, f"{staff.url}/dang-nhap", size)
    await page.fill("[name=login]", login)
    await page.fill("[name=password]", PASSWORD)
    await page.press("[name=password]", "Enter")
    await expect(page).to_have_url(re.compile("/tai-khoan"))
    return page


async def say(page: Page, text: str, key: str = "Enter") -> None:
    await page.fill("#text", text)
    await page.press("#text", key)


async def test_asked_handed_over_taken_answered_given_back_ended_and_rated(
    staff: Staff, sessions: sessionmaker[Session], rasa: FakeRasa
) -> None:
    staff.account("lan", "staff")
    async with chromium() as browser:
        desk = await sign_in(browser, staff, "lan")
        await desk.goto(f"{staff.url}/lam-viec")
        await expect(desk.locator("#none")).to_be_visible()
        assert await violations(desk) == []

        citizen = await open_page(browser, staff.url, PHONE)
        await say(citizen, "lệ phí lý lịch tư pháp?")
        await expect(citizen.locator("[data-seq]")).to_have_count(3)
        await say(citizen, "cho tôi gặp người thật")
        await expect(citizen.locator("#place")).to_contain_text("thứ 1")
        await shot(citizen, "citizen-waits")
        assert await violations(citizen) == []

        await expect(desk.locator("#list li")).to_have_count(1)
        await expect(desk.locator("[data-count=waiting]")).to_have_text("1")
        await shot(desk, "inbox")
        assert await violations(desk) == []
        await desk.keyboard.press("j")
        await desk.keyboard.press("Enter")
        await expect(desk.locator("#log [data-seq]")).to_have_count(6)
        await shot(desk, "talk-waiting")
        assert await violations(desk) == []
        await desk.keyboard.press("t")
        await expect(desk.locator("#acts[data-mine]")).to_be_visible()
        await expect(citizen.locator("#place")).to_contain_text("Nhân viên đang trả lời")
        await expect(desk.locator("#help [data-held] [data-key='1']")).to_be_visible()
        await desk.keyboard.press("Alt+Digit1")
        await expect(citizen.locator(".item.staff .block.fees")).to_be_visible()
        await say(desk, "Chào anh/chị,\nem kiểm tra giúp ạ.", "Control+Enter")
        await expect(citizen.locator(".item.staff").last).to_contain_text("em kiểm tra giúp ạ.")
        await expect(desk.locator("#unsent article")).to_have_count(0)
        await citizen.fill("#text", "số của tôi là 0912345678")
        await citizen.click("#personal [value=keep]")  # else the page itself hides it
        await citizen.press("#text", "Enter")
        await expect(desk.locator(".reveal summary")).to_be_visible()
        assert "0912345678" not in await desk.content() + await citizen.content()
        await desk.click(".reveal summary")
        await desk.fill(".reveal input[name=why]", "gọi lại theo lời hẹn")
        await desk.click(".reveal button")
        await expect(desk.locator(".shown-once")).to_contain_text("0912345678")
        await shot(desk, "talk-held")
        assert await violations(desk) == []

        await desk.click("#acts button:text('Trả lại')")
        await expect(desk.locator("#acts[data-stage=bot]")).to_be_visible()
        asked = len(rasa.received)
        await say(citizen, "còn lệ phí thì sao?")
        await expect(citizen.locator("[data-seq]").last).to_contain_text("100.000đ")
        assert len(rasa.received) == asked + 1

        await desk.click("[data-take]")
        await desk.click("#acts summary:text('Kết thúc')")
        await desk.check("#acts [name=reason][value=solved]")
        await shot(desk, "talk-closing")
        assert await violations(desk) == []
        await desk.click("#acts .danger")
        await expect(desk.locator("#acts[data-stage=closed]")).to_be_visible()
        await expect(citizen.locator("#place")).to_contain_text("đã kết thúc")
        await citizen.check(".stars [value='5']")
        await citizen.click(".stars button")
        await expect(citizen.locator(".thanks")).to_be_visible()
        await shot(citizen, "citizen-rated")
        assert await violations(citizen) == []
        with sessions() as session:
            assert session.scalars(select(Rating.stars)).all() == [5]


@pytest.mark.parametrize(("lang", "size"), [("vi", PHONE), ("en", PHONE), ("en", DESK)])
async def test_the_pages_of_the_console_are_sound_small_and_wide_in_both_languages(
    staff: Staff, sessions: sessionmaker[Session], lang: str, size: dict[str, int]
) -> None:
    number = staff.account("lan", "staff")
    async with chromium() as browser:
        citizen = await open_page(browser, staff.url, PHONE)
        await say(citizen, "lệ phí lý lịch tư pháp?")
        await expect(citizen.locator("[data-seq]")).to_have_count(3)
        conversation = await citizen.get_attribute("#log", "data-conversation")
        page = await sign_in(browser, staff, "lan", size)
        with sessions.begin() as session:
            session.get_one(Account, number).lang = lang
        for name, path in (
            ("inbox", "/lam-viec?muc=active&q=phi"),
            ("talk", f"/lam-viec/c/{conversation}"),
            ("none", "/lam-viec/c/" + "0" * 32),
        ):
            await page.goto(staff.url + path)
            await page.wait_for_timeout(300)
            await shot(page, f"{name}-{lang}-{size['width']}")
            assert await violations(page) == [], path
            width = await page.evaluate("document.documentElement.scrollWidth")
            assert width <= size["width"], path
        await page.goto(f"{staff.url}/lam-viec")
        await page.keyboard.press("?")
        await expect(page.locator("dialog")).to_be_visible()
        assert await violations(page) == []
        await page.uncheck("#keys-on")
        await page.keyboard.press("Escape")
        await page.keyboard.press("?")
        await expect(page.locator("dialog")).to_be_hidden()
