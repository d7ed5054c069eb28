"""The chat page as everybody meets it: axe on every card, small screens, large text, weight, no other host."""

from typing import Any, get_args

import pytest
from playwright.async_api import Browser, Page, expect

from procedures.payload import BlockType
from tests.web.fake_rasa import FakeRasa, reply
from tests.web.screens import DESK, PHONE, open_page, violations
from tests.web.test_cards import ROW

pytestmark = pytest.mark.browser
SIGHT: dict[str, Any] = {
    "from": None, "to": None, "basis": [], "options": [], "answers": [], "mine": None, "of": 3, "help": "Gợi ý.",
}  # fmt: skip


def _every_block(lang: str) -> list[dict[str, Any]]:
    blocks = [{"type": kind, "title": f"Phần {kind}", "rows": [ROW | SIGHT]} for kind in get_args(BlockType)]
    buttons = [{"id": "b1", "title": "Lệ phí?", "topic": "fee"}, {"id": "b2", "title": "Nộp ở đâu?", "topic": "where"}]
    sources = [{"title": "Thông tư 16/2025/TT-BTC", "url": "https://vanban.chinhphu.vn"}]
    return [
        reply("Đây:", lang=lang, blocks=blocks, buttons=buttons, sources=sources, checked_on="2026-11-21", sample=True)
    ]


async def _talk(page: Page, text: str = "xin chào") -> None:
    await page.get_by_role("textbox").fill(text)
    await page.get_by_role("textbox").press("Enter")
    await expect(page.locator("[data-seq]")).to_have_count(3)


@pytest.mark.parametrize(
    ("size", "scheme", "lang"),
    [(PHONE, "light", "vi"), (PHONE, "dark", "en"), (DESK, "light", "en"), (DESK, "dark", "vi")],
    ids=["phone-light-vi", "phone-dark-en", "desk-light-en", "desk-dark-vi"],  # each two of them meet once
)
async def test_axe_finds_nothing_on_any_card(
    edge: str, chromium: Browser, rasa: FakeRasa, lang: str, scheme: Any, size: Any
) -> None:
    rasa.answer = lambda body: _every_block(lang)
    page = await open_page(chromium, f"{edge}/?lang={lang}", size, color_scheme=scheme)
    await _talk(page)
    await expect(page.locator("section.block")).to_have_count(len(get_args(BlockType)))
    for fold in await page.locator("#log summary").all():
        await fold.click()
    assert await violations(page) == []


async def test_axe_finds_nothing_while_a_message_waits(edge: str, chromium: Browser) -> None:
    page = await open_page(chromium, edge)
    await page.route("**/chat", lambda route: route.abort())
    await page.get_by_role("textbox").fill("xin chào")
    await page.get_by_role("textbox").press("Enter")
    await expect(page.get_by_role("button", name="Bỏ tin này")).to_be_visible()
    assert await violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_high_contrast_keeps_borders_and_words(edge: str, chromium: Browser, scheme: Any) -> None:
    page = await open_page(chromium, edge, forced_colors="active", color_scheme=scheme)
    await _talk(page)
    borders = await page.eval_on_selector_all(
        ".item, .send, textarea", "all => all.map(one => getComputedStyle(one).borderTopWidth)"
    )
    assert all(float(width.removesuffix("px")) >= 1 for width in borders)
    assert await violations(page) == []


async def test_nothing_moves_for_whoever_asked_for_less_motion(edge: str, chromium: Browser, rasa: FakeRasa) -> None:
    rasa.delay = 1
    page = await open_page(chromium, edge, reduced_motion="reduce")
    await page.get_by_role("textbox").fill("xin chào")
    await page.get_by_role("textbox").press("Enter")
    await expect(page.locator("#typing .dots i").first).to_be_visible()
    assert await page.evaluate("document.getAnimations().length") == 0


async def test_large_text_on_any_screen_leaves_room_for_the_answer(
    edge: str, chromium: Browser, rasa: FakeRasa
) -> None:
    rasa.answer = lambda body: _every_block("vi")
    page = await open_page(chromium, edge)
    reader = await page.context.new_cdp_session(page)
    await reader.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})  # the browser's own setting
    await _talk(page)
    assert await page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
    for width in (320, 360, 1280):
        await page.set_viewport_size({"width": width, "height": 640})
        assert await page.evaluate("document.documentElement.scrollWidth") <= width
        await page.locator("#m3").evaluate("answer => answer.scrollIntoView()")
        covered = await page.evaluate("innerHeight - document.getElementById('ask').getBoundingClientRect().top")
        assert covered < 640 / 2, f"of an answer on a screen of {width}"
        box = await page.get_by_role("textbox").bounding_box()
        assert box and box["width"] >= 200


async def test_the_whole_page_is_light_and_asks_no_other_host(edge: str, chromium: Browser) -> None:
    context = await chromium.new_context(viewport=PHONE)
    page = await context.new_page()
    asked: list[str] = []
    weights: list[float] = []
    page.on("request", lambda request: asked.append(request.url))
    wire = await context.new_cdp_session(page)
    await wire.send("Network.enable")
    wire.on("Network.loadingFinished", lambda event: weights.append(event["encodedDataLength"]))
    await page.goto(edge, wait_until="networkidle")
    print(f"{len(asked)} requests, {sum(weights):.0f} bytes")
    assert len(asked) <= 15 and sum(weights) <= 60_000
    assert all(url.startswith((edge, "data:")) for url in asked), asked
    await _talk(page)
    assert all(url.startswith((edge, "data:")) for url in asked), asked
