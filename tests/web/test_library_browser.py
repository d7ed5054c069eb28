"""The public pages in a real Chromium: axe, small screens, keyboard, ticks that last, paper."""

import re
from collections.abc import AsyncIterator
from itertools import pairwise
from typing import Any

import pytest
from playwright.async_api import Browser, Page, expect

from bot.web.app import create_app
from bot.web.settings import WebSettings
from procedures.publishing.files import read_catalog
from tests.web.conftest import serving
from tests.web.library.conftest import catalog_settings as catalog_settings
from tests.web.screens import matrix, violations

pytestmark = pytest.mark.browser
PAGES = [
    "/thu-tuc", "/thu-tuc?q=bang+lai", "/thu-tuc?q=zzzzzz", "/thu-tuc/criminal-record-1", "/thu-tuc/linked-birth",
    "/thu-tuc/overseas-birth", "/thu-tuc/driving-licence", "/thu-tuc/no-such-thing",
    "/thu-tuc/criminal-record-1?on=2025-12-01", "/thu-tuc/passport?on=x",
]  # fmt: skip
LONG = "/thu-tuc/criminal-record-1?on=2026-11-21"


@pytest.fixture
async def site(catalog_settings: WebSettings) -> AsyncIterator[str]:
    """The address of an edge with the shipped catalog."""
    async with serving(create_app(catalog_settings)) as url:
        yield url


def _in(address: str, lang: str) -> str:
    return f"{address}{'&' if '?' in address else '?'}lang={lang}"


async def _page(chromium: Browser, width: int = 360, height: int = 740, **options: Any) -> Page:
    context = await chromium.new_context(viewport={"width": width, "height": height}, locale="vi-VN", **options)
    return await context.new_page()


@pytest.mark.soak
@pytest.mark.parametrize(("lang", "scheme", "size"), matrix(["vi", "en"], ["light", "dark"], [(360, 740), (1280, 800)]))
async def test_axe_finds_nothing(site: str, chromium: Browser, lang: str, scheme: Any, size: tuple[int, int]) -> None:
    page = await _page(chromium, *size, color_scheme=scheme)
    for address in PAGES:
        await page.goto(site + _in(address, lang))
        assert await violations(page) == [], f"{address} {lang} {scheme}"


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("text", ["100%", "200%"])
async def test_nothing_is_wider_than_a_small_screen(site: str, chromium: Browser, lang: str, text: str) -> None:
    page = await _page(chromium, 320, 640)
    for address in PAGES:
        await page.goto(site + _in(address, lang))
        await page.evaluate("size => { document.documentElement.style.fontSize = size }", text)
        assert await page.evaluate("document.documentElement.scrollWidth") <= 320, f"{address} {lang}"


async def test_ticks_last_and_are_those_of_this_procedure(site: str, chromium: Browser) -> None:
    page = await _page(chromium)
    await page.goto(site + LONG)
    boxes = page.locator(".ticks input")
    await boxes.nth(1).check()
    await page.reload()
    await expect(boxes.nth(1)).to_be_checked()
    await expect(boxes.nth(0)).not_to_be_checked()
    await page.get_by_role("button", name="Bỏ hết dấu").click()
    await page.reload()
    await expect(boxes.nth(1)).not_to_be_checked()
    await page.goto(f"{site}/thu-tuc/passport")
    assert await page.locator(".ticks input:checked").count() == 0


async def test_ticks_of_an_older_version_are_forgotten(site: str, chromium: Browser) -> None:
    page = await _page(chromium)
    await page.goto(site + LONG)
    await page.evaluate("localStorage.setItem('mc-ticks:criminal-record-1:0', '[\"x\"]')")
    await page.reload()
    assert await page.evaluate("localStorage.getItem('mc-ticks:criminal-record-1:0')") is None


async def test_without_a_script_a_reader_searches_reads_and_chooses_a_day(site: str, chromium: Browser) -> None:
    page = await _page(chromium, java_script_enabled=False)
    await page.goto(f"{site}/thu-tuc")
    await page.get_by_label("Tìm thủ tục").fill("lltp so 1")
    await page.get_by_role("button", name="Tìm").click()
    await page.get_by_role("link", name="Phiếu lý lịch tư pháp số 1").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Phiếu lý lịch tư pháp số 1")
    await page.locator(".ticks input").first.check()
    await expect(page.locator("button:visible")).to_have_text(["Xem ngày này", "Kết thúc và xóa khỏi máy này"])
    await page.get_by_label("Ngày", exact=True).fill("2025-12-01")
    await page.get_by_role("button", name="Xem ngày này").click()
    await expect(page.locator(".alert")).to_contain_text("01/12/2025")


async def test_the_keyboard_reaches_the_content_first_and_everything_in_order(site: str, chromium: Browser) -> None:
    page = await _page(chromium, 1280, 800)
    await page.goto(site + LONG)
    await page.keyboard.press("Tab")
    assert await page.evaluate("document.activeElement.className") == "skip"
    await page.keyboard.press("Enter")
    assert await page.evaluate("document.activeElement.id") == "main"
    tops = []
    for _ in range(40):
        await page.keyboard.press("Tab")
        tops.append(await page.evaluate("document.activeElement.getBoundingClientRect().top + scrollY"))
    within = tops[: tops.index(max(tops)) + 1]
    assert len(within) > 15 and all(b > a - 60 for a, b in pairwise(within))


async def test_the_browser_asks_no_other_host_and_the_policy_lets_everything_through(
    site: str, chromium: Browser
) -> None:
    page = await _page(chromium)
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    for address in ("/thu-tuc", LONG):
        await page.goto(site + address, wait_until="networkidle")
    assert said == [] and all(url.startswith(site) for url in asked)
    assert await page.evaluate("JSON.parse(document.querySelector('script[type$=json]').text)['@type']")


@pytest.mark.parametrize("lang", ["vi", "en"])
async def test_every_procedure_fits_two_sheets_of_paper(site: str, chromium: Browser, lang: str) -> None:
    page = await _page(chromium)
    sheets = {}
    for slug in read_catalog().records:
        await page.goto(f"{site}/thu-tuc/{slug}?lang={lang}&on=2026-11-21")
        pdf = await page.pdf(prefer_css_page_size=True)
        sheets[slug] = len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))
    assert {slug: count for slug, count in sheets.items() if not 1 <= count <= 2} == {}


async def test_a_question_begun_on_a_page_waits_in_the_box_of_the_chat(site: str, chromium: Browser) -> None:
    page = await _page(chromium)
    await page.goto(f"{site}{LONG}&lang=en")
    await page.get_by_role("link", name="Ask the assistant about this").click()
    await expect(page.get_by_role("textbox")).to_have_value(re.compile("Criminal record certificate no. 1"))
    assert await page.evaluate("document.documentElement.lang") == "en"
