"""The inbox, a conversation, the log of reads over HTTP: who sees what, what is logged, forms without a script."""

import asyncio
import re

import pytest
from sqlalchemy import select

from bot.web.accounts.models import Account, Team
from bot.web.citizen.models import ReviewItem
from bot.web.desk.models import PrivateValue, Read
from bot.web.models import Conversation
from tests.web.accounts.conftest import Staff
from tests.web.conftest import Client
from tests.web.desk.conftest import new_id
from tests.web.desk.pages import SCRIPT, Sessions, held, reads, texts
from tests.web.fake_rasa import FakeRasa, reply

pytestmark = pytest.mark.usefixtures("knows")


async def test_handed_over_taken_answered_and_given_back_the_bot_is_silent_between(
    staff: Staff, citizen: Client, rasa: FakeRasa
) -> None:
    here = await staff.signed_in("lan", "staff")
    await here.get("/lam-viec")  # is there
    mine, *answers = await citizen.say("cho tôi gặp người")
    assert [each["payload"]["kind"] for each in answers] == ["handover", "handover"]
    await here.get("/lam-viec")
    assert citizen.id in here.text
    await here.get(f"/lam-viec/c/{citizen.id}")
    assert "cho tôi gặp người" in here.text
    await here.send(f"/lam-viec/c/{citizen.id}/nhan")
    asked = len(rasa.received)
    (only,) = await citizen.say("lệ phí bao nhiêu ạ?")
    assert only["from"] == "citizen" and len(rasa.received) == asked
    name = new_id()
    for _ in range(2):
        await here.send(f"/lam-viec/c/{citizen.id}", client_id=name, text="Chào anh/chị,\nlệ phí 100.000đ ạ.")
        assert here.status == 200
    await here.send(f"/lam-viec/c/{citizen.id}/tra-lai")
    await citizen.say("cảm ơn")
    said = texts(await citizen.since(mine["seq"] - 1))
    senders = [line.partition(":")[0] for line in said]
    assert senders == ["citizen", "bot", "bot", "bot", "citizen", "staff", "bot", "citizen", "bot"]
    assert said[5] == "staff: Chào anh/chị,\nlệ phí 100.000đ ạ." and len(rasa.received) == asked + 1


async def test_when_nobody_is_there_it_does_not_wait(citizen: Client, sessions: Sessions) -> None:
    await citizen.say("cho tôi gặp người")
    with sessions() as session:
        assert session.get_one(Conversation, citizen.id).stage == "bot"


async def test_an_answer_that_is_still_being_made_when_somebody_takes_over_is_never_shown(
    staff: Staff, citizen: Client, rasa: FakeRasa
) -> None:
    browser = await staff.signed_in("lan", "staff")
    await browser.get(f"/lam-viec/c/{citizen.id}")
    rasa.delay = 0.6
    asking = asyncio.create_task(citizen.say("lệ phí?"))
    while not rasa.received:
        await asyncio.sleep(0.01)
    await browser.send(f"/lam-viec/c/{citizen.id}/nhan")
    assert texts(await asking) == ["citizen: lệ phí?"]
    assert "100.000" not in str(await citizen.since())


async def test_two_pages_that_take_it_the_second_is_told_in_one_sentence(staff: Staff, citizen: Client) -> None:
    await held(staff, citizen)
    other = await staff.signed_in("minh", "staff")
    await other.get(f"/lam-viec/c/{citizen.id}")
    await other.send(f"/lam-viec/c/{citizen.id}/nhan")
    assert (other.status, "đã có người khác nhận" in other.text) == (409, True)


async def test_words_are_not_lost_when_they_cannot_be_sent(staff: Staff, citizen: Client) -> None:
    browser = await staff.signed_in("lan", "staff")
    await browser.get(f"/lam-viec/c/{citizen.id}")
    await browser.send(f"/lam-viec/c/{citizen.id}", client_id=new_id(), text="một câu dài đã viết")
    assert browser.status == 409 and "một câu dài đã viết</textarea>" in browser.text
    headers = SCRIPT | {"X-CSRF-Token": browser.hidden["csrf"]}
    data = {"client_id": new_id(), "text": "x"}
    async with browser.http.post(f"{staff.url}/lam-viec/c/{citizen.id}", data=data, headers=headers) as response:
        assert (response.status, (await response.json())["error"]["code"]) == (409, "not_held")


async def test_every_view_of_a_transcript_is_one_row_however_it_is_read(
    staff: Staff, citizen: Client, sessions: Sessions
) -> None:
    browser = await staff.signed_in("lan", "staff")
    path = f"/lam-viec/c/{citizen.id}"
    await browser.get(path + "/tin")
    assert reads(sessions) == [("transcript", "")]
    for part in ("/tin", "/ben", "/tin?since=1"):
        await browser.get(path + part)
    assert reads(sessions) == [("transcript", "")]
    await browser.get(path)
    assert reads(sessions) == [("transcript", "")] * 2
    await browser.get("/lam-viec/c/" + "0" * 32)
    assert browser.status == 404 and len(reads(sessions)) == 2


async def test_a_number_is_shown_to_its_holder_only_once_asked_for_with_a_reason_and_logged(
    staff: Staff, citizen: Client, sessions: Sessions, rasa: FakeRasa
) -> None:
    browser = await held(staff, citizen)
    await citizen.say("số của tôi 0912345678, mật khẩu là Abc@12345")
    with sessions() as session:
        (value,) = session.scalars(select(PrivateValue))
        assert (value.kind, b"0912345678" in value.sealed) == ("phone", False)
        assert "0912345678" not in str([item["payload"] for item in await citizen.since()])
    path = f"/lam-viec/c/{citizen.id}/xem"
    await browser.get(f"/lam-viec/c/{citizen.id}")
    assert "ghi nhật ký" in browser.text and "0912345678" not in browser.text
    await browser.send(path, value=value.id, why="")
    assert browser.status == 422 and "0912345678" not in browser.text
    lead = await staff.signed_in("hoa", "team_lead")
    await lead.get(f"/lam-viec/c/{citizen.id}")
    await lead.send(path, value=value.id, why="tò mò thôi mà")
    assert lead.status == 409 and "0912345678" not in lead.text
    await browser.send(path, value=value.id, why="gọi lại theo lời hẹn")
    assert "0912345678" in browser.text
    await browser.get(f"/lam-viec/c/{citizen.id}")
    assert "0912345678" not in browser.text
    with sessions() as session:
        (row,) = session.scalars(select(Read).where(Read.what == "reveal"))
    assert (row.conversation_id, row.why) == (citizen.id, "gọi lại theo lời hẹn") and row.detail.startswith("phone")
    assert "0912345678" not in str(rasa.received)


async def test_of_what_is_over_staff_see_their_own_and_their_teams_and_leads_see_all(
    staff: Staff, citizen: Client, sessions: Sessions
) -> None:
    browser = await held(staff, citizen)
    await browser.send(f"/lam-viec/c/{citizen.id}/ket-thuc", reason="solved")
    other = await staff.signed_in("minh", "staff")
    lead = await staff.signed_in("hoa", "team_lead")
    path = f"/lam-viec/c/{citizen.id}"
    assert [await each.get(path) for each in (browser, other, lead)] == [200, 404, 200]
    await other.get("/lam-viec?muc=closed")
    assert citizen.id not in other.text
    with sessions.begin() as session:
        session.add(Team(id=3, name="Hộ tịch"))
        session.flush()
        for account in session.scalars(select(Account).where(Account.login.in_(("lan", "minh")))):
            account.team_id = 3
    assert await other.get(path) == 404  # it was not the team's when it was held


async def test_the_inbox_is_searched_without_diacritics_and_filtered(
    staff: Staff, citizen: Client, sessions: Sessions
) -> None:
    browser = await staff.signed_in("lan", "staff")
    await citizen.say("Lệ phí đăng ký khai sinh")
    for query, found in (
        ("muc=active&q=dang+ky+khai", True), ("muc=active&q=khai+tu", False), ("muc=active&q=%25", False),
        ("muc=active&ngon-ngu=en", False), ("muc=active&thu-tuc=criminal-record-1", True),
        ("muc=active&thu-tuc=passport-new", False), ("muc=active&thu=only", False), ("muc=mine", False),
        ("muc=waiting", False), ("muc=closed", False),
    ):  # fmt: skip
        await browser.get(f"/lam-viec?{query}")
        assert (citizen.id in browser.text) is found, query
    assert await browser.get("/lam-viec?muc=nonsense") == 422
    await browser.get("/lam-viec?muc=active")
    assert "khai sinh" not in browser.text  # words stand only with what is one's own work
    talk = f"/lam-viec/c/{citizen.id}"
    await browser.get(talk)
    assert f"{talk}/thu" not in browser.text
    assert await browser.send(f"{talk}/thu", on="1") == 403 and "mới đánh dấu được" in browser.text
    await browser.send(f"{talk}/nhan")
    assert f"{talk}/thu" in browser.text
    assert await browser.send(f"{talk}/thu", on="1") == 200
    await browser.get("/lam-viec?muc=active")
    assert citizen.id not in browser.text


async def test_a_search_in_what_was_said_is_one_row_of_the_log_without_personal_numbers(
    staff: Staff, citizen: Client, sessions: Sessions
) -> None:
    browser = await staff.signed_in("lan", "staff")
    for query in ("muc=active", "muc=active&q=khai+sinh", "muc=closed&q=khai+sinh", "q=0912345678", "q=+"):
        assert await browser.get(f"/lam-viec?{query}") == 200
    async with browser.http.get(f"{staff.url}/lam-viec/stream?muc=active&q=khai+sinh") as response:
        assert (await response.content.readline()) != b""
    with sessions() as session:
        rows = session.scalars(select(Read).order_by(Read.id)).all()
    assert [(row.what, row.why, row.conversation_id) for row in rows] == [("search", "search", None)] * 2
    assert rows[0].detail == "khai sinh" and "0912" not in rows[1].detail
    lead = await staff.signed_in("hoa", "team_lead")
    await lead.get("/quan-tri/nhat-ky-xem")
    assert "tìm trong nội dung các cuộc trò chuyện" in lead.text and "tìm theo từ ngữ" in lead.text


async def test_the_forms_of_a_lead_name_whom_they_saw_holding_it(
    staff: Staff, citizen: Client, sessions: Sessions
) -> None:
    await held(staff, citizen)
    lead = await staff.signed_in("hoa", "team_lead")
    here = f"/lam-viec/c/{citizen.id}"
    await lead.get(here)
    seen = lead.hidden["holder"]
    with sessions.begin() as session:
        other = session.scalars(select(Account.id).where(Account.login == "hoa")).one()
        session.get_one(Conversation, citizen.id).holder_id = other
    assert await lead.send(f"{here}/tra-lai", holder=seen) == 409
    await lead.get(here)
    assert await lead.send(f"{here}/tra-lai", holder=lead.hidden["holder"]) == 200
    with sessions() as session:
        assert session.get_one(Conversation, citizen.id).stage == "bot"


async def test_an_answer_marked_wrong_reaches_the_editors_with_its_turn(
    staff: Staff, citizen: Client, sessions: Sessions
) -> None:
    browser = await held(staff, citizen)
    await browser.send(f"/lam-viec/c/{citizen.id}/tra-lai")
    _, answer = await citizen.say("lệ phí?")
    for words in ("thiếu phí cấp nhanh", "thiếu phí 0912345678"):
        await browser.send(f"/lam-viec/c/{citizen.id}/bao-sai", item=answer["seq"], fault="incomplete", words=words)
    with sessions() as session:
        (entry,) = session.scalars(select(ReviewItem))
    assert (entry.kind, entry.item_seq, entry.slug, entry.topic) == (
        "wrong_answer", answer["seq"], "criminal-record-1", "fee",
    )  # fmt: skip
    assert entry.by.startswith("staff:") and "0912345678" not in entry.words
    assert await browser.send(f"/lam-viec/c/{citizen.id}/bao-sai", item=answer["seq"] - 1) == 404


async def test_the_log_of_reads_is_filtered_and_taken_along_as_a_table_which_is_a_row_itself(
    staff: Staff, citizen: Client, sessions: Sessions
) -> None:
    browser = await held(staff, citizen)
    lead = await staff.signed_in("hoa", "team_lead")
    await lead.get("/quan-tri/nhat-ky-xem")
    assert "Người lan" in lead.text and citizen.id[:8] in lead.text
    for query, found in (
        ("nguoi=999", False),
        (f"cuoc={citizen.id[:6]}", True),
        ("tu=2999-01-01", False),
        ("tu=x", True),
    ):
        await lead.get(f"/quan-tri/nhat-ky-xem?{query}")
        assert ("<td" in lead.text) is found, query
    await lead.get("/quan-tri/nhat-ky-xem?tep=csv")
    assert citizen.id in lead.text and "transcript" in lead.text
    assert reads(sessions)[-1] == ("export", "reads")
    assert await browser.get("/quan-tri/nhat-ky-xem") == 403


async def test_what_the_citizen_did_stands_beside_the_transcript(staff: Staff, citizen: Client, rasa: FakeRasa) -> None:
    await citizen.say("lệ phí lý lịch tư pháp?")
    rasa.answer = lambda body: [reply("Tôi chưa hiểu.", outcome="unanswerable_no_match")]
    await citizen.say("abc xyz")
    browser = await staff.signed_in("lan", "staff")
    await browser.get(f"/lam-viec/c/{citizen.id}/ben")
    plain = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", browser.text))
    assert "Hỏi về Phiếu lý lịch tư pháp số 1." in plain
    assert "đã trả lời 1 lần, chưa đáp được 1 lần" in plain and "không hiểu câu hỏi : «abc xyz»" in plain
