"""A real Chromium for the tests of pages: one launch, contexts as a test wants them, axe from its bundled file."""

import os
import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from itertools import product
from pathlib import Path
from typing import Any

import axe_playwright_python  # type: ignore[import-untyped]
from playwright.async_api import Browser, Page, ViewportSize, async_playwright

from tests.web.accounts.conftest import PASSWORD, Staff

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PHONE: ViewportSize = {"width": 360, "height": 740}
DESK: ViewportSize = {"width": 1280, "height": 800}


WHOLE = "SOAK_MESSAGES" in os.environ


def matrix(*ways: Sequence[object]) -> list[tuple[object, ...]]:
    """Every way with every other in ``make soak``; else the first of each together, and the last of each together."""
    rows = list(product(*ways))
    return rows if WHOLE else [rows[0], rows[-1]]


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


async def give_password(page: Page, login: str, lang: str = "vi") -> None:
    """The first step of signing in, by keyboard only; the page has the base address of the edge."""
    await page.goto(f"/dang-nhap?lang={lang}")
    await page.locator("#f-login").focus()
    await page.keyboard.type(login)
    await page.keyboard.press("Tab")
    await page.keyboard.type(PASSWORD)
    await page.keyboard.press("Enter")
    await page.wait_for_url(re.compile("/tai-khoan|/dang-nhap/ma"))


async def sign_in(page: Page, staff: Staff, login: str, lang: str = "vi") -> None:
    """With the second factor where it is asked for."""
    await give_password(page, login, lang)
    if "/dang-nhap/ma" in page.url:
        await page.locator("#f-code").fill(staff.code(login))
        await page.keyboard.press("Enter")
        await page.wait_for_url("**/tai-khoan")


async def check(page: Page) -> None:
    """Axe finds nothing, and nothing is wider than the screen."""
    assert await violations(page) == [], page.url
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url


async def violations(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 A and AA: the rule and the first element at fault."""
    await page.evaluate(AXE)
    options = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
    found: list[dict[str, Any]] = await page.evaluate(
        "options => axe.run(options).then(result => result.violations)", options
    )
    return [f"{each['id']}: {each['nodes'][0]['html'][:200]}" for each in found]
