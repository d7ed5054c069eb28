"""The pages of models in a real browser: axe finds nothing, a keyboard is enough, progress is seen as it goes on."""

import os
from typing import Any

import pytest
from playwright.async_api import Page, expect
from sqlalchemy import update
from sqlalchemy.orm import Session, sessionmaker

from bot.training import trainings
from bot.training.tables import Release, Training
from bot.training.trainings import Sign
from bot.web.accounts.models import Account
from bot.web.settings import WebSettings
from tests.web.accounts.conftest import Staff
from tests.web.learning import made_models as made
from tests.web.screens import DESK, PHONE, chromium, open_page, violations

HOME = "/quan-tri/mo-hinh"
WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
PRESSED = "main button, main .button, main input:not([type=hidden]), main summary"
SMALL = """pressed => [...document.querySelectorAll(pressed)].filter(each => each.getClientRects().length)
  .filter(each => each.getBoundingClientRect().height < 44).map(each => each.outerHTML)"""
"""What is to be pressed and less than 44 px high."""
Sessions = sessionmaker[Session]
pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def follows(settings: WebSettings) -> None:
    """As under the launcher."""
    settings.follow_releases = True


def some_models(sessions: Sessions) -> None:
    """One that runs, the one before, one that was refused, one that passed; nothing under way."""
    with sessions.begin() as session:
        first, second = made.model(session, "0a1b2c3d4e5f6071"), made.model(session, "18293a4b5c6d7e8f")
        made.released(session, first.id, None)
        made.released(session, second.id, 1, first.id)
        made.live(session, second.id)
        made.ended(session, 1, second.id, made.model(session, "aabbccdd00112233", examples_count=31))
        made.ended(session, 1, second.id, made.model(session, "ffee112233445566", examples_count=40), fell=True)
        made.example(session, "tốn mấy đồng")


async def signed_in(browser: Any, staff: Staff, size: Any = DESK, theme: str = "light", path: str = HOME) -> Page:
    """A page of an admin, «lan»."""
    page = await open_page(browser, "about:blank", size, color_scheme=theme)
    cookie = {"name": "mc_staff", "value": staff.browsers[0].cookie(), "url": staff.url}
    await page.context.add_cookies([cookie])  # type: ignore[list-item]
    await page.goto(staff.url + path)
    return page


async def test_pages_hold_on_both_screens_in_both_languages_and_themes(staff: Staff, sessions: Sessions) -> None:
    await staff.signed_in("lan", "admin", "approver")
    some_models(sessions)
    found: list[tuple[object, ...]] = []
    async with chromium() as browser:
        for busy in (False, True):
            if busy:
                with sessions.begin() as session:
                    made.training(session, 1, log="\n".join(f"dòng {number}" for number in range(100)))
                    made.released(session, 3, 1, 2, state="starting", open=True, done_at=None)
            for size, theme, lang in ((DESK, "light", "vi"), (DESK, "dark", "en"), (PHONE, "dark", "vi"),
                                      (PHONE, "light", "en")):  # fmt: skip
                with sessions.begin() as session:
                    session.execute(update(Account).values(lang=lang))
                page = await signed_in(browser, staff, size, theme)
                for path in (HOME,) if busy else (HOME, f"{HOME}/3", f"{HOME}/4", "/bien-tap/vi-du"):
                    opened = await page.goto(staff.url + path)
                    assert opened and opened.status == 200, path
                    await page.evaluate("() => document.querySelectorAll('details').forEach(each => each.open = true)")
                    where = (path, busy, lang, theme, size["width"])
                    found += [(*where, each) for each in await violations(page)]
                    if await page.evaluate(WIDER) > 0:
                        found.append((*where, "wider than the screen"))
                    found += [(*where, each) for each in await page.evaluate(SMALL, PRESSED) if path.startswith(HOME)]
                    if folder := os.environ.get("PICTURES"):
                        name = f"{folder}/gt2-{path.strip('/').replace('/', '-')}-{busy}-{lang}-{size['width']}.png"
                        await page.screenshot(path=name, full_page=True)
                await page.context.close()
    assert found == []


async def test_what_is_under_way_goes_on_without_a_new_page_and_keeps_what_is_open(
    staff: Staff, sessions: Sessions
) -> None:
    await staff.signed_in("lan", "admin")
    some_models(sessions)
    with sessions.begin() as session:
        number = made.training(session, 1).id
    async with chromium() as browser:
        page = await signed_in(browser, staff)
        await expect(page.locator("progress")).to_have_attribute("value", "40")
        await page.evaluate("() => { window.sameDocument = true; }")
        await page.locator("#log summary").focus()
        await page.keyboard.press("Enter")
        await page.locator("#r-back").fill("thử nghĩ")
        await page.locator("#log summary").focus()
        with sessions.begin() as session:
            trainings.beat(session, number, Sign("measuring_messages", 70, "Epoch 3"))
        await expect(page.locator("progress")).to_have_attribute("value", "70")
        await expect(page.locator("#log pre")).to_have_text("Epoch 3")
        assert await page.locator("#log pre").is_visible() and await page.locator("#log summary:focus").count() == 1
        await expect(page.locator("#news")).to_have_text("Đang đo trên câu kiểm tra")
        assert await page.locator("#r-back").input_value() == "thử nghĩ"
        with sessions.begin() as session:
            made.model(session, "1234567812345678")
            row = session.get_one(Training, number)
            row.state, row.open, row.step, row.error = "failed", None, "done", "no_disk"
        await expect(page.locator("#training .said")).to_contain_text("không còn đủ chỗ")
        await expect(page.locator("#models")).to_contain_text("12345678")
        assert await page.evaluate("() => window.sameDocument")


async def test_training_stopping_and_releasing_need_no_mouse(staff: Staff, sessions: Sessions) -> None:
    await staff.signed_in("lan", "admin")
    some_models(sessions)
    async with chromium() as browser:
        page = await signed_in(browser, staff)
        await page.locator("#r-train").focus()
        await page.keyboard.type("học câu mới")
        await page.keyboard.press("Enter")
        await expect(page.locator("main > .said")).to_have_text("Đã nhận yêu cầu huấn luyện.")
        await page.locator("#stop").focus()
        await page.keyboard.press("Enter")
        await expect(page.locator("#training .said")).to_have_text("Đã dừng theo yêu cầu.")
        await page.locator("#models .button").first.focus()
        await page.keyboard.press("Enter")
        await page.locator("#r-release").focus()
        await page.keyboard.type("đạt")
        await page.keyboard.press("Enter")
        await expect(page.locator("#live .moving")).to_contain_text("aabbccdd")
    with sessions() as session:
        assert session.query(Release).filter_by(open=True).one().reason == "đạt"


async def test_without_a_script_everything_works(staff: Staff, sessions: Sessions) -> None:
    await staff.signed_in("lan", "admin")
    some_models(sessions)
    async with chromium() as browser:
        page = await open_page(browser, "about:blank", DESK, java_script_enabled=False)
        cookie = {"name": "mc_staff", "value": staff.browsers[0].cookie(), "url": staff.url}
        await page.context.add_cookies([cookie])  # type: ignore[list-item]
        await page.goto(staff.url + HOME)
        await page.fill("#r-train", "học câu mới")
        await page.click("#training button.strong")
        with sessions.begin() as session:
            begun = trainings.begin(session)
            assert begun is not None
            trainings.beat(session, begun, Sign("training", 55, "Epoch 3"))
        await page.click("#training .refresh")
        await expect(page.locator("progress")).to_have_attribute("value", "55")
