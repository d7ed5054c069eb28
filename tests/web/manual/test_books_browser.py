"""The manuals in a real Chromium: axe, both sizes and themes; pictures load and are no wider than the page."""

import re
from typing import Any

import pytest
from playwright.async_api import expect

from bot.web.accounts.models import Account
from bot.web.manual.books import CONSOLE, DESK, Book
from tests.web.accounts.conftest import PASSWORD, Staff
from tests.web.screens import chromium, open_page, violations

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("book", "role", "page_of", "chapter"),
    [(CONSOLE, "staff", "/lam-viec", "hop-thu"), (DESK, "editor", "/bien-tap", "bat-dau")],
)
async def test_axe_finds_nothing_and_every_picture_loads(
    staff: Staff, book: Book, role: str, page_of: str, chapter: str
) -> None:
    number = staff.account("lan", role)
    async with chromium() as browser:
        page = await open_page(browser, f"{staff.url}/dang-nhap")
        await page.fill("[name=login]", "lan")
        await page.fill("[name=password]", PASSWORD)
        await page.press("[name=password]", "Enter")
        await expect(page).to_have_url(re.compile("/tai-khoan"))
        for lang, scheme, width in (("vi", "light", 360), ("en", "dark", 360), ("vi", "dark", 1280)):
            with staff.sessions.begin() as session:
                session.get_one(Account, number).lang = lang
            theme: Any = scheme
            await page.emulate_media(color_scheme=theme)
            await page.set_viewport_size({"width": width, "height": 800})
            await page.goto(f"{staff.url}{book.path}")
            await page.evaluate("for (const each of document.images) each.loading = 'eager'")
            whole = "[...document.images].filter(each => each.complete && each.naturalWidth > 300).length"
            await page.wait_for_function(f"() => {whole} === {len(book.chapters)}")
            assert await violations(page) == []
            assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        await page.goto(f"{staff.url}{page_of}")
        await page.click(".chapter-link a")
        await expect(page).to_have_url(re.compile(f"#{chapter}$"))
        await expect(page.locator(f"#h-{chapter}")).to_be_in_viewport()
