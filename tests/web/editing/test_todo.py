"""What waits for somebody: owners before and after a review is due, writers and approvers of drafts left lying."""

import re
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session, sessionmaker

from bot.web.accounts.models import Account
from bot.web.editing.care import to_look_at
from bot.web.editing.models import RecordOwner
from bot.web.editing.todo import count, todos
from procedures.calendar import VIETNAM, now, today
from procedures.drafts import Draft
from tests.web.editing.conftest import SLUG, Desk

CHECK_BY = date(2027, 5, 21)
"""Of the tests' record."""
EDITOR, APPROVER = frozenset({"editor"}), frozenset({"approver"})
LAN, BINH = 1, 2
THURSDAY = date(2026, 11, 26)


def _own(sessions: sessionmaker[Session], account: int, review_on: date | None = None) -> None:
    with sessions.begin() as session:
        session.merge(RecordOwner(slug=SLUG, account_id=account, review_on=review_on))


def _kinds(sessions: sessionmaker[Session], me: int, roles: frozenset[str], on: date) -> list[tuple[str, int, int]]:
    with sessions() as session:
        found = todos(session, me, roles, on, "vi")
        assert len(found) == count(session, me, roles, on)
        return [(each.kind, each.days, each.times) for each in found]


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (-15, []), (-14, [("review_soon", 14, 0)]), (-4, [("review_soon", 4, 0)]), (-3, [("review_urgent", 3, 0)]),
        (0, [("review_urgent", 0, 0)]), (1, [("review_overdue", 1, 1)]), (7, [("review_overdue", 7, 1)]),
        (8, [("review_overdue", 8, 2)]),
    ],
)  # fmt: skip
async def test_an_owner_is_reminded_before_the_review_and_every_week_after(
    desk: Desk, days: int, told: list[tuple[str, int, int]]
) -> None:
    _own(desk.sessions, LAN)
    assert _kinds(desk.sessions, LAN, EDITOR, CHECK_BY + timedelta(days=days)) == told
    assert _kinds(desk.sessions, BINH, EDITOR, CHECK_BY + timedelta(days=days)) == []


async def test_a_day_of_their_own_comes_before_the_records(desk: Desk) -> None:
    _own(desk.sessions, LAN, date(2026, 12, 1))
    assert _kinds(desk.sessions, LAN, EDITOR, date(2026, 12, 3)) == [("review_overdue", 2, 1)]


async def test_a_day_of_their_own_is_over_once_the_record_was_checked(desk: Desk) -> None:
    _own(desk.sessions, LAN, date(2026, 12, 1))
    draft = await desk.begin()
    await desk.write(draft, "general", None, checked_on="2026-12-01")
    await desk.to_live(draft)
    assert _kinds(desk.sessions, LAN, EDITOR, date(2026, 12, 3)) == []
    with desk.sessions() as session:
        assert to_look_at(session, date(2026, 12, 3), LAN, "vi") == []


async def test_what_is_overdue_and_nobodys_is_told_to_the_approvers(desk: Desk) -> None:
    late = CHECK_BY + timedelta(days=1)
    assert _kinds(desk.sessions, BINH, APPROVER, late) == [("unowned", 1, 0)]
    assert _kinds(desk.sessions, LAN, EDITOR, late) == []
    _own(desk.sessions, LAN)
    assert _kinds(desk.sessions, BINH, APPROVER, late) == []
    with desk.sessions.begin() as session:
        session.get_one(Account, LAN).roles = ["staff"]
    assert _kinds(desk.sessions, BINH, APPROVER, late) == [("unowned", 1, 0)], "they do other work by now"
    with desk.sessions.begin() as session:
        session.get_one(Account, LAN).roles = ["editor"]
        session.get_one(Account, LAN).active = False
    assert _kinds(desk.sessions, BINH, APPROVER, late) == [("unowned", 1, 0)]


def _touched(desk: Desk, draft: int, at: datetime) -> None:
    with desk.sessions.begin() as session:
        session.execute(update(Draft).where(Draft.id == draft).values(updated_at=at))


async def test_a_draft_left_in_review_is_told_to_approvers_and_its_writer_after_two_working_days(desk: Desk) -> None:
    draft = await desk.begin()
    await desk.write(draft, "fees", 0, amount="120000")
    await desk.step(desk.editor, draft, "submit")
    _touched(desk, draft, datetime(2026, 11, 20, 23, 59, tzinfo=VIETNAM))  # a Friday
    assert _kinds(desk.sessions, BINH, APPROVER, date(2026, 11, 24)) == []  # Tuesday: two working days
    assert _kinds(desk.sessions, BINH, APPROVER, date(2026, 11, 25)) == [("decide", 3, 0)]
    assert _kinds(desk.sessions, LAN, EDITOR, date(2026, 11, 25)) == [("waits", 3, 0)]


async def test_changes_asked_wait_for_the_writer_and_what_is_approved_for_whoever_publishes(desk: Desk) -> None:
    draft = await desk.begin()
    await desk.write(draft, "fees", 0, amount="120000")
    await desk.step(desk.editor, draft, "submit")
    await desk.step(desk.approver, draft, "ask")
    _touched(desk, draft, datetime(2026, 11, 20, 9, tzinfo=VIETNAM))
    assert _kinds(desk.sessions, LAN, EDITOR, THURSDAY) == [("fix", 4, 0)]
    assert _kinds(desk.sessions, BINH, APPROVER, THURSDAY) == []
    await desk.step(desk.editor, draft, "submit")
    await desk.step(desk.approver, draft, "approve")
    _touched(desk, draft, datetime(2026, 11, 20, 9, tzinfo=VIETNAM))
    assert _kinds(desk.sessions, BINH, APPROVER, THURSDAY) == [("publish", 4, 0)]
    assert _kinds(desk.sessions, LAN, EDITOR, THURSDAY) == [("waits", 4, 0)]


async def test_the_menu_counts_and_the_desk_lists_what_waits(desk: Desk) -> None:
    await desk.editor.get("/bien-tap")
    assert "không có việc nào chờ" in desk.editor.text and 'class="todo"' not in desk.editor.text
    _own(desk.sessions, LAN, today())
    draft = await desk.begin()
    await desk.step(desk.editor, draft, "submit")
    _touched(desk, draft, now() - timedelta(days=9))
    await desk.editor.get("/tai-khoan")
    found = re.search(r'class="todo">(\d+)', desk.editor.text)
    assert found and found[1] == "2"
    await desk.editor.get("/bien-tap")
    assert "Đến hạn xem lại" in desk.editor.text and "Bản nháp của anh/chị còn chờ" in desk.editor.text
