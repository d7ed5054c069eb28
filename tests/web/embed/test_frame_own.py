"""The conversation of a frame, in a real Chromium: a citizen has it, deletes it, ends it, leaves it idle."""

from datetime import timedelta
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect
from sqlalchemy import select, update
from sqlalchemy.orm import Session, sessionmaker

from bot.web.models import Conversation
from procedures.calendar import now
from tests.web.screens import PHONE, violations

pytestmark = pytest.mark.browser


async def _asked(chromium: Browser, edge: str) -> Page:
    page = await (await chromium.new_context(viewport=PHONE)).new_page()
    await page.clock.install()
    await page.goto(f"{edge}/embed")
    await _ask(page)
    return page


async def _ask(page: Page) -> None:
    await page.get_by_role("textbox").fill("bí mật")
    await page.get_by_role("textbox").press("Enter")
    await expect(page.locator("[data-seq]")).to_have_count(3)


async def _is_cleared(page: Page) -> None:
    await expect(page.locator("[data-seq]")).to_have_count(1)
    await expect(page.get_by_text("bí mật")).to_have_count(0)
    assert await page.evaluate("[sessionStorage.length, location.hash]") == [0, ""]


async def test_the_citizen_has_what_is_held_and_deletes_it_by_keyboard(
    chromium: Browser, edge: str, sessions: sessionmaker[Session]
) -> None:
    page = await _asked(chromium, edge)
    async with page.expect_download() as waiting:
        await page.get_by_role("button", name="Những gì chúng tôi đang giữ").press("Enter")
    saved = await (await waiting.value).path()
    assert "bí mật" in Path(saved).read_text("utf-8")
    await page.locator("#own summary").press("Enter")
    boxes = [await each.bounding_box() for each in await page.locator("#own button, #own summary").all()]
    assert len(boxes) == 4 and all(box and min(box["width"], box["height"]) >= 24 for box in boxes)
    assert await violations(page) == []
    with sessions() as session:
        assert session.scalars(select(Conversation)).all()  # opening the question deletes nothing
    await page.get_by_role("button", name="Xóa cuộc trò chuyện", exact=True).press("Enter")
    await expect(page.get_by_text("Cuộc trò chuyện đã được xóa")).to_be_focused()
    await _is_cleared(page)
    await expect(page.locator("#own summary")).to_be_hidden()  # nothing is left to delete
    with sessions() as session:
        assert session.scalars(select(Conversation)).all() == []


async def test_ending_or_leaving_it_idle_clears_the_screen_and_the_key(
    chromium: Browser, edge: str, sessions: sessionmaker[Session]
) -> None:
    page = await _asked(chromium, edge)
    await page.get_by_role("button", name="Kết thúc và xóa khỏi máy này").click()
    await expect(page.get_by_text("Cuộc trò chuyện đã đóng và máy này không còn giữ nó.")).to_be_visible()
    await _is_cleared(page)
    with sessions() as session:
        assert session.scalars(select(Conversation.closed_at)).one() is not None
    await _ask(page)
    with sessions.begin() as session:
        session.execute(update(Conversation).values(last_at=now() - timedelta(minutes=31)))
    await page.clock.fast_forward("31:00")
    await expect(page.get_by_text("Cuộc trò chuyện trước đã đóng")).to_be_visible()
    await _is_cleared(page)


async def test_a_device_is_cleared_though_the_server_cannot_be_told(chromium: Browser, edge: str) -> None:
    page = await _asked(chromium, edge)
    await page.route("**/chat/end", lambda route: route.abort())
    await page.get_by_role("button", name="Kết thúc và xóa khỏi máy này").click()
    await expect(page.get_by_text("Chưa gọi được hệ thống để đóng ngay")).to_be_visible()
    await _is_cleared(page)
