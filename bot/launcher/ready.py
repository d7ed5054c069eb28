"""Waiting until a part answers over HTTP."""

import asyncio

import aiohttp

ASK_EVERY_SECONDS = 0.25
ANSWER_WITHIN = aiohttp.ClientTimeout(total=5)


async def until_ready(url: str) -> None:
    """Returns when the address answers 200; asks as long as it takes (the caller sets the limit)."""
    async with aiohttp.ClientSession(timeout=ANSWER_WITHIN) as session:
        while not await _answers(session, url):
            await asyncio.sleep(ASK_EVERY_SECONDS)


async def _answers(session: aiohttp.ClientSession, url: str) -> bool:
    try:
        async with session.get(url) as response:
            return response.status == 200
    except (aiohttp.ClientError, TimeoutError):
        return False
