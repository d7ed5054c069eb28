"""Asks the addresses that the catalog names whether they still answer; where LINK_CHECK is off, nothing is asked."""

import asyncio
import socket
from datetime import timedelta
from ipaddress import ip_address
from urllib.parse import urlsplit

import aiohttp
from sqlalchemy import delete
from sqlalchemy.orm import Session

from bot.web.edge import Edge
from bot.web.editing.models import LinkCheck
from bot.web.jobs import Work
from procedures import registers
from procedures.calendar import now, today
from procedures.lookup import listing

LIMIT = aiohttp.ClientTimeout(total=10)
MOST = 300
"""Addresses in one look."""
BETWEEN = 1.0
"""Seconds from one to the next: we are guests there."""
_BAD = 400


async def check(edge: Edge) -> None:
    """One look at all addresses."""
    if not edge.settings.link_check:
        return
    addresses = (await edge.run(urls))[:MOST]
    async with aiohttp.ClientSession(timeout=LIMIT) as http:
        for url in addresses:
            await edge.run(note, url, await ask(http, url))
            await asyncio.sleep(BETWEEN)
    await edge.run(forget_others, addresses)


def urls(session: Session) -> list[str]:
    """Addresses that live records and legal documents name, each once."""
    found = [place.url for each in listing(session, today()) for place in each.record.places or () if place.url]
    found += [law.url for law in registers.laws(session).values() if law.url]
    return list(dict.fromkeys(found))


async def ask(http: aiohttp.ClientSession, url: str) -> int | None:
    """The status; None without an answer, and for what does not lie on the open web."""
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.hostname or not await asyncio.to_thread(_open_web, parts.hostname):
        return None
    try:
        async with http.get(url, allow_redirects=False) as response:
            return response.status
    except (aiohttp.ClientError, TimeoutError):
        return None


def note(session: Session, url: str, status: int | None) -> None:
    """Keeps what an address answered, and since when it does not."""
    found, at = session.get(LinkCheck, url), now()
    failing = status is None or status >= _BAD
    since = (found.failing_since if found else None) or at
    session.merge(LinkCheck(url=url, checked_at=at, status=status, failing_since=since if failing else None))


def forget_others(session: Session, addresses: list[str]) -> None:
    """Addresses that nothing names any more."""
    session.execute(delete(LinkCheck).where(LinkCheck.url.not_in(addresses)))


def _open_web(host: str) -> bool:
    try:
        found = socket.getaddrinfo(host, 443)
    except OSError:
        return False
    return bool(found) and all(ip_address(each[4][0]).is_global for each in found)


LINKS = Work("links", timedelta(days=1), check)
