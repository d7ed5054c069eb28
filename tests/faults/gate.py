"""A proxy on loopback before a service, by which its line can be cut, held or slowed."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Literal

Mode = Literal["open", "cut", "held", "slow"]


@dataclass
class Gate:
    """open: all goes through. cut: nobody gets in, and who was in is out. held: nothing moves. slow: replies wait."""

    target: int
    port: int = 0
    delay: float = 1.0
    """Seconds that each piece of a reply waits while it is slow."""
    turned_away: int = 0
    """Connections that were not let in."""
    _mode: Mode = "open"
    _moving: asyncio.Event = field(default_factory=asyncio.Event)
    _lines: set[asyncio.StreamWriter] = field(default_factory=set)

    def set(self, mode: Mode) -> None:
        """Changes what happens on the line, from now on."""
        self._mode = mode
        if mode == "held":
            self._moving.clear()
        else:
            self._moving.set()
        if mode == "cut":
            for line in list(self._lines):
                line.transport.abort()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection."""
        if self._mode == "cut":
            self.turned_away += 1
            writer.transport.abort()
            return
        self._lines.add(writer)
        try:
            inner_reader, inner_writer = await asyncio.open_connection("127.0.0.1", self.target)
        except OSError:
            self._lines.discard(writer)
            writer.transport.abort()
            return
        self._lines.add(inner_writer)
        ways = {
            asyncio.create_task(self._copy(reader, inner_writer, reply=False)),
            asyncio.create_task(self._copy(inner_reader, writer, reply=True)),
        }
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for way in ways:
                way.cancel()
            for line in (writer, inner_writer):
                self._lines.discard(line)
                line.transport.abort()

    async def _copy(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, reply: bool) -> None:
        with suppress(OSError):
            while data := await reader.read(65536):
                await self._moving.wait()
                if reply and self._mode == "slow":
                    await asyncio.sleep(self.delay)
                writer.write(data)
                await writer.drain()
            await self._moving.wait()


@asynccontextmanager
async def gate_to(target: int, delay: float = 1.0) -> AsyncIterator[Gate]:
    """A gate before that port, open at first."""
    gate = Gate(target, delay=delay)
    gate.set("open")
    server = await asyncio.start_server(gate.serve, "127.0.0.1", 0)
    gate.port = server.sockets[0].getsockname()[1]
    try:
        yield gate
    finally:
        gate.set("cut")
        server.close()
        await server.wait_closed()
