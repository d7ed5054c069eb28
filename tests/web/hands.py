"""Two ways to use the chat page: with keys alone, and in a browser that runs no script. Both can do the same."""

from typing import Any, Protocol

from playwright.async_api import Locator, Page, expect

FAR = 90
"""Steps with Tab after which something counts as out of reach."""
STOP = """() => {
  const here = document.activeElement;
  const { outlineStyle, outlineWidth } = getComputedStyle(here);
  const box = here.getBoundingClientRect();
  const spots = [[.5, .5], [.1, .2], [.9, .2], [.1, .8], [.9, .8]];
  const before = window.stoppedAt;
  window.stoppedAt = here;
  return {
    name: here.outerHTML.slice(0, 160),
    ring: outlineStyle !== "none" && parseFloat(outlineWidth) >= 2,
    seen: spots.some(([x, y]) =>
      here.contains(document.elementFromPoint(box.x + x * box.width, box.y + y * box.height))),
    way: !before?.isConnected || before === here ? 0 : before.compareDocumentPosition(here) & 4 ? 1 : -1,
  };
}"""
"""Where the focus is: whether one sees it, and whether it has gone on in the order of the page."""
IS_BEHIND = "one => Boolean(one.compareDocumentPosition(document.activeElement) & 4)"


class Hand(Protocol):
    """What a conversation needs."""

    page: Page

    async def say(self, text: str) -> None: ...
    async def press(self, what: Locator) -> None: ...
    async def tick(self, what: Locator) -> None: ...
    async def choose(self, what: Locator) -> None: ...


def newest(page: Page) -> Locator:
    """The last item of the talk."""
    return page.locator("[data-seq]").last


def offer(page: Page, title: str) -> Locator:
    """A button under the newest answer."""
    return newest(page).locator(".choices").get_by_role("button", name=title, exact=True)


async def heard(page: Page, count: int, words: str) -> None:
    """Waits until the talk has so many items, the newest with these words."""
    await expect(page.locator("[data-seq]")).to_have_count(count)
    await expect(newest(page)).to_contain_text(words)


class Pointer:
    """Without a script: clicks, and whole pages that follow."""

    def __init__(self, page: Page) -> None:
        self.page = page

    async def say(self, text: str) -> None:
        """Writes into the box and sends it."""
        await self.page.locator("#text").fill(text)
        await self.page.locator("#ask .send").click()

    async def press(self, what: Locator) -> None:
        """Presses a button or link."""
        await what.click()

    async def tick(self, what: Locator) -> None:
        """Ticks a box."""
        await what.check()

    async def choose(self, what: Locator) -> None:
        """One of several."""
        await what.check()


class Keys:
    """Tab, Shift+Tab, Enter, Space and arrows; every stop on the way must be seen, in the order of the page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    async def say(self, text: str) -> None:
        """As somebody who types: to the box, the words, Enter."""
        await self.reach(self.page.locator("#text"))
        await self.page.keyboard.insert_text(text)
        await self.page.keyboard.press("Enter")

    async def press(self, what: Locator) -> None:
        """Goes there and presses Enter."""
        await self.reach(what)
        await self.page.keyboard.press("Enter")

    async def tick(self, what: Locator) -> None:
        """Goes there and presses Space."""
        await self.reach(what)
        await self.page.keyboard.press("Space")

    async def choose(self, what: Locator) -> None:
        """Into the group with Tab, in it with the arrows."""
        group = what.locator("xpath=ancestor::fieldset").locator("input")
        await self.reach(group)
        for _ in range(await group.count()):
            if not await what.is_checked():
                await self.page.keyboard.press("ArrowDown")

    async def reach(self, what: Locator) -> int:
        """Goes there (of several to any) step by step, in the direction where it is; gives how many steps it took."""
        await expect(what.first).to_be_visible()
        backwards = await what.first.evaluate(IS_BEHIND)
        await self.page.evaluate("window.stoppedAt = undefined")
        for steps in range(FAR):
            if await what.evaluate_all("all => all.includes(document.activeElement)"):
                return steps
            await self.page.keyboard.press("Shift+Tab" if backwards else "Tab")
            self._judge(await self.page.evaluate(STOP), backwards)
        raise AssertionError(f"not to be reached with the keyboard: {what}")

    @staticmethod
    def _judge(stop: dict[str, Any], backwards: bool) -> None:
        assert stop["ring"], f"the focus cannot be seen on {stop['name']}"
        assert stop["seen"], f"something covers {stop['name']}"
        assert stop["way"] in (0, -1 if backwards else 1), f"out of order: {stop['name']}"
