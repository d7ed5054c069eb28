"""Silent chats: a warning, then the end; a long wait: a call-back beside the place. Nobody is cut off who writes."""

import uuid
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session, sessionmaker

from bot.web.accounts.audit import Who
from bot.web.conversations.items import append_items
from bot.web.desk.models import Handover
from bot.web.desk.queue import abandoned, idle, jobs
from bot.web.desk.queue.jobs import look_after
from bot.web.desk.send import send, written
from bot.web.edge import Edge
from bot.web.models import Conversation, Item
from procedures.calendar import now
from tests.web.desk.queue.made import item, person, rule, talk, team, there


def _held(session: Session, minutes: float, *, last: str = "staff", **values: object) -> str:
    """Held by somebody who is there; the newest item is so old."""
    holder = session.query(Conversation).count()
    account = person(session, f"x{holder}")
    there(session, account)
    then = now() - timedelta(minutes=minutes)
    numbers = {"heard_seq": 2, "spoke_seq": 3} if last == "staff" else {"heard_seq": 3, "spoke_seq": 2}
    made = talk(session, "held", holder_id=account, last_at=then, last_seq=3, held_since=then, **numbers | values)
    item(session, made, 2, "citizen" if last == "staff" else "staff", then - timedelta(minutes=1))
    item(session, made, 3, last, then)
    return made


def _texts(sessions: sessionmaker[Session], conversation: str) -> list[str]:
    with sessions() as session:
        rows = session.query(Item).filter_by(conversation_id=conversation).order_by(Item.seq)
        return [row.payload["text"] for row in rows][3:]


def _read(sessions: sessionmaker[Session], conversation: str) -> Conversation:
    with sessions() as session:
        return session.get_one(Conversation, conversation)


async def test_a_silent_citizen_is_warned_once_and_then_the_talk_ends(
    edge_only: Edge, sessions: sessionmaker[Session]
) -> None:
    with sessions.begin() as session:
        silent = _held(session, 11)
        fresh = _held(session, 9)
    for _ in range(2):
        await look_after(edge_only)
    assert len(_texts(sessions, silent)) == 1 and "5 phút nữa" in _texts(sessions, silent)[0]
    assert _texts(sessions, fresh) == [] and _read(sessions, silent).stage == "held"
    with sessions.begin() as session:
        session.get_one(Conversation, silent).warned_at = now() - timedelta(minutes=6)
    await look_after(edge_only)
    ended = _read(sessions, silent)
    assert (ended.stage, ended.closed_why) == ("closed", "staff")
    with sessions() as session:
        row = session.query(Handover).filter_by(conversation_id=silent).one()
    assert (row.kind, row.reason, row.by_id) == ("closed", "idle", None)


async def test_who_writes_after_the_warning_stays(edge_only: Edge, sessions: sessionmaker[Session]) -> None:
    with sessions.begin() as session:
        made = _held(session, 0, last="citizen", warned_at=now() - timedelta(minutes=6))
        assert not idle.is_silent(session, made)
    await look_after(edge_only)
    found = _read(sessions, made)
    assert (found.stage, found.warned_at) == ("held", None)


async def test_who_waits_for_staff_is_never_warned_and_leads_see_it(
    edge_only: Edge, sessions: sessionmaker[Session]
) -> None:
    with sessions.begin() as session:
        owed = _held(session, 60, last="citizen")
        unanswered = _held(session, 60, heard_seq=0, spoke_seq=0)  # taken, and nothing said yet
        quick = _held(session, 5, last="citizen")
    await look_after(edge_only)
    assert _read(sessions, owed).warned_at is None and _read(sessions, unanswered).warned_at is None
    with sessions() as session:
        found = {each.id for each in idle.silent(session)}
    assert found == {owed, unanswered} and quick not in found


async def test_who_waits_for_long_is_offered_a_call_back_once_and_keeps_the_place(
    edge_only: Edge, sessions: sessionmaker[Session]
) -> None:
    with sessions.begin() as session:
        long = talk(session, "waiting", waiting_since=now() - timedelta(minutes=11))
        short = talk(session, "waiting", waiting_since=now() - timedelta(minutes=9))
    for _ in range(2):
        await look_after(edge_only)
    assert (_read(sessions, long).stage, _read(sessions, long).last_seq) == ("waiting", 2)
    assert _read(sessions, short).last_seq == 1
    with sessions() as session:
        offered = session.get_one(Item, (long, 2)).payload
    assert offered["kind"] == "handover" and offered["blocks"][0]["rows"][0]["link"] == "/goi-lai"


def test_what_happens_at_the_same_moment_is_not_warned(sessions: sessionmaker[Session]) -> None:
    with sessions.begin() as session:
        made = session.get_one(Conversation, _held(session, 11))
    with sessions.begin() as session:
        session.get_one(Conversation, made.id).last_seq = 4  # somebody wrote after it was read
    with sessions.begin() as session:
        assert not idle._mark(session, made, Conversation.stage == "held", now())


async def test_a_message_of_staff_takes_the_warning_back_and_silence_begins_anew(
    edge_only: Edge, sessions: sessionmaker[Session]
) -> None:
    with sessions.begin() as session:
        made = _held(session, 30, warned_at=now() - timedelta(minutes=6))
        who = Who(session.get_one(Conversation, made).holder_id, "an address")
        send(session, who, made, str(uuid.uuid4()), written("Anh/chị còn đó không ạ?", "vi"))
        assert not idle.is_silent(session, made)
    await look_after(edge_only)
    found = _read(sessions, made)
    assert (found.stage, found.warned_at, found.last_seq) == ("held", None, 4)


async def test_a_wait_that_nobody_is_behind_ends_with_the_offer_of_a_call_back(
    edge_only: Edge, sessions: sessionmaker[Session]
) -> None:
    hours = timedelta(hours=1)
    with sessions.begin() as session:
        off, open_always = team(session), team(session, "Tổ hai")
        rule(session, off, hours={str(day): [] for day in range(7)})
        over = talk(session, "waiting", team_id=off, last_at=now() - timedelta(minutes=16))
        fresh = talk(session, "waiting", team_id=off, last_at=now() - timedelta(minutes=14))
        long = talk(session, "waiting", team_id=open_always, last_at=now() - 9 * hours)
        waits = talk(session, "waiting", team_id=open_always, last_at=now() - 7 * hours)
    for _ in range(2):
        await look_after(edge_only)
    assert [_read(sessions, each).stage for each in (over, fresh, long, waits)] == [
        "closed", "waiting", "closed", "waiting",
    ]  # fmt: skip
    for ended in (over, long):
        assert _read(sessions, ended).closed_at is not None
        with sessions() as session:
            offered = session.get_one(Item, (ended, 2)).payload
            row = session.query(Handover).filter_by(conversation_id=ended).one()
        assert offered["blocks"][0]["rows"][0]["link"] == "/goi-lai"
        assert (row.kind, row.reason, row.by_id) == ("closed", "idle", None)


async def test_who_writes_or_is_taken_meanwhile_is_not_cut_off(
    edge_only: Edge, sessions: sessionmaker[Session]
) -> None:
    with sessions.begin() as session:
        wrote, taken = (talk(session, "waiting", last_at=now() - timedelta(hours=9)) for _ in range(2))
        assert sorted(abandoned.to_end(session)) == sorted([wrote, taken])
        append_items(session, wrote, [("citizen", {"text": "còn ai không?", "button": None})])
        session.get_one(Conversation, taken).stage = "held"
    with sessions.begin() as session:
        assert not any(abandoned.end(session, each, edge_only.settings) for each in (wrote, taken))
    assert (_read(sessions, wrote).stage, _read(sessions, taken).stage) == ("waiting", "held")


async def test_a_lost_holders_chat_that_ended_at_this_moment_stops_nothing(
    edge_only: Edge, sessions: sessionmaker[Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    with sessions.begin() as session:
        ended = talk(session, "closed", closed_at=now())
        silent = _held(session, 11)
    monkeypatch.setattr(jobs, "held_by_the_lost", lambda _: [(ended, 1), ("0" * 32, 1)])  # as read before it ended
    await look_after(edge_only)
    assert _read(sessions, silent).warned_at is not None
