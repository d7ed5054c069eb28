"""«Tổ trực»: how teams work, who may say so, and that nobody overwrites somebody else."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from bot.web.accounts.models import Account, AuditEntry
from bot.web.desk.models import OfficeDay, Presence, TeamRule
from bot.web.desk.queue.rules import rule_of
from tests.web.accounts.browser import Browser
from tests.web.accounts.conftest import Staff
from tests.web.desk.queue.made import team

ROOT = "/quan-tri/to"
FORM = {"team": 0, "most_each": "4", "warn_minutes": "12", "close_minutes": "6", "hours_0": "8:00-11:30"}


@pytest.fixture
async def lead(staff: Staff) -> Browser:
    return await staff.signed_in("sep", "team_lead")


async def test_rules_are_set_once_per_revision_and_written_into_the_log(
    lead: Browser, sessions: sessionmaker[Session]
) -> None:
    await lead.get(ROOT)
    assert "Chưa ai đặt quy định" in lead.text and "Giỗ Tổ Hùng Vương" in lead.text
    await lead.send(ROOT, **FORM, revision=0, assign="1")
    assert lead.status == 200 and "Đã lưu." in lead.text and 'value="08:00-11:30"' in lead.text
    assert await lead.send(ROOT, **FORM | {"most_each": "9"}, revision=0) == 409
    assert "Người khác vừa thay đổi" in lead.text and 'value="9"' in lead.text
    with sessions() as session:
        row, entry = session.get_one(TeamRule, 0), session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()[-1]
        assert (row.most_each, row.assign, row.hours["0"], row.hours["1"]) == (4, True, [["08:00", "11:30"]], [])
        assert (entry.action, entry.after["most_each"] if entry.after else 0, row.revision) == ("set_team_rule", 4, 1)
    await lead.send(ROOT, **FORM | {"most_each": "9"}, revision=1)
    with sessions() as session:
        assert (rule_of(session, None).most_each, rule_of(session, None).assign) == (9, False)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"hours_0": "8-17"}, "Giờ chưa đúng"),
        ({"most_each": "0"}, "từ 1 đến 20"),
        ({"warn_minutes": "²"}, "trước khi nhắc"),
        ({"close_minutes": "241"}, "từ khi nhắc"),
        ({"revision": "x"}, "tải lại"),
    ],
)
async def test_what_is_wrong_is_said_and_what_was_typed_stays(
    lead: Browser, sessions: sessionmaker[Session], wrong: dict[str, str], sentence: str
) -> None:
    await lead.get(ROOT)
    assert await lead.send(ROOT, **FORM | {"revision": "0", "hours_6": "07:00-09:00"} | wrong) == 422
    assert sentence in lead.text and 'value="07:00-09:00"' in lead.text
    with sessions() as session:
        assert session.scalars(select(TeamRule)).all() == []


async def test_days_are_added_replaced_and_taken_away(lead: Browser, sessions: sessionmaker[Session]) -> None:
    await lead.get(ROOT)
    day = {"team": 0, "day": "2027-02-08", "name_vi": "Mùng 3 Tết"}
    await lead.send(f"{ROOT}/ngay", **day)
    await lead.send(f"{ROOT}/ngay", **day, hours="08:00-10:00", name_en="Third day of Tet")
    assert lead.status == 200 and "Mùng 3 Tết" in lead.text and "08:00-10:00" in lead.text
    for wrong in ({"day": "2027-02-30"}, {"day": "0001-01-01"}, {"name_vi": " "}, {"hours": "10"}):
        assert await lead.send(f"{ROOT}/ngay", **day | wrong) == 422
    for _ in range(2):
        await lead.send(f"{ROOT}/ngay/bo", team=0, day="2027-02-08")
        assert lead.status == 200 and "Mùng 3 Tết" not in lead.text
    with sessions() as session:
        assert session.get(OfficeDay, (0, date(2027, 2, 8))) is None
        actions = [action for (action,) in session.execute(select(AuditEntry.action))]
    assert (actions.count("set_office_day"), actions.count("drop_office_day")) == (2, 1)


async def test_a_lead_with_a_team_sets_only_its_rules_and_an_admin_all(
    staff: Staff, lead: Browser, sessions: sessionmaker[Session]
) -> None:
    with sessions.begin() as session:
        own, other = team(session), team(session, "Tổ hai")
        session.scalars(select(Account).where(Account.login == "sep")).one().team_id = own
    await lead.get(ROOT)
    assert lead.status == 200 and "chưa có quy định riêng" in lead.text and "Tổ hai" not in lead.text
    for number in (0, other):
        assert await lead.get(f"{ROOT}?to={number}") == 403
        await lead.get(ROOT)
        assert await lead.send(ROOT, **FORM | {"team": number}, revision=0) == 403
        await lead.get(ROOT)
        assert await lead.send(f"{ROOT}/ngay", team=number, day="2027-02-08", name_vi="x") == 403
    admin = await staff.signed_in("quan-tri", "admin")
    await admin.get(f"{ROOT}?to={other}")
    await admin.send(ROOT, **FORM | {"team": other}, revision=0)
    assert admin.status == 200 and "Đã lưu" in admin.text
    assert await admin.get(f"{ROOT}?to=999") == 404
    await admin.get(ROOT)
    assert await admin.send(ROOT, **FORM | {"team": 999}, revision=0) == 404


async def test_pages_are_signs_of_life_and_the_switch_works_without_a_script(
    staff: Staff, sessions: sessionmaker[Session]
) -> None:
    me, editor = await staff.signed_in("mot", "staff"), await staff.signed_in("bien-tap", "editor")
    await me.get("/lam-viec/goi-lai")
    assert "Đang sẵn sàng" in me.text
    await me.send("/lam-viec/co-mat", ready="0", back="/lam-viec/goi-lai")
    assert (me.status, me.at) == (200, "/lam-viec/goi-lai") and "Đang tạm nghỉ" in me.text
    await me.send("/lam-viec/co-mat", ready="1", back="https://evil.example/")
    assert me.at == "/tai-khoan"
    await editor.get("/tai-khoan")
    assert await editor.send("/lam-viec/co-mat", ready="1") == 403
    with sessions() as session:
        assert [row.ready for row in session.scalars(select(Presence))] == [True]


async def test_the_page_of_somebody_asks_by_script_and_gets_the_state(staff: Staff) -> None:
    me = await staff.signed_in("mot", "staff")
    await me.get("/lam-viec/goi-lai")
    headers = {"X-Requested-With": "fetch", "Origin": me.url, "X-CSRF-Token": me.hidden["csrf"]}
    async with me.http.post(f"{me.url}/lam-viec/co-mat", headers=headers, data={"ready": "0"}) as response:
        assert (response.status, await response.json()) == (200, {"ready": False})
    async with me.http.post(f"{me.url}/lam-viec/co-mat", headers={"Origin": me.url}, data={"ready": "1"}) as response:
        assert response.status == 403
