"""The off switch: at once, honest to citizens, nothing lost, and on again."""

from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from bot.web.accounts.models import AuditEntry
from bot.web.models import Turn
from tests.web.accounts.conftest import Staff
from tests.web.conftest import Client
from tests.web.fake_rasa import FakeRasa

HOME = "/quan-tri/cai-dat"
SWITCH = f"{HOME}/bot"


async def test_off_is_off_at_once_and_the_message_is_kept_and_answered_with_the_hotline(
    staff: Staff, citizen: Client, rasa: FakeRasa, sessions: sessionmaker[Session]
) -> None:
    admin = await staff.signed_in("lan", "admin")
    await admin.get(HOME)
    assert await admin.send(SWITCH, state="off", revision=0, reason="trả lời sai lệ phí") == 200
    asked, answer = await citizen.say("lệ phí lý lịch tư pháp")
    assert rasa.messages == []
    assert asked["payload"]["text"] == "lệ phí lý lịch tư pháp"
    assert answer["payload"]["outcome"] == "error_internal" and "tạm dừng" in answer["payload"]["text"]
    assert answer["payload"]["blocks"][0]["rows"][0]["phone"] in answer["payload"]["text"]
    with sessions() as session:
        assert session.scalars(select(Turn.state)).all() == ["done"]
    await admin.get(HOME)
    assert await admin.send(SWITCH, state="on", revision=1, reason="đã sửa") == 200
    await citizen.say("lệ phí lý lịch tư pháp")
    assert rasa.messages == ["lệ phí lý lịch tư pháp"]
    with sessions() as session:
        rows = session.scalars(select(AuditEntry).where(AuditEntry.object_id == "bot_off").order_by(AuditEntry.id))
        assert [(row.after, row.reason) for row in rows] == [
            ({"value": True}, "trả lời sai lệ phí"), ({"value": False}, "đã sửa"),
        ]  # fmt: skip


async def test_while_it_is_off_pages_and_staff_are_told_and_procedures_stay(staff: Staff) -> None:
    admin, clerk = await staff.signed_in("lan", "admin"), await staff.signed_in("hoa", "staff")
    visitor = staff.browser()
    await admin.get(HOME)
    await admin.send(SWITCH, state="off", revision=0, reason="thử")
    for path in ("/chat", "/thu-tuc", "/thu-tuc/criminal-record-1"):
        assert await visitor.get(path) == 200
        assert "tạm dừng trả lời" in visitor.text, path
    assert "Phiếu lý lịch tư pháp số 1" in visitor.text
    assert await clerk.get("/lam-viec") == 200 and "Trợ lý tự động đang tắt" in clerk.text


async def test_it_needs_a_reason_and_a_stale_form_turns_nothing(staff: Staff, citizen: Client, rasa: FakeRasa) -> None:
    admin = await staff.signed_in("lan", "admin")
    await admin.get(HOME)
    assert await admin.send(SWITCH, state="off", revision=0, reason="") == 422
    assert await admin.send(SWITCH, state="off", revision=7, reason="thử") == 409
    await citizen.say("xin chào")
    assert rasa.messages == ["xin chào"]
