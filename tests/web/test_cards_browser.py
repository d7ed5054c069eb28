"""Every kind of card in a real Chromium: axe, small screens, ticks that last, paper, and the same without a script."""

import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, Page, expect

from bot.web.settings import WebSettings
from tests.web.card_pages import SCREENS, create_card_app, show
from tests.web.card_samples import DAY, SAMPLES
from tests.web.conftest import serving
from tests.web.library.conftest import catalog_settings as catalog_settings
from tests.web.screens import matrix, violations

pytestmark = pytest.mark.browser
PICTURES = Path(__file__).parents[2] / "docs" / "pictures" / "cards"
PAPERS = "/thu-tuc/permanent-residence"


@pytest.fixture
async def site(catalog_settings: WebSettings, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[str]:
    """The address of an edge that shows cards, on the day of the samples."""
    monkeypatch.setattr("procedures.calendar.today", lambda: DAY)
    async with serving(create_card_app(catalog_settings)) as url:
        yield url


async def _page(chromium: Browser, width: int = 360, height: int = 740, **options: Any) -> Page:
    context = await chromium.new_context(viewport={"width": width, "height": height}, locale="vi-VN", **options)
    return await context.new_page()


@pytest.mark.soak
@pytest.mark.parametrize(("lang", "scheme"), matrix(["vi", "en"], ["light", "dark"]))
async def test_axe_finds_nothing_on_any_card(site: str, chromium: Browser, lang: str, scheme: Any) -> None:
    page = await _page(chromium, color_scheme=scheme)
    for name in SAMPLES:
        await show(page, site, name, lang)
        await page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        assert await violations(page) == [], f"{name} {lang} {scheme}"


@pytest.mark.parametrize("lang", ["vi", "en"])
async def test_no_card_is_wider_than_a_small_screen_with_text_twice_as_large(
    site: str, chromium: Browser, lang: str
) -> None:
    page = await _page(chromium, 320, 640)
    for name in SAMPLES:
        await show(page, site, name, lang)
        for size in ("100%", "200%"):
            await page.evaluate("size => { document.documentElement.style.fontSize = size }", size)
            wide = await page.evaluate("document.documentElement.scrollWidth")
            assert wide <= 320, f"{name} {lang} {size}"


async def test_ticks_of_papers_last_and_are_those_of_the_public_page(site: str, chromium: Browser) -> None:
    page = await _page(chromium)
    await show(page, site, "documents", "vi")
    boxes = page.locator(".documents input")
    await boxes.nth(1).check()
    await expect(page.locator(".documents .tally")).to_have_text(re.compile(r"Đã có 1/\d+ giấy tờ"))
    await page.reload()
    await expect(boxes.nth(1)).to_be_checked()
    await expect(boxes.nth(0)).not_to_be_checked()
    ticked = await boxes.nth(1).get_attribute("value")
    await page.goto(site + PAPERS)
    await expect(page.locator(".ticks input:checked")).to_have_count(1)
    assert await page.locator(".ticks input:checked").get_attribute("value") == ticked
    await page.get_by_role("button", name="Bỏ hết dấu").click()
    await show(page, site, "documents", "en")
    await expect(page.locator(".documents input:checked")).to_have_count(0)


async def test_steps_ticked_off_say_which_is_next_and_leave_the_papers_alone(site: str, chromium: Browser) -> None:
    page = await _page(chromium)
    await show(page, site, "steps", "vi")
    steps = page.locator(".todo").first
    count = await steps.locator("input").count()
    await steps.locator("input").first.check()
    await expect(steps.locator(".tally")).to_have_text(f"Đang ở bước 2/{count}")
    await page.reload()
    await expect(steps.locator(".tally")).to_have_text(f"Đang ở bước 2/{count}")
    for number in range(1, count):
        await steps.locator("input").nth(number).check()
    await expect(steps.locator(".tally")).to_have_text("Đã làm xong các bước.")
    await page.goto(f"{site}/thu-tuc/criminal-record-1")
    await expect(page.locator(".ticks input:checked")).to_have_count(0)
    await page.locator(".ticks input").first.check()
    await show(page, site, "steps", "vi")
    await expect(steps.locator("input:checked")).to_have_count(count)


async def test_a_browser_without_storage_keeps_ticks_for_as_long_as_the_page(site: str, chromium: Browser) -> None:
    page = await _page(chromium)
    await page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error() } })")
    await show(page, site, "documents", "vi")
    boxes = page.locator(".documents input")
    await boxes.nth(0).check()
    await boxes.nth(1).check()
    await expect(page.locator(".documents input:checked")).to_have_count(2)


async def test_without_a_script_papers_are_ticked_and_answers_of_others_unfold(site: str, chromium: Browser) -> None:
    page = await _page(chromium, java_script_enabled=False)
    await page.goto(f"{site}/card/documents?lang=vi")
    await page.locator(".documents input").first.check()
    await expect(page.get_by_text("Đánh dấu giấy tờ đã có.")).to_be_visible()
    await page.goto(f"{site}/card/guide_outcome?lang=vi")
    await page.get_by_text("Anh/chị đã trả lời").click()
    await expect(page.locator("details[open] dd").first).to_be_visible()


async def test_the_day_to_expect_is_said_with_its_time_limit(site: str, chromium: Browser) -> None:
    page = await _page(chromium)
    await show(page, site, "times", "vi")
    await expect(page.locator(".expected").first).to_contain_text("Nếu nộp đủ hồ sơ hôm nay (20/11/2026)")


async def test_on_paper_stand_the_boxes_and_nothing_to_press(site: str, chromium: Browser) -> None:
    page = await _page(chromium)
    await page.emulate_media(media="print")
    for name in SAMPLES:
        await page.goto(f"{site}/card/{name}?lang=vi")
        await expect(page.locator(".item button:visible")).to_have_count(0)
        if name == "documents":
            await expect(page.locator(".documents input").first).to_be_visible()
        if name == "status":
            await expect(page.locator(".timeline li")).to_have_count(3)
            await expect(page.locator(".timeline li").first).to_be_visible()


async def test_a_page_of_the_chat_asks_for_few_small_files_and_no_other_host(site: str, chromium: Browser) -> None:
    page = await _page(chromium)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    await page.goto(f"{site}/card/documents?lang=vi", wait_until="networkidle")
    assert len(asked) + 1 <= 15, "with the icon, which this browser does not ask for"
    assert all(url.startswith(site) for url in asked)


@pytest.mark.parametrize("name", SAMPLES)
def test_its_pictures_are_kept_and_small(name: str) -> None:
    sizes = [(PICTURES / f"{name}-{screen}.png").stat().st_size for screen, *_ in SCREENS]
    assert all(0 < size < 60_000 for size in sizes)
