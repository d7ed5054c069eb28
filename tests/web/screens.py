"""A real Chromium for the tests of pages: one launch, contexts as a test wants them, axe from its bundled file."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import axe_playwright_python  # type: ignore[import-untyped]
from playwright.async_api import Browser, Page, ViewportSize, async_playwright

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PHONE: ViewportSize = {"width": 360, "height": 740}
DESK: ViewportSize = {"width": 1280, "height": 800}


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """The system's Chromium."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=os.environ.get("TEST_CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        await browser.close()


async def open_page(browser: Browser, url: str, size: Any = PHONE, **options: Any) -> Page:
    """A page in a context of its own (cookies, storage)."""
    context = await browser.new_context(viewport=size, locale="vi-VN", **options)
    page = await context.new_page()
    await page.goto(url)
    return page


async def violations(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 A and AA: the rule and the first element at fault."""
    await page.evaluate(AXE)
    found: list[dict[str, Any]] = await page.evaluate(
        "rules => axe.run({runOnly: {type: 'tag', values: rules}}).then(result => result.violations)", RULES
    )
    return [f"{each['id']}: {each['nodes'][0]['html'][:200]}" for each in found]
