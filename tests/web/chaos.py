"""A conversation in two tabs over a network that is cut at random moments, and what is left in each in the end."""

import asyncio
import itertools
import random
from dataclasses import dataclass, field

from playwright.async_api import BrowserContext, Page, expect

PATIENCE = 30_000
"""Milliseconds that the tabs have to come to rest after the last cut."""


@dataclass
class Wire:
    """A proxy on loopback before the edges. ``cut`` breaks every connection and goes over to the next edge."""

    targets: list[str]
    url: str = ""
    _open: set[asyncio.StreamWriter] = field(default_factory=set)
    _server: asyncio.Server | None = None
    _refusing: bool = False

    async def __aenter__(self) -> "Wire":
        self._edges = itertools.cycle(self.targets)
        self._edge = next(self._edges)
        self._server = await asyncio.start_server(self._connect, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server
        self._break()
        self._server.close()
        await self._server.wait_closed()

    async def cut(self, seconds: float) -> None:
        """No network for so long; then another process answers, as after a restart."""
        self._refusing = True
        self._edge = next(self._edges)
        self._break()
        await asyncio.sleep(seconds)
        self._refusing = False

    def _break(self) -> None:
        for writer in self._open:
            writer.transport.abort()
        self._open.clear()

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._refusing:
            writer.transport.abort()
            return
        host, _, port = self._edge.removeprefix("http://").partition(":")
        try:
            inner_reader, inner_writer = await asyncio.open_connection(host, int(port))
        except OSError:
            writer.transport.abort()
            return
        self._open |= {writer, inner_writer}
        try:
            await asyncio.gather(_copy(reader, inner_writer), _copy(inner_reader, writer))
        finally:
            for each in (writer, inner_writer):
                each.transport.abort()
                self._open.discard(each)


async def _copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    except OSError:
        pass
    finally:
        writer.transport.abort()


async def run(context: BrowserContext, wire: Wire, *, messages: int, cuts: int, seed: int) -> list[list[str]]:
    """Writes so many messages, in turns in two tabs, with so many cuts between; gives what each tab shows at last."""
    dice = random.Random(seed)
    tabs = [await context.new_page(), await context.new_page()]
    for tab in tabs:
        await tab.goto(wire.url)
    await _write(tabs[0], "tin 0")
    await expect(tabs[0].locator("[data-seq]")).to_have_count(3)
    moments = sorted(dice.uniform(1, messages) for _ in range(cuts))
    breaking: list[asyncio.Task[None]] = []
    for number in range(1, messages):
        while moments and moments[0] < number + 1:
            moments.pop(0)
            breaking.append(asyncio.create_task(_break(context, wire, dice.choice("wwo"), dice.uniform(0, 0.4))))
            await asyncio.sleep(dice.uniform(0, 0.2))
        await _write(tabs[dice.randrange(2)], f"tin {number}")
        await asyncio.sleep(dice.uniform(0, 0.15))
    await asyncio.gather(*breaking)
    await context.set_offline(False)
    for tab in tabs:
        await expect(tab.locator("[data-seq]")).to_have_count(1 + 2 * messages, timeout=PATIENCE)
        await expect(tab.locator(".pending")).to_have_count(0)
    return [await _shown(tab) for tab in tabs]


async def _break(context: BrowserContext, wire: Wire, how: str, seconds: float) -> None:
    if how == "w":
        await wire.cut(seconds)
        return
    await context.set_offline(True)
    await asyncio.sleep(seconds)
    await context.set_offline(False)


async def _write(tab: Page, text: str) -> None:
    box = tab.locator("#text")
    await box.fill(text)
    await box.press("Enter")


async def _shown(tab: Page) -> list[str]:
    items: list[str] = await tab.eval_on_selector_all(
        "[data-seq]", "items => items.map(item => item.dataset.seq + ' ' + item.children[1].textContent.trim())"
    )
    return items
