"""Links that work once: the first admin, a colleague, a new password."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session, sessionmaker

import bot.web.accounts.__main__ as command
from bot.web.accounts import invitations
from bot.web.accounts.errors import LinkSpent
from bot.web.accounts.models import Account, AuditEntry, Invitation
from bot.web.settings import WebSettings
from procedures.calendar import now
from procedures.db import make_engine, make_sessions
from procedures.migrations.run import migrate
from tests.web.accounts.conftest import PASSWORD, Staff

NEW = "mùa thu lá bay khắp phố"


def _first(sessions: sessionmaker[Session]) -> str | None:
    with sessions.begin() as session:
        return invitations.first_admin(session)


async def test_the_first_admin_comes_in_by_a_link_once(staff: Staff) -> None:
    link = f"/loi-moi/{_first(staff.sessions)}"
    browser = staff.browser()
    assert await browser.get(link) == 200 and await browser.get(link) == 200
    typed = {"login": "sep", "name": "Trần Văn Sếp", "password": NEW}
    assert await browser.send(link, **typed, again=NEW + "x") == 422
    await browser.send(link, **typed, again=NEW)
    assert browser.at == "/dang-nhap" and "đã được đặt" in browser.text
    await browser.sign_in("sep", NEW)
    assert browser.at == "/tai-khoan/hai-lop"
    other = staff.browser()
    assert (await other.get(link), await other.send(link, **typed, again=NEW)) == (410, 410)
    assert _first(staff.sessions) is None and staff.read(1).roles == ["admin"]


async def test_an_earlier_link_an_old_one_and_one_that_never_was_open_nothing(staff: Staff) -> None:
    earlier, later = _first(staff.sessions), _first(staff.sessions)
    browser = staff.browser()
    assert [await browser.get(f"/loi-moi/{token}") for token in (earlier, "x" * 43, later)] == [410, 410, 200]
    with staff.sessions.begin() as session:
        session.execute(update(Invitation).values(expires_at=now() - timedelta(seconds=1)))
    assert await browser.get(f"/loi-moi/{later}") == 410
    typed = {"login": "sep", "name": "Sếp", "password": NEW, "again": NEW}
    assert await browser.send(f"/loi-moi/{later}", **typed) == 410


async def test_a_weak_password_or_a_bad_login_does_not_use_up_the_link(staff: Staff) -> None:
    link = f"/loi-moi/{_first(staff.sessions)}"
    browser = staff.browser()
    typed = {"login": "sep", "name": "Sếp", "password": NEW, "again": NEW}
    for wrong in ({"password": "ngan", "again": "ngan"}, {"login": "Có Dấu"}, {"name": " "}):
        assert await browser.send(link, **(typed | wrong)) == 422
    assert (await browser.send(link, **typed), browser.at) == (200, "/dang-nhap")


async def test_while_an_admin_exists_the_command_prints_nothing(
    staff: Staff, settings: WebSettings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", settings.database)
    monkeypatch.setenv("PUBLIC_URL", "https://motcua.example/")
    assert command.main(["first-admin"]) == 0
    assert capsys.readouterr().out.startswith("https://motcua.example/loi-moi/")
    staff.account("sep", "admin")
    assert command.main(["first-admin"]) == 0 and capsys.readouterr().out == ""
    assert command.main([]) == 2


async def test_a_reset_sets_a_new_password_and_signs_out_everywhere(staff: Staff) -> None:
    browser = await staff.signed_in("hoa", "staff")
    with staff.sessions.begin() as session:
        token = invitations.issue(session, "reset", 1)
    other = staff.browser()
    await other.send(f"/loi-moi/{token}", password=NEW, again=NEW)
    await browser.get("/tai-khoan")
    assert browser.at == "/dang-nhap"
    assert [await other.sign_in("hoa", password) for password in (PASSWORD, NEW)] == [401, 200]
    with staff.sessions() as session:
        assert "accept_reset" in {row.action for row in session.query(AuditEntry)}


def _race(sessions: sessionmaker[Session]) -> tuple[int, int]:
    """(how many of eight at once became the first admin, how many accounts there are)."""
    token = _first(sessions) or ""
    won: list[int] = []
    gate = threading.Barrier(8)

    def accept(number: int) -> None:
        gate.wait()
        try:
            with sessions.begin() as session:
                won.append(invitations.become_first_admin(session, token, f"sep-{number}", "Sếp", "hash", "a"))
        except LinkSpent:
            pass

    threads = [threading.Thread(target=accept, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with sessions() as session:
        return len(won), session.query(Account).count()


def test_of_eight_who_use_one_link_at_once_one_wins(sessions: sessionmaker[Session]) -> None:
    assert _race(sessions) == (1, 1)


@pytest.mark.postgres
def test_of_eight_who_use_one_link_at_once_one_wins_on_postgresql(postgres_url: str) -> None:
    engine = make_engine(postgres_url)
    migrate(engine)
    assert _race(make_sessions(engine)) == (1, 1)
    engine.dispose()
