"""The gate before a service: what each of its modes does to a line."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress

import pytest

from tests.faults.gate import Gate, gate_to

Line = tuple[asyncio.StreamReader, asyncio.StreamWriter]
Call = Callable[[], Awaitable[Line]]
SHORT = 0.15
"""Seconds in which nothing may come."""


async def echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await reader.read(100):
            writer.write(data)
    writer.close()


@pytest.fixture
async def gate() -> AsyncIterator[Gate]:
    server = await asyncio.start_server(echo, "127.0.0.1", 0)
    async with server, gate_to(server.sockets[0].getsockname()[1], delay=SHORT) as made:
        yield made


@pytest.fixture
async def call(gate: Gate) -> AsyncIterator[Call]:
    lines: list[Line] = []

    async def new() -> Line:
        lines.append(await asyncio.open_connection("127.0.0.1", gate.port))
        return lines[-1]

    yield new
    gate.set("cut")
    for _, writer in lines:
        writer.close()
        with suppress(OSError):
            await writer.wait_closed()


async def ask(line: Line, words: bytes, seconds: float = 5) -> bytes:
    line[1].write(words)
    return await asyncio.wait_for(line[0].read(100), seconds)


async def test_open_lets_through(call: Call) -> None:
    assert await ask(await call(), b"a") == b"a"


async def test_cut_breaks_lines_and_lets_nobody_in_until_it_is_open(gate: Gate, call: Call) -> None:
    old = await call()
    await ask(old, b"a")
    gate.set("cut")
    for line in (old, await call()):
        with pytest.raises(ConnectionError):
            if not await ask(line, b"b"):
                raise ConnectionResetError
    gate.set("open")
    assert await ask(await call(), b"c") == b"c"


async def test_held_moves_nothing_and_loses_nothing(gate: Gate, call: Call) -> None:
    line = await call()
    await ask(line, b"a")
    gate.set("held")
    with pytest.raises(TimeoutError):
        await ask(line, b"b", SHORT)
    gate.set("open")
    assert await ask(line, b"") == b"b"


async def test_slow_lets_replies_wait(gate: Gate, call: Call) -> None:
    line = await call()
    gate.set("slow")
    with pytest.raises(TimeoutError):
        await ask(line, b"a", SHORT / 3)
    assert await ask(line, b"") == b"a"
