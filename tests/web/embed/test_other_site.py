"""The snippet on the page of another site, in a real Chromium: a button, a frame, no cookie, the site's own colour."""

from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from playwright.async_api import Browser, FrameLocator, Page, expect
from sqlalchemy.orm import Session, sessionmaker

from bot.web.citizen.site_models import SiteSetting
from bot.web.embed.origins import KEY
from procedures.calendar import now
from tests.web.fake_rasa import FakeRasa
from tests.web.screens import PHONE, violations

pytestmark = pytest.mark.browser
PAGE = """<!doctype html><html lang="vi"><title>UBND tỉnh</title><main><h1>Trang của tỉnh</h1></main>
<script src="{edge}/embed.js" data-accent="c8102e" async></script></html>"""


@pytest.fixture
async def site(edge: str) -> AsyncIterator[str]:
    """A page of another site (localhost is not 127.0.0.1) whose policy allows no inline style."""

    async def page(_: web.Request) -> web.Response:
        policy = f"default-src 'self'; script-src {edge}; frame-src {edge}"
        headers = {"Content-Security-Policy": policy}
        return web.Response(text=PAGE.format(edge=edge), content_type="text/html", headers=headers)

    app = web.Application()
    app.router.add_get("/", page)
    server = TestServer(app, host="127.0.0.1")
    await server.start_server()
    yield f"http://localhost:{server.port}"
    await server.close()


def _allow(sessions: sessionmaker[Session], origin: str) -> None:
    with sessions.begin() as session:
        session.add(SiteSetting(key=KEY, value=[origin], revision=1, changed_by="test", changed_at=now()))


async def _ready(page: Page) -> FrameLocator:
    frame = page.frame_locator("iframe")
    await expect(frame.get_by_role("button", name="Đóng")).to_be_visible()  # the scripts have come
    return frame


async def _open(chromium: Browser, site: str) -> Page:
    context = await chromium.new_context(viewport=PHONE)
    page = await context.new_page()
    await page.goto(site)
    await page.get_by_role("button", name="Hỏi đáp thủ tục").click()
    return page


async def test_a_citizen_asks_in_the_frame_though_the_browser_keeps_nothing_there(
    chromium: Browser, site: str, sessions: sessionmaker[Session], rasa: FakeRasa
) -> None:
    _allow(sessions, site)
    page = await _open(chromium, site)  # a private window: storage and cookies of frames are denied
    frame = await _ready(page)
    for count, text in ((3, "xin chào"), (5, "nữa")):
        await frame.get_by_role("textbox").fill(text)
        await frame.get_by_role("textbox").press("Enter")
        await expect(frame.locator("[data-seq]")).to_have_count(count)
    assert await page.context.cookies() == []
    assert rasa.messages == ["xin chào", "nữa"] and len({body["sender"] for body in rasa.received}) == 1


async def test_where_frames_may_keep_something_the_conversation_is_still_there_after_a_reload(
    chromium: Browser, site: str, sessions: sessionmaker[Session], rasa: FakeRasa
) -> None:
    near = site.replace("localhost", "127.0.0.1")  # another origin of the same site: Chromium denies it no storage
    _allow(sessions, near)
    page = await (await chromium.new_context(viewport=PHONE)).new_page()
    await page.goto(near)
    await _ask_and_reload(page, rasa)


async def _ask_and_reload(page: Page, rasa: FakeRasa) -> None:
    await page.get_by_role("button", name="Hỏi đáp thủ tục").click()
    frame = await _ready(page)
    await frame.get_by_role("textbox").fill("xin chào")
    await frame.get_by_role("textbox").press("Enter")
    await expect(frame.get_by_text("Trả lời số 1.")).to_be_visible()
    assert await page.context.cookies() == []
    await page.reload()
    await page.get_by_role("button", name="Hỏi đáp thủ tục").click()
    await _ready(page)
    await expect(frame.locator("[data-seq]")).to_have_count(3)
    await frame.get_by_role("textbox").fill("nữa")
    await frame.get_by_role("textbox").press("Enter")
    await expect(frame.locator("[data-seq]")).to_have_count(5)
    assert rasa.messages == ["xin chào", "nữa"] and len({body["sender"] for body in rasa.received}) == 1


async def test_escape_closes_the_frame_and_the_focus_comes_back(
    chromium: Browser, site: str, sessions: sessionmaker[Session]
) -> None:
    _allow(sessions, site)
    page = await _open(chromium, site)
    frame = await _ready(page)
    await frame.get_by_role("textbox").press("Escape")
    button = page.get_by_role("button", name="Hỏi đáp thủ tục")
    await expect(button).to_be_focused()
    await expect(button).to_have_attribute("aria-expanded", "false")
    await expect(page.locator("iframe")).to_be_hidden()


async def test_the_frame_has_the_colour_of_the_site_and_no_fault_of_access(
    chromium: Browser, site: str, sessions: sessionmaker[Session]
) -> None:
    _allow(sessions, site)
    page = await _open(chromium, site)
    send = page.frame_locator("iframe").get_by_role("button", name="Gửi")
    assert await send.evaluate("one => getComputedStyle(one).backgroundColor") == "rgb(200, 16, 46)"
    assert await violations(page) == []
    (frame,) = page.frames[1:]
    assert await frame.evaluate("document.documentElement.scrollWidth") <= 360


async def test_a_new_start_in_the_frame_forgets_the_conversation(
    chromium: Browser, site: str, sessions: sessionmaker[Session]
) -> None:
    _allow(sessions, site)
    page = await _open(chromium, site)
    frame = await _ready(page)
    await frame.get_by_role("textbox").fill("bí mật")
    await frame.get_by_role("textbox").press("Enter")
    await expect(frame.locator("[data-seq]")).to_have_count(3)
    await frame.get_by_role("button", name="Bắt đầu lại").click()
    await expect(frame.locator("[data-seq]")).to_have_count(1)
    await expect(frame.get_by_text("bí mật")).to_have_count(0)


async def test_a_site_that_is_not_allowed_shows_no_chat(chromium: Browser, site: str) -> None:
    page = await _open(chromium, site)
    await expect(page.frame_locator("iframe").get_by_role("textbox")).to_have_count(0)
