"""Silent chats: a warning, then the end; a long wait: a call-back beside the place. Nobody is cut off who writes."""

from datetime import timedelta

from sqlalchemy.orm import Session, sessionmaker

from bot.web.desk.models import Handover
from bot.web.desk.queue import idle
from bot.web.desk.queue.jobs import look_after
from bot.web.edge import Edge
from bot.web.models import Conversation, Item
from procedures.calendar import now
from tests.web.desk.queue.made import item, person, talk, there


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
