"""The citizen's side in a real Chromium: axe, forms in their place, numbers hidden in the box, clearing."""

from datetime import timedelta
from typing import Any

import pytest
from playwright.async_api import Browser, Page, expect
from sqlalchemy import select, update
from sqlalchemy.orm import Session, sessionmaker

from bot.web.citizen.banners import add_banner
from bot.web.citizen.models import Feedback
from bot.web.models import Conversation
from procedures.calendar import now
from tests.web.fake_rasa import FakeRasa
from tests.web.screens import matrix, violations

pytestmark = pytest.mark.browser
PAGES = [
    "/", "/gop-y", "/bao-sai?thu-tuc=criminal-record-1", "/quyen-rieng-tu", "/chat/transcript", "/chat/feedback/3",
    "/thu-tuc/criminal-record-1/cho-quay", "/thu-tuc/criminal-record-1", "/tiep-tuc", "/tam-biet",
]  # fmt: skip


async def _talk(chromium: Browser, edge: str, **options: Any) -> Page:
    context = await chromium.new_context(viewport={"width": 360, "height": 740}, locale="vi-VN", **options)
    page = await context.new_page()
    await page.goto(edge)
    await _ask(page, "lệ phí?")
    await expect(page.locator("#m3")).to_be_visible()
    return page


async def _ask(page: Page, text: str) -> None:
    await page.locator("#text").fill(text)
    await page.locator("#ask button.send").click()


@pytest.mark.soak
@pytest.mark.parametrize(("lang", "scheme"), matrix(["vi", "en"], ["light", "dark"]))
async def test_axe_finds_nothing_and_nothing_is_wider_than_a_small_phone(
    edge: str, chromium: Browser, sessions: sessionmaker[Session], lang: str, scheme: Any
) -> None:
    with sessions.begin() as session:
        for kind in ("outage", "notice"):
            add_banner(session, kind, "VNeID đang lỗi", "VNeID is down", now(), now() + timedelta(hours=1), "test")
    page = await _talk(chromium, edge, color_scheme=scheme, bypass_csp=True)
    if lang == "en":
        await page.locator("form[action='/chat/lang'] button").click()
    await page.set_viewport_size({"width": 320, "height": 640})
    problems: dict[str, list[str]] = {}
    for path in PAGES:
        if path == "/chat/feedback/3" and lang == "en":
            path += "?lang=en"
        elif path != "/":
            path += ("&" if "?" in path else "?") + f"lang={lang}"
        await page.goto(edge + path)
        found = await violations(page)
        if await page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append("wider than the window")
        problems |= {path: found} if found else {}
    await page.goto(edge)
    await page.locator("#m3 button[value='-1']").click()
    await expect(page.locator("#m3 form.why")).to_be_visible()
    problems |= {"the question for the reason": found} if (found := await violations(page)) else {}
    assert problems == {}


async def test_a_thumb_and_its_reason_stay_in_their_place(
    edge: str, chromium: Browser, sessions: sessionmaker[Session], rasa: FakeRasa
) -> None:
    page = await _talk(chromium, edge)
    await page.evaluate("window.stayed = true")
    await page.locator("#m3 button[value='-1']").click()
    await expect(page.locator("#m3 legend")).to_be_focused()
    await page.get_by_label("Đã cũ").check()
    await page.locator("#m3 textarea").fill("luật mới rồi")
    await page.locator("#m3 form.why button").click()
    await expect(page.locator("#m3 .thanks")).to_be_focused()
    assert await page.evaluate("window.stayed") and len(rasa.received) == 1
    with sessions() as session:
        kept = session.scalars(select(Feedback)).one()
    assert (kept.thumb, kept.reason, kept.words) == (-1, "outdated", "luật mới rồi")


async def test_without_a_script_a_thumb_works_through_pages(
    edge: str, chromium: Browser, sessions: sessionmaker[Session]
) -> None:
    context = await chromium.new_context(java_script_enabled=False, locale="vi-VN")
    page = await context.new_page()
    await page.goto(edge)
    await _ask(page, "lệ phí?")
    await page.locator("#m3 button[value='-1']").click()
    await page.get_by_label("Sai", exact=True).check()
    await page.get_by_role("button", name="Gửi").click()
    await expect(page.locator("#m3")).to_be_visible()
    with sessions() as session:
        assert session.scalars(select(Feedback.reason)).one() == "wrong"


async def test_a_number_is_hidden_in_the_box_unless_it_is_to_be_kept(
    edge: str, chromium: Browser, rasa: FakeRasa
) -> None:
    page = await _talk(chromium, edge)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.post_data or "") if request.method == "POST" else None)
    hint = page.locator("#personal")
    await page.locator("#text").fill("căn cước 001090012345, mã H29.14-241120-0012, 19001096")
    await expect(hint).to_be_visible()
    await page.locator("#ask button.send").click()
    await expect(page.locator("#m5")).to_be_visible()
    assert "001090012345" not in sent[-1] and "241120-0012" in sent[-1] and "19001096" in sent[-1]
    await expect(hint).to_be_hidden()
    await page.locator("#text").fill("tra giúp số 0912345678")
    await hint.get_by_role("button", name="Để nguyên").click()
    await page.locator("#ask button.send").click()
    await expect(page.locator("#m7")).to_be_visible()
    assert "0912345678" in sent[-1]
    assert "0912345678" not in await page.content()  # the server hides it all the same
    await page.locator("#text").fill("tôi là a.b@c.vn")
    await hint.get_by_role("button", name="Che đi").click()
    assert await page.locator("#text").input_value() == "tôi là [đã che: địa chỉ email]"


async def test_end_and_clear_leaves_nothing_in_the_browser(edge: str, chromium: Browser) -> None:
    page = await _talk(chromium, edge)
    await page.evaluate("localStorage.setItem('mc-ticks:x', '1'); sessionStorage.setItem('y', '1')")
    await page.locator("form[action='/chat/end'] button").click()
    await expect(page.get_by_role("heading", name="Đã kết thúc")).to_be_visible()
    left = await page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]")
    assert left == [0, 0, ""] and await page.context.cookies() == []
    await page.go_back()
    await expect(page.locator("#m3")).to_have_count(0)


async def test_a_screen_that_nobody_touches_is_cleared_when_the_talk_is_idle(
    edge: str, chromium: Browser, sessions: sessionmaker[Session]
) -> None:
    page = await _talk(chromium, edge)
    await page.clock.install()
    await page.reload()
    await expect(page.locator("#m3")).to_be_visible()
    with sessions.begin() as session:
        session.execute(update(Conversation).values(last_at=now() - timedelta(minutes=31)))
    await page.clock.fast_forward("31:00")
    await expect(page.locator("#m3")).to_have_count(0)
    await expect(page.get_by_text("Cuộc trò chuyện trước đã đóng")).to_be_visible()


async def test_a_link_fills_the_form_and_leaves_the_address_bar(edge: str, chromium: Browser) -> None:
    page = await _talk(chromium, edge)
    await page.locator("form[action^='/chat/link'] button").click()
    link = await page.locator("#link").input_value()
    other = await (await chromium.new_context(locale="vi-VN")).new_page()
    asked: list[str] = []
    other.on("request", lambda request: asked.append(request.url))
    await other.goto(link)
    secret = link.partition("#")[2]
    await expect(other.locator("[data-secret]")).to_have_value(secret)
    assert other.url == f"{edge}/tiep-tuc"
    await other.get_by_role("button", name="Mở lại").click()
    await expect(other.locator("#m3")).to_be_visible()
    assert not [address for address in asked[1:] if secret in address]


async def test_in_a_frame_without_cookies_a_thumb_counts_too(
    edge: str, chromium: Browser, sessions: sessionmaker[Session]
) -> None:
    page = await (await chromium.new_context(locale="vi-VN")).new_page()
    await page.goto(f"{edge}/embed")
    await _ask(page, "lệ phí?")
    await page.locator("#m3 button[value='1']").click()
    await expect(page.locator("#m3 .thanks")).to_be_visible()
    with sessions() as session:
        assert session.scalars(select(Feedback.thumb)).one() == 1
