"""«Call me back»: the citizen's form, and what staff do with it."""

import re
import uuid
from collections.abc import AsyncIterator
from datetime import timedelta

import aiohttp
import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker

from bot.web.accounts.models import Account
from bot.web.citizen.erase import erase
from bot.web.desk.models import CallBack, Read
from bot.web.desk.queue import call_backs, phone
from bot.web.desk.queue.errors import BadField
from bot.web.settings import WebSettings
from procedures.calendar import now
from tests.web.accounts.conftest import Staff
from tests.web.citizen.conftest import Person
from tests.web.desk.queue.made import team

NUMBER = "0912 345 678"
ROOT = "/lam-viec/goi-lai"


def rows(sessions: sessionmaker[Session]) -> list[CallBack]:
    with sessions() as session:
        return list(session.scalars(select(CallBack).order_by(CallBack.id)))


@pytest.fixture
async def visitor(edge: str) -> AsyncIterator[Person]:
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as http:
        yield Person(http, edge)


async def ask(person: Person, number: str = NUMBER, form_id: str = "", lang: str = "", **form: str) -> tuple[int, str]:
    fields = {"form_id": form_id or str(uuid.uuid4()), "number": number} | form
    return await person.send("/goi-lai" + (f"?lang={lang}" if lang else ""), **fields)


@pytest.mark.parametrize(
    "typed", ["0912345678", "0912.345.678", "+84 912 345 678", "84912345678", "0084-912-345-678", "(+84) 0912345678"]
)
def test_mobile_numbers_are_read_as_people_write_them(typed: str) -> None:
    if typed.startswith("84"):
        with pytest.raises(BadField):
            phone.read(typed)  # without «+» it could be anything
        return
    assert phone.read(typed) == "0912345678"


def test_numbers_at_a_place_have_eleven_digits() -> None:
    assert phone.read("024 3936 1234") == "02439361234"
    assert phone.shown("0912345678") == "0912 345 678"


@pytest.mark.parametrize(
    "typed", ["", "113", "19001000", "091234567", "09123456789", "0112345678", "٠٩١٢٣٤٥٦٧٨", "abc"]
)
def test_what_is_no_number_of_a_person_is_refused(typed: str) -> None:
    with pytest.raises(BadField):
        phone.read(typed)


async def test_a_wish_is_kept_once_sealed_and_linked_to_the_conversation(
    visitor: Person, sessions: sessionmaker[Session], settings: WebSettings
) -> None:
    await visitor.get()
    await visitor.ask()
    form_id = str(uuid.uuid4())
    for _ in range(2):
        status, page = await ask(visitor, form_id=form_id, wished="morning", words="CCCD 001090012345, hỏi phí")
        assert status == 200 and "Đã ghi nhận" in page and "345 678" not in page and "0912" not in page
    (row,) = rows(sessions)
    key = settings.desk_key.get_secret_value()
    assert phone.unseal(key, row.phone_sealed or b"") == "0912345678"
    assert (row.phone_end, row.wished, row.words) == ("678", "morning", "CCCD [đã che: số căn cước], hỏi phí")
    assert row.conversation_id == visitor.conversation and (row.state, row.tries) == ("open", 0)
    assert b"0912345678" not in (row.phone_sealed or b"")


async def test_anybody_may_ask_without_a_conversation_and_in_english(
    visitor: Person, sessions: sessionmaker[Session]
) -> None:
    status, page = await visitor.get("/goi-lai?lang=en")
    assert status == 200 and "Ask to be called back" in page and 'href="tel:' in page
    status, page = await ask(visitor, lang="en")
    assert status == 200 and "Staff will call you back" in page
    assert [(row.conversation_id, row.lang) for row in rows(sessions)] == [(None, "en")]


async def test_a_wrong_number_gets_one_sentence_and_nothing_typed_is_lost(
    visitor: Person, sessions: sessionmaker[Session]
) -> None:
    status, page = await ask(visitor, "12345", words='Hỏi <về> "phí"', wished="afternoon")
    assert status == 422 and "Số điện thoại chưa đúng" in page and 'value="12345"' in page
    assert "Hỏi &lt;về&gt; &#34;phí&#34;" in page and re.search(r'value="afternoon" checked', page)
    status, page = await ask(visitor, words="x" * 501)
    assert status == 413 and "x" * 501 in page and rows(sessions) == []


async def test_too_many_wishes_of_one_conversation_or_address_are_refused(
    visitor: Person, sessions: sessionmaker[Session]
) -> None:
    await visitor.get()
    await visitor.ask()
    assert [(await ask(visitor))[0] for _ in range(4)] == [200, 200, 200, 422]
    async with aiohttp.ClientSession() as http:
        other = Person(http, visitor.url)
        answers = [await ask(other, "0987654321") for _ in range(20)]
    status, page = answers[-1]
    assert status == 429 and "Đã có đề nghị" in page and 'value="0987654321"' in page
    assert len(rows(sessions)) == 3 + [each[0] for each in answers].count(200)


async def test_a_form_of_another_site_is_refused(visitor: Person, sessions: sessionmaker[Session]) -> None:
    form = {"form_id": str(uuid.uuid4()), "number": NUMBER}
    assert (await visitor.send("/goi-lai", {"Origin": "https://evil.example"}, **form))[0] == 403
    assert rows(sessions) == []


async def test_staff_take_see_the_number_once_logged_and_finish(
    staff: Staff, visitor: Person, sessions: sessionmaker[Session]
) -> None:
    await ask(visitor, words="hỏi lệ phí")
    me, colleague = await staff.signed_in("mot", "staff"), await staff.signed_in("hai", "staff")
    (row,) = rows(sessions)
    await me.get(ROOT)
    assert "hỏi lệ phí" in me.text and "số cuối 678" in me.text and "0912" not in me.text
    await colleague.get(ROOT)
    await me.send(f"{ROOT}/{row.id}/nhan")
    assert (me.status, me.at) == (200, ROOT)
    assert await colleague.send(f"{ROOT}/{row.id}/nhan") == 409 and "Đồng nghiệp đã nhận" in colleague.text
    assert await colleague.send(f"{ROOT}/{row.id}/so") == 409 and "0912" not in colleague.text
    await me.send(f"{ROOT}/{row.id}/so")
    assert "0912 345 678" in me.text and 'href="tel:0912345678"' in me.text
    await me.get(f"{ROOT}?muc=mine")
    assert "345 678" not in me.text
    for _ in range(2):  # the same form twice counts once
        await me.send(f"{ROOT}/{row.id}/goi-hut", tries=0)
    assert "Đã gọi 1 lần" in me.text
    for _ in range(2):
        await me.send(f"{ROOT}/{row.id}/xong", state="done", note="Đã tư vấn, số 0912345678")
        assert me.status == 200
    (row,) = rows(sessions)
    assert (row.state, row.phone_sealed, row.phone_end, row.tries) == ("done", None, "", 1)
    assert row.note == "Đã tư vấn, số [đã che: số điện thoại]" and "Đã tư vấn" in me.text
    with sessions() as session:
        (read,) = session.scalars(select(Read))
    assert (read.what, read.account_id, read.detail) == ("call_back", row.holder_id, f"phone, call-back {row.id}")
    assert "0912" not in read.detail and read.why == "call_back"


async def test_giving_up_needs_a_reason_and_keeps_what_was_typed(
    staff: Staff, visitor: Person, sessions: sessionmaker[Session]
) -> None:
    await ask(visitor)
    me = await staff.signed_in("mot", "staff")
    (row,) = rows(sessions)
    await me.get(ROOT)
    await me.send(f"{ROOT}/{row.id}/nhan")
    assert await me.send(f"{ROOT}/{row.id}/xong", state="dropped", note=" ") == 422
    assert await me.send(f"{ROOT}/{row.id}/xong", state="dropped", note="dài" * 150) == 422 and "dàidài" in me.text
    assert await me.send(f"{ROOT}/{row.id}/xong", state="open", note="x") == 422
    assert rows(sessions)[0].state == "taken"
    await me.send(f"{ROOT}/{row.id}/tra")
    assert (rows(sessions)[0].state, rows(sessions)[0].holder_id) == ("open", None)
    assert await me.send(f"{ROOT}/{row.id}/xong", state="done", note="") == 409


async def test_teams_see_their_own_and_leads_all(
    staff: Staff, visitor: Person, sessions: sessionmaker[Session]
) -> None:
    await ask(visitor, words="của tổ hai")
    me, lead = await staff.signed_in("mot", "staff"), await staff.signed_in("sep", "team_lead")
    with sessions.begin() as session:
        one, two = team(session), team(session, "Tổ hai")
        session.scalars(select(Account).where(Account.login == "mot")).one().team_id = one
        row = session.scalars(select(CallBack)).one()
        row.team_id, number = two, row.id
    await me.get(ROOT)
    assert "của tổ hai" not in me.text
    assert await me.send(f"{ROOT}/{number}/nhan") == 409
    await lead.get(ROOT)
    assert "của tổ hai" in lead.text
    await lead.send(f"{ROOT}/{number}/nhan")
    assert lead.status == 200 and rows(sessions)[0].state == "taken"


async def test_numbers_go_after_seven_days_and_rows_with_the_conversations(
    visitor: Person, sessions: sessionmaker[Session]
) -> None:
    for _ in range(3):
        await ask(visitor)
    with sessions.begin() as session:
        first, second, _ = session.scalars(select(CallBack).order_by(CallBack.id))
        first.at, second.at = now() - timedelta(days=91), now() - timedelta(days=7, minutes=1)
    with sessions.begin() as session:
        assert call_backs.forget(session, timedelta(days=90)) == {"call_back_numbers": 2, "call_backs": 1}
    kept = [(row.state, row.phone_sealed is None, row.phone_end) for row in rows(sessions)]
    assert kept == [("dropped", True, ""), ("open", False, "678")]


async def test_a_deleted_conversation_takes_its_wishes_along(visitor: Person, sessions: sessionmaker[Session]) -> None:
    await visitor.get()
    await visitor.ask()
    await ask(visitor)
    with sessions.begin() as session:
        assert erase(session, [visitor.conversation], "citizen")["call_backs"] == 1
        assert session.scalar(select(func.count()).select_from(CallBack)) == 0
