"""The look at links: a few at a time, each once a day, whatever is wrong with it."""

import asyncio
from datetime import timedelta

import aiohttp
import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session, sessionmaker

from bot.web.edge import Edge
from bot.web.editing import link_check
from bot.web.editing.models import LinkCheck
from bot.web.settings import WebSettings
from procedures.calendar import now

URLS = [f"https://example.test/{number}" for number in range(8)]


@pytest.fixture
def edge_only(settings: WebSettings, sessions: sessionmaker[Session], monkeypatch: pytest.MonkeyPatch) -> Edge:
    """An edge that looks at links, with no pause between them; its catalog names URLS."""
    monkeypatch.setattr(link_check, "urls", lambda session: URLS)
    monkeypatch.setattr(link_check, "BETWEEN", 0)
    settings.link_check = True
    return Edge(settings, sessions, None)  # type: ignore[arg-type]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that were asked, in order; none answers."""
    found: list[str] = []

    async def ask(http: aiohttp.ClientSession, url: str) -> None:
        found.append(url)

    monkeypatch.setattr(link_check, "ask", ask)
    return found


async def test_a_look_takes_a_few_and_the_next_goes_on_with_the_others(edge_only: Edge, asked: list[str]) -> None:
    await link_check.check(edge_only)
    assert asked == URLS[: link_check.MOST]
    await link_check.check(edge_only)
    await link_check.check(edge_only)
    assert asked == URLS  # none a second time, though none answered


async def test_after_a_day_the_one_asked_longest_ago_comes_first(
    edge_only: Edge, asked: list[str], sessions: sessionmaker[Session]
) -> None:
    for _ in range(2):
        await link_check.check(edge_only)
    with sessions.begin() as session:
        for number, url in enumerate(URLS[:2]):
            past = now() - link_check.AGAIN - timedelta(hours=number)
            session.execute(update(LinkCheck).where(LinkCheck.url == url).values(checked_at=past))
    asked.clear()
    await link_check.check(edge_only)
    assert asked == [URLS[1], URLS[0]]


async def test_a_slow_address_ends_the_look_and_other_work_goes_on(
    edge_only: Edge, monkeypatch: pytest.MonkeyPatch, asked: list[str]
) -> None:
    monkeypatch.setattr(link_check, "AT_MOST", 0)
    await link_check.check(edge_only)
    assert asked == []


async def test_what_nothing_names_any_more_is_forgotten(
    edge_only: Edge, asked: list[str], sessions: sessionmaker[Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    await link_check.check(edge_only)
    monkeypatch.setattr(link_check, "urls", lambda session: URLS[:1])
    await link_check.check(edge_only)
    with sessions() as session:
        assert session.scalars(select(LinkCheck.url)).all() == URLS[:1]


@pytest.mark.parametrize(
    "url", ["https://[::1", "https://" + "a" * 64 + ".vn/", "https://ví dụ .vn/", "http://plain.vn/", "nonsense", ""]
)
async def test_what_is_no_address_is_one_that_does_not_answer(url: str) -> None:
    async with aiohttp.ClientSession(timeout=link_check.LIMIT) as http:
        assert await asyncio.wait_for(link_check.ask(http, url), 10) is None


async def test_where_it_is_off_nothing_is_asked(
    edge_only: Edge, asked: list[str], sessions: sessionmaker[Session]
) -> None:
    edge_only.settings.link_check = False
    await link_check.check(edge_only)
    with sessions() as session:
        assert asked == [] and session.scalar(select(func.count()).select_from(LinkCheck)) == 0
