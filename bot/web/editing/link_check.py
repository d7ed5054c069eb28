"""Asks the addresses that the catalog names whether they still answer; where LINK_CHECK is off, nothing is asked.

A look takes a few of them and little time, since other timed work waits for it; each address is asked once a day,
whatever it answered.
"""

import asyncio
import socket
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from urllib.parse import urlsplit

import aiohttp
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.web.edge import Edge
from bot.web.editing.models import LinkCheck
from bot.web.jobs import Work
from procedures import registers
from procedures.calendar import aware, now, today
from procedures.lookup import listing

LIMIT = aiohttp.ClientTimeout(total=10)
AGAIN = timedelta(days=1)
"""After this time an address is asked once more."""
MOST = 5
"""Addresses in one look, of those that were asked longest ago."""
AT_MOST = 10.0
"""Seconds after which a look begins no further address."""
BETWEEN = 1.0
"""Seconds from one to the next: we are guests there."""
_BAD = 400


async def check(edge: Edge) -> None:
    """One look at the addresses that are due."""
    if not edge.settings.link_check:
        return
    clock = asyncio.get_running_loop().time
    end = clock() + AT_MOST
    async with aiohttp.ClientSession(timeout=LIMIT) as http:
        for url in await edge.run(due):
            if clock() >= end:
                return
            await edge.run(note, url, await ask(http, url))
            await asyncio.sleep(BETWEEN)


def urls(session: Session) -> list[str]:
    """Addresses that live records and legal documents name, each once."""
    found = [place.url for each in listing(session, today()) for place in each.record.places or () if place.url]
    found += [law.url for law in registers.laws(session).values() if law.url]
    return list(dict.fromkeys(found))


def due(session: Session) -> list[str]:
    """Those to ask now, never asked ones first; what nothing names any more is forgotten."""
    addresses = urls(session)
    session.execute(delete(LinkCheck).where(LinkCheck.url.not_in(addresses)))
    asked = {row.url: aware(row.checked_at) for row in session.scalars(select(LinkCheck))}
    never = datetime.min.replace(tzinfo=UTC)
    waiting = [url for url in addresses if asked.get(url, never) <= now() - AGAIN]
    return sorted(waiting, key=lambda url: asked.get(url, never))[:MOST]


async def ask(http: aiohttp.ClientSession, url: str) -> int | None:
    """The status; None without an answer, for what does not lie on the open web, and for what is no address."""
    try:
        parts = urlsplit(url)
        if parts.scheme != "https" or not parts.hostname or not await asyncio.to_thread(_open_web, parts.hostname):
            return None
        async with http.get(url, allow_redirects=False) as response:
            return response.status
    except (aiohttp.ClientError, TimeoutError, ValueError):
        return None


def note(session: Session, url: str, status: int | None) -> None:
    """Keeps what an address answered, and since when it does not."""
    found, at = session.get(LinkCheck, url), now()
    failing = status is None or status >= _BAD
    since = (found.failing_since if found else None) or at
    session.merge(LinkCheck(url=url, checked_at=at, status=status, failing_since=since if failing else None))


def _open_web(host: str) -> bool:
    try:
        found = socket.getaddrinfo(host, 443)
    except OSError:
        return False
    return bool(found) and all(ip_address(each[4][0]).is_global for each in found)


LINKS = Work("links", timedelta(minutes=1), check)
