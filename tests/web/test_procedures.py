"""The knowledge base over the public API."""

import aiohttp
import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session, sessionmaker

from bot.web.app import create_app
from bot.web.listing import Listing
from bot.web.settings import WebSettings
from procedures.calendar import now, today
from procedures.models import Publication
from procedures.publishing.load import publish
from procedures.record import Record
from tests.web.conftest import RECORD, Client, serving


async def test_without_a_question_all_are_listed(citizen: Client) -> None:
    status, body = await citizen.call("GET", "/api/procedures")
    assert status == 200
    (line,) = body["procedures"]
    assert (line["slug"], line["name"], line["score"]) == ("criminal-record-1", "Phiếu lý lịch tư pháp số 1", None)


@pytest.mark.parametrize("asked", ["ly lich tu phap", "Lý lịch tư pháp số 1", "3.000333", "phieu ly lich"])
async def test_a_search_finds_with_and_without_diacritics_and_by_code(citizen: Client, asked: str) -> None:
    status, body = await citizen.call("GET", "/api/procedures", params={"q": asked})
    assert status == 200 and body["procedures"][0]["slug"] == "criminal-record-1"
    assert body["procedures"][0]["why"]


async def test_a_search_for_something_else_finds_nothing(citizen: Client) -> None:
    assert await citizen.call("GET", "/api/procedures?q=zzzz") == (200, {"procedures": []})


@pytest.mark.parametrize(("day", "amount"), [("2026-06-30", 200000), ("2026-07-01", 100000)])
async def test_a_record_holds_the_rows_in_force_on_the_day(citizen: Client, day: str, amount: int) -> None:
    status, body = await citizen.call("GET", f"/api/procedures/criminal-record-1?on={day}")
    assert status == 200
    assert [fee["amount"] for fee in body["fees"]] == [amount]
    assert (body["version"], body["checked_on"], body["on"]) == (1, "2026-11-21", day)
    assert body["in_force_from"] == ("2026-07-01" if amount == 100000 else None)


async def test_an_unknown_procedure_is_a_clear_404(citizen: Client) -> None:
    status, body = await citizen.call("GET", "/api/procedures/no-such-thing")
    assert (status, body["error"]["code"]) == (404, "procedure_unknown")


def test_the_list_is_made_once_a_publication(sessions: sessionmaker[Session]) -> None:
    listing, asked = Listing(), []
    event.listen(sessions.kw["bind"], "before_cursor_execute", lambda *args: asked.append(args[2]))
    with sessions() as session:
        first = listing.lines(session, today())
        asked.clear()
        assert listing.lines(session, today()) is first
        assert len(asked) == 1
    with sessions.begin() as session:
        publish(session, Record.model_validate(RECORD | {"summary": {"vi": "Mới."}}), "test", "test")
        session.add(Publication(at=now(), what="test"))
    with sessions() as session:
        assert listing.lines(session, today())["criminal-record-1"]["summary"] == "Mới."


async def test_one_address_reads_only_so_much(settings: WebSettings, sessions: sessionmaker[Session]) -> None:
    settings.rate_address = "1/hour"  # reading counts apart: twice as often
    async with serving(create_app(settings)) as url, aiohttp.ClientSession() as http:
        paths = ("/api/procedures", "/api/procedures/criminal-record-1", "/api/procedures?q=phieu")
        assert [(await Client(http, url).call("GET", path))[0] for path in paths] == [200, 200, 429]
