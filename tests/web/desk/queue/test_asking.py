"""Somebody asks the bot for a person: what the citizen sees, with everything running but Rasa."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session, sessionmaker

from bot.web.models import Conversation
from procedures.calendar import today
from tests.web.accounts.conftest import Staff
from tests.web.conftest import Client
from tests.web.desk.queue.made import person, rule, there
from tests.web.fake_rasa import FakeRasa, reply


@pytest.fixture(autouse=True)
def handing_over(rasa: FakeRasa) -> None:
    """The bot's answer to everything, in the language of the talk."""
    words = {"kind": "handover", "outcome": "handed_over"}
    rasa.answer = lambda body: [reply("Tổng đài: 1800 1096.", lang=body["metadata"]["lang"], **words)]


def _stage(sessions: sessionmaker[Session], citizen: Client) -> str:
    with sessions() as session:
        return session.get_one(Conversation, citizen.id).stage


async def test_while_nobody_is_there_a_call_back_is_offered_and_the_bot_goes_on(
    citizen: Client, sessions: sessionmaker[Session]
) -> None:
    items = await citizen.say("cho tôi gặp cán bộ")
    offered = items[-1]["payload"]
    assert offered["kind"] == "handover" and "chưa có cán bộ nào" in offered["text"]
    assert offered["blocks"][0]["rows"][0]["link"] == "/goi-lai"
    assert _stage(sessions, citizen) == "bot"


async def test_on_a_day_off_the_next_opening_is_named(citizen: Client, sessions: sessionmaker[Session]) -> None:
    in_two_days = str((today() + timedelta(days=2)).weekday())
    with sessions.begin() as session:
        rule(session, hours={in_two_days: [["08:00", "09:00"]]})
        there(session, person(session, "a"))
    items = await citizen.say("cho tôi gặp cán bộ")
    assert "Giờ trực tiếp theo: 08:00" in items[-1]["payload"]["text"]
    assert _stage(sessions, citizen) == "bot"


async def test_while_somebody_is_ready_the_citizen_waits_and_asking_again_keeps_the_place(
    citizen: Client, sessions: sessionmaker[Session], staff: Staff
) -> None:
    me = await staff.signed_in("mot", "staff")
    await me.get("/lam-viec/goi-lai")  # a page of the console is a sign of life
    for _ in range(2):
        items = await citizen.say("cho tôi gặp cán bộ")
        assert "thứ 1 trong hàng" in items[-1]["payload"]["text"] and not items[-1]["payload"]["blocks"]
    assert _stage(sessions, citizen) == "waiting"


async def test_the_offer_is_a_link_on_the_page_of_the_talk_in_both_languages(
    edge: str, sessions: sessionmaker[Session], citizen: Client
) -> None:
    await citizen.say("cho tôi gặp cán bộ")
    async with citizen.http.get(edge, headers={"Cookie": f"mc_chat={citizen.id}.{citizen.token}"}) as response:
        page = await response.text()
    assert '<a class="call" href="/goi-lai">Để lại số điện thoại</a>' in page
    with sessions.begin() as session:
        session.get_one(Conversation, citizen.id).lang = "en"
    items = await citizen.say("a person please")
    assert items[-1]["payload"]["blocks"][0]["rows"][0]["link"] == "/goi-lai?lang=en"
