"""What admins do with users: each with a reason, each in the log; the last admin stays."""

import re
import threading

import pytest
from sqlalchemy.orm import Session, sessionmaker

from bot.web.accounts import people
from bot.web.accounts.audit import SYSTEM
from bot.web.accounts.errors import LastAdmin
from bot.web.accounts.models import Account, AuditEntry
from procedures.db import make_engine, make_sessions
from procedures.migrations.run import migrate
from tests.web.accounts.conftest import PASSWORD, Staff

HOME = "/quan-tri/nguoi-dung"
NEW = "mùa thu lá bay khắp phố"


def _log(staff: Staff) -> list[tuple[str, str, str]]:
    with staff.sessions() as session:
        rows = session.query(AuditEntry).order_by(AuditEntry.id)
        return [(row.action, row.object_id, row.reason) for row in rows if row.reason]


async def test_an_invited_colleague_chooses_a_password_and_works(staff: Staff) -> None:
    admin = await staff.signed_in("sep", "admin")
    await admin.send(f"{HOME}/to", team="Nhóm Bắc")
    typed = {"login": "Hoa", "name": "Trần Hoa", "roles": "staff", "team": "1", "reason": "người mới"}
    assert await admin.send(f"{HOME}/moi", **typed) == 200
    link = re.search(r'value="http://[^"/]+(/loi-moi/[\w-]+)"', admin.text)
    assert link
    assert await admin.get(HOME) == 200 and "Chưa đặt mật khẩu" in admin.text and "Nhóm Bắc" in admin.text
    browser = staff.browser()
    await browser.send(link[1], password=NEW, again=NEW)
    await browser.sign_in("hoa", NEW)
    assert browser.at == "/tai-khoan" and "Nhân viên tổng đài" in browser.text
    assert ("invite", "2", "người mới") in _log(staff)


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        ({"reason": " "}, 422),
        ({"roles": "god"}, 422),
        ({"login": "sep"}, 409),
        ({"login": "a b"}, 422),
        ({"email": "x"}, 422),
        ({"team": "77"}, 422),
        ({"name": ""}, 422),
    ],
)
async def test_a_wrong_field_makes_no_account_and_keeps_what_was_typed(
    staff: Staff, wrong: dict[str, str], status: int
) -> None:
    admin = await staff.signed_in("sep", "admin")
    typed = {"login": "hoa", "name": "Trần <b>Hoa", "roles": "staff", "reason": "vì thế"} | wrong
    await admin.get(f"{HOME}/moi")
    assert await admin.send(f"{HOME}/moi", **typed) == status
    assert 'role="alert"' in admin.text and (wrong.get("name") == "" or "Trần &lt;b&gt;Hoa" in admin.text)
    with staff.sessions() as session:
        assert session.query(Account).count() == 1


async def test_other_roles_hold_at_once_and_sign_the_person_out(staff: Staff) -> None:
    admin, browser = await staff.signed_in("sep", "admin"), await staff.signed_in("hoa", "staff")
    await admin.send(f"{HOME}/2", name="Người hoa", roles="editor", team="", reason="chuyển việc")
    await browser.get("/tai-khoan")
    assert browser.at == "/dang-nhap" and staff.read(2).roles == ["editor"]
    assert _log(staff) == [("change_account", "2", "chuyển việc")]
    with staff.sessions() as session:
        row = session.query(AuditEntry).filter_by(action="change_account").one()
        assert row.before and row.after and (row.before["roles"], row.after["roles"]) == (["staff"], ["editor"])
        assert row.account_id == 1


async def test_somebody_who_is_let_out_is_out_at_once_until_let_in_again(staff: Staff) -> None:
    admin, browser = await staff.signed_in("sep", "admin"), await staff.signed_in("hoa", "staff")
    await admin.send(f"{HOME}/2/khoa", reason="nghỉ việc")
    await browser.get("/tai-khoan")
    assert browser.at == "/dang-nhap" and await browser.sign_in("hoa", PASSWORD) == 401
    await admin.send(f"{HOME}/2/mo", reason="quay lại")
    assert await browser.sign_in("hoa", PASSWORD) == 200
    assert [row[0] for row in _log(staff)] == ["deactivate", "activate"]


async def test_the_last_admin_cannot_go(staff: Staff) -> None:
    admin = await staff.signed_in("sep", "admin")
    assert await admin.send(f"{HOME}/1/khoa", reason="x") == 409
    await admin.get(f"{HOME}/1")
    assert await admin.send(f"{HOME}/1", name="Sếp", roles="staff", team="", reason="x") == 409
    assert staff.read(1).active and staff.read(1).roles == ["admin"] and _log(staff) == []


async def test_a_lost_telephone_is_reset_and_set_up_anew(staff: Staff) -> None:
    admin, browser = await staff.signed_in("sep", "admin"), await staff.signed_in("truong", "team_lead")
    await admin.send(f"{HOME}/2/hai-lop", reason="mất điện thoại")
    assert staff.read(2).totp_sealed is None
    await browser.sign_in("truong", PASSWORD)
    assert browser.at == "/tai-khoan/hai-lop"


async def test_what_is_done_without_a_reason_is_not_done(staff: Staff) -> None:
    admin = await staff.signed_in("sep", "admin")
    staff.account("hoa", "staff")
    for path in ("khoa", "hai-lop", "mat-khau"):
        await admin.get(f"{HOME}/2")
        assert await admin.send(f"{HOME}/2/{path}", reason="  ") == 422
    assert staff.read(2).active and _log(staff) == []


async def test_a_user_that_is_none_is_said_to_be_none(staff: Staff) -> None:
    admin = await staff.signed_in("sep", "admin")
    assert await admin.get(f"{HOME}/99") == 404
    assert await admin.get(f"{HOME}/{2**63}") == 422  # larger than any number of a row: no fault of ours


def _two_remove_each_other(sessions: sessionmaker[Session]) -> int:
    """Each of two admins locks the other at the same moment; gives how many are left."""
    with sessions.begin() as session:
        ids = [people.make(session, login, login, "", ["admin"]).id for login in ("mot", "hai")]
    gate, refused = threading.Barrier(2), []

    def lock(target: int) -> None:
        gate.wait()
        try:
            with sessions.begin() as session:
                people.set_active(session, SYSTEM, target, False, "x")
        except LastAdmin:
            refused.append(target)

    threads = [threading.Thread(target=lock, args=(target,)) for target in ids]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1
    with sessions() as session:
        return people.admins(session)


def test_two_admins_who_remove_each_other_leave_one(sessions: sessionmaker[Session]) -> None:
    assert _two_remove_each_other(sessions) == 1


@pytest.mark.postgres
def test_two_admins_who_remove_each_other_leave_one_on_postgresql(postgres_url: str) -> None:
    engine = make_engine(postgres_url)
    migrate(engine)
    assert _two_remove_each_other(make_sessions(engine)) == 1
    engine.dispose()
