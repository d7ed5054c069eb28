"""Takes the pictures of a manual: a browser signed in on an edge with sample data, on a wide screen and on a phone."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.async_api import Page

from bot.web.manual.books import Book
from bot.web.manual.pictures import FOLDER, name_of
from tests.web.accounts.conftest import PASSWORD, Staff
from tests.web.card_pages import LARGEST
from tests.web.small_png import make_small

SCREENS = {"wide": {"width": 1024, "height": 680}, "phone": {"width": 360, "height": 680}}


@dataclass
class Seen:
    """A page of somebody signed in."""

    page: Page
    staff: Staff

    async def open(self, path: str, first: str | None = None) -> None:
        """A page, with that element at the top."""
        response = await self.page.goto(self.staff.url + path)
        assert response is not None and response.ok, path
        await self.page.wait_for_load_state("load")
        if first:
            await self.top(first)

    async def top(self, first: str, gap: int = 12) -> None:
        """Scrolls so that the element is at the top."""
        way = "(found, gap) => scrollTo(0, found.getBoundingClientRect().top + scrollY - gap)"
        await self.page.locator(first).first.evaluate(way, gap)

    async def sign_in(self, login: str) -> None:
        """With the password of the tests and a second factor."""
        await self.page.context.clear_cookies()
        await self.page.goto(f"{self.staff.url}/dang-nhap")
        await self.page.fill("#f-login", login)
        await self.page.fill("#f-password", PASSWORD)
        await self.page.keyboard.press("Enter")
        await self.page.wait_for_url("**/dang-nhap/ma*")
        await self.page.fill("#f-code", self.staff.code(login))
        await self.page.keyboard.press("Enter")
        await self.page.wait_for_url("**/tai-khoan")


type Scene[S: Seen] = Callable[[S], Awaitable[None]]


async def take[S: Seen](
    seen: S, book: Book, scenes: Mapping[str, Scene[S]], heights: Mapping[str, int] | None = None,
    folder: Path = FOLDER,
) -> None:  # fmt: skip
    """One picture of each scene and screen; ``heights`` of those that are lower. What is there already is replaced."""
    (folder / book.pictures).mkdir(parents=True, exist_ok=True)
    for name, show in scenes.items():
        for screen, size in SCREENS.items():
            await seen.page.set_viewport_size(size)  # type: ignore[arg-type]
            await show(seen)
            lower: dict[str, Any] = {"height": heights[name]} if heights and name in heights else {}
            path, clip = folder / name_of(book.pictures, name, screen), {"x": 0, "y": 0, **size, **lower}
            await seen.page.screenshot(path=path, clip=clip)  # type: ignore[arg-type]
            make_small(path)
            assert path.stat().st_size < LARGEST, path
