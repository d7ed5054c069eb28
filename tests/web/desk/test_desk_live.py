"""What the open lines of the console bring: the inbox, a new message, an end, a hidden number."""

import asyncio
import json

import aiohttp
import pytest
from sqlalchemy import select

from bot.web.accounts.models import Account
from bot.web.desk import routes_inbox
from bot.web.models import Conversation
from tests.web.accounts.conftest import Staff
from tests.web.conftest import Client
from tests.web.desk.pages import Sessions, held

pytestmark = pytest.mark.usefixtures("knows")


async def test_a_new_message_comes_over_the_open_line_of_whoever_holds_it(staff: Staff, citizen: Client) -> None:
    browser = await held(staff, citizen)
    line = f"{staff.url}/lam-viec/c/{citizen.id}/stream?since=0"
    async with browser.http.get(line) as response:
        heard = await _until(response, "state")
        assert json.loads(heard)["stage"] == "held"
        await citizen.say("còn gì nữa không?")
        assert "còn gì nữa không?" in await _until(response, "item")


async def test_the_inbox_hears_of_who_waits_and_ends_with_the_sign_in(
    staff: Staff, citizen: Client, sessions: Sessions
) -> None:
    browser = await staff.signed_in("lan", "staff")
    await browser.get("/lam-viec")
    async with browser.http.get(f"{staff.url}/lam-viec/stream") as response:
        assert json.loads(await _until(response, "counts"))["waiting"] == 0
        await citizen.say("cho tôi gặp người")
        while json.loads(await _until(response, "counts"))["waiting"] != 1:
            pass
        assert citizen.id in json.loads(await _until(response, "rows"))["order"]
        with sessions.begin() as session:
            session.scalars(select(Account)).one().active = False
        assert await _until(response, "nothing more") == ""


async def test_the_inbox_hears_of_what_leaves_no_message(
    staff: Staff, citizen: Client, sessions: Sessions, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(routes_inbox, "AFRESH", 0.1)
    browser = await staff.signed_in("lan", "staff")
    await citizen.say("lệ phí?")
    async with browser.http.get(f"{staff.url}/lam-viec/stream?muc=active") as response:
        assert citizen.id in json.loads(await _until(response, "rows"))["order"]
        with sessions.begin() as session:
            session.get_one(Conversation, citizen.id).is_test = True
        while citizen.id in json.loads(await _until(response, "rows"))["order"]:
            pass


async def test_an_end_by_the_citizen_is_told_to_whoever_holds_it(
    staff: Staff, citizen: Client, sessions: Sessions
) -> None:
    browser = await held(staff, citizen)
    cookies = {"mc_chat": f"{citizen.id}.{citizen.token}"}
    async with aiohttp.ClientSession(cookies=cookies) as http, http.post(f"{staff.url}/chat/end") as response:
        assert response.status == 200
    await browser.get(f"/lam-viec/c/{citizen.id}")
    assert "Người dân đã kết thúc" in browser.text
    with sessions() as session:
        found = session.get_one(Conversation, citizen.id)
    assert (found.stage, found.holder_id, found.closed_why) == ("closed", None, "citizen")


async def _until(response: aiohttp.ClientResponse, event: str) -> str:
    """The data of the next event of that name; empty where the line ended."""
    name = ""
    async with asyncio.timeout(10):
        while line := (await response.content.readline()).decode():
            if line.startswith("event: "):
                name = line[7:].strip()
            elif line.startswith("data: ") and name == event:
                return line[6:]
    return ""


async def test_a_hidden_number_can_be_asked_for_as_soon_as_it_comes_over_the_line(
    staff: Staff, citizen: Client
) -> None:
    browser = await held(staff, citizen)
    async with browser.http.get(f"{staff.url}/lam-viec/c/{citizen.id}/stream?since=2") as response:
        await _until(response, "state")
        await citizen.say("số của tôi là 0912345678")
        assert "reveal" in json.loads(await _until(response, "item"))
